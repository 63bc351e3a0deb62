"""Tests of the helpers that wait for processes."""

from tests.newsroom.processes import soon


def test_a_condition_that_became_true_is_not_asked_again() -> None:
    answers = iter([False, False, True, False])

    assert soon(lambda: next(answers))
    assert next(answers) is False


def test_a_condition_that_stays_false_ends_the_waiting() -> None:
    assert not soon(lambda: False, seconds=0.05)
