from tests.code_lines import count_code_lines, count_rooms, find_overruns, find_room, read_budget
from tests.paths import ROOT

SOURCE = '''"""A module
with two lines of docstring."""

import os  # counted

LIMIT = 3
"""Below an attribute."""


def read(name: str) -> str:
    """Read it."""
    # a comment
    text = """two
    lines"""

    return os.path.join(
        name,
        text,
    )
'''


def test_code_lines_are_neither_blank_nor_comments_nor_docstrings() -> None:
    assert count_code_lines(SOURCE) == 9


def test_a_room_is_an_app_or_a_folder_of_articles() -> None:
    rooms = [
        find_room((ROOT / name).relative_to(ROOT))
        for name in (
            "people/names/split.py",
            "articles/wire/item.py",
            "articles/feed/formats/a.py",
            "articles/roles.py",
        )
    ]

    assert rooms == ["people", "articles/wire", "articles/feed", "articles"]


def test_a_room_above_its_number_and_one_well_below_are_named() -> None:
    counts = {"people": 120, "newsroom": 10, "articles": 100, "articles/new": 1}
    budget = {"people": 119, "newsroom": 111, "articles": 200, "articles/old": 1}

    assert find_overruns(counts, budget) == [
        "articles/new has no number in budget.toml",
        "articles/old is gone: take it out of budget.toml",
        "newsroom has 10 code lines: lower its number from 111",
        "people has 120 code lines and may have 119: take some away",
    ]


def test_every_room_stays_within_its_budget() -> None:
    assert find_overruns(count_rooms(), read_budget()) == []
