"""From a kill or a publication to the webhook: `uv run pytest -n0 -m benchmark tests/benchmarks/test_webhooks.py -s`.

Quiet: one editor and one endpoint that answers. Busy: editors at the same time, beside endpoints that are slow, fail,
redirect and hang, more of them than a queue has places.
"""

import json
import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from statistics import quantiles
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from articles.actions.stories.withdraw import kill
from articles.models import WebhookMessage
from newsroom.queues import CONCURRENCY
from tests.factories import make_published
from tests.newsroom.processes import soon
from tests.stories.test_endpoints_apart import (  # noqa: F401  # fixtures
    hand_out,
    no_jobs_left,
    partner_at,
    silent,
    worker,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.benchmark, pytest.mark.timeout(3600)]

KILLS, PUBLISHES = 30, 60
EDITORS = 3
ANSWERS = {"slow": (204, 3.0), "failing": (500, 0.0), "redirecting": (302, 0.0)}
"""Kind of endpoint → its status and the seconds until it answers."""
GOALS = {("kill", "quiet"): (0.5, 2), ("kill", "busy"): (5, 5), ("publish", "quiet"): (5, 30), ("publish", "busy"): (5, 30)}  # fmt: skip
"""Seconds at the median and of 99 in 100."""

heard: dict[tuple[str, int], float] = {}
"""(type, number of the story) → when the prompt endpoint heard of it first."""


class Endpoint(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        kind = self.path.split("/")[1]
        if kind == "prompt":
            story = int(body["data"]["uri"].rpartition("/")[2].rpartition(":")[2])
            heard.setdefault((body["type"], story), time.monotonic())
        status, seconds = ANSWERS.get(kind, (204, 0.0))
        time.sleep(seconds)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/prompt")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def endpoints() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    heard.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def places(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker of the stories, with the places of an installation."""
    monkeypatch.setattr("tests.stories.test_endpoints_apart.PLACES", CONCURRENCY)


def kill_story(story: Any) -> tuple[str, int, float]:
    kill(story.pk, reason="legal", by=None, at=timezone.now())
    return "story.withdrawn", story.pk, time.monotonic()


def publish_story(number: int) -> tuple[str, int, float]:
    story = make_published(f"Bericht {number} aus dem Hafen", at=timezone.now())
    return "story.changed", story.pk, time.monotonic()


def act(stories: Sequence[Any], editors: int) -> list[tuple[str, int, float]]:
    """Kill every story, and publish twice as many in between."""
    with ThreadPoolExecutor(editors) as pool:
        acts = []
        for number, story in enumerate(stories):
            acts += [pool.submit(publish_story, 2 * number), pool.submit(kill_story, story)]
            acts.append(pool.submit(publish_story, 2 * number + 1))
        done = [one.result() for one in acts]
        for _ in range(editors):
            pool.submit(connections.close_all)
    return done


def show(name: str, state: str, waits: Sequence[float]) -> bool:
    cuts = quantiles(waits, n=100, method="inclusive")
    p50, p99 = cuts[49], cuts[98]
    goal50, goal99 = GOALS[name, state]
    print(
        f"{name:8} {state:6} p50 {p50:6.2f} s of {goal50}, p99 {p99:6.2f} s of {goal99}, most {max(waits):6.2f} s"
    )
    return p50 <= goal50 and p99 <= goal99


@pytest.mark.parametrize(("state", "editors"), [("quiet", 1), ("busy", EDITORS)])
def test_a_message_arrives_in_time(state, editors, endpoints, silent, settings, worker) -> None:  # noqa: F811
    settings.WEBHOOKS_TO_LOOPBACK = True
    partners = [partner_at("prompt", [f"{endpoints}/prompt"])]
    if state == "busy":
        partners += [partner_at(kind, [f"{endpoints}/{kind}/{n}" for n in range(4)]) for kind in ANSWERS]
        partners.append(partner_at("hanging", [f"{silent}/{n}" for n in range(4)]))
    stories = [make_published(f"Meldung {n}", at=timezone.now()) for n in range(KILLS)]
    for story in stories:
        hand_out(story, *partners)
    assert soon(lambda: len(heard) == KILLS)
    WebhookMessage.objects.filter(webhook__partner=partners[0]).exclude(due_at=None).delete()

    done = act(stories, editors)
    assert soon(lambda: all((kind, story) in heard for kind, story, _ in done))

    print(f"\nload {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    waits = {"kill": [], "publish": []}
    for kind, story, at in done:
        waits["kill" if kind == "story.withdrawn" else "publish"].append(max(0.0, heard[kind, story] - at))
    in_time = [show(name, state, found) for name, found in waits.items()]
    assert in_time == [True, True]
