from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.sourcing.lexicon import BUILTIN
from articles.sourcing.surface import surface
from articles.sourcing.tags import TagKind, read_tag
from newsroom.reading import Confidence
from tests.articles.sourcing.labelled import labelled

TAGS = labelled("tags")
STORY = "Der Rat vertagte die Entscheidung. " * 40


@pytest.mark.parametrize("row", TAGS, ids=[row["raw"] for row in TAGS])
def test_every_labelled_ending_is_read_as_labelled(row: dict[str, Any]) -> None:
    tag = read_tag(row["raw"])

    got = {"agencies": list(tag.agencies), "editors": list(tag.editors), "unknown": list(tag.unknown)}
    assert got == {key: row[key] for key in got}
    assert tag.trailing == row["trailing"]


def test_only_the_brackets_are_the_tag_of_a_whole_story() -> None:
    tag = read_tag(STORY + "(afp/bw)")

    assert tag.span.of(tag.raw) == "(afp/bw)"


def test_a_tag_in_the_middle_of_a_text_is_left_alone() -> None:
    assert not read_tag("Der Rat tagte. (afp/bw) Er tagt am Montag wieder.").trailing


def test_an_unknown_token_is_asked_and_makes_the_tag_doubtful() -> None:
    tag = read_tag("(dpa/Kwestor)")

    assert tag.unknown == ("Kwestor",)
    assert tag.confidence is Confidence.DOUBTFUL


def test_known_initials_of_the_desk_make_the_tag_sure() -> None:
    lexicon = BUILTIN.with_desk(initials=["bw"])

    assert read_tag("(afp/bw)").confidence is Confidence.LIKELY
    assert read_tag("(afp/bw)", lexicon).confidence is Confidence.SURE


def test_initials_that_are_also_a_word_count_once_the_desk_knows_them() -> None:
    lexicon = BUILTIN.with_desk(initials=["neu"])

    assert not read_tag("(neu)").trailing
    assert read_tag("(neu)", lexicon).editors == ("neu",)


def test_a_service_of_dpa_is_the_agency_and_no_editor() -> None:
    parts = read_tag("(dpa/lno/bw)").parts

    assert [part.kind for part in parts] == [TagKind.AGENCY, TagKind.SERVICE, TagKind.SIGN]


def test_an_empty_text_has_no_tag_and_an_empty_span() -> None:
    tag = read_tag("")

    assert not tag.trailing
    assert not tag.span


@given(st.text() | st.sampled_from([row["raw"] for row in TAGS]))
def test_any_text_is_read_and_every_span_points_at_its_words(raw: str) -> None:
    tag = read_tag(raw)

    assert tag.span.end <= len(raw)
    for part in tag.parts:
        assert " ".join(surface(part.span.of(raw)).text.split()) == " ".join(part.text.split())


@given(st.text(), st.sampled_from([row["raw"] for row in TAGS if row["trailing"] and "\n" not in row["raw"]]))
def test_what_stands_before_the_last_line_does_not_matter(before: str, ending: str) -> None:
    alone, told = read_tag(f"x.\n{ending}"), read_tag(f"{before}x.\n{ending}")

    assert (told.agencies, told.editors, told.unknown) == (alone.agencies, alone.editors, alone.unknown)
