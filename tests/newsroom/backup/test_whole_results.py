"""What a backup says of itself and its files in full, and each thing that stops it."""

import hashlib
import io
import json
import os
import shutil
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newsroom.backup import create, restore
from newsroom.backup.create import (
    BackupContents,
    DatabaseFacts,
    Draft,
    HashingReader,
    create_backup,
    free_space,
    prune_backups,
    remove_unless_complete,
)
from newsroom.backup.errors import BackupError
from newsroom.backup.file_stores import LocalStore
from newsroom.backup.manifest import FileEntry, Manifest, list_backups, read_manifest
from newsroom.backup.media_places import FolderMedia
from newsroom.backup.restore import SPARE_BYTES, StoredBackup, replace_data, stage_backup
from newsroom.backup.verify import check_files, raise_for_damage

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FACTS = DatabaseFacts(desk="Küste", epoch="e", log_number=7, migrations={"articles": ["0001_desk"]})


def silent(done: int, total: int) -> None:
    pass


def dump(target: Path) -> tuple[int, DatabaseFacts]:
    target.write_bytes(b"PGDMP")
    return 18, FACTS


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def media(tmp_path) -> Path:
    folder = tmp_path / "media"
    for name, content in (("hafen", b"Hafen"), ("kran", b"Kran")):
        (folder / "photos").mkdir(parents=True, exist_ok=True)
        (folder / f"photos/{name}.jpg").write_bytes(content)
        os.utime(folder / f"photos/{name}.jpg", ns=(10**9 * len(content), 10**9 * len(content)))
    return folder


def make(tmp_path: Path, media: LocalStore, *, at: datetime = NOON, **options: Any) -> Path:
    contents = BackupContents(media, "geheim", dump, tmp_path / "staging", {"newsroom": "0.2.0"})
    target = options.pop("target", None) or LocalStore(tmp_path / "backups")
    return Path(str(create_backup(target, contents, at=at, report=silent, **options)))


def make_manifest(*files: FileEntry, **facts: Any) -> Manifest:
    known = {"made_at": NOON, "desk": "Küste", "epoch": "e", "log_number": 7, "dump_version": 18}
    return Manifest(**known, migrations={"articles": ["0001_desk"]}, files=files, **facts)  # type: ignore[arg-type]


ENTRIES = (
    FileEntry("database.dump", 5, sha256(b"PGDMP")),
    FileEntry("secret_key", 6, sha256(b"geheim")),
    FileEntry("media/photos/hafen.jpg", 5, sha256(b"Hafen"), 5 * 10**9),
    FileEntry("media/photos/kran.jpg", 4, sha256(b"Kran"), 4 * 10**9),
)


def test_a_backup_is_described_in_full(tmp_path, media) -> None:
    folder = make(tmp_path, LocalStore(media))

    manifest = read_manifest(LocalStore(folder))
    assert manifest == make_manifest(*ENTRIES, versions={"newsroom": "0.2.0"})
    assert folder.name == "newsroom-20260302T120000Z"
    assert (manifest.size, manifest.media, manifest.format) == (20, list(ENTRIES[2:]), 2)
    assert manifest.find("secret_key") == ENTRIES[1]
    with pytest.raises(BackupError, match=r"^manifest\.json names no photo\.$"):
        manifest.find("photo")
    with pytest.raises(BackupError, match=r"newsroom-20260302T120000Z already exists"):
        make(tmp_path, LocalStore(media))


