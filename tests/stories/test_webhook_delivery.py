"""A partner is rung over HTTP: what arrives proves where it comes from, and leads to what the feed says."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from articles.actions.stories.withdraw import kill
from articles.actions.webhooks.delivery import deliver_due
from tests.factories import make_key, make_partner, make_published
from tests.outbox import enqueue_messages

pytestmark = pytest.mark.django_db(transaction=True)


class Receiver(BaseHTTPRequestHandler):
    """Keeps what arrives, and answers as it was told to."""

    heard: list[tuple[dict[str, str], bytes]] = []
    status = 204

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Receiver.heard, Receiver.status = [], 204
    yield f"http://127.0.0.1:{server.server_port}/bell"
    server.shutdown()
    server.server_close()


@pytest.fixture
def partner(settings: Any) -> Client:
    """The API as the partner calls it."""
    settings.WEBHOOKS_TO_LOOPBACK = True
    key = make_key(make_partner(), scopes=["text:read", "webhooks:write"])
    return Client(headers={"Authorization": f"Bearer {key}"})


def add_webhook(partner: Client, address: str) -> dict[str, Any]:
    body = json.dumps({"url": address})
    return partner.post("/api/v1/webhooks", body, content_type="application/json").json()


def work() -> None:
    """What the worker does in one round, by the clock on the wall: receivers refuse old signatures."""
    for number in enqueue_messages(at=timezone.now()):
        deliver_due(number, now=timezone.now)


def read_answer() -> list[tuple[str, str]]:
    messages = [json.loads(body) for _, body in Receiver.heard]
    return [(message["type"], message["data"].get("op", "")) for message in messages]


def test_a_bell_is_signed_leads_to_the_change_and_a_kill_jumps_the_queue(partner, address) -> None:
    secret = add_webhook(partner, address)["secret"]
    make_published("Erste")
    work()
    headers, body = Receiver.heard[0]
    change = partner.get("/api/v1/changes").json()["changes"][0]
    assert Verifier(secret).verify(body, headers)["data"] == {
        name: change[name] for name in ("uri", "seq", "op")
    }

    Receiver.status = 500
    held = make_published("Zweite")
    work()
    partner.get("/api/v1/changes")
    make_published("Dritte")
    kill(held.pk, reason="legal", by=None, at=timezone.now())
    Receiver.heard.clear()
    Receiver.status = 204
    work()

    assert read_answer() == [("story.withdrawn", "cancel"), ("story.changed", "put")]
    assert not any("Zweite" in body.decode() for _, body in Receiver.heard)


def test_both_secrets_verify_after_a_rotation_and_a_stranger_never(partner, address) -> None:
    webhook = add_webhook(partner, address)
    rotated = partner.post(f"/api/v1/webhooks/{webhook['id']}/rotate").json()
    partner.post(f"/api/v1/webhooks/{webhook['id']}/test")
    work()

    headers, body = Receiver.heard[0]

    assert Verifier(webhook["secret"]).verify(body, headers)["type"] == "test"
    assert Verifier(rotated["secret"]).verify(body, headers)["type"] == "test"
    with pytest.raises(WebhookVerificationError):
        Verifier("whsec_c3RyYW5nZXI=").verify(body, headers)


def test_a_replay_brings_the_same_message_and_an_endpoint_that_is_gone_hears_no_more(
    partner, address
) -> None:
    webhook = add_webhook(partner, address)
    path = f"/api/v1/webhooks/{webhook['id']}"
    make_published("Erste")
    work()
    message = partner.get(f"{path}/deliveries").json()["deliveries"][0]
    Receiver.status = 410

    partner.post(f"{path}/deliveries/{message['id']}/replay")
    work()
    make_published("Zweite")
    work()

    (first, _), (again, _) = Receiver.heard
    assert first["webhook-id"] == again["webhook-id"] == message["id"]
    assert partner.get(path).json()["ended"]["why"] == "gone"
