"""The demo's live wire: a shift of three invented agencies, and the process that sends it."""

import json
import os
import threading
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.test import Client

from articles.actions.errors import ActionRefused
from articles.actions.intake.effects.fetch_renditions import store_item_photo
from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.intake.receive.loopback import may_use_loopback
from articles.actions.intake.receive.receive_file import FileResult
from articles.actions.intake.receive.sources import save_source, set_source_address
from articles.actions.publish_checks import run_checks
from articles.actions.stories.prefetch import take_snapshot
from articles.demo.loader import read_entries
from articles.demo.reference_data import load_reference_data
from articles.demo.wire.generator import WireGenerator
from articles.demo.wire.script import ScriptEntry, read_names, read_script, read_setup
from articles.demo.wire.senders import FEED_PATH, FeedServer, FolderSender, PushSender
from articles.demo.wire.shift import AgencyFile, Shift, begin_shift, plan_pauses
from articles.demo.wire.sources import ensure_demo_wire, find_demo_sources
from articles.models import (
    Agency,
    AgencyChange,
    Article,
    AuditEntry,
    Mention,
    WireFile,
    WireItem,
    WireRule,
    WireSource,
)
from articles.wire.field_map.definition import parse_field_map
from articles.wire.registry import read_wire
from newsroom.env import DEMO_WIRE_ADDRESS
from newsroom.launcher import preparation
from newsroom.launcher.processes import demo_wire_process
from newsroom.launcher.start_options import StartOptions
from tests.factories import make_section
from tests.newsroom.processes import PATIENCE, build_database_url, manage, soon

BERLIN = ZoneInfo("Europe/Berlin")
AT = datetime(2026, 11, 25, 13, 0, tzinfo=BERLIN)
SCRIPT = read_script()
COUNTED = (Agency, WireSource, WireRule, AuditEntry)


def make_shift(
    number: int = 0, at: datetime = AT, seed: int = 1, pictures_at: str = "http://127.0.0.1:9/pictures"
) -> Shift:
    return begin_shift(number, at, seed=seed, groups=read_names(), pictures_at=pictures_at)


def write_files(shift: Shift) -> list[tuple[ScriptEntry, AgencyFile, datetime]]:
    """Return the files of a shift, sent a minute apart."""
    times = ((entry, shift.began_at + timedelta(minutes=minute)) for minute, entry in enumerate(SCRIPT))
    return [(entry, shift.write_file(entry, at), at) for entry, at in times]


FIELD_MAP = parse_field_map(next(one for one in read_setup()["sources"] if "field_map" in one)["field_map"])


@pytest.mark.parametrize(
    "entry", [entry for entry in SCRIPT if "broken" not in entry.header], ids=lambda one: one.key
)
def test_a_file_of_the_script_is_read_without_a_doubt(entry: ScriptEntry) -> None:
    shift = make_shift()
    write_files(shift)
    file = shift.write_file(entry, AT)

    reading = read_wire(file.raw, zone=BERLIN, field_map=FIELD_MAP if file.source == "hap" else None)

    doubts = [one.what for one in (*reading.warnings, *reading.items[0].warnings)]
    assert [doubt for doubt in doubts if "names no identifier" not in doubt] == []
    assert len(reading.items) == 1
    assert "{" not in reading.items[0].headline


def test_a_shift_follows_from_its_seed_and_the_next_one_is_another() -> None:
    first, again, second = make_shift(), make_shift(), make_shift(1, AT + timedelta(hours=1))

    assert write_files(first) == write_files(again)
    assert first.names != second.names
    guids = [
        {json.dumps(file.raw.decode("utf-8", "replace"))[:400] for _, file, _ in write_files(one)}
        for one in (first, second)
    ]
    assert guids[0].isdisjoint(guids[1])


def test_the_first_items_come_at_once_and_later_shifts_are_slower() -> None:
    seconds = [[pause for _, pause in plan_pauses(SCRIPT, number, seed=1)] for number in range(12)]

    assert sum(seconds[0][:3]) <= 5
    assert 10 * 60 < sum(seconds[0]) < 20 * 60
    assert sum(seconds[1]) < sum(seconds[2]) < sum(seconds[5]) < 6 * 3600
    assert max(map(max, seconds)) <= 16 * 40


