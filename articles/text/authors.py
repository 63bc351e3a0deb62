"""Who wrote a story, by its byline: `Von Ida Brandt und Jonas Feld` are two. Pure.

The database's `newsroom_authors` reads bylines the same way; a test holds the two together.
"""

import html
import re
from collections.abc import Mapping

BYLINE_PREFIX = re.compile(r"^(?:von|by)\s+", re.IGNORECASE)
AUTHOR_SEPARATOR = re.compile(r"\s*(?:[,;/&]|\bund\b|\band\b)\s*")


def split_authors(byline: str) -> tuple[str, ...]:
    return tuple(name for name in AUTHOR_SEPARATOR.split(BYLINE_PREFIX.sub("", byline)) if name)


def link_authors(byline: str, addresses: Mapping[str, str]) -> str:
    """The byline as HTML, escaped, each author with an address led there; the words between stay as they are."""
    begun = BYLINE_PREFIX.match(byline)
    start = begun.end() if begun else 0
    pieces, place = [html.escape(byline[:start])], start
    for between in [*AUTHOR_SEPARATOR.finditer(byline, start), None]:
        end = between.start() if between else len(byline)
        name = byline[place:end]
        address = addresses.get(name)
        shown = html.escape(name)
        pieces.append(f'<a href="{html.escape(address)}" rel="author">{shown}</a>' if address else shown)
        if between:
            pieces.append(html.escape(between[0]))
            place = between.end()
    return "".join(pieces)
