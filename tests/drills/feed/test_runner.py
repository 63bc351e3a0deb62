"""The proof itself in small, and that it would notice what it is there to notice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drills.feed import runner
from tests.drills.feed.__main__ import format_report, main
from tests.drills.feed.client import Mirror
from tests.drills.feed.environment import FeedDesk, FeedDeskFailed
from tests.drills.feed.runner import DrillPlan, DrillReport, compare_mirror, run_drill, run_writers
from tests.paths import ROOT

HEADLINE = {"headlines": [{"value": "Der Kran dreht sich"}]}


def make_mirror(**held: str) -> Mirror:
    mirror = Mirror(1, "all", "key", {}, "ninjs-3.1", follows_links=False, forbidden="eigenen Gebrauch")
    mirror.held = dict(held)
    return mirror


def put(uri: str, seq: int, item: dict | None = None) -> dict:
    return {"op": "put", "uri": uri, "seq": seq, "item": item or HEADLINE}


def test_the_command_starts_without_settings() -> None:
    without = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "tests.drills.feed", "--help"]

    told = subprocess.run(command, cwd=ROOT, env=without, capture_output=True, text=True, check=True)

    assert "--publishes" in told.stdout


@pytest.mark.slow
def test_mirrors_of_a_small_desk_under_fire_end_equal_though_its_database_was_killed() -> None:
    report = run_drill(DrillPlan(publishes=36, seed=1, processes=1), report_line=lambda _: None)

    assert list(format_report(report))[-1] == "All equal: nothing missed, repeated or leaked."
    assert report.restarts == 1


class IdleDesk(FeedDesk):
    """A desk whose parts run and do nothing."""

    def start(self, *_command: str) -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], text=True)


def test_writers_who_get_nowhere_end_the_drill_with_what_the_database_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "STALL_SECONDS", 0.5)
    desk = IdleDesk(tmp_path, port=1)
    desk.log.write_text("the last words of the server")

    with pytest.raises(
        FeedDeskFailed, match=r"no writer has published for 0\.5 s, after 0 publishes"
    ) as failure:
        run_writers(desk, DrillPlan(publishes=12, seed=1, processes=1), tmp_path, [], lambda _: None)

    assert "the database does not answer" in str(failure.value)
    assert "the last words of the server" in str(failure.value)


def test_the_proof_refuses_a_folder_that_is_in_use(tmp_path) -> None:
    (tmp_path / "secret_key").write_text("somebody's desk")

    with pytest.raises(SystemExit, match="is not empty"):
        main(["--folder", str(tmp_path)])


def test_a_story_that_is_missing_or_differs_is_noticed() -> None:
    outcome = compare_mirror(make_mirror(one="1", two="2"), {"one": "1", "two": "other", "three": "3"}, {})

    assert (outcome.missed, outcome.differing, outcome.faults) == (["three"], ["two"], 2)


def test_a_story_that_is_held_without_being_granted_is_a_leak() -> None:
    assert compare_mirror(make_mirror(one="1"), {}, {}).leaked == ["one"]


def test_a_story_asked_for_after_its_kill_is_a_leak() -> None:
    mirror = make_mirror()
    mirror.apply_change(put("one", 1), asked=50.0)
    mirror.held.clear()

    assert compare_mirror(mirror, {}, {"one": 60.0}).leaked == []
    assert compare_mirror(mirror, {}, {"one": 40.0}).leaked == ["one: delivered after it was killed"]


def test_a_change_met_twice_or_out_of_order_in_one_walk_is_noticed() -> None:
    mirror = make_mirror()
    for seq in (5, 5, 4):
        mirror.apply_change(put("one", seq), asked=0)

    assert (mirror.record.repeated, len(mirror.record.disordered)) == (["one at 5"], 2)


@pytest.mark.parametrize(
    "item",
    [
        {"headlines": [{"value": "Ab 2999-01-01T00:00:00+00:00"}]},
        {**HEADLINE, "bodies": [{"value": "<p>Nur zum eigenen Gebrauch.</p>"}]},
    ],
    ids=["embargo", "own use alone"],
)
def test_words_that_may_not_be_out_are_noticed(item) -> None:
    mirror = make_mirror()
    mirror.apply_change(put("one", 1, item), asked=0)

    assert len(mirror.record.leaked) == 1


def test_links_to_pictures_alone_make_no_difference() -> None:
    mirror = make_mirror()
    pictured = {**HEADLINE, "associations": [{"renditions": [{"name": "480px", "href": "?link=a"}]}]}
    mirror.apply_change(put("one", 1, pictured), asked=0)

    assert "480px" in mirror.held["one"]
    assert "link=a" not in mirror.held["one"]


def test_the_report_spells_out_what_went_wrong() -> None:
    outcome = compare_mirror(make_mirror(), {"http://desk.example/id/story/7": "1"}, {})
    report = DrillReport([outcome], ["story 8 has no state"], {"new": 2}, 2, 0, seconds=1, restarts=0)

    lines = list(format_report(report))

    assert lines[-3:] == [
        "all: missed: http://desk.example/id/story/7",
        "log: story 8 has no state",
        "NOT equal.",
    ]
