"""Parser of a whole story as an editor pastes it, plain text or HTML.

Lines are claimed in order of certainty: notes and page furniture by their own form, then captions and credits, the
titles above the text and the closing tag; the rest is the body. Accepted text never raises.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from itertools import chain, islice
from typing import Any
from zoneinfo import ZoneInfo

from articles.parsing.captions.parse import Caption, read_caption, read_split_caption
from articles.parsing.confidence import lower_confidences
from articles.parsing.credits.parse import read_cached_credit
from articles.parsing.dates.version_time import parse_version_time
from articles.parsing.errors import CopyIsBinary, CopyIsEmpty, CopyTooLarge
from articles.parsing.lexicon import BUILTIN, Lexicon
from articles.parsing.story import annulment, notes
from articles.parsing.story.annulment import find_doubtful_annulment
from articles.parsing.story.byline import strip_author_label
from articles.parsing.story.claim import claim_story
from articles.parsing.story.dateline import StoryDateline, find_agencies
from articles.parsing.story.embargo import read_embargo_lines
from articles.parsing.story.headline import CORRECTED_RULE, SUBLINE_MARK, find_urgency
from articles.parsing.story.lines import KICKER_JOINT
from articles.parsing.story.markup import find_markup
from articles.parsing.story.page.bylines import DATED_BYLINE_RULE, cut_date
from articles.parsing.story.page.photos import skip_caption_label
from articles.parsing.story.photo_blocks import PhotoBlock
from articles.parsing.story.phrases import SIGNALS
from articles.parsing.story.remainder import CONTRIBUTOR_RULE
from articles.parsing.story.types import Block, BlockKind, Copy, CopyCaption, CopyLine
from articles.parsing.tags.parse import Tag
from articles.text.clean import collapse_whitespace
from articles.text.item_ids import parse_version_number
from articles.text.language import choose_rules, detect_language
from newsroom.text.spans import Confidence, Reading, Span, lowest_confidence
from people.recognition.story_people import find_people

__all__ = ["MAX_CHARS", "Copy", "read_copy"]

MAX_CHARS = 4_000_000
MAX_PEOPLE_BLOCKS = 5_000
MAX_PEOPLE_CHARS = 300_000
MAX_PEOPLE = 500
"""Limits of the search for people; a longer text is not a story. Each person has a row of fields to check."""
DESK_ZONE: tzinfo = ZoneInfo("Europe/Berlin")
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY_SHARE = 0.01
_AGENCY_ID = re.compile(
    r"\b(?:dpa:\d{6}-\d\d-\d{4,8}(?:/\d+)?|urn:newsml:\S{8,120}|tag:[a-z.]+,\d{4}:\S{6,100})"
)


def read_copy(
    raw: str,
    *,
    lexicon: Lexicon = BUILTIN,
    at: datetime | None = None,
    language: str | None = None,
    zone: tzinfo = DESK_ZONE,
) -> Copy:
    """Return the parsed story; raise CopyError for empty, binary or too long text.

    In another language than German and English it is read by its form, and each value is a step less sure.
    `at` is the time of receipt, which completes embargo dates; `zone` is the desk's time zone.
    """
    refuse_unreadable(raw)
    claimed = claim_story(raw, lexicon)
    if not claimed.lines:
        raise CopyIsEmpty
    language = language or detect_language(claimed.text)
    text, lines, start = claimed.text, claimed.lines, claimed.start
    dateline, closing_tag = claimed.dateline, claimed.closing_tag
    blocks = tuple(make_blocks(text, lines, start, dateline, closing_tag))
    captions = tuple(_read_captions(text, claimed.pictures, lexicon, choose_rules(language, text)))
    copy = _add_fields(
        Copy(text, language, blocks, captions=captions, tables=claimed.tables, release=claimed.release),
        lines,
        start,
        dateline,
        closing_tag,
        zone,
        lexicon,
    )
    copy = add_people(_add_embargo(copy, at, zone), lexicon)
    copy = replace(copy, markup=find_markup(raw, copy))
    return lower_confidences(copy) if copy.is_foreign else copy


def refuse_unreadable(raw: str) -> None:
    """Raise CopyError for empty, binary or too long text."""
    if len(raw) > MAX_CHARS:
        raise CopyTooLarge(length=len(raw), limit=MAX_CHARS)
    if not raw or raw.isspace():
        raise CopyIsEmpty
    first = _BINARY.search(raw)
    if first is not None:
        head = raw[:100_000]
        hits = len(_BINARY.findall(head))
        if "\x00" in head or hits > _BINARY_SHARE * len(head):
            raise CopyIsBinary(where=first.start(), others=max(0, hits - 1))


def make_blocks(
    text: str,
    lines: Sequence[CopyLine],
    start: int,
    dateline: StoryDateline | None,
    closing_tag: tuple[Tag, Span] | None,
) -> Iterable[Block]:
    """Yield a block for each line, and one for the dateline and the tag in a line."""
    for index, line in enumerate(lines):
        span = line.span
        if dateline is not None and index == start:
            end = line.start + dateline.end
            cut = Span(line.start, line.start + len(line.text[: dateline.end].rstrip()))
            yield Block(BlockKind.DATELINE, cut, dateline.reading.rule, dateline.reading.confidence)
            span = Span(end, line.end)
        tag = (
            closing_tag[1]
            if closing_tag and line.kind is not BlockKind.TAG and span.covers(closing_tag[1])
            else None
        )
        if tag is not None and closing_tag is not None:
            span = Span(span.start, span.start + len(text[span.start : tag.start].rstrip()))
        if span:
            yield Block(line.kind or BlockKind.PARAGRAPH, span, line.rule, line.confidence)
        if tag is not None and closing_tag is not None:
            yield Block(BlockKind.TAG, Span(tag.start, line.end), "tag.inline", closing_tag[0].confidence)


def _read_captions(
    text: str, pictures: Sequence[PhotoBlock], lexicon: Lexicon, language: str
) -> Iterable[CopyCaption]:
    for picture in (skip_caption_label(picture, text) for picture in pictures):
        raw = picture.span.of(text)
        if picture.text is not None and picture.credit is not None:
            start = -picture.span.start
            parts = picture.text.shift(start), picture.credit.shift(start)
            yield CopyCaption(
                read_split_caption(raw, *parts, lexicon=lexicon, language=language), picture.span
            )
            continue
        caption = read_caption(raw, lexicon=lexicon, language=language)
        yield CopyCaption(caption if picture.caption else _make_credit_alone(caption, lexicon), picture.span)


def _make_credit_alone(caption: Caption, lexicon: Lexicon) -> Caption:
    """Return the caption of a credit without caption: the line without its brackets."""
    is_bracketed = caption.cleaned[:1] in "([" and caption.cleaned[-1:] in ")]"
    words = caption.cleaned.rstrip(")] ").lstrip("([ ") if is_bracketed else caption.cleaned
    span = Span(caption.cleaned.index(words), caption.cleaned.index(words) + len(words))
    credit = read_cached_credit(words, lexicon)
    whole = Reading(words, span, "picture.credit-line", credit.confidence)
    return replace(
        caption,
        text="",
        text_span=Span(0, 0),
        parts=(whole,),
        credit_raw=whole,
        credit=credit,
        people=(),
    )


def _add_fields(
    copy: Copy,
    lines: Sequence[CopyLine],
    start: int,
    dateline: StoryDateline | None,
    closing_tag: tuple[Tag, Span] | None,
    zone: tzinfo,
    lexicon: Lexicon,
) -> Copy:
    return replace(
        copy,
        headline=_get_headline(copy),
        kicker=_get_kicker(copy),
        dek=_join_dek(copy),
        byline=_get_byline(copy),
        dateline=dateline.reading.shift(lines[start].start) if dateline else None,
        dateline_place=dateline.place if dateline else None,
        dateline_agencies=(dateline.agencies if dateline else ()) or _find_byline_agencies(copy, lexicon),
        correction=_get_first(copy, BlockKind.CORRECTION) or _get_corrected_headline(copy),
        kill=_find_kill(copy, lines),
        urgency=_find_urgency(copy),
        **_find_agency_item(copy, zone),
        tag=closing_tag[0] if closing_tag else None,
        tag_span=closing_tag[1] if closing_tag else None,
    )


def _find_byline_agencies(copy: Copy, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the agencies that are called the author: `Von dpa`."""
    authors = (
        block.of(copy.text)
        for block in copy.blocks
        if block.kind is BlockKind.BYLINE or block.rule == CONTRIBUTOR_RULE
    )
    names = (strip_author_label(author) for author in authors)
    return tuple(dict.fromkeys(code for name in names for code in find_agencies(name, lexicon)))


