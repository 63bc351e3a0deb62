"""Encrypted backups: readable with the operator's key alone, also by the program age."""

import io
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.backup.create import BackupContents, DatabaseFacts, create_backup
from newsroom.backup.encryption import check_recipient, decrypt_stream, encrypt_stream, read_identities
from newsroom.backup.errors import BackupError
from newsroom.backup.file_stores import LocalStore
from newsroom.backup.manifest import read_manifest
from newsroom.backup.media_places import FolderMedia
from newsroom.backup.restore import StoredBackup, replace_data, stage_backup
from newsroom.backup.verify import check_files

pyrage = pytest.importorskip("pyrage")

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def silent(done: int, total: int) -> None:
    pass


def dump(target: Path) -> tuple[int, DatabaseFacts]:
    target.write_bytes(b"PGDMP" * 100_000)
    return 18, DatabaseFacts(desk="d", epoch="e", log_number=7, migrations={})


@pytest.fixture
def key(tmp_path) -> tuple[str, Path]:
    identity = pyrage.x25519.Identity.generate()
    file = tmp_path / "backup.key"
    file.write_text(f"# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public()), file


@pytest.fixture
def media(tmp_path) -> Path:
    (tmp_path / "media" / "photos").mkdir(parents=True)
    (tmp_path / "media" / "photos" / "kran.jpg").write_bytes(b"Kran")
    return tmp_path / "media"


def make(tmp_path: Path, media: Path, recipient: str, at: datetime = NOON) -> Path:
    contents = BackupContents(LocalStore(media), "geheim", dump, tmp_path / "staging")
    backups = LocalStore(tmp_path / "backups")
    return create_backup(backups, contents, at=at, report=silent, recipient=recipient).folder


def restore(folder: Path, identities, data_dir: Path) -> None:
    backup = StoredBackup(LocalStore(folder), read_manifest(LocalStore(folder)), identities)
    backup.require_identities()
    with stage_backup(
        backup, FolderMedia(data_dir / "media"), staging=data_dir / "staging", report=silent
    ) as staged:
        replace_data(staged, data_dir=data_dir, at=NOON, load=lambda path: None)


@pytest.mark.parametrize("size", [0, 1, 65_536, 3_000_000])
def test_a_stream_comes_back_as_it_was(key, size) -> None:
    plain = bytes(size)

    with encrypt_stream(io.BytesIO(plain), key[0]) as reader:
        encrypted = reader.read()
    with decrypt_stream(io.BytesIO(encrypted), read_identities(key[1]), name="x") as reader:
        decrypted = reader.read()

    assert decrypted == plain
    assert b"\0" * 64 not in encrypted


def test_an_encrypted_backup_is_checked_without_the_key_and_restored_with_it(tmp_path, media, key) -> None:
    folder = make(tmp_path, media, key[0])

    check_files(LocalStore(folder), read_manifest(LocalStore(folder)), silent)
    restore(folder, read_identities(key[1]), tmp_path / "desk")

    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == [
        "database.dump.age", "kran.jpg.age", "manifest.json", "secret_key.age",
    ]  # fmt: skip
    assert (tmp_path / "desk/media/photos/kran.jpg").read_bytes() == b"Kran"
    assert (tmp_path / "desk/secret_key").read_text() == "geheim"
    assert b"geheim" not in (folder / "secret_key.age").read_bytes()


def test_unchanged_pictures_are_links_as_long_as_the_key_is_the_same(tmp_path, media, key) -> None:
    first = make(tmp_path, media, key[0])
    second = make(tmp_path, media, key[0], NOON.replace(day=3))
    plain = make(tmp_path, media, "", NOON.replace(day=4))

    assert (first / "media/photos/kran.jpg.age").samefile(second / "media/photos/kran.jpg.age")
    assert (plain / "media/photos/kran.jpg").read_bytes() == b"Kran"


def test_pictures_of_a_backup_for_another_key_are_encrypted_anew(tmp_path, media, key) -> None:
    other = pyrage.x25519.Identity.generate()
    make(tmp_path, media, key[0])

    second = make(tmp_path, media, str(other.to_public()), NOON.replace(day=3))
    restore(second, [other], tmp_path / "desk")

    assert (tmp_path / "desk/media/photos/kran.jpg").read_bytes() == b"Kran"


def test_a_lost_key_is_one_clear_line(tmp_path, media, key) -> None:
    folder = make(tmp_path, media, key[0])

    with pytest.raises(BackupError, match=f"is encrypted to {key[0]}.*without that key nobody can read"):
        restore(folder, (), tmp_path / "desk")

    assert not (tmp_path / "desk").exists()


def test_another_key_changes_nothing(tmp_path, media, key) -> None:
    folder = make(tmp_path, media, key[0])

    with pytest.raises(BackupError, match=r"database\.dump\.age cannot be decrypted with this key"):
        restore(folder, [pyrage.x25519.Identity.generate()], tmp_path / "desk")

    assert [path.name for path in (tmp_path / "desk").iterdir()] == ["staging"]


def test_a_damaged_encrypted_file_is_named_and_not_the_key_blamed(tmp_path, media, key) -> None:
    folder = make(tmp_path, media, key[0])
    file = folder / "media/photos/kran.jpg.age"
    file.write_bytes(file.read_bytes()[:-1] + b"?")

    with pytest.raises(BackupError, match=r"is damaged: media/photos/kran\.jpg\.age has another checksum"):
        restore(folder, read_identities(key[1]), tmp_path / "desk")


def test_a_private_key_is_refused_as_recipient(key) -> None:
    private = key[1].read_text().split()[-1]

    with pytest.raises(BackupError, match="must not be on the desk") as refusal:
        check_recipient(private)

    assert private not in str(refusal.value)


@pytest.mark.parametrize("text", ["", "no key", "AGE-SECRET-KEY-1BROKEN"])
def test_a_file_without_a_usable_key_is_refused(tmp_path, text) -> None:
    file = tmp_path / "key"
    file.write_text(text)

    with pytest.raises(BackupError, match=r"--identity: .*key"):
        read_identities(file)


@pytest.mark.skipif(shutil.which("age") is None, reason="no age is installed: apt-get install age")
def test_the_program_age_decrypts_a_file_without_newsroom(tmp_path, media, key) -> None:
    folder = make(tmp_path, media, key[0])

    done = subprocess.run(
        ["age", "--decrypt", "--identity", key[1], folder / "media/photos/kran.jpg.age"],
        capture_output=True,
        check=True,
    )

    assert done.stdout == b"Kran"
