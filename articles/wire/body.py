"""Between head and tail: running paragraphs, subheads, list items. Pure."""

import re
from collections.abc import Sequence

from articles.wire.blocks import BlockKind, Line
from articles.wire.sentences import ends_with_stop, is_running, word_count
from newsroom.reading import Confidence

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ITEM = re.compile(r"[-*•·▪►–—+>] ?\S")
_LONGEST_SUBHEAD = 100
_FEWEST_ROWS = 3


def claim_body(lines: Sequence[Line], start: int) -> None:
    body = [line for line in lines[start:] if line.open]
    for place, line in enumerate(body):
        if line.tag in {"li", "td", "th", "dt", "dd"} or _is_item(body, place):
            line.claim(BlockKind.LIST_ITEM, "body.list")
    for place, line in enumerate(body):
        if line.open and line.tag in _HEADINGS:
            line.claim(BlockKind.SUBHEAD, "subhead.element")
        elif line.open and _is_subhead(body, place):
            line.claim(BlockKind.SUBHEAD, "subhead.short", Confidence.LIKELY)
    for line in body:
        if line.open:
            trust = Confidence.SURE if is_running(line.text) else Confidence.LIKELY
            line.claim(BlockKind.PARAGRAPH, "body.paragraph", trust)


def _is_item(body: Sequence[Line], place: int) -> bool:
    """A bullet; a dash opens an item only beside another one, for speech opens with dashes, too."""
    text = body[place].text
    if not _ITEM.match(text):
        return False
    if text[0] in "•·▪►*+":
        return True
    near = [body[i].text for i in (place - 1, place + 1) if 0 <= i < len(body)]
    return any(other[:1] == text[0] for other in near) or not is_running(text)


def _is_subhead(body: Sequence[Line], place: int) -> bool:
    line = body[place]
    if not _could_head(line.text) or place == len(body) - 1:
        return False
    rows = _rows_round(body, place)
    if rows >= _FEWEST_ROWS:
        line.claim(BlockKind.LIST_ITEM, "body.rows", Confidence.LIKELY)
        return False
    after = next((other for other in body[place + 1 :] if other.kind is not BlockKind.LIST_ITEM), None)
    return after is not None or body[place + 1].kind is BlockKind.LIST_ITEM


def _could_head(text: str) -> bool:
    if len(text) > _LONGEST_SUBHEAD or ends_with_stop(text) or text.endswith((",", ";", "-", "–")):
        return False
    if text.endswith(":"):
        return word_count(text) <= 5
    return not text.endswith(("?", "!")) or word_count(text) <= 12


def _rows_round(body: Sequence[Line], place: int) -> int:
    """How many short lines in a row stand here: three and more are a table, not subheads."""
    first = place
    while first and _could_head(body[first - 1].text):
        first -= 1
    last = place
    while last + 1 < len(body) and _could_head(body[last + 1].text):
        last += 1
    return last - first + 1