def _get_first(copy: Copy, kind: BlockKind) -> Reading[str] | None:
    return next((_read_line(block, copy.text) for block in copy.blocks if block.kind is kind), None)


def _join_dek(copy: Copy) -> Reading[str] | None:
    """Return the dek of one or more lines below each other, as one text."""
    deks = [block for block in copy.blocks if block.kind is BlockKind.DEK]
    if not deks:
        return None
    mark = SUBLINE_MARK.match(copy.text, deks[0].span.start, deks[0].span.end)
    span = Span(mark.end() if mark else deks[0].span.start, deks[-1].span.end)
    words = (copy.text[max(span.start, block.span.start) : block.span.end] for block in deks)
    value = " ".join(map(collapse_whitespace, words))
    return Reading(value, span, deks[0].rule, lowest_confidence(block.confidence for block in deks))


def _read_line(block: Block, text: str) -> Reading[str]:
    return Reading(collapse_whitespace(block.of(text)), block.span, block.rule, block.confidence)


def _find_kill(copy: Copy, lines: Sequence[CopyLine]) -> Reading[str] | None:
    for block in copy.blocks:
        if block.rule == annulment.RULE:
            return _read_line(block, copy.text)
    line = find_doubtful_annulment(lines)
    if line is None:
        return None
    return Reading(collapse_whitespace(line.text), line.span, annulment.RULE, Confidence.DOUBTFUL)


