"""Metadata about the content of NewsML-G2: headline, place, subjects. Pure."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from articles.wire.item import Code, EditorNote, ItemKind
from articles.wire.item_draft import ItemDraft
from articles.wire.newsml_g2.elements import (
    XML_LANG,
    Children,
    choose_language,
    find_children,
    is_private,
    last_part,
    read_code,
    read_name,
    read_texts,
    text_of,
    written_code,
)
from articles.wire.vocabularies import read_values

_SUB_ROLES = ("sub", "deck", "untertitel", "unterzeile")
_KICKER_ROLES = ("kicker", "overline", "spitzmarke", "dachzeile", "topline")
_KICKER_RANK = 3
"""dpa ranks its headlines: 1 is the main one, 2 the subheadline, 3 the kicker."""
_TEASER_ROLES = ("teaser", "summary", "abstract", "synopsis", "lead", "ingress", "intro", "synthe")
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d\b|.{0,40}\b\d\d:\d\d:\d\d\b")
_IPTC_SCHEMES = frozenset({"medtop", "subj"})
_LANGUAGES = read_values(str, "languages", "codes")
"""Three letters, as TT writes them, and wrong codes → BCP 47."""
_REPLACED_TYPE = re.compile(r"repl|previous|superse|ers[aä]tt", re.IGNORECASE)
_REPLACING_RELATIONS = frozenset({"replaces", "replace", "previousversion", "supersedes"})
_NUMBERS = (
    re.compile(r"urn:newsml:dpa\.com:\d{8}:(?P<number>[^/\s]+?)(?:/\d{1,4})?"),
    re.compile(r"urn:newsml:apa\.at:(?P<number>\d{8}:\w+)"),
    re.compile(r"urn:newsml:stt\.fi:\d*:(?P<number>\d+)"),
)
"""Identifiers whose last part is the agency's number; STT leaves the date out at times, APA counts by the day."""
_WIRE_NUMBER = re.compile(r"([a-z]{3}):(\d{4}):\d:")
"""`bdt:0651:4:wi:496:dpa:…`: service and number of the same item in IPTC 7901."""
_NUMBER_TYPES = frozenset({"itemid", "usn", "iid"})
"""`ap:itemId`, and `idType:USN` and `idType:IID` of Reuters."""


def read_language(item: Any, content: Children, draft: ItemDraft) -> str:
    """Set and return the language: `language`, else `xml:lang` of the item."""
    tags = [tag for element in content.get("language", ()) if (tag := element.get("tag", "").strip())]
    places = [(tags[0], "contentMeta/language")] if tags else []
    for tag, path in [*places, (item.get(XML_LANG, "").strip(), "@xml:lang")]:
        draft.set("language", _LANGUAGES.get(tag.lower(), tag.replace("_", "-")), path)
    return str(draft.get("language", ""))


def read_headlines(content: Children, language: str, draft: ItemDraft) -> None:
    """Set the headline of the lowest rank, the subheadline and the kicker."""
    main: list[tuple[int, Any]] = []
    for element in _public(content, "headline"):
        role, rank = last_part(element.get("role", "")), _read_number(element.get("rank")) or 1
        if any(mark in role for mark in _SUB_ROLES):
            draft.set("subheadline", text_of(element), "contentMeta/headline[@role]")
        elif rank == _KICKER_RANK or any(mark in role for mark in _KICKER_ROLES):
            draft.set("kicker", text_of(element), "contentMeta/headline")
        else:
            main.append((rank, element))
    if not main:
        return
    best = min(rank for rank, _ in main)
    first = choose_language((element for rank, element in main if rank == best), language)
    draft.set("headline", text_of(first), "contentMeta/headline")
    others = [e for _, e in main if e is not first and e.get(XML_LANG) == first.get(XML_LANG)]
    draft.set("subheadline", next(iter(read_texts(others)), ""), "contentMeta/headline[2]")


def read_lines(content: Children, language: str, draft: ItemDraft) -> None:
    """Set the lines of text that stand above a story: slug, byline, credit, dateline."""
    for name, field in (("slugline", "slugline"), ("by", "byline"), ("creditline", "creditline")):
        element = choose_language(_public(content, name), language)
        draft.set(field, text_of(element), f"contentMeta/{name}")
    for element in _public(content, "dateline"):
        # Reuters fills the dateline with the time of the version.
        if not _TIMESTAMP.match(text_of(element)):
            draft.set("dateline", printed_dateline("".join(element.itertext())), "contentMeta/dateline")


def printed_dateline(text: str) -> str:
    """Return a dateline on one line, with the blank after its dash."""
    line = " ".join(text.split())
    return f"{line} " if line and text.endswith(" ") and line[-1] in "-–—_" else line


def read_located(content: Children, asserts: Mapping[str, Any], language: str, draft: ItemDraft) -> None:
    """Set the place; a literal may point to an assertion that has its name."""
    for element in content.get("located", ()):
        literal = element.get("literal", "").strip()
        name = read_name(element, language)
        if not name and literal in asserts:
            name = find_address(asserts[literal], "locality", language)
        elif not name:
            name = literal
        draft.set("located", name, "contentMeta/located")


