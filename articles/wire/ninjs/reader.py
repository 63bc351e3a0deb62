"""Reader of ninjs 1.x, 2.x and 3.x, and of its dialects. Pure.

All versions are read by the same code: their keys differ but never contradict each other. An item of the bare standard
must follow its rules. Superdesk, TT, the BBC and others have keys of their own, and then also rules of their own, so
that a doubt about such an item is only a warning.
"""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from articles.parsing.errors import WireFileIsInvalid, gettext_noop
from articles.wire.formats import Format
from articles.wire.item import Code, EditorNote, ItemKind, NewsItem, Notice, RightsNotice, WireReading
from articles.wire.item_draft import ItemDraft, set_kind
from articles.wire.json_formats.json_dialects import list_entries
from articles.wire.json_formats.json_status import is_kill, set_json_embargo, set_json_status
from articles.wire.json_formats.json_values import (
    JsonObject,
    find_value,
    read_line,
    read_lines,
    read_object,
    read_objects,
    read_text,
    read_urgency,
    set_line,
    set_time,
)
from articles.wire.ninjs.check import Finding, NinjsVersion, RuleBreak, determine_version, find_rule_breaks
from articles.wire.ninjs.concepts import CONCEPT_KEYS, iterate_subjects, read_genres, read_keywords
from articles.wire.ninjs.media import iterate_associations, make_photo, read_renditions
from articles.wire.ninjs.texts import join_names, read_descriptions, read_item_body, set_headlines
from articles.wire.times import parse_time
from articles.wire.vocabularies import KINDS

_EMBARGO = ("embargoed", "embargoedUntil", "embargotime")
_STATUS = ("pubstatus", "pubStatus")
_UPDATE_TYPES: Mapping[str, Notice] = {
    "RÄ": Notice.CORRECTION, "KORR": Notice.CORRECTION, "UV": Notice.UPDATE, "AVPUB": Notice.KILL,
}  # fmt: skip
"""TT's `signals.updatetype`: a wrong fact, a wrong word, a developed story, a withdrawn one."""
_STATES: Mapping[str, str] = {
    **dict.fromkeys(["killed", "recalled", "unpublished"], "canceled"),
    **dict.fromkeys(
        ["draft", "submitted", "in_progress", "spiked", "scheduled", "being_corrected"], "withheld"
    ),
}
"""Superdesk's `state` of an item that is out no longer or not yet."""
_OPERATIONS: Mapping[str, Notice] = {"correct": Notice.CORRECTION, "rewrite": Notice.UPDATE}
_PICTURES = frozenset({ItemKind.PICTURE, ItemKind.GRAPHIC})


def read_ninjs(content: Any, zone: tzinfo) -> WireReading:
    """Return the items of a file; raise WireFileIsInvalid for a broken rule."""
    entries = list_entries(content, Format.NINJS)
    return WireReading(Format.NINJS.value, tuple(_read_item(entry, zone) for entry in entries))


def _read_item(item: JsonObject, zone: tzinfo) -> NewsItem:
    draft = ItemDraft()
    _check_rules(draft, item, zone)
    set_line(draft, "guid", item, ("guid", "uri", "_id"))
    if draft.get("guid") is None:
        raise WireFileIsInvalid(format=determine_version(item).name, problem="uri")
    set_line(draft, "version", item, ("version", "_current_version"))
    _set_kind(draft, item)
    set_headlines(draft, item)
    _set_lines(draft, item)
    set_time(draft, "versioncreated", item, ("versioncreated", "versionCreated", "versionstored"), zone)
    set_time(draft, "firstcreated", item, ("firstcreated", "firstCreated"), zone)
    set_time(draft, "expires", item, ("expires", "expiry"), zone)
    set_json_embargo(draft, item, _EMBARGO, zone)
    schedule = read_object(item.get("schedule_settings"))
    set_json_embargo(draft, schedule, ("utc_embargo",), zone, null_is_none=True)
    set_json_embargo(draft, item, ("embargo",), zone, null_is_none=True)
    _set_status_and_signals(draft, item)
    _set_texts(draft, item)
    subjects = list(iterate_subjects(item))
    draft.add("subjects", (code for _, code in subjects), subjects[0][0] if subjects else "")
    draft.add("genres", read_genres(item), "genre")
    draft.add("keywords", read_keywords(item), "keywords")
    _set_rights(draft, item)
    draft.add("links", read_renditions(item), "renditions")
    draft.add("associations", iterate_associations(item), "associations")
    return draft.build()


def _check_rules(draft: ItemDraft, item: JsonObject, zone: tzinfo) -> None:
    """Warn of broken rules; raise WireFileIsInvalid where no value can be read.

    Only an item of the bare standard is refused, and only for its own fields.
    """
    version = determine_version(item)
    unknown: list[str] = []
    for broken in find_rule_breaks(item, version):
        if broken.finding is Finding.UNKNOWN and broken.depth == 1:
            unknown.append(broken.path)
        elif version.is_dialect:
            _warn_of_dialect(draft, broken, version)
        elif _is_fatal(broken, zone):
            raise WireFileIsInvalid(format=version.name, problem=broken.describe())
        else:
            draft.warn(WireFileIsInvalid.what, format=version.name, problem=broken.describe())
    if unknown:
        draft.warn(
            gettext_noop("The item has keys that {format} does not define: {keys}."),
            format=version.name,
            keys=", ".join(sorted(unknown))[:200],
        )


