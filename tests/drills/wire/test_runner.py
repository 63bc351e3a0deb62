"""The drill in small, and that its check notices what it is there to notice."""

from dataclasses import replace

import pytest

from tests.drills.wire.__main__ import format_report
from tests.drills.wire.check import DeskState, FileRow, ItemRow, Verdict, compare
from tests.drills.wire.deliveries import Delivery, DeliveryPlan, plan_deliveries
from tests.drills.wire.environment import FOLDER
from tests.drills.wire.runner import DrillPlan, run_drill

FIRST, SECOND, DAMAGED = Delivery(b"1", 7, 1), Delivery(b"2", 7, 2), Delivery(b"3", 8, None)
PLAN = DeliveryPlan([FIRST, SECOND, DAMAGED], (), ())
ITEM = ItemRow(FOLDER, "nhv|nhv-7", 1, "new", "superseded", superseded=True, searchable=True)
NEWER = replace(ITEM, version=2, outcome="update", status="read", superseded=False)
STATE = DeskState(
    [
        FileRow(FOLDER, FIRST.sha256, "read", "", 1),
        FileRow(FOLDER, SECOND.sha256, "read", "", 1),
        FileRow(FOLDER, DAMAGED.sha256, "quarantined", "line 3: broken", 0),
    ],
    [ITEM, NEWER],
    put_away=3,
)


def count_faults(**changes: object) -> tuple[int, int, int, int]:
    found = compare(replace(STATE, **changes), PLAN)
    return len(found.lost), len(found.doubled), len(found.unexplained), len(found.half_done)


@pytest.mark.slow
def test_kills_of_every_process_lose_and_double_no_file() -> None:
    report = run_drill(DrillPlan(files=250, kills=1, seed=1, max_seconds=300), tell=lambda _words: None)

    assert list(format_report(report))[-1] == "Every file is there once."
    assert sorted(report.kills.values()) == [1] * 6


def test_a_plan_has_versions_and_damaged_files_and_is_the_same_again() -> None:
    plan = plan_deliveries(200, 3)

    assert [one.sha256 for one in plan.all_deliveries] == [
        one.sha256 for one in plan_deliveries(200, 3).all_deliveries
    ]
    assert {one.version for one in plan.all_deliveries} == {None, 1, 2}
    assert len({one.sha256 for one in plan.all_deliveries}) == 200


def test_a_complete_desk_has_no_faults() -> None:
    assert compare(STATE, PLAN) == Verdict()


def test_a_missing_file_and_a_missing_item_are_lost() -> None:
    assert count_faults(files=STATE.files[1:]) == (1, 0, 0, 0)
    assert count_faults(items=[ITEM])[0] == 1


def test_a_second_row_is_a_double() -> None:
    assert count_faults(files=[*STATE.files, STATE.files[0]]) == (0, 1, 0, 0)
    assert count_faults(items=[ITEM, NEWER, NEWER]) == (0, 1, 0, 0)
    assert count_faults(items=[ITEM, NEWER, replace(NEWER, agency_item="nhv|nhv-9")]) == (0, 1, 0, 0)


def test_quarantine_needs_a_reason_and_a_damaged_file() -> None:
    first, second, damaged = STATE.files

    assert count_faults(files=[first, second, replace(damaged, reason="")]) == (0, 0, 1, 0)
    assert count_faults(files=[replace(first, status="quarantined", reason="?"), second, damaged])[2] == 1


def test_work_that_was_not_finished_is_noticed() -> None:
    waiting = replace(STATE.files[0], status="received")

    assert count_faults(left_in_folder=[".work/1.txt"]) == (0, 0, 0, 1)
    assert count_faults(put_away=2) == (0, 0, 0, 1)
    assert count_faults(items=[replace(ITEM, superseded=False), NEWER]) == (0, 0, 0, 1)
    assert count_faults(items=[ITEM, replace(NEWER, outcome="")]) == (0, 0, 0, 1)
    assert count_faults(files=[waiting, *STATE.files[1:]])[3] == 1
