"""The copy of a news item: fields from its data, people and tag from its text.

The fields become lines of one text, so that every value has its span as in pasted copy. Nothing is guessed where the
agency has said it; dateline, closing tag and people are read from the text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from itertools import islice
from typing import Any

from articles.parsing.captions.parse import read_caption
from articles.parsing.confidence import lower_confidences
from articles.parsing.lexicon import BUILTIN, Lexicon
from articles.parsing.story.announcements import choose_announcement
from articles.parsing.story.dateline import StoryDateline, read_dateline
from articles.parsing.story.item_figures import list_pictures
from articles.parsing.story.item_parts import find_parts_of_item
from articles.parsing.story.markup import find_markup_of_clean
from articles.parsing.story.omitted_lines import claim_omitted_lines
from articles.parsing.story.parse import add_people, make_blocks
from articles.parsing.story.releases import claim_release
from articles.parsing.story.sign_off import claim_sign_off
from articles.parsing.story.tables import find_tables_of_item
from articles.parsing.story.types import BlockKind, Copy, CopyCaption, CopyLine
from articles.text.language import choose_rules, detect_language, primary_language
from articles.wire.body import sanitize_blocks
from articles.wire.item import KILL_NOTICES, Notice
from articles.wire.withdrawals import asks_for_withdrawal
from newsroom.text.spans import Confidence, Reading, Span

__all__ = ["read_news_item"]

_HEAD = (
    ("kicker", BlockKind.KICKER),
    ("headline", BlockKind.HEADLINE),
    ("subheadline", BlockKind.DEK),
    ("byline", BlockKind.BYLINE),
)
_FIELD_KINDS = (
    ("headline", BlockKind.HEADLINE),
    ("kicker", BlockKind.KICKER),
    ("dek", BlockKind.DEK),
    ("byline", BlockKind.BYLINE),
)
_BODY_KINDS = {
    **dict.fromkeys(["h2", "h3"], BlockKind.SUBHEAD),
    **dict.fromkeys(["li", "ul", "ol"], BlockKind.LIST_ITEM),
}
_MAX_VERSION = 2_000_000_000
_VERSION = re.compile(r"\d{1,20}", re.ASCII)


def read_news_item(
    content: Mapping[str, Any],
    *,
    lexicon: Lexicon = BUILTIN,
    agency: str = "",
    people: bool = True,
    zone: tzinfo,
) -> Copy:
    """Return the copy of a news item as `dump_item` gives it.

    `agency` is our code of the source's agency, used where the text names none. Without `people` none are looked for.
    """
    lines, text = _build_lines(content)
    body = [line for line in lines if line.rule == "wire.body"]
    release = claim_release(lines) if _is_mail(content) else None
    claim_omitted_lines(lines, lexicon)
    start = next((i for i, line in enumerate(lines) if line.rule == "wire.body"), len(lines))
    dateline = _find_dateline(lines, start, lexicon)
    copied = [line for line in lines if line.kind is not BlockKind.NOTE]
    # The agency's own desk mark among the notes is no closing tag.
    closing_tag = claim_sign_off(text, copied, start, lexicon)
    for line in lines:
        if line.is_unclaimed:
            line.claim(BlockKind.PARAGRAPH, "wire.body")
    blocks = tuple(make_blocks(text, lines, start, dateline, closing_tag))
    language = primary_language(str(content.get("language") or "")) or detect_language(text)
    copy = Copy(
        text,
        language,
        blocks,
        captions=tuple(_read_captions(lines, lexicon, choose_rules(language, text))),
        dateline=dateline.reading.shift(lines[start].start) if dateline else _find_stated_dateline(content),
        dateline_place=dateline.place if dateline else content.get("located"),
        dateline_agencies=(dateline.agencies if dateline else ()) or ((agency,) if agency else ()),
        tag=closing_tag[0] if closing_tag else None,
        tag_span=closing_tag[1] if closing_tag else None,
        tables=tuple(find_tables_of_item(content, body)),
        parts=tuple(find_parts_of_item(content, body)),
        release=release,
    )
    copy = replace(copy, **_read_fields(copy, content), **_read_data(content, zone))
    copy = replace(copy, markup=find_markup_of_clean(sanitize_blocks(content.get("blocks") or ()), copy))
    copy = add_people(copy, lexicon) if people else copy
    return lower_confidences(copy) if copy.is_foreign else copy


def _is_mail(content: Mapping[str, Any]) -> bool:
    return (content.get("paths") or {}).get("headline") == "Subject"


def _build_lines(content: Mapping[str, Any]) -> tuple[list[CopyLine], str]:
    """Return the lines of head, body, captions and notes, and their text."""
    lines: list[CopyLine] = []
    at = 0
    for kind, rule, words in _list_lines(content):
        line = CopyLine(at, at + len(words), words, blank_before=True, kind=kind, rule=rule)
        lines.append(line)
        at += len(words) + 2
    return lines, "\n\n".join(line.text for line in lines)


def _list_lines(content: Mapping[str, Any]) -> Iterator[tuple[BlockKind | None, str, str]]:
    for name, kind in _HEAD:
        if value := str(content.get(name) or (content.get("teaser") if name == "subheadline" else "") or ""):
            yield kind, f"wire.{name}", value
    for tag, words in list_body_lines(content):
        yield _BODY_KINDS.get(tag), "wire.body", words
    for caption in _list_captions(content):
        yield BlockKind.CAPTION, "wire.caption", caption
    for note in content.get("ednotes") or ():
        for words in str(note.get("text") or "").splitlines():
            if words.strip():
                yield BlockKind.NOTE, "wire.note", words.strip()


def list_body_lines(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield element and text of each line of the body.

    A table has a line for a row, a box one for a block.
    """
    for tag, words, _html in content.get("blocks") or ():
        for line in str(words).split("\n"):
            if line.strip():
                yield tag, line.strip()