def test_a_manifest_is_json_for_people_with_a_checksum_of_its_sorted_content(tmp_path) -> None:
    make_manifest(*ENTRIES).write(LocalStore(tmp_path))

    text = (tmp_path / "manifest.json").read_text(encoding="utf-8")
    found = json.loads(text)
    checksum = found.pop("checksum")
    assert found == {
        "made_at": "2026-03-02T12:00:00+00:00", "desk": "Küste", "epoch": "e", "log_number": 7, "dump_version": 18,
        "migrations": {"articles": ["0001_desk"]}, "files": [asdict(entry) for entry in ENTRIES], "encrypted_to": "",
        "versions": {}, "format": 2,
    }  # fmt: skip
    assert checksum == sha256(json.dumps(found, sort_keys=True, ensure_ascii=False).encode())
    assert text.startswith('{\n "made_at": "2026-03-02T12:00:00+00:00",\n "desk": "Küste",\n')
    assert text.endswith("\n}\n")


@pytest.mark.parametrize(
    ("size", "source_size", "encrypted_to", "plain_size", "plain_path"),
    [
        (9, -1, "", 9, "a.age"), (9, 0, "age1", 0, "a"), (9, 4, "age1", 4, "a"),
    ],
)  # fmt: skip
def test_an_encrypted_file_is_known_by_its_size_and_name_before(
    size, source_size, encrypted_to, plain_size, plain_path
) -> None:
    entry = FileEntry("a.age", size, "x", source_size=source_size)
    manifest = make_manifest(entry, encrypted_to=encrypted_to)

    assert (entry.plain_size, manifest.plain_path(entry)) == (plain_size, plain_path)
    assert manifest.find(plain_path) == entry


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 3}, "{} was made by a newer Newsroom (format 3, this one reads 2)."),
        ({"format": 0}, "{} was made by a newer Newsroom (format 0, this one reads 2)."),
        ({"format": None}, "{} was made by a newer Newsroom (format None, this one reads 2)."),
        ({"checksum": "x"}, "The backup in {} is damaged: manifest.json has another checksum."),
        ({"format": 1, "files": [{"path": "a"}]}, "{}/manifest.json lacks something: "),
        ({"format": 1, "made_at": "noon"}, "{}/manifest.json lacks something: "),
        ({"format": 1, "desc": "x"}, "{}/manifest.json lacks something: "),
    ],
)
def test_a_manifest_that_cannot_be_used_says_why(tmp_path, change, message) -> None:
    make_manifest(*ENTRIES).write(LocalStore(tmp_path))
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | change))

    with pytest.raises(BackupError) as refused:
        read_manifest(LocalStore(tmp_path))

    assert str(refused.value).startswith(message.format(tmp_path))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "{0} is no backup: it has no manifest.json."),
        (b"{", "{0}/manifest.json cannot be read: Expecting property name"),
        (b'"\xff"', "{0}/manifest.json cannot be read: 'utf-8' codec can't decode"),
        (b"[]", "{0}/manifest.json cannot be read: it is no object of JSON."),
    ],
)
def test_what_is_no_manifest_says_why(tmp_path, content: bytes | None, message) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_bytes(content)

    with pytest.raises(BackupError) as refused:
        read_manifest(LocalStore(tmp_path))

    assert str(refused.value).startswith(message.format(tmp_path))


def test_neither_a_file_nor_a_folder_in_its_place_is_a_manifest(tmp_path) -> None:
    file, folder = tmp_path / "file", tmp_path / "folder"
    file.write_text("")
    (folder / "manifest.json").mkdir(parents=True)

    with pytest.raises(BackupError, match=f"^{file} is no backup: it has no manifest"):
        read_manifest(LocalStore(file))
    with pytest.raises(BackupError, match=f"^{folder}/manifest.json cannot be read: .*Is a directory"):
        read_manifest(LocalStore(folder))


def test_a_manifest_names_files_below_its_folder_alone(tmp_path) -> None:
    make_manifest(replace(ENTRIES[0], path="media/../x")).write(LocalStore(tmp_path))

    with pytest.raises(BackupError) as refused:
        read_manifest(LocalStore(tmp_path))

    assert str(refused.value) == f"{tmp_path}/manifest.json names a file outside the backup: 'media/../x'."


