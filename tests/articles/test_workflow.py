import pytest

from articles.workflow import MOVES, State, allowed, open_moves

TABLE = {
    State.DRAFT: {"save", "submit", "approve", "schedule", "unschedule", "publish"},
    State.IN_REVIEW: {"save", "take_back", "approve", "schedule", "unschedule", "publish"},
    State.READY: {"save", "take_back", "schedule", "unschedule", "publish"},
    State.PUBLISHED: {"save", "update", "correct", "withhold", "kill", "ask_for_kill"},
    State.WITHHELD: {"save", "restore", "kill", "ask_for_kill", "confirm_kill", "refuse_kill", "explain"},
    State.KILLED: {"revive"},
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", MOVES)
def test_every_move_starts_exactly_where_the_table_says(state: State, move: str) -> None:
    assert allowed(move, state) == (move in TABLE[state])


@pytest.mark.parametrize("state", State)
def test_the_open_moves_of_a_state_are_those_of_the_table(state: State) -> None:
    assert {move.name for move in open_moves(state)} == TABLE[state]


def test_only_a_chiefs_revival_leads_out_of_killed() -> None:
    assert [(move.name, move.needs) for move in open_moves(State.KILLED)] == [("revive", "kill_article")]
