"""HTML of a body, made of the blocks, tables and markup of a copy. Pure."""

import html
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from articles.parsing.story.types import Block, BlockKind, Copy, CopyPart, Markup
from articles.text.embeds import arrange_embeds
from articles.text.tables import write_table

_HOLDERS = frozenset({"ul", "ol", "blockquote"})
_OF_BLOCK = _HOLDERS | {"h3"}


def body_html(copy: Copy) -> str:
    """Return the running text with all that is more than paragraphs."""
    writer = _BodyWriter(copy)
    parts: list[str] = []
    for found, group in groupby(copy.body, key=lambda block: copy.table_of(block) or copy.part_of(block)):
        if isinstance(found, CopyPart):
            parts.append(found.html)
        else:
            parts += [write_table(found.table)] if found else writer.write(list(group))
    return arrange_embeds("\n".join(parts))


class _BodyWriter:
    """Writer of blocks; `_inside` has the marks of each block by its end."""

    def __init__(self, copy: Copy) -> None:
        self._text = copy.text
        self._inside: dict[int, list[Markup]] = {}
        ends = sorted(block.span.end for block in copy.body)
        at = 0
        for mark in sorted(copy.markup, key=lambda mark: mark.span.end):
            while at < len(ends) and ends[at] < mark.span.end:
                at += 1
            if at < len(ends):
                self._inside.setdefault(ends[at], []).append(mark)

    def write(self, blocks: Sequence[Block], depth: int = 0) -> Iterator[str]:
        """Yield the HTML of each paragraph and subhead, and of whole lists and quotes.

        `depth` is the number of lists and quotes that are around all of the blocks.
        """
        for holder, group in groupby(blocks, key=lambda block: self._find_holder(block, depth)):
            if holder is None:
                yield from (self._write_block(block, "p") for block in group)
            else:
                kind = holder[0]
                write = self.write if kind == "blockquote" else self._list_items
                yield f"<{kind}>{''.join(write(list(group), depth + 1))}</{kind}>"

    def _list_items(self, blocks: Sequence[Block], depth: int) -> Iterator[str]:
        """Yield the items of a list; what is further in belongs to the item before it."""
        words = ""
        for is_further_in, group in groupby(
            blocks, key=lambda block: self._find_holder(block, depth) is not None
        ):
            if is_further_in:
                yield f"<li>{words}{''.join(self.write(list(group), depth))}</li>"
                words = ""
                continue
            *before, words = [self._write_block(block, "") for block in group]
            yield from (f"<li>{one}</li>" for one in before)
        if words:
            yield f"<li>{words}</li>"

    def _list_marks(self, block: Block) -> list[Markup]:
        return self._inside.get(block.span.end, [])

    def _find_holder(self, block: Block, depth: int) -> tuple[str, str] | None:
        """Return element and number of the list or quote that a block is in at this depth."""
        if block.kind is BlockKind.SUBHEAD:
            return None
        holders = dict.fromkeys(
            (mark.kind, mark.value) for mark in self._list_marks(block) if mark.kind in _HOLDERS
        )
        return next(islice(holders, depth, None), None)

    def _write_block(self, block: Block, tag: str) -> str:
        """Return the words of a block in the element, which is none in an item of a list."""
        marks = self._list_marks(block)
        start = next((mark.span.start for mark in marks if mark.kind in _HOLDERS), block.span.start)
        if block.kind is BlockKind.SUBHEAD:
            tag = "h3" if any(mark.kind == "h3" for mark in marks) else "h2"
            marks = [mark for mark in marks if mark.kind == "a"]
        inline = [mark for mark in marks if mark.kind not in _OF_BLOCK]
        words = self._write_inline(start, block.span.end, inline)
        return f"<{tag}>{words}</{tag}>" if tag else words

    def _write_inline(self, start: int, end: int, marks: Sequence[Markup]) -> str:
        """Return text with its elements, which may be in each other but do not overlap."""
        parts: list[str] = []
        at = start
        open_marks: list[Markup] = []
        for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
            at = self._close_marks(parts, open_marks, at, mark.span.start)
            parts.append(self._words(at, mark.span.start))
            at = max(at, mark.span.start)
            if mark.span.end <= at or (open_marks and mark.span.end > open_marks[-1].span.end):
                continue
            parts.append(_opening_tag(mark))
            open_marks.append(mark)
        at = self._close_marks(parts, open_marks, at, end)
        return "".join([*parts, self._words(at, end)])

    def _close_marks(self, parts: list[str], open_marks: list[Markup], at: int, until: int) -> int:
        while open_marks and open_marks[-1].span.end <= until:
            mark = open_marks.pop()
            parts += [self._words(at, mark.span.end), f"</{mark.kind}>"]
            at = max(at, mark.span.end)
        return at

    def _words(self, start: int, end: int) -> str:
        return html.escape(self._text[start:end], quote=False)


def _opening_tag(mark: Markup) -> str:
    return f'<a href="{html.escape(mark.value)}">' if mark.kind == "a" else f"<{mark.kind}>"