def test_backups_are_listed_from_the_newest_and_nothing_else_is(tmp_path, media) -> None:
    made = [make(tmp_path, LocalStore(media), at=NOON + timedelta(days=day)) for day in range(4)]
    (made[1] / "manifest.json").unlink()
    for name in ("newsroom-20260303T120000Z.partial", "newsroom", "zzz"):
        shutil.copytree(made[0], tmp_path / "backups" / name)

    found = [
        (str(folder), manifest.made_at) for folder, manifest in list_backups(LocalStore(tmp_path / "backups"))
    ]

    assert found == [(str(made[day]), NOON + timedelta(days=day)) for day in (3, 2, 0)]


# What a backup copies


class StagingStore(LocalStore):
    """A store that is no folder of this machine, as far as the dump goes."""

    def staging_folder(self, draft: LocalStore, fallback: Path) -> Path:
        return fallback / "below"

    def begin(self, name: str) -> "StagingStore":
        return StagingStore(super().begin(name).folder)

    def reuse(self, former: Any, path: str) -> bool:
        return False


def test_a_dump_on_its_way_elsewhere_leaves_nothing_in_the_staging_folder(tmp_path, media) -> None:
    target = StagingStore(tmp_path / "backups")

    made = [
        make(tmp_path, LocalStore(media), at=NOON + timedelta(days=day), target=target) for day in range(2)
    ]

    assert list((tmp_path / "staging/below").iterdir()) == []
    kran = [folder / "media/photos/kran.jpg" for folder in made]
    assert ([file.read_bytes() for file in kran], kran[0].samefile(kran[1])) == ([b"Kran"] * 2, False)


@pytest.mark.parametrize(
    ("content", "modified", "is_same"),
    [(b"Kran", 4 * 10**9, True), (b"Kram", 5 * 10**9, False), (b"Krane", 4 * 10**9, False)],
)
def test_a_file_of_another_size_or_time_is_copied_again(tmp_path, media, content, modified, is_same) -> None:
    former = make(tmp_path, LocalStore(media))
    kran = media / "photos/kran.jpg"
    kran.write_bytes(content)
    os.utime(kran, ns=(modified, modified))

    second = make(tmp_path, LocalStore(media), at=NOON + timedelta(days=1))

    stored = second / "media/photos/kran.jpg"
    assert (stored.samefile(former / "media/photos/kran.jpg"), stored.read_bytes()) == (is_same, content)
    entry = read_manifest(LocalStore(second)).find("media/photos/kran.jpg")
    assert entry == FileEntry(entry.path, len(content), sha256(content), modified)


class BrokenStore(LocalStore):
    """A file is listed and cannot be opened."""

    def open(self, path: str) -> Any:
        if path.endswith("kran.jpg"):
            raise FileNotFoundError(2, "No such file", path)
        return super().open(path)


def test_a_file_that_is_listed_and_not_there_stops_the_backup(tmp_path, media) -> None:
    with pytest.raises(BackupError) as refused:
        make(tmp_path, BrokenStore(media))

    reason = "[Errno 2] No such file: 'photos/kran.jpg'"
    assert str(refused.value) == f"The backup in {tmp_path / 'backups'} was not made: {reason}"
    assert [path for path in (tmp_path / "backups").iterdir() if path.is_dir()] == []


class StubbornStore(LocalStore):
    def remove(self) -> None:
        raise OSError(30, "Read-only file system")

    def child(self, name: str) -> "StubbornStore":
        return StubbornStore(self.folder / name)


def test_a_draft_that_cannot_be_removed_hides_no_reason(tmp_path) -> None:
    with pytest.raises(BackupError, match="connection lost"), remove_unless_complete(StubbornStore(tmp_path)):
        raise BackupError("connection lost")
    with remove_unless_complete(StubbornStore(tmp_path)) as folder:
        assert folder == StubbornStore(tmp_path)


