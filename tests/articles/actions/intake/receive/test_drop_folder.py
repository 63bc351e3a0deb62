"""Files of a drop folder: each is stored, read and put away once, whatever its sender and our processes do."""

import os
import threading
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from django.db import OperationalError, connection

from articles.actions.intake.effects import item_copy
from articles.actions.intake.receive import drop_folder, ingest, read_file, reading_time, store_items
from articles.actions.intake.receive.drop_folder import ensure_folder, folder_of, scan_folder
from articles.actions.intake.receive.quarantine import read_again
from articles.actions.intake.receive.receive_file import IncomingFile
from articles.models import WireFile, WireItem, WireSource, WireSourceState
from articles.parsing.story.parse import Copy, read_copy
from articles.wire.transports.folder import FolderWatch
from articles.wire.transports.folder_access import DropFolder
from tests.articles.wire.g2_files import build_g2
from tests.factories import NOON

pytestmark = pytest.mark.django_db
COPY = "Nordhaven (dpa) - Der Kran {} am Nordkai dreht sich wieder. Das teilte die Werft mit.\n"
HALF = b'<?xml version="1.0"?>\n<Kran><Werft>Nordhaven</Werft>'


@pytest.fixture(autouse=True)
def wire_dir(settings: Any, tmp_path: Path) -> Path:
    settings.WIRE_DIR = tmp_path / "wire"
    return tmp_path / "wire"


@pytest.fixture
def source() -> WireSource:
    return make_source()


def make_source(code: str = "nordpress-text", **facts: Any) -> WireSource:
    source = WireSource.objects.create(code=code, name=code, transport="folder", created_at=NOON, **facts)
    ensure_folder(source)
    return source


def write(source: WireSource, name: str, text: str | bytes = COPY) -> Path:
    file = folder_of(source) / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


class Scanner:
    """Scans a second apart, as one process makes them."""

    def __init__(self, source: WireSource) -> None:
        self.source, self.watch, self.at = source, FolderWatch(), NOON

    def scan(self, times: int = 2, *, seconds: float = 1, limit: int = 50) -> int:
        taken = 0
        for _time in range(times):
            self.at += timedelta(seconds=seconds)
            taken += scan_folder(self.source, self.watch, at=self.at, limit=limit)
        return taken


def list_files(source: WireSource) -> list[str]:
    root = folder_of(source)
    return sorted(str(file.relative_to(root)) for file in root.rglob("*") if not file.is_dir())


def test_a_complete_file_is_stored_read_and_put_away(source: WireSource) -> None:
    write(source, "kran.txt", COPY.format(1))

    taken = Scanner(source).scan()

    file = WireFile.objects.get()
    assert (taken, file.name, file.status, file.source) == (1, "kran.txt", "read", source)
    assert bytes(file.raw or b"") == COPY.format(1).encode()
    assert WireItem.objects.get().outcome == "new"
    assert list_files(source) == ["done/2026-03-02/kran.txt"]


def test_the_folder_lets_its_group_deliver_and_nobody_else(source: WireSource) -> None:
    assert folder_of(source).stat().st_mode & 0o7777 == 0o2770


def test_a_folder_that_exists_keeps_its_permissions(source: WireSource) -> None:
    folder_of(source).chmod(0o700)

    ensure_folder(source)

    assert folder_of(source).stat().st_mode & 0o777 == 0o700


def test_names_that_come_again_are_numbered(source: WireSource) -> None:
    scanner = Scanner(source)
    for number in range(5):
        write(source, "kran.txt", COPY.format(number))
        scanner.scan()

    assert WireFile.objects.count() == 5
    assert list_files(source) == [f"done/2026-03-02/kran{end}.txt" for end in ("-2", "-3", "-4", "-5", "")]


def test_the_same_bytes_again_are_a_repeat(source: WireSource) -> None:
    scanner = Scanner(source)
    for name in ("a.txt", "b.txt"):
        write(source, name, COPY)
        scanner.scan()

    assert WireFile.objects.get().repeats == 1
    assert WireItem.objects.count() == 1