def _get_headline(copy: Copy) -> Reading[str] | None:
    """Return the headline without the `=` of wire copy and the `# ` of Markdown."""
    found = _get_first(copy, BlockKind.HEADLINE)
    if found is None:
        return None
    value = found.value.rstrip("= ").lstrip("# ")
    start = found.span.start + found.value.index(value)
    return Reading(value, Span(start, start + len(value)), found.rule, found.confidence) if value else found


def _get_kicker(copy: Copy) -> Reading[str] | None:
    """Return the kicker without the sign between it and the headline."""
    found = _get_first(copy, BlockKind.KICKER)
    if found is None:
        return None
    words = found.span.of(copy.text).rstrip(KICKER_JOINT)
    span = Span(found.span.start, found.span.start + len(words))
    return replace(found, value=collapse_whitespace(words), span=span) if words else found


def _get_byline(copy: Copy) -> Reading[str] | None:
    """Return the byline without the date that pages print after it."""
    found = _get_first(copy, BlockKind.BYLINE)
    author = cut_date(found.value) if found is not None and found.rule == DATED_BYLINE_RULE else None
    if found is None or not author or not found.value.startswith(author):
        return found
    return replace(found, value=author, span=Span(found.span.start, found.span.start + len(author)))


def _get_corrected_headline(copy: Copy) -> Reading[str] | None:
    block = next((block for block in copy.blocks if block.rule == CORRECTED_RULE), None)
    return _read_line(block, copy.text) if block else None


