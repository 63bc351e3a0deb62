"""Reader of IPTC 7901, the text format of dpa, ats and many others. Pure.

`SOH service+number urgency category words agency number, slug, STX head "=" text ETX day+time month year EOT`.
The format names no identifier: it is built from service, number and date.
"""

import re
from datetime import UTC, tzinfo
from functools import partial

from articles.wire.desk_marks import make_desk_notes, split_desk_lines
from articles.wire.formats import Format
from articles.wire.item import KILL_NOTICES, Code, EditorNote, ItemKind, NewsItem, Notice, WireReading
from articles.wire.item_draft import ItemDraft
from articles.wire.notices import NoticePlace, find_notices
from articles.wire.printed_dateline import set_printed_dateline
from articles.wire.printed_embargo import set_embargo_of_lines
from articles.wire.replaced_items import find_replaced
from articles.wire.text_messages.iptc_7901_head import MessageHead, parse_head, split_head
from articles.wire.text_messages.iptc_7901_text import join_lines, read_paragraphs, split_notes
from articles.wire.text_messages.stripped_frames import HEADER_7901
from articles.wire.text_messages.wire_frame import WireMessage, finish_message, read_messages, split_lines
from articles.wire.text_messages.wire_time import parse_trailer_7901
from articles.wire.urgency import parse_urgency
from newsroom.text.wordlists import split_phrases

_AGENCY_NUMBER = re.compile(r"(?:.*\s)?(?P<agency>[^\W\d_][\w/-]*)\s+\d{1,5}\s*(?P<reference>\S*)")
_REFERENCE = re.compile(r"[A-Za-z]{2,5}\d{3,4}")
"""The message that this one refers to, last in the header."""
_ITEM_NUMBER = re.compile(r"\bdpa:\s?(?P<number>\d{6}-\d{2,3}-\d{4,8})(?=/|\b)")
"""`© dpa-infocom, dpa:260302-930-01234/1`; the number in the header is another one on each service and day."""
_GENRE = re.compile(r"\((?P<name>[^\W\d_][\w &/-]{1,40}?)(?:\s*(?:[-–:,]|\d|Sperrfrist|\)).*)?\)?", re.DOTALL)
_PICTURE = re.compile(r"(?:mit )?(?:foto|bild|grafik|archiv|video|photo)", re.IGNORECASE)
_ADVISORIES = split_phrases(
    "achtung, vorschau, tagesvorschau, terminvorschau, wochenvorschau, hinweis, advisory, audio"
)
_MAX_SLUG_LINES = 6
_LINES_WITH_TRAILER = 8


def read_iptc_7901(raw: bytes, zone: tzinfo) -> WireReading:
    """Return the messages of a file as items; times without zone are in `zone`.

    Raise WireFileIsInvalid if no message has a header.
    """
    problem = "it has no line with service, number and urgency"
    return read_messages(raw, Format.IPTC_7901, partial(_read_message, zone=zone), problem)


def _read_message(message: WireMessage, zone: tzinfo) -> NewsItem | None:
    head, text, trailer = _split_message(message)
    header = next((match for line in head[:4] if (match := HEADER_7901.fullmatch(line.strip()))), None)
    if header is None:
        return None
    draft = ItemDraft()
    _set_header(draft, header)
    _set_slug(draft, [line.strip() for line in head if line.strip() != header[0]])
    draft.set("versioncreated", parse_trailer_7901(trailer, zone), "trailer")
    agency = _AGENCY_NUMBER.fullmatch(header["rest"] or "")
    _set_text(draft, text, zone, agency["agency"] if agency else "")
    if agency and _REFERENCE.fullmatch(agency["reference"]) and draft.get("notices"):
        draft.add("replaces", [agency["reference"]], "header")
    finish_message(draft, message)
    return draft.build()


