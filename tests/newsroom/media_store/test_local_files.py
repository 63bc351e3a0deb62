"""Files in a folder: a full disk leaves neither a part of a file nor a damaged one."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from newsroom.media_store import local_files
from newsroom.media_store.local_files import LocalMedia

NAME = "photos/kran.jpg"


class FullDisk(ContentFile):
    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"a"
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def store(tmp_path: Path) -> LocalMedia:
    return LocalMedia(location=str(tmp_path))


def test_a_full_disk_leaves_no_part_of_a_file(store: LocalMedia, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space"):
        store.save(NAME, FullDisk(b"ab"))

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_full_disk_leaves_the_file_that_was_to_be_replaced(
    store: LocalMedia, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.replace(NAME, b"old")
    monkeypatch.setattr(local_files, "ContentFile", FullDisk)

    with pytest.raises(OSError, match="No space"):
        store.replace(NAME, b"new")

    assert (store.open(NAME).read(), [file[:2] for file in store.list_files()]) == (b"old", [(NAME, 3)])


def test_a_second_file_of_the_same_name_gets_another_one(store: LocalMedia) -> None:
    names = [store.save(NAME, ContentFile(data)) for data in (b"a", b"b")]

    assert [store.open(name).read() for name in names] == [b"a", b"b"]
    assert sorted(file[:2] for file in store.list_files("photos/")) == sorted((name, 1) for name in names)


def test_a_file_system_without_hard_links_will_do(store: LocalMedia, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_paths: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(local_files.os, "link", refuse)

    names = [store.save(NAME, ContentFile(data)) for data in (b"a", b"b")]

    assert (names[0], [store.open(name).read() for name in names]) == (NAME, [b"a", b"b"])


def test_a_part_is_opened_where_it_begins(store: LocalMedia) -> None:
    store.replace(NAME, b"abcdef")

    with store.open_part(NAME, 2, 4) as part:
        assert part.read(2) == b"cd"
