"""The workflow as a table: states, moves and the permission that each move needs."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    READY = "ready"
    PUBLISHED = "published"
    WITHHELD = "withheld"
    KILLED = "killed"


UNPUBLISHED = frozenset({State.DRAFT, State.IN_REVIEW, State.READY})


@dataclass(frozen=True, slots=True)
class Move:
    """A step of the workflow; `needs` is a permission codename of the app `articles`."""

    name: str
    start: frozenset[State]
    end: State | None
    """None if the story stays in its state."""
    needs: str


MOVES: dict[str, Move] = {
    move.name: move
    for move in (
        Move("save", frozenset(State) - {State.KILLED}, None, "change_article"),
        Move("place_photos", frozenset(State) - {State.KILLED}, None, "change_placement"),
        Move("submit", frozenset({State.DRAFT}), State.IN_REVIEW, "submit_article"),
        Move("take_back", frozenset({State.IN_REVIEW, State.READY}), State.DRAFT, "submit_article"),
        Move("approve", frozenset({State.DRAFT, State.IN_REVIEW}), State.READY, "approve_article"),
        Move("schedule", UNPUBLISHED, State.READY, "publish_article"),
        Move("unschedule", UNPUBLISHED, None, "publish_article"),
        Move("publish", UNPUBLISHED, State.PUBLISHED, "publish_article"),
        Move("update", frozenset({State.PUBLISHED}), State.PUBLISHED, "publish_article"),
        Move("correct", frozenset({State.PUBLISHED}), State.PUBLISHED, "correct_article"),
        Move("withhold", frozenset({State.PUBLISHED}), State.WITHHELD, "withhold_article"),
        Move("restore", frozenset({State.WITHHELD}), State.PUBLISHED, "publish_article"),
        Move("kill", frozenset({State.PUBLISHED, State.WITHHELD}), State.KILLED, "kill_article"),
        Move(
            "ask_for_kill", frozenset({State.PUBLISHED, State.WITHHELD}), State.WITHHELD, "withhold_article"
        ),
        Move("confirm_kill", frozenset({State.WITHHELD}), State.KILLED, "withhold_article"),
        Move("refuse_kill", frozenset({State.WITHHELD}), None, "withhold_article"),
        Move("explain", frozenset({State.WITHHELD}), None, "withhold_article"),
        Move("revive", frozenset({State.KILLED}), State.PUBLISHED, "kill_article"),
    )
}


def is_allowed(name: str, state: State) -> bool:
    return state in MOVES[name].start


def open_moves(state: State) -> tuple[Move, ...]:
    """Return the moves that start in `state`, in the order of the table."""
    return tuple(move for move in MOVES.values() if state in move.start)
