"""Words of clean HTML, with the places of links, lists and quotes. Pure."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from articles.text.clean import clean_text

LINE_END = "\n"
_BLOCKS = frozenset({"p", "h2", "h3", "li", "blockquote", "br", "table", "caption", "tr", "ul", "ol"})
_MARKS = frozenset({"a", "strong", "em", "sub", "sup", "ul", "ol", "li", "blockquote", "h3"})


@dataclass(frozen=True, slots=True)
class StreamMark:
    """An element from `start` to `end` in the words; `href` is that of a link."""

    kind: str
    start: int
    end: int
    href: str = ""


@dataclass(slots=True)
class MarkupStream:
    """Words without white space, and the elements around them.

    There is a line end after each block.
    """

    words: str
    marks: list[StreamMark] = field(default_factory=list)


def read_markup(clean_html: str) -> MarkupStream:
    """Return the words and marks of sanitized HTML, without those of tables."""
    parser = _MarkupParser()
    parser.feed(clean_html)
    parser.close()
    parser.end_all()
    return MarkupStream("".join(parser.parts), sorted(parser.marks, key=lambda mark: (mark.start, -mark.end)))


class _MarkupParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = [LINE_END]
        self.marks: list[StreamMark] = []
        self._length = 1
        self._open: list[tuple[str, int, str]] = []
        self._in_table = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._append(LINE_END)
        self._in_table += tag == "table"
        if tag in _MARKS and not self._in_table:
            self._open.append((tag, self._length, dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._append(LINE_END)
        self._in_table = max(0, self._in_table - (tag == "table"))
        if tag not in _MARKS:
            return
        place = next((n for n in range(len(self._open) - 1, -1, -1) if self._open[n][0] == tag), None)
        if place is not None:
            self._end(*self._open.pop(place))

    def handle_data(self, data: str) -> None:
        if not self._in_table:
            self._append("".join(clean_text(data).split()))

    def end_all(self) -> None:
        for element in self._open:
            self._end(*element)
        self._append(LINE_END)

    def _end(self, tag: str, start: int, href: str) -> None:
        if self._length > start:
            self.marks.append(StreamMark(tag, start, self._length, href))

    def _append(self, words: str) -> None:
        if words and not (words == LINE_END and self.parts[-1] == LINE_END):
            self.parts.append(words)
            self._length += len(words)
