"""Captions and credits of a page on lines next to each other, in either order.

`Image source, …` is above its caption, `Bildquelle: …` below it; words of the page may be between them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from articles.parsing.lexicon import Lexicon
from articles.parsing.story.byline import is_byline
from articles.parsing.story.dateline import read_dateline
from articles.parsing.story.page.sources import claim_source, signs_page
from articles.parsing.story.page.teasers import is_open_paragraph, is_paragraph
from articles.parsing.story.photo_blocks import (
    PhotoBlock,
    find_line_credit,
    has_photo_sign,
    is_whole_line,
)
from articles.parsing.story.sentences import count_sentence_breaks, count_words, has_final_stop
from articles.parsing.story.types import BlockKind, CopyLine
from articles.parsing.tags.parse import read_cached_tag
from newsroom.text.spans import Confidence, Span

_CAPTION_WORDS = r"(?:image|photo|picture) caption|caption|bildunterschrift|bildlegende|bildtext|legende"
CAPTION_LABEL = re.compile(
    rf"(?:{_CAPTION_WORDS}|toggle caption|bildbeschreibung)\s?[,:]?"
    r"|(?:view|open|show|see) (?:the |all )?(?:image|photo|picture|gallery).{0,25}"
    r"|expand image|full ?screen|(?:acquire|purchase) licensing rights.{0,30}"
    r"|(?:bild|foto|galerie)(?: in)? (?:vollbild|vergrößern|vergrössern|öffnen|anzeigen).{0,20}|zoom|credit"
    r"|(?:image|photo|picture|bild|foto)\s?:",
    re.IGNORECASE,
)
_CREDIT_LABEL = re.compile(
    r"\(?(?:(?:image|photo|picture) (?:source|credit)|source|credit|quelle|bildquelle|fotoquelle|bildrechte"
    r"|bildnachweis|copyright|visuali[sz]ation|visualisierung|rendering|illustration|foto|bild|photo|pic|picture)\s?[:,]\s?\S.{1,80}"
    r"|(?:courtesy(?: of)?|(?:provided|submitted|supplied) by) [A-Z].{1,60}",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?P<caption>.{20,400}?)\s?(?P<credit>Credit\.{3}\s?\S.{1,80})")
"""`The ferry on Tuesday.Credit...Jane Roe/Agency`"""
_HOUSE_AND_NAME = re.compile(r"[A-ZÄÖÜ][\w.-]{1,20}\s?/\s?[A-ZÄÖÜ][\w.'’-]+(?: [A-Za-zÄÖÜäöü][\w.'’-]+){1,3}")
NAME_AND_HOUSE = re.compile(r"(?:[A-ZÄÖÜ][\w.'’-]+ ){1,3}[A-ZÄÖÜ][\w.'’-]+\s?/\s?[A-ZÄÖÜ][\w&. -]{1,30}")
"""`Karin Berg / Nordhavener Bote`"""
_HOUSE_IN_BRACKETS = re.compile(r"\([A-ZÄÖÜ][\w&.'’-]*(?:[ /][A-ZÄÖÜ][\w&.'’-]*){0,5}[ /]?\)")
_LABEL_START = re.compile(
    rf"(?:{_CAPTION_WORDS})\s?[,:]\s?"
    r"|(?:(?:bild|foto|image|photo|picture)\s)?\d{1,3}\s?(?:/|von|of)\s?\d{1,3}\s?:?\s+(?=[A-ZÄÖÜ„“\"«])"
    r"|[\[(]\d{1,3}\s?(?:/|von|of)\s?\d{1,3}[\])]\s*(?=[A-ZÄÖÜ„“\"«])",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(rf"(?:{_CAPTION_WORDS}|image|photo|picture)\s?[,:]", re.IGNORECASE)
_MAX_CREDIT_LENGTH = 160
_MAX_CAPTION_LENGTH = 400
_REACH = 3
_MAX_SHORT_CAPTION = 110
_PAIR = 2


def claim_page_photos(lines: Sequence[CopyLine], lexicon: Lexicon, start: int) -> list[PhotoBlock]:
    """Claim each credit with the caption next to it; return them as photos.

    The text begins at `start`; a copyright line below that is an agency's tag is none.
    """
    for line in lines:
        if line.is_unclaimed and CAPTION_LABEL.fullmatch(line.text):
            line.claim(BlockKind.FURNITURE, "page.caption-label")
    _claim_copies(lines, lexicon)
    photos = list(_claim_glued(lines))
    text_end = max((index for index, line in enumerate(lines) if is_open_paragraph(line)), default=len(lines))
    for index, line in enumerate(lines):
        if not line.is_unclaimed or not is_credit(line.text, lexicon):
            continue
        is_labelled = _CREDIT_LABEL.fullmatch(line.text) is not None
        if signs_page(line.text, is_below_text=index > text_end):
            continue
        if claim_source(lines, index, start, lexicon, is_labelled=is_labelled):
            continue
        caption = _find_caption_near(lines, index, lexicon, is_in_head=index <= start + _REACH)
        if caption is not None:
            photos.append(claim_pair(lines, caption, index))
    return [*photos, *_claim_labelled(lines, lexicon)]


def _claim_glued(lines: Sequence[CopyLine]) -> Iterator[PhotoBlock]:
    for line in lines:
        match = _GLUED.fullmatch(line.text) if line.is_unclaimed else None
        if match is not None:
            line.claim(BlockKind.CAPTION, "page.glued-credit")
            yield PhotoBlock.from_match(line, match)


def _claim_labelled(lines: Sequence[CopyLine], lexicon: Lexicon) -> Iterator[PhotoBlock]:
    """Claim captions without a credit, below the word of the page for a caption."""
    for label, line in pairwise(lines):
        is_label = label.rule == "page.caption-label" and _LABEL_ALONE.fullmatch(label.text) is not None
        if is_label and line.is_unclaimed and may_be_caption(line.text, lexicon):
            line.claim(BlockKind.CAPTION, "page.labelled-caption", Confidence.LIKELY)
            yield PhotoBlock(line.span)


def _find_caption_near(
    lines: Sequence[CopyLine], credit: int, lexicon: Lexicon, *, is_in_head: bool
) -> int | None:
    """Return the caption next to a credit, in the head of a page also one set apart."""
    caption = _find_caption(lines, credit, lexicon)
    if caption is None and is_in_head:
        caption = _find_caption_set_apart(lines, credit, lexicon)
    return caption


def _find_caption_set_apart(lines: Sequence[CopyLine], credit: int, lexicon: Lexicon) -> int | None:
    """Return the caption above a credit and the blank line between them.

    Above a caption in the head are words of the page, a date or author, and further up the headline.
    """
    if credit < _PAIR or not lines[credit].blank_before:
        return None
    caption = lines[credit - 1]
    if not caption.is_unclaimed or not may_be_caption(caption.text, lexicon):
        return None
    return credit - 1 if _has_title(lines, credit - 1) else None


def _claim_copies(lines: Sequence[CopyLine], lexicon: Lexicon) -> None:
    """Claim what the page shows again: a caption with its credit, or without it above."""
    seen: set[str] = set()
    for index, line in enumerate(lines):
        if not line.is_unclaimed or count_words(line.text) <= _REACH:
            continue
        below = next((one.text for one in lines[index + 1 : index + 2]), "")
        if _opens_with(below, line.text) and has_photo_sign(below):
            line.claim(BlockKind.FURNITURE, "page.repeated", Confidence.LIKELY)
        elif has_photo_sign(line.text) and not is_credit(line.text, lexicon):
            if line.text in seen:
                line.claim(BlockKind.FURNITURE, "page.repeated", Confidence.LIKELY)
            seen.add(line.text)


def _opens_with(text: str, words: str) -> bool:
    """Return whether a longer line begins with all words of another line."""
    after = text[len(words) : len(words) + 1]
    return text.startswith(words) and bool(after) and (not after.isalnum() or has_final_stop(words))


def is_credit(text: str, lexicon: Lexicon) -> bool:
    if len(text) > _MAX_CREDIT_LENGTH or is_byline(text) or lexicon.find_agency(text) is not None:
        return False
    if NAME_AND_HOUSE.fullmatch(text) or _HOUSE_IN_BRACKETS.fullmatch(text):
        return True
    if _CREDIT_LABEL.fullmatch(text) or _HOUSE_AND_NAME.fullmatch(text):
        return not has_final_stop(text) or text.endswith(")")
    credit = find_line_credit(text, lexicon)
    return credit is not None and is_whole_line(credit, text)


def _find_caption(lines: Sequence[CopyLine], credit: int, lexicon: Lexicon) -> int | None:
    """Return the index of the caption above or below, with no blank line between."""
    above = _find_neighbour(lines, credit, -1, lexicon)
    if above is not None and _is_first_of_group(lines, above):
        return above
    below = _find_neighbour(lines, credit, 1, lexicon)
    if below is None or _opens_text(lines, below):
        return above
    return above if above is not None and is_paragraph(lines[below].text) else below


def _opens_text(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether several sentences have more text right below, as no caption has."""
    text, following = lines[index].text, lines[index + 1 : index + 2]
    return (
        len(text) > _MAX_SHORT_CAPTION
        and count_sentence_breaks(text) > 0
        and any(is_open_paragraph(line) and not line.blank_before for line in following)
    )


