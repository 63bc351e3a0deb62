"""Backups on disk: whole or not there, linked where nothing changed, checked before use."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsroom.backup.create import DatabaseFacts, create_backup
from newsroom.backup.errors import BackupError
from newsroom.backup.manifest import MANIFEST, read_manifest
from newsroom.backup.restore import check_files, replace_data

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FACTS = DatabaseFacts(desk="d", epoch="e", log_number=7, migrations={"articles": ["0001_desk"]})


def silent(done: int, total: int) -> None:
    pass


def dump(target: Path) -> tuple[int, DatabaseFacts]:
    target.write_bytes(b"PGDMP")
    return 18, FACTS


@pytest.fixture
def media(tmp_path) -> Path:
    folder = tmp_path / "media"
    (folder / "photos").mkdir(parents=True)
    (folder / "photos" / "kran.jpg").write_bytes(b"Kran")
    (folder / "photos" / "hafen.jpg").write_bytes(b"Hafen")
    return folder


def make(tmp_path: Path, media: Path, *, at: datetime = NOON, **options) -> Path:
    arguments = {"secret_key": "geheim", "dump": dump, "report": silent, **options}
    return create_backup(tmp_path / "backups", at=at, media=media, **arguments)


def test_a_backup_holds_database_key_and_media_with_their_checksums(tmp_path, media) -> None:
    folder = make(tmp_path, media)

    manifest = read_manifest(folder)
    assert [entry.path for entry in manifest.files] == [
        "database.dump", "secret_key", "media/photos/hafen.jpg", "media/photos/kran.jpg",
    ]  # fmt: skip
    assert (manifest.made_at, manifest.log_number, manifest.dump_version) == (NOON, 7, 18)
    check_files(folder, manifest, silent)


def test_a_backup_is_readable_by_its_owner_alone(tmp_path, media) -> None:
    folder = make(tmp_path, media)

    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (folder, folder / "secret_key")}

    assert modes == {folder.name: "0o700", "secret_key": "0o600"}


def test_unchanged_pictures_are_links_to_the_former_backup(tmp_path, media) -> None:
    first = make(tmp_path, media)
    (media / "photos" / "kran.jpg").write_bytes(b"Kran, beschnitten")

    second = make(tmp_path, media, at=NOON + timedelta(days=1))

    same = {
        name: (first / "media/photos" / name).samefile(second / "media/photos" / name)
        for name in ("kran.jpg", "hafen.jpg")
    }
    assert same == {"kran.jpg": False, "hafen.jpg": True}
    check_files(second, read_manifest(second), silent)


def test_a_picture_that_is_being_written_is_not_in_the_backup(tmp_path, media) -> None:
    (media / "photos" / "wal.jpg.part").write_bytes(b"Wa")

    assert len(read_manifest(make(tmp_path, media)).media) == 2


def test_a_backup_that_fails_half_way_leaves_nothing_behind(tmp_path, media) -> None:
    def failing(target: Path) -> tuple[int, DatabaseFacts]:
        target.write_bytes(b"half")
        raise BackupError("pg_dump failed: connection lost")

    with pytest.raises(BackupError, match="connection lost"):
        make(tmp_path, media, dump=failing)

    assert list((tmp_path / "backups").iterdir()) == []


def test_a_backup_that_cannot_be_written_says_where_and_why(tmp_path, media) -> None:
    (tmp_path / "backups").write_text("a file, not a folder")

    with pytest.raises(BackupError, match=r"The backup in .*backups was not made: .*Not a directory"):
        make(tmp_path, media)


def test_a_folder_that_is_no_backup_is_refused(tmp_path) -> None:
    with pytest.raises(BackupError, match=f"is no backup: it has no {MANIFEST}"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "cannot be read"),
        ('{"format": 2}', "made by a newer Newsroom"),
        ('{"format": 1}', "lacks something"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_refused_with_the_reason(tmp_path, text, why) -> None:
    (tmp_path / MANIFEST).write_text(text)

    with pytest.raises(BackupError, match=why):
        read_manifest(tmp_path)


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "media/../../x"])
def test_a_manifest_that_leads_out_of_its_folder_is_refused(tmp_path, media, path) -> None:
    folder = make(tmp_path, media)
    manifest = folder / MANIFEST
    manifest.write_text(manifest.read_text().replace("media/photos/kran.jpg", path))

    with pytest.raises(BackupError, match="outside the backup"):
        read_manifest(folder)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda file: file.unlink(), "is missing"),
        (lambda file: file.write_bytes(b"Krane"), "has 5 bytes instead of 4"),
        (lambda file: file.write_bytes(b"Kram"), "has another checksum"),
    ],
)
def test_a_damaged_backup_names_the_file_and_what_is_wrong(tmp_path, media, change, why) -> None:
    folder = make(tmp_path, media)
    change(folder / "media/photos/kran.jpg")

    with pytest.raises(BackupError, match=f"media/photos/kran.jpg {why}"):
        check_files(folder, read_manifest(folder), silent)


def restore(folder: Path, data_dir: Path, load=lambda: None) -> list[Path]:
    return replace_data(
        folder, read_manifest(folder), data_dir=data_dir, media=data_dir / "media", at=NOON, load=load
    )


def test_what_was_there_is_kept_aside(tmp_path, media) -> None:
    folder = make(tmp_path, media)
    data_dir = tmp_path / "desk"
    (data_dir / "media").mkdir(parents=True)
    (data_dir / "media" / "alt.jpg").write_bytes(b"alt")
    (data_dir / "secret_key").write_text("alt")

    kept = restore(folder, data_dir)

    assert sorted(path.name for path in kept) == [
        "media.before-20260302T120000Z", "secret_key.before-20260302T120000Z",
    ]  # fmt: skip
    assert (kept[0] / "alt.jpg").read_bytes() == b"alt"
    assert (data_dir / "media/photos/kran.jpg").read_bytes() == b"Kran"
    assert (data_dir / "secret_key").read_text() == "geheim"


def test_a_database_that_refuses_leaves_files_and_key_as_they_were(tmp_path, media) -> None:
    folder = make(tmp_path, media)
    data_dir = tmp_path / "desk"
    (data_dir / "media").mkdir(parents=True)
    (data_dir / "secret_key").write_text("alt")

    def refuse() -> None:
        raise BackupError("The database was not replaced")

    with pytest.raises(BackupError, match="not replaced"):
        restore(folder, data_dir, refuse)

    assert sorted(path.name for path in data_dir.iterdir()) == ["media", "secret_key"]
    assert (data_dir / "secret_key").read_text() == "alt"
