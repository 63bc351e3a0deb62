"""Backups in a real S3 server: the same rules as on a disk, and one clear line for each mistake."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsroom.backup.create import BackupContents, DatabaseFacts, create_backup, prune_backups
from newsroom.backup.errors import BackupError
from newsroom.backup.file_stores import LocalStore
from newsroom.backup.locations import find_media, open_store
from newsroom.backup.manifest import read_manifest
from newsroom.backup.restore import StoredBackup, replace_data, stage_backup
from newsroom.backup.s3_store import S3Store
from newsroom.backup.verify import check_files

moto_server = pytest.importorskip("moto.server")

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def silent(done: int, total: int) -> None:
    pass


def dump(target: Path) -> tuple[int, DatabaseFacts]:
    target.write_bytes(b"PGDMP" * 2_000_000)  # two parts of an upload
    return 18, DatabaseFacts(desk="d", epoch="e", log_number=7, migrations={})


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"{host}:{port}"
    running.stop()


@pytest.fixture
def address(server) -> str:
    address = f"s3://key:secret@{server}/desk-backups/daily?tls=off"
    store = open_store("FOLDER", address)
    assert isinstance(store, S3Store)
    store.client.create_bucket(Bucket="desk-backups")
    store.remove()
    return address


@pytest.fixture
def media(tmp_path) -> Path:
    (tmp_path / "media" / "photos").mkdir(parents=True)
    (tmp_path / "media" / "photos" / "kran.jpg").write_bytes(b"Kran")
    (tmp_path / "media" / "photos" / "hafen.jpg").write_bytes(b"Hafen")
    return tmp_path / "media"


def make(tmp_path: Path, media: Path, address: str, **options):
    contents = BackupContents(LocalStore(media), "geheim", options.pop("dump", dump), tmp_path / "staging")
    target = open_store("FOLDER", address)
    return create_backup(target, contents, at=options.pop("at", NOON), report=silent, **options)


def test_a_backup_in_s3_is_complete_and_checked(tmp_path, media, address) -> None:
    folder = make(tmp_path, media, address)

    manifest = read_manifest(
        open_store("FOLDER", address.replace("daily", "daily/newsroom-20260302T120000Z"))
    )

    assert [entry.path for entry in manifest.files] == [
        "database.dump", "secret_key", "media/photos/hafen.jpg", "media/photos/kran.jpg",
    ]  # fmt: skip
    check_files(folder, manifest, silent)
    assert list((tmp_path / "staging").iterdir()) == []
    assert "secret@" not in str(folder)


def test_a_backup_in_s3_that_fails_leaves_nothing(tmp_path, media, address) -> None:
    def failing(target: Path) -> tuple[int, DatabaseFacts]:
        target.write_bytes(b"half")
        raise BackupError("pg_dump failed: connection lost")

    with pytest.raises(BackupError, match="connection lost"):
        make(tmp_path, media, address, dump=failing)

    assert open_store("FOLDER", address).list_folders() == []


def test_an_unfinished_backup_in_s3_is_none(tmp_path, media, address) -> None:
    target = open_store("FOLDER", address)
    target.child("newsroom-20260301T120000Z").write("database.dump", io.BytesIO(b"half"))

    with pytest.raises(BackupError, match="is no backup"):
        read_manifest(target.child("newsroom-20260301T120000Z"))


def test_unchanged_pictures_are_copied_within_the_store(tmp_path, media, address, monkeypatch) -> None:
    make(tmp_path, media, address)
    read: list[str] = []
    original = LocalStore.open
    monkeypatch.setattr(LocalStore, "open", lambda self, path: read.append(path) or original(self, path))

    second = make(tmp_path, media, address, at=NOON + timedelta(days=1))

    assert read == []
    check_files(second, read_manifest(second), silent)


def test_old_backups_in_s3_are_removed(tmp_path, media, address) -> None:
    for day in range(3):
        make(tmp_path, media, address, at=NOON + timedelta(days=day))
    target = open_store("FOLDER", address)

    prune_backups(target, keep=2, desk="d")

    assert target.list_folders() == ["newsroom-20260303T120000Z", "newsroom-20260304T120000Z"]


def test_a_damaged_backup_in_s3_is_named(tmp_path, media, address) -> None:
    folder = make(tmp_path, media, address)
    folder.write("media/photos/kran.jpg", io.BytesIO(b"Kram"))

    with pytest.raises(BackupError, match=r"is damaged: media/photos/kran\.jpg has another checksum"):
        check_files(folder, read_manifest(folder), silent)


def restore(folder, data_dir: Path, media_address: str = "") -> list[str]:
    backup = StoredBackup(folder, read_manifest(folder))
    place = find_media(data_dir / "media", media_address)
    with stage_backup(backup, place, staging=data_dir / "staging", report=silent) as staged:
        return replace_data(staged, data_dir=data_dir, at=NOON, load=lambda path: None)


def test_media_come_back_from_s3_into_a_folder(tmp_path, media, address) -> None:
    folder = make(tmp_path, media, address)

    restore(folder, tmp_path / "desk")

    assert (tmp_path / "desk/media/photos/kran.jpg").read_bytes() == b"Kran"


def test_media_in_s3_are_backed_up_and_replaced(tmp_path, media, address) -> None:
    media_address = address.replace("daily", "media")
    own = open_store("MEDIA_URL_S3", media_address)
    own.remove()
    own.write("photos/kran.jpg", io.BytesIO(b"Kran"))
    contents = BackupContents(own, "geheim", dump, tmp_path / "staging")
    folder = create_backup(LocalStore(tmp_path / "backups"), contents, at=NOON, report=silent)
    own.write("photos/kran.jpg", io.BytesIO(b"Kran, beschnitten"))
    own.write("photos/neu.jpg", io.BytesIO(b"Neu"))

    moved = restore(folder, tmp_path / "desk", media_address)

    with own.open("photos/kran.jpg") as reader:
        assert reader.read() == b"Kran"
    with open_store("x", media_address.replace("media", "media.before-20260302T120000Z")).open(
        "photos/kran.jpg"
    ) as reader:
        assert reader.read() == b"Kran, beschnitten"
    assert len(moved) == 1
    assert list(open_store("x", media_address.replace("media", "media.incoming")).list_files()) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("desk-backups", "other-bucket"), "there is no bucket 'other-bucket'"),
        (("127.0.0.1", "127.0.0.2:1/x/#"), "cannot be read"),
    ],
)
def test_a_wrong_address_is_one_clear_line(tmp_path, media, address, change, reason) -> None:
    with pytest.raises(BackupError, match=reason) as refusal:
        make(tmp_path, media, address.replace(*change))

    assert "\n" not in str(refusal.value)
    assert "secret@127" not in str(refusal.value)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("ExpiredToken", "the credentials have expired"),
        ("SignatureDoesNotMatch", "the secret does not fit the key"),
        ("RequestTimeTooSkewed", "the clock of this machine differs"),
        ("SlowDown", r"the store refuses \(SlowDown\)"),
    ],
)
def test_an_answer_of_the_store_is_one_clear_line(tmp_path, media, address, code, reason) -> None:
    from botocore.exceptions import ClientError

    class Refusing:
        def get_paginator(self, name: str):
            raise ClientError({"Error": {"Code": code, "Message": "No"}}, "ListObjectsV2")

    store = open_store("FOLDER", address)
    refusing = S3Store(store.address, Refusing())
    contents = BackupContents(LocalStore(media), "geheim", dump, tmp_path / "staging")

    with pytest.raises(
        BackupError, match=f"The backup in s3://.*/desk-backups/daily was not made: .*{reason}"
    ):
        create_backup(refusing, contents, at=NOON, report=silent)


def test_a_store_that_is_away_is_one_clear_line(tmp_path, media, monkeypatch) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")

    with pytest.raises(BackupError, match="Could not connect") as refusal:
        make(tmp_path, media, "s3://key:secret@127.0.0.1:9/desk-backups?tls=off")

    assert "\n" not in str(refusal.value)
