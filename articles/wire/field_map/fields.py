"""Fields that a field map may fill, with the options of each. Pure."""

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum

from articles.wire.item import ItemKind, Notice, PubStatus, WirePhoto

TEXTS = frozenset({
    "guid", "version", "provider", "headline", "subheadline", "kicker", "slugline", "byline", "creditline", "dateline",
    "located", "language", "teaser", "item_number", "service", "sequence",
})  # fmt: skip
TIMES = frozenset({"embargo", "expires", "versioncreated", "firstcreated"})
CODES = frozenset({"subjects", "genres", "signals"})
CLOSED: Mapping[str, Mapping[str, StrEnum]] = {
    "kind": {kind.value: kind for kind in ItemKind},
    "pubstatus": {status.value: status for status in PubStatus},
    "notices": {notice.value: notice for notice in Notice},
}
"""Field → the values that it may have."""
PHOTO = frozenset(f"photo.{one.name}" for one in fields(WirePhoto))
PHOTO_LISTS = frozenset({"photo.keywords", "photo.persons_in_image"})
RIGHTS = frozenset({"rights.holder", "rights.notice", "rights.terms"})
COLLECTED = (
    frozenset({"keywords", "ednotes", "links", "notices", "replaces", "rights.terms"}) | CODES | PHOTO_LISTS
)
"""Fields that take the values of all of their paths; of all others the first one counts."""
FIELDS = TEXTS | TIMES | CODES | PHOTO | RIGHTS | COLLECTED | frozenset(CLOSED) | {"urgency", "body"}
CONSTANTS = FIELDS - TIMES - {"guid", "item_number", "version", "body", "headline", "links", "replaces"}
"""Fields that may be the same in all items of a source."""
LINK_PARTS = ("href", "media_type", "role", "title", "width", "height")
CODE_PARTS = ("code", "name")
BODY_FORMS = ("auto", "html", "plain", "lines")
"""`plain` has blank lines between its paragraphs, in `lines` each line is one."""


def list_options(field: str) -> set[str]:
    """Return the keys that the rule of a field may have."""
    options = {"path", "join", "separator", "values"}
    if field in TIMES:
        options |= {"format"}
    elif field in CODES:
        options |= {"scheme", *CODE_PARTS}
    elif field == "ednotes":
        options |= {"public", "role"}
    elif field == "links":
        options = {"path", *LINK_PARTS}
    elif field == "body":
        options = {"path", "form", "elements", "skip"}
    return options
