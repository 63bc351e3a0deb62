"""The whole drill: a busy desk, its backup, a damaged copy, the restore, and a mirror that goes on."""

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import orjson

from newsroom.launcher import postgres
from tests.benchmarks import invented_archive
from tests.drills.feed.client import Mirror
from tests.drills.feed.environment import FeedDesk, FeedDeskFailed, end_process, run_server, temporary_desk
from tests.drills.feed.runner import make_mirror

MIRROR = 1
"""Which of the feed drill's mirrors: one section, and it follows the links of a reset."""
PUBLISHES = 1_000_000
"""More than the writer gets done: it is stopped."""
COMMIT_TIME = timedelta(seconds=10)
"""A transaction that began this long before the backup has ended before it."""

type Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class BackupPlan:
    stories: int
    photos: int
    folder: Path | None = None


@dataclass(slots=True)
class BackupReport:
    """Counts, times and faults of the drill."""

    published_meanwhile: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    size: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    resets: int = 0
    held: int = 0
    faults: list[str] = field(default_factory=list)

    @contextmanager
    def measure(self, name: str) -> Iterator[None]:
        begun = time.monotonic()
        yield
        self.seconds[name] = time.monotonic() - begun


@dataclass(slots=True)
class LostDesk:
    """Facts about the first desk, to which the restored one is compared."""

    desk: FeedDesk
    fixtures: list[dict[str, Any]]
    mirror: Mirror
    backup: Path
    limits: dict[str, Any]
    tables: dict[str, list[Any]]
    media: dict[str, str]
    killed: set[str]


def run_drill(plan: BackupPlan, report_line: Tell) -> BackupReport:
    """Run the drill. Raises FeedDeskFailed if a part of the drill itself fails."""
    home = plan.folder or Path(tempfile.mkdtemp(prefix="newsroom-proof-"))
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o755)  # PostgreSQL's own account passes through
    report = BackupReport()
    try:
        with temporary_desk(home / "lost") as desk:
            lost = run_desk(desk, plan, report, report_line)
        new = FeedDesk(home / "restored", desk.port)
        new.folder.mkdir(mode=0o755)
        try:
            refuse_damaged(lost, new, report, report_line)
            restore(lost, new, report, report_line)
        finally:
            postgres.stop(new.database)
    finally:
        if plan.folder is None:
            for database in home.glob("*/postgres"):
                shutil.rmtree(database.resolve(), ignore_errors=True)
            shutil.rmtree(home, ignore_errors=True)
    return report


def run_desk(desk: FeedDesk, plan: BackupPlan, report: BackupReport, report_line: Tell) -> LostDesk:
    """Fill a desk, back it up while it publishes, and go on publishing for a while."""
    limits, fixtures = fill(desk, plan, report_line)
    mirror = make_mirror(desk, fixtures[MIRROR])
    journals = desk.folder / "journals"
    journals.mkdir()
    options = {"first": 0, "count": 2, "publishes": PUBLISHES, "seed": 1, "journals": str(journals)}
    writer = desk.start("-m", "tests.drills.feed.parts", "write", orjson.dumps(options).decode())
    try:
        with pull(mirror):
            wait_for_publications(journals, 10)
            before = count_publications(journals)
            with report.measure("backup"):
                backup = Path(desk.run("manage.py", "back_up", str(desk.folder / "backups")).splitlines()[0])
            report.published_meanwhile = count_publications(journals) - before
            wait_for_publications(journals, count_publications(journals) + 10)
    finally:
        end_process(writer)
    while mirror.pull():
        pass
    manifest = json.loads((backup / "manifest.json").read_text())
    report.size = sum(entry["size"] for entry in manifest["files"])
    limits |= {
        "log_number": manifest["log_number"],
        "before": str(datetime.fromisoformat(manifest["made_at"]) - COMMIT_TIME),
    }
    report_line(
        f"backup of {report.size / 1e6:,.0f} MB in {report.seconds['backup']:.0f} s; "
        f"{report.published_meanwhile} publications meanwhile"
    )
    tables = describe(desk, limits)
    options = orjson.dumps({"journals": str(journals)}).decode()
    killed = set(orjson.loads(desk.run("-m", "tests.drills.backup.parts", "killed", options)))
    media = hash_files(desk.folder / "media")
    return LostDesk(desk, fixtures, mirror, backup, limits, tables, media, killed)


