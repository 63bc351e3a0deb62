"""Stored files of drop folders are deleted after their time, and nothing else is."""

from datetime import date
from pathlib import Path

import pytest

from articles.wire.transports.done_files import delete_done_files

DAY = date(2026, 3, 2)


def write(path: Path, text: str = "Kran") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_only_files_of_earlier_days_go(tmp_path: Path) -> None:
    old = [write(tmp_path / "done" / "2026-02-28" / name) for name in ("kran.xml", "kran-2.xml")]
    stay = [
        write(tmp_path / "done" / "2026-03-02" / "kran.xml"), write(tmp_path / "done" / "kran.xml"),
        write(tmp_path / "done" / "alt" / "kran.xml"), write(tmp_path / "2026-02-28" / "kran.xml"),
        write(tmp_path / "rejected" / "kran.xml"), write(tmp_path / "done" / "20260228" / "kran.xml"),
    ]  # fmt: skip

    sizes = list(delete_done_files(tmp_path, DAY))

    assert sizes == [4, 4]
    assert not old[0].parent.exists()
    assert all(path.exists() for path in stay)


def test_no_link_is_followed(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "2026-02-28" / "kran.xml")
    folder = tmp_path / "wire"
    write(folder / "done" / "2026-02-27" / "kran.xml")
    (folder / "done" / "2026-02-27" / "link.xml").symlink_to(outside)
    (folder / "done" / "2026-02-26").symlink_to(outside.parent)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "done").symlink_to(outside.parent.parent)

    assert list(delete_done_files(folder, DAY)) == [4]
    assert list(delete_done_files(tmp_path / "other", DAY)) == []
    assert outside.exists()
    assert (folder / "done" / "2026-02-27" / "link.xml").is_symlink()


def test_subfolders_of_a_day_stay(tmp_path: Path) -> None:
    inner = write(tmp_path / "done" / "2026-02-28" / "inner" / "kran.xml")

    assert list(delete_done_files(tmp_path, DAY)) == []
    assert inner.exists()


@pytest.mark.parametrize("name", ["", "done"])
def test_a_missing_folder_has_nothing_to_delete(tmp_path: Path, name: str) -> None:
    assert list(delete_done_files(tmp_path / "none" / name, DAY)) == []


def test_the_work_may_stop_after_any_file(tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path / "done" / "2026-02-28" / f"kran-{number}.xml")

    next(delete_done_files(tmp_path, DAY))

    assert len(list(delete_done_files(tmp_path, DAY))) == 2
