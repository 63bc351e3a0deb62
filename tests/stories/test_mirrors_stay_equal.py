"""Five mirrors with different filters, twelve writers, contracts that change meanwhile: all end equal to the desk.

`NEWSROOM_PROOF_PUBLISHES=20000 uv run pytest tests/stories/test_mirrors_stay_equal.py -s` does it at length.
"""

import json
import os
import random
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import count
from threading import Event
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from articles.actions import partners, publishing, withdrawing
from articles.actions.changes import StoryChange
from articles.actions.guards import locked
from articles.models import LogEntry, Partner
from tests.factories import make_key, make_partner, make_person, make_section, make_story

pytestmark = pytest.mark.django_db(transaction=True)

PUBLISHES = int(os.environ.get("NEWSROOM_PROOF_PUBLISHES", "72"))
WRITERS = 12
SECTIONS = ("hafen", "politik", "sport")


class Mirror:
    """Holds items without the links to pictures, which differ from call to call."""

    def __init__(self, key: str, **filters: str) -> None:
        self.client = Client(headers={"Authorization": f"Bearer {key}"})
        self.filters = filters
        self.cursor: str | None = None
        self.held: dict[str, str] = {}
        self.met: list[tuple[str, int]] = []
        self.repeated = self.leaked = self.restarts = 0

    def ask(self, **query: str):
        return self.client.get("/api/v1/changes", {"limit": "20", **self.filters, **query})

    def pull(self) -> None:
        more, answer = True, None
        while more:
            answer = answer or self.ask(**({"cursor": self.cursor} if self.cursor else {}))
            if answer.status_code == 410:
                self.restarts += 1
                self.met.clear()
                query = dict(parse_qsl(urlsplit(answer.json()["restart"]["diff"]).query))
                answer = self.client.get("/api/v1/changes", query)
                continue
            page, answer = answer.json(), None
            for change in page["changes"]:
                self.take(change)
            self.cursor, more = page["cursor"], page["more"]

    def take(self, change: dict) -> None:
        place = (change["uri"], change["seq"])
        self.repeated += place in self.met
        self.met.append(place)
        if change["op"] != "put":
            self.held.pop(change["uri"], None)
            return
        headline = change["item"]["headlines"][0]["value"]
        if headline.startswith("Ab "):
            self.leaked += timezone.now() < datetime.fromisoformat(headline.removeprefix("Ab "))
        self.held[change["uri"]] = json.dumps(change["item"], sort_keys=True)


def write(number: int, people: list) -> None:
    chance = random.Random(number)
    for turn in range(PUBLISHES // WRITERS):
        try:
            act(f"{number}-{turn}", chance, people)
        finally:
            connection.close()  # back to the pool, which is smaller than the number of writers


def act(name: str, chance: random.Random, people: list) -> None:
    section, now = make_section(slug=chance.choice(SECTIONS)), timezone.now()
    who = tuple(chance.sample(people, chance.randint(0, 1)))
    if chance.random() < 0.15:
        hold_under_embargo(section, now, chance)
        return
    story = make_story(f"Meldung {name}", section=section, people=who, at=now)
    if chance.random() < 0.2:
        roll_back(story.pk)
    publishing.publish(story.pk, by=None, at=timezone.now())
    time.sleep(chance.random() * 0.01)
    fate = chance.random()
    if fate < 0.3:
        moved = {
            "section_id": make_section(slug=chance.choice(SECTIONS)).pk,
            "headline": f"Meldung {name} neu",
        }
        publishing.update(story.pk, StoryChange(fields=moved), by=None, at=timezone.now())
    elif fate < 0.45:
        withdrawing.kill(story.pk, reason="wrong", by=None, at=timezone.now())
    elif fate < 0.55:
        withdrawing.withhold(story.pk, reason="wrong", by=None, at=timezone.now())
        withdrawing.restore(story.pk, by=None, at=timezone.now())


def hold_under_embargo(section, now: datetime, chance: random.Random) -> None:
    until = now + timedelta(seconds=0.2 + chance.random())
    story = make_story(f"Ab {until.isoformat()}", section=section, at=now)
    publishing.schedule(story.pk, publish_at=until, embargo_until=until, by=None, at=now)


def roll_back(article_id: int) -> None:
    """A publish that gets as far as its number in the log, and fails."""
    with pytest.raises(RuntimeError), transaction.atomic():
        publishing._go_public(locked(article_id), by=None, at=timezone.now(), kind="new")
        raise RuntimeError


def mirror_until(stop: Event, mirrors: list[Mirror]) -> None:
    try:
        while not stop.is_set():
            for mirror in mirrors:
                mirror.pull()
            connection.close()
    finally:
        connection.close()


def change_contracts_of(partner: Partner, writers: list) -> None:
    """Wider, narrower, wider, until the writers are done."""
    for turn in count():
        if all(writer.done() for writer in writers):
            break
        covered = [] if turn % 2 else [make_section(slug="sport").pk, make_section(slug="hafen").pk]
        partners.save_partner(partner.pk, {}, section_ids=covered, by=None, at=timezone.now())
        time.sleep(0.3)


def differences(mirror: Mirror, right: Mirror) -> list[tuple]:
    wrong = {uri for uri, _ in mirror.held.items() ^ right.held.items()}
    return [(uri, mirror.held.get(uri), right.held.get(uri)) for uri in sorted(wrong)]


def test_five_mirrors_end_equal_to_what_the_door_grants_them() -> None:
    for slug in SECTIONS:
        make_section(slug.title(), slug)
    people = [make_person(name) for name in ("Mira Talberg", "Jonna Ekvall")]
    facts = {"contract_from": timezone.now() - timedelta(days=1)}
    steady, moving = make_partner("Bergpost", **facts), make_partner("Küstenbote", **facts)
    keys = {partner.pk: make_key(partner) for partner in (steady, moving)}
    filters = ({}, {"section": "sport"}, {"section": "hafen,politik"}, {"person": ""})
    filters[3]["person"] = "mira-talberg"
    publishing.publish(make_story(people=(people[0],)).pk, by=None, at=timezone.now())
    mirrors = [Mirror(keys[steady.pk], **chosen) for chosen in filters] + [Mirror(keys[moving.pk])]
    stop = Event()
    for mirror in mirrors:
        mirror.pull()

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reader = pool.submit(mirror_until, stop, mirrors)
        writers = [pool.submit(write, number, people) for number in range(WRITERS)]
        change_contracts_of(moving, writers)
        stop.set()
        for task in [*writers, reader]:
            task.result()
    time.sleep(1.3)  # the last embargo ends
    for mirror in mirrors:
        mirror.pull()

    fresh = [Mirror(keys[steady.pk], **chosen) for chosen in filters] + [Mirror(keys[moving.pk])]
    for mirror in fresh:
        mirror.pull()
    assert [differences(*pair) for pair in zip(mirrors, fresh, strict=True)] == [[]] * len(mirrors)
    assert [(m.repeated, m.leaked) for m in mirrors] == [(0, 0)] * len(mirrors)
    assert mirrors[-1].restarts > 0
    print(f"\n{LogEntry.objects.count()} log rows, {mirrors[-1].restarts} changed contracts met: all equal")
