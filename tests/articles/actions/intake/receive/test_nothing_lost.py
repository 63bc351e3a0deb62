"""Whatever is pasted, each of its lines stands in a field of the story, in its notes or in what was listed as left out."""

import dataclasses
import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.actions.intake.effects.create_story import create_from_item, proposed_change
from articles.actions.intake.effects.item_copy import parse_item
from articles.actions.intake.receive.ingest import receive_copy
from articles.models import Article, WireItem
from articles.parsing.errors import CopyError
from articles.parsing.story.parse import read_copy
from articles.parsing.story.remainder import find_leftovers, find_remainder
from articles.parsing.story.types import BlockKind, Copy
from articles.text.clean import clean_text
from articles.text.html_blocks import decode_entities, looks_like_html
from articles.text.paragraphs import plain_paragraphs
from tests.articles.parsing.story.copy_cases import stories
from tests.articles.parsing.story.odd_copy import OBITUARY, ODD_COPY, RECIPE
from tests.factories import NOON, make_section

MOST_PIECES = 4
"""Into how many fields a line may be taken apart: dateline, text, tag, credit."""
FIELDS = ("kicker", "headline", "dek", "byline", "dateline", "body", "tag_raw", "agency_item_id", "notes")


def words(text: str) -> str:
    return f" {' '.join(re.findall(r'[^\W_]+', text))} "


def lines_of(raw: str) -> list[str]:
    text = read_copy(raw).text if looks_like_html(raw) else clean_text(decode_entities(raw))
    return [line for line in text.split("\n") if words(line).strip()]


def is_found(line: str, held: list[str]) -> bool:
    """The words of the line stand in what is held: in one piece, or in a few."""
    rest = words(line).split()
    for _ in range(MOST_PIECES):
        if not rest:
            return True
        longest = max(
            (n for n in range(1, len(rest) + 1) if any(f" {' '.join(rest[:n])} " in one for one in held)),
            default=0,
        )
        if not longest:
            return False
        rest = rest[longest:]
    return not rest


def of_story(story: Article) -> Iterator[str]:
    yield from (str(getattr(story, name)) for name in FIELDS if name != "body")
    yield from plain_paragraphs(story.body)
    for placement in story.placements.select_related("photo"):
        yield from (placement.caption, placement.photo.credit_raw)


def of_proposal(copy: Copy) -> Iterator[str]:
    fields = proposed_change(copy).fields
    yield from (str(fields[name]) for name in FIELDS if name != "body")
    yield from plain_paragraphs(fields["body"])
    for found in copy.captions:
        yield from (found.caption.text, found.caption.credit_raw.value if found.caption.credit_raw else "")


def listed(copy: Copy) -> Iterator[str]:
    yield from (piece.text for piece in find_remainder(copy))


def lost(raw: str, held: Iterator[str]) -> list[str]:
    pieces = [words(text) for text in held]
    whole = [*pieces, words(" ".join(pieces))]
    return [line for line in lines_of(raw) if not is_found(line, whole)]


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ODD_COPY))
def test_every_line_of_odd_copy_stands_in_the_story_or_is_listed(name: str):
    raw = ODD_COPY[name]
    media_type = "text/html" if looks_like_html(raw) else "text/plain"
    item = receive_copy(raw.encode(), by=None, at=NOON, media_type=media_type)
    copy = parse_item(item.pk)
    change = proposed_change(copy)
    fields = {**change.fields, "headline": change.fields["headline"] or "-", "section_id": make_section().pk}

    story = create_from_item(item.pk, dataclasses.replace(change, fields=fields), by=None, at=NOON)

    assert lost(raw, iter([*of_story(story), *listed(copy)])) == []
    assert WireItem.objects.get().article == story


@pytest.mark.django_db
@pytest.mark.parametrize("row", stories(), ids=lambda row: row["id"])
def test_every_line_of_a_labelled_story_stands_in_a_field_or_is_listed(row):
    copy = read_copy(row["raw"])

    assert lost(row["raw"], iter([*of_proposal(copy), *listed(copy)])) == []


_SHORT = st.from_regex(r"[A-Z][a-z]{2,9}( [a-z]{2,9}){0,5}", fullmatch=True)
_SENTENCES = st.from_regex(
    r"[A-Z][a-z]{2,9}( [a-z]{2,9}){3,12}\. [A-Z][a-z]{2,9}( [a-z]{2,9}){3,12}\.", fullmatch=True
)
_KNOWN = st.sampled_from([
    "Von Anna Beispiel", "By Jane Roe", "Foto: Max Muster/dpa", "(afp/dl)", "Sperrfrist: 12.1., 18 Uhr", "# Notizblock",
    "Mehr zum Thema", "• Punkt", "Achtung Redaktionen", "+++", "Stand: 12. Januar 2022", "Zutaten", "Anna Beispiel",
    "3. Platz", "20.15 Krimi", "© AFP", "Teilen", "KILL: weg", "Berichtigung: neu", "Jane Roe contributed to this report.",
    "Im Bild: Anna Beispiel (l.) und Jonas Muster. Foto: Ida Brandt/AFP", "Berlin (dpa) - Das ist ein Satz. Er geht weiter.",
])  # fmt: skip
_PASTE = st.lists(st.one_of(_SHORT, _SENTENCES, _KNOWN, st.just("")), min_size=1, max_size=20).map("\n".join)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(_PASTE)
def test_every_line_of_any_paste_stands_in_a_field_or_is_listed(raw: str):
    try:
        copy = read_copy(raw)
    except CopyError:
        return

    assert lost(raw, iter([*of_proposal(copy), *listed(copy)])) == []


def test_the_lines_of_a_list_stay_together_in_the_text_and_are_doubtful():
    copy = read_copy(RECIPE)

    assert copy.dek is None
    assert find_leftovers(copy)[:3] == ("Für 12 Stücke", "Zutaten", "500 g Mehl")


def test_the_names_of_an_obituary_stand_in_its_text():
    copy = read_copy(OBITUARY)
    body = [block.of(copy.text) for block in copy.body]

    assert [
        name for name in ("Ole Larsen", "Klara Brandt mit Familie", "Enkel und Urenkel") if name not in body
    ] == []


@pytest.mark.parametrize("name", sorted(ODD_COPY))
def test_no_line_of_the_head_is_left_out(name: str):
    kinds = {piece.kind for piece in find_remainder(read_copy(ODD_COPY[name]))}

    assert kinds & {BlockKind.HEADLINE, BlockKind.KICKER, BlockKind.DEK, BlockKind.BYLINE} == set()
