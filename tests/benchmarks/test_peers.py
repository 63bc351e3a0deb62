"""The comparison with Wagtail: goals, growth, and whose processor time counts."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.benchmarks.load import Measured, Turn, sum_turns
from tests.benchmarks.peers.addresses import Addresses
from tests.benchmarks.peers.busy_desk import questions
from tests.benchmarks.peers.goals import GOALS, Figures, growth, shortfalls
from tests.benchmarks.peers.preparing import persons_of
from tests.benchmarks.peers.results import keep_results, read_results, smaller_results
from tests.benchmarks.peers.systems import other_database, works_for_another
from tests.benchmarks.peers.table import figures_of, goals_table, growth_table, line_of
from tests.benchmarks.peers.turns import Compared


def make_measured(rate: float, busy: float) -> Measured:
    return Measured(rate=rate, p50=1.0, p95=2.0, busy=busy, statuses=frozenset({200}))


def test_a_row_that_reaches_its_goals_lacks_nothing() -> None:
    assert list(shortfalls("story, warm", Figures(rate=9000, ratio=31, of_floor=0.36), 10_000)) == []


@pytest.mark.parametrize(
    ("figures", "stories", "missing"),
    [
        (Figures(rate=1, ratio=29, of_floor=0.4), 10_000, ["÷ Wagtail 29, at least 30"]),
        (Figures(rate=1, ratio=31, of_floor=0.3), 10_000, ["÷ floor 0.3, at least 0.35"]),
        (Figures(rate=1), 1_000_000, []),
    ],
)
def test_a_row_that_misses_a_goal_says_which(figures: Figures, stories: int, missing: list[str]) -> None:
    assert list(shortfalls("story, warm", figures, stories)) == missing


def test_goals_grow_with_the_archive() -> None:
    found = Figures(rate=1, ratio=30, p50=9)

    assert list(shortfalls("search, 1,000+ hits, first", found, 10_000)) == []
    assert len(list(shortfalls("search, 1,000+ hits, first", found, 100_000))) == 2


def test_growth_is_that_of_the_processor_time() -> None:
    assert growth("story, first", Figures(1, busy=100), Figures(1, busy=105)) == (1.05, 1.1)
    assert growth("search, few hits, first", Figures(1, busy=100), Figures(1, busy=150)) == (1.5, 2.0)


def test_a_line_has_both_ratios_and_what_is_short() -> None:
    found = Compared(
        "story, warm", make_measured(6000, 100), make_measured(100, 5000), make_measured(10_000, 50)
    )

    line = line_of(found, figures_of(found), 10_000)

    assert "60.0" in line
    assert "50.0" in line
    assert "0.600" in line
    assert "short" not in line


def test_a_line_without_wagtail_has_no_ratio() -> None:
    found = Compared("story, warm", make_measured(6000, 100), None, make_measured(10_000, 50))

    assert "short" not in line_of(found, figures_of(found), 1_000_000)


def test_every_goal_is_listed_as_met_short_or_not_measured() -> None:
    found = {
        "story, warm": Figures(1, ratio=31, of_floor=0.4),
        "front, warm": Figures(1, ratio=3, of_floor=0.4),
    }

    lines = goals_table(found, 10_000)

    assert len(lines) == len(GOALS) + 1
    assert sum(line.endswith("met") for line in lines) == 1
    assert sum("short" in line for line in lines) == 1


def test_figures_of_an_earlier_release_are_read(tmp_path: Path) -> None:
    (tmp_path / "results.json").write_text('{"story, warm": {"rate": 3, "gone": 1}}')

    assert read_results(tmp_path) == {"story, warm": Figures(rate=3)}


def test_figures_are_kept_and_added_to(tmp_path: Path) -> None:
    small, large = tmp_path / "10000", tmp_path / "100000"
    for folder in (small, large):
        folder.mkdir()
    keep_results(small, {"story, warm": Figures(rate=1, busy=10)})
    keep_results(small, {"front, warm": Figures(rate=2, busy=10)})
    keep_results(large, {"story, warm": Figures(rate=1, busy=12)})

    assert set(read_results(small)) == {"story, warm", "front, warm"}
    before, found = smaller_results(large, 100_000)
    assert before == 10_000
    assert growth_table(found, before, read_results(large), 100_000)[1].endswith("short")
    assert json.loads((small / "results.json").read_text())


@pytest.mark.parametrize(
    ("title", "another"),
    [
        ("postgres: newsroom newsroom [local] idle", False),
        ("postgres: newsroom wagtail [local] SELECT", True),
        ("postgres: autovacuum worker wagtail", True),
        ("postgres: autovacuum worker newsroom", False),
        ("postgres: walwriter", False),
        ("/usr/bin/postgres -D /data", False),
        ("python -m granian --port 8000", False),
    ],
)
def test_backends_of_another_database_do_not_count(title: str, another: bool) -> None:
    assert works_for_another(title, "newsroom") is another


def test_the_address_of_another_database_keeps_the_server() -> None:
    assert (
        other_database("postgresql://desk@/newsroom?host=%2Ftmp", "wagtail")
        == "postgresql://desk@/wagtail?host=%2Ftmp"
    )


def test_people_grow_with_an_archive_above_a_hundred_thousand_stories() -> None:
    assert [persons_of(count) for count in (10_000, 100_000, 1_000_000)] == [2_000, 2_000, 20_000]


def test_turns_are_summed() -> None:
    turns = [Turn([0.001] * 10, 1.0, 0.5, frozenset({200})), Turn([0.003] * 10, 1.0, 0.3, frozenset({304}))]

    found = sum_turns(turns)

    assert (found.rate, found.busy, found.statuses) == (10.0, 40_000.0, frozenset({200, 304}))


def test_one_question_of_five_is_for_any_story_of_the_archive() -> None:
    addresses = Addresses(newest=["/new/"], tail=["/old/"], sections=["/section/"], people=[])

    asked = Counter(one.split()[1].decode() for one in questions(addresses, seed=1))

    shares = {path: round(count / sum(asked.values()), 1) for path, count in asked.items()}
    assert shares == {"/old/": 0.2, "/": 0.2, "/section/": 0.2, "/new/": 0.5}


def test_a_goal_of_the_busy_desk_is_the_rate_without_publications() -> None:
    found = Figures(rate=1, ratio=20, of_quiet=0.5)

    assert list(shortfalls("busy desk, every 2 s", found, 10_000)) == ["÷ quiet desk 0.5, at least 0.8"]


def test_a_publication_may_take_fifteen_statements() -> None:
    assert list(shortfalls("publish, new", Figures(rate=1, ratio=11, statements=15), 10_000)) == []
    assert list(shortfalls("publish, new", Figures(rate=1, ratio=11, statements=16), 10_000)) == [
        "statements 16, at most 15"
    ]
