"""Fact boxes and pull quotes in a story's body. Pure.

Both are an `<aside>` that is in no other element. A fact box holds blocks, and its title is an `<h3>` before them. A
pull quote holds a `<blockquote>`, and a paragraph after it that names the source, if one is named.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from articles.text.html_parts import HtmlPart, split_parts

ASIDE = frozenset({"aside"})
BOXED = frozenset({"aside", "blockquote"})
BLOCKS = frozenset({"p", "h2", "h3", "ul", "ol", "blockquote", "table"})
BODY_BLOCKS = BLOCKS | ASIDE
_ASIDE_TAG = re.compile(r"</?aside\b[^>]*>")
_CLASS = re.compile(r' class="([^"]*)"')
_QUOTE_CLASS = re.compile(r"pull-?_?quote|(?:^|[\s_-])(?<!block-)(?<!mail_)quote(?:$|[\s_-])", re.IGNORECASE)
"""Not `wp-block-quote` of running text, nor `gmail_quote` and `protonmail_quote` of mail programs."""
_HEADING = re.compile(r"<(/?)h[23]>")
_SOURCE_DASH = re.compile(r"^[-–—]\s*")
_QUOTE_AND_SOURCE = (["blockquote"], ["blockquote", "p"])


@dataclass(frozen=True, slots=True)
class FactBox:
    """`title` is inline HTML, empty for none; `content` are the blocks below it."""

    title: str
    content: str


@dataclass(frozen=True, slots=True)
class PullQuote:
    """`words` are blocks; `source` is inline HTML, empty for none."""

    words: str
    source: str


type Box = FactBox | PullQuote


def arrange_boxes(clean: str) -> str:
    """Return clean, well-formed HTML with each box in our form.

    An `<aside>` within another element only loses its tags. Classes as other editors write them, `pullquote` or
    `quote`, mark pull quotes; all classes are left out.
    """
    return "".join(_arrange_part(part) for part in split_parts(clean, BOXED))


def _arrange_part(part: HtmlPart) -> str:
    is_quote = _is_marked_as_quote(part.start_tag)
    if part.name == "aside" or is_quote:
        inner = tuple(_list_blocks(_ASIDE_TAG.sub(" ", _without_classes(part.content))))
        return _write_box(_build_marked_quote(inner) if is_quote else _build_box(inner))
    return _without_classes(_ASIDE_TAG.sub("", part.html))


def _without_classes(source: str) -> str:
    return _CLASS.sub("", source) if " class=" in source else source


def _is_marked_as_quote(start_tag: str) -> bool:
    found = _CLASS.search(start_tag)
    return found is not None and is_quote_class(found[1])


def is_quote_class(classes: str) -> bool:
    """Return whether the classes of an element say that it is a pull quote."""
    return _QUOTE_CLASS.search(classes) is not None


def _list_blocks(content: str) -> Iterator[HtmlPart]:
    """Yield the blocks with words; loose words become paragraphs."""
    for part in split_parts(content, BLOCKS):
        if part.has_words:
            html = part.html if part.name else f"<p>{part.html.strip()}</p>"
            yield HtmlPart(part.name, part.start_tag, part.content, html)


def _build_marked_quote(blocks: Sequence[HtmlPart]) -> Box:
    """Return the quote of an element whose class says that it is one."""
    if _list_names(blocks) in _QUOTE_AND_SOURCE:
        return _build_quote(blocks)
    flat = [
        inner
        for block in blocks
        for inner in (_list_blocks(block.content) if block.name == "blockquote" else [block])
    ]
    last = flat[-1] if len(flat) > 1 else None
    has_source = last is not None and (not last.name or bool(_SOURCE_DASH.match(last.content)))
    words = flat[:-1] if has_source else flat
    source = last.content if last is not None and has_source else ""
    return PullQuote(_join_words(words), _SOURCE_DASH.sub("", source.strip()))


def _build_box(blocks: Sequence[HtmlPart]) -> Box:
    if _list_names(blocks) in _QUOTE_AND_SOURCE:
        return _build_quote(blocks)
    heads = list(takewhile(lambda block: block.name in {"h2", "h3"}, blocks[:1]))
    content = "".join(_HEADING.sub(r"<\1h3>", block.html) for block in blocks[len(heads) :])
    return FactBox(heads[0].content.strip() if heads else "", content)


def _list_names(blocks: Sequence[HtmlPart]) -> list[str]:
    return [block.name or "p" for block in blocks]


def _build_quote(blocks: Sequence[HtmlPart]) -> PullQuote:
    """Return the quote of a `<blockquote>` and the paragraph below it."""
    source = blocks[1].content.strip() if len(blocks) > 1 else ""
    return PullQuote(_join_words(tuple(_list_blocks(blocks[0].content))), _SOURCE_DASH.sub("", source))


def _join_words(blocks: Sequence[HtmlPart]) -> str:
    return "".join(_HEADING.sub(r"<\1p>", block.html) for block in blocks)


def _write_box(box: Box) -> str:
    if isinstance(box, PullQuote):
        source = f"<p>{box.source}</p>" if box.source else ""
        return f"<aside><blockquote>{box.words}</blockquote>{source}</aside>" if box.words or source else ""
    title = f"<h3>{box.title}</h3>" if box.title else ""
    return f"<aside>{title}{box.content}</aside>" if title or box.content else ""


def replace_boxes(body: str, write: Callable[[Box, str], str]) -> str:
    """Return the body with what `write` returns in place of each box.

    It gets the box and the text above it.
    """
    written = ""
    for part in split_parts(body, ASIDE):
        written += write(_read_box(part), written) if part.name else part.html
    return written


def _read_box(part: HtmlPart) -> Box:
    return _build_box(tuple(_list_blocks(part.content)))
