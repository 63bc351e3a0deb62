"""Events and other concepts in NewsML-G2 as items for the agenda. Pure."""

from collections.abc import Iterator
from typing import Any

from articles.wire.body import paragraphs
from articles.wire.item import EditorNote, ItemKind
from articles.wire.item_draft import ItemDraft
from articles.wire.newsml_g2.elements import (
    Children,
    choose_language,
    find_children,
    find_first,
    group_children,
    last_part,
    read_name,
    read_texts,
    text_of,
    written_code,
)
from articles.wire.newsml_g2.metadata import read_subjects

_DATES = ("start", "end", "duration", "confirmation")
_PRIVATE_PARTS = ("contactInfo", "registration", "accessStatus", "participationRequirement")


def read_concept(item: Children, language: str, draft: ItemDraft) -> None:
    """Set what a concept item states about its only concept."""
    concept = find_first(item, "concept")
    if concept is None:
        return
    parts = group_children(concept)
    if is_event(parts):
        draft.set("kind", ItemKind.EVENT, "concept/type")
    draft.set("headline", read_name(concept, language), "concept/name")
    definitions = _select_language(parts.get("definition", []), language)
    draft.set("teaser", next(iter(read_texts(definitions)), ""), "concept/definition")
    draft.set("body", paragraphs(read_texts(definitions)), "concept/definition")
    notes = [EditorNote(text_of(n), role=last_part(n.get("role", ""))) for n in parts.get("note", ())]
    draft.add("ednotes", (note for note in notes if note.text), "concept/note")
    for details in parts.get("eventDetails", ()):
        _read_event(group_children(details), language, draft)


def is_event(concept: Children) -> bool:
    return "eventDetails" in concept or last_part(written_code(find_first(concept, "type"))) == "event"


def _read_event(details: Children, language: str, draft: ItemDraft) -> None:
    """Set place and subjects of an event; times and contacts become notes to editors."""
    for location in details.get("location", ()):
        draft.set("located", read_name(location, language), "concept/eventDetails/location")
    subjects = read_subjects(details.get("subject", ()), language)
    draft.add("subjects", subjects, "concept/eventDetails/subject")
    draft.add("ednotes", _describe_dates(details), "concept/eventDetails/dates")
    for name in _PRIVATE_PARTS:
        texts = [" ".join(read_texts(part)) or text_of(part) for part in details.get(name, ())]
        notes = (EditorNote(text, role=name) for text in texts if text)
        draft.add("ednotes", notes, f"concept/eventDetails/{name}")


def _describe_dates(details: Children) -> Iterator[EditorNote]:
    """Yield the times of an event as written: they may be incomplete or repeat."""
    for dates in details.get("dates", ()):
        for name in _DATES:
            for element in find_children(dates, name):
                if text := text_of(element):
                    yield EditorNote(text, role=name)


def _select_language(elements: list[Any], language: str) -> list[Any]:
    """Return the elements in the language that the first choice has."""
    chosen = choose_language((element for element in elements if text_of(element)), language)
    if chosen is None:
        return []
    tag = "{http://www.w3.org/XML/1998/namespace}lang"
    return [element for element in elements if element.get(tag) == chosen.get(tag)]
