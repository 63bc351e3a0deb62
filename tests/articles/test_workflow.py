from django.utils import translation

from articles.workflow import MOVES, UNPUBLISHED, State, is_allowed, open_moves
from tests.tables import each_of

TABLE = {
    State.DRAFT: {"save", "place_photos", "submit", "approve", "schedule", "unschedule", "publish"},
    State.IN_REVIEW: {"save", "place_photos", "take_back", "approve", "schedule", "unschedule", "publish"},
    State.READY: {"save", "place_photos", "take_back", "schedule", "unschedule", "publish"},
    State.PUBLISHED: {"save", "place_photos", "update", "correct", "withhold", "kill", "ask_for_kill"},
    State.WITHHELD: {
        "save",
        "place_photos",
        "restore",
        "kill",
        "ask_for_kill",
        "confirm_kill",
        "refuse_kill",
        "explain",
    },
    State.KILLED: {"revive"},
}


@each_of([(state, move) for state in State for move in MOVES])
def test_every_move_starts_exactly_where_the_table_says(state: State, move: str) -> None:
    assert is_allowed(move, state) == (move in TABLE[state])


@each_of(State)
def test_the_open_moves_of_a_state_are_those_of_the_table(state: State) -> None:
    assert {move.name for move in open_moves(state)} == TABLE[state]


def test_only_a_chiefs_revival_leads_out_of_killed() -> None:
    assert [(move.name, move.needs) for move in open_moves(State.KILLED)] == [("revive", "kill_article")]


MOVES_IN_WORDS = {
    "save": (None, "change_article"),
    "place_photos": (None, "change_placement"),
    "submit": ("in_review", "submit_article"),
    "take_back": ("draft", "submit_article"),
    "approve": ("ready", "approve_article"),
    "schedule": ("ready", "publish_article"),
    "unschedule": (None, "publish_article"),
    "publish": ("published", "publish_article"),
    "update": ("published", "publish_article"),
    "correct": ("published", "correct_article"),
    "withhold": ("withheld", "withhold_article"),
    "restore": ("published", "publish_article"),
    "kill": ("killed", "kill_article"),
    "ask_for_kill": ("withheld", "withhold_article"),
    "confirm_kill": ("killed", "withhold_article"),
    "refuse_kill": (None, "withhold_article"),
    "explain": (None, "withhold_article"),
    "revive": ("published", "kill_article"),
}
"""Where each move ends, and the permission it takes."""


def test_every_move_ends_where_the_table_says_and_needs_that_permission() -> None:
    assert {move.name: (move.end, move.needs) for move in MOVES.values()} == MOVES_IN_WORDS


def test_the_states_are_stored_under_these_words() -> None:
    assert [state.value for state in State] == [
        "draft",
        "in_review",
        "ready",
        "published",
        "withheld",
        "killed",
    ]


def test_what_was_never_out_is_a_draft_in_review_or_ready() -> None:
    assert {State.DRAFT, State.IN_REVIEW, State.READY} == UNPUBLISHED


def test_the_moves_of_a_state_are_offered_in_the_tables_order() -> None:
    assert [move.name for move in open_moves(State.PUBLISHED)] == [
        "save",
        "place_photos",
        "update",
        "correct",
        "withhold",
        "kill",
        "ask_for_kill",
    ]


@each_of(MOVES)
def test_a_refusal_names_each_move_in_german_words(move: str) -> None:
    words = move.replace("_", " ")

    with translation.override("de"):
        assert translation.pgettext("move", words) != words
