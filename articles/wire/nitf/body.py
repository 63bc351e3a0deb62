"""The part of NITF that readers see: headlines, bylines, dateline and text. Pure.

AP's JSON, NewsML 1 and NewsML-G2 embed it too, complete or from `body.content` on.
"""

import re
from dataclasses import dataclass

from articles.wire.body import local_name, read_element
from articles.wire.desk_marks import is_desk_mark, make_desk_notes, split_desk_mark
from articles.wire.formats import Format
from articles.wire.item import Association, BodyBlock, EditorNote
from articles.wire.item_limit import check_count
from articles.wire.nitf.media import read_media
from articles.wire.safe_xml import XmlElement
from articles.wire.xml_dialects.xml_lookup import (
    find_all,
    find_first,
    iterate_named,
    line_text,
    read_text,
    read_texts,
)

_ADDRESSES = re.compile(r"[\w.+-]+@[\w.-]+(?:[\s/,;]+[\w.+-]+@[\w.-]+)*")
_HAS_DIGIT = re.compile(r"\d")
_BEFORE_MARK = re.compile(r"\s+(?=[,.;:])")


@dataclass(frozen=True, slots=True, kw_only=True)
class NitfBody:
    """Visible part of a document in NITF, and the notes in it that are for desks."""

    headline: str = ""
    subheadline: str = ""
    kicker: str = ""
    byline: str = ""
    dateline: str = ""
    located: str = ""
    distributor: str = ""
    teaser: str = ""
    blocks: tuple[BodyBlock, ...] = ()
    associations: tuple[Association, ...] = ()
    notes: tuple[EditorNote, ...] = ()


def read_nitf_body(element: XmlElement) -> NitfBody:
    """Return the parts of `nitf`, `body`, `body.content` or bare paragraphs."""
    body = element if local_name(element) == "body" else find_first(element, "body")
    head = find_first(element if body is None else body, "body.head")
    contents = find_all(body, "body.content") or find_all(element, "body.content")
    if not contents and head is None:
        contents = [element if body is None else body]
    blocks, notes, associations = _read_contents(contents)
    taglines, addresses = _read_end(find_first(body, "body.end"), blocks)
    blocks += taglines
    blocks, mark = split_desk_mark(blocks)
    byline, sign = _read_byline(head)
    dateline, located = _read_dateline(head)
    headline = read_text(head, "hedline/hl1")
    subheadline, kicker = _read_other_headlines(head, headline)
    return NitfBody(
        headline=headline, subheadline=subheadline, kicker=kicker, byline=byline, dateline=dateline, located=located,
        distributor=read_text(head, "distributor"), teaser=_read_teaser(find_first(head, "abstract")),
        blocks=blocks, associations=associations,
        notes=(*_read_head_notes(head), *notes, *addresses, *make_desk_notes(sign, mark)),
    )  # fmt: skip


def _read_contents(
    contents: list[XmlElement],
) -> tuple[tuple[BodyBlock, ...], list[EditorNote], tuple[Association, ...]]:
    blocks: list[BodyBlock] = []
    notes: list[EditorNote] = []
    media: list[XmlElement] = []
    for content in contents:
        found = list(iterate_named(content, "media", "note", "nitf-table-metadata"))
        check_count(found, Format.NITF, "media")
        public = {one for one in found if local_name(one) == "note" and not _is_for_desks(one)}
        skip = [one for one in found if one not in public]
        media += [one for one in found if local_name(one) == "media"]
        notes += [_make_note(one) for one in skip if local_name(one) == "note"]
        blocks += read_element(content, skip=skip)
    return tuple(blocks), notes, tuple(filter(None, map(read_media, media)))


def _read_end(
    end: XmlElement | None, blocks: tuple[BodyBlock, ...]
) -> tuple[tuple[BodyBlock, ...], tuple[EditorNote, ...]]:
    """Return the taglines below the text; NTB's mere addresses are notes."""
    last = blocks[-1].text if blocks else ""
    found = [block for tagline in find_all(end, "tagline") for block in read_element(tagline)]
    notes = tuple(
        EditorNote(block.text, role="contact") for block in found if _ADDRESSES.fullmatch(block.text)
    )
    taglines = (block for block in found if block.text != last and not _ADDRESSES.fullmatch(block.text))
    return tuple(taglines), notes


def _is_for_desks(note: XmlElement) -> bool:
    kind = note.get("type")
    return bool(kind == "npa" or (kind != "pa" and note.get("noteclass") == "editorsnote"))


def _make_note(note: XmlElement) -> EditorNote:
    return EditorNote(line_text(note), public=note.get("type") == "pa", role=note.get("noteclass") or "note")


def _read_teaser(abstract: XmlElement | None) -> str:
    """Return the summary on one line, also one that is escaped HTML."""
    text = line_text(abstract)
    return " ".join(block.text for block in read_element(abstract)) if "<" in text else text


def _read_head_notes(head: XmlElement | None) -> list[EditorNote]:
    return [note for note in map(_make_note, find_all(head, "note")) if note.text]


def _read_byline(head: XmlElement | None) -> tuple[str, str]:
    """Return the byline and, apart from it, the initials that EFE sends as one."""
    lines = [_join_parts(line) for line in find_all(head, "byline")]
    signs = [line for line in lines if is_desk_mark(line)]
    return ", ".join(line for line in dict.fromkeys(lines) if line and line not in signs), "".join(signs[:1])


def _join_parts(line: XmlElement) -> str:
    """Return the text with blanks between elements: `<person>…</person><byttl>`."""
    return _BEFORE_MARK.sub("", " ".join(" ".join(line.itertext()).split()))


def _read_dateline(head: XmlElement | None) -> tuple[str, str]:
    """Return the dateline as printed, without dates in ISO form, and its place."""
    dateline = find_first(head, "dateline")
    if dateline is None:
        return "", ""
    place = read_text(dateline, "location") or dateline.get("location") or _own_text(dateline)
    place = _BEFORE_MARK.sub("", place).strip(" ,")
    date = next((text for text in read_texts(dateline, "story.date") if not text[:8].isdigit()), "")
    city = read_text(dateline, "location/city") or place.partition(",")[0].strip()
    return ", ".join(filter(None, [place, date])), "" if _HAS_DIGIT.search(city) else city


def _own_text(element: XmlElement) -> str:
    return " ".join(" ".join([element.text or "", *(child.tail or "" for child in element)]).split())


def _read_other_headlines(head: XmlElement | None, headline: str) -> tuple[str, str]:
    """Return the first other headline as sub-headline or, a short one, as kicker."""
    for line in find_all(head, "hedline/hl2"):
        text = line_text(line)
        if text and text != headline:
            is_short = "short" in (line.get("class") or "").casefold()
            return ("", text) if is_short else (text, "")
    return "", ""
