"""Rules of ninjs 1.x, 2.x and 3.x as data: keys, types, values. Pure.

IPTC publishes the schemas at https://www.iptc.org/std/ninjs/; the three families differ in the names of their keys
and in how they write lists.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class ValueRule(StrEnum):
    """Types of single values."""

    TEXT = "text"
    URI = "URI"
    TIME = "date-time"
    DATE = "date"
    NUMBER = "number"
    INTEGER = "integer"
    SHARE = "0–100"
    URGENCY = "1–9"
    OBJECT = "object"
    GEOJSON = "GeoJSON"
    ITEM = "item"
    """A whole item of the same family, as in associations."""


@dataclass(frozen=True, slots=True)
class ListRule:
    member: Any


@dataclass(frozen=True, slots=True)
class ObjectRule:
    """Keys of an object; `others` is the rule of keys that a provider names itself."""

    keys: Mapping[str, Any] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    others: Any = None
    prefixes: Mapping[str, Any] = field(default_factory=dict)
    is_open: bool = False


TEXT, URI, TIME, DATE = ValueRule.TEXT, ValueRule.URI, ValueRule.TIME, ValueRule.DATE
NUMBER, INTEGER, SHARE, URGENCY = ValueRule.NUMBER, ValueRule.INTEGER, ValueRule.SHARE, ValueRule.URGENCY
ITEM, GEOJSON, OBJECT = ValueRule.ITEM, ValueRule.GEOJSON, ValueRule.OBJECT

PUBSTATUS = frozenset({"usable", "withheld", "canceled"})
KINDS = frozenset({"text", "audio", "video", "picture", "graphic", "composite", "component"})
KINDS_3 = KINDS | {"event", "planning"}


def _texts(*names: str) -> dict[str, Any]:
    return dict.fromkeys(names, TEXT)


def _contacts(info: str, postcode: str) -> dict[str, Any]:
    address = ObjectRule({"lines": ListRule(TEXT), **_texts("locality", "area", postcode, "country")})
    contact = ObjectRule({**_texts("type", "role", "lang", "name", "value"), "address": address},
                         one_of=("value", "address"))  # fmt: skip
    return {info: ListRule(contact)}


_SOURCE_TYPE = ObjectRule({"name": TEXT, "uri": URI, "literal": TEXT})
_STANDARD = ObjectRule({"name": TEXT, "version": TEXT, "schema": URI})
_RELEVANCE = {"creator": TEXT, "relevance": SHARE, "confidence": SHARE}
_EXTENT = {"height": NUMBER, "width": NUMBER, "sizeinbytes": NUMBER, "duration": NUMBER, "format": TEXT}


def _rights(language: str, linked: str, encoded: str, *, is_open: bool) -> ObjectRule:
    return ObjectRule({language: URI, linked: URI, encoded: TEXT}, one_of=(linked, encoded), is_open=is_open)


_CONCEPT_1 = {"name": TEXT, "rel": TEXT, "scheme": URI, "code": TEXT}
_CONTACT_1 = _contacts("contactinfo", "postalcode")
_SYMBOL_1 = ObjectRule({"ticker": TEXT, "exchange": TEXT, "symboltype": URI, "symbol": TEXT})
NINJS_1 = ObjectRule(
    {
        "uri": URI, "type": KINDS, "mimetype": TEXT, "representationtype": frozenset({"complete", "incomplete"}),
        **_texts("profile", "version", "copyrightholder", "copyrightnotice", "usageterms", "ednote", "language",
                 "title", "byline", "headline", "slugline", "located"),
        **dict.fromkeys(["firstcreated", "versioncreated", "contentcreated", "embargoed", "expires"], TIME),
        "pubstatus": PUBSTATUS, "urgency": NUMBER, "charcount": NUMBER, "wordcount": NUMBER,
        "person": ListRule(ObjectRule({**_CONCEPT_1, **_CONTACT_1})),
        "organisation": ListRule(ObjectRule({**_CONCEPT_1, **_CONTACT_1, "symbols": ListRule(_SYMBOL_1)})),
        "place": ListRule(ObjectRule({**_CONCEPT_1, **_CONTACT_1}, prefixes={"geometry_": OBJECT})),
        "subject": ListRule(ObjectRule({**_CONCEPT_1, **_RELEVANCE})),
        "event": ListRule(ObjectRule(_CONCEPT_1)),
        "object": ListRule(ObjectRule(_CONCEPT_1)),
        "infosource": ListRule(ObjectRule({**_CONCEPT_1, **_CONTACT_1})),
        "genre": ListRule(ObjectRule({"name": TEXT, "scheme": URI, "code": TEXT})),
        "renditions": ObjectRule(others=ObjectRule({"href": URI, "mimetype": TEXT, "title": TEXT, **_EXTENT})),
        "associations": ObjectRule(others=ITEM),
        "altids": ObjectRule(is_open=True),
        "trustindicator": ListRule(ObjectRule({"scheme": URI, "code": TEXT, "title": TEXT, "href": URI})),
        "$standard": _STANDARD,
        "rightsinfo": _rights("langid", "linkedrights", "encodedrights", is_open=True),
        "digitalsourcetype": _SOURCE_TYPE,
    },
    required=("uri",),
    prefixes={"description_": TEXT, "body_": TEXT, "headline_": TEXT},
)  # fmt: skip

_CONCEPT_2 = {"name": TEXT, "rel": TEXT, "uri": URI, "literal": TEXT}


def _versions_of_text(media_type: str, *counts: str, number: ValueRule = NUMBER) -> ListRule:
    keys = {"role": TEXT, media_type: TEXT, "value": TEXT, **dict.fromkeys(counts, number)}
    return ListRule(ObjectRule(keys, required=("value",)))


_SYMBOL_2 = ObjectRule({"ticker": TEXT, "exchange": TEXT, "symboltype": URI, "symbol": TEXT})
NINJS_2 = ObjectRule(
    {
        "uri": URI, "type": KINDS, "representationtype": frozenset({"full", "partial"}),
        **_texts("profile", "version", "copyrightholder", "copyrightnotice", "usageterms", "ednote", "language",
                 "title", "by", "slugline", "located"),
        **dict.fromkeys(["firstcreated", "versioncreated", "contentcreated", "embargoed", "expires"], TIME),
        "pubstatus": PUBSTATUS, "urgency": NUMBER,
        "descriptions": _versions_of_text("contenttype"),
        "bodies": _versions_of_text("contenttype", "charcount", "wordcount"),
        "headlines": _versions_of_text("contenttype"),
        "people": ListRule(ObjectRule({**_CONCEPT_2, **_CONTACT_1})),
        "organisations": ListRule(ObjectRule({**_CONCEPT_2, **_CONTACT_1, "symbols": ListRule(_SYMBOL_2)})),
        "places": ListRule(ObjectRule({**_CONCEPT_2, **_CONTACT_1, "geojson": GEOJSON})),
        "subjects": ListRule(ObjectRule({**_CONCEPT_2, **_RELEVANCE})),
        "events": ListRule(ObjectRule(_CONCEPT_2)),
        "objects": ListRule(ObjectRule(_CONCEPT_2)),
        "infosources": ListRule(ObjectRule({**_texts("name", "role", "literal"), "uri": URI, **_CONTACT_1})),
        "genres": ListRule(ObjectRule(_texts("name", "uri", "literal"))),
        "renditions": ListRule(ObjectRule({"name": TEXT, "href": URI, "contenttype": TEXT, "title": TEXT, **_EXTENT},
                                          required=("name",))),
        "associations": ListRule(ITEM),
        "altids": ListRule(ObjectRule(_texts("role", "value"))),
        "trustindicators": ListRule(ObjectRule({"role": URI, "title": TEXT, "href": URI})),
        "standard": _STANDARD,
        "rightsinfo": _rights("langid", "linkedrights", "encodedrights", is_open=True),
        "digitalsourcetype": _SOURCE_TYPE,
    },
    required=("uri",),
)  # fmt: skip

_CONTACT_3 = _contacts("contactInfo", "postalCode")
_ORGANISATION_3 = ObjectRule({
    **_CONCEPT_2, **_CONTACT_3, "symbols": ListRule(ObjectRule({"exchange": TEXT, "symbolType": URI, "symbol": TEXT})),
})  # fmt: skip
_RENDITION_3 = ObjectRule(
    {
        "name": TEXT, "href": URI, "contentType": TEXT, "title": TEXT, "width": INTEGER, "height": INTEGER,
        "sizeInBytes": INTEGER, "duration": NUMBER, "format": TEXT, "aspectRatio": TEXT, "videoCodec": TEXT,
        "frameRate": NUMBER, "poi": ObjectRule({"x": INTEGER, "y": INTEGER}), "transportProtocol": TEXT,
        "scanType": frozenset({"progressive", "interlaced"}), "bitrate": TEXT,
    },
    required=("name",),
)  # fmt: skip
_RECURRENCE_3 = ObjectRule({
    "frequency": frozenset({"secondly", "minutely", "hourly", "daily", "weekly", "monthly", "yearly"}),
    "interval": INTEGER, "until": TIME, "count": INTEGER,
})  # fmt: skip
_DATES_3 = ObjectRule({
    "startDate": TIME, "endDate": TIME, "expectedStartDate": DATE, "expectedEndDate": DATE, "expectedDuration": TEXT,
    "recurrence": ObjectRule({"recurrenceDates": ListRule(DATE), "recurrenceRules": ListRule(_RECURRENCE_3)}),
})  # fmt: skip
_COVERAGE_3 = ObjectRule({
    "uri": URI, "title": TEXT, "pubStatus": PUBSTATUS, "type": KINDS_3,
    "commissioned": ObjectRule({
        "by": TEXT, "on": TIME, "references": ListRule(ObjectRule(_texts("name", "value"))),
    }),
    "dates": _DATES_3, "edNote": TEXT, "urgency": URGENCY, "language": TEXT, "wordCount": INTEGER,
    "audiences": ListRule(ObjectRule({"audience": TEXT, "significance": INTEGER})), "exclAudience": ListRule(TEXT),
    "itemCount": ObjectRule({"rangeFrom": INTEGER, "rangeTo": INTEGER}), "renditions": ListRule(_RENDITION_3),
})  # fmt: skip
NINJS_3 = ObjectRule(
    {
        "uri": URI, "type": KINDS_3, "representationType": frozenset({"full", "partial"}),
        **_texts("profile", "version", "copyrightHolder", "copyrightNotice", "usageTerms", "edNote", "language",
                 "title", "by", "slugline", "located"),
        **dict.fromkeys(["firstCreated", "versionCreated", "contentCreated", "embargoedUntil", "expires"], TIME),
        "pubStatus": PUBSTATUS, "urgency": URGENCY,
        "descriptions": _versions_of_text("contentType"),
        "bodies": _versions_of_text("contentType", "charCount", "wordCount", number=INTEGER),
        "headlines": _versions_of_text("contentType"),
        "people": ListRule(ObjectRule({**_CONCEPT_2, **_CONTACT_3})),
        "organisations": ListRule(_ORGANISATION_3),
        "places": ListRule(ObjectRule({**_CONCEPT_2, **_CONTACT_3, "geoJSON": GEOJSON})),
        "subjects": ListRule(ObjectRule({**_CONCEPT_2, **_RELEVANCE})),
        "events": ListRule(ObjectRule({**_CONCEPT_2, "id": TEXT})),
        "eventDetails": ObjectRule({"eventStatus": URI, "plannedCoverageStatus": URI, "dates": _DATES_3,
                                    "organiser": _ORGANISATION_3}),
        "plannedCoverage": ListRule(_COVERAGE_3),
        "objects": ListRule(ObjectRule(_CONCEPT_2)),
        "infoSources": ListRule(ObjectRule({**_texts("name", "role", "literal"), "uri": URI, **_CONTACT_3})),
        "genres": ListRule(ObjectRule(_texts("name", "uri", "literal"))),
        "renditions": ListRule(_RENDITION_3),
        "associations": ListRule(ITEM),
        "altIds": ListRule(ObjectRule(_texts("role", "value"))),
        "trustIndicators": ListRule(ObjectRule({"role": URI, "title": TEXT, "href": URI})),
        "standard": _STANDARD,
        "rightsInfo": _rights("langId", "linkedRights", "encodedRights", is_open=False),
        "digitalSourceType": _SOURCE_TYPE,
    },
    required=("uri",),
)  # fmt: skip

FAMILIES: Mapping[str, ObjectRule] = {"1": NINJS_1, "2": NINJS_2, "3": NINJS_3}
ADDED_IN: Mapping[str, Mapping[str, int]] = {
    "1": {"contentcreated": 4, "expires": 4, "rightsinfo": 4, "digitalsourcetype": 6},
    "2": {"expires": 1, "digitalsourcetype": 2},
    "3": {"digitalSourceType": 1},
}
"""Family → key → minor version that added it."""
ONLY_IN_3 = frozenset(NINJS_3.keys) - frozenset(NINJS_2.keys)
ONLY_SINCE_2 = frozenset(NINJS_2.keys) - frozenset(NINJS_1.keys)
DIALECT_KEYS = frozenset({
    # Superdesk, its content API and its clients
    "guid", "_id", "priority", "service", "source", "extra", "authors", "keywords", "readtime", "firstpublished",
    "products", "attachments", "annotations", "evolvedfrom", "refs", "subscribers", "creditline", "mime_type",
    "family_id", "event_id", "coverage_id", "agenda_id", "correction_sequence", "ancestors", "usageterms_html", "id",
    "contracts",
    "embargotime", "_links", "_etag", "_created", "_updated", "_current_version", "original_id", "nextversion",
    "abstract", "copyright", "translations", "translated_from", "translation_id", "word_count", "ednote_html",
    "unique_id", "unique_name", "state", "operation", "format", "original_source", "sms_message", "anpa_category",
    "fields_meta", "ingest_id", "ingest_provider", "ingest_provider_sequence", "ingest_version", "version_creator",
    "original_creator", "lock_user", "lock_time", "lock_session", "lock_action", "sign_off", "item_id",
    "last_production_desk", "publish_sequence_no", "publish_schedule", "schedule_settings", "embargo", "flags", "task",
    "expiry", "groups", "rewrite_of", "rewritten_by", "rewrite_sequence", "linked_in_packages", "highlights",
    "marked_desks", "marked_for_user", "target_regions", "target_types", "target_subscribers", "company_codes",
    "auto_publish", "revert_state", "alt_text", "dateline", "_type",
    # TT
    "versionstored", "date", "datetime", "enddate", "enddatetime", "job", "week", "webprio", "newsvalue",
    "commissioncode", "signals", "product", "replacing", "replacedby", "assignments", "revisions", "sector", "slug",
    "bylines", "originaltransmissionreference", "fixture", "advice",
})  # fmt: skip
"""Keys of agencies' own dialects that are read or known to say nothing about the text."""
