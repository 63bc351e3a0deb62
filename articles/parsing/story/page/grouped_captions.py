"""Captions that a page prints in a group of their own, between blank lines.

The line below is their credit in a few words, or the counter of a gallery.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from articles.parsing.credits.parse import read_cached_credit
from articles.parsing.credits.types import PartKind
from articles.parsing.lexicon import Lexicon
from articles.parsing.story.byline import is_byline
from articles.parsing.story.page.teasers import is_open_paragraph
from articles.parsing.story.photo_blocks import PhotoBlock
from articles.parsing.story.sentences import count_sentence_breaks, count_words, has_final_stop
from articles.parsing.story.types import AUTHOR_OR_DATE, BlockKind, CopyLine
from newsroom.text.spans import Confidence, Span
from newsroom.text.wordlists import split_words

_UNNAMED = frozenset(
    split_words(
        """
        leserreporter leser-reporter leserfoto leserbild privat zvg pd handout symbolbild symbolfoto archiv archivbild
        archivfoto themenbild agenturbild screenshot supplied private submitted handout unsplash pixabay pexels istock
        shutterstock adobestock
        """
    )
)
"""Words for a source that signs a picture without a name."""
_HOUSE_MARK = re.compile(
    r"(?P<house>[\w&.-]+(?: [\w&.-]+)?) (?:archive?|images?|pool|pictures|media)", re.IGNORECASE
)
_SIGNED = re.compile(
    r"(?P<caption>\S.{14,150}\.) "
    r"\((?P<credit>[A-Z][\w.'’&-]+(?: (?:of|the|and|for|\d{1,3}|[A-Z][\w.'’&-]+)){1,6})\)"
)
"""`The car was destroyed by the fire. (Marlow Fire Department)`"""
_MIN_WORDS, _MIN_TITLE_WORDS, _MAX_CREDIT_WORDS = 3, 4, 4
_MAX_LENGTH = 160
_MAX_SIGNED_LENGTH = 60
_HEAD_KINDS = AUTHOR_OR_DATE | {BlockKind.FURNITURE}
_OFFICES = frozenset(
    split_words(
        """
        kapo kantonspolizei stadtpolizei stapo polizei feuerwehr ff bergrettung rega wasserrettung bundespolizei police
        policía gendarmerie zoll lapd nypd rnli
        """
    )
)
"""Offices that publish pictures of their own: `Kapo BE`, `FF Neudorf`."""


def claim_grouped_captions(
    lines: Sequence[CopyLine], top: int, end: int, lexicon: Lexicon
) -> list[PhotoBlock]:
    """Claim captions from line `top` on, above line `end` and the last paragraph."""
    last = max((index for index, line in enumerate(lines) if is_open_paragraph(line)), default=0)
    photos: list[PhotoBlock] = []
    for index, below in pairwise(range(top, min(end, last + 1))):
        line = lines[index]
        if not line.is_unclaimed or len(line.text) > _MAX_LENGTH:
            continue
        photo = None
        if _opens_group(lines, index, end):
            photo = _claim_signed(line)
            if photo is None and not lines[below].blank_before:
                photo = _claim_with_line_below(lines, index, lexicon)
        photos += [photo] if photo is not None else []
    return photos


def _opens_group(lines: Sequence[CopyLine], index: int, end: int) -> bool:
    """Return whether a blank line is above, in the head also a line of the page."""
    if lines[index].blank_before or not index:
        return True
    return end < len(lines) and lines[index - 1].kind in _HEAD_KINDS


def _claim_signed(line: CopyLine) -> PhotoBlock | None:
    match = _SIGNED.fullmatch(line.text) if line.text.endswith(")") else None
    if match is None or count_sentence_breaks(match["caption"]):
        return None
    line.claim(BlockKind.CAPTION, "page.signed-caption", Confidence.LIKELY)
    return PhotoBlock.from_match(line, match)


def _claim_with_line_below(lines: Sequence[CopyLine], index: int, lexicon: Lexicon) -> PhotoBlock | None:
    caption, below = lines[index], lines[index + 1]
    if (
        count_words(caption.text) < _MIN_WORDS
        or count_sentence_breaks(caption.text)
        or is_byline(caption.text)
    ):
        return None
    if below.is_unclaimed and _is_source(below.text, lexicon):
        caption.claim(BlockKind.CAPTION, "page.grouped-caption", Confidence.LIKELY)
        below.claim(BlockKind.CREDIT, "page.grouped-caption", Confidence.LIKELY)
        return PhotoBlock(Span(caption.start, below.end), text=caption.span, credit=below.span)
    return None


def _is_source(text: str, lexicon: Lexicon) -> bool:
    """Return whether a few words are an agency, a house or a source without a name."""
    if has_final_stop(text) or count_words(text) > _MAX_CREDIT_WORDS:
        return not has_final_stop(text) and len(text) <= _MAX_SIGNED_LENGTH and _is_for_client(text, lexicon)
    mark = _HOUSE_MARK.fullmatch(text)
    house = mark["house"] if mark is not None else text
    if text.split(maxsplit=1)[0].casefold() in _OFFICES and text[0].isupper():
        return True
    return text.casefold() in _UNNAMED or lexicon.find_agency(house) is not None


def _is_for_client(text: str, lexicon: Lexicon) -> bool:
    """Return whether a photographer and her client are named: `Jane Roe for The Post`."""
    kinds = [part.kind for part in read_cached_credit(text, lexicon).parts] if " for " in text else []
    return kinds == [PartKind.PERSON, PartKind.CLIENT]