def test_a_complete_backup_is_kept_where_no_folder_is_renamed_and_a_draft_is_removed(tmp_path) -> None:
    kept, removed = (LocalStore(tmp_path / name) for name in ("kept", "removed"))
    for store in (kept, removed):
        store.folder.mkdir()

    with remove_unless_complete(kept):
        pass
    with pytest.raises(BackupError), remove_unless_complete(removed):
        raise BackupError("connection lost")

    assert [store.folder.exists() for store in (kept, removed)] == [True, False]


def test_old_backups_that_cannot_be_removed_say_why(tmp_path, media) -> None:
    made = [make(tmp_path, LocalStore(media), at=NOON + timedelta(days=day)) for day in range(2)]
    backups = StubbornStore(tmp_path / "backups")

    assert prune_backups(backups, keep=2, desk="Küste") == []
    with pytest.raises(BackupError) as refused:
        prune_backups(backups, keep=1, desk="Küste")

    reason = "[Errno 30] Read-only file system"
    assert str(refused.value) == f"Old backups in {backups} were not removed: {reason}"
    assert made[0].exists()


def test_the_disk_of_a_folder_that_is_not_there_yet_is_that_of_its_parent(tmp_path, monkeypatch) -> None:
    asked: list[Path] = []
    usage = SimpleNamespace(free=7, total=9, used=2)
    monkeypatch.setattr(create.shutil, "disk_usage", lambda folder: asked.append(folder) or usage)

    assert [free_space(tmp_path / "a/b"), free_space(tmp_path)] == [7, 7]
    assert asked == [tmp_path, tmp_path]


def test_a_reader_counts_what_it_reads_in_parts_and_whole() -> None:
    reader = HashingReader(io.BytesIO(b"Hafenkran"))

    assert (reader.read(5), reader.read(), reader.read()) == (b"Hafen", b"kran", b"")
    assert (reader.size, reader.digest.hexdigest()) == (9, sha256(b"Hafenkran"))


def test_a_file_without_a_time_has_none_in_its_entry(tmp_path) -> None:
    draft = Draft(LocalStore(tmp_path), "")

    assert draft.add("a", io.BytesIO(b"Kran"), size=4) == FileEntry("a", 4, sha256(b"Kran"), 0, -1)


# What a check finds


def test_each_file_is_counted_once_it_is_checked(tmp_path, media) -> None:
    folder, seen = LocalStore(make(tmp_path, LocalStore(media))), []

    check_files(folder, read_manifest(folder), lambda *done: seen.append(done))

    assert seen == [(5, 20), (11, 20), (16, 20), (20, 20)]


def test_a_damaged_file_says_what_is_wrong(tmp_path, media) -> None:
    folder = make(tmp_path, LocalStore(media))
    (folder / "database.dump").unlink()
    (folder / "secret_key").unlink()
    (folder / "secret_key").mkdir()
    (folder / "media/photos/hafen.jpg").write_bytes(b"Hafer")
    (folder / "media/photos/kran.jpg").write_bytes(b"Krane")

    with pytest.raises(BackupError) as refused:
        check_files(LocalStore(folder), read_manifest(LocalStore(folder)), silent)

    assert str(refused.value) == (
        f"The backup in {folder} is damaged: database.dump is missing; secret_key cannot be read (Is a directory); "
        "media/photos/hafen.jpg has another checksum; media/photos/kran.jpg has 5 bytes instead of 4."
    )


@pytest.mark.parametrize(
    ("count", "shown"),
    [(1, "0"), (5, "0; 1; 2; 3; 4"), (6, "0; 1; 2; 3; 4 and 1 more"), (8, "0; 1; 2; 3; 4 and 3 more")],
)
def test_five_damaged_files_are_named(tmp_path, count, shown) -> None:
    with pytest.raises(BackupError) as refused:
        raise_for_damage(LocalStore(tmp_path), map(str, range(count)))

    assert str(refused.value) == f"The backup in {tmp_path} is damaged: {shown}."


