"""Pictures in the text of a news item, placed in its story. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.text.boxes import BODY_BLOCKS
from articles.text.figures import list_references, write_figure
from articles.text.html_parts import split_parts
from articles.text.paragraphs import plain_paragraphs

MIN_LENGTH = 20
"""Characters of the end of a paragraph that identify it; its dateline may be missing."""


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """Figure with the text of the block before it and its captions' numbers."""

    after: str
    captions: tuple[int, ...]


def find_item_figures(content: Mapping[str, Any]) -> Iterator[ItemFigure]:
    """Yield the figures of a news item whose pictures have captions.

    `content` is what `dump_item` gives.
    """
    numbers = number_captions(content)
    before = ""
    for tag, words, source in content.get("blocks") or ():
        if tag != "figure":
            before = str(words)
            continue
        uris = list_references(str(source))
        if captions := tuple(numbers[uri] for uri in uris if uri in numbers):
            yield ItemFigure(before, captions)


def list_pictures(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the associations of a stored item, without audio and video."""
    return [one for one in content.get("associations") or () if one.get("kind") not in {"audio", "video"}]


def number_captions(content: Mapping[str, Any]) -> dict[str, int]:
    """Return the number of each associated picture's caption, from 0."""
    numbers: dict[str, int] = {}
    count = int(bool(str((content.get("photo") or {}).get("caption") or "").split()))
    for one in list_pictures(content):
        if str(one.get("caption") or "").split():
            numbers.setdefault(str(one.get("guid") or ""), count)
            count += 1
    return numbers


def place_figures(body: str, figures: Sequence[ItemFigure], photo_ids: Sequence[int]) -> str:
    """Return the body with the figures after the same blocks as in the item.

    `photo_ids` are the photos by the number of their captions. A figure whose block is missing is left out.
    """
    for figure in reversed(figures):
        photos = [photo_ids[number] for number in figure.captions if number < len(photo_ids)]
        place = _find_end(body, figure.after)
        if photos and place is not None:
            body = body[:place] + write_figure(photos) + body[place:]
    return body


def _find_end(body: str, text: str) -> int | None:
    """Return where the block with the text ends; 0 without a text."""
    wanted = " ".join(text.split())
    if not wanted:
        return 0
    end = 0
    for part in split_parts(body, BODY_BLOCKS):
        end += len(part.html)
        if part.name and _is_same(_read_text(part.html), wanted):
            return end
    return None


def _read_text(block: str) -> str:
    return " ".join(" ".join(plain_paragraphs(block)).split())


def _is_same(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= MIN_LENGTH and longer.endswith(shorter))