def _find_urgency(copy: Copy) -> Reading[int] | None:
    for block in copy.blocks:
        urgency: int | None = None
        if block.kind is BlockKind.SIGNAL:
            urgency = SIGNALS.get(notes.strip_signal(block.of(copy.text)))
        elif block.kind is BlockKind.HEADLINE:
            urgency = find_urgency(block.of(copy.text))
        if urgency is not None:
            return Reading(urgency, block.span, "urgency.word", block.confidence)
    return None


def _find_agency_item(copy: Copy, zone: tzinfo) -> dict[str, Any]:
    """Return the agency's item number, its version and the time of that version.

    Only lines below the text are searched: a number in a sentence is not that of the story.
    """
    below = [b for b in copy.blocks if b.kind in {BlockKind.FOOTER, BlockKind.NOTE, BlockKind.TAG}]
    found: dict[str, Any] = {}
    for block in below:
        match = _AGENCY_ID.search(block.of(copy.text))
        if match is not None and "agency_id" not in found:
            found |= _read_number(match, block)
        created = parse_version_time(block.of(copy.text), zone)
        if created is not None:
            found["version_created"] = Reading(created, block.span, "version.time")
    return found


def _read_number(match: re.Match[str], block: Block) -> dict[str, Any]:
    """Return the item number, that of dpa without its version, and the version."""
    whole = match.group()
    value = whole.split("/")[0] if whole.startswith("dpa:") else whole
    start = block.span.start + match.start()
    read: dict[str, Any] = {"agency_id": Reading(value, Span(start, start + len(value)), "agency-id.footer")}
    number = parse_version_number(whole)
    if number is not None:
        read["agency_version"] = Reading(number, Span(start, start + len(whole)), "version.number")
    return read


def _add_embargo(copy: Copy, at: datetime | None, zone: tzinfo) -> Copy:
    """Add the end on which all embargo lines agree, else the first as an open hold."""
    lines = [block for block in copy.blocks if block.kind is BlockKind.EMBARGO]
    if not lines:
        return copy
    read = read_embargo_lines([block.of(copy.text) for block in lines], zone=zone, at=at)
    if read is None:
        return replace(copy, embargo_line=_make_reading(copy, lines[0]))
    number, found = read
    return replace(
        copy, embargo=found.shift(lines[number].span.start), embargo_line=_make_reading(copy, lines[number])
    )


def _make_reading(copy: Copy, block: Block) -> Reading[str]:
    return Reading(block.of(copy.text), block.span, block.rule, block.confidence)


def add_people(copy: Copy, lexicon: Lexicon = BUILTIN) -> Copy:
    """Add the people; captions are read first, because they give offices in full."""
    kinds = {BlockKind.DEK, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
    captions = tuple(
        Block(BlockKind.CAPTION, found.caption.text_span.shift(found.span.start), "picture.caption")
        for found in copy.captions
        if found.caption.text
    )
    texts = (block for block in copy.blocks if block.kind in kinds)
    blocks = tuple(_limit_blocks(chain(captions, islice(texts, MAX_PEOPLE_BLOCKS))))
    caption_count = sum(block.kind is BlockKind.CAPTION for block in blocks)
    people = find_people(
        [block.of(copy.text) for block in blocks],
        language=choose_rules(copy.language, copy.text),
        captions=caption_count,
        offices=lexicon.offices,
    )
    bylines = " ".join(
        block.of(copy.text).casefold() for block in copy.blocks if block.kind is BlockKind.BYLINE
    )
    people = tuple(person for person in people if person.name.casefold() not in bylines)
    return replace(copy, people=people[:MAX_PEOPLE], people_blocks=blocks)


def _limit_blocks(blocks: Iterable[Block]) -> Iterable[Block]:
    """Yield whole blocks up to MAX_PEOPLE_CHARS."""
    remaining = MAX_PEOPLE_CHARS
    for block in blocks:
        remaining -= block.span.end - block.span.start
        if remaining < 0:
            return
        yield block
