"""Mailings: prepared by rule, approved, sent once to each reader."""

import pytest
from datetime import timedelta
from django.core import mail

from articles.actions.newsletters.mailings import approve_mailing, prepare_mailing
from articles.actions.newsletters.sending import claim_delivery, send_mailings, start_due
from articles.actions.stories.withdraw import kill
from articles.models import MailDelivery, Mailing
from articles.site.newsletters.mail import list_stories, render_mail
from tests.articles.actions.newsletters.newsletters import make_newsletter, make_subscriber
from tests.factories import NOON, make_published

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def _sends(settings):
    settings.SENDS_MAIL = True


def approved():
    newsletter = make_newsletter()
    for name in "ab":
        make_subscriber(newsletter, f"{name}@leser.example")
    mailing = prepare_mailing(newsletter.pk, list_stories(newsletter, NOON), by=None, at=NOON)
    return approve_mailing(mailing.pk, based_on=1, by=None, at=NOON)


def test_each_reader_gets_an_approved_mail_once():
    make_published()
    approved()

    sent = [send_mailings(render_mail, now=lambda: LATER) for _ in range(2)]

    assert (sent, len(mail.outbox)) == ([2, 0], 2)
    assert Mailing.objects.get().state == "sent"


def test_a_claimed_delivery_is_never_sent_again():
    make_published()
    mailing = approved()
    start_due(at=LATER)
    claim_delivery(mailing, (), LATER)

    assert send_mailings(render_mail, now=lambda: LATER) == 1
    assert MailDelivery.objects.filter(state="sending").count() == 1


def test_a_killed_story_is_not_sent():
    story = make_published()
    approved()
    kill(story.pk, reason="legal", by=None, at=NOON)

    assert send_mailings(render_mail, now=lambda: LATER) == 0
    assert Mailing.objects.get().state == "stopped"