def test_people_of_the_copy_are_those_of_the_demo() -> None:
    known = {
        name for person in read_entries("people") for name in (person["name"], *person.get("aliases", ()))
    }
    text = "\n".join("\n".join(entry.paragraphs) for entry in SCRIPT)

    assert sum(name in text for name in known) >= 15


@pytest.fixture
def folders(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.WIRE_DIR = tmp_path / "media", tmp_path / "wire"


@pytest.fixture
def demo(db: None, folders: None) -> None:
    """A demo desk with people, sections and sources, but no stories."""
    load_reference_data(AT, AT - timedelta(days=60), logins=False)
    ensure_demo_wire(AT)


@pytest.fixture
def demo_sources(db: None, folders: None) -> None:
    """The sources and rules of the demo without its people, who take a second."""
    for slug in {rule["section"] for rule in read_setup()["rules"]}:
        make_section(slug, slug)
    ensure_demo_wire(AT)


def receive(shift: Shift) -> dict[str, FileResult]:
    sources = {source.code: source for source in WireSource.objects.select_related("agency")}
    return {
        entry.key: ingest_file(file.raw, source=sources[file.source], name=file.name, at=at)
        for entry, file, at in write_files(shift)
    }


def test_a_shift_shows_every_effect_of_the_wire(demo: None) -> None:
    results = receive(make_shift())

    effects = {key: result.outcome for key, result in results.items()}
    assert effects["09-leitung"] == "heartbeat"
    assert Counter(effects.values()) == {
        "heartbeat": 1, "new": 15, "update": 3, "held": 3, "correction": 1, "kill": 2, "lifted": 1, "repeat": 2, "quarantined": 1,
    }  # fmt: skip
    assert {key for key, effect in effects.items() if effect in {"kill", "lifted", "correction"}} == {
        "16-faehre", "21-werft", "30-werft", "25-bild",
    }  # fmt: skip
    assert (effects["15-faehre"], effects["14-rathaus"], effects["17-kultur"]) == (
        "repeat",
        "repeat",
        "quarantined",
    )
    assert (effects["13-studie"], effects["18-ehrung"]) == ("held", "held")
    assert results["11-schiffe"].file.format == "Schiffsmeldungen"


def test_the_kill_of_a_used_item_blocks_its_draft_until_a_newer_version_lifts_it(demo: None) -> None:
    receive(make_shift())

    story = Article.objects.get(wire_items__provider="nkn")
    changes = AgencyChange.objects.filter(article=story).order_by("pk")
    assert (story.section.slug if story.section else "", story.tag) == ("wirtschaft", "(nkn)")
    assert [change.kind for change in changes] == ["kill", "lift"]
    assert "agency-kill" not in {check.code for check in run_checks(take_snapshot(story, AT))}
    assert set(Mention.objects.filter(article=story, status="linked").values_list("name", flat=True)) == {
        "Dagmar Oltmanns", "Mehmet Karaca",
    }  # fmt: skip


def test_rules_sort_sport_and_draft_one_story_a_shift(demo: None) -> None:
    receive(make_shift())
    receive(make_shift(1, AT + timedelta(hours=2)))

    sport = WireItem.objects.filter(slugline__startswith="Sport/")
    assert {item.section.slug for item in sport if item.section} == {"sport"}
    assert Article.objects.count() == 2
    assert WireFile.objects.filter(status="quarantined").count() == 2


def test_a_second_start_adds_nothing_and_brings_nothing_back(demo_sources: None) -> None:
    WireRule.objects.filter(position=10).delete()
    WireSource.objects.filter(code="nkn").update(name="Unser Name", active=False)
    before = [model._default_manager.count() for model in COUNTED]

    ensure_demo_wire(AT + timedelta(days=1))

    assert [model._default_manager.count() for model in COUNTED] == before
    assert WireSource.objects.filter(name="Unser Name", active=False).exists()


def test_the_key_is_random_and_delivers(demo_sources: None) -> None:
    sources = find_demo_sources()
    assert sources is not None

    answer = Client().post(
        "/intake/hap/", b"Nordhaven (hap) - Kran.", content_type="text/plain",
        headers={"Authorization": f"Bearer {sources.key}"},
    )  # fmt: skip

    assert answer.status_code == 202
    assert sources.key not in json.dumps(list(AuditEntry.objects.values("detail")), default=str)
    assert len(sources.key) > 40


def test_the_polled_source_rests_until_its_server_runs(demo_sources: None) -> None:
    poll = WireSource.objects.get(code="wlb")
    set_source_address(poll.pk, "http://127.0.0.1:9/feed.json", active=True, at=AT)

    assert (poll.active, WireSource.objects.get(code="wlb").active) == (False, True)


@pytest.mark.parametrize(
    ("url", "is_allowed"),
    [
        ("http://127.0.0.1:8999/feed.json", True),
        ("http://127.0.0.1:8998/feed.json", False),
        ("http://127.0.0.1:89990/feed.json", False),
        ("http://127.0.0.1:8999@nordhaven.example/", False),
        ("http://localhost:8999/feed.json", False),
    ],
)
def test_only_the_demos_own_server_may_be_asked_on_this_machine(
    url: str, is_allowed: bool, settings: Any
) -> None:
    settings.DEMO_WIRE_ADDRESS = "http://127.0.0.1:8999"

    assert may_use_loopback(url) == is_allowed


def test_the_polled_source_can_be_edited_while_its_server_runs(demo_sources: None, settings: Any) -> None:
    settings.DEMO_WIRE_ADDRESS = "http://127.0.0.1:8999"
    source = WireSource.objects.get(code="wlb")
    set_source_address(source.pk, "http://127.0.0.1:8999/feed.json", active=True, at=AT)

    saved = save_source({"name": "Bilder"}, by=None, at=AT, pk=source.pk)

    assert (saved.name, saved.rendition_hosts) == ("Bilder", ["127.0.0.1"])
    settings.DEMO_WIRE_ADDRESS = ""
    with pytest.raises(ActionRefused):
        save_source({"name": "Fotos"}, by=None, at=AT, pk=source.pk)


def test_without_the_demo_nothing_on_this_machine_may_be_asked(settings: Any) -> None:
    settings.DEMO_WIRE_ADDRESS = ""

    assert not may_use_loopback("http://127.0.0.1:8999/feed.json")


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer(0) as found:
        found.start()
        yield found
        found.shutdown()


def fetch(url: str, **headers: str) -> tuple[int, bytes, str]:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read(), answer.headers["ETag"]
    except urllib.error.HTTPError as answer:
        return answer.code, b"", ""


FILE = AgencyFile("wlb", "a.json", "application/json", b'{"uri": "urn:a"}')


def test_the_feed_has_its_newest_items_and_answers_304_to_those_who_have_them(server: FeedServer) -> None:
    for number in range(25):
        server(AgencyFile("wlb", "", "", json.dumps({"uri": f"urn:{number}"}).encode()))

    status, body, etag = fetch(server.address + FEED_PATH)

    assert (status, [item["uri"] for item in json.loads(body)["items"]]) == (
        200,
        [f"urn:{n}" for n in range(17, 25)],
    )
    assert fetch(server.address + FEED_PATH, **{"If-None-Match": etag})[0] == 304
    assert fetch(server.address + "/pictures/hafen.webp")[1][8:12] == b"WEBP"
    assert {
        fetch(server.address + path)[0] for path in ("/", "/pictures/../load.py", "/pictures/x.webp")
    } == {404}


def test_the_picture_of_an_item_becomes_a_photo_with_its_credit(
    demo_sources: None, server: FeedServer, settings: Any
) -> None:
    settings.DEMO_WIRE_ADDRESS = server.address
    results = receive_part(make_shift(pictures_at=f"{server.address}/pictures"), "06-bild")

    photo = store_item_photo(results.items[0].item.pk, by=None, at=AT)

    assert photo.credit.endswith("/Wellenbild")
    assert (photo.agency_item_id, photo.width) == (results.items[0].item.guid, 1600)


def receive_part(shift: Shift, key: str) -> FileResult:
    entry = next(one for one in SCRIPT if one.key == key)
    file = shift.write_file(entry, AT)
    return ingest_file(file.raw, source=WireSource.objects.get(code=file.source), name=file.name, at=AT)


def test_a_file_is_whole_when_it_appears_in_the_folder_and_old_ones_are_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "nkn"
    sender = FolderSender(folder)
    for day in ("2026-11-24", "2026-11-25"):
        (folder / "done" / day).mkdir(parents=True)
        for number in range(80):
            (folder / "done" / day / f"{number:03}.xml").write_bytes(b"<a/>")

    assert sender(FILE)

    assert [path.name for path in folder.iterdir() if path.is_file()] == ["a.json"]
    assert len(list(folder.glob("done/*/*"))) == 100
    assert len(list(folder.glob("done/2026-11-24/*"))) == 20


class Refusal(BaseHTTPRequestHandler):
    statuses: list[int] = []

    def do_POST(self) -> None:
        self.send_response(self.statuses.pop(0))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


def test_a_push_is_repeated_until_the_desk_can_take_it_and_never_after_a_refusal() -> None:
    Refusal.statuses = [503, 429, 500, 401, 202]
    with HTTPServer(("127.0.0.1", 0), Refusal) as desk:
        threading.Thread(target=desk.serve_forever, daemon=True).start()
        sender = PushSender(f"http://127.0.0.1:{desk.server_port}/intake/hap/", "key")
        answers = [sender(FILE) for _status in range(5)]
        desk.shutdown()

    assert answers == [False, False, False, True, True]
    assert not PushSender("http://127.0.0.1:9/intake/hap/", "key")(FILE)


def test_a_generator_sends_a_shift_in_order_although_the_desk_is_away_at_first() -> None:
    sent: dict[str, list[str]] = {"nkn": [], "hap": [], "wlb": []}
    away = iter([False] * 5)

    def make_sender(code: str) -> Any:
        def send(file: AgencyFile) -> bool:
            if code == "hap" and not next(away, True):
                return False
            sent[code].append(file.name)
            return True

        return send

    generator = WireGenerator(
        {code: make_sender(code) for code in sent},
        "http://127.0.0.1:9/pictures",
        BERLIN,
        threading.Event(),
        1,
        1e6,
    )
    generator.run(shifts=1)

    assert {code: len(names) for code, names in sent.items()} == Counter(entry.source for entry in SCRIPT)
    assert sent["hap"] == sorted(sent["hap"])


def test_a_stopped_generator_ends_at_once() -> None:
    stop = threading.Event()
    generator = WireGenerator({}, "", UTC, stop, 1)
    stop.set()

    generator.run()

    assert generator.waiting == {}


@pytest.mark.django_db
def test_the_command_refuses_a_desk_without_the_demo() -> None:
    with pytest.raises(CommandError, match="has no demo"):
        call_command("run_demo_wire")


@pytest.mark.parametrize(
    ("is_on", "refusal", "runs"), [(True, "", True), (False, "", False), (True, "in use", False)]
)
def test_up_starts_the_agencies_on_a_demo_desk_alone(
    is_on: bool, refusal: str, runs: bool, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO_WIRE = is_on
    start = preparation.Preparation(StartOptions(demo=True), OutputWrapper(StringIO()))

    def answer(name: str, *args: object, **options: object) -> None:
        if name == "load_demo" and refusal:
            raise CommandError(refusal)

    monkeypatch.setattr(preparation, "call_command", answer)
    monkeypatch.setattr(preparation, "migrate_once", lambda _say: None)
    monkeypatch.setattr(preparation, "create_first_login", lambda weak: "login")
    start.prepare()

    assert start.has_demo_wire == runs


def test_the_process_of_the_agencies_knows_desk_and_port(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DEMO_WIRE_ADDRESS, "")
    settings.DEMO_WIRE_ADDRESS = ""

    child = demo_wire_process("http://localhost:8000")

    assert child.command[-2] == "--desk=http://localhost:8000"
    assert os.environ[DEMO_WIRE_ADDRESS].endswith(child.command[-1].removeprefix("--port="))
    assert os.environ[DEMO_WIRE_ADDRESS] == settings.DEMO_WIRE_ADDRESS


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_process_delivers_without_a_web_server_and_leaves_no_source_polled(
    settings: Any, tmp_path: Path
) -> None:
    settings.WIRE_DIR = tmp_path / "wire"
    load_reference_data(AT, AT - timedelta(days=60), logins=False)
    ensure_demo_wire(AT)
    process = manage(
        tmp_path, "run_demo_wire", "--desk=http://127.0.0.1:9", "--speed=1000", "--seed=1",
        DATABASE_URL=build_database_url(),
    )  # fmt: skip
    try:
        delivered = soon(lambda: len(list(settings.WIRE_DIR.glob("nkn/*.xml"))) >= 10)
        polled = soon(lambda: WireSource.objects.get(code="wlb").active)
        process.terminate()
        said = process.communicate(timeout=PATIENCE)[0]
    finally:
        process.kill()

    assert (delivered, polled, process.returncode, said) == (True, True, 0, "")
    assert not WireSource.objects.get(code="wlb").active
