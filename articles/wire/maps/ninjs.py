"""ninjs and its dialects beyond their map: rules, keywords, packages. Pure.

All versions are read by the same map: their keys differ but never contradict each other. An item of the bare standard
must follow its rules. Superdesk, TT, the BBC and others have keys of their own, and then also rules of their own, so
that a doubt about such an item is only a warning.
"""

from datetime import tzinfo
from typing import Any

from articles.parsing.errors import WireFileIsInvalid, gettext_noop
from articles.wire.field_map.agency_fields import AgencyFields
from articles.wire.item_draft import ItemDraft
from articles.wire.json_formats.json_status import is_kill
from articles.wire.json_formats.json_values import (
    read_line,
    read_lines,
    read_objects,
    read_text,
    read_urgency,
)
from articles.wire.ninjs.check import Finding, NinjsVersion, RuleBreak, determine_version, find_rule_breaks
from articles.wire.ninjs.rules import CONCEPT_KEYS
from articles.wire.ninjs.texts import (
    add_notes,
    join_names,
    read_alternative,
    read_description,
    read_headline,
    set_body,
    set_headlines,
)
from articles.wire.times import parse_time
from articles.wire.vocabularies import KINDS

__all__ = [
    "add_notes", "join_names", "read_alternative", "read_description", "read_headline", "read_lines", "set_body",
    "set_headlines",
]  # fmt: skip
"""Functions of other modules that the map names."""
_STATUS = ("pubstatus", "pubStatus")


def check_rules(item: AgencyFields) -> None:
    """Warn of broken rules; raise WireFileIsInvalid where no value can be read.

    Only an item of the bare standard is refused, and only for its own fields.
    """
    version, draft = determine_version(item.node), item.draft
    unknown: list[str] = []
    for broken in find_rule_breaks(item.node, version):
        if broken.finding is Finding.UNKNOWN and broken.depth == 1:
            unknown.append(broken.path)
        elif version.is_dialect:
            _warn_of_dialect(draft, broken, version)
        elif _is_fatal(broken, item.zone):
            raise WireFileIsInvalid(format=version.name, problem=broken.describe())
        else:
            draft.warn(WireFileIsInvalid.what, format=version.name, problem=broken.describe())
    if unknown:
        draft.warn(
            gettext_noop("The item has keys that {format} does not define: {keys}."),
            format=version.name,
            keys=", ".join(sorted(unknown))[:200],
        )


def require_guid(item: AgencyFields) -> None:
    """Raise WireFileIsInvalid for an item without an identifier."""
    if item.draft.get("guid") is None:
        raise WireFileIsInvalid(format=determine_version(item.node).name, problem="uri")


def read_keywords(written: Any) -> tuple[str, ...]:
    return read_lines(written.split(",") if isinstance(written, str) else written)


def add_members(item: AgencyFields) -> None:
    """Add the members of a package as associations with the name of their group."""
    rule = {name: one for name, one in item.map.fields["associations"][0].items() if name != "members"}
    for group in read_objects(item.node.get("groups")):
        members = {**rule, "each": "refs[?@.guid]", "role": f"={read_line(group.get('id'))}"}
        item.draft.add("associations", item.read_associations(members, group), "associations")


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
