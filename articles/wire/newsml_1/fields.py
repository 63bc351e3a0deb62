"""Lines and metadata of NewsML 1 as fields of a news item. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from articles.parsing.errors import gettext_noop
from articles.wire.desk_marks import make_desk_notes
from articles.wire.item import Code, EditorNote, Notice, RightsNotice
from articles.wire.item_draft import ItemDraft
from articles.wire.newsml_1.tree import NewsMlComponent, first_in_chain, formal_name
from articles.wire.urgency import parse_urgency
from articles.wire.vocabularies import read_forms
from articles.wire.xml_dialects.xml_lookup import (
    find_all,
    iterate_children,
    line_text,
    read_attribute,
    read_texts,
)

type Chain = Sequence[NewsMlComponent]

_SUBJECTS: Final = frozenset({"Subject", "SubjectMatter", "SubjectDetail", "SubjectQualifier"})
_PERSON_AS_SLUG: Final = re.compile(r"[^\W\d_][\w.'-]*(?: [\w.'-]+){1,4} \([a-z]{2,4}\)")
"""`Ida Brandt (ibr)`: ANP names the writer in the slug line."""
_TEASER_LINES: Final = frozenset({"abstract", "summary", "lead", "teaser"})
_NO_NOTES: Final = frozenset({"clickthru url", "url", "link"})
_CORRECTS = re.compile(read_forms("advisory", "corrects"), re.IGNORECASE)
_UPDATES = re.compile(read_forms("advisory", "updates"), re.IGNORECASE)
_PLACE: Final = re.compile(r"([^\W\d_][^,(\d/]{1,40}?)\s*(?:[,(/]|-{1,2}\s|–|—|\.|$)")


def set_lines(draft: ItemDraft, chain: Chain, owner: NewsMlComponent | None = None) -> None:
    """Set the fields of `NewsLines`; of nested lines the outermost counts.

    With an owner, the lines of that component come first: one of several stories.
    """
    ordered = list(chain) if owner is None else [owner, *(one for one in chain if one is not owner)]
    draft.set("headline", first_in_chain(ordered, "headline"), "NewsLines/HeadLine")
    for name, line in (
        ("subheadline", "subheadline"), ("byline", "byline"), ("creditline", "creditline"), ("dateline", "dateline"),
    ):  # fmt: skip
        draft.set(name, first_in_chain(ordered, line), f"NewsLines/{line}")
    _set_slug(draft, first_in_chain(ordered, "slugline"))
    for component in ordered:
        for line in component.lines.get("newsline", ()):
            _set_news_line(
                draft, read_attribute(line, "NewsLineType", "FormalName"), read_texts(line, "NewsLineText")
            )


def set_metadata(draft: ItemDraft, chain: Chain, provider_id: str) -> None:
    """Set the fields of the descriptive and administrative metadata."""
    for component in chain:
        draft.add("subjects", _read_subjects(component), "DescriptiveMetadata/SubjectCode")
        genres = [Code("Genre", name) for name in component.formal_names("descriptive", "Genre")]
        draft.add("genres", genres, "DescriptiveMetadata/Genre")
        draft.add("keywords", _read_keywords(component), "DescriptiveMetadata/Property")
        for note in component.properties("administrative", "EditorialInfo"):
            draft.add("ednotes", [EditorNote(note, role="EditorialInfo")], "AdministrativeMetadata/Property")
    languages = (component.language for component in reversed(chain))
    draft.set("language", next(filter(None, languages), ""), "DescriptiveMetadata/Language")
    _set_provider(draft, chain, provider_id)
    urgencies = (
        parse_urgency(text) for one in chain for text in one.properties("administrative", "Priority")
    )
    draft.set("urgency", next(filter(None, urgencies), None), "AdministrativeMetadata/Property")
    topics = (text for one in chain for text in one.properties("administrative", "Topic"))
    draft.set("slugline", next(topics, ""), "AdministrativeMetadata/Property")
    draft.set("rights", _read_rights(chain), "RightsMetadata")


def set_place(draft: ItemDraft, chain: Chain) -> None:
    """Set the name of the place; if it contradicts the dateline, the dateline counts."""
    city = _read_city(chain)
    printed = _PLACE.match(draft.get("dateline", ""))
    place = printed[1].strip() if printed else ""
    if place and city and not _is_same_place(place, city):
        draft.warn(
            gettext_noop("The place in the metadata, {metadata}, differs from the dateline, {dateline}."),
            metadata=city, dateline=place,
        )  # fmt: skip
        city = place
    draft.set("located", city, "DescriptiveMetadata/Location")
    draft.set("located", place, "NewsLines/DateLine")


def _is_same_place(place: str, city: str) -> bool:
    """Return True also for the name in another language: `Brussels`, `BRUXELLES`."""
    first, second = place.casefold(), city.casefold()
    return second in first or first in second or first[:3] == second[:3]


def _set_slug(draft: ItemDraft, slug: str) -> None:
    if _PERSON_AS_SLUG.fullmatch(slug):
        draft.add("ednotes", make_desk_notes(slug), "NewsLines/SlugLine")
    else:
        draft.set("slugline", slug, "NewsLines/SlugLine")


def _set_news_line(draft: ItemDraft, kind: str, texts: list[str]) -> None:
    """Set a line of a further type; AFP's `AdvisoryLine` is a note to desks."""
    lowered, text = kind.casefold(), " ".join(texts)
    if not text or lowered in _NO_NOTES:
        return
    if not lowered or lowered in _TEASER_LINES:
        draft.set("teaser", text, "NewsLines/NewsLine")
        return
    draft.add("ednotes", [EditorNote(text, role=kind)], "NewsLines/NewsLine")
    if lowered == "advisoryline":
        notices = [Notice.CORRECTION] * bool(_CORRECTS.search(text)) + [Notice.UPDATE] * bool(
            _UPDATES.search(text)
        )
        draft.add("notices", notices, "NewsLines/NewsLine")


