"""Authors named in a byline: `Von Ida Brandt und Jonas Feld` names two. Pure.

The database function `newsroom_authors` splits bylines the same way; a test compares the two.
"""

import html
import re
from collections.abc import Mapping

BYLINE_PREFIX = re.compile(r"^(?:von|by)\s+", re.IGNORECASE)
AUTHOR_SEPARATOR = re.compile(r"\s*(?:[,;/&]|\bund\b|\band\b)\s*")


def split_authors(byline: str) -> tuple[str, ...]:
    return tuple(name for name in AUTHOR_SEPARATOR.split(BYLINE_PREFIX.sub("", byline)) if name)


def link_authors(byline: str, urls: Mapping[str, str]) -> str:
    """Return the byline as HTML, with links on the authors that have a URL.

    Everything is escaped, and the words between the names stay.
    """
    prefix = BYLINE_PREFIX.match(byline)
    start = prefix.end() if prefix else 0
    pieces, position = [html.escape(byline[:start])], start
    for separator in [*AUTHOR_SEPARATOR.finditer(byline, start), None]:
        end = separator.start() if separator else len(byline)
        name = byline[position:end]
        url, text = urls.get(name), html.escape(name)
        pieces.append(f'<a href="{html.escape(url)}" rel="author">{text}</a>' if url else text)
        if separator:
            pieces.append(html.escape(separator[0]))
            position = separator.end()
    return "".join(pieces)
