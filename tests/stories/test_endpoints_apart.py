"""Endpoints that hang, more of them than the worker has places, hold up no other partner's withdrawal."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from articles.actions.stories.withdraw import kill
from articles.actions.webhooks.endpoints import EndpointDraft, add_webhook
from articles.actions.webhooks.outbox import enqueue_withdrawals
from articles.models import Delivery, FeedState, Partner, Webhook, WebhookMessage
from tests.factories import make_key, make_partner, make_published
from tests.newsroom.processes import build_database_url, in_new_process, soon
from tests.outbox import enqueue_messages

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PLACES = {"urgent": 4, "default": 3, "heavy": 1, "withdrawals": 2, "webhooks": 2, "failing_webhooks": 1}
HANGING = 5
"""Endpoints of one partner, which is as many as it may have: more than any queue for calls has places here."""
WORKER = """
import asyncio, json, sys
import django; django.setup()
from procrastinate.contrib.django import app
from newsroom import queues
queues.CONCURRENCY.clear(); queues.CONCURRENCY.update(json.loads(sys.argv[1]))
queues.raise_connection_limit()
async def main():
    async with app.open_async() as opened:
        print("open", flush=True)
        await queues.serve_queues(opened, queues.CONCURRENCY, delete_jobs="successful", shutdown_graceful_timeout=1)
with app.replace_connector(app.connector.get_worker_connector()):
    asyncio.run(main())
"""


class Receiver(BaseHTTPRequestHandler):
    heard: list[tuple[float, str, str]] = []
    """When, where, and what came in."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.heard.append((time.monotonic(), self.path, body["type"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(autouse=True)
def no_jobs_left() -> Iterator[None]:
    """Nothing else empties the tables of the queues."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def prompt() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Receiver.heard = []
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def silent() -> Iterator[str]:
    """Takes every connection and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def worker(no_jobs_left) -> Iterator[None]:
    environment = {
        "DATABASE_URL": build_database_url(),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "WEBHOOKS_TO_LOOPBACK": "1",
    }
    process = in_new_process(WORKER, json.dumps(PLACES), **environment)
    assert process.stdout is not None
    for line in process.stdout:
        if line == "open\n":
            break
    said = threading.Thread(target=process.stdout.read, daemon=True)
    said.start()
    yield
    process.kill()
    process.wait()


def partner_at(name: str, addresses: list[str]) -> Partner:
    partner = make_partner(name)
    make_key(partner)
    for address in addresses:
        add_webhook(partner, EndpointDraft(url=address), at=timezone.now())
    return partner


def hand_out(story: Any, *partners: Partner) -> None:
    seq = FeedState.objects.get(article=story).seq
    for partner in partners:
        Delivery.objects.create(
            partner=partner, article=story, seq=seq, version=story.version, at=timezone.now()
        )


def find_arrivals(kind: str) -> list[float]:
    return [at for at, _, type_ in Receiver.heard if type_ == kind]


def test_a_kill_reaches_a_prompt_partner_within_seconds_while_others_hang(
    prompt, silent, settings, worker
) -> None:
    settings.WEBHOOKS_TO_LOOPBACK = True
    hanging = [partner_at(name, [f"{silent}/{name}/{n}" for n in range(HANGING)]) for name in "abc"]
    heard = partner_at("prompt", [f"{prompt}/bell"])
    story = make_published("Erste", at=timezone.now())
    hand_out(story, heard, *hanging)
    busy = Webhook.objects.filter(busy_until__gt=timezone.now(), url__contains="/a/")
    assert soon(busy.exists, 60)
    time.sleep(1)
    killed = time.monotonic()

    kill(story.pk, reason="legal", by=None, at=timezone.now())

    assert soon(lambda: bool(find_arrivals("story.withdrawn")), 60)
    assert find_arrivals("story.withdrawn")[0] - killed < 4
    assert not Webhook.objects.filter(failing_since__isnull=False, partner=heard).exists()


def test_a_withdrawal_does_not_wait_for_the_other_rows_of_a_log_that_an_endpoint_is_behind_with() -> None:

    partner = partner_at("late", ["https://bells.example/a"])
    story = make_published("Erste", at=timezone.now())
    hand_out(story, partner)
    kill(story.pk, reason="legal", by=None, at=timezone.now())
    other = make_published("Zweite", at=timezone.now())
    Webhook.objects.update(seq=0)

    enqueue_withdrawals(at=timezone.now())

    assert list(WebhookMessage.objects.values_list("article", "type")) == [(story.pk, "story.withdrawn")]
    enqueue_messages(at=timezone.now())
    assert sorted(WebhookMessage.objects.values_list("article", "type")) == [
        (story.pk, "story.withdrawn"), (other.pk, "story.changed"),
    ]  # fmt: skip
