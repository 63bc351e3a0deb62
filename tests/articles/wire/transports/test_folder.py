"""Decisions on the files of a drop folder, without files and without waiting."""

from datetime import datetime, timedelta

from articles.wire.transports.folder import FolderEntry, FolderWatch, Verdict, is_temporary, name_for_display
from tests.factories import NOON, picture_bytes
from tests.tables import each_of

WHOLE, HALF = b"<newsItem><a/></newsItem>", b"<newsItem><a/>"


def entry(name: str = "kran.xml", size: int = 10, mtime: int = 1, inode: int = 7) -> FolderEntry:
    return FolderEntry(name, size, mtime, inode)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def find_complete(watch: FolderWatch, seconds: float, *entries: FolderEntry) -> list[str]:
    return [one.name for one in watch.find_settled(entries, at(seconds))]


@each_of(
    [
        "a.tmp",
        "a.xml.part",
        "a.xml.filepart",
        "a.xml.1f2e.partial",
        "a.xml~",
        "~a.xml",
        ".a.xml",
        ".in.a.xml",
        "A.TMP",
    ]
)
def test_a_temporary_name_is_never_taken(name: str) -> None:
    watch = FolderWatch()

    assert is_temporary(name)
    assert [find_complete(watch, second, entry(name)) for second in range(3)] == [[], [], []]


def test_a_file_is_taken_when_two_scans_see_the_same() -> None:
    watch = FolderWatch()

    found = [
        find_complete(watch, 0, entry()),
        find_complete(watch, 1, entry(size=20)),
        find_complete(watch, 2, entry(size=20, mtime=2)),
        find_complete(watch, 3, entry(size=20, mtime=2)),
    ]

    assert found == [[], [], [], ["kran.xml"]]


def test_a_rename_from_a_temporary_name_ends_the_transfer() -> None:
    watch = FolderWatch()
    find_complete(watch, 0, entry(".kran.xml.part"))

    assert find_complete(watch, 1, entry("kran.xml")) == ["kran.xml"]


def test_another_file_with_the_number_of_a_deleted_one_is_not_taken_for_renamed() -> None:
    watch = FolderWatch()
    find_complete(watch, 0, entry("a.part", size=500))

    assert find_complete(watch, 1, entry("b.xml", size=10)) == []


@each_of(["kran.xml.done", "kran.done"])
def test_a_marker_ends_the_transfer_at_once(marker: str) -> None:
    assert find_complete(FolderWatch(), 0, entry(mtime=1), entry(marker, 0, 2, 8)) == ["kran.xml"]


def test_the_marker_of_an_earlier_file_does_not_count() -> None:
    assert find_complete(FolderWatch(), 0, entry(mtime=5), entry("kran.xml.done", 0, 2, 8)) == []


def test_a_marker_without_its_file_is_cleared_after_two_scans() -> None:
    watch, marker = FolderWatch(), entry("kran.done", 0)

    found = [watch.find_lone_markers([marker, *more]) for more in ([entry()], [], [])]

    assert found == [[], [], [marker]]


def test_the_oldest_files_come_first() -> None:
    watch = FolderWatch()
    files = [entry("b", mtime=2), entry("c", mtime=1), entry("a", mtime=2)]
    find_complete(watch, 0, *files)

    assert find_complete(watch, 1, *files) == ["c", "a", "b"]


def test_a_half_file_waits_a_minute_is_reported_once_and_is_put_away_later() -> None:
    watch, file = FolderWatch(), entry()
    find_complete(watch, 0, file)
    find_complete(watch, 1, file)
    first = watch.judge(file, HALF, at(1))
    quiet = find_complete(watch, 30, file)
    due = find_complete(watch, 60, file)
    broken = watch.judge(file, HALF, at(60))
    watch.note_reported(file.name)
    left = find_complete(watch, 61, file), find_complete(watch, 599, file)
    late = find_complete(watch, 600, file)
    end = watch.judge(file, HALF, at(600))

    assert (first, quiet, due, broken) == (Verdict.WAIT, [], ["kran.xml"], Verdict.BROKEN)
    assert (left, late, end) == (([], []), ["kran.xml"], Verdict.ABANDONED)


def test_a_half_file_that_goes_on_is_taken_as_a_whole() -> None:
    watch = FolderWatch()
    find_complete(watch, 0, entry())
    find_complete(watch, 1, entry())
    watch.judge(entry(), HALF, at(60))
    watch.note_reported("kran.xml")
    find_complete(watch, 90, entry(size=25, mtime=9))

    assert find_complete(watch, 91, entry(size=25, mtime=9)) == ["kran.xml"]
    assert watch.judge(entry(size=25, mtime=9), WHOLE, at(91)) is Verdict.COMPLETE


def test_a_picture_without_its_end_is_waited_for_and_then_read() -> None:
    watch, raw = FolderWatch(), picture_bytes()[:300]
    find_complete(watch, 0, entry("kran.jpg"))

    verdicts = [watch.judge(entry("kran.jpg"), raw, at(second)) for second in (1, 60)]

    assert verdicts == [Verdict.WAIT, Verdict.COMPLETE]


def test_a_file_that_failed_is_left_alone_for_a_minute() -> None:
    watch = FolderWatch()
    find_complete(watch, 0, entry())
    watch.postpone("kran.xml", at(1))

    assert [find_complete(watch, second, entry()) for second in (1, 60, 61)] == [[], [], ["kran.xml"]]


def test_a_name_is_shown_without_letters_that_no_screen_shows() -> None:
    assert name_for_display("Kräne\n\x1b[0m\udcfc.xml") == "Kräne\ufffd\ufffd[0m\ufffd.xml"