def fill(desk: FeedDesk, plan: BackupPlan, report_line: Tell) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Create fixtures, archive and photos; return the last ids and the mirrors."""
    desk.run("manage.py", "ensure_defaults")  # begins the record of withdrawals, as every start does
    fixtures = orjson.loads(desk.run("-m", "tests.drills.feed.parts", "lay", "{}"))
    archive = invented_archive.write(desk.folder / "archive", plan.stories, persons=200)
    companions = [f"--{name}={archive.with_name(name)}.jsonl" for name in ("sections", "persons")]
    report_line(desk.run("manage.py", "import_archive", str(archive), *companions).splitlines()[-1])
    options = orjson.dumps({"first": 0, "count": plan.photos}).decode()
    limits = orjson.loads(desk.run("-m", "tests.drills.backup.parts", "pictures", options))
    report_line(f"{plan.photos} photos added; desk in {desk.folder}")
    return limits, fixtures


@contextmanager
def pull(mirror: Mirror) -> Iterator[None]:
    """Pull a mirror in a thread until the block ends."""
    stop = Event()

    def work() -> None:
        while not stop.is_set():
            if not mirror.pull():
                stop.wait(0.25)

    thread = Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def count_publications(journals: Path) -> int:
    lines = [line for file in journals.glob("writer-*.log") for line in file.read_text().splitlines()]
    return sum(line.startswith(("put ", "scheduled ")) for line in lines)


def wait_for_publications(journals: Path, count: int) -> None:
    deadline = time.monotonic() + 180
    while count_publications(journals) < count:
        if time.monotonic() > deadline:
            raise FeedDeskFailed(f"fewer than {count} publications in 180 s")
        time.sleep(0.2)


def describe(desk: FeedDesk, limits: dict[str, Any]) -> dict[str, list[Any]]:
    options = orjson.dumps(limits).decode()
    found: dict[str, list[Any]] = orjson.loads(
        desk.run("-m", "tests.drills.backup.parts", "describe", options)
    )
    return found


def hash_files(folder: Path) -> dict[str, str]:
    """Hash the files but those of the record of withdrawals, which goes on."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith("closures/"):
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def refuse_damaged(lost: LostDesk, new: FeedDesk, report: BackupReport, report_line: Tell) -> None:
    """Damage one picture of a copy: the restore must name it and change nothing."""
    damaged = lost.backup.parent / "damaged" / lost.backup.name
    shutil.copytree(lost.backup, damaged, copy_function=link_file)
    picture = next(path for path in sorted((damaged / "media").rglob("*")) if path.is_file())
    content = bytearray(picture.read_bytes())
    content[len(content) // 2] ^= 1
    picture.unlink()
    picture.write_bytes(content)
    name = picture.relative_to(damaged).as_posix()
    for command in ("verify_backup", "restore"):
        said = run_refused(new, command, str(damaged), *(["--assume-none"] if command == "restore" else []))
        if f"{name} has another checksum" not in said:
            report.faults.append(f"{command} did not name the damaged file {name}: {said}")
    if (new.folder / "media").exists():
        report.faults.append("a damaged backup left media files")
    report_line(f"one changed bit in {name}: refused by verify_backup and restore")


def link_file(source: str, target: str) -> None:
    Path(target).hardlink_to(source)


def run_refused(desk: FeedDesk, *command: str) -> str:
    """Run a command that must fail; return its message."""
    try:
        desk.run("manage.py", *command)
    except FeedDeskFailed as refusal:
        return str(refusal)
    return "it did not fail"


def restore(lost: LostDesk, new: FeedDesk, report: BackupReport, report_line: Tell) -> None:
    """Restore the backup as another desk with the same address, and compare."""
    journal = str(lost.desk.folder / "closures.jsonl")
    with report.measure("restore"):
        new.run("manage.py", "restore", str(lost.backup), "--closures", journal)
    compare_tables(lost, describe(new, lost.limits), report)
    compare_media(lost, hash_files(new.folder / "media"), report)
    report_line(
        f"restored in {report.seconds['restore']:.0f} s: {sum(report.rows.values())} rows, {report.files} files"
    )
    resets = lost.mirror.record.resets
    with run_server(new):
        while lost.mirror.pull():
            pass
        report.resets = lost.mirror.record.resets - resets
        options = {"mirrors": [lost.fixtures[MIRROR]], "journals": str(new.folder)}
        verdict = orjson.loads(
            new.run("-m", "tests.drills.feed.parts", "judge", orjson.dumps(options).decode())
        )
    compare_mirror(lost, verdict, report)


def compare_tables(lost: LostDesk, found: dict[str, list[Any]], report: BackupReport) -> None:
    for name, (count, digest) in lost.tables.items():
        report.rows[name] = count
        if found[name] != [count, digest]:
            report.faults.append(f"{name}: {found[name][0]} rows instead of {count}, or another hash")


def compare_media(lost: LostDesk, found: dict[str, str], report: BackupReport) -> None:
    report.files = len(lost.media)
    wrong: Sequence[str] = sorted(name for name, digest in lost.media.items() if found.get(name) != digest)
    report.faults += [f"media file {name} differs or is missing" for name in wrong]
    report.faults += [f"media file {name} was not in the desk" for name in found.keys() - lost.media.keys()]


def compare_mirror(lost: LostDesk, verdict: dict[str, Any], report: BackupReport) -> None:
    mirror, granted = lost.mirror, verdict["granted"][0]
    report.held = len(mirror.held)
    if report.resets != 1:
        report.faults.append(f"the mirror was reset {report.resets} times")
    if mirror.held != granted:
        differing = [
            uri for uri in granted.keys() | mirror.held.keys() if granted.get(uri) != mirror.held.get(uri)
        ]
        report.faults.append(f"the mirror differs in {len(differing)} stories: {differing[:3]}")
    report.faults += [f"{uri} was killed and is held" for uri in lost.killed & mirror.held.keys()]
    report.faults += verdict["faults"]
