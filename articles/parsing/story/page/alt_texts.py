"""Texts of the images on a page, which may have the credit of their picture."""

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from articles.parsing.lexicon import Lexicon
from articles.parsing.story.page.element_names import holds_other_texts, names_page_part
from articles.parsing.story.page.regions import list_elements
from articles.parsing.story.photo_blocks import PhotoBlock, find_line_credit
from articles.parsing.story.types import IN_BODY, BlockKind, CopyLine
from articles.text.html_elements import HtmlElement
from newsroom.text.spans import Confidence, Span

_RULE = "page.alt-text"
_REACH = 5
_MAX_PICTURES = 300
"""A page with more of them is no story; further captions are listed as left out."""
_SHOWN = frozenset({BlockKind.CAPTION, BlockKind.CREDIT})


def split_alt_texts(lines: Sequence[CopyLine]) -> tuple[list[CopyLine], list[CopyLine]]:
    """Return the other lines, and the texts of images, which are left out and listed."""
    alts = [line for line in lines if line.tag == "img"]
    for line in alts:
        line.claim(BlockKind.FURNITURE, _RULE)
    return [line for line in lines if line.tag != "img"], alts


def add_alt_credits(
    alts: Sequence[CopyLine], lines: Sequence[CopyLine], pictures: Sequence[PhotoBlock], lexicon: Lexicon
) -> list[PhotoBlock]:
    """Return the pictures of the story, with the credits that only their images have."""
    text = {element for line in lines if line.kind in IN_BODY for element in list_elements(line)}
    shown = [line for line in lines if line.kind in _SHOWN] if alts else []
    own = {element: line for line in reversed(shown) for element in list_elements(line)}
    found = {picture.span: picture for picture in pictures}
    of_story = list(islice(_list_in_story(alts, lines), _MAX_PICTURES))
    for alt in {alt.text: alt for alt in reversed(of_story)}.values():
        credit = find_line_credit(alt.text, lexicon)
        near = (own[one] for one in islice(list_elements(alt), _REACH) if one in own and one not in text)
        line = next(near, None)
        picture = found.get(line.span) if line else None
        if credit is None:
            continue
        if line is None:
            alt.claim(BlockKind.CAPTION, _RULE, Confidence.LIKELY)
            found[alt.span] = PhotoBlock(alt.span)
        elif picture and picture.caption and find_line_credit(line.text, lexicon) is None:
            span = Span(min(alt.start, line.start), max(alt.end, line.end))
            found[line.span] = PhotoBlock(span, text=line.span, credit=credit.span.shift(alt.start))
    return sorted(found.values(), key=lambda picture: picture.span)[:_MAX_PICTURES]


def _list_in_story(alts: Sequence[CopyLine], lines: Sequence[CopyLine]) -> Iterator[CopyLine]:
    """Yield the texts of images in the element around headline and text."""
    title = next((line for line in lines if line.kind is BlockKind.HEADLINE and line.element), None)
    body = [line for line in lines if line.kind in IN_BODY and line.element]
    text = set(list_elements(body[0])) if body else set()
    around = next((element for element in list_elements(title) if element in text), None) if title else None
    for alt in alts:
        inner = list(takewhile(lambda element: element is not around, list_elements(alt)))
        is_inside = around is not None and len(inner) < len(list(list_elements(alt)))
        is_shown = not alt.link_share and alt.element is not None and not alt.element.is_hidden
        if is_inside and is_shown and alt.start < body[-1].start and not any(map(_is_of_page, inner)):
            yield alt


def _is_of_page(element: HtmlElement) -> bool:
    return names_page_part(element) or holds_other_texts(element)


def drop_copies(pictures: Sequence[PhotoBlock], text: str) -> list[PhotoBlock]:
    """Return each captioned picture once, with the credit that one of its copies has."""
    found: dict[object, PhotoBlock] = {}
    for picture in pictures:
        key = (picture.text or picture.span).of(text) if picture.caption else picture.span
        if key not in found or (picture.credit and not found[key].credit):
            found[key] = picture
    return list(found.values())
