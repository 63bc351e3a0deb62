"""AP Media API JSON beyond its map: bylines, advisories and stories in NITF. Pure.

The text of a story is a second document in NITF; its address, with tokens, is a link and never an identifier.
"""

import re

from articles.parsing.errors import CopyError, gettext_noop
from articles.wire.body import read_element, read_html
from articles.wire.field_map.agency_fields import AgencyFields
from articles.wire.item import BodyBlock, Notice
from articles.wire.json_formats.json_values import read_lines, read_object, read_text
from articles.wire.safe_xml import parse_xml

_PUBLISHABLE = "newscontent"
"""Signal of all items for readers; advisories and daybooks lack it."""
_BY_IN_NAME = re.compile(r"\s*(?:,|\band\b)\s*$")


def set_byline(item: AgencyFields) -> None:
    names = (item.line(["by", "name"], one) for _, one in item.each({"each": "bylines"}))
    item.draft.set("byline", ", ".join(_BY_IN_NAME.sub("", name) for name in names if name), "bylines")


def announce_advisory(item: AgencyFields) -> None:
    """Announce a text for editors only as what it is."""
    signals = item.node.get("signals")
    is_text = item.map.tables["kinds"].get(item.raw("type").lower(), "text") == "text"
    if isinstance(signals, list) and _PUBLISHABLE not in read_lines(signals) and is_text:
        item.draft.add("notices", [Notice.ADVISORY], "signals")


def set_text(item: AgencyFields) -> None:
    """Set the text if the file holds it; otherwise say where it is."""
    nitf = item.content.get("nitf") if isinstance(item.content, dict) else None
    for holder, place in ((item.node, ""), (read_object(nitf), "nitf/")):
        for key in ("body_nitf", "body_html", "body"):
            item.draft.set("body", _read_nitf(read_text(holder.get(key))), place + key)
    item.draft.set("body", _read_nitf(read_text(nitf)), "nitf")
    if item.draft.get("body") is None and "nitf" in read_object(item.node.get("renditions")):
        item.draft.warn(gettext_noop("The text of the item is in a second file, which has not been read."))


def _read_nitf(text: str) -> tuple[BodyBlock, ...]:
    """Return the blocks of a NITF document or of its content."""
    if not text.startswith(("<?xml", "<nitf", "<!DOCTYPE nitf")):
        return read_html(text)
    try:
        root = parse_xml(text.encode("utf-8", "replace"))
    except CopyError:
        return ()
    content = next(root.iter("{*}body.content", "body.content"), None)
    return read_element(content) if content is not None else ()
