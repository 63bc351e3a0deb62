"""Backups on disk: whole or not there, linked where nothing changed, checked before use."""

import errno
import hashlib
import json
import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsroom.backup.create import BackupContents, DatabaseFacts, create_backup, lock_folder, prune_backups
from newsroom.backup.errors import BackupError
from newsroom.backup.manifest import MANIFEST, FileEntry, compute_checksum, list_backups, read_manifest
from newsroom.backup.verify import check_files
from newsroom.media_store.local_files import LocalMedia

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


def make(tmp_path: Path, media: Path, *, at: datetime = NOON, dump=dump, store=LocalMedia) -> Path:
    contents = BackupContents(store(location=media), "geheim", dump, {"newsroom": "0.2.0"})
    return create_backup(tmp_path / "backups", contents, at=at, report=silent)


def names(folder: Path) -> list[str]:
    """The entries that are no lock."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_backup_holds_database_key_and_media_with_their_checksums(tmp_path, media) -> None:
    folder = make(tmp_path, media)

    manifest = read_manifest(folder)
    assert [entry.path for entry in manifest.files] == [
        "database.dump", "secret_key", "media/photos/hafen.jpg", "media/photos/kran.jpg",
    ]  # fmt: skip
    assert (manifest.made_at, manifest.log_number, manifest.dump_version) == (NOON, 7, 18)
    check_files(folder, manifest, silent)


def test_the_progress_counts_the_bytes_of_the_pictures(tmp_path, media) -> None:
    seen: list[tuple[int, int]] = []
    contents = BackupContents(LocalMedia(location=media), "geheim", dump)

    create_backup(tmp_path / "backups", contents, at=NOON, report=lambda *done: seen.append(done))

    assert seen == [(5, 9), (9, 9)]  # Hafen, then Kran


def test_a_new_picture_is_copied_into_the_next_backup(tmp_path, media) -> None:
    make(tmp_path, media)
    (media / "photos" / "neu.jpg").write_bytes(b"Neu")

    second = make(tmp_path, media, at=NOON + timedelta(days=1))

    assert (second / "media/photos/neu.jpg").read_bytes() == b"Neu"


def test_at_least_one_backup_is_kept(tmp_path, media) -> None:
    made = make(tmp_path, media)

    with pytest.raises(BackupError, match=r"^--keep: a number of at least 1\.$"):
        prune_backups(tmp_path / "backups", keep=0, desk="d")

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
    check_files(second, read_manifest(second), silent)


def test_a_picture_that_is_being_written_is_not_in_the_backup(tmp_path, media) -> None:
    (media / "photos" / "wal.jpg.part").write_bytes(b"Wa")

    assert len(read_manifest(make(tmp_path, media)).media) == 2


def test_copies_that_are_made_again_are_not_in_the_backup(tmp_path, media) -> None:
    for folder in ("sent", "check"):
        (media / folder).mkdir()
        (media / folder / "kran.jpg").write_bytes(b"Kran mit Rechten")

    manifest = read_manifest(make(tmp_path, media))

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
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "cannot be read"),
        ('{"format": 3}', "made by a newer Newsroom"),
        ('{"format": 1}', "lacks something"),
        ('{"format": 1, "files": 7}', "lacks something"),
        ('{"format": 1, "files": ["a"]}', "lacks something"),
        ("[]", "it is no object of JSON"),
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
    found = json.loads(manifest.read_text().replace("media/photos/kran.jpg", path))
    manifest.write_text(json.dumps(found | {"checksum": compute_checksum(found)}))

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


def test_a_changed_manifest_is_refused(tmp_path, media) -> None:
    folder = make(tmp_path, media)
    (folder / MANIFEST).write_text(
        (folder / MANIFEST).read_text().replace('"log_number": 7', '"log_number": 8')
    )

    with pytest.raises(BackupError, match=r"is damaged: manifest\.json has another checksum"):
        read_manifest(folder)


def test_a_backup_of_the_first_format_is_still_read(tmp_path, media) -> None:
    folder = make(tmp_path, media)
    found = json.loads((folder / MANIFEST).read_text())
    for name in ("checksum", "versions"):
        del found[name]
    (folder / MANIFEST).write_text(json.dumps(found | {"format": 1}))

    check_files(folder, read_manifest(folder), silent)


def test_remains_of_a_killed_backup_go_with_the_next_one(tmp_path, media) -> None:
    remains = tmp_path / "backups" / "newsroom-20260301T120000Z.partial"
    remains.mkdir(parents=True)

    made = make(tmp_path, media)

    assert names(tmp_path / "backups") == [made.name]


def test_two_backups_into_one_folder_do_not_run_at_once(tmp_path, media) -> None:
    with lock_folder(tmp_path / "backups"), pytest.raises(BackupError, match="Another backup into"):
        make(tmp_path, media)


def test_only_the_newest_backups_of_the_same_desk_are_left(tmp_path, media) -> None:
    made = [make(tmp_path, media, at=NOON + timedelta(days=day)) for day in range(3)]

    removed = prune_backups(tmp_path / "backups", keep=1, desk="d")
    others = prune_backups(tmp_path / "backups", keep=1, desk="another desk")

    assert removed == [made[1], made[0]]
    assert others == []
    assert names(tmp_path / "backups") == [made[2].name]
    check_files(made[2], read_manifest(made[2]), silent)


def test_backups_of_another_desk_in_the_same_folder_are_left(tmp_path, media) -> None:
    def dump_other(target: Path) -> tuple[int, DatabaseFacts]:
        target.write_bytes(b"PGDMP")
        return 18, replace(FACTS, desk="another desk")

    others = [make(tmp_path, media, at=NOON + timedelta(days=day), dump=dump_other) for day in (0, 2)]
    own = [make(tmp_path, media, at=NOON + timedelta(days=day)) for day in (1, 3)]

    removed = prune_backups(tmp_path / "backups", keep=1, desk="d")

    assert removed == [own[0]]
    assert names(tmp_path / "backups") == [others[0].name, others[1].name, own[1].name]


def test_a_backup_that_could_be_encrypted_and_is_not_is_still_read(tmp_path, media) -> None:
    folder = make(tmp_path, media)
    found = json.loads((folder / MANIFEST).read_text()) | {"encrypted_to": ""}
    for entry in found["files"]:
        entry["source_size"] = -1
    (folder / MANIFEST).write_text(json.dumps(found | {"checksum": compute_checksum(found)}))

    check_files(folder, read_manifest(folder), silent)


def test_an_encrypted_backup_names_the_version_that_reads_it(tmp_path, media) -> None:
    folder = make(tmp_path, media)
    found = json.loads((folder / MANIFEST).read_text()) | {"encrypted_to": "age1abc"}
    (folder / MANIFEST).write_text(json.dumps(found | {"checksum": compute_checksum(found)}))

    with pytest.raises(
        BackupError, match=r"Restore it with the Newsroom that made it \(0\.2\.0\), then upgrade"
    ):
        read_manifest(folder)


@pytest.mark.parametrize("path", ["database.dump", "secret_key"])
def test_a_manifest_without_database_or_key_is_refused(tmp_path, media, path) -> None:
    folder = make(tmp_path, media)
    found = json.loads((folder / MANIFEST).read_text())
    found["files"] = [entry for entry in found["files"] if entry["path"] != path]
    (folder / MANIFEST).write_text(json.dumps(found | {"checksum": compute_checksum(found)}))

    with pytest.raises(BackupError, match=f"names no {path}"):
        read_manifest(folder)


def test_a_manifest_is_json_for_people_with_a_checksum_of_its_sorted_content(tmp_path, media) -> None:
    text = (make(tmp_path, media) / MANIFEST).read_text(encoding="utf-8")

    found = json.loads(text)
    checksum = found.pop("checksum")
    whole = json.dumps(found, sort_keys=True, ensure_ascii=False).encode()
    assert checksum == hashlib.sha256(whole).hexdigest()
    assert found.pop("files")[1] == {
        "path": "secret_key", "size": 6, "sha256": hashlib.sha256(b"geheim").hexdigest(), "modified": 0,
    }  # fmt: skip
    assert found == {
        "made_at": "2026-03-02T12:00:00+00:00", "desk": "d", "epoch": "e", "log_number": 7, "dump_version": 18,
        "migrations": {"articles": ["0001_desk"]}, "versions": {"newsroom": "0.2.0"}, "format": 2,
    }  # fmt: skip
    assert text.startswith('{\n "made_at": "2026-03-02T12:00:00+00:00",\n "desk": "d",\n')


def test_backups_are_listed_from_the_newest_and_nothing_else_is(tmp_path, media) -> None:
    made = [make(tmp_path, media, at=NOON + timedelta(days=day)) for day in range(4)]
    (made[1] / MANIFEST).unlink()
    for name in ("newsroom-20260303T120000Z.partial", "newsroom", "zzz"):
        shutil.copytree(made[0], tmp_path / "backups" / name)

    assert [folder for folder, _manifest in list_backups(tmp_path / "backups")] == [made[3], made[2], made[0]]


@pytest.mark.parametrize(
    ("content", "modified", "is_same"),
    [(b"Kran", 4 * 10**9, True), (b"Kram", 5 * 10**9, False), (b"Krane", 4 * 10**9, False)],
)
def test_a_file_of_another_size_or_time_is_copied_again(tmp_path, media, content, modified, is_same) -> None:
    kran = media / "photos/kran.jpg"
    os.utime(kran, ns=(4 * 10**9, 4 * 10**9))
    former = make(tmp_path, media)
    kran.write_bytes(content)
    os.utime(kran, ns=(modified, modified))

    second = make(tmp_path, media, at=NOON + timedelta(days=1))

    stored = second / "media/photos/kran.jpg"
    assert (stored.samefile(former / "media/photos/kran.jpg"), stored.read_bytes()) == (is_same, content)
    entry = next(entry for entry in read_manifest(second).media if entry.path.endswith("kran.jpg"))
    digest = hashlib.sha256(content).hexdigest()
    assert entry == FileEntry("media/photos/kran.jpg", len(content), digest, modified)


def test_a_full_disk_leaves_no_remains_and_is_named(tmp_path, media, monkeypatch) -> None:
    first = make(tmp_path, media)
    (media / "photos" / "neu.jpg").write_bytes(b"Neu")

    def refuse(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("newsroom.backup.create.shutil.copyfileobj", refuse)

    with pytest.raises(BackupError, match=r"was not made: .*No space left on device"):
        make(tmp_path, media, at=NOON + timedelta(days=1))

    assert names(tmp_path / "backups") == [first.name]


class DeletingStore(LocalMedia):
    """Folder whose first file is deleted as soon as it was listed."""

    def list_files(self, prefix: str = ""):
        found = list(super().list_files(prefix))
        Path(self.path("photos/kran.jpg")).unlink(missing_ok=True)
        return iter(found)


def test_a_picture_deleted_meanwhile_does_not_stop_the_backup(tmp_path, media) -> None:
    made = make(tmp_path, media, store=DeletingStore)

    assert [entry.path for entry in read_manifest(made).media] == ["media/photos/hafen.jpg"]
    assert not (made / "media/photos/kran.jpg").exists()


class BrokenStore(LocalMedia):
    """A file is listed and cannot be opened."""

    def open(self, name: str, mode: str = "rb"):
        if name.endswith("kran.jpg"):
            raise FileNotFoundError(2, "No such file", name)
        return super().open(name, mode)


def test_a_file_that_is_listed_and_not_there_stops_the_backup(tmp_path, media) -> None:
    with pytest.raises(BackupError, match=r"was not made: \[Errno 2\] No such file: 'photos/kran.jpg'"):
        make(tmp_path, media, store=BrokenStore)

    assert names(tmp_path / "backups") == []


def test_an_old_backup_that_cannot_be_removed_says_why_and_counts_no_more(
    tmp_path, media, monkeypatch
) -> None:
    made = [make(tmp_path, media, at=NOON + timedelta(days=day)) for day in range(2)]

    def refuse(_folder: Path) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("newsroom.backup.create.shutil.rmtree", refuse)

    with pytest.raises(BackupError, match=r"^Old backups in .* were not removed: .*Read-only file system"):
        prune_backups(tmp_path / "backups", keep=1, desk="d")
    assert [folder for folder, _manifest in list_backups(tmp_path / "backups")] == [made[1]]


def test_a_damaged_backup_names_five_files_and_counts_the_others(tmp_path, media) -> None:
    for number in range(5):
        (media / f"photos/{number}.jpg").write_bytes(b"x")
    folder, seen = make(tmp_path, media), []
    shutil.rmtree(folder / "media/photos")
    (folder / "secret_key").unlink()
    (folder / "secret_key").mkdir()

    with pytest.raises(BackupError) as refused:
        check_files(folder, read_manifest(folder), lambda *done: seen.append(done))

    missing = "; ".join(f"media/photos/{number}.jpg is missing" for number in range(4))
    assert str(refused.value) == (
        f"The backup in {folder} is damaged: secret_key cannot be read (Is a directory); {missing} and 3 more."
    )
    assert (seen[0], seen[-1]) == ((5, 25), (25, 25))
