"""Facts of schema.org that a page states in JSON-LD. Pure."""

import json
from collections.abc import Iterator
from typing import Any

_OPENING = "application/ld+json"
_TYPES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "AnalysisNewsArticle",
)
_MAX_SCRIPTS = 20
_MAX_DEPTH = 6


def find_stated_headline(raw: str) -> str:
    """Return the headline stated for the one article, "" if none or several."""
    found = dict.fromkeys(
        " ".join(str(node["headline"]).split())
        for script in _find_scripts(raw)
        for node in _list_articles(script, _MAX_DEPTH)
        if isinstance(node.get("headline"), str)
    )
    return next(iter(found)) if len(found) == 1 else ""


def _find_scripts(raw: str) -> Iterator[Any]:
    """Yield the parsed content of each script with JSON-LD; damaged ones are skipped."""
    at = 0
    for _ in range(_MAX_SCRIPTS):
        at = raw.find(_OPENING, at)
        begin = raw.find(">", at) if at >= 0 else -1
        end = raw.find("</script", begin) if begin >= 0 else -1
        if end < 0:
            return
        at = end
        try:
            yield json.loads(raw[begin + 1 : end])
        except (ValueError, RecursionError):
            continue


def _list_articles(node: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(node, list) and depth:
        for inner in node:
            yield from _list_articles(inner, depth - 1)
    elif isinstance(node, dict) and depth:
        kinds = node.get("@type")
        if any(kind in _TYPES for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _list_articles(node.get(key), depth - 1)
