"""Search hits marked in an excerpt, escaped first. Pure but for the mark that says so."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.search.query import CLOSE, OPEN


def marked(excerpt: str) -> SafeString:
    """`OPEN`…`CLOSE` become <mark>; whatever else looks like markup is text. Unbalanced signs are dropped."""
    pieces = []
    for part in excerpt.split(OPEN):
        hit, found, rest = part.partition(CLOSE)
        pieces.append(
            f"<mark>{escape(hit)}</mark>{escape(rest.replace(CLOSE, ''))}" if found else escape(part)
        )
    return mark_safe("".join(pieces))  # noqa: S308  # every piece has been escaped above
