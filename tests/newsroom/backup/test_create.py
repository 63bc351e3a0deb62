"""Backups on disk: whole or not there, linked where nothing changed, checked before use."""

import errno
import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsroom.backup.create import BackupContents, DatabaseFacts, create_backup, prune_backups
from newsroom.backup.errors import BackupError
from newsroom.backup.file_stores import LocalStore
from newsroom.backup.manifest import MANIFEST, compute_checksum, read_manifest
from newsroom.backup.media_places import FolderMedia
from newsroom.backup.restore import StoredBackup, replace_data, stage_backup
from newsroom.backup.verify import check_files

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
    contents = BackupContents(
        media=LocalStore(media),
        secret_key="geheim",
        dump=options.pop("dump", dump),
        staging=tmp_path / "staging",
    )
    backups = LocalStore(tmp_path / "backups")
    return create_backup(backups, contents, at=at, report=silent, **options).folder


def names(folder: Path) -> list[str]:
    """The entries that are no lock."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_backup_holds_database_key_and_media_with_their_checksums(tmp_path, media) -> None:
    folder = make(tmp_path, media)

    manifest = read_manifest(LocalStore(folder))
    assert [entry.path for entry in manifest.files] == [
        "database.dump", "secret_key", "media/photos/hafen.jpg", "media/photos/kran.jpg",
    ]  # fmt: skip
    assert (manifest.made_at, manifest.log_number, manifest.dump_version) == (NOON, 7, 18)
    check_files(LocalStore(folder), manifest, silent)


def test_a_manifest_names_the_state_of_the_database_and_the_versions(tmp_path, media) -> None:
    contents = BackupContents(
        LocalStore(media), "geheim", dump, tmp_path / "staging", versions={"newsroom": "0.2.0"}
    )

    made = create_backup(LocalStore(tmp_path / "backups"), contents, at=NOON, report=silent)

    manifest = read_manifest(made)
    assert (manifest.desk, manifest.epoch, manifest.migrations) == ("d", "e", {"articles": ["0001_desk"]})
    assert (manifest.encrypted_to, manifest.versions) == ("", {"newsroom": "0.2.0"})
    assert {entry.source_size for entry in manifest.files} == {-1}


def test_a_picture_keeps_its_time_in_the_backup(tmp_path, media) -> None:
    os.utime(media / "photos" / "kran.jpg", ns=(5_000_000_000, 5_000_000_000))

    folder = make(tmp_path, media)

    assert (folder / "media/photos/kran.jpg").stat().st_mtime_ns == 5_000_000_000


def test_the_progress_counts_the_bytes_of_the_pictures(tmp_path, media) -> None:
    seen: list[tuple[int, int]] = []
    contents = BackupContents(LocalStore(media), "geheim", dump, tmp_path / "staging")

    create_backup(LocalStore(tmp_path / "backups"), contents, at=NOON, report=lambda *done: seen.append(done))

    assert seen == [(5, 9), (9, 9)]  # Hafen, then Kran


def test_the_dump_is_written_into_the_backups_own_folder(tmp_path, media) -> None:
    places = []

    def dump_here(target: Path) -> tuple[int, DatabaseFacts]:
        places.append(target.parent)
        return dump(target)

    folder = make(tmp_path, media, dump=dump_here)

    assert places[0].parent == folder.with_name(f"{folder.name}.partial")
    assert places[0].name.startswith("dump-")


def test_a_new_picture_is_copied_into_the_next_backup(tmp_path, media) -> None:
    make(tmp_path, media)
    (media / "photos" / "neu.jpg").write_bytes(b"Neu")

    second = make(tmp_path, media, at=NOON + timedelta(days=1))

    assert (second / "media/photos/neu.jpg").read_bytes() == b"Neu"


def test_at_least_one_backup_is_kept(tmp_path, media) -> None:
    made = make(tmp_path, media)

    with pytest.raises(BackupError, match=r"^--keep: a number of at least 1\.$"):
        prune_backups(LocalStore(tmp_path / "backups"), keep=0, desk="d")

    assert names(tmp_path / "backups") == [made.name]


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
    check_files(LocalStore(second), read_manifest(LocalStore(second)), silent)


def test_a_picture_that_is_being_written_is_not_in_the_backup(tmp_path, media) -> None:
    (media / "photos" / "wal.jpg.part").write_bytes(b"Wa")

    assert len(read_manifest(LocalStore(make(tmp_path, media))).media) == 2


def test_copies_that_are_made_again_are_not_in_the_backup(tmp_path, media) -> None:
    for folder in ("sent", "check"):
        (media / folder).mkdir()
        (media / folder / "kran.jpg").write_bytes(b"Kran mit Rechten")

    manifest = read_manifest(LocalStore(make(tmp_path, media)))

    assert [entry.path for entry in manifest.media] == ["media/photos/hafen.jpg", "media/photos/kran.jpg"]


def test_a_backup_that_fails_half_way_leaves_nothing_behind(tmp_path, media) -> None:
    def failing(target: Path) -> tuple[int, DatabaseFacts]:
        target.write_bytes(b"half")
        raise BackupError("pg_dump failed: connection lost")

    with pytest.raises(BackupError, match="connection lost"):
        make(tmp_path, media, dump=failing)

    assert names(tmp_path / "backups") == []


def test_a_backup_that_cannot_be_written_says_where_and_why(tmp_path, media) -> None:
    (tmp_path / "backups").write_text("a file, not a folder")

    with pytest.raises(BackupError, match=r"The backup in .*backups was not made: .*File exists"):
        make(tmp_path, media)


def test_a_folder_that_is_no_backup_is_refused(tmp_path) -> None:
    with pytest.raises(BackupError, match=f"is no backup: it has no {MANIFEST}"):
        read_manifest(LocalStore(tmp_path))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "cannot be read"),
        ('{"format": 3}', "made by a newer Newsroom"),
        ('{"format": 1}', "lacks something"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_refused_with_the_reason(tmp_path, text, why) -> None:
    (tmp_path / MANIFEST).write_text(text)

    with pytest.raises(BackupError, match=why):
        read_manifest(LocalStore(tmp_path))


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "media/../../x"])
def test_a_manifest_that_leads_out_of_its_folder_is_refused(tmp_path, media, path) -> None:
    folder = make(tmp_path, media)
    manifest = folder / MANIFEST
    found = json.loads(manifest.read_text().replace("media/photos/kran.jpg", path))
    manifest.write_text(json.dumps(found | {"checksum": compute_checksum(found)}))

    with pytest.raises(BackupError, match="outside the backup"):
        read_manifest(LocalStore(folder))


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
        check_files(LocalStore(folder), read_manifest(LocalStore(folder)), silent)


def restore(folder: Path, data_dir: Path, load=lambda dump: None) -> list[str]:
    backup = StoredBackup(LocalStore(folder), read_manifest(LocalStore(folder)))
    media = FolderMedia(data_dir / "media")
    with stage_backup(backup, media, staging=data_dir / "staging", report=silent) as staged:
        return replace_data(staged, data_dir=data_dir, at=NOON, load=load)


def test_what_was_there_is_kept_aside(tmp_path, media) -> None:
    folder = make(tmp_path, media)
    data_dir = tmp_path / "desk"
    (data_dir / "media").mkdir(parents=True)
    (data_dir / "media" / "alt.jpg").write_bytes(b"alt")
    (data_dir / "secret_key").write_text("alt")

    kept = restore(folder, data_dir)

    assert sorted(Path(path).name for path in kept) == [
        "media.before-20260302T120000Z", "secret_key.before-20260302T120000Z",
    ]  # fmt: skip
    assert (Path(kept[0]) / "alt.jpg").read_bytes() == b"alt"
    assert (data_dir / "media/photos/kran.jpg").read_bytes() == b"Kran"
    assert (data_dir / "secret_key").read_text() == "geheim"


def test_a_database_that_refuses_leaves_files_and_key_as_they_were(tmp_path, media) -> None:
    folder = make(tmp_path, media)
    data_dir = tmp_path / "desk"
    (data_dir / "media").mkdir(parents=True)
    (data_dir / "secret_key").write_text("alt")

    def refuse(_dump: Path) -> None:
        raise BackupError("The database was not replaced")

    with pytest.raises(BackupError, match="not replaced"):
        restore(folder, data_dir, refuse)

    assert names(data_dir) == ["media", "secret_key", "staging"]
    assert (data_dir / "secret_key").read_text() == "alt"


def test_a_changed_manifest_is_refused(tmp_path, media) -> None:
    folder = make(tmp_path, media)
    (folder / MANIFEST).write_text(
        (folder / MANIFEST).read_text().replace('"log_number": 7', '"log_number": 8')
    )

    with pytest.raises(BackupError, match=r"is damaged: manifest\.json has another checksum"):
        read_manifest(LocalStore(folder))


def test_a_backup_of_the_first_format_is_still_read(tmp_path, media) -> None:
    folder = make(tmp_path, media)
    found = json.loads((folder / MANIFEST).read_text())
    for name in ("checksum", "encrypted_to", "versions"):
        del found[name]
    for entry in found["files"]:
        del entry["source_size"]
    (folder / MANIFEST).write_text(json.dumps(found | {"format": 1}))

    check_files(LocalStore(folder), read_manifest(LocalStore(folder)), silent)


def test_a_full_disk_leaves_no_remains_and_is_named(tmp_path, media, monkeypatch) -> None:
    first = make(tmp_path, media)
    (media / "photos" / "neu.jpg").write_bytes(b"Neu")

    def write(store: LocalStore, path: str, reader, *, modified: int = 0) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

    monkeypatch.setattr(LocalStore, "write", write)

    with pytest.raises(BackupError, match=r"was not made: .*No space left on device"):
        make(tmp_path, media, at=NOON + timedelta(days=1))

    assert names(tmp_path / "backups") == [first.name]


def test_remains_of_a_killed_backup_go_with_the_next_one(tmp_path, media) -> None:
    remains = tmp_path / "backups" / "newsroom-20260301T120000Z.partial"
    remains.mkdir(parents=True)

    made = make(tmp_path, media)

    assert names(tmp_path / "backups") == [made.name]


def test_two_backups_into_one_folder_do_not_run_at_once(tmp_path, media) -> None:
    with LocalStore(tmp_path / "backups").lock(), pytest.raises(BackupError, match="Another backup into"):
        make(tmp_path, media)


class DeletingStore(LocalStore):
    """Folder whose first file is deleted as soon as it was listed."""

    def list_files(self):
        found = sorted(super().list_files(), key=lambda source: source.path)
        (self.folder / "photos" / "kran.jpg").unlink(missing_ok=True)
        yield from found if len(found) == 2 else [one for one in found if "kran" not in one.path]


def test_a_picture_deleted_meanwhile_does_not_stop_the_backup(tmp_path, media) -> None:
    contents = BackupContents(
        media=DeletingStore(media), secret_key="geheim", dump=dump, staging=tmp_path / "staging"
    )

    made = create_backup(LocalStore(tmp_path / "backups"), contents, at=NOON, report=silent)

    assert [entry.path for entry in read_manifest(made).media] == ["media/photos/hafen.jpg"]


def test_only_the_newest_backups_of_the_same_desk_are_left(tmp_path, media) -> None:
    made = [make(tmp_path, media, at=NOON + timedelta(days=day)) for day in range(3)]

    removed = prune_backups(LocalStore(tmp_path / "backups"), keep=1, desk="d")
    others = prune_backups(LocalStore(tmp_path / "backups"), keep=1, desk="another desk")

    assert [store.folder for store in removed] == [made[1], made[0]]
    assert others == []
    assert names(tmp_path / "backups") == [made[2].name]
    check_files(LocalStore(made[2]), read_manifest(LocalStore(made[2])), silent)


def test_backups_of_another_desk_in_the_same_folder_are_left(tmp_path, media) -> None:
    def dump_other(target: Path) -> tuple[int, DatabaseFacts]:
        target.write_bytes(b"PGDMP")
        return 18, replace(FACTS, desk="another desk")

    others = [make(tmp_path, media, at=NOON + timedelta(days=day), dump=dump_other) for day in (0, 2)]
    own = [make(tmp_path, media, at=NOON + timedelta(days=day)) for day in (1, 3)]

    removed = prune_backups(LocalStore(tmp_path / "backups"), keep=1, desk="d")

    assert [store.folder for store in removed] == [own[0]]
    assert names(tmp_path / "backups") == [others[0].name, others[1].name, own[1].name]


def test_a_restore_that_does_not_fit_on_the_disk_is_refused(tmp_path, media, monkeypatch) -> None:
    folder = make(tmp_path, media)
    monkeypatch.setattr("newsroom.backup.restore.free_space", lambda folder: 1_000_000)

    with pytest.raises(BackupError, match=r"has 1 MB of free disk space, and 50 MB are needed"):
        restore(folder, tmp_path / "desk")

    assert not (tmp_path / "desk" / "media.incoming").exists()


def test_a_damaged_backup_changes_nothing_and_names_the_file(tmp_path, media) -> None:
    folder = make(tmp_path, media)
    (folder / "media/photos/kran.jpg").write_bytes(b"Kram")

    with pytest.raises(BackupError, match=r"is damaged: media/photos/kran\.jpg has another checksum"):
        restore(folder, tmp_path / "desk")

    assert names(tmp_path / "desk") == ["staging"]
