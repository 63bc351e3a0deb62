"""Recognition of agency formats in JSON by their keys. Pure."""

from typing import Any

from articles.wire.formats import Format

_NINJS_ID = ("uri", "guid")
_NINJS_KEYS = frozenset({
    "pubstatus", "pubStatus", "versioncreated", "versionCreated", "headlines", "bodies", "body_html", "body_text",
    "body_xhtml", "standard", "associations", "usageterms", "usageTerms",
})  # fmt: skip


def detect_json_dialect(content: Any) -> Format:
    """Return the format of parsed JSON; `Format.JSON` if it is unknown."""
    first = content[0] if isinstance(content, list) and content else content
    if not isinstance(first, dict):
        return Format.JSON
    if any(key in first for key in _NINJS_ID) and not _NINJS_KEYS.isdisjoint(first):
        return Format.NINJS
    return Format.JSON
