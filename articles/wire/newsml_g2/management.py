"""Management data of NewsML-G2 items: status, embargo, signals, rights. Pure."""

import re
from datetime import tzinfo
from typing import Any

from articles.parsing.errors import gettext_noop
from articles.wire.item import Code, Notice, RightsNotice
from articles.wire.item_draft import ItemDraft
from articles.wire.newsml_g2.elements import (
    Children,
    choose_language,
    find_first,
    last_part,
    read_code,
    read_name,
    read_texts,
    text_of,
    written_code,
)
from articles.wire.notice_words import EDIT_STATES, SIGNAL_WORDS, read_notice_forms
from articles.wire.release_status import IPTC_STATUSES, hold_for_embargo_note, set_embargo, set_status
from articles.wire.times import parse_time

_SCHEME_NOTICES = {"update": Notice.UPDATE}
"""Schemes of which each code has one meaning, such as `update:append-major-content`."""
_REUTERS_HEADLINES = read_notice_forms("reuters")
_MANDATORY_KILL = re.compile(r"\W*(?:AP )?(?:MANDATORY[ -]KILL|KILL MANDATORY)\b")
_LEAD_SLUG = re.compile(r"\b\d(?:st|nd|rd|th) Ld\b|\bLd-Writethru\b", re.IGNORECASE)


def read_status(meta: Children, draft: ItemDraft) -> None:
    """Set the publication status; one that is unknown withholds the item."""
    element = find_first(meta, "pubStatus")
    code = written_code(element) or text_of(element)
    if code:
        set_status(draft, code, "itemMeta/pubStatus", IPTC_STATUSES)


def read_embargo(meta: Children, zone: tzinfo, draft: ItemDraft) -> None:
    """Set the embargo; an element without a readable time holds the item."""
    for element in meta.get("embargoed", ()):
        written = text_of(element)
        embargo = parse_time(written, zone)
        set_embargo(draft, embargo, "itemMeta/embargoed", written)
        if embargo is not None:
            return


def hold_for_notes(draft: ItemDraft) -> None:
    """Hold an item whose only embargo is a note with that role."""
    for note in draft.get("ednotes", ()):
        if note.role.startswith("embargo"):
            hold_for_embargo_note(draft, note.text, "itemMeta/edNote")


def read_times(meta: Children, content: Children, sent: Any, zone: tzinfo, draft: ItemDraft) -> None:
    """Set the times of the version, the first version and the expiry."""
    places = (
        ("versioncreated", find_first(meta, "versionCreated"), "itemMeta/versionCreated"),
        ("firstcreated", find_first(meta, "firstCreated"), "itemMeta/firstCreated"),
        ("firstcreated", find_first(content, "contentCreated"), "contentMeta/contentCreated"),
        ("expires", find_first(meta, "expires"), "itemMeta/expires"),
    )
    for name, element, path in places:
        draft.set(name, parse_time(text_of(element), zone), path)
    if draft.get("versioncreated") is None:
        draft.warn(gettext_noop("The time of the version is missing or cannot be read."))
        modified = parse_time(text_of(find_first(content, "contentModified")), zone)
        draft.set("versioncreated", modified, "contentMeta/contentModified")
        draft.set("versioncreated", parse_time(text_of(sent), zone), "header/sent")


def read_signals(meta: Children, content: Children, language: str, draft: ItemDraft) -> None:
    """Add the signals, and their meanings as notices."""
    elements = meta.get("signal", [])
    codes = [read_code(element, language) for element in elements]
    draft.add("signals", codes, "itemMeta/signal")
    draft.add("notices", (notice for code in codes if (notice := signal_notice(code))), "itemMeta/signal")
    # Text made by a machine has no other place for its mark, and desks have to see it.
    origins = [read_code(element, language) for element in content.get("digitalSourceType", ())]
    draft.add("signals", origins, "contentMeta/digitalSourceType")


def signal_notice(code: Code) -> Notice | None:
    """Return the meaning of a signal; None if it has none for desks."""
    if code.scheme.lower() == "edstat":
        return EDIT_STATES.get(code.code.lower())
    return _SCHEME_NOTICES.get(code.scheme.lower()) or SIGNAL_WORDS.get(last_part(code.code))


def read_printed_notices(draft: ItemDraft) -> None:
    """Add the notices that are printed in headlines, slug lines and notes."""
    if "reuters" in draft.get("provider", "").lower():
        headline = draft.get("headline", "")
        draft.add("notices", (n for n, pattern in _REUTERS_HEADLINES if pattern.match(headline)), "headline")
    lines = [draft.get("headline", ""), *(note.text for note in draft.get("ednotes", ()))]
    if any(_MANDATORY_KILL.match(line) for line in lines):
        draft.add("notices", [Notice.MANDATORY_KILL], "headline")
    if _LEAD_SLUG.search(draft.get("slugline", "")):
        draft.add("notices", [Notice.LEAD], "contentMeta/slugline")


def read_provider(meta: Children, language: str, draft: ItemDraft) -> None:
    element = find_first(meta, "provider")
    if element is not None:
        draft.set("provider", written_code(element) or read_name(element, language), "itemMeta/provider")


def read_services(meta: Children, draft: ItemDraft) -> None:
    """Set the services of the agency, such as `bdt, lno`."""
    codes = [written_code(service).rpartition(":")[2] for service in meta.get("service", ())]
    draft.set("service", ", ".join(filter(None, codes)), "itemMeta/service")


def read_rights(rights: Children, language: str, draft: ItemDraft) -> None:
    """Set the holder, the notice in all languages, and the terms of use."""
    holders = [_describe_holder(holder, language) for holder in rights.get("copyrightHolder", ())]
    own = choose_language(rights.get("copyrightNotice", ()), language)
    notices = read_texts([own, *rights.get("copyrightNotice", ())] if own is not None else [])
    terms = read_texts(rights.get("usageTerms", ()))
    found = RightsNotice(
        holder=", ".join(dict.fromkeys(filter(None, holders))),
        notice=" / ".join(dict.fromkeys(notices)),
        terms=tuple(dict.fromkeys(terms)),
    )
    if found != RightsNotice():
        draft.set("rights", found, "rightsInfo")


def _describe_holder(element: Any, language: str) -> str:
    return read_name(element, language) or written_code(element)
