"""Notes to editors in NewsML-G2, with the notepad of dpa. Pure.

Notes are private unless the agency marks them as public: no other part of an item may repeat them.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from articles.wire.body import local_name
from articles.wire.desk_marks import is_closing_line
from articles.wire.item import BodyBlock, Code, EditorNote, Notice
from articles.wire.item_draft import ItemDraft, clean_line
from articles.wire.newsml_g2.elements import Children, class_names, is_private, last_part, read_texts, text_of
from articles.wire.notice_words import read_notice_forms
from articles.wire.vocabularies import read_forms

_PUBLIC_ROLES = frozenset({"public", "edservice", "correction_consumerready", "correctionconsumerready"})
_PUBLIC_HEADINGS = frozenset({"Service", "Internet", "Orte"})
"""Parts of dpa's notepad that are written for readers."""
_NOTE_ITEMS = frozenset({"li", "p"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_PRIVATE_NOTICE = re.compile(read_forms("desk", "private"), re.IGNORECASE)
_ADVISORY_GENRE = re.compile(read_forms("genre_of_desks", "whole"), re.IGNORECASE)
_ADVISORY_CODES = frozenset({"27", "32"})
"""dpatextgenre: Achtung, Vorschau."""
_GENRE_NOTICES = read_notice_forms("genre", re.IGNORECASE)


def read_notes(meta: Children, content: Children, draft: ItemDraft) -> None:
    """Add the notes to editors."""
    elements = meta.get("edNote", [])
    notepads = [element for element in elements if last_part(element.get("role", "")) == "notepad"]
    simple = [element for element in elements if element not in notepads]
    draft.add("ednotes", (_make_note(element) for element in simple if text_of(element)), "itemMeta/edNote")
    known = {note.text for note in draft.get("ednotes", ())}
    for notepad in notepads:
        notes = _read_notepad(notepad, known)
        draft.add("ednotes", notes, "itemMeta/edNote[@role='dpaednoterole:notepad']")
    for name in ("headline", "description", "by", "keyword"):
        private = [element for element in content.get(name, ()) if is_private(element)]
        draft.add("ednotes", (EditorNote(t) for t in read_texts(private)), f"contentMeta/{name}")


def move_private_blocks(blocks: tuple[BodyBlock, ...], draft: ItemDraft) -> tuple[BodyBlock, ...]:
    """Return the blocks without desk marks and private parts, which become notes."""
    public: list[BodyBlock] = []
    for place, block in enumerate(blocks):
        notice = _PRIVATE_NOTICE.fullmatch(block.text) if len(block.text) < 120 else None
        if notice is None:
            public.append(block)
        elif any(notice.groupdict().values()):
            _add_body_notes((rest.text for rest in blocks[place + 1 :]), "", draft)
            break
    while public and is_closing_line(public[-1].text):
        _add_body_notes([public.pop().text], "closingline", draft)
    return tuple(public)


def read_genres(genres: tuple[Code, ...], draft: ItemDraft) -> None:
    """Add the notices of dpa's genres; a note to desks is an advisory."""
    for genre in genres:
        if "dpa" not in genre.scheme.lower():
            continue
        notices = [notice for notice, pattern in _GENRE_NOTICES if pattern.match(genre.name)]
        if _is_advisory(genre):
            notices.append(Notice.ADVISORY)
        draft.add("notices", notices, "contentMeta/genre")


def _is_advisory(genre: Code) -> bool:
    is_coded = genre.scheme == "dpatextgenre" and genre.code in _ADVISORY_CODES
    return is_coded or bool(_ADVISORY_GENRE.fullmatch(genre.name))


def _make_note(element: Any) -> EditorNote:
    role = last_part(element.get("role", ""))
    return EditorNote(text_of(element), role in _PUBLIC_ROLES and not is_private(element), role)


def _add_body_notes(texts: Iterable[str], role: str, draft: ItemDraft) -> None:
    known = {note.text for note in draft.get("ednotes", ())}
    draft.add("ednotes", (EditorNote(text, role=role) for text in texts if text not in known), "contentSet")


def _read_notepad(notepad: Any, known: set[str]) -> Iterator[EditorNote]:
    """Yield the lines of the notepad that no other note repeats, under their headings."""
    heading, nonpublic = "", False
    for element in notepad.iter():
        name = local_name(element)
        if name == "section":
            nonpublic = nonpublic or "np-nonpublic" in class_names(element)
            heading = ""
        elif name in _HEADINGS:
            heading = text_of(element)
        elif name in _NOTE_ITEMS and (text := _read_line(element)) and text not in known:
            known.add(text)
            if _PRIVATE_NOTICE.fullmatch(text):
                continue
            is_public = heading in _PUBLIC_HEADINGS and not nonpublic
            yield EditorNote(text, is_public, " ".join(class_names(element)) or heading)


def _read_line(element: Any) -> str:
    """Return the text of a list item or paragraph without the items in it."""
    has_items = next(element.iterdescendants("{*}li", "{*}p"), None) is not None
    return clean_line(element.text) if has_items else text_of(element)