def _split_message(message: WireMessage) -> tuple[list[str], list[str], str]:
    """Return the lines of header and slug, those of the text, and the trailer."""
    if not message.is_framed:
        return _split_stripped(split_lines(message.text))
    text = split_lines(message.text)
    if message.trailer.strip():
        return split_lines(message.head), text, message.trailer
    end = _find_trailer(text)
    return split_lines(message.head), text[:end], "\n".join(text[end:])


def _split_stripped(lines: list[str]) -> tuple[list[str], list[str], str]:
    """Split a message without control bytes; its slug has a slash."""
    begin = next((i for i, line in enumerate(lines) if HEADER_7901.fullmatch(line.strip())), 0)
    slug = next((i for i in range(begin + 1, len(lines)) if lines[i].strip()), len(lines) - 1)
    if "/" not in lines[slug] or lines[slug].endswith("="):
        slug -= 1
    end = _find_trailer(lines)
    return lines[begin : slug + 1], lines[slug + 1 : end], "\n".join(lines[end:])


def _find_trailer(lines: list[str]) -> int:
    """Return the index of the line with the time, their number without one."""
    tail = [i for i, line in enumerate(lines) if line.strip()][-_LINES_WITH_TRAILER:]
    return next(
        (i for i in tail if len(lines[i]) < 40 and parse_trailer_7901(lines[i].strip(), UTC) is not None),
        len(lines),
    )


def _set_header(draft: ItemDraft, header: re.Match[str]) -> None:
    draft.set("service", header["service"], "header")
    draft.set("sequence", header["sequence"], "header")
    draft.set("urgency", parse_urgency(header["urgency"]), "header")
    draft.add("subjects", [Code("iptc7901", header["category"])], "header")


def _set_slug(draft: ItemDraft, lines: list[str]) -> None:
    draft.set("slugline", "".join(lines[:_MAX_SLUG_LINES]), "slug")
    draft.add("keywords", [part.strip() for part in draft.get("slugline", "").split("/")], "slug")


def _set_text(draft: ItemDraft, text: list[str], zone: tzinfo, agency: str) -> None:
    head_lines, rest = split_head(text)
    head = parse_head(head_lines)
    draft.set("headline", head.headline, "head")
    draft.set("byline", head.byline, "head")
    story, notes = split_notes(rest)
    story, marks = split_desk_lines(story)
    draft.set("body", read_paragraphs(story), "text")
    set_printed_dateline(draft, agency, "header", also_known=agency)
    _set_marks(draft, head, zone)
    if notes:
        draft.add("ednotes", [EditorNote(join_lines(notes), role="notes")], "notes")
    draft.add("ednotes", make_desk_notes(" ".join(marks)), "text")
    number = _ITEM_NUMBER.search("\n".join(rest))
    draft.set("item_number", number["number"] if number else "", "text")


def _set_marks(draft: ItemDraft, head: MessageHead, zone: tzinfo) -> None:
    """Set what the marks say: notices, genre, embargo, the numbers of other messages."""
    draft.add("ednotes", [EditorNote(_strip_brackets(mark), role="mark") for mark in head.marks], "head")
    notices = find_notices(head.marks, place=NoticePlace.MARK)
    draft.add("notices", notices, "head")
    set_embargo_of_lines(draft, [*head.marks, *(block.text for block in draft.get("body", ())[:2])], zone)
    for mark in head.marks:
        genre = _GENRE.fullmatch(mark)
        if (
            genre is None
            or _PICTURE.match(genre["name"])
            or find_notices([mark], place=NoticePlace.MARK) not in {(), (Notice.ADVISORY,)}
        ):
            continue
        draft.add("genres", [Code(name=genre["name"].strip())], "head")
        if genre["name"].casefold().startswith(_ADVISORIES) and not KILL_NOTICES.intersection(notices):
            draft.set("kind", ItemKind.ADVISORY, "head")
    if Notice.CORRECTION in notices:
        draft.add("replaces", find_replaced(head.marks, draft.get("versioncreated")), "head")


def _strip_brackets(mark: str) -> str:
    return (
        mark[1:-1].strip() if mark.startswith("(") and mark.endswith(")") and mark.count("(") == 1 else mark
    )
