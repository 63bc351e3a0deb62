"""The move of a desk's media to a bucket and back: stopped, resumed, compared, and deleted only on request."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from newsroom.media_store.local_files import LocalMedia
from newsroom.media_store.s3_bucket import MediaBucket
from newsroom.media_store.storages import describe_store
from newsroom.media_store.transfer import MoveJournal, copy_files
from tests.s3_server import S3Server

FILES = {f"photos/2026/07/{n}.jpg": bytes([n]) * (n + 1) * 100 for n in range(8)} | {
    "media/2026/07/a.mp4": b"v" * 9
}


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> LocalMedia:
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    store = LocalMedia(location=str(tmp_path / "media"))
    for name, data in FILES.items():
        store.replace(name, data)
    store.replace("sent/105000/x.jpg", b"copy")
    return store


def move(*arguments: str) -> str:
    out = StringIO()
    call_command("move_media", *arguments, stdout=out)
    return out.getvalue()


def contents(store: Any) -> dict[str, bytes]:
    return {name: store.open(name).read() for name, *_ in store.list_files()}


def test_all_files_arrive_and_the_old_ones_stay(
    folder: LocalMedia, s3: S3Server, bucket: MediaBucket
) -> None:
    before = contents(folder)

    said = move(s3.url())

    assert (contents(bucket), contents(folder)) == (FILES, before)
    assert f"{len(FILES)} files copied" in said and "Set MEDIA_URL_S3" in said
    assert "kran@23" not in said and "kran%4023" not in said


def test_a_move_that_was_stopped_goes_on_without_repeating_itself(
    folder: LocalMedia, s3: S3Server, bucket: MediaBucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, written = MediaBucket.write, []

    def stop_after_three(store: MediaBucket, name: str, content: Any) -> None:
        s3.is_away = len(written) == 3
        written.append(name)
        write(store, name, content)

    monkeypatch.setattr(MediaBucket, "write", stop_after_three)
    with pytest.raises(CommandError, match="run the command again to go on"):
        move(s3.url())
    s3.is_away = False
    s3.requests.clear()

    move(s3.url())

    assert contents(bucket) == FILES
    assert sum(one.startswith("PUT") for one in s3.requests) == len(FILES) - 3


def test_files_stored_while_the_desk_runs_are_copied_too(
    folder: LocalMedia, s3: S3Server, bucket: MediaBucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = MediaBucket.write

    def store_another(store: MediaBucket, name: str, content: Any) -> None:
        write(store, name, content)
        if name == "photos/2026/07/7.jpg":
            folder.replace("photos/2026/07/new.jpg", b"new")

    monkeypatch.setattr(MediaBucket, "write", store_another)

    move(s3.url())

    assert contents(bucket) == {**FILES, "photos/2026/07/new.jpg": b"new"}


def test_a_file_with_other_bytes_is_named_and_left(
    folder: LocalMedia, s3: S3Server, bucket: MediaBucket
) -> None:
    bucket.replace("photos/2026/07/3.jpg", b"x" * 400)

    with pytest.raises(CommandError, match=r"1 of 9 files have other bytes .* photos/2026/07/3.jpg"):
        move(s3.url())

    assert contents(bucket)["photos/2026/07/3.jpg"] == b"x" * 400


def test_old_files_are_deleted_only_when_the_desk_uses_the_new_store(
    folder: LocalMedia, s3: S3Server, bucket: MediaBucket, settings: Any
) -> None:
    with pytest.raises(CommandError, match="set MEDIA_URL_S3 and restart"):
        move(s3.url(), "--delete")
    settings.STORAGES = {**settings.STORAGES, "default": describe_store(s3.address())}

    said = move(s3.url(), "--from", folder.label, "--delete")

    assert (list(folder.list_files()), contents(bucket)) == ([], FILES)
    assert "0 files are left" in said


def test_a_desk_comes_back_from_a_bucket(
    folder: LocalMedia, s3: S3Server, settings: Any, tmp_path: Path
) -> None:
    move(s3.url())
    settings.STORAGES = {**settings.STORAGES, "default": describe_store(s3.address())}

    move(str(tmp_path / "back"))

    assert contents(LocalMedia(location=str(tmp_path / "back"))) == FILES


def test_a_damaged_copy_stops_the_move_and_is_removed(
    folder: LocalMedia, s3: S3Server, bucket: MediaBucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MediaBucket, "write", lambda store, name, _content: store.replace(name, b"damaged"))
    monkeypatch.setattr(
        MediaBucket, "replace", lambda store, name, data: store._save(name, ContentFile(data))
    )

    with pytest.raises(CommandError, match="with other bytes and was deleted there"):
        move(s3.url())

    assert contents(bucket) == {}


def test_a_line_of_the_journal_that_was_cut_off_is_ignored(folder: LocalMedia, bucket: MediaBucket) -> None:
    journal = MoveJournal.read(Path(folder.location).parent, folder, bucket)
    copy_files(folder, bucket, journal, lambda *_: None)
    text = journal.path.read_text()
    journal.path.write_text(text[:-12])

    again = MoveJournal.read(Path(folder.location).parent, folder, bucket)

    assert len(again.entries) in {len(FILES) - 1, len(FILES)}
    assert copy_files(folder, bucket, again, lambda *_: None).copied == 0


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("https://store.example/zeitung", "neither an address"),
        ("/nowhere/at/all/media", "neither an address"),
        ("s3://Zeitung", "is no name of a bucket"),
    ],
)
def test_a_target_that_cannot_be_used_is_one_line(folder: LocalMedia, target: str, words: str) -> None:
    with pytest.raises(CommandError, match=words) as refusal:
        move(target)

    assert "\n" not in str(refusal.value)


def test_the_store_of_the_desk_is_no_target(folder: LocalMedia) -> None:
    with pytest.raises(CommandError, match="both stores are"):
        move(folder.label)