def find_address(assertion: Any, part: str, language: str) -> str:
    """Return the name of a part of an address: `locality`, `area` or `country`."""
    found = next(assertion.iter(f"{{*}}{part}"), None)
    return read_name(found, language) if found is not None else ""


def read_subjects(elements: Iterable[Any], language: str) -> Iterator[Code]:
    """Yield the subjects, their facets, and the codes of the IPTC that mean the same."""
    listed = list(elements)
    for element in listed:
        facets = [*find_children(element, "mainConcept"), *find_children(element, "facetConcept")]
        for code in (read_code(part, language) for part in [element, *facets]):
            if code != Code():
                yield code
    for element in listed:
        for same in find_children(element, "sameAs"):
            code = read_code(same, language)
            if code.scheme in _IPTC_SCHEMES:
                yield code


def read_subject_data(content: Children, language: str, draft: ItemDraft) -> None:
    """Add subjects, keywords and genres."""
    draft.add("subjects", read_subjects(content.get("subject", ()), language), "contentMeta/subject")
    draft.add("keywords", read_texts(_public(content, "keyword")), "contentMeta/keyword")
    genres = [read_code(element, language) for element in content.get("genre", ())]
    draft.add("genres", (genre for genre in genres if genre != Code()), "contentMeta/genre")


def read_descriptions(content: Children, language: str, kind: ItemKind, draft: ItemDraft) -> str:
    """Set the teaser and return the caption; other descriptions become notes."""
    captions, teasers = [], []
    for element in _public(content, "description"):
        role = last_part(element.get("role", ""))
        # Reuters fills the caption of texts and packages with `SLUG:headline`.
        if _is_data(text_of(element)) or text_of(element).startswith(f"{draft.get('slugline')}:"):
            continue
        if "caption" in role or (kind is ItemKind.PICTURE and not role):
            captions.append(element)
        elif not role or any(mark in role for mark in _TEASER_ROLES):
            teasers.append(element)
        else:
            draft.add("ednotes", [EditorNote(text_of(element), role=role)], "contentMeta/description")
    draft.set("teaser", text_of(choose_language(teasers, language)), "contentMeta/description")
    return text_of(choose_language(captions, language))


def read_identifiers(content: Children, meta: Children, draft: ItemDraft) -> None:
    """Set the number of the agency, and the items that this one replaces."""
    alternatives = [
        (last_part(e.get("type", "")), text_of(e)) for e in content.get("altId", ()) if text_of(e)
    ]
    for pattern in _NUMBERS:
        if match := pattern.fullmatch(draft.get("guid", "")):
            draft.set("item_number", match["number"], "@guid")
    numbers = [f"{match[1]}{match[2]}" for _, text in alternatives if (match := _WIRE_NUMBER.match(text))]
    draft.set("sequence", ", ".join(numbers), "contentMeta/altId")
    for kind, number in alternatives:
        if kind in _NUMBER_TYPES:
            draft.set("item_number", number, "contentMeta/altId")
    is_replacing = any(last_part(signal.code) == "replace" for signal in draft.get("signals", ()))
    replaced = [number for kind, number in alternatives if _REPLACED_TYPE.search(kind)]
    if is_replacing and not replaced:
        replaced = [number for _, number in alternatives if number not in draft.get("guid", "")]
    draft.add("replaces", replaced, "contentMeta/altId")
    targets = [
        link.get("residref") or link.get("guidref")
        for link in meta.get("link", ())
        if last_part(link.get("rel", "")) in _REPLACING_RELATIONS
    ]
    draft.add("replaces", (t for t in targets if t != draft.get("guid")), "itemMeta/link")


def read_creator(content: Children, language: str) -> tuple[str, str]:
    """Return the name of the photographer, or of the first creator, and the job title."""
    elements = content.get("creator", [])
    named = [(e, read_name(e, language) or e.get("literal", "").strip()) for e in elements]
    named = [(element, name) for element, name in named if name]
    taken = [
        (element, name)
        for element, name in named
        if "photog" in (element.get("role", "") + element.get("qcode", "")).lower()
    ]
    for element, name in taken or named:
        titles = [
            read_name(related, language)
            for related in find_children(element, "related")
            if "jobtitle" in related.get("rel", "").lower()
        ]
        return name, next(iter(titles), "")
    return "", ""


def read_persons(content: Children, language: str) -> Iterator[str]:
    """Yield the names of the persons among the subjects."""
    for element in content.get("subject", ()):
        if last_part(element.get("type", "")) == "person" and (name := read_name(element, language)):
            yield name


def index_asserts(item: Children) -> dict[str, Any]:
    """Return the assertions of an item by their code."""
    return {code: element for element in item.get("assert", ()) if (code := written_code(element))}


def _public(content: Children, name: str) -> list[Any]:
    return [element for element in content.get(name, ()) if text_of(element) and not is_private(element)]


def _read_number(written: str | None) -> int | None:
    digits = (written or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 4 else None


def _is_data(text: str) -> bool:
    """Return True for the JSON that ANSA sends in descriptions of pictures."""
    if not text.startswith(("{", "[")):
        return False
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False
