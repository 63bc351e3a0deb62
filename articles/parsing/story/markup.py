"""Links, emphasis, lists and quotes of pasted HTML, with their places.

The text is read without them. Each block of the body is then looked up among the words of the cleaned HTML.
"""

import re
from collections.abc import Iterator, Sequence

from articles.parsing.story.types import Block, Copy, Markup
from articles.text.html_blocks import looks_like_html
from articles.text.markup_stream import LINE_END, StreamMark, read_markup
from articles.text.pasted_html import clean_pasted_html
from newsroom.text.spans import Span

MAX_CHARS = 500_000
"""Of HTML whose markup is looked for; more is a whole site."""
_MIN_ALONE = 24
"""Characters of a block that is found within a line; a shorter one must be a line."""
_REACH = 100_000
"""Characters in which the next block is looked for."""
_MAX_MISSES = 200
_SIGN = re.compile(r"(?:[-*•·▪●○■►§o+–—➢]|\(?\w{1,3}[.)])\s+")
_BLOCK_KINDS = frozenset({"ul", "ol", "blockquote"})
_INLINE_KINDS = frozenset({"a", "strong", "em", "sub", "sup"})


def find_markup(raw: str, copy: Copy) -> tuple[Markup, ...]:
    """Return the markup of pasted HTML; nothing for plain text."""
    if len(raw) > MAX_CHARS or not looks_like_html(raw):
        return ()
    return find_markup_of_clean(clean_pasted_html(raw).html, copy)


def find_markup_of_clean(clean_html: str, copy: Copy) -> tuple[Markup, ...]:
    """Return the markup of HTML in the form of a story's body."""
    stream = read_markup(clean_html)
    body = [block for block in copy.body if copy.table_of(block) is None] if stream.marks else []
    found: list[Markup] = []
    near: list[StreamMark] = []
    taken = 0
    for span, place in _place_blocks(stream.words, copy.text, body):
        end = place + _count(span.of(copy.text))
        begun = taken
        while begun < len(stream.marks) and stream.marks[begun].start < end:
            begun += 1
        near = [mark for mark in (*near, *stream.marks[taken:begun]) if mark.end > place]
        taken = begun
        found += _list_markup(near, span, place, copy.text)
    return tuple(found)


def _place_blocks(words: str, text: str, body: Sequence[Block]) -> Iterator[tuple[Span, int]]:
    """Yield the span of each block and its place in the stream.

    The span is without the sign of an item.
    """
    at = misses = 0
    for block in body:
        if misses > _MAX_MISSES:
            return
        span, place = _find_block(words, text, block.span, at)
        if place < 0:
            misses += 1
            continue
        at = place + _count(span.of(text))
        yield span, place


def _find_block(words: str, text: str, span: Span, at: int) -> tuple[Span, int]:
    place = _find_words(words, span.of(text), at)
    sign = _SIGN.match(text, span.start, span.end)
    if place < 0 and sign is not None:
        span = Span(sign.end(), span.end)
        place = _find_words(words, span.of(text), at)
    return span, place


def _find_words(words: str, shown: str, at: int) -> int:
    sought = "".join(shown.split())
    if len(sought) >= _MIN_ALONE:
        return words.find(sought, at, at + len(sought) + _REACH)
    place = words.find(f"{LINE_END}{sought}{LINE_END}", max(0, at - 1), at + len(sought) + _REACH)
    return place + 1 if place >= 0 else -1


def _count(shown: str) -> int:
    return len("".join(shown.split()))


def _list_markup(marks: Sequence[StreamMark], span: Span, place: int, text: str) -> Iterator[Markup]:
    """Yield the markup of one block, which begins at `place` in the stream."""
    places = [index for index in range(span.start, span.end) if not text[index].isspace()]
    end = place + len(places)
    holders = [m for m in marks if m.kind in _BLOCK_KINDS and m.start <= place and m.end >= end]
    for holder in sorted(holders, key=lambda mark: (mark.start, -mark.end)):
        yield Markup(holder.kind, span, str(holder.start))
    for mark in marks:
        start, stop = max(mark.start, place), min(mark.end, end)
        if mark.kind in _INLINE_KINDS and start < stop:
            yield Markup(mark.kind, Span(places[start - place], places[stop - 1 - place] + 1), mark.href)
        elif mark.kind == "h3" and mark.start <= place and mark.end >= end:
            yield Markup("h3", span)
