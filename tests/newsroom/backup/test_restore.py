"""A restore checks, copies and puts in place; media in a bucket are backed up and come back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile

from newsroom.backup import restore
from newsroom.backup.create import BackupContents, DatabaseFacts, create_backup
from newsroom.backup.errors import BackupError
from newsroom.backup.manifest import read_manifest
from newsroom.backup.restore import put_in_place, read_secret_key, stage_media
from newsroom.media_store.local_files import LocalMedia
from newsroom.media_store.storages import MediaStore, build_store, describe_store
from tests.s3_server import SECRET, run_s3_server

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PICTURES = {"photos/hafen.jpg": b"Hafen", "photos/kran.jpg": b"Kran"}


def silent(done: int, total: int) -> None:
    pass


def dump(target: Path) -> tuple[int, DatabaseFacts]:
    target.write_bytes(b"PGDMP")
    return 18, DatabaseFacts(desk="d", epoch="e", log_number=7, migrations={})


def make(tmp_path: Path, media: MediaStore, at: datetime = NOON) -> Path:
    return create_backup(tmp_path / "backups", BackupContents(media, "geheim", dump), at=at, report=silent)


@pytest.fixture
def backup(tmp_path) -> Path:
    media = LocalMedia(location=tmp_path / "media")
    for name, content in PICTURES.items():
        media.replace(name, content)
    return make(tmp_path, media)


def stage(backup: Path, media: Path | None) -> Any:
    return stage_media(backup, read_manifest(backup), media, silent)


def files_below(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("key", ["geheim", "alt", None])
def test_replaced_files_are_moved_aside_and_the_same_key_stays(tmp_path, backup, key: str | None) -> None:
    desk, at = tmp_path / "desk", "before-20260302T120000Z"
    for name in ("media/alt.jpg", "media.incoming/photos/rest.jpg"):
        (desk / name).parent.mkdir(parents=True)
        (desk / name).write_bytes(b"alt")
    if key is not None:
        (desk / "secret_key").write_text(key)

    with stage(backup, desk / "media") as incoming:
        before = (files_below(desk / "media"), files_below(desk / "media.incoming"))
        moved = put_in_place(incoming, "geheim", data_dir=desk, at=NOON)

    assert before == ({"alt.jpg": b"alt"}, PICTURES)
    assert moved == [str(desk / f"media.{at}")] + [str(desk / f"secret_key.{at}")] * (key == "alt")
    assert files_below(desk) == {
        **{f"media/{name}": content for name, content in PICTURES.items()}, "secret_key": b"geheim",
        f"media.{at}/alt.jpg": b"alt", **({f"secret_key.{at}": b"alt"} if key == "alt" else {}),
    }  # fmt: skip
    assert key == "geheim" or (desk / "secret_key").stat().st_mode & 0o777 == 0o600


def test_the_next_backup_of_a_restored_desk_copies_no_picture_again(tmp_path, backup) -> None:
    media = tmp_path / "desk" / "media"
    with stage(backup, media) as incoming:
        put_in_place(incoming, "geheim", data_dir=tmp_path / "desk", at=NOON)

    second = make(tmp_path, LocalMedia(location=media), NOON + timedelta(days=1))

    assert [(second / "media" / name).samefile(backup / "media" / name) for name in PICTURES] == [True, True]


def test_a_restore_that_fails_leaves_no_copies(tmp_path, backup) -> None:
    desk = tmp_path / "desk"

    with (
        pytest.raises(BackupError, match=r"^Nothing was restored: no database$"),
        stage(backup, desk / "media"),
    ):
        raise OSError("no database")

    assert files_below(desk) == {}


@pytest.mark.parametrize("name", ["media/photos/kran.jpg", "secret_key", "database.dump"])
def test_a_damaged_backup_copies_nothing_and_names_the_file(tmp_path, backup, name) -> None:
    (backup / name).write_bytes((backup / name).read_bytes()[:-1] + b"!")

    with pytest.raises(BackupError, match=f"is damaged: {name} has another checksum"):
        stage(backup, tmp_path / "desk").__enter__()

    assert not (tmp_path / "desk").exists()


def test_a_key_that_is_missing_is_named(backup) -> None:
    (backup / "secret_key").unlink()

    with pytest.raises(BackupError, match=r"is damaged: secret_key is missing\.$"):
        read_secret_key(backup, read_manifest(backup))


def test_pictures_that_do_not_fit_on_the_disk_are_refused(tmp_path, backup, monkeypatch) -> None:
    monkeypatch.setattr(restore.shutil, "disk_usage", lambda folder: SimpleNamespace(free=2_000_000))

    with pytest.raises(BackupError, match=r" has 2 MB of free disk space, and 50 MB are needed\.$"):
        stage(backup, tmp_path / "desk" / "media").__enter__()

    assert not (tmp_path / "desk").exists()


def test_files_that_cannot_follow_the_database_are_named(tmp_path, backup, monkeypatch) -> None:
    def refuse(*_args: Any) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(restore, "write_secret", refuse)

    with (
        pytest.raises(
            BackupError, match=r"restored, but not all files: .*run the same command again with --replace"
        ),
        stage(backup, tmp_path / "desk" / "media") as incoming,
    ):
        put_in_place(incoming, "geheim", data_dir=tmp_path / "desk", at=NOON)


def test_media_in_a_bucket_are_backed_up_once_and_come_back(tmp_path, settings) -> None:
    with run_s3_server() as server:
        settings.STORAGES = {**settings.STORAGES, "default": describe_store(server.address())}
        bucket = build_store(server.address(), "")
        for name, content in PICTURES.items():
            bucket.write(name, ContentFile(content))
        first = make(tmp_path, bucket)
        server.requests.clear()
        second = make(tmp_path, bucket, NOON + timedelta(days=1))
        downloads = [request for request in server.requests if ".jpg" in request]
        bucket.replace("photos/kran.jpg", b"Kram")
        bucket.replace("photos/neu.jpg", b"Neu")
        bucket.delete("photos/hafen.jpg")

        with stage(second, None) as incoming:
            moved = put_in_place(incoming, "geheim", data_dir=tmp_path, at=NOON)
        stored = {file.name: bucket.open(file.name).read() for file in bucket.list_files()}

    assert (downloads, moved) == ([], [])
    assert (second / "media/photos/kran.jpg").samefile(first / "media/photos/kran.jpg")
    assert stored == PICTURES | {"photos/neu.jpg": b"Neu"}


def test_a_bucket_that_is_away_is_named_before_anything_is_changed(backup, settings) -> None:
    with run_s3_server() as server:
        settings.STORAGES = {**settings.STORAGES, "default": describe_store(server.address())}
        server.is_away = True

        with pytest.raises(
            BackupError, match=r"^Nothing was restored: s3://.*the store does not work"
        ) as refused:
            stage(backup, None).__enter__()

    assert "\n" not in str(refused.value)
    assert SECRET not in str(refused.value)
