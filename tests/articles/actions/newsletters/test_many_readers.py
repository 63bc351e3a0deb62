"""A mail to many readers over a server that fails in every way, with workers killed in the middle."""

import os
import signal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.newsletters.deliveries import send_mailings
from articles.actions.newsletters.mailings import approve_mailing, prepare_mailing
from articles.actions.newsletters.subscribers import make_token
from articles.models import MailDelivery, Mailing, Newsletter, Subscriber
from articles.site.newsletters.mail import list_stories, render_mail
from newsroom.encryption import decrypt
from newsroom.env.mail import parse_smtp_url
from tests.articles.actions.newsletters.newsletters import make_newsletter, make_subscriber
from tests.articles.actions.newsletters.test_deliveries import GONE, MINUTE, address
from tests.factories import NOON, make_published
from tests.newsroom.processes import build_database_url, in_new_process, soon
from tests.smtp_server import MailServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500), pytest.mark.django_db(transaction=True)]

WORKER = """
    import django; django.setup()
    from django.utils import timezone
    from articles.actions.newsletters.deliveries import send_mailings
    from articles.site.newsletters.mail import render_mail
    while True:  # a round ends at a cut line
        send_mailings(render_mail, now=timezone.now, seconds=600)
"""
KILLS = 3


def prepare_mail(readers: int) -> Mailing:
    make_published("Rat tagt am Abend")
    newsletter = make_newsletter()
    for number in range(readers):
        make_subscriber(newsletter, address(number))
    mailing = prepare_mailing(newsletter.pk, list_stories(newsletter, NOON), by=None, at=NOON)
    return approve_mailing(mailing.pk, based_on=1, by=None, at=NOON)


def make_bad_server(readers: int) -> MailServer:
    server = MailServer()
    server.greylisted = {address(number) for number in range(0, readers, 7)}
    server.refused = {address(number): GONE for number in range(3, readers, 50)}
    server.cuts_after = {address(number) for number in range(5, readers, 100)}
    server.session_length = 40
    return server


def kill_workers(server: MailServer, readers: int, port: int) -> None:
    """Start a worker and kill it in the middle of its work, several times."""
    for number in range(1, KILLS + 1):
        worker = in_new_process(
            WORKER,
            DATABASE_URL=build_database_url(),
            SMTP_URL=f"smtp://127.0.0.1:{port}",
            NEWSLETTER_PER_MINUTE="1000000",
        )
        goal = readers * number // (KILLS + 2)
        reached = soon(lambda goal=goal: len(server.accepted) >= goal, 120)
        os.killpg(worker.pid, signal.SIGKILL)
        output = worker.communicate()[0]
        assert reached, output


def leave_some(server: MailServer) -> set[str]:
    """Let readers leave who have got nothing yet; return their addresses."""
    got = {to for to, _mail in server.accepted}
    gone = set()
    for reader in Subscriber.objects.all()[::20]:
        if (own := decrypt(reader.encrypted_address)) not in got:
            Client().post(reverse("newsletter-leave", args=[make_token(reader, "leave")]))
            gone.add(own)
    return gone


@pytest.mark.parametrize("readers", [250, pytest.param(5_000, marks=pytest.mark.exhaustive)])
def test_each_reader_gets_it_once_or_is_known_not_to(readers: int, settings: Any):
    settings.SENDS_MAIL, settings.NEWSLETTER_PER_MINUTE = True, 1_000_000
    mailing = prepare_mail(readers)
    server = make_bad_server(readers)
    with server.listening() as port:
        settings.MAILERS = {"default": parse_smtp_url(f"smtp://127.0.0.1:{port}")}
        kill_workers(server, readers, port)
        gone = leave_some(server)
        start = timezone.now()  # as the killed workers' clock
        for minute in range(120):
            send_mailings(render_mail, now=lambda minute=minute: start + minute * MINUTE, seconds=600)

    got = [to for to, _mail in server.accepted]
    assert len(got) == len(set(got)), "somebody got the mail twice"
    assert gone
    assert not gone & set(got), "somebody got the mail after leaving"
    dead = {address(number) for number in range(3, readers, 50)}
    missed = {address(number) for number in range(readers)} - set(got) - gone - dead
    unknown = MailDelivery.objects.filter(mailing=mailing, status="sending").values("subscriber_id")
    readers_of_unknown = Subscriber.objects.filter(pk__in=unknown)
    unknown_addresses = {decrypt(one.encrypted_address) for one in readers_of_unknown}
    assert missed <= unknown_addresses
    assert len(missed) <= KILLS, "only a killed worker may leave a mail unsent"
    assert Mailing.objects.get().status == "sent"
    assert not dead & {decrypt(one.encrypted_address) for one in Newsletter.objects.get().subscribers.all()}
