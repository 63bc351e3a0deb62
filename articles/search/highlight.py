"""Search hits marked in an excerpt, escaped first. Pure but for the mark that says so."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.search.query import CLOSE, OPEN

ENDS = frozenset('.!?…“”"«»') | {""}


def marked(excerpt: str) -> SafeString:
    """`OPEN`…`CLOSE` become <mark>; whatever else looks like markup is text. Unbalanced signs are dropped.

    An ellipsis stands where the passage was cut within a sentence.
    """
    first, *parts = with_ellipses(excerpt.strip()).split(OPEN)
    pieces: list[str] = [escape(first.replace(CLOSE, ""))]
    for part in parts:
        hit, found, rest = part.partition(CLOSE)
        pieces.append(
            f"<mark>{escape(hit)}</mark>{escape(rest.replace(CLOSE, ''))}" if found else escape(part)
        )
    return mark_safe("".join(pieces))  # noqa: S308  # every piece has been escaped above


def with_ellipses(excerpt: str) -> str:
    before = "… " if excerpt.removeprefix(OPEN)[:1].islower() else ""
    after = "" if excerpt.removesuffix(CLOSE)[-1:] in ENDS else " …"
    return f"{before}{excerpt}{after}"