def _read_subjects(component: NewsMlComponent) -> Iterable[Code]:
    for group in component.find_in_metadata("descriptive", "SubjectCode"):
        for name, one in iterate_children(group):
            if name in _SUBJECTS and (code := one.get("FormalName", "").strip()):
                yield Code((one.get("Scheme") or one.get("Vocabulary") or "").strip(), code)
            if category := one.get("cat", "").strip():
                yield Code("cat", category)
    for name in ("Topic", "Category"):
        yield from (Code(name, value) for value in component.properties("descriptive", name))


def _read_keywords(component: NewsMlComponent) -> Iterable[str]:
    """Yield the keywords of properties and lines; ANP writes several in one."""
    lines = [line_text(line) for line in component.lines.get("keywordline", ())]
    for written in (*component.properties("descriptive", "Keyword"), *lines, *component.keywords):
        yield from (word.strip() for word in written.split(";"))
    for metadata in component.metadata.get("other", ()):
        for one in find_all(metadata, "Property"):
            if one.get("FormalName", "").endswith("Keywords"):
                yield " ".join(one.get("Value", "").split())


def _set_provider(draft: ItemDraft, chain: Chain, provider_id: str) -> None:
    """Set the provider; the source comes last, since for a release it is the company."""
    for role, otherwise in (("Provider", provider_id), ("Source", "")):
        for component in chain:
            for found in component.find_in_metadata("administrative", role):
                name = read_attribute(found, "Party", "FormalName")
                draft.set("provider", name, f"AdministrativeMetadata/{role}")
        draft.set("provider", otherwise, "NewsIdentifier/ProviderId")


def _read_rights(chain: Chain) -> RightsNotice | None:
    metadata = [one for component in chain for one in component.metadata.get("rights", ())]
    holder = next((text for one in metadata for text in read_texts(one, "Copyright/CopyrightHolder")), "")
    holder = holder or next(
        (
            text
            for one in metadata
            for text in [read_attribute(one, "Copyright/CopyrightHolder/Party", "FormalName")]
        ),
        "",
    )
    notice = first_in_chain(chain, "copyrightline") or first_in_chain(chain, "rightsline")
    terms = tuple(
        dict.fromkeys(
            text
            for one in metadata
            for usage in find_all(one, "UsageRights")
            for name, part in iterate_children(usage)
            if name != "RightsHolder" and (text := formal_name(part))
        )
    )
    return RightsNotice(holder, notice, terms) if holder or notice or terms else None


def _read_city(chain: Chain) -> str:
    """Return the city of the place of origin, else of any place."""
    found = [one for component in chain for one in component.find_in_metadata("descriptive", "Location")]
    for location in sorted(found, key=lambda one: one.get("HowPresent") != "Origin"):
        for one in find_all(location, "Property"):
            if one.get("FormalName") == "City" and (city := " ".join((one.get("Value") or "").split())):
                return city
    # ANA writes the place without a location.
    return next((city for component in chain for city in component.properties("descriptive", "City")), "")
