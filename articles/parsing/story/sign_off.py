"""The end of the running text: closing tag, sign-off, author's line."""

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.parsing.lexicon import Lexicon
from articles.parsing.story.byline import is_author_line, is_bare_name, is_byline, names_author
from articles.parsing.story.dateline import read_dateline
from articles.parsing.story.photo_blocks import PhotoBlock
from articles.parsing.story.sentences import is_running_text
from articles.parsing.story.types import AUTHOR_OR_DATE, BlockKind, CopyLine
from articles.parsing.tags.parse import Tag, read_cached_tag
from articles.parsing.tags.regions import END_MARK
from newsroom.text.spans import Confidence, Span

_MAX_LINES = 6
_MIN_STORY_LINES = 3
_FOOTER_LINES = 12
_MAX_LINES_ABOVE = 300
"""Lines in which a source above the text is looked for; a long list of names has no text at all."""
_CONTEXT = 200
_MAX_SOURCE_LENGTH = 80
_PHOTO_WORD = re.compile(
    r"foto|bild|photo|image|grafik|picture|©|\(c\)|copyright|archiv|\bvia\b", re.IGNORECASE
)
_SOURCE_LABEL = re.compile(r"(?:quelle|source)\s?:", re.IGNORECASE)
_CONTRIBUTOR_STARTS = (
    "reporting by", "additional reporting", "writing by", "written by", "editing by", "edited by", "compiled by",
    "bericht von", "berichtet von", "reporter:",
)  # fmt: skip
_PRESS_RELEASE_STARTS = ("original-content", "original content", "ots-originaltext", "contenu original")
_INITIALS = re.compile(r"[a-z]{2,4}(?:/[a-z]{2,4})+")
_IN_BRACKETS = re.compile(r"\([^()]{2,60}\)")
_SIGN_OFF = re.compile(r"(?P<agency>[A-Za-z-]{3,8})(?:/[a-z]{2,3})?(?: [a-z][a-z0-9]{1,4}){1,6}")


def claim_source_above(
    lines: Sequence[CopyLine], pictures: list[PhotoBlock], lexicon: Lexicon
) -> tuple[Tag, Span] | None:
    """Claim a line of agencies alone above the text: `dpa`, `AFP, 3 March 2026`.

    It was read as the credit of a picture without caption, if at all; then `pictures` loses it.
    """
    has_headline = any(line.kind is BlockKind.HEADLINE for line in lines) or _is_headed_by_agency(
        lines, lexicon
    )
    for index, line in enumerate(lines[:_MAX_LINES_ABOVE]):
        is_credit = _is_credit_alone(line, pictures)
        if line.is_unclaimed and is_running_text(line.text) and not _is_standfirst(lines, index):
            return None
        if _is_dateline(line, lexicon):
            return None
        if (index or has_headline) and (line.is_unclaimed or is_credit) and _is_source(line):
            tag = read_cached_tag("\n" + line.text, lexicon)
            is_labelled = _SOURCE_LABEL.match(line.text) is not None
            if tag.agencies and names_author(line.text):
                line.claim(BlockKind.BYLINE, "byline.agency", Confidence.LIKELY)
                _drop_pictures(pictures, [line])
            elif tag.agencies and not tag.editors and (is_labelled or not tag.unknown):
                copies = [
                    other for other in lines if other.text == line.text and _is_credit_alone(other, pictures)
                ]
                _drop_pictures(pictures, [line, *copies])
                for copy in copies:
                    copy.claim(BlockKind.FURNITURE, "page.repeated", Confidence.LIKELY)
                line.claim(BlockKind.TAG, "tag.above-text", Confidence.LIKELY)
                return replace(tag, confidence=Confidence.LIKELY), line.span
    return None


