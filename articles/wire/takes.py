"""Numbers of the parts of a long story: `1of2`, `take 2`, `Teil 2 von 3`. Pure."""

import re
from collections.abc import Iterable
from dataclasses import replace

from articles.wire.item import NewsItem

_MAX_TAKES = 30
_OF = r"(?:of|von|de|sur)"
_WORD = r"(?:take|teil|part|partie)"
_IN_SLUG = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<take>\d{1,2})\s?of\s?(?P<takes>\d{1,2})(?!\d)",
        rf"\b(?:{_WORD}|tk)\s?(?P<take>\d{{1,2}})(?:\s?(?:{_OF}|/)\s?(?P<takes>\d{{1,2}}))?(?!\d)",
        rf"(?<!\d)(?P<take>\d{{1,2}})(?:st|nd|rd|th|\.)\s?(?:take|teil)\b(?:\s{_OF}\s(?P<takes>\d{{1,2}}))?",
    )
)
_ADDED = re.compile(r"(?<!\d)(?P<added>\d{1,2})(?:st|nd|rd|th)\s(?:add|ad)\b", re.IGNORECASE)
"""`1st Add` is the second part."""
_IN_HEADLINE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:^|\s)[(\[](?:{_WORD})?\s?(?P<take>\d{{1,2}})\s?{_OF}\s?(?P<takes>\d{{1,2}})[)\]]$",
        rf"^[(\[](?:{_WORD})?\s?(?P<take>\d{{1,2}})\s?{_OF}\s?(?P<takes>\d{{1,2}})[)\]]\s",
        r"(?:^|\s)[(\[](?:take|tk)\s(?P<take>\d{1,2})(?P<takes>)[)\]]$",
        rf"[,–—-]\s{_WORD}\s(?P<take>\d{{1,2}})\s{_OF}\s(?P<takes>\d{{1,2}})$",
    )
)
_IN_MARK = re.compile(
    rf"\W*{_WORD}\s(?P<take>\d{{1,2}})(?:\s?(?:{_OF}|/)\s?(?P<takes>\d{{1,2}}))?\W*", re.IGNORECASE
)


def apply_take(item: NewsItem) -> NewsItem:
    """Return the item with the number of its part, if it names one."""
    if item.take is not None:
        return item
    marks = [note.text for note in item.ednotes if note.role == "mark"]
    take, takes = find_take([item.slugline], [item.headline], marks)
    return item if take is None else replace(item, take=take, takes=item.takes or takes)


def find_take(
    slugs: Iterable[str], headlines: Iterable[str] = (), marks: Iterable[str] = ()
) -> tuple[int | None, int | None]:
    """Return the number of the part and of all parts; None for what is not named.

    In a headline only a form in brackets or at its end counts: `Dune: Teil 2` is a film.
    """
    slugs = list(slugs)
    found = [form.search(text) for text in slugs for form in _IN_SLUG]
    found += [form.search(text) for text in headlines for form in _IN_HEADLINE]
    found += [_IN_MARK.fullmatch(text) for text in marks]
    for match in filter(None, found):
        take, takes = int(match["take"]), int(match["takes"] or 0) or None
        if 1 <= take <= (takes or _MAX_TAKES) <= _MAX_TAKES:
            return take, takes
    added = next(filter(None, map(_ADDED.search, slugs)), None)
    return (int(added["added"]) + 1, None) if added else (None, None)
