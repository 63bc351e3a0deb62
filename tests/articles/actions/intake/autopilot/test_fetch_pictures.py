"""Pictures of followed stories come from a server of the agency, which may fail, hang or send something else."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from articles.actions.intake.autopilot.fetch_pictures import fetch_pictures
from articles.actions.intake.effects import fetch_renditions
from articles.actions.intake.effects.wire_rules import save_rule
from articles.actions.intake.receive.ingest import ingest_file
from articles.models import AgencyChange, Article, Edition, FollowedStory, Photo, WireSource
from tests.articles.actions.intake.autopilot.conftest import add_source, after
from tests.articles.actions.intake.autopilot.entries import build_entry, build_picture
from tests.articles.actions.intake.receive.agency_servers import AgencyServer, ServerReply
from tests.factories import NOON, make_section, picture_bytes

pytestmark = pytest.mark.django_db(transaction=True)


class PictureServer(AgencyServer):
    """Server with the pictures 1 and 2; what it does wrong is set by the test."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: dict[str, ServerReply] = {}

    def reply(self, method: str, path: str, headers: dict[str, str]) -> ServerReply:
        colour = {"/bild-1.jpg": "#345", "/bild-2.jpg": "#a53"}.get(path)
        found = ServerReply(200, picture_bytes(colour)) if colour else ServerReply(404)
        return self.faults.get(path, found)


@pytest.fixture
def server(settings, tmp_path: Path) -> Iterator[PictureServer]:
    settings.WIRES_FROM_LOOPBACK, settings.MEDIA_ROOT = True, tmp_path
    started = PictureServer()
    yield started
    started.close()


@pytest.fixture
def source() -> WireSource:
    source = add_source(rendition_hosts=["127.0.0.1"])
    facts = {
        "name": "Hafen", "source_id": source.pk, "kinds": ["text"], "auto_draft": True, "auto_publish": True,
        "section_id": make_section().pk,
    }  # fmt: skip
    save_rule(facts, topic_ids=[], by=None, at=NOON)
    return source


def send(source: WireSource, server: PictureServer, version: int, *numbers: int) -> Article:
    pictures = [build_picture(number, server.url) for number in numbers]
    ingest_file(build_entry(1, version, pictures=pictures), source=source, at=after(version))
    return Article.objects.get()


def kill_picture(source: WireSource, number: int, at: datetime) -> None:
    picture = build_picture(number, version=2)
    ingest_file(
        build_entry(90 + number, pictures=[picture], type=None, article_html=None, pubstatus="canceled"),
        source=source, at=at,
    )  # fmt: skip


def list_shown() -> list[bool]:
    """Return for each photo that the story places whether its file has come."""
    placed = Photo.objects.filter(placements__article__isnull=False).order_by("placements__position")
    return [bool(photo.file) for photo in placed]


def test_pictures_come_and_stay_at_the_next_version(source: WireSource, server: PictureServer) -> None:
    story = send(source, server, 1, 1, 2)
    assert (story.state, list_shown()) == ("published", [False, False])

    assert fetch_pictures(after(2)) == 2
    assert fetch_pictures(after(2)) == 0
    photos = set(Photo.objects.values_list("pk", "file"))

    story = send(source, server, 3, 1, 2)
    assert (AgencyChange.objects.get().outcome, list_shown()) == ("taken", [True, True])
    assert "43 Meter" in story.body
    assert set(Photo.objects.values_list("pk", "file")) == photos
    assert len(Edition.objects.live_of(story.pk).get().placements) == 2
    assert fetch_pictures(after(4)) == 0
    assert server.requests == ["GET /bild-1.jpg", "GET /bild-2.jpg"]


def test_an_entry_that_lost_a_picture_takes_it_off_the_story(
    source: WireSource, server: PictureServer
) -> None:
    send(source, server, 1, 1, 2)
    fetch_pictures(after(2))

    story = send(source, server, 3, 2)
    assert [one["photo_id"] for one in Edition.objects.live_of(story.pk).get().placements] == [
        Photo.objects.get(agency_item_id__endswith="bild-2").pk
    ]

    story = send(source, server, 4)
    assert list(Edition.objects.live_of(story.pk).get().placements) == []


def test_a_killed_picture_comes_back_with_no_later_version(source: WireSource, server: PictureServer) -> None:
    send(source, server, 1, 1, 2)
    fetch_pictures(after(2))
    kill_picture(source, 1, after(3))
    assert Photo.objects.get(agency_item_id__endswith="bild-1").blocked
    story = Article.objects.get()
    assert (story.state, [one["caption"][:6] for one in Edition.objects.live_of(story.pk).get().placements]) == (
        "published", ["Kran 2"],
    )  # fmt: skip
    assert story.placements.count() == 1

    story = send(source, server, 4, 1, 2)
    assert "44 Meter" in story.body
    assert [photo.agency_item_id[-6:] for photo in Photo.objects.filter(placements__article=story)] == [
        "bild-2"
    ]


def test_a_picture_that_was_killed_before_its_story_came_is_never_fetched(
    source: WireSource, server: PictureServer
) -> None:
    kill_picture(source, 1, NOON)
    story = send(source, server, 1, 1, 2)

    fetch_pictures(after(2))
    assert (story.state, server.requests, Photo.objects.count()) == ("published", ["GET /bild-2.jpg"], 1)


@pytest.mark.parametrize(
    "fault",
    [
        ServerReply(500),
        ServerReply(404),
        ServerReply(200, b""),
        ServerReply(200, b"<html>Bitte anmelden</html>"),
        ServerReply(302, b"", {"Location": "https://anderswo.example/bild.jpg"}),
    ],
    ids=["fails", "gone", "empty", "no picture", "leads elsewhere"],
)
def test_a_picture_that_does_not_come_stops_neither_story_nor_update(
    source: WireSource, server: PictureServer, fault: ServerReply
) -> None:
    server.faults["/bild-1.jpg"] = fault
    send(source, server, 1, 1, 2)

    assert fetch_pictures(after(2)) == 1
    assert list_shown() == [False, True]
    story = send(source, server, 3, 1, 2)
    assert (story.state, "43 Meter" in story.body) == ("published", True)

    server.faults.clear()
    assert fetch_pictures(after(4)) == 1
    assert list_shown() == [True, True]


def test_a_server_that_hangs_delays_no_other_picture(
    source: WireSource, server: PictureServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_renditions, "PICTURE_SECONDS", 0.3)
    server.before = lambda _method, path: time.sleep(1.5) if path == "/bild-1.jpg" else None
    send(source, server, 1, 1, 2)

    began = time.monotonic()
    assert fetch_pictures(after(2)) == 1
    assert time.monotonic() - began < 1.4
    assert list_shown() == [False, True]


def test_a_missing_picture_is_fetched_less_and_less_often_and_given_up(
    source: WireSource, server: PictureServer
) -> None:
    server.faults["/bild-1.jpg"] = ServerReply(503)
    send(source, server, 1, 1)
    at, pauses = after(1), []
    while (due := FollowedStory.objects.get().fetch_at) is not None:
        pauses.append(due - at)
        at = due
        fetch_pictures(at)

    assert pauses == sorted(pauses)
    assert (max(pauses), at - after(1) >= timedelta(days=1), 40 < len(server.requests) < 80) == (
        timedelta(minutes=30), True, True,
    )  # fmt: skip