def _is_standfirst(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether a date or an author is below the text, and more text below it."""
    below = lines[index + 1 : index + 2]
    is_head = bool(below) and below[0].kind in AUTHOR_OR_DATE
    return is_head and any(line.is_unclaimed and is_running_text(line.text) for line in lines[index + 2 :])


def _is_credit_alone(line: CopyLine, pictures: Sequence[PhotoBlock]) -> bool:
    return line.kind is BlockKind.CREDIT and PhotoBlock(line.span, caption=False) in pictures


def _drop_pictures(pictures: list[PhotoBlock], lines: Sequence[CopyLine]) -> None:
    spans = {line.span for line in lines}
    pictures[:] = [picture for picture in pictures if picture.span not in spans]


def _is_headed_by_agency(lines: Sequence[CopyLine], lexicon: Lexicon) -> bool:
    """Return whether an agency alone is above the headline and a blank line."""
    if len(lines) < _MIN_STORY_LINES or lexicon.find_agency(lines[0].text) is None:
        return False
    below = lines[1]
    return below.blank_before and below.is_unclaimed and not is_running_text(below.text)


def _is_dateline(line: CopyLine, lexicon: Lexicon) -> bool:
    """Return whether a place and its agency fill the line: `Dortmund (ots)`."""
    if not line.text.endswith(")"):
        return False
    found = read_dateline(line.text, lexicon)
    return found is not None and found.place is not None and bool(found.agencies)


def _is_source(line: CopyLine) -> bool:
    is_caption = line.tag == "figcaption" or line.has_class_name("caption", "credit", "copyright")
    return len(line.text) <= _MAX_SOURCE_LENGTH and not is_caption and not _PHOTO_WORD.search(line.text)


def claim_sign_off(
    text: str,
    lines: Sequence[CopyLine],
    body_start: int,
    lexicon: Lexicon,
    source: tuple[Tag, Span] | None = None,
) -> tuple[Tag, Span] | None:
    """Return the closing tag with its span in `text`, and claim the line it fills.

    `source` is the agency above the text, for a closing tag without one.
    """
    found = _find_tag_in_text(text, lines, body_start, lexicon)
    if found is None or not found[0].agencies:
        found = _join_tags(found, _find_tag_in_footer(lines, lexicon))
    if found is None or not found[0].agencies:
        found = _join_tags(found, source)
    _claim_bylines(lines, body_start)
    return found


def _join_tags(signed: tuple[Tag, Span] | None, other: tuple[Tag, Span] | None) -> tuple[Tag, Span] | None:
    """Give initials without an agency (`kbh/cp`) that of the footer or above the text."""
    if signed is None or other is None or signed[0].unknown:
        return signed or other
    tag = replace(signed[0], agencies=other[0].agencies, confidence=Confidence.LIKELY)
    return tag, signed[1]


def _find_tag_in_text(
    text: str, lines: Sequence[CopyLine], start: int, lexicon: Lexicon
) -> tuple[Tag, Span] | None:
    examined = 0
    for index in range(len(lines) - 1, start - 1, -1):
        line = lines[index]
        if not line.is_unclaimed and not _is_sign_slug(line) and not _names_contributors(line):
            continue
        context_at = max(0, line.start - _CONTEXT)
        if line.rule == "byline.contributor" and text[line.start - 1 : line.start] == " ":
            context_at = line.start
        signed = _claim_signs(line, lexicon)
        if signed is not None:
            return signed
        tag = read_cached_tag(text[context_at : line.end], lexicon)
        span = tag.span.shift(context_at)
        if tag.trailing and span.start >= line.start:
            return _claim_own_line(line, tag, span)
        examined += 1
        if examined >= _MAX_LINES or is_running_text(line.text):
            return None
    return None


def _is_sign_slug(line: CopyLine) -> bool:
    """Return whether a line is initials alone, in the form of a slug: `kbo/rw/uh`."""
    return line.rule == "footer.slug" and _INITIALS.fullmatch(line.text) is not None


def _names_contributors(line: CopyLine) -> bool:
    """Return whether a note says who wrote the story: `(Reporting by …)`."""
    if line.rule == "note.phrase":
        return line.text.lstrip("( ").casefold().startswith(_CONTRIBUTOR_STARTS)
    return line.rule == "byline.contributor"


def _claim_own_line(line: CopyLine, tag: Tag, span: Span) -> tuple[Tag, Span]:
    before = line.text[: span.start - line.start]
    if not before or END_MARK.fullmatch(before):
        line.claim(BlockKind.TAG, "tag.own-line", tag.confidence)
    return tag, span


def _find_tag_in_footer(lines: Sequence[CopyLine], lexicon: Lexicon) -> tuple[Tag, Span] | None:
    """Find a tag below the notes: `© dpa-infocom, dpa:220112-99-…`, `dpa ab xx cd`."""
    for line in reversed(lines[-_FOOTER_LINES:]):
        if line.kind is not BlockKind.NOTE or not _IN_BRACKETS.fullmatch(line.text):
            continue
        tag = read_cached_tag("\n" + line.text, lexicon)
        if tag.trailing and tag.agencies:
            line.claim(BlockKind.TAG, "tag.below-notes", Confidence.LIKELY)
            return tag, line.span
    for line in reversed(lines):
        if line.kind is BlockKind.FOOTER and line.rule in _FOOTER_RULES:
            tag = read_cached_tag("\n" + line.text, lexicon)
            if tag.trailing and tag.agencies:
                line.claim(BlockKind.TAG, _FOOTER_RULES[line.rule], Confidence.LIKELY)
                return tag, line.span
        signed = _claim_noted(line, lexicon) if line.kind is BlockKind.NOTE else None
        if signed is not None:
            return signed
    return None


_FOOTER_RULES = {
    "footer.copyright": "tag.copyright",
    "footer.slug": "tag.own-line",
    "page.signature": "tag.own-line",
}
"""Forms that footers share with tags: `RND/kl/dpa` reads like `politik/inland/wahl`."""


def _claim_noted(line: CopyLine, lexicon: Lexicon) -> tuple[Tag, Span] | None:
    """Claim signs, or the sender of a press release, among the notes."""
    signed = _claim_signs(line, lexicon)
    if signed is not None or not line.text.casefold().startswith(_PRESS_RELEASE_STARTS):
        return signed
    tag = read_cached_tag("\n" + line.text, lexicon)
    if not tag.trailing:
        return None
    line.claim(BlockKind.TAG, "tag.press-release", tag.confidence)
    return tag, line.span


def _claim_signs(line: CopyLine, lexicon: Lexicon) -> tuple[Tag, Span] | None:
    """Claim `dpa ab xxni n1 cd`: the agency, then reporter, desk and editor."""
    match = _SIGN_OFF.fullmatch(line.text)
    if match is None or lexicon.find_agency(match["agency"]) is None:
        return None
    tag = read_cached_tag("\n(" + line.text.replace(" ", "/") + ")", lexicon)
    if not tag.trailing:
        return None
    line.claim(BlockKind.TAG, "tag.sign-off", Confidence.LIKELY)
    return tag, line.span


def _claim_bylines(lines: Sequence[CopyLine], start: int) -> None:
    """Claim names below the last running text as bylines.

    Other short lines there stay unclaimed: the editor is asked and nothing is published unseen.
    """
    last = max(
        (index for index, line in enumerate(lines) if line.is_unclaimed and is_running_text(line.text)),
        default=None,
    )
    if last is None or last < start:
        return
    for line in lines[last + 1 :]:
        if line.is_unclaimed and (
            is_byline(line.text) or is_bare_name(line.text) or is_author_line(line.text)
        ):
            line.claim(BlockKind.BYLINE, "byline.below-text", Confidence.LIKELY)
