"""Comparison of a desk with the files that were delivered: lost, doubled and half-done ones."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.drills.wire.deliveries import Delivery, DeliveryPlan
from tests.drills.wire.environment import FOLDER, POLL, PUSH, WireDesk

FILES = """
SELECT s.code, f.sha256, f.status, f.reason, (SELECT count(*) FROM articles_wireitem i WHERE i.file_id = f.id)
FROM articles_wirefile f JOIN articles_wiresource s ON s.id = f.source_id
"""
ITEMS = """
SELECT s.code, i.agency_item, i.agency_version, i.outcome, i.status, i.superseded_by_id IS NOT NULL, i.search IS NOT NULL
FROM articles_wireitem i JOIN articles_wiresource s ON s.id = i.source_id
"""
WAITING = """
SELECT (SELECT count(*) FROM articles_wirefile WHERE status <> 'received'),
       (SELECT count(*) FROM articles_wireitem WHERE outcome <> ''),
       (SELECT count(*) FROM articles_wirefile WHERE status = 'received')
       + (SELECT count(*) FROM articles_wireitem WHERE outcome = '')
"""


@dataclass(frozen=True, slots=True)
class FileRow:
    source: str
    sha256: str
    status: str
    reason: str
    items: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    source: str
    agency_item: str
    version: int | None
    outcome: str
    status: str
    superseded: bool
    searchable: bool


@dataclass(frozen=True, slots=True)
class DeskState:
    files: Sequence[FileRow] = ()
    items: Sequence[ItemRow] = ()
    left_in_folder: Sequence[str] = ()
    """Files that are not put away."""
    put_away: int = 0


@dataclass(slots=True)
class Verdict:
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)
    """Files that cannot be read and have no reason, or readable ones that were set aside."""
    half_done: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not (self.lost or self.doubled or self.unexplained or self.half_done)


def read_state(desk: WireDesk) -> DeskState:
    files, items = desk.fetch(FILES), desk.fetch(ITEMS)
    if files is None or items is None:
        raise ConnectionError("the database is away")
    left = [str(one.relative_to(desk.folder)) for one in list_waiting(desk.folder)]
    put_away = sum(1 for one in (desk.folder / "done").rglob("*") if one.is_file())
    return DeskState(
        [FileRow(*row) for row in files],  # type: ignore[arg-type]  # as selected
        [ItemRow(*row) for row in items],  # type: ignore[arg-type]
        left,
        put_away,
    )


def list_waiting(folder: Path) -> list[Path]:
    return [
        one
        for place in (folder, folder / ".work")
        if place.is_dir()
        for one in place.iterdir()
        if one.is_file()
    ]


def compare(state: DeskState, plan: DeliveryPlan) -> Verdict:
    """Return what is missing, twice, without reason or unfinished."""
    verdict = Verdict()
    by_source = {FOLDER: plan.folder, PUSH: plan.push, POLL: plan.poll}
    for source, deliveries in by_source.items():
        _compare_items(verdict, source, deliveries, [row for row in state.items if row.source == source])
        if source != POLL:  # a polled file is the entry as the desk writes it
            _compare_files(verdict, source, deliveries, [row for row in state.files if row.source == source])
    _find_half_done(verdict, state, plan)
    return verdict


def _compare_files(
    verdict: Verdict, source: str, deliveries: Sequence[Delivery], rows: Sequence[FileRow]
) -> None:
    counts, found = Counter(row.sha256 for row in rows), {row.sha256: row for row in rows}
    for one in deliveries:
        row = found.get(one.sha256)
        name = f"{source} {one.number}, version {one.version}"
        if row is None:
            verdict.lost.append(f"file {name}")
            continue
        if counts[one.sha256] > 1:
            verdict.doubled.append(f"file {name}")
        if (one.version is None) != (row.status == "quarantined" and row.reason != ""):
            verdict.unexplained.append(f"file {name}: {row.status}, {row.reason!r}")
        if row.items != (one.version is not None):
            verdict.half_done.append(f"file {name} has {row.items} items")
    if extra := set(counts) - {one.sha256 for one in deliveries}:
        verdict.doubled += [f"{source}: {len(extra)} files that nobody sent"]


def _compare_items(
    verdict: Verdict, source: str, deliveries: Sequence[Delivery], rows: Sequence[ItemRow]
) -> None:
    """Compare by the number of the item, with which every identifier ends."""
    counts: Counter[tuple[int, int | None]] = Counter(
        (_get_number(row.agency_item), row.version) for row in rows
    )
    for one in deliveries:
        if one.version is None:
            continue
        count = counts.pop((one.number, one.version), 0)
        if count != 1:
            kind = verdict.doubled if count else verdict.lost
            kind.append(f"item {source} {one.number}, version {one.version}: {count} times")
    verdict.doubled += [f"item {source} {key} that nobody sent" for key in counts]


def _get_number(agency_item: str) -> int:
    digits = agency_item.rpartition("-")[2]
    return int(digits) if digits.isdigit() else -1


def _find_half_done(verdict: Verdict, state: DeskState, plan: DeliveryPlan) -> None:
    verdict.half_done += [
        f"file {row.sha256[:12]} is {row.status}" for row in state.files if row.status == "received"
    ]
    verdict.half_done += [f"{name} is not put away" for name in state.left_in_folder]
    if state.put_away != len(plan.folder):
        verdict.half_done.append(f"{state.put_away} of {len(plan.folder)} files of the folder are put away")
    newest: dict[str, int] = {}
    for row in state.items:
        newest[row.agency_item] = max(newest.get(row.agency_item, 0), row.version or 0)
    for row in state.items:
        is_old = (row.version or 0) < newest.get(row.agency_item, 0)
        if not row.outcome or not row.searchable or row.superseded != is_old:
            verdict.half_done.append(
                f"item {row.agency_item}, version {row.version}: {row.outcome or 'no effect'}, {row.status}"
            )
