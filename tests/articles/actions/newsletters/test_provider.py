"""Sending by a provider of mail, over its real API client, and what the provider reports."""

import base64
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from anymail.signals import tracking
from django.test import Client
from django.urls import include, path

from articles.actions.newsletters.bounces import end_by_provider
from articles.actions.newsletters.deliveries import send_mailings
from articles.models import MailDelivery, Mailing, Subscriber
from articles.site.newsletters.mail import render_mail
from newsroom.env.mail import find_provider
from tests.articles.actions.newsletters.newsletters import make_newsletter, make_subscriber
from tests.articles.actions.newsletters.test_deliveries import LATER, MINUTE, address, approve_mail, states
from tests.drills.environment import find_free_port
from tests.factories import make_published
from tests.newsroom.processes import in_new_process

pytestmark = pytest.mark.django_db
urlpatterns = [path("intake/mail/", include("anymail.urls"))]
SECRET = "bote:geheim"
INACTIVE = (
    "You tried to send to a recipient that has been marked as inactive.\n Found inactive addresses: "
    f"{address(0)}.\n Inactive recipients are ones that have generated a hard bounce or a spam complaint. "
)
REPORTS = "/intake/mail/postmark/tracking/"


class Provider:
    """Answers as Postmark's API does."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.answers: list[tuple[int, dict[str, Any]]] = []
        """Answers to the next requests, before it accepts."""

    def answer(self, mail: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if self.answers:
            return self.answers.pop(0)
        self.sent.append(mail)
        return 200, {"ErrorCode": 0, "Message": "OK", "MessageID": str(len(self.sent)), "To": mail["To"]}


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    double = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # a name of the library
            mail = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, facts = double.answer(mail)
            body = json.dumps(facts).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    use_provider(settings, server.server_port)
    yield double
    server.shutdown()
    server.server_close()


def use_provider(settings: Any, port: int) -> None:
    settings.SENDS_MAIL = True
    settings.MAILERS = {"default": find_provider("postmark")}
    settings.ANYMAIL = {
        "POSTMARK_SERVER_TOKEN": "zeichen",
        "POSTMARK_API_URL": f"http://127.0.0.1:{port}/",
        "WEBHOOK_SECRET": SECRET,
    }


def send(minutes: float = 0) -> int:
    return send_mailings(render_mail, now=lambda: LATER + minutes * MINUTE)


def refuse(status: int, code: int = 0, message: str = "") -> tuple[int, dict[str, Any]]:
    return status, {"ErrorCode": code, "Message": message}


def test_each_reader_gets_one_mail_with_the_link_that_leaves(provider: Provider):
    make_published()
    approve_mail()

    assert [send(minute) for minute in range(2)] == [3, 0]
    assert [mail["To"] for mail in provider.sent] == [address(number) for number in range(3)]
    headers = {one["Name"]: one["Value"] for one in provider.sent[0]["Headers"]}
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].strip("<>") in provider.sent[0]["HtmlBody"]


def test_an_inactive_address_ends(provider: Provider):
    make_published()
    approve_mail(readers=2)
    provider.answers = [refuse(422, 406, INACTIVE)]

    assert (send(), states()) == (1, ["failed", "sent"])
    assert Subscriber.objects.count() == 1


def test_a_busy_provider_gets_it_later(provider: Provider):
    make_published()
    approve_mail(readers=1)
    provider.answers = [refuse(429), refuse(503)]

    assert [send(minute) for minute in (0, 2, 6)] == [0, 0, 1]


def test_a_refused_account_stops_the_mail(provider: Provider):
    make_published()
    approve_mail()
    provider.answers = [refuse(401, 10, "Bad or missing API token")]

    assert send() == 0
    assert Mailing.objects.get().problem == Mailing.StopReason.REFUSED
    assert Subscriber.objects.count() == 3


def test_an_error_of_the_provider_leaves_one_mail_of_unknown_end_a_round(provider: Provider):
    make_published()
    approve_mail()
    provider.answers = [refuse(500)]

    assert [send(minute) for minute in (0, 2)] == [0, 2]
    assert states() == ["sending", "sent", "sent"]


def test_a_provider_that_cannot_be_reached_loses_no_mail(settings: Any):
    use_provider(settings, find_free_port())
    make_published()
    approve_mail()

    assert (send(), states()) == (0, ["waiting"] * 3)


def post_report(kind: dict[str, str], *, secret: str = SECRET) -> int:
    token = base64.b64encode(secret.encode()).decode()
    body = {"MessageID": "1", "Email": address(0), "Recipient": address(0), **kind}
    return int(
        Client()
        .post(REPORTS, body, content_type="application/json", headers={"Authorization": f"Basic {token}"})
        .status_code
    )


@pytest.fixture
def _reports(settings: Any) -> Iterator[None]:
    use_provider(settings, 1)
    settings.ROOT_URLCONF = __name__
    tracking.connect(end_by_provider)
    yield
    tracking.disconnect(end_by_provider)


HARD = {"RecordType": "Bounce", "Type": "HardBounce", "Details": "no such mailbox"}
SPAM = {"RecordType": "SpamComplaint", "Type": "SpamComplaint"}
FULL = {"RecordType": "Bounce", "Type": "Transient", "Details": "mailbox full"}
DELIVERED = {"RecordType": "Delivery", "Details": "250 OK"}


@pytest.mark.usefixtures("_reports")
@pytest.mark.parametrize(("report", "left"), [(HARD, 1), (SPAM, 1), (FULL, 3), (DELIVERED, 3)])
def test_a_report_ends_a_dead_or_complaining_address_everywhere(report: dict[str, str], left: int):
    for name in ("Morgenpost", "Ratspost"):
        make_subscriber(make_newsletter(name), address(0))
    make_subscriber(make_newsletter("Abendpost"), address(1))

    assert post_report(report) == 200
    assert Subscriber.objects.count() == left


@pytest.mark.usefixtures("_reports")
def test_a_report_without_the_secret_ends_nothing():
    make_subscriber(make_newsletter(), address(0))

    assert post_report(HARD, secret="bote:falsch") == 400
    assert Subscriber.objects.count() == 1
    assert not MailDelivery.objects.exists()


def test_an_installation_with_a_provider_has_the_address_for_reports_and_listens():
    process = in_new_process(
        """
        import django; django.setup()
        from anymail.signals import tracking
        from django.urls import resolve
        print(resolve("/intake/mail/postmark/tracking/").url_name, len(tracking.receivers))
        """,
        MAIL_PROVIDER="postmark",
        ANYMAIL_WEBHOOK_SECRET=SECRET,
        ANYMAIL_POSTMARK_SERVER_TOKEN="zeichen",
    )

    output = process.communicate(timeout=120)[0]
    assert output.split()[-2:] == ["postmark_tracking_webhook", "1"], output
