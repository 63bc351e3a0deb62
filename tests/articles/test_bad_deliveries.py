"""Bad input through every transport: a clear reason, nothing lost, and the next file as good as ever."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from articles.actions.intake.receive.drop_folder import ensure_folder, folder_of, scan_folder
from articles.actions.intake.receive.poll_source import poll_source
from articles.actions.intake.receive.sources import issue_signing_secret, issue_source_key
from articles.intake_api.authentication import sign_body
from articles.models import Agency, WireFile, WireItem, WireSource, WireSourceState
from articles.wire.transports.folder import FolderWatch
from tests.articles.actions.intake.receive.agency_servers import AgencyServer, ServerReply
from tests.articles.wire.dpa_files import NUMBER, URN, build_dpa_g2, build_dpa_json
from tests.factories import NOON

pytestmark = pytest.mark.django_db
GOOD = build_dpa_g2(number="260302-99-999999", headline="Der Nachbar ist unversehrt")
HALF = build_dpa_g2()[:1500]
LATIN_1 = build_dpa_g2().decode().encode("latin-1", "xmlcharrefreplace")
FUTURE = "2031-01-01T12:00:00+01:00"
MEGABYTES = 1_000_000


class PageServer(AgencyServer):
    """A server with one page, and a key if it asks for one."""

    page, key = b"", ""

    def reply(self, method: str, path: str, headers: dict[str, str]) -> ServerReply:
        if self.key and headers.get("authorization") != self.key:
            return ServerReply(401)
        return ServerReply(200, self.page, {"Content-Type": "application/xml"})


class Carrier:
    """One transport of a source: it carries a file to the desk and says what became of it."""

    name = ""

    def __init__(self) -> None:
        owner = Agency.objects.get_or_create(code="dpa", defaults={"name": "dpa"})[0]
        self.source = WireSource.objects.create(
            code=f"dpa-{self.name}",
            name=self.name,
            transport=self.name,
            agency=owner,
            created_at=NOON,
            **self.facts(),
        )
        self.at = NOON

    def facts(self) -> dict[str, Any]:
        return {}

    def carry(self, raw: bytes) -> WireFile | None:
        """Carry a file and wait as long as the transport does for its end; return it as stored."""
        before = set(WireFile.objects.values_list("pk", flat=True))
        self.send(raw)
        return WireFile.objects.exclude(pk__in=before).first()

    def send(self, raw: bytes) -> None:
        raise NotImplementedError

    @property
    def trouble(self) -> str:
        state = WireSourceState.objects.filter(source=self.source).first()
        return state.last_error if state is not None else ""


class FolderCarrier(Carrier):
    name = "folder"

    def __init__(self) -> None:
        super().__init__()
        ensure_folder(self.source)
        self.watch = FolderWatch()

    def send(self, raw: bytes) -> None:
        (folder_of(self.source) / "datei.xml").write_bytes(raw)
        for seconds in (1, 1, 62, 1):
            self.at += timedelta(seconds=seconds)
            scan_folder(self.source, self.watch, at=self.at)


class PushCarrier(Carrier):
    name = "push"

    def __init__(self) -> None:
        super().__init__()
        self.key = issue_source_key(self.source.pk, by=None, at=NOON)
        self.answers: list[Any] = []

    def send(self, raw: bytes, **headers: str) -> None:
        headers = {"Authorization": f"Bearer {self.key}", **headers}
        self.answers.append(
            Client().post("/intake/dpa-push/", raw, content_type="application/octet-stream", headers=headers)
        )


class PollCarrier(Carrier):
    name = "poll"

    def __init__(self, server: PageServer) -> None:
        self.server = server
        super().__init__()

    def facts(self) -> dict[str, Any]:
        return {"protocol": "feed", "url": f"{self.server.url}/feed", "interval_seconds": 1}

    def send(self, raw: bytes) -> None:
        self.server.page = raw
        self.at += timedelta(minutes=30)
        poll_source(self.source.pk, at=self.at)


@pytest.fixture(autouse=True)
def stop_clock(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.WIRE_DIR, settings.WIRES_FROM_LOOPBACK = tmp_path / "wire", True
    with translation.override("en"), time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def server() -> Iterator[PageServer]:
    found = PageServer()
    yield found
    found.close()


@pytest.fixture(params=["folder", "push", "poll"])
def carrier(request: pytest.FixtureRequest, server: PageServer) -> Carrier:
    return make_carrier(request.param, server)


def make_carrier(name: str, server: PageServer) -> Carrier:
    return {"folder": FolderCarrier, "push": PushCarrier, "poll": lambda: PollCarrier(server)}[name]()


def check_neighbour(carrier: Carrier) -> None:
    """Let the next file come as if nothing had been."""
    file = carrier.carry(GOOD)
    assert file is not None
    item = WireItem.objects.get(file=file)
    assert (file.status, item.outcome, item.headline) == ("read", "new", "Der Nachbar ist unversehrt")


def messages_of(file: WireFile) -> str:
    found = [*file.warnings, *(one for item in file.items.all() for one in item.warnings)]
    return " ".join([file.reason, *(what.format(**facts) for what, facts in found)])


JSON_WITHOUT_ID = build_dpa_json().replace(URN.encode(), b"").replace(f"e-{NUMBER}-1".encode(), b"")
G2_WITHOUT_ID = build_dpa_g2().replace(f'guid="{URN}" '.encode(), b"")


@pytest.mark.parametrize(
    ("raw", "status", "outcome", "reason"),
    [
        pytest.param(LATIN_1, "read", "new", "UTF-8", id="another encoding than declared"),
        pytest.param(build_dpa_json(headline="Kräne").decode().encode("latin-1"), "read", "new", "UTF-8", id="JSON in Latin-1"),
        pytest.param(G2_WITHOUT_ID, "read", "new", "identifier", id="no guid in XML"),
        pytest.param(JSON_WITHOUT_ID, "read", "new", "identifier", id="no guid in JSON"),
        pytest.param(build_dpa_g2(created=FUTURE), "read", "new", "future", id="a date in the future"),
        pytest.param(build_dpa_g2(embargo=""), "read", "held", "until an editor decides", id="an empty embargo"),
        pytest.param(b"<meldung/>", "quarantined", "", "root element “meldung”", id="an unknown format"),
        pytest.param(b"\x00\xff\xfe" * 40, "quarantined", "", "neither text nor a photo", id="no text at all"),
    ],
)  # fmt: skip
def test_a_bad_file_is_stored_whole_with_its_reason(
    carrier: Carrier, raw: bytes, status: str, outcome: str, reason: str
) -> None:
    file = carrier.carry(raw)

    assert file is not None
    assert (file.status, bytes(file.raw or b"")) == (status, raw)
    assert [item.outcome for item in file.items.all()] == ([outcome] if outcome else [])
    assert reason in messages_of(file)
    check_neighbour(carrier)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("folder", "The transmission broke off"), ("push", "The file breaks off in line"), ("poll", "The transmission broke off")],
)  # fmt: skip
def test_half_a_file_says_so_and_the_whole_one_is_read_when_it_comes(
    name: str, reason: str, server: PageServer
) -> None:
    carrier = make_carrier(name, server)

    half = carrier.carry(HALF)
    said = half.reason if half is not None else carrier.trouble
    whole = carrier.carry(build_dpa_g2())

    assert reason in said
    assert (half is None) == (name == "poll")
    assert half is None or (half.status, bytes(half.raw or b"")) == ("quarantined", HALF)
    assert whole is not None
    assert [item.outcome for item in whole.items.all()] == ["new"]
    check_neighbour(carrier)


def test_the_same_identifier_of_another_provider_is_another_item(
    carrier: Carrier, server: PageServer
) -> None:
    other = Agency.objects.create(code="xyz", name="Xyz")
    carrier.carry(build_dpa_g2())
    WireSource.objects.filter(pk=carrier.source.pk).update(agency=other)
    carrier.source.refresh_from_db()

    file = carrier.carry(build_dpa_g2(2, headline="Von einer anderen Agentur"))

    assert file is not None
    assert [item.outcome for item in file.items.all()] == ["new"]
    assert len(set(WireItem.objects.values_list("agency_item", flat=True))) == 2


def test_a_file_that_is_too_large_is_put_apart_in_the_folder_and_recorded(server: PageServer) -> None:
    carrier = make_carrier("folder", server)
    path = folder_of(carrier.source) / "datei.xml"
    with path.open("wb") as file:
        file.truncate(60 * MEGABYTES + 1)
    for seconds in (1, 1):
        carrier.at += timedelta(seconds=seconds)
        scan_folder(carrier.source, carrier.watch, at=carrier.at)

    record = WireFile.objects.get()
    assert "60,000,001 bytes; the limit is 60,000,000" in record.reason
    assert (folder_of(carrier.source) / "rejected" / "datei.xml").stat().st_size == 60 * MEGABYTES + 1
    check_neighbour(carrier)


def test_a_push_that_is_too_large_is_refused_with_the_limit(server: PageServer) -> None:
    carrier = make_carrier("push", server)
    answer = Client().generic(
        "POST", "/intake/dpa-push/", b"x", content_type="application/xml", CONTENT_LENGTH="70000000",
        headers={"Authorization": f"Bearer {carrier.key}"},
    )  # fmt: skip

    assert (answer.status_code, answer.json()["detail"]) == (413, "A request may have 61,000,000 bytes.")
    assert not WireFile.objects.exists()
    check_neighbour(carrier)


def test_a_page_that_is_too_large_is_reported_and_the_next_one_taken(server: PageServer) -> None:
    carrier = make_carrier("poll", server)

    assert carrier.carry(b"<a>" + b"x" * (21 * MEGABYTES) + b"</a>") is None
    assert "too large" in carrier.trouble
    check_neighbour(carrier)


def test_text_beyond_the_limit_of_a_reader_is_stored_and_set_aside(carrier: Carrier) -> None:
    raw = build_dpa_g2(paragraphs=("Kran. " * 2_000_000,))

    file = carrier.carry(raw)

    assert file is not None
    assert (file.status, file.size) == ("quarantined", len(raw))
    assert "limit" in file.reason
    check_neighbour(carrier)


def test_a_wrong_key_is_refused_on_both_sides(server: PageServer) -> None:
    push, poll = make_carrier("push", server), make_carrier("poll", server)
    push.send(build_dpa_g2(), Authorization="Bearer nw_00000000_" + "x" * 43)
    server.key = "Bearer of another"
    poll.send(build_dpa_g2())

    assert (push.answers[0].status_code, WireFile.objects.count()) == (401, 0)
    assert "401" in poll.trouble
    server.key = ""
    check_neighbour(push)
    assert poll.carry(build_dpa_g2()) is not None


def test_a_replayed_push_gets_the_same_answer_and_an_old_signature_none(server: PageServer) -> None:
    carrier = make_carrier("push", server)
    secret = issue_signing_secret(carrier.source.pk, by=None, at=NOON)
    raw, stamp = build_dpa_g2(), str(int(NOON.timestamp()))
    signature = {"X-Signature": f"t={stamp},v1={sign_body(secret, stamp, raw)}", "Idempotency-Key": "kran-1"}

    carrier.send(raw, **signature)
    carrier.send(raw, **signature)
    with time_machine.travel(NOON + timedelta(minutes=6), tick=False):
        carrier.send(raw, **signature)

    assert [answer.status_code for answer in carrier.answers] == [202, 202, 401]
    assert carrier.answers[0].json() == carrier.answers[1].json()
    assert (WireFile.objects.count(), WireItem.objects.count()) == (1, 1)


@pytest.mark.parametrize("name", ["folder", "push", "poll"])
@pytest.mark.parametrize(
    "build",
    [lambda: build_dpa_g2(created=FUTURE), lambda: build_dpa_json(created=FUTURE)],
    ids=["XML", "JSON"],
)
def test_a_date_in_the_future_never_outlasts_the_kill(
    name: str, build: Callable[[], bytes], server: PageServer
) -> None:
    carrier = make_carrier(name, server)
    carrier.carry(build())

    kill = carrier.carry(build_dpa_g2(2, status="canceled", paragraphs=(), headline="KILL: Kran"))

    assert kill is not None
    assert [item.outcome for item in kill.items.all()] == ["kill"]