def _has_title(lines: Sequence[CopyLine], caption: int) -> bool:
    """Return whether another line above the caption may be the headline."""
    return any(line.is_unclaimed and count_words(line.text) > _REACH for line in lines[:caption])


def _find_neighbour(lines: Sequence[CopyLine], credit: int, step: int, lexicon: Lexicon) -> int | None:
    for distance in range(1, _REACH + 1):
        index = credit + step * distance
        if not 0 <= index < len(lines) or lines[index + (step < 0)].blank_before:
            return None
        if lines[credit].tag == "figcaption" and lines[index].figure != lines[credit].figure:
            return None
        line = lines[index]
        is_copy = distance == 1 and step < 0 and line.rule == "page.repeated"
        if (line.is_unclaimed or is_copy) and may_be_caption(line.text, lexicon):
            return index
        if line.is_unclaimed and count_words(line.text) > _REACH:
            return None
        if not line.is_unclaimed and line.kind is not BlockKind.FURNITURE:
            return None
    return None


def _is_first_of_group(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether no other line of the text is above it without a blank line."""
    line = lines[index]
    while index and not lines[index].blank_before and lines[index - 1].text == line.text:
        index -= 1
    return (
        lines[index].blank_before
        or index == 0
        or not lines[index - 1].is_unclaimed
        or has_final_stop(line.text)
    )


def may_be_caption(text: str, lexicon: Lexicon) -> bool:
    return (
        len(text) <= _MAX_CAPTION_LENGTH
        and count_words(text) > _REACH
        and not is_byline(text)
        and not _has_agency_dateline(text, lexicon)
        and not _ends_story(text, lexicon)
        and find_line_credit(text, lexicon) is None
    )


def _ends_story(text: str, lexicon: Lexicon) -> bool:
    """Return whether sentences end with an agency and a writer's sign: `(dpa/jr)`."""
    if not text.endswith(")") or not count_sentence_breaks(text):
        return False
    tag = read_cached_tag(text, lexicon)
    return tag.trailing and bool(tag.agencies) and bool(tag.editors)


def _has_agency_dateline(text: str, lexicon: Lexicon) -> bool:
    dateline = read_dateline(text, lexicon)
    return dateline is not None and bool(dateline.agencies)


def skip_caption_label(picture: PhotoBlock, text: str) -> PhotoBlock:
    """Return the picture without the word of the page before its caption: `Legende:`."""
    label = _LABEL_START.match(picture.span.of(text)) if picture.text is None and picture.caption else None
    if label is None or label.end() == picture.span.end - picture.span.start:
        return picture
    return replace(picture, span=Span(picture.span.start + label.end(), picture.span.end))


def claim_pair(lines: Sequence[CopyLine], caption: int, credit: int) -> PhotoBlock:
    first, last = sorted((caption, credit))
    for line in lines[first + 1 : last]:
        if line.is_unclaimed:
            line.claim(BlockKind.FURNITURE, "page.navigation")
    words, signature = lines[caption].text, lines[credit].text
    copies = [line for line in lines if line.text == words]
    copies += [line for line in lines[last + 1 : last + 1 + _REACH] if line.text == signature]
    for line in copies:
        if line.is_unclaimed:
            line.claim(BlockKind.FURNITURE, "page.repeated", Confidence.LIKELY)
    lines[caption].claim(BlockKind.CAPTION, "page.caption")
    lines[credit].claim(BlockKind.CREDIT, "page.credit")
    span = Span(lines[first].start, lines[last].end)
    label = _LABEL_START.match(lines[caption].text)
    words_end = lines[caption].start + len(words.rstrip(" -–—|"))
    text = Span(lines[caption].start + (label.end() if label else 0), words_end)
    end = lines[credit].end - (signature.endswith(")") and "(" not in signature)
    return PhotoBlock(span, text=text or lines[caption].span, credit=Span(lines[credit].start, end))
