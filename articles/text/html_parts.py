"""Parts of well-formed HTML as nh3 writes it: outermost elements, and items of lists. Pure."""

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
        return bool(ANY_TAG.sub("", self.html).strip())


def split_parts(source: str, names: frozenset[str]) -> Iterator[HtmlPart]:
    """Yield the outermost elements of these names, and what is between them.

    An element within another one of any name is no outermost element.
    """
    end = depth = 0
    opened: re.Match[str] | None = None
    for tag in TAG.finditer(source):
        if tag[2] in WITHOUT_END:
            continue
        depth += -1 if tag[1] else 1
        if depth == 1 and not tag[1] and tag[2] in names:
            opened = tag
        elif depth == 0 and opened:
            if between := source[end : opened.start()]:
                yield HtmlPart("", "", between, between)
            content = source[opened.end() : tag.start()]
            yield HtmlPart(opened[2], opened[0], content, source[opened.start() : tag.end()])
            end, opened = tag.end(), None
    if rest := source[end:]:
        yield HtmlPart("", "", rest, rest)


def unwrap_items(source: str) -> str:
    """Return the HTML without the tags of a paragraph that is all the words of its list item."""
    return _ONLY_PARAGRAPH.sub(r"<li>\1", source) if "<li>" in source else source
