"""HTML of a body, made of the blocks, tables and markup of a copy. Pure."""

import html
from collections.abc import Iterator, Sequence
from itertools import groupby

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

    def write(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield the HTML of each paragraph and subhead, and of each list as a whole."""
        for holder, group in groupby(blocks, key=self._find_holder):
            written = [self._write_block(block, holder) for block in group]
            if holder is None:
                yield from written
            else:
                yield f"<{holder[0]}>{''.join(written)}</{holder[0]}>"

    def _marks(self, block: Block) -> list[Markup]:
        return self._inside.get(block.span.end, [])

    def _find_holder(self, block: Block) -> tuple[str, str] | None:
        """Return element and number of the list or quote that a block is in."""
        if block.kind is BlockKind.SUBHEAD:
            return None
        return next(((mark.kind, mark.value) for mark in self._marks(block) if mark.kind in _HOLDERS), None)

    def _write_block(self, block: Block, holder: tuple[str, str] | None) -> str:
        marks = self._marks(block)
        start = next((mark.span.start for mark in marks if mark.kind in _HOLDERS), block.span.start)
        tag = "p"
        if block.kind is BlockKind.SUBHEAD:
            tag = "h3" if any(mark.kind == "h3" for mark in marks) else "h2"
            marks = [mark for mark in marks if mark.kind == "a"]
        elif holder is not None and holder[0] != "blockquote":
            tag = "li"
        inline = [mark for mark in marks if mark.kind not in _OF_BLOCK]
        return f"<{tag}>{self._write_inline(start, block.span.end, inline)}</{tag}>"

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
