"""Headline and text that a page states in JSON-LD, or for shared links. Pure."""

import html
import json
import re
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
_TAG = re.compile(r"<[^<>]{1,200}>")
_SHARED_TITLE = re.compile(
    r"""<meta\s[^<>]{0,100}property=["']og:title["'][^<>]{0,100}?content="(?P<title>[^"<>]{5,300})\"""",
    re.IGNORECASE,
)
_MAX_SCRIPTS = 20
_MAX_DEPTH = 6


def find_stated_headline(raw: str) -> str:
    """Return the headline stated for the one article, "" if none or several.

    Without JSON-LD it is the title for shared links.
    """
    found = dict.fromkeys(
        " ".join(str(node["headline"]).split())
        for script in _find_scripts(raw)
        for node in _list_articles(script, _MAX_DEPTH)
        if isinstance(node.get("headline"), str)
    )
    if not found:
        shared = _SHARED_TITLE.search(raw)
        return " ".join(html.unescape(shared["title"]).split()) if shared else ""
    return next(iter(found)) if len(found) == 1 else ""


def find_stated_text(raw: str) -> str:
    """Return the text stated for the articles of the page, with single blanks."""
    return " ".join(
        " ".join(html.unescape(_TAG.sub(" ", node["articleBody"])).split())
        for script in _find_scripts(raw)
        for node in _list_articles(script, _MAX_DEPTH)
        if isinstance(node.get("articleBody"), str)
    )


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
