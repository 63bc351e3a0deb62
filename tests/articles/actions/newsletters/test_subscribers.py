"""Sign-up asks once and by mail, what it answers names nobody, and who leaves is forgotten."""

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.actions.newsletters import subscribers
from articles.actions.newsletters.subscribers import (
    MailNotAccepted,
    confirm,
    delete_unconfirmed,
    find_subscriber,
    leave,
    make_token,
    normalise_address,
    request_sign_up,
    sign_up,
)
from articles.models import AuditEntry, Subscriber
from articles.site.newsletters.sign_up import write_confirmation
from newsroom.encryption import decrypt, encrypt
from tests.articles.actions.newsletters.newsletters import make_newsletter, make_subscriber
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def ask(newsletter_id: int, address: str = "Anna@Leser.example", *, at: Any = NOON) -> bool:
    return sign_up(newsletter_id, encrypt(address), write=write_confirmation, at=at)


def test_a_sign_up_mails_one_link_and_stores_the_address_encrypted():
    newsletter = make_newsletter()

    assert ask(newsletter.pk) is True

    (row,) = Subscriber.objects.all()
    assert (mail.outbox[0].to, row.confirmed_at) == (["Anna@Leser.example"], None)
    assert make_token(row, "confirm") in mail.outbox[0].body
    assert "eser.example" not in row.encrypted_address + row.address_hash
    assert decrypt(row.encrypted_address) == "Anna@Leser.example"


def test_the_same_address_is_mailed_again_only_after_an_hour():
    newsletter = make_newsletter()

    sent = [
        ask(newsletter.pk),
        ask(newsletter.pk, "anna@leser.EXAMPLE", at=NOON + timedelta(minutes=59)),
        ask(newsletter.pk, at=NOON + timedelta(minutes=60)),
    ]

    assert (sent, Subscriber.objects.count()) == ([True, False, True], 1)


def test_a_reader_who_has_confirmed_gets_no_second_link():
    newsletter = make_newsletter()
    make_subscriber(newsletter)

    assert ask(newsletter.pk, at=NOON + timedelta(days=9)) is False


def test_nobody_subscribes_to_a_newsletter_that_is_switched_off():
    assert ask(make_newsletter(active=False).pk) is False


def test_a_link_confirms_within_three_days_and_then_no_more():
    newsletter = make_newsletter()
    early = make_subscriber(newsletter, "a@leser.example", confirmed_at=None)
    late = make_subscriber(newsletter, "b@leser.example", confirmed_at=None)

    confirm(make_token(early, "confirm"), at=NOON + timedelta(days=3))
    confirm(make_token(late, "confirm"), at=NOON + timedelta(days=3, seconds=1))
    delete_unconfirmed(at=NOON + timedelta(days=3, seconds=1))

    assert list(Subscriber.objects.values_list("pk", flat=True)) == [early.pk]


def test_who_leaves_is_forgotten_and_may_leave_twice():
    subscriber = make_subscriber(make_newsletter())
    token = make_token(subscriber, "leave")
    entries = AuditEntry.objects.count()

    leave(token, at=NOON)
    leave(token, at=NOON)

    assert (Subscriber.objects.count(), AuditEntry.objects.count()) == (0, entries)


@pytest.mark.parametrize(
    "wrong", ["", "1", "-", "²-x", "99999999999999999999-x", "0-", "1-AAAAAAAAAAAAAAAAAAAAAA", "1-é"]
)
def test_a_wrong_token_finds_nobody(wrong):
    make_subscriber(make_newsletter())

    assert find_subscriber(wrong, "leave", at=NOON) is None


def test_the_token_of_one_link_does_not_open_the_other():
    subscriber = make_subscriber(make_newsletter())

    assert find_subscriber(make_token(subscriber, "confirm"), "leave", at=NOON) is None


@pytest.mark.parametrize(
    ("typed", "normal"),
    [(" Anna@LESER.example", "anna@leser.example"), ("anna@bücher.example", "anna@xn--bcher-kva.example")],
)
def test_an_address_is_compared_in_lower_case_with_an_ascii_domain(typed, normal):
    assert normalise_address(typed) == normal


def test_a_queued_sign_up_names_no_address_and_is_queued_once():
    newsletter = make_newsletter()

    request_sign_up(newsletter.pk, "anna@leser.example")
    request_sign_up(newsletter.pk, "ANNA@leser.example")

    (job,) = ProcrastinateJob.objects.filter(task_name=subscribers.TASK)
    assert "leser" not in f"{job.args} {job.queueing_lock}".lower()


@pytest.mark.parametrize("code", [450, 550])
def test_a_refused_address_is_tried_again_or_forgotten(monkeypatch, code):
    def refuse(message: EmailMessage, **_options: Any) -> None:
        raise smtplib.SMTPRecipientsRefused({message.to[0]: (code, b"no anna@leser.example")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    newsletter = make_newsletter()

    if code == 450:
        with pytest.raises(MailNotAccepted, match=r"^SMTPRecipientsRefused$"):
            ask(newsletter.pk)
    else:
        assert ask(newsletter.pk) is False

    assert Subscriber.objects.count() == 0
