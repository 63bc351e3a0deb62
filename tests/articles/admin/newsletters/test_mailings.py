"""The desk's pages of newsletter mails: prepare, change, preview, test, approve, stop and correct."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.newsletters.deliveries import LEAVE_LINK
from articles.actions.stories.withdraw import kill
from articles.models import Article, MailDelivery, Mailing
from articles.site.newsletters.mail import render_mail
from tests.articles.actions.newsletters.newsletters import make_newsletter, make_sent, make_subscriber
from tests.articles.admin.conftest import signed_in
from tests.articles.admin.forms import filled
from tests.factories import NOON, make_chief, make_published, make_user

pytestmark = pytest.mark.django_db
LIST, ADD, WITHDRAWN = (
    reverse(f"admin:articles_mailing_{name}") for name in ("changelist", "add", "withdrawn")
)


def make_stories(*headlines: str, **facts: Any) -> list[Article]:
    return [make_published(headline, at=timezone.now(), **facts) for headline in headlines]


def prepare(desk: Client, **facts: Any) -> Mailing:
    newsletter = make_newsletter(**facts)
    desk.post(ADD, {"of": newsletter.pk})
    return Mailing.objects.get(newsletter=newsletter)


def form_page(mailing: Mailing) -> str:
    return reverse("admin:articles_mailing_change", args=[mailing.pk])


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_mail_begins_with_the_page_and_takes_order_words_and_time(desk: Client):
    crane, quay = make_stories("Kran dreht sich", "Kai wird breiter")
    mailing = prepare(desk)
    assert set(mailing.stories) == {crane.pk, quay.pk}
    places = {f"place-{quay.pk}": "1", f"place-{crane.pk}": ""}
    sent = filled(
        desk, form_page(mailing), "mailing-form", subject="Der Kai", greeting="Guten Morgen!", **places
    )

    answer = desk.post(form_page(mailing), {**sent, "_do": "save"}, follow=True)

    mailing.refresh_from_db()
    assert (mailing.subject, mailing.greeting, mailing.stories) == ("Der Kai", "Guten Morgen!", [quay.pk])
    assert (mailing.revision, mailing.status) == (2, "draft")
    assert "Gesichert." in text_of(answer)


def test_who_saves_over_a_change_of_somebody_else_keeps_the_words(desk: Client):
    make_stories("Kran dreht sich")
    mailing = prepare(desk)
    sent = filled(desk, form_page(mailing), "mailing-form", subject="Meins")
    desk.post(form_page(mailing), {**sent, "subject": "Zuerst", "_do": "save"})

    answer = desk.post(form_page(mailing), {**sent, "_do": "save"})

    assert 'value="Meins"' in text_of(answer)
    assert 'role="alert"' in text_of(answer)
    assert Mailing.objects.get().subject == "Zuerst"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"subject": ""}, "Dieses Feld ist zwingend erforderlich."),
        ({"send_at": "morgen früh"}, "gültige"),
        ({"subject": "x" * 151}, "höchstens 150"),
    ],
)
def test_a_mistake_in_the_form_says_where_and_loses_nothing(desk: Client, changes: dict[str, str], said: str):
    make_stories("Kran dreht sich")
    mailing = prepare(desk)
    sent = filled(desk, form_page(mailing), "mailing-form", greeting="Guten Morgen!", **changes)

    answer = desk.post(form_page(mailing), {**sent, "_do": "save"})

    assert said in text_of(answer)
    assert "Guten Morgen!" in text_of(answer)
    assert Mailing.objects.get().revision == 1


def test_the_preview_is_the_mail_with_a_policy_of_its_own(desk: Client):
    make_stories("Kran dreht sich")
    mailing = prepare(desk)
    preview = reverse("admin:articles_mailing_preview", args=[mailing.pk])

    html, text = desk.get(preview), desk.get(f"{preview}?text=1")

    rendered = render_mail(mailing, timezone.now())
    assert (text_of(html), text_of(text)) == (rendered.html, rendered.text)
    assert LEAVE_LINK in rendered.html
    policy = html.headers["Content-Security-Policy"]
    assert "script-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy


def test_a_test_goes_to_oneself_and_is_the_preview(settings: Any):
    settings.SENDS_MAIL = True
    make_stories("Kran dreht sich")
    chief = make_chief()
    chief.email = "clara@zeitung.example"
    chief.save()
    desk = signed_in(Client(), chief)
    mailing = prepare(desk)

    answer = desk.post(form_page(mailing), {"_do": "test"}, follow=True)

    (arrived,) = mail.outbox
    assert (arrived.to, arrived.subject) == (["clara@zeitung.example"], mailing.subject)
    rendered = render_mail(mailing, timezone.now()).with_link("http://localhost:8000/newsletter/")
    assert arrived.body == rendered.text
    assert "Der Test ging an clara@zeitung.example." in text_of(answer)
    assert not MailDelivery.objects.exists()


def test_without_an_address_a_test_says_so(desk: Client):
    make_stories("Kran dreht sich")
    mailing = prepare(desk)

    answer = desk.post(form_page(mailing), {"_do": "test"}, follow=True)

    assert "Ihr Konto hat keine Mailadresse" in text_of(answer)


def test_what_was_seen_is_approved_and_can_be_stopped(desk: Client):
    make_stories("Kran dreht sich")
    mailing = prepare(desk)

    outdated = desk.post(form_page(mailing), {"_do": "approve", "based_on": "7"}, follow=True)
    assert Mailing.objects.get().status == "draft"
    desk.post(form_page(mailing), {"_do": "approve", "based_on": "1"})
    approved = Mailing.objects.get()
    assert (approved.status, approved.approved_by) == ("approved", approved.prepared_by)
    page = text_of(desk.get(form_page(mailing)))
    desk.post(form_page(mailing), {"_do": "stop"})

    assert Mailing.objects.get().status == "stopped"
    assert "desk-message" in text_of(outdated) or "role=" in text_of(outdated)
    assert ('value="save"' in page, 'value="stop"' in page) == (False, True)


def test_a_mail_with_a_story_that_is_not_public_is_not_approved(desk: Client):
    crane, _quay = make_stories("Kran dreht sich", "Kai wird breiter")
    mailing = prepare(desk)
    kill(crane.pk, reason="legal", by=None, at=timezone.now())

    answer = desk.post(form_page(mailing), {"_do": "approve", "based_on": "1"}, follow=True)

    assert Mailing.objects.get().status == "draft"
    assert "einer ihrer Artikel ist nicht öffentlich" in text_of(answer)
    assert "nicht öffentlich</span>" in text_of(answer)


def test_breaking_news_is_about_an_urgent_story_and_needs_a_second_person(desk: Client):
    (calm,), (urgent,) = make_stories("Kai wird breiter"), make_stories("Werft brennt", urgency=1)
    newsletter = make_newsletter("Eilpost", kind="breaking", send_at=None)
    offered = text_of(desk.get(ADD))
    assert ("Werft brennt" in offered, "Kai wird breiter" in offered) == (True, False)

    desk.post(ADD, {"of": f"{newsletter.pk}:{calm.pk}"})
    assert not Mailing.objects.exists()
    desk.post(ADD, {"of": f"{newsletter.pk}:{urgent.pk}"})
    mailing = Mailing.objects.get()
    approve = {"_do": "approve", "based_on": "1"}
    alone = desk.post(form_page(mailing), approve, follow=True)
    assert Mailing.objects.get().status == "draft"
    second = signed_in(Client(), make_user("zweite", superuser=True))
    second.post(form_page(mailing), approve)

    assert Mailing.objects.get().status == "approved"
    assert "zweite Person" in text_of(alone)


def test_a_killed_story_is_reported_and_corrected_once_to_those_who_got_it(desk: Client):
    story = make_published("Werft meldet Verkauf")
    newsletter = make_newsletter()
    make_sent(newsletter, story, subject="Werft am Morgen")
    make_subscriber(newsletter, "ben@leser.example")
    assert "zurückgezogen" not in text_of(desk.get(LIST))
    kill(story.pk, reason="wrong", by=None, at=NOON)

    assert WITHDRAWN in text_of(desk.get(LIST))
    board = text_of(desk.get(WITHDRAWN))
    assert "1 Leser" in board
    assert "Werft am Morgen" in board
    for _twice in range(2):
        answer = desk.post(WITHDRAWN, {"story": story.pk, "text": "Die Werft bleibt."}, follow=True)

    correction = Mailing.objects.get(kind="correction")
    assert (correction.status, correction.greeting) == ("sending", "Die Werft bleibt.")
    assert [one.subscriber for one in correction.deliveries.all()] == [newsletter.subscribers.first()]
    assert "Korrektur senden" not in text_of(answer)


@pytest.mark.django_db(transaction=True)
def test_the_board_of_a_withdrawal_says_in_how_many_mails_it_went_out(desk: Client):
    story = make_published("Werft meldet Verkauf")
    make_sent(make_newsletter(), story)
    kill(story.pk, reason="wrong", by=None, at=NOON)

    board = text_of(desk.get(reverse("admin:articles_article_outlets", args=[story.pk])))

    assert "Er ging mit 1 Mail eines Newsletters hinaus." in board
    assert f'href="{WITHDRAWN}"' in board


@pytest.mark.parametrize("of", ["", "x", "999", "²", "1:²", "-1", "99999999999999999999"])
def test_no_newsletter_of_that_number_is_not_found(desk: Client, of: str):
    assert desk.post(ADD, {"of": of}).status_code == 404


@pytest.mark.parametrize("place", ["-1", "²", "9" * 30, "1.5", "eins"])
def test_an_odd_place_does_no_harm(desk: Client, place: str):
    (crane,) = make_stories("Kran dreht sich")
    mailing = prepare(desk)
    sent = filled(desk, form_page(mailing), "mailing-form", **{f"place-{crane.pk}": place})

    assert desk.post(form_page(mailing), {**sent, "_do": "save"}).status_code in {200, 302}


def test_a_day_has_one_mail(desk: Client):
    make_stories("Kran dreht sich")
    mailing = prepare(desk)
    desk.post(ADD, {"of": mailing.newsletter_id})
    second = Mailing.objects.exclude(pk=mailing.pk).get()
    assert second.day == mailing.day + timedelta(days=1)
    same = f"{timezone.localtime(mailing.send_at):%Y-%m-%dT%H:%M}"
    sent = filled(desk, form_page(second), "mailing-form", send_at=same)

    answer = desk.post(form_page(second), {**sent, "_do": "save"})

    assert "An diesem Tag gibt es schon eine Mail" in text_of(answer)