def test_no_damage_is_no_error(tmp_path) -> None:
    raise_for_damage(LocalStore(tmp_path), iter(()))


class FailingStore(LocalStore):
    """A disk that fails without a word of the system."""

    def open(self, path: str) -> Any:
        raise OSError("the bucket is away")


def test_a_store_that_fails_is_named_in_its_words(tmp_path) -> None:
    with pytest.raises(BackupError, match=r"damaged: a cannot be read \(the bucket is away\)\.$"):
        check_files(FailingStore(tmp_path), make_manifest(FileEntry("a", 1, "x")), silent)
    with pytest.raises(BackupError, match=r"^The backup cannot be read: the bucket is away$"):
        StoredBackup(FailingStore(tmp_path), make_manifest(*ENTRIES)).read_secret_key()


# What a restore puts in place


@pytest.fixture
def backup(tmp_path, media) -> StoredBackup:
    folder = LocalStore(make(tmp_path, LocalStore(media)))
    return StoredBackup(folder, read_manifest(folder))


def files_below(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


PICTURES = {"photos/hafen.jpg": b"Hafen", "photos/kran.jpg": b"Kran"}


def stage(backup: StoredBackup, desk: Path, report: Any = silent) -> Any:
    return stage_backup(backup, FolderMedia(desk / "media"), staging=desk / "below/staging", report=report)


def test_staged_files_are_whole_and_in_nobodys_way(tmp_path, backup) -> None:
    desk, seen = tmp_path / "desk", []
    for name in ("media/alt.jpg", "media.incoming/photos/rest.jpg"):
        (desk / name).parent.mkdir(parents=True)
        (desk / name).write_bytes(b"alt")

    for _ in range(2):  # the staging folder is there the second time
        with stage(backup, desk, lambda *done: seen.append(done)) as staged:
            assert (staged.dump.read_bytes(), staged.secret_key) == (b"PGDMP", "geheim")
            assert files_below(staged.dump.parent) == {"database.dump": b"PGDMP"}
            assert staged.dump.parent.parent == desk / "below/staging"
            assert staged.media.folder == desk / "media"
            assert files_below(desk / "media.incoming") == PICTURES
            assert (desk / "media.incoming/photos/kran.jpg").stat().st_mtime_ns == 4 * 10**9

    assert seen == [(5, 20), (11, 20), (16, 20), (20, 20)] * 2
    assert list((desk / "below/staging").iterdir()) == []
    assert files_below(desk / "media") == {"alt.jpg": b"alt"}


def test_a_block_that_fails_leaves_no_copies(tmp_path, backup) -> None:
    desk = tmp_path / "desk"

    with pytest.raises(BackupError) as refused, stage(backup, desk):
        raise OSError("no database")

    assert str(refused.value) == "Nothing was restored: no database"
    assert files_below(desk) == {}


@pytest.mark.parametrize("trouble", ["is missing", "has another checksum"])
def test_a_damaged_key_is_not_put_in_place(tmp_path, backup, trouble) -> None:
    file = backup.folder.folder / "secret_key"
    file.unlink() if trouble == "is missing" else file.write_text("gehein")

    with pytest.raises(BackupError) as refused:
        backup.read_secret_key()
    with pytest.raises(BackupError), stage(backup, tmp_path / "desk"):
        pass

    assert str(refused.value) == f"The backup in {backup.folder} is damaged: secret_key {trouble}."
    assert files_below(tmp_path / "desk") == {}


def test_a_missing_file_is_named(tmp_path, backup) -> None:
    (backup.folder.folder / "media/photos/kran.jpg").unlink()

    with pytest.raises(BackupError) as refused, stage(backup, tmp_path / "desk"):
        pass

    assert (
        str(refused.value) == f"The backup in {backup.folder} is damaged: media/photos/kran.jpg is missing."
    )


@pytest.mark.parametrize(
    ("has_disk", "free", "refused"),
    [
        (True, {"desk": 14, "staging": 5}, ""), (True, {"desk": 13, "staging": 5}, "desk"),
        (True, {"desk": 14, "staging": 4}, "staging"), (False, {"staging": 5}, ""), (False, {"staging": 4}, "staging"),
    ],
)  # fmt: skip
def test_pictures_and_database_have_to_fit_on_their_disks(
    tmp_path, backup, monkeypatch, has_disk, free, refused
) -> None:
    monkeypatch.setattr(restore, "free_space", lambda folder: free[folder.name] + SPARE_BYTES)
    media: Any = SimpleNamespace(disk=tmp_path / "desk" if has_disk else None)

    try:
        restore.refuse_full_disk(backup.manifest, media, tmp_path / "staging")
    except BackupError as full:
        message = (
            f"Nothing was restored: {tmp_path / refused} has 50 MB of free disk space, and 50 MB are needed."
        )
        assert str(full) == message
    else:
        assert refused == ""


def test_numbers_of_a_full_disk_are_in_megabytes(tmp_path, backup, monkeypatch) -> None:
    big = replace(backup.manifest, files=[replace(ENTRIES[0], size=1_234_000_000)])
    monkeypatch.setattr(restore, "free_space", lambda folder: 2_000_000)
    media: Any = SimpleNamespace(disk=None)

    with pytest.raises(BackupError, match=r" has 2 MB of free disk space, and 1,284 MB are needed\.$"):
        restore.refuse_full_disk(big, media, tmp_path)


@pytest.mark.parametrize("key", ["geheim", "alt", None])
def test_what_is_replaced_is_kept_aside_and_the_same_key_stays(tmp_path, backup, key: str | None) -> None:
    desk, loaded, at = tmp_path / "desk", [], "before-20260302T120000Z"
    (desk / "media").mkdir(parents=True)
    (desk / "media/alt.jpg").write_bytes(b"alt")
    if key is not None:
        (desk / "secret_key").write_text(key)

    with stage(backup, desk) as staged:
        moved = replace_data(
            staged, data_dir=desk, at=NOON, load=lambda file: loaded.append(file.read_bytes())
        )

    aside = [str(desk / f"media.{at}")] + [str(desk / f"secret_key.{at}")] * (key == "alt")
    assert (moved, loaded) == (aside, [b"PGDMP"])
    assert files_below(desk) == {
        **{f"media/{name}": content for name, content in PICTURES.items()}, "secret_key": b"geheim",
        f"media.{at}/alt.jpg": b"alt", **({f"secret_key.{at}": b"alt"} if key == "alt" else {}),
    }  # fmt: skip
    assert key == "geheim" or (desk / "secret_key").stat().st_mode & 0o777 == 0o600


def test_files_that_cannot_follow_the_database_are_told(tmp_path, backup, monkeypatch) -> None:
    def refuse(*_args: Any) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(restore, "write_secret", refuse)

    with pytest.raises(BackupError) as refused, stage(backup, tmp_path / "desk") as staged:
        replace_data(staged, data_dir=tmp_path / "desk", at=NOON, load=lambda file: None)

    assert str(refused.value) == (
        "The database is restored, but not all files: [Errno 13] Permission denied. Correct this, then run the same "
        "command again with --replace."
    )


@pytest.mark.parametrize(
    ("encrypted_to", "identities", "is_refused"),
    [("age1", (), True), ("age1", ("key",), False), ("", (), False)],
)
def test_an_encrypted_backup_needs_a_key(tmp_path, encrypted_to, identities, is_refused) -> None:
    backup = StoredBackup(LocalStore(tmp_path), make_manifest(encrypted_to=encrypted_to), identities)

    if not is_refused:
        backup.require_identities()
        return
    with pytest.raises(BackupError) as refused:
        backup.require_identities()
    assert str(refused.value) == (
        f"{tmp_path} is encrypted to age1. Name the file with the private key with --identity; without that key "
        "nobody can read this backup."
    )
