"""The night in small, and that its check notices what it is there to notice."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from tests.drills.environment import find_free_port
from tests.drills.night.__main__ import format_report
from tests.drills.night.check import Verdict, judge_clocks, judge_night
from tests.drills.night.environment import NightDesk
from tests.drills.night.runner import NightPlan, name_items, run_night
from tests.drills.night.script import PICTURE_PLOTS, PLOTS, Fate, Matter, Step, Word, plan_night, schedule
from tests.drills.night.senders import GUID, write_delivery
from tests.drills.night.watch import KillClock, Watch

UPDATED = Matter(1, "folder", "Hafen", "updated", (Step(1, Word.USABLE), Step(2, Word.USABLE)))
OWN = {"guids": [], "rule": "", "state": "published", "captions": ["Ein Kran."], "path": "/", "public": ""}


@pytest.mark.slow
def test_a_night_ends_as_the_agencies_said() -> None:
    report = run_night(NightPlan(items=130, seconds=60, kills=1, seed=1), tell=lambda _words: None)

    assert "\n".join(format_report(report)).splitlines()[-1] == "The night ended as the agencies said."
    assert sorted(report.kills.values()) == [1] * 6


def test_a_night_has_every_plot_and_is_the_same_again() -> None:
    matters = plan_night(200, 3)

    assert {matter.plot for matter in matters} == {*PLOTS, *PICTURE_PLOTS}
    assert matters == plan_night(200, 3)
    times = schedule(matters, 3)
    assert [one.at for one in times] == sorted(one.at for one in times)
    for matter in matters:
        assert [one.step for one in times if one.matter is matter] == list(matter.steps)


@pytest.mark.parametrize(
    ("plot", "expected"),
    [
        ("updated twice", (Fate.PUBLIC, 3)),
        ("killed and lifted", (Fate.WITHHELD, 1)),
        ("killed before it came", (Fate.UNPUBLISHED, 0)),
        ("out of order", (Fate.PUBLIC, 3)),
        ("late", (Fate.PUBLIC, 2)),
        ("late kill", (Fate.PUBLIC, 3)),
        ("killed by another agency", (Fate.PUBLIC, 1)),
        ("broken and sent again", (Fate.PUBLIC, 1)),
        ("under embargo", (Fate.UNPUBLISHED, 0)),
        ("flipped", (Fate.WITHHELD, 1)),
    ],
)
def test_the_script_knows_the_end_of_each_plot(plot: str, expected: tuple[Fate, int]) -> None:
    assert Matter(1, "folder", "Hafen", plot, PLOTS[plot][1]).expected == expected
    assert Matter(1, "folder", "Politik", plot, PLOTS[plot][1]).expected == (Fate.UNPUBLISHED, 0)


def test_a_file_is_the_same_each_time_unless_it_has_an_embargo() -> None:
    for matter in plan_night(200, 4):
        for step in matter.steps:
            if step.word is not Word.EMBARGO:
                assert write_delivery(matter, step) == write_delivery(matter, step)


def judge(tmp_path: Any, story: dict[str, Any], **desk: Any) -> Verdict:
    """Judge a night of one matter; its outlets do not answer."""
    story = {
        "guids": [GUID.format(1)],
        "rule": "Hafen",
        "state": "published",
        "captions": [],
        "path": "/x/",
    } | story
    found = {
        "stories": [OWN, story], "reasons": {}, "quarantined": [], "granted": {}, "log_faults": [], "looks": 1, **desk,
    }  # fmt: skip
    watch = Watch(NightDesk(tmp_path, port=find_free_port()), {})
    return judge_night(name_items([UPDATED]), found, watch, {})


def test_a_former_version_is_not_the_last_word(tmp_path: Any) -> None:
    assert not judge(tmp_path, {"public": UPDATED.name_version(2)}).wrong
    assert len(judge(tmp_path, {"public": UPDATED.name_version(1)}).wrong) == 1
    assert len(judge(tmp_path, {"public": "", "state": "withheld"}).wrong) == 1
    assert len(judge(tmp_path, {"public": UPDATED.name_version(2), "guids": ["urn:x"]}).uncovered) == 1


def test_a_story_that_no_page_shows_is_noticed(tmp_path: Any) -> None:
    assert judge(tmp_path, {"public": UPDATED.name_version(2)}).shown


def test_a_mirror_without_a_story_and_a_question_too_many_are_noticed(tmp_path: Any) -> None:
    verdict = judge(tmp_path, {"public": UPDATED.name_version(2)}, granted={"urn:1": "x"}, looks=2)
    assert (len(verdict.mirror), len(verdict.wrong)) == (1, 1)


def test_a_late_kill_is_a_fault_unless_its_process_was_killed() -> None:
    killed = replace(UPDATED, steps=(*UPDATED.steps, Step(3, Word.KILL)))
    clock = KillClock(
        killed, GUID.format(1), False, stored=100.0, was_public=True, withheld=102.5, gone=103.0
    )
    late, interrupted, never = Verdict(), Verdict(), Verdict()

    judge_clocks(late, [clock], [])
    judge_clocks(interrupted, [clock], [(101.0, "intake")])
    judge_clocks(never, [replace(clock, gone=None)], [(101.0, "intake")])

    assert [len(one.late) for one in (late, interrupted, never)] == [1, 0, 1]
    assert Counter(len(one.interrupted) for one in (late, interrupted, never)) == {0: 2, 1: 1}
