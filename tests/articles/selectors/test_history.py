"""Saves of one sitting are one step of the history."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from articles.selectors.history import fold_steps, name_approvers
from tests.factories import NOON
from tests.tables import each_of


def revisions(*facts: tuple[int, str, int, str]) -> list[Any]:
    """Newest first, from (minutes before noon, kind, account, name)."""
    return [
        SimpleNamespace(number=number, at=before(minutes), kind=kind, by_id=by, name=name)
        for number, (minutes, kind, by, name) in zip(range(len(facts), 0, -1), facts, strict=True)
    ]


def before(minutes: int) -> datetime:
    return NOON - timedelta(minutes=minutes)


@each_of(
    [
        ([], []),
        ([(0, "saved", 1, ""), (30, "saved", 1, ""), (60, "saved", 1, "")], [[3, 2, 1]]),
        ([(0, "saved", 1, ""), (31, "saved", 1, "")], [[2], [1]]),
        ([(0, "saved", 1, ""), (1, "saved", 2, ""), (2, "saved", 1, "")], [[3], [2], [1]]),
        ([(0, "saved", 1, ""), (1, "moved", 1, ""), (2, "saved", 1, "")], [[3], [2], [1]]),
        ([(0, "saved", 1, ""), (1, "created", 1, "")], [[2], [1]]),
        ([(0, "saved", 1, ""), (1, "saved", 1, "Vor der Kürzung"), (2, "saved", 1, "")], [[3], [2, 1]]),
        ([(0, "published", 1, ""), (1, "published", 1, "")], [[2], [1]]),
    ]
)
def test_saves_fold_by_person_and_sitting(facts: list[tuple[int, str, int, str]], numbers: list[list[int]]):
    steps = fold_steps(revisions(*facts))

    assert [[step.revision.number, *(one.number for one in step.earlier)] for step in steps] == numbers


def test_a_published_version_names_those_who_approved_it_since_the_one_before():
    newer, _save, older = rows = revisions(
        (0, "corrected", 1, ""), (5, "saved", 1, ""), (10, "published", 1, "")
    )

    name_approvers(rows, [(before(3), "Ida"), (before(4), "Ida"), (before(12), "Bo")])

    assert (newer.approvers, older.approvers) == ("Ida", "Bo")
