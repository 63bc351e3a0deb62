"""Lines of a story that are captions and credits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from articles.parsing.credits.credits_apart import find_credit_apart, find_credit_in_brackets
from articles.parsing.credits.locate import find_credit
from articles.parsing.credits.names_and_houses import JOINTS, SOURCES, is_name
from articles.parsing.credits.parse import read_cached_credit
from articles.parsing.credits.types import PartKind
from articles.parsing.dates.calendar_names import FULL_MONTHS
from articles.parsing.lexicon import Lexicon
from articles.parsing.story.byline import is_author_joint, is_byline
from articles.parsing.story.credit_blocks import claim_credit_blocks
from articles.parsing.story.dateline import read_dateline
from articles.parsing.story.notes import is_date
from articles.parsing.story.sentences import (
    count_sentence_breaks,
    has_final_stop,
    is_running_text,
)
from articles.parsing.story.types import TITLE_TAGS, BlockKind, CopyLine
from articles.parsing.tags.parse import read_cached_tag
from newsroom.text.spans import Confidence, Reading, Span

_CAPTION_OPENING = re.compile(
    r"(?:date \d{4}(?:-\d\d)?\b"
    r"|(?:im bild|bildunterschrift|bildtext|bildzeile|bildlegende|bu|caption|pictured|auf dem (?:foto|bild))\s?:"
    r"|\((?:l-r|l to r|l\. to r\.|from left|von links|v\.\s?l)[^()]{0,30}\)|from left(?: to right)?:"
    r"|von links(?: nach rechts)?:|v\. ?l\. ?(?:n\. ?r\. ?)?:"
    r"|(?:archiv|file|archive|archivbild|archivfoto|symbolbild|symbolfoto|file photo|handout)\s?[:–-]\s)",
    re.IGNORECASE,
)
_CAPTION_LABEL = re.compile(
    r"(?:image caption,|(?:caption|bildunterschrift|bildtext|bildlegende|legende|im bild)\s?:)\s",
    re.IGNORECASE,
)
_CAPTION_SIGNS = re.compile(
    r"\((?:archiv(?:bild|foto|aufnahme)?|symbol(?:bild|foto)|file(?: photo)?|undatierte? (?:aufnahme|foto)"
    r"|themenbild|illustration|[lrm]\.?|li\.?|re\.?|links|rechts|mitte|left|right|cent(?:er|re)"
    r"|[2-9]\. ?v\. ?[lr]\.?|v\. ?[lr]\. ?(?:n\. ?[lr]\.)?|l-r|vorne?|hinten)\)",
    re.IGNORECASE,
)
_ARCHIVE_END = re.compile(
    r"\((?:archiv(?:bild|foto|aufnahme)?|symbol(?:bild|foto)|file(?: photo)?|undatierte? (?:aufnahme|foto)|themenbild)"
    r"\)\.?$",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"\((?:[lr]\.?|li\.?|re\.?|links|rechts|left|right|[2-9]\. ?v\. ?[lr]\.?|v\. ?[lr]\. ?(?:n\. ?[lr]\.)?|l-r)\)",
    re.IGNORECASE,
)
_MONTH = "|".join(sorted(name.title() for name in FULL_MONTHS))
_DATED = re.compile(rf"\b(?:am )?\d{{1,2}}\. (?:{_MONTH}) \d{{4}}\.?$")
_PHOTO_WORD = re.compile(
    r"foto|bild|photo|getty|image|grafik|\bvia\b|©|\(c\)|picture|credit|quelle|symbol|archiv", re.IGNORECASE
)
_PHOTO_SIGNS = (
    "/", "|", "©", "(c)", "foto", "photo", "getty", "grafik", "picture", "credit", "symbolbild", "archivbild",
    "pic:", "pics:", "courtesy",
)  # fmt: skip
_PHOTO_PHRASES = re.compile(r"\bvia\b|images?\b|\bbild(?:er)?(?:\s|\s?[:(])|bild(?:er)?\s?[:(]|quelle\s?:")
_PHOTO_STEMS = ("via", "image", "bild", "quelle")
_AGENCIES_AT_END = ("afp", "dpa", "epd", "kna", "apa", "ap", "reuters", "imago", "keystone")
_RIGHTS_OF_FIRM = re.compile(
    r"(?:©|\(c\)|copyright).*(?:rechte vorbehalten|rights reserved|\b(?:gmbh|inc|ltd|llc|plc)\b)",
    re.IGNORECASE,
)
"""The copyright line of a site; that of a picture has an agency or a photographer, too."""
_SIGN = re.compile(r"[(\[]?(?:©|\(c\)|copyright|quelle)", re.IGNORECASE)
_SHARED_LABEL = re.compile(r"\(?(?:foto|bild|text)s?-?\s?/\s?(?:bild|text|foto)?-?quelle\s?:", re.IGNORECASE)
"""`Foto/Quelle: dts` signs text and picture."""
_CAPTION_NAMES = ("caption", "bildunterschrift", "bildtext", "legende")
_SIGN_AT_END = re.compile(r"/\s?[a-zäöüß]{2,4}$")
_MAX_CAPTION_LENGTH = 1_200
_MAX_CREDIT_LENGTH = 220
_MAX_SENTENCES = 6
_NAME_AT_END = re.compile(r"[.!?]\s\((?P<name>[^\W\d_][\w.'’-]+(?:\s[\w.'’-]+){1,3})\)$")
_MAX_SIGNED_LENGTH = 240
_MAX_CANDIDATES = 400
MAX_PHOTOS = 60
"""Further lines that look like captions stay in the text."""
_CREDIT_REACH = 220


@dataclass(frozen=True, slots=True)
class PhotoBlock:
    """A caption with its credit, also on a line of its own; or a credit alone.

    `text` and `credit` are the spans of both where other words are between them, or the credit is above.
    """

    span: Span
    caption: bool = True
    text: Span | None = None
    credit: Span | None = None

    @classmethod
    def from_match(cls, line: CopyLine, match: re.Match[str]) -> Self:
        """Return the photo of a line, of which a match has the caption and the credit."""
        text, credit = (Span(*match.span(name)).shift(line.start) for name in ("caption", "credit"))
        return cls(line.span, text=text, credit=credit)


def claim_photos(lines: Sequence[CopyLine], lexicon: Lexicon) -> list[PhotoBlock]:
    """Claim caption and credit lines and return them as pairs, in order."""
    pictures = claim_blocks_of_two(lines, lexicon)
    last_running = max(
        (p for p, line in enumerate(lines) if line.is_unclaimed and is_running_text(line.text)), default=-1
    )
    candidates = 0
    for index, line in enumerate(lines):
        if not line.is_unclaimed or not _is_candidate(line, lexicon) or is_byline(line.text):
            continue
        candidates += 1
        if candidates > _MAX_CANDIDATES or len(pictures) >= MAX_PHOTOS:
            break
        is_in_text = index < last_running
        credit = _find_credit(line.text, lexicon, is_in_text=is_in_text)
        if credit is not None and is_whole_line(credit, line.text):
            if is_in_text or not (is_tag_line(line.text, lexicon) or _is_imprint(line, lexicon)):
                _claim_credit(lines, index, pictures, lexicon)
        elif credit is not None and _is_dated(line.text, credit, lexicon):
            continue
        elif is_caption(line, credit, lexicon) or (
            is_in_text and _is_signed_by_photographer(line, credit, lexicon)
        ):
            line.claim(BlockKind.CAPTION, "picture.caption")
            pictures.append(PhotoBlock(line.span))
    return pictures


def claim_blocks_of_two(lines: Sequence[CopyLine], lexicon: Lexicon, top: int = 1) -> list[PhotoBlock]:
    """Claim captions with a credit without a label next to them, between blank lines."""
    return [_join_lines(*pair) for pair in claim_credit_blocks(lines, lexicon, top)]


def _find_credit(text: str, lexicon: Lexicon, *, is_in_text: bool) -> Reading[str] | None:
    """Return the credit that ends the line, without a label only in the text."""
    credit = find_line_credit(text, lexicon)
    signed = _find_signed_end(text, lexicon) if is_in_text else None
    if signed is not None and (credit is None or is_whole_line(credit, text)):
        return signed
    if credit is not None or not is_in_text:
        return credit
    in_brackets = find_credit_in_brackets(text, 0, len(text), lexicon)
    if in_brackets is not None and _SIGN_AT_END.search(in_brackets.value):
        return None  # `… sagte sie. (dpa/kr)`: the tag of a story with another one below it
    return in_brackets or _find_name_in_brackets(text)


def _find_signed_end(text: str, lexicon: Lexicon) -> Reading[str] | None:
    """Return a photographer and a house at the end: `… Kai. Jane Doe / The Post`.

    Next to an agency the photographer may be unknown or nobody: `… Kai.@kern/via AFP`, `… Kai. Uncredited/AP`.
    """
    if len(text) > _MAX_SIGNED_LENGTH or has_final_stop(text):
        return None
    found = find_credit_apart(text, lexicon)
    parts = read_cached_credit(found.value, lexicon).parts if found and found.span.start else ()
    has_agency = any(part.kind in SOURCES for part in parts)
    is_joined = any(part.separator in JOINTS for part in parts[1:])
    is_signed = any(
        part.kind is PartKind.NOBODY
        or (part.kind is PartKind.PERSON and is_name(part.text, known=not has_agency))
        for part in parts
    )
    return found if is_joined and is_signed else None


def _find_name_in_brackets(text: str) -> Reading[str] | None:
    """Return the photographer after one short sentence: `Der Kran am Kai. (Jane Doe)`."""
    match = _NAME_AT_END.search(text) if len(text) <= _MAX_SIGNED_LENGTH else None
    if match is None or not is_name(match["name"], known=True):
        return None
    return Reading(match["name"], Span(*match.span("name")), "picture.name-in-brackets", Confidence.LIKELY)


def _join_lines(caption: CopyLine, credit: CopyLine) -> PhotoBlock:
    span = Span(min(caption.start, credit.start), max(caption.end, credit.end))
    label = _CAPTION_LABEL.match(caption.text)
    text = Span(caption.start + label.end(), caption.end) if label else caption.span
    return PhotoBlock(span, text=text, credit=credit.span)


def _is_dated(text: str, credit: Reading[str], lexicon: Lexicon) -> bool:
    """Return whether a date is before the source, or a dateline opens the line."""
    dateline = read_dateline(text, lexicon)
    is_opening = dateline is not None and bool(dateline.agencies)
    return is_opening or is_date(text[: credit.span.start].strip().casefold())


def _is_candidate(line: CopyLine, lexicon: Lexicon) -> bool:
    """Return whether the line may be a caption or credit, by a cheap test."""
    if len(line.text) > _MAX_CAPTION_LENGTH:
        return False
    if line.tag == "figcaption" or line.has_class_name(*_CAPTION_NAMES):
        return True
    if has_photo_sign(line.text) or (len(line.text) <= _MAX_SIGNED_LENGTH and line.text.endswith(")")):
        return True
    return (
        bool(_CAPTION_OPENING.match(line.text))
        or _is_marked_caption(line.text)
        or lexicon.find_agency(line.text) is not None
    )


def has_photo_sign(text: str) -> bool:
    """Return whether the end of the line has a sign or word of credits.

    Every paragraph is tested, therefore plain look-ups.
    """
    end = text[-_CREDIT_REACH:].casefold()
    return (
        any(sign in end for sign in _PHOTO_SIGNS)
        or end.rstrip(") \n\t").endswith(_AGENCIES_AT_END)
        or (any(stem in end for stem in _PHOTO_STEMS) and bool(_PHOTO_PHRASES.search(end)))
    )


def is_caption(line: CopyLine, credit: Reading[str] | None, lexicon: Lexicon) -> bool:
    """Return whether an element, an opening or a final credit marks a caption."""
    text = line.text
    if line.tag == "figcaption" or line.has_class_name(*_CAPTION_NAMES) or _CAPTION_OPENING.match(text):
        return True
    if _is_marked_caption(text):
        return True
    if credit is None or count_sentence_breaks(text) > _MAX_SENTENCES:
        return False
    return bool(_PHOTO_WORD.search(credit.span.of(text))) or not read_cached_tag(text, lexicon).trailing


def _is_signed_by_photographer(line: CopyLine, credit: Reading[str] | None, lexicon: Lexicon) -> bool:
    """Return whether a photographer signs the line: `(Tom Wherry/PA)`.

    At the end of a story the same form is a closing tag.
    """
    if credit is None or count_sentence_breaks(line.text) > 1:
        return False
    return bool(read_cached_credit(credit.value, lexicon).photographers)


def find_line_credit(text: str, lexicon: Lexicon) -> Reading[str] | None:
    """Return the credit that ends the line, a doubtful one only if it is all of it."""
    if not has_photo_sign(text):
        return (
            None
            if lexicon.find_agency(text) is None
            else Reading(text, Span(0, len(text)), "picture.agency-alone")
        )
    found = find_credit(text, lexicon)
    if found is not None and _RIGHTS_OF_FIRM.search(text):
        credit = read_cached_credit(found.value, lexicon)
        return found if credit.agencies or credit.photographers else None
    if found is None or found.confidence is Confidence.DOUBTFUL:
        return found if found is not None and is_whole_line(found, text) else None
    return found


def is_whole_line(credit: Reading[str], text: str) -> bool:
    """Return whether the line is the credit and brackets only."""
    return len(text) <= _MAX_CREDIT_LENGTH and len(credit.value) >= len(text.strip("()[]. "))


def _claim_credit(
    lines: Sequence[CopyLine], index: int, pictures: list[PhotoBlock], lexicon: Lexicon
) -> None:
    line = lines[index]
    if index and is_byline(lines[index - 1].text) and not _PHOTO_WORD.search(line.text):
        line.claim(BlockKind.BYLINE, "byline.agency")  # `By JANE ROE`, with her employer below
        return
    if index and is_author_joint(lines[index - 1].text):
        lines[index - 1].claim(BlockKind.FURNITURE, "furniture.byline-label", Confidence.LIKELY)
        line.claim(BlockKind.BYLINE, "byline.agency", Confidence.LIKELY)
        return
    line.claim(BlockKind.CREDIT, "picture.credit-line")
    above = _find_caption_above(lines, index, pictures, lexicon)
    if above is None:
        pictures.append(PhotoBlock(line.span, caption=False))
        return
    if not above.is_unclaimed:
        pictures.pop()
    above.claim(BlockKind.CAPTION, "picture.above-credit", Confidence.LIKELY)
    pictures.append(PhotoBlock(Span(above.start, line.end)))


def is_tag_line(text: str, lexicon: Lexicon) -> bool:
    """Return whether a line such as `dpa/afp` is the tag after the last running text.

    Below a caption the same line is a credit.
    """
    if _PHOTO_WORD.search(text) and not _SIGN.match(text) and not _SHARED_LABEL.match(text):
        return False
    return (
        read_cached_tag("\n" + text, lexicon).trailing
        or lexicon.find_agency(text.strip("()[]© ")) is not None
    )


def _is_imprint(line: CopyLine, lexicon: Lexicon) -> bool:
    """Return whether a line like `© 2024 Auenbote` below the text is about the page.

    A line that names a photographer is a credit.
    """
    return bool(_SIGN.match(line.text)) and not read_cached_credit(line.text, lexicon).photographers


def _find_caption_above(
    lines: Sequence[CopyLine], index: int, pictures: Sequence[PhotoBlock], lexicon: Lexicon
) -> CopyLine | None:
    """Return the line above a credit if it is its caption, not a headline or body."""
    if not index:
        return None
    above = lines[index - 1]
    if above.kind is BlockKind.CAPTION:
        is_alone = bool(pictures) and pictures[-1].span == above.span
        return above if is_alone and find_line_credit(above.text, lexicon) is None else None
    if not above.is_unclaimed or len(above.text) > 500 or count_sentence_breaks(above.text) > 3:
        return None
    is_source = (
        index == 1 and lexicon.find_agency(lines[1].text) is not None and not has_final_stop(above.text)
    )
    if is_source or above.tag in TITLE_TAGS or is_byline(above.text):
        return None
    if _is_attached(lines, index) or is_caption_like(above.text):
        return above
    return above if _is_below_headline(lines, index - 1) else None


def _is_attached(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether no blank line is above, in copy that separates by blank lines."""
    if lines[index].blank_before:
        return False
    return index == 1 or any(line.blank_before for line in lines[1:])


def _is_below_headline(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether one title is above, so that the short line is no headline."""
    earlier = [line.text for line in lines[:index] if line.is_unclaimed]
    is_short = len(lines[index].text) < 250 and not count_sentence_breaks(lines[index].text)
    return is_short and len(earlier) == 1 and not is_running_text(earlier[0])


def _is_marked_caption(text: str) -> bool:
    """Return whether an archive mark ends the line, or a position mark is in a title."""
    archive = _ARCHIVE_END.search(text)
    if len(text) > 300 or count_sentence_breaks(text[: archive.start()].rstrip() if archive else text):
        return False
    return archive is not None or (not has_final_stop(text) and bool(_POSITION.search(text)))


def is_caption_like(text: str) -> bool:
    return bool(_CAPTION_SIGNS.search(text) or _CAPTION_OPENING.match(text) or _DATED.search(text))