def test_a_quarantined_file_is_put_away_too(source: WireSource) -> None:
    write(source, "kran.pdf", b"%PDF-1.7 Kran")

    Scanner(source).scan()

    assert WireFile.objects.get().status == "quarantined"
    assert list_files(source) == ["done/2026-03-02/kran.pdf"]


def test_a_text_in_latin_1_under_a_name_in_latin_1_is_read(source: WireSource) -> None:
    name = os.fsdecode("kräne.txt".encode("latin-1"))
    write(source, name, "Nordhaven (dpa) - Die Kräne drehen sich wieder.".encode("latin-1"))

    Scanner(source).scan()

    assert WireFile.objects.get().name == "kr\ufffdne.txt"
    assert WireFile.objects.get().status == "read"


def test_a_growing_file_and_one_with_a_temporary_name_are_left_alone(source: WireSource) -> None:
    scanner = Scanner(source)
    write(source, "kran.txt.part")
    for length in range(1, 5):
        write(source, "kran.txt", COPY * length)
        scanner.scan(1)

    assert not WireFile.objects.exists()


def test_a_rename_into_place_is_taken_by_the_next_scan(source: WireSource) -> None:
    scanner = Scanner(source)
    file = write(source, ".kran.txt.part")
    scanner.scan(1)
    file.rename(folder_of(source) / "kran.txt")

    assert scanner.scan(1) == 1


def test_markers_are_put_away_and_are_no_files(source: WireSource) -> None:
    scanner = Scanner(source)
    write(source, "kran.txt")
    write(source, "kran.txt.done", b"")

    taken = scanner.scan(1)
    scanner.scan(3)

    assert (taken, WireFile.objects.count()) == (1, 1)
    assert list_files(source) == ["done/2026-03-02/kran.txt", "done/2026-03-02/kran.txt.done"]


def test_a_half_file_is_set_aside_after_a_minute_and_the_whole_one_is_read(source: WireSource) -> None:
    scanner = Scanner(source)
    write(source, "kran.xml", HALF)
    early = scanner.scan(50)
    late = scanner.scan(20)
    broken = WireFile.objects.get()
    with (folder_of(source) / "kran.xml").open("ab") as sender:  # the sender goes on writing the same file
        sender.write(b"</Kran>")
    scanner.scan()

    assert (early, late) == (0, 1)
    assert (broken.status, bytes(broken.raw or b"")) == ("quarantined", HALF)
    assert broken.reason.startswith("The transmission broke off")
    whole = WireFile.objects.exclude(pk=broken.pk).get()
    assert bytes(whole.raw or b"") == HALF + b"</Kran>"
    assert "Unknown format: XML" in whole.reason  # read, and refused for what it is
    assert list_files(source) == ["done/2026-03-02/kran.xml"]


def test_a_half_file_that_nobody_completes_is_put_away_and_counted_once(source: WireSource) -> None:
    scanner = Scanner(source)
    write(source, "kran.xml", HALF)
    write(source, "leer.xml", b"")

    scanner.scan(14, seconds=50)

    assert sorted(WireFile.objects.values_list("name", "size", "repeats")) == [
        ("kran.xml", len(HALF), 0),
        ("leer.xml", 0, 0),
    ]
    assert list_files(source) == ["done/2026-03-02/kran.xml", "done/2026-03-02/leer.xml"]


