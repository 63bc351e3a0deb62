"""Checks of NewsML-G2 items against rules that agencies break. Pure.

An item is read in any case: a finding is a warning, since more than a quarter of the files of agencies do not validate.
"""

import re
from collections.abc import Iterator
from datetime import UTC
from itertools import islice
from typing import Any

from articles.parsing.errors import gettext_noop
from articles.wire.body import local_name
from articles.wire.item_draft import ItemDraft
from articles.wire.newsml_g2.elements import Children, group_children, read_texts
from articles.wire.newsml_g2.rules import (
    ADDRESSES,
    CONTENT,
    NAMESPACE,
    find_schema_breaks,
    load_element_names,
)
from articles.wire.times import parse_time

_PARTIAL_DATE = re.compile(r"\d{4}(?:-\d\d)?")
_QCODE = re.compile(r"[^\s:]+:\S+")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_MAX_NAMED = 5
_SINGLE = ("itemClass", "provider", "versionCreated", "firstCreated", "embargoed", "pubStatus")
_NUMBER = re.compile(r"[1-9]\d{0,18}")


def check_item(element: Any, parts: Children, meta: Children, draft: ItemDraft) -> None:
    """Add a warning for each rule that the item breaks and that may cost a part of it."""
    if "itemClass" not in meta:
        draft.warn(
            gettext_noop("The item does not state its class; it is read as {kind}."), kind=draft.get("kind")
        )
    if not draft.get("provider"):
        draft.warn(gettext_noop("The file does not name its provider."))
    if doubled := [name for name in _SINGLE if len(meta.get(name, ())) > 1]:
        draft.warn(
            gettext_noop("The item has several values for {names}; the first one counts."),
            names=", ".join(doubled),
        )
    version = draft.get("version")
    if version and not _NUMBER.fullmatch(version):
        draft.warn(gettext_noop("The version is no number: “{version}”."), version=version)
    if local_name(element) == "packageItem" and "groupSet" not in parts:
        draft.warn(gettext_noop("The package lists no members."))
    unknown = dict.fromkeys(_find_unknown(element))
    if unknown:
        names = ", ".join(list(unknown)[:_MAX_NAMED])
        draft.warn(gettext_noop("Elements that NewsML-G2 does not know were left out: {names}."), names=names)
    if broken := list(islice(dict.fromkeys(find_schema_breaks(element)), _MAX_NAMED)):
        draft.warn(
            gettext_noop("The item breaks the schema of NewsML-G2: {places}."), places=", ".join(broken)
        )
    _check_dates(parts, meta, draft)
    _check_attributes(element, draft)


def _check_dates(parts: Children, meta: Children, draft: ItemDraft) -> None:
    content = group_children(*parts.get("contentMeta", ()))
    dates = [
        *meta.get("firstCreated", ()),
        *content.get("contentCreated", ()),
        *content.get("contentModified", ()),
    ]
    for written in read_texts(dates):
        if parse_time(written, UTC) is None and not _PARTIAL_DATE.fullmatch(written):
            draft.warn(gettext_noop("A date cannot be read: “{written}”."), written=written[:40])


def _check_attributes(element: Any, draft: ItemDraft) -> None:
    """Add a warning for the first address and the first code that break their rules."""
    if bad := next(_find_bad_addresses(element), None):
        draft.warn(gettext_noop("An attribute is no address: {name}=“{value}”."), name=bad[0], value=bad[1])
    for child in element.iter(f"{NAMESPACE}*"):
        qcode = child.get("qcode")
        if qcode and not _QCODE.fullmatch(qcode.strip()):
            draft.warn(gettext_noop("A code is malformed: “{code}”."), code=qcode[:40])
            return


def _find_unknown(element: Any) -> Iterator[str]:
    """Yield the names of unknown elements.

    Other namespaces and the content itself are free.
    """
    for child in element:
        if not isinstance(child.tag, str) or not child.tag.startswith(NAMESPACE):
            continue
        name = local_name(child)
        if name not in load_element_names():
            yield name[:40]
        elif name not in CONTENT:
            yield from _find_unknown(child)


def _find_bad_addresses(element: Any) -> Iterator[tuple[str, str]]:
    for child in element.iter():
        for name in ADDRESSES:
            value = child.get(name)
            if value is not None and _BAD_ESCAPE.search(value):
                yield name, value[:80]
