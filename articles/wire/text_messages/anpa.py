"""Reader of ANPA 1312, the text format of AP and Kyodo. Pure.

`SOH service+number US selector, priority category keyword month-day words, STX ^header lines< text ETX agency, time`.
The format names no identifier: it is built from service, number and date.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, tzinfo
from functools import partial

from articles.wire.body import paragraphs
from articles.wire.formats import Format
from articles.wire.item import BodyBlock, Code, EditorNote, NewsItem, Notice, WireReading
from articles.wire.item_draft import ItemDraft
from articles.wire.notices import NoticePlace, find_notices
from articles.wire.printed_dateline import set_printed_dateline
from articles.wire.printed_embargo import set_embargo_of_lines
from articles.wire.replaced_items import find_replaced
from articles.wire.takes import find_take
from articles.wire.text_messages.anpa_text import AnpaText, HeaderLine, read_anpa_text
from articles.wire.text_messages.stripped_frames import KEYWORD_LINE, MIN_CARETS
from articles.wire.text_messages.wire_frame import WireMessage, finish_message, read_messages, split_lines
from articles.wire.text_messages.wire_time import parse_trailer_anpa
from articles.wire.vocabularies import read_forms

URGENCIES: Mapping[str, int] = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5}
"""Priority → urgency: flash, bulletin, urgent, regular, deferred; others are advance copy."""
_SERVICE = re.compile(r"(?P<service>[A-Za-z])(?P<number>\d{3,4})(?P<agency>[A-Z]{2,10}(?=\W|$|[a-z_-]))?")
_WORD_COUNT = re.compile(r"\s*,\s*\d{1,5}\s*$")
_SLUG = re.compile(r"(?:[A-Z]{2}-|[A-Z]{2}--)\S.*|.*,\s*\d{1,5}")
_NOTE = re.compile(rf"\W*(?:{read_forms('desk', 'of_ap')})", re.IGNORECASE)
_EDITORS = re.compile(r"^\W*(?:eds?|editors?['’]?s?(?: note)?)\s*[:._–—-]+\s*", re.IGNORECASE)
_BYLINE = re.compile(r"by\s+[^\W\d_]", re.IGNORECASE)
_AGENCY = re.compile(r"(?:the )?(?:associated press|ap|kyodo(?: news)?)", re.IGNORECASE)
_AUTHOR_TITLE = re.compile(
    r"(?:AP|Associated Press|Kyodo)\b.{0,60}|.{0,40}\b(?:writers?|editor|correspondent)s?", re.IGNORECASE
)
_END = re.compile(r"\(?more\)?|-?30-?|end (?:adv|of advance).{0,60}|={1,2}\s?kyodo", re.IGNORECASE)
_ADVANCE = re.compile(r"\badv(?:ance)?\.? ?(?:for )?\d{1,2}\b", re.IGNORECASE)


def read_anpa(raw: bytes, zone: tzinfo) -> WireReading:
    """Return the messages of a file as items; times without zone are in `zone`.

    Raise WireFileIsInvalid if no message has a header.
    """
    problem = "it has no line with priority, category and keyword"
    return read_messages(raw, Format.ANPA, partial(_read_message, zone=zone), problem)


def _read_message(message: WireMessage, zone: tzinfo) -> NewsItem | None:
    head, text, trailer = _split_message(message)
    keyword = next((match for line in head[:6] if (match := KEYWORD_LINE.fullmatch(line.strip()))), None)
    service = next((match for line in head[:3] if (match := _SERVICE.match(line.strip()))), None)
    if keyword is None and service is None and sum(line[:1] == "^" for line in text) < MIN_CARETS:
        return None
    draft = ItemDraft()
    is_kyodo = any("KYODO" in line for line in head[:2])
    created, agency = parse_trailer_anpa(trailer, zone, day_first=is_kyodo)
    draft.set("versioncreated", created, "trailer")
    if service is not None:
        draft.set("service", service["service"], "header")
        draft.set("sequence", service["number"], "header")
    if keyword is not None:
        draft.set("urgency", URGENCIES.get(keyword["priority"].lower()), "header")
        draft.add("subjects", [Code("anpa", keyword["category"])], "header")
    parsed = _read_kyodo(text) if is_kyodo else read_anpa_text(text, is_tabular=message.is_tabular)
    name = keyword["keyword"] if keyword is not None else ""
    _set_headers(draft, parsed, name)
    set_printed_dateline(draft, agency or ("Kyodo" if is_kyodo else ""), "trailer")
    _set_meaning(draft, name, zone)
    finish_message(draft, message)
    return draft.build()


def _split_message(message: WireMessage) -> tuple[list[str], list[str], str]:
    """Return the lines of the header, the lines of the text, and the trailer."""
    lines = split_lines(message.text)
    if message.is_framed:
        trailer = message.trailer if message.trailer.strip() else message.text[-300:]
        return split_lines(message.head), lines, trailer
    begin = next((i for i, line in enumerate(lines) if line.lstrip().startswith(("^", "*"))), len(lines))
    end = next(
        (i for i in range(begin, len(lines)) if parse_trailer_anpa(lines[i], UTC, day_first=False)[0]),
        len(lines),
    )
    return lines[:begin], lines[begin:end], "\n".join(lines[end:])


def _read_kyodo(lines: list[str]) -> AnpaText:
    """Return the text of Kyodo.

    Its headline ends with `+`, and then each line is a paragraph.
    """
    filled = [line.strip() for line in lines]
    filled = [line for line in filled[: _find_end(filled)] if line]
    if any(line.startswith("^") for line in filled):
        return read_anpa_text(lines, is_tabular=False)
    slug = filled[:1] if filled and _SLUG.fullmatch(filled[0]) else []
    rest = filled[len(slug) :]
    last = next((i for i, line in enumerate(rest[:6]) if line.endswith("+")), 0)
    title = " ".join(rest[: last + 1]).rstrip("+ ")
    return AnpaText(
        tuple(HeaderLine(text, is_author=False) for text in [*slug, title] if text),
        paragraphs(rest[last + 1 :]),
    )


def _find_end(lines: list[str]) -> int:
    return next(
        (i for i, line in enumerate(lines) if re.fullmatch(r"={1,2}\s?kyodo", line, re.IGNORECASE)),
        len(lines),
    )


def _set_headers(draft: ItemDraft, parsed: AnpaText, keyword: str) -> None:
    headers = list(parsed.headers)
    # Advance copy begins with its date and an embargo, and the slug follows.
    slug = next((i for i, line in enumerate(headers[:5]) if _is_slug(line.text, i, keyword)), None)
    if slug is not None:
        draft.set("slugline", _WORD_COUNT.sub("", headers.pop(slug).text), "slug")
    draft.set("slugline", keyword, "keyword")
    titles = list(_set_author_and_notes(draft, headers))
    if titles:
        draft.set("headline", titles[0], "headline")
    body = _set_end_notes(draft, parsed.body)
    if body:
        draft.set("teaser", " ".join(titles[1:]), "header")
    draft.set("body", body or paragraphs(titles[1:]), "text")


def _is_slug(text: str, position: int, keyword: str) -> bool:
    """Return whether a line is the slug; after the first one it is like the keyword."""
    if not _SLUG.fullmatch(text):
        return False
    return position == 0 or (len(keyword) > 3 and text[:6].casefold() == keyword[:6].casefold())


def _set_author_and_notes(draft: ItemDraft, headers: list[HeaderLine]) -> Iterable[str]:
    """Set byline, agency and notes; yield the lines that are neither."""
    for line in headers:
        if _NOTE.match(line.text):
            draft.add("ednotes", [EditorNote(line.text, role=_get_role(line.text))], "header")
        elif _BYLINE.match(line.text) and (line.is_author or len(line.text.split()) <= 6):
            draft.set("byline", line.text, "header")
        elif _AGENCY.fullmatch(line.text):
            draft.set("creditline", line.text, "header")
        elif line.is_author and _AUTHOR_TITLE.fullmatch(line.text):
            continue
        elif find_notices([line.text], place=NoticePlace.MARK) and len(line.text) < 60:
            draft.add("ednotes", [EditorNote(line.text, role="mark")], "header")
        else:
            yield line.text


def _get_role(text: str) -> str:
    return "editors" if _EDITORS.match(text) else "mark"


def _set_end_notes(draft: ItemDraft, body: tuple[BodyBlock, ...]) -> tuple[BodyBlock, ...]:
    """Return the body without `(MORE)` and notes to editors, which are set as notes."""
    story = []
    for block in body:
        if _END.fullmatch(block.text):
            continue
        if _EDITORS.match(block.text) and len(block.text) < 1_000:
            draft.add("ednotes", [EditorNote(block.text, role="editors")], "text")
        else:
            story.append(block)
    return tuple(story)


def _set_meaning(draft: ItemDraft, keyword: str, zone: tzinfo) -> None:
    """Set notices, part, embargo and replaced items."""
    slug = draft.get("slugline", "")
    notes = [note.text for note in draft.get("ednotes", ())]
    draft.add("notices", find_notices([slug, keyword], place=NoticePlace.SLUG), "slug")
    draft.add("notices", find_notices(notes, place=NoticePlace.NOTE), "header")
    draft.add("notices", find_notices(notes, place=NoticePlace.MARK), "header")
    take, takes = find_take([slug, keyword], marks=notes)
    draft.set("take", take, "slug")
    draft.set("takes", takes, "slug")
    set_embargo_of_lines(draft, notes, zone)
    if not draft.get("embargo") and any(_ADVANCE.search(text) for text in [slug, keyword, *notes]):
        draft.set("held", value=True, path="slug")
    if Notice.CORRECTION in draft.get("notices", ()):
        draft.add("replaces", find_replaced(notes, draft.get("versioncreated")), "header")