def test_links_subfolders_and_pipes_are_left_alone(source: WireSource, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(COPY)
    folder = folder_of(source)
    (folder / "link.txt").symlink_to(secret)
    (folder / "sub").mkdir()
    (folder / "sub" / "kran.txt").write_text(COPY)
    os.mkfifo(folder / "pipe.txt")

    assert Scanner(source).scan(4) == 0
    assert not WireFile.objects.exists()
    assert secret.exists()


def test_a_link_in_place_of_our_folders_leads_nowhere(source: WireSource, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder_of(source) / "done").symlink_to(elsewhere)
    write(source, "kran.txt")

    Scanner(source).scan(3)

    assert list(elsewhere.iterdir()) == []
    assert WireFile.objects.get().status == "read"
    assert WireSourceState.objects.get().last_error != ""


def test_a_file_swapped_for_a_link_while_it_is_taken_is_not_followed(
    source: WireSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(COPY)
    file = write(source, "kran.txt")
    read = DropFolder.read

    def swap_and_read(self: DropFolder, *args: Any, **options: Any) -> bytes:
        file.unlink()
        file.symlink_to(secret)
        return read(self, *args, **options)

    monkeypatch.setattr(DropFolder, "read", swap_and_read)

    assert Scanner(source).scan() == 0
    assert not WireFile.objects.exists()


def test_a_file_that_changes_while_it_is_taken_waits_for_its_end(
    source: WireSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, scanner, claim = write(source, "kran.txt"), Scanner(source), DropFolder.claim

    def append_and_claim(self: DropFolder, *args: Any) -> bool:
        with file.open("ab") as sender:
            sender.write(b"Nachtrag.\n")
        return claim(self, *args)

    monkeypatch.setattr(DropFolder, "claim", append_and_claim)
    first = scanner.scan()
    monkeypatch.undo()
    second = scanner.scan()

    assert (first, second) == (0, 1)
    assert bytes(WireFile.objects.get().raw or b"").endswith(b"Nachtrag.\n")


def test_a_huge_file_is_recorded_and_stays_in_rejected(source: WireSource) -> None:
    with (folder_of(source) / "film.mov").open("wb") as file:
        file.truncate(5_000_000_000)  # sparse: it takes no room

    Scanner(source).scan()

    record = WireFile.objects.get()
    assert (record.status, record.raw, record.size) == ("quarantined", None, 2_147_483_647)
    assert "5,000,000,000 bytes; the limit is 60,000,000" in record.reason
    assert list_files(source) == ["rejected/film.mov"]


def test_one_scan_takes_no_more_than_its_limit(source: WireSource) -> None:
    for number in range(7):
        write(source, f"{number}.txt", COPY.format(number))
    scanner = Scanner(source)
    scanner.scan(1)

    assert [scanner.scan(1, limit=3) for _scan in range(4)] == [3, 3, 1, 0]


def test_an_empty_folder_asks_the_database_nothing(
    source: WireSource, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        Scanner(source).scan(3)


def test_a_file_that_makes_a_reader_fail_is_set_aside_and_the_others_are_read(
    source: WireSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = ingest.parse_file

    def fail_on_one(file: WireFile) -> Any:
        if file.name == "1.txt":
            raise KeyError("Kran")
        return parse(file)

    monkeypatch.setattr(ingest, "parse_file", fail_on_one)
    for number in range(3):
        write(source, f"{number}.txt", COPY.format(number))

    Scanner(source).scan()

    assert dict(WireFile.objects.values_list("name", "status")) == {
        "0.txt": "read",
        "1.txt": "quarantined",
        "2.txt": "read",
    }
    assert "a fault in Newsroom: KeyError" in WireFile.objects.get(name="1.txt").reason


def test_a_file_that_cannot_be_taken_never_stops_the_others(
    source: WireSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive = drop_folder.receive_files

    def refuse_one(files: list[IncomingFile], **options: Any) -> Any:
        if any(one.name == "0.txt" for one in files):
            raise RuntimeError("Kran")
        return receive(files, **options)

    monkeypatch.setattr(drop_folder, "receive_files", refuse_one)
    for number in range(3):
        write(source, f"{number}.txt", COPY.format(number))
    scanner = Scanner(source)

    scanner.scan(5)
    monkeypatch.undo()
    scanner.scan(1, seconds=70)

    assert sorted(WireFile.objects.values_list("name", flat=True)) == ["0.txt", "1.txt", "2.txt"]
    assert list_files(source) == [f"done/2026-03-02/{number}.txt" for number in range(3)]
    assert WireSourceState.objects.get().last_error == "0.txt: Kran"


class Killed(BaseException):
    """The end of a process in the middle of its work."""


def test_a_kill_between_commit_and_move_counts_a_repeat(
    source: WireSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(source, "kran.txt")

    def die(*_args: Any) -> None:
        raise Killed

    monkeypatch.setattr(DropFolder, "finish_claim", die)
    with pytest.raises(Killed):
        Scanner(source).scan()
    monkeypatch.undo()
    left = list_files(source)
    taken = Scanner(source).scan(1)

    assert left == [".work/kran.txt"]
    assert taken == 1
    assert (WireFile.objects.get().repeats, WireItem.objects.count()) == (1, 1)
    assert list_files(source) == ["done/2026-03-02/kran.txt"]


@pytest.mark.parametrize("place", ["receive_files", "process_files"])
def test_a_kill_or_an_outage_anywhere_loses_nothing(
    source: WireSource, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    write(source, "kran.txt")

    def lose_database(*_args: Any, **_options: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(drop_folder, place, lose_database)
    with pytest.raises(OperationalError):
        Scanner(source).scan()
    monkeypatch.undo()
    Scanner(source).scan(1)

    assert WireFile.objects.get().status == "read"
    assert WireItem.objects.get().outcome == "new"
    assert list_files(source) == ["done/2026-03-02/kran.txt"]


@pytest.mark.django_db(transaction=True)
def test_two_processes_never_take_one_file(source: WireSource) -> None:
    for number in range(60):
        write(source, f"{number}.txt", COPY.format(number))
    counts: list[int] = []
    start = threading.Barrier(3)

    def scan() -> None:
        scanner = Scanner(source)
        scanner.scan(1)
        start.wait()
        counts.extend(scanner.scan(1, limit=7) for _scan in range(60))
        connection.close()

    threads = [threading.Thread(target=scan) for _process in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(counts) == 60
    assert WireFile.objects.filter(repeats=0, status="read").count() == 60
    assert len(list_files(source)) == 60


@pytest.mark.django_db(transaction=True)
def test_a_folder_is_left_alone_while_another_process_has_it(source: WireSource) -> None:
    write(source, "kran.txt")
    taken: list[int] = []

    def scan() -> None:
        taken.append(Scanner(source).scan())
        connection.close()

    with drop_folder.hold_folder(source) as is_locked:
        thread = threading.Thread(target=scan)
        thread.start()
        thread.join()
    thread = threading.Thread(target=scan)
    thread.start()
    thread.join()

    assert (is_locked, taken) == (True, [0, 1])


def test_a_file_that_takes_too_long_is_set_aside_and_its_neighbours_are_read(
    source: WireSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_slowly(text: str, **facts: Any) -> Copy:
        end = monotonic() + 5
        while "Kran 2" in text and monotonic() < end:
            pass
        return read_copy(text, **facts)

    monkeypatch.setattr(item_copy, "read_copy", read_slowly)
    monkeypatch.setattr(reading_time, "MAX_SECONDS", 1.0)
    for number in (1, 2, 3):
        write(source, f"kran{number}.txt", COPY.format(number))

    taken = Scanner(source).scan()

    files = {file.name: file for file in WireFile.objects.all()}
    assert taken == 3
    assert [files[f"kran{number}.txt"].status for number in (1, 2, 3)] == ["read", "quarantined", "read"]
    assert files["kran2.txt"].reason.startswith(
        "The text was not read to the end: that took more than 1 seconds."
    )
    assert bytes(files["kran2.txt"].raw or b"").decode() == COPY.format(2)

    monkeypatch.setattr(item_copy, "read_copy", read_copy)
    assert read_again(files["kran2.txt"].pk, by=None, at=NOON).outcome == "new"


@pytest.mark.parametrize("reader", [(read_file, "read_wire"), (store_items, "read_news_item")])
def test_an_item_with_fields_is_set_aside_too_if_it_takes_too_long(
    source: WireSource, monkeypatch: pytest.MonkeyPatch, reader: tuple[Any, str]
) -> None:
    def read_slowly(*args: Any, **facts: Any) -> Any:
        end = monotonic() + 5
        while monotonic() < end:
            pass
        return read(*args, **facts)

    module, name = reader
    read = getattr(module, name)
    monkeypatch.setattr(module, name, read_slowly)
    monkeypatch.setattr(reading_time, "MAX_SECONDS", 0.5)
    write(source, "kran.xml", build_g2())

    Scanner(source).scan()

    assert WireFile.objects.get().status == "quarantined"
    assert WireFile.objects.get().problem == {
        "what": reading_time.ReadingTookTooLong.what, "why": reading_time.ReadingTookTooLong.why, "where": None,
        "facts": {"seconds": 0},
    }  # fmt: skip