def _warn_of_dialect(draft: ItemDraft, broken: RuleBreak, version: NinjsVersion) -> None:
    """Warn of wrong types only: agencies have their own dates, numbers and lists."""
    written = broken.value is not None and not broken.path.startswith("body_")
    if broken.finding is Finding.TYPE and broken.depth == 1 and written and not _is_readable(broken):
        draft.warn(WireFileIsInvalid.what, format=version.name, problem=broken.describe())


def _is_fatal(broken: RuleBreak, zone: tzinfo) -> bool:
    if broken.depth != 1 or (broken.value is None and broken.finding is not Finding.MISSING):
        return False
    if broken.finding is Finding.MISSING:
        return broken.path == "uri"
    if broken.finding is Finding.FORM:
        return broken.path != "uri" and bool(broken.value.strip()) and parse_time(broken.value, zone) is None
    return not _is_readable(broken)


def _is_readable(broken: RuleBreak) -> bool:
    """Return True for a number as text, or the reverse, and for a lone concept."""
    if broken.path == "urgency":
        return read_urgency(broken.value) is not None
    if broken.path in _STATUS:
        return is_kill(read_text(broken.value))
    if broken.path == "type":
        return read_text(broken.value).lower() in KINDS and not isinstance(broken.value, dict | list)
    if broken.path in CONCEPT_KEYS:
        return isinstance(broken.value, dict)
    return broken.path in {"version", "charcount", "wordcount"} and bool(read_text(broken.value))


def _set_kind(draft: ItemDraft, item: JsonObject) -> None:
    """Set the kind; `INFO` is TT's profile of what must not be published."""
    set_kind(draft, read_text(item.get("type")), KINDS, "type")
    if item.get("profile") == "INFO":
        draft.set("kind", ItemKind.ADVISORY, "profile")
        draft.add("notices", [Notice.ADVISORY], "profile")
    elif draft.get("kind") is ItemKind.ADVISORY:
        draft.add("notices", [Notice.ADVISORY], "type")


def _set_lines(draft: ItemDraft, item: JsonObject) -> None:
    located = item.get("located")
    dateline = read_object(item.get("dateline"))
    for field, keys in {
        "slugline": ("slugline", "slug"), "byline": ("byline", "by"), "creditline": ("creditline", "credit", "source"),
        "provider": ("source",), "language": ("language",), "located": ("located",), "dateline": ("dateline",),
    }.items():  # fmt: skip
        set_line(draft, field, item, keys)
    draft.set("urgency", read_urgency(item.get("urgency")), "urgency")
    draft.set("byline", join_names(read_objects(item.get("authors"))), "authors")
    draft.set("located", read_line(read_object(located).get("name")), "located/name")
    draft.set("located", read_line(read_object(dateline.get("located")).get("city")), "dateline/located/city")
    draft.set("dateline", read_line(dateline.get("text")), "dateline/text")
    for key in ("infosource", "infosources", "infoSources"):
        draft.set("provider", next(iter(read_lines(item.get(key))), ""), key)
    set_line(draft, "provider", item, ("copyrightholder", "copyrightHolder"))


def _set_status_and_signals(draft: ItemDraft, item: JsonObject) -> None:
    signals = read_object(item.get("signals"))
    update = read_line(signals.get("updatetype"))
    if update:
        draft.add("signals", [Code("updatetype", update)], "signals/updatetype")
        draft.add("notices", [_UPDATE_TYPES.get(update)], "signals/updatetype")
    if signals.get("retransmission") is True:
        draft.add("notices", [Notice.REPEAT], "signals/retransmission")
    draft.add("signals", (Code(code=one) for one in read_lines(item.get("signals"))), "signals")
    draft.add("notices", [_OPERATIONS.get(read_text(item.get("operation")))], "operation")
    status, key = find_value(item, _STATUS)
    withdrawn = _UPDATE_TYPES.get(update) is Notice.KILL
    set_json_status(draft, "canceled" if withdrawn else _find_state(item) or status, key)
    for key in ("replacing", "evolvedfrom", "rewrite_of"):
        draft.add("replaces", read_lines(item.get(key)), key)


def _find_state(item: JsonObject) -> str:
    """Return the status by the keys of Superdesk's own items; empty if they name none."""
    state = _STATES.get(read_text(item.get("state")), "")
    is_internal = read_object(item.get("flags")).get("marked_for_not_publication") is True
    return "withheld" if is_internal and state != "canceled" else state


def _set_texts(draft: ItemDraft, item: JsonObject) -> None:
    """Set body, summary and notes; the texts of a picture are facts of the photo."""
    description, notes = read_descriptions(item)
    for key in ("ednote", "edNote", "embargoedreason", "advice"):
        draft.add("ednotes", (EditorNote(line) for line in read_lines(item.get(key))), key)
    draft.add("ednotes", notes, "description")
    if draft.get("kind") in _PICTURES:
        draft.set("photo", make_photo(item, draft), "description")
        return
    draft.set("teaser", description or read_line(item.get("abstract")), "description")
    body, path = read_item_body(item)
    footer = read_item_body({"body_html": item.get("body_footer")})[0] if body else ()
    draft.set("body", (*body, *footer), path)


def _set_rights(draft: ItemDraft, item: JsonObject) -> None:
    linked = read_object(item.get("rightsinfo") or item.get("rightsInfo"))
    rights = RightsNotice(
        holder=read_line(find_value(item, ("copyrightholder", "copyrightHolder"))[0]),
        notice=read_line(find_value(item, ("copyrightnotice", "copyrightNotice", "copyright"))[0]),
        terms=(
            *read_lines(item.get("usageterms") or item.get("usageTerms")),
            *read_lines(linked.get("linkedrights") or linked.get("linkedRights")),
        ),
    )
    if rights != RightsNotice():
        draft.set("rights", rights, "usageterms")
