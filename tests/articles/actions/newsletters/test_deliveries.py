"""Sending: each mail at most once, over a server that refuses, delays, cuts the line or is away."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.actions.newsletters import deliveries
from articles.actions.newsletters.deliveries import (
    MAX_ATTEMPTS,
    claim_delivery,
    message_id,
    send_mailings,
    start_due,
)
from articles.actions.newsletters.mailings import (
    approve_mailing,
    correct_mailings,
    prepare_mailing,
    stop_mailing,
)
from articles.actions.newsletters.subscribers import leave, make_token
from articles.actions.stories.withdraw import kill
from articles.models import AuditEntry, MailDelivery, Mailing, Newsletter, Subscriber
from articles.site.newsletters.mail import list_stories, render_mail
from newsroom.env.mail import parse_smtp_url
from tests.articles.actions.newsletters.newsletters import make_newsletter, make_subscriber
from tests.factories import NOON, make_chief, make_published
from tests.smtp_server import MailServer

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
LATER = NOON + timedelta(days=1)
GONE, BUSY = "550 5.1.1 no such mailbox", "451 4.3.0 disk full"


@pytest.fixture(autouse=True)
def server(settings: Any) -> Iterator[MailServer]:
    settings.SENDS_MAIL = True
    with (real := MailServer()).listening() as port:
        settings.MAILERS = {"default": parse_smtp_url(f"smtp://127.0.0.1:{port}")}
        yield real


def address(number: int) -> str:
    return f"leser{number}@post.example"


def approve_mail(readers: int = 3, **facts: Any) -> Mailing:
    newsletter = make_newsletter(**facts)
    for number in range(readers):
        make_subscriber(newsletter, address(number))
    mailing = prepare_mailing(newsletter.pk, list_stories(newsletter, NOON), by=None, at=NOON)
    return approve_mailing(mailing.pk, based_on=1, by=None, at=NOON)


def send(minutes: float = 0) -> int:
    return send_mailings(render_mail, now=lambda: LATER + minutes * MINUTE)


def states() -> list[str]:
    return list(MailDelivery.objects.order_by("pk").values_list("status", flat=True))


def test_each_reader_gets_the_mail_once_as_it_was_previewed(server: MailServer):
    make_published()
    mailing = approve_mail()
    preview = render_mail(mailing, LATER)

    sent = [send(minute) for minute in range(3)]

    assert (sent, [to for to, _mail in server.accepted]) == ([3, 0, 0], [address(n) for n in range(3)])
    assert Mailing.objects.get().status == "sent"
    for reader, (to, arrived) in zip(Subscriber.objects.order_by("pk"), server.accepted, strict=True):
        link = f"http://localhost:8000/newsletter/leave/{make_token(reader, 'leave')}/"
        text, html = (part.get_content().replace("\r\n", "\n") for part in arrived.iter_parts())
        assert (text, html.rstrip("\n")) == (
            preview.with_link(link).text,
            preview.with_link(link).html.rstrip("\n"),
        )
        assert (arrived["To"], arrived["Subject"]) == (to, preview.subject)
        assert arrived["List-Unsubscribe"] == f"<{link}>"
        assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_an_address_that_does_not_exist_ends_and_costs_no_other(server: MailServer):
    make_published()
    approve_mail()
    server.refused = {address(1): GONE}

    assert (send(), states()) == (2, ["sent", "failed", "sent"])
    assert Subscriber.objects.count() == 2
    assert Mailing.objects.get().status == "sent"


def test_a_greylisted_address_gets_it_after_twice_the_time_at_each_attempt(server: MailServer):
    make_published()
    approve_mail(readers=1)
    server.refused = {address(0): "451 4.7.1 greylisted"}

    tries = []
    for minute in range(600):
        before = MailDelivery.objects.values_list("attempts", flat=True).first() or 0
        send(minute)
        tries += [minute] if MailDelivery.objects.get().attempts > before else []

    assert tries == [0, 2, 6, 14, 30, 62, 126, 254, 510]
    assert (len(tries), states()) == (MAX_ATTEMPTS, ["failed"])
    assert Subscriber.objects.count() == 1


def test_a_server_that_refuses_the_mail_itself_stops_it_at_the_first(server: MailServer):
    make_published()
    approve_mail()
    server.answer = "554 5.7.1 looks like spam"

    assert send() == 0
    mailing = Mailing.objects.get()
    assert (mailing.status, mailing.problem) == ("stopped", Mailing.StopReason.REFUSED)
    assert (Subscriber.objects.count(), sorted(states())) == (3, ["failed", "waiting", "waiting"])


def test_a_full_server_gets_the_mails_later(server: MailServer):
    make_published()
    approve_mail()
    server.answer = BUSY
    assert send() == 0
    server.answer = "250 OK"

    assert [send(minute) for minute in (1, 2, 3)] == [0, 3, 0]


def test_a_session_that_the_server_ends_goes_on_in_the_next_one(server: MailServer):
    make_published()
    approve_mail(readers=7)
    server.session_length = 3

    assert [send(minute) for minute in (0, 1, 2)] == [6, 0, 1]
    assert sorted(to for to, _mail in server.accepted) == [address(number) for number in range(7)]


def test_a_mail_whose_end_is_not_known_is_never_repeated(server: MailServer):
    make_published()
    approve_mail()
    server.cuts_after = {address(0)}

    assert [send(minute) for minute in (0, 2, 60)] == [0, 2, 0]
    assert states() == ["sending", "sent", "sent"]
    assert [to for to, _mail in server.accepted] == [address(number) for number in range(3)]


def test_a_server_that_is_away_costs_no_attempt(settings: Any):
    make_published()
    approve_mail()
    with MailServer().listening() as port:
        pass
    settings.MAILERS = {"default": parse_smtp_url(f"smtp://127.0.0.1:{port}")}

    assert (send(), states()) == (0, ["waiting"] * 3)
    assert set(MailDelivery.objects.values_list("attempts", flat=True)) == {0}


def test_a_claimed_delivery_is_never_sent_again(server: MailServer):
    make_published()
    mailing = approve_mail()
    start_due(at=LATER)
    claim_delivery(mailing, (), LATER)

    assert send() == 2
    assert states() == ["sending", "sent", "sent"]


def test_all_workers_together_keep_to_the_rate(settings: Any):
    settings.NEWSLETTER_PER_MINUTE = 4
    make_published()
    approve_mail(readers=10)

    assert [send(minutes) for minutes in (0, 0.5, 1, 1.9, 2, 3)] == [4, 0, 4, 0, 2, 0]


def test_a_clock_that_jumps_sends_no_mail_twice_and_loses_none(server: MailServer, settings: Any):
    settings.NEWSLETTER_PER_MINUTE = 2
    make_published()
    approve_mail(readers=7)
    server.greylisted = {address(1), address(4)}

    for minutes in (0, -600, 1, 60 * 24 * 400, -60, 2, 5, 10, 11, 12, 13):
        send(minutes)

    assert sorted(to for to, _mail in server.accepted) == [address(number) for number in range(7)]


def test_who_leaves_meanwhile_gets_nothing_more(server: MailServer, settings: Any):
    settings.NEWSLETTER_PER_MINUTE = 1
    make_published()
    approve_mail()
    send()
    leave(make_token(Subscriber.objects.order_by("pk")[1], "leave"), at=LATER)

    sent = [send(minute) for minute in (1, 2, 3)]

    assert (sent, [to for to, _mail in server.accepted]) == ([1, 0, 0], [address(0), address(2)])
    assert Mailing.objects.get().status == "sent"


def test_a_stopped_mail_goes_on_with_those_who_have_not_got_it(server: MailServer, settings: Any):
    settings.NEWSLETTER_PER_MINUTE = 1
    make_published()
    mailing = approve_mail()
    send()
    stop_mailing(mailing.pk, by=None, at=LATER)
    assert send(1) == 0
    approve_mailing(mailing.pk, based_on=1, by=None, at=LATER)

    assert [send(minute) for minute in (2, 3, 4)] == [1, 1, 0]
    assert sorted(to for to, _mail in server.accepted) == [address(number) for number in range(3)]


def test_a_story_killed_meanwhile_is_in_no_further_mail(server: MailServer, settings: Any):
    settings.NEWSLETTER_PER_MINUTE = 1
    killed = make_published("Werft meldet Verkauf")
    make_published("Rat tagt am Abend")
    approve_mail(readers=2)
    send()
    kill(killed.pk, reason="legal", by=None, at=LATER)
    send(1)

    bodies = [mail.as_string() for _to, mail in server.accepted]
    assert ["Werft meldet Verkauf" in body for body in bodies] == [True, False]
    assert all("Rat tagt am Abend" in body for body in bodies)


def test_a_mail_without_a_public_story_is_stopped(server: MailServer):
    story = make_published()
    approve_mail()
    kill(story.pk, reason="legal", by=None, at=NOON)

    assert (send(), server.accepted) == (0, [])
    mailing = Mailing.objects.get()
    assert (mailing.status, mailing.problem) == ("stopped", Mailing.StopReason.WITHDRAWN)


def test_a_correction_goes_to_those_who_got_the_killed_story_and_stayed(server: MailServer):
    story = make_published("Werft meldet Verkauf")
    approve_mail()
    send()
    leave(make_token(Subscriber.objects.order_by("pk")[0], "leave"), at=LATER)
    make_subscriber(Newsletter.objects.get(), address(9))
    kill(story.pk, reason="wrong", by=None, at=LATER)
    server.accepted.clear()

    correct_mailings(story.pk, "Die Werft wird nicht verkauft.", by=make_chief(), at=LATER)
    sent = [send(minute) for minute in (1, 2)]

    assert (sent, [to for to, _mail in server.accepted]) == ([2, 0], [address(1), address(2)])
    body = server.accepted[0][1].as_string()
    assert "Die Werft wird nicht verkauft." in body
    assert "meldet Verkauf" not in body


def test_a_message_id_is_the_same_at_each_attempt_and_names_no_reader():
    make_published()
    approve_mail(readers=1)
    start_due(at=LATER)
    delivery = MailDelivery.objects.get()

    assert message_id(delivery) == message_id(MailDelivery.objects.get())
    assert deliveries.find_delivery(message_id(delivery)) == delivery
    for forged in ("", "<>", f"<{delivery.pk}.0000000000000000@localhost>", "<²@x>"):
        assert deliveries.find_delivery(forged) is None


def test_sending_leaves_no_address_in_the_audit_list(server: MailServer):
    make_published()
    approve_mail()
    server.refused = {address(1): GONE}
    send()

    words = " ".join(f"{entry.label} {entry.detail}" for entry in AuditEntry.objects.all())
    assert "post.example" not in words


def test_nothing_is_prepared_or_sent_without_a_mail_server(settings: Any):
    settings.SENDS_MAIL = False
    make_published()
    approve_mail()

    assert send_mailings(render_mail, now=timezone.now) == 0
    assert Mailing.objects.get().status == "approved"
