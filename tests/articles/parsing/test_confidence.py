"""The confidence of a value is no higher than its rule has earned."""

from dataclasses import replace

import pytest

from articles.parsing.confidence import ENOUGH, bound_share, lower_confidences, rate_confidence, rate_values
from articles.parsing.story.parse import read_copy
from newsroom.text.spans import Confidence, Reading, Span

SURE, LIKELY, DOUBTFUL = Confidence
COPY = """Nordhaven bekommt einen neuen Kran

Nordhaven (dpa) - Hafenchefin Mira Vogt hat den Kran vorgestellt. Er hebt 40 Tonnen.

Hafenchefin Mira Vogt (l.) am 3. März 2026 in Nordhaven. Foto: Ole Brandt/dpa

(dpa/obr)
"""


@pytest.mark.parametrize(
    ("right", "seen", "badge"),
    [
        (30, 30, SURE),
        (22, 22, LIKELY),
        (51, 52, LIKELY),
        (208, 210, SURE),
        (180, 184, LIKELY),
        (0, 40, LIKELY),
    ],
)
def test_a_rule_with_enough_values_is_sure_as_often_as_it_is_right(
    right: int, seen: int, badge: Confidence
) -> None:
    assert rate_confidence("place", "place.in", SURE, {"place": {"place.in": [right, seen]}}) is badge


def test_a_rule_with_few_values_has_the_share_of_its_kind() -> None:
    good = {"place": {"place.in": [200, 200], "place.bei": [ENOUGH - 2, ENOUGH - 1]}}
    bad = {"place": {"place.in": [150, 200], "place.bei": [ENOUGH - 1, ENOUGH - 1]}}

    assert rate_confidence("place", "place.bei", SURE, good) is SURE
    assert rate_confidence("place", "place.new", SURE, good) is SURE
    assert rate_confidence("place", "place.bei", SURE, bad) is LIKELY


def test_a_kind_without_figures_is_never_sure() -> None:
    assert rate_confidence("kicker", "kicker.short", SURE, {}) is LIKELY
    assert bound_share(0, 0) == 0


@pytest.mark.parametrize("confidence", [LIKELY, DOUBTFUL])
def test_figures_make_no_value_surer(confidence: Confidence) -> None:
    assert rate_confidence("place", "place.in", confidence, {"place": {"place.in": [99, 99]}}) is confidence


def test_what_the_agency_states_apart_is_not_read() -> None:
    assert rate_confidence("headline", "wire.headline", SURE, {}) is SURE


def test_every_value_of_a_story_is_rated() -> None:
    copy = read_copy(COPY)
    rated = rate_values(copy, {})
    caption = rated.captions[0].caption

    assert copy.headline is not None
    assert rated.headline == replace(copy.headline, confidence=LIKELY)
    assert caption.text_reading.confidence is LIKELY
    assert caption.credit is not None
    assert {part.confidence for part in caption.credit.parts} == {LIKELY}
    assert {block.confidence for block in rated.blocks} == {LIKELY}
    assert [person.confidence for person in rated.people] == [LIKELY]
    assert rate_values(rated) == rated


def test_a_reading_by_itself_keeps_a_stated_value() -> None:
    reading = Reading("Nordhaven", Span(0, 9), "wire.place")

    assert rate_values(reading, {}) == reading == lower_confidences(reading)
