"""Running paragraphs, subheads and list items between the head and the sign-off."""

import re
from collections.abc import Sequence
from itertools import groupby

from articles.parsing.story.sentences import QUOTES, count_words, has_final_stop, is_running_text
from articles.parsing.story.types import BlockKind, CopyLine
from articles.text.block_parser import HEADINGS
from newsroom.text.spans import Confidence

_NO_ROWS = HEADINGS | {"p"}
_CELL_TAGS = frozenset({"td", "th", "dt", "dd"})
_ITEM = re.compile(r"[-*•·▪►–—+] ?\S")
_SPEECH = re.compile(
    r"\b(?:said|says|adds|added|told|asked|wrote|sagte?|erklärte?|betonte?|meinte?|ergänzte?|schrieb|schreibt)\b[^.]{0,60}:$"
)
_MAX_SUBHEAD_LENGTH = 100
_MAX_ADDRESS_LENGTH = 200
_ADDRESS_AT_END = re.compile(r"(?:^|[\s:(])(?:https?://|www\.)[^\s()]{4,120}[^\s().!?]\)?$")
_MIN_ROWS = 3


def claim_body(lines: Sequence[CopyLine], start: int) -> None:
    body = [line for line in lines[start:] if line.is_unclaimed]
    _claim_addresses(body)
    for index, line in enumerate(body):
        if (
            line.tag == "li"
            or (line.tag in _CELL_TAGS and not is_running_text(line.text))
            or _is_item(body, index)
        ):
            line.claim(BlockKind.LIST_ITEM, "body.list")
    _claim_titles(body)
    for line in body:
        if line.is_unclaimed:
            confidence = Confidence.SURE if is_running_text(line.text) else Confidence.LIKELY
            line.claim(BlockKind.PARAGRAPH, "body.paragraph", confidence)


def _claim_addresses(body: Sequence[CopyLine]) -> None:
    """Claim the last lines that only say where more is: `Mehr unter www.example.org`."""
    for line in reversed(body[1:]):
        if len(line.text) > _MAX_ADDRESS_LENGTH or not _ADDRESS_AT_END.search(line.text):
            return
        line.claim(BlockKind.NOTE, "note.web-address", Confidence.LIKELY)


def _claim_titles(body: Sequence[CopyLine]) -> None:
    """Claim short lines: one or two above running text as subheads, three as a table."""
    last = len(body) - 1
    for is_title, run in groupby(range(len(body)), key=lambda index: _is_title(body, index)):
        indices = list(run) if is_title else []
        rows = [index for index in indices if body[index].is_unclaimed and body[index].tag not in _NO_ROWS]
        for index in indices:
            line = body[index]
            if line.is_unclaimed and line.tag in HEADINGS:
                line.claim(BlockKind.SUBHEAD, "subhead.element")
            elif line.is_unclaimed and len(rows) >= _MIN_ROWS:
                line.claim(BlockKind.LIST_ITEM, "body.rows", Confidence.LIKELY)
            elif line.is_unclaimed and index < last:
                line.claim(BlockKind.SUBHEAD, "subhead.short", Confidence.LIKELY)


def _is_title(body: Sequence[CopyLine], index: int) -> bool:
    line = body[index]
    if not line.is_unclaimed or _introduces_quote(body, index):
        return False
    return line.tag in HEADINGS or (not line.is_story and _is_subhead_like(line.text))


def _introduces_quote(body: Sequence[CopyLine], index: int) -> bool:
    """Return whether the next line is what somebody says: `Mayor Jane Roe said:`."""
    following = body[index + 1].text if index + 1 < len(body) else ""
    return following[:1] in QUOTES and _SPEECH.search(body[index].text) is not None


def _is_item(body: Sequence[CopyLine], index: int) -> bool:
    """Return whether a line is a list item.

    A dash needs another one on a line next to it, because direct speech also begins with a dash.
    """
    text = body[index].text
    if not _ITEM.match(text):
        return False
    if text[0] in "•·▪►*+":
        return True
    near = [body[i].text for i in (index - 1, index + 1) if 0 <= i < len(body)]
    return any(other[:1] == text[0] for other in near) or not is_running_text(text)


def _is_subhead_like(text: str) -> bool:
    if len(text) > _MAX_SUBHEAD_LENGTH or has_final_stop(text):
        return False
    if text.endswith(":"):
        return count_words(text) <= 5
    return not text.endswith(("?", "!")) or count_words(text) <= 12
