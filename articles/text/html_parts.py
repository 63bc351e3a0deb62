"""Outermost elements and list items of well-formed HTML, as nh3 writes it. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*>")
ANY_TAG = re.compile(r"<[^>]*>")
_ONLY_PARAGRAPH = re.compile(r"<li>\s*<p>([^<]*(?:<(?!/?p>)[^<]*)*)</p>\s*(?=</li>|<[uo]l>)")
WITHOUT_END = frozenset({"br"})


@dataclass(frozen=True, slots=True)
class HtmlPart:
    """An outermost element, or what is between two of them; `name` is then empty."""

    name: str
    start_tag: str
    content: str
    html: str

    @property
    def has_words(self) -> bool:
        return bool(ANY_TAG.sub("", self.html).replace("&nbsp;", " ").strip())


def split_parts(source: str, names: frozenset[str]) -> Iterator[HtmlPart]:
    """Yield the outermost elements of these names, and what is between them.

    An element within another one of any name is no outermost element.
    """
    end = depth = 0
    start: re.Match[str] | None = None
    for tag in TAG.finditer(source):
        if tag[2] in WITHOUT_END:
            continue
        depth += -1 if tag[1] else 1
        if depth == 1 and not tag[1] and tag[2] in names:
            start = tag
        elif depth == 0 and start:
            if between := source[end : start.start()]:
                yield HtmlPart("", "", between, between)
            content = source[start.end() : tag.start()]
            yield HtmlPart(start[2], start[0], content, source[start.start() : tag.end()])
            end, start = tag.end(), None
    if rest := source[end:]:
        yield HtmlPart("", "", rest, rest)


def unwrap_items(source: str) -> str:
    """Return the HTML without the tags of paragraphs that are all of their list item."""
    return _ONLY_PARAGRAPH.sub(r"<li>\1", source) if "<li>" in source else source
