"""The allow-list of tags in a story's body. Pure."""

import re

import nh3

TAGS = {"p", "h2", "h3", "strong", "em", "a", "ul", "ol", "li", "blockquote", "br", "sub", "sup"}
TAG_REPLACEMENTS = {
    "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "b": "strong", "i": "em", "div": "p", "td": "p", "th": "p",
    "caption": "p",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto"}

OPEN_OR_CLOSE = re.compile(r"<(/?)(h1|h4|h5|h6|b|i|div|td|th|caption)(?=[\s>/])", re.IGNORECASE)
TABLE = re.compile(r"<table\b(?:(?!<table\b).)*?</table\s*>", re.IGNORECASE | re.DOTALL)
ROW = re.compile(
    r"<tr(?=[\s>/])[^>]*>(.*?)(?=<tr(?=[\s>/])|</(?:table|tbody|thead|tfoot)\b)", re.IGNORECASE | re.DOTALL
)
CELL = re.compile(r"<t[dh](?=[\s>/])[^>]*>", re.IGNORECASE)
IN_CELL = re.compile(r"</?(?:t[dhr]|p|div|h[1-6]|ul|ol|li|blockquote|br)\b[^>]*>", re.IGNORECASE)
BETWEEN_CELLS = " | "
EMPTY = re.compile(r"<(p|h2|h3|li|blockquote|strong|em)>\s*</\1>")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}},
    url_schemes=SCHEMES,
    link_rel="noopener nofollow",
    clean_content_tags={"script", "style", "iframe", "object", "template", "noscript", "svg", "math"},
)


def sanitize(html: str) -> str:
    """Return body HTML with allowed tags only.

    Headings and bold of other editors are mapped to ours, scripts go with their content, and a table's row becomes one
    paragraph, so that what belongs together stays together.
    """
    flat = TABLE.sub(lambda m: _rows_as_paragraphs(m[0]), CONTROLS.sub("", html))
    mapped = OPEN_OR_CLOSE.sub(lambda m: f"<{m[1]}{TAG_REPLACEMENTS[m[2].lower()]}", flat)
    cleaned = CLEANER.clean(mapped)
    while (shorter := EMPTY.sub("", cleaned)) != cleaned:
        cleaned = shorter
    return cleaned.strip()


def _rows_as_paragraphs(table: str) -> str:
    """Replace rows of several cells by one block; a single cell keeps its own blocks."""
    return ROW.sub(lambda m: f"<div>{_row_text(m[1])}</div>", table)


def _row_text(row: str) -> str:
    cells = CELL.split(row)
    texts = [" ".join(IN_CELL.sub(" ", cell).split()) for cell in cells]
    filled = [text for text in texts if text]
    return BETWEEN_CELLS.join(filled) if len(filled) > 1 else row