def _list_captions(content: Mapping[str, Any]) -> Iterator[str]:
    """Yield the caption and credit of the picture itself and of the story's pictures."""
    photo = content.get("photo") or {}
    shown = [(photo.get("caption"), photo.get("credit"))] if photo else []
    shown += [(a.get("caption"), a.get("credit")) for a in list_pictures(content)]
    for caption, credit in shown:
        text = " ".join(str(caption or "").split())
        if text and credit and str(credit) not in text:
            text = f"{text} Foto: {credit}"
        if text:
            yield text


def _find_dateline(lines: Sequence[CopyLine], start: int, lexicon: Lexicon) -> StoryDateline | None:
    return (
        read_dateline(lines[start].text, lexicon)
        if start < len(lines) and lines[start].is_unclaimed
        else None
    )


def _find_stated_dateline(content: Mapping[str, Any]) -> Reading[str] | None:
    """Return the dateline that the agency states apart from the text."""
    stated = str(content.get("dateline") or "").rstrip(" -–—_.")
    return Reading(stated, Span(0, 0), "wire.dateline") if stated else None


def _read_captions(lines: Iterable[CopyLine], lexicon: Lexicon, language: str) -> Iterator[CopyCaption]:
    for line in lines:
        if line.kind is BlockKind.CAPTION:
            yield CopyCaption(read_caption(line.text, lexicon=lexicon, language=language), line.span)


def _read_fields(copy: Copy, content: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, kind in _FIELD_KINDS:
        block = next((block for block in copy.blocks if block.kind is kind), None)
        if block is not None:
            found[name] = Reading(block.of(copy.text), block.span, block.rule)
    notices = set(content.get("notices") or ())
    if content.get("pubstatus") == "canceled" or notices & KILL_NOTICES:
        found["kill"] = _read_announcement(copy, content, "KILL")
    elif Notice.POSSIBLE_KILL in notices:
        found["kill"] = Reading(_find_asking_line(content), Span(0, 0), "wire.status", Confidence.DOUBTFUL)
    elif "correction" in notices:
        found["correction"] = _read_announcement(copy, content, "CORRECTION")
    return found


def _find_asking_line(content: Mapping[str, Any]) -> str:
    """Return the line that may withdraw copy, else the headline."""
    headline = str(content.get("headline") or "")
    notes = [str(note.get("text") or "") for note in content.get("ednotes") or ()]
    lines = [*notes, headline, *(words for _tag, words in islice(list_body_lines(content), 3))]
    asking = (line for line in lines if asks_for_withdrawal(line, is_to_desks=True))
    return next(asking, headline or next(filter(None, lines), "KILL"))


def _read_announcement(copy: Copy, content: Mapping[str, Any], word: str) -> Reading[str]:
    """Return the note to desks that says what was wrong, else the word alone."""
    lines = choose_announcement(content.get("ednotes") or ()).splitlines()
    notes = (block for block in copy.blocks if block.kind is BlockKind.NOTE)
    note = next((block for block in notes if lines and block.of(copy.text) == lines[0].strip()), None)
    if note is not None:
        return Reading(note.of(copy.text), note.span, "wire.note", Confidence.SURE)
    return Reading(word, Span(0, 0), "wire.status", Confidence.SURE)


def _read_data(content: Mapping[str, Any], zone: tzinfo) -> dict[str, Any]:
    """Return the values that the text does not show."""
    found: dict[str, Any] = {}
    if guid := str(content.get("guid") or ""):
        found["agency_id"] = Reading(guid, Span(0, 0), "wire.guid")
    version = str(content.get("version") or "")
    if _VERSION.fullmatch(version) and int(version) <= _MAX_VERSION:
        found["agency_version"] = Reading(int(version), Span(0, 0), "wire.version")
    if created := _parse(content.get("versioncreated"), zone):
        found["version_created"] = Reading(created, Span(0, 0), "wire.versioncreated")
    if embargo := _parse(content.get("embargo"), zone):
        found["embargo"] = Reading(embargo, Span(0, 0), "wire.embargo")
    elif content.get("held"):
        found["embargo_line"] = Reading("", Span(0, 0), "wire.held")
    if urgency := content.get("urgency"):
        found["urgency"] = Reading(min(max(int(urgency), 1), 9), Span(0, 0), "wire.urgency")
    return found


def _parse(value: object, zone: tzinfo) -> datetime | None:
    if not value:
        return None
    time = datetime.fromisoformat(str(value))
    return time if time.tzinfo else time.replace(tzinfo=zone)
