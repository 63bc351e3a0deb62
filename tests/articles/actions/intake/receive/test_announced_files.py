"""Files that an agency announces by address: fetched from allowed hosts, tried again, and never lost silently."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from articles.actions.intake.receive.push import PAUSES, announce_files, fetch_announced_files
from articles.models import AnnouncedFile, WireFile, WireItem, WireSource, WireSourceState
from newsroom.safe_http import HttpAnswer, RequestFailed, UrlRefused
from tests.factories import NOON

pytestmark = pytest.mark.django_db
URL = "https://files.nordpress.example/2026/kran.txt?signature=1"
DEMO = "https://127.0.0.1:8999"
COPY = b"Nordhaven (dpa) - Der Kran am Nordkai dreht sich wieder. Das teilte die Werft mit.\n"


class ProcessEnded(BaseException):
    """The end of a process in the middle of its work."""


class Server:
    """Answers in turn; the last one is given again and again."""

    def __init__(self, *answers: HttpAnswer | RequestFailed) -> None:
        self.answers, self.asked, self.loopback = list(answers), [], []

    def get(self, url: str, headers: Any, **options: Any) -> HttpAnswer:
        self.asked.append((url, options["hosts"]))
        self.loopback.append(options["loopback"])
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, RequestFailed):
            raise answer
        return answer


WORKING = HttpAnswer(200, {"content-type": "text/plain"}, COPY)


@pytest.fixture
def source() -> WireSource:
    return make_source(["files.nordpress.example"])


def make_source(hosts: list[str]) -> WireSource:
    return WireSource.objects.create(
        code="nordpress", name="Nordpress", transport="push", created_at=NOON, rendition_hosts=hosts
    )


def test_a_file_is_fetched_stored_and_read(source: WireSource) -> None:
    server = Server(WORKING)
    announce_files(source, [URL, URL], at=NOON)

    fetched = fetch_announced_files(NOON, fetch=server.get)

    file = WireFile.objects.get()
    assert (fetched, server.asked) == (1, [(URL, {"files.nordpress.example"})])
    assert (file.name, file.media_type, file.status) == ("kran.txt", "text/plain", "read")
    assert WireItem.objects.get().outcome == "new"
    assert AnnouncedFile.objects.values_list("due_at", "file").get() == (None, file.pk)
    assert fetch_announced_files(NOON + timedelta(days=1), fetch=server.get) == 0


@pytest.mark.parametrize(("url", "is_allowed"), [(f"{DEMO}/kran.txt", True), (URL, False)])
def test_on_this_machine_only_the_server_of_the_demo_may_be_asked(
    settings: Any, url: str, is_allowed: bool
) -> None:
    settings.DEMO_WIRE_ADDRESS = DEMO
    server, source = Server(WORKING), make_source(["127.0.0.1", "files.nordpress.example"])
    announce_files(source, [url], at=NOON)

    fetch_announced_files(NOON, fetch=server.get)

    assert server.loopback == [is_allowed]


def test_a_host_that_is_not_allowed_is_never_asked_until_the_operator_adds_it() -> None:
    server, source = Server(WORKING), make_source(["bilder.nordpress.example"])
    announce_files(source, [URL], at=NOON)
    fetch_announced_files(NOON, fetch=server.get)
    asked, said = list(server.asked), WireSourceState.objects.get().last_error
    WireSource.objects.update(rendition_hosts=["Files.Nordpress.Example"])
    fetch_announced_files(NOON + PAUSES[0], fetch=server.get)

    assert asked == []
    assert said.startswith("Files of files.nordpress.example are announced, but the source does not allow")
    assert WireFile.objects.get().status == "read"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (RequestFailed("no answer in time"), "no answer in time"),
        (UrlRefused("the address is not public"), "the address is not public"),
        (HttpAnswer(404, {}, b"gone"), "status 404, 4 bytes"),
        (HttpAnswer(200, {}, b""), "status 200, 0 bytes"),
    ],
)
def test_a_file_that_cannot_be_fetched_is_tried_again_and_ends_in_quarantine(
    source: WireSource, answer: Any, said: str
) -> None:
    server, times = Server(answer), []
    announce_files(source, [URL], at=NOON)
    while due_at := AnnouncedFile.objects.get().due_at:
        assert fetch_announced_files(due_at - timedelta(seconds=1), fetch=server.get) == 0
        assert fetch_announced_files(due_at, fetch=server.get) == 1
        times.append(due_at)

    file = WireFile.objects.get()
    assert tuple(later - earlier for earlier, later in pairwise(times)) == PAUSES
    assert len(server.asked) == len(times)
    assert (file.status, file.raw, file.name) == ("quarantined", None, "kran.txt")
    assert f"could not be fetched from files.nordpress.example: {said}." in file.reason


@pytest.mark.parametrize("url", ["https://./kran.txt", f"https://{'a' * 300}/kran.txt"])
def test_an_address_without_a_usable_host_stops_no_other_file(source: WireSource, url: str) -> None:
    server = Server(WORKING)
    announce_files(source, [url], at=NOON - timedelta(minutes=1))
    announce_files(source, [URL], at=NOON)

    fetch_announced_files(NOON, fetch=server.get)

    assert [asked for asked, _hosts in server.asked] == [URL]
    assert "the address has no host name" in AnnouncedFile.objects.get(url=url).problem


def test_a_process_that_ends_while_it_fetches_loses_its_claim(source: WireSource) -> None:
    def die(*_args: Any, **_options: Any) -> HttpAnswer:
        raise ProcessEnded

    announce_files(source, [URL], at=NOON)
    with pytest.raises(ProcessEnded):
        fetch_announced_files(NOON, fetch=die)

    early = fetch_announced_files(NOON + timedelta(minutes=4), fetch=Server(WORKING).get)
    late = fetch_announced_files(NOON + timedelta(minutes=6), fetch=Server(WORKING).get)

    assert (early, late, WireFile.objects.count()) == (0, 1, 1)


def test_files_of_a_source_that_is_switched_off_wait(source: WireSource) -> None:
    announce_files(source, [URL], at=NOON)
    WireSource.objects.update(active=False)

    assert fetch_announced_files(NOON, fetch=Server(WORKING).get) == 0
