"""The allow-list of tags in a story's body. Pure."""

import re

import nh3

from articles.text.boxes import arrange_boxes
from articles.text.embeds import arrange_embeds
from articles.text.figures import arrange_figures
from articles.text.table_parser import split_at_tables
from articles.text.tables import arrange_tables

TAGS = {
    "p",
    "h2",
    "h3",
    "strong",
    "em",
    "a",
    "ul",
    "ol",
    "li",
    "blockquote",
    "br",
    "sub",
    "sup",
    "aside",
    "figure",
    "figcaption",
}
TABLE_TAGS = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
CELL_ATTRIBUTES = {"colspan", "rowspan", "scope"}
TAG_REPLACEMENTS = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "b": "strong", "i": "em", "div": "p"}
CELLS_WITHOUT_TABLE = dict.fromkeys(["td", "th", "caption"], "p")
MAY_EMBED = re.compile(r'<fig|<p>\s*(?:<a href="[^"]*"[^>]*>)?\s*https?://')
MAX_ROUNDS = 5
SCHEMES = {"http", "https", "mailto"}

OPEN_OR_CLOSE = re.compile(r"<(/?)(h1|h4|h5|h6|b|i|div|td|th|caption)(?=[\s>/])", re.IGNORECASE)
EMPTY = re.compile(r"<(p|h2|h3|li|blockquote|aside|strong|em)>\s*</\1>")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
CLEANER = nh3.Cleaner(
    tags=TAGS | TABLE_TAGS,
    attributes={
        "a": {"href"},
        "td": CELL_ATTRIBUTES,
        "th": CELL_ATTRIBUTES,
        "aside": {"class"},
        "blockquote": {"class"},
        "figure": {"data-embed", "data-media", "data-photos"},
    },
    url_schemes=SCHEMES,
    link_rel="noopener nofollow",
    clean_content_tags={"script", "style", "iframe", "object", "template", "noscript", "svg", "math"},
)


def sanitize(html: str) -> str:
    """Return body HTML with allowed tags only.

    Headings and bold of other editors are mapped to ours, scripts go with their content, and tables, boxes, placed
    pictures and embedded content are brought into one form.
    """
    cleaned = CLEANER.clean(_replace_tags(CONTROLS.sub("", html)))
    if "<table" in cleaned:
        cleaned = CLEANER.clean(arrange_tables(cleaned))  # blocks of cells may have become loose
    if "<figure" in cleaned:
        cleaned = arrange_figures(cleaned)
    cleaned = _remove_empty(cleaned)
    if MAY_EMBED.search(cleaned):
        cleaned = _remove_empty(CLEANER.clean(arrange_embeds(cleaned)))
    if "<aside" in cleaned or " class=" in cleaned:
        cleaned = _arrange_boxes(cleaned)
    return cleaned.strip()


def _arrange_boxes(cleaned: str) -> str:
    """Return the HTML with its boxes in our form.

    Blocks in links and the like take a second round, since the parser of HTML moves them.
    """
    for _round in range(MAX_ROUNDS):
        arranged = _remove_empty(CLEANER.clean(arrange_boxes(cleaned)))
        if arranged == cleaned:
            break
        cleaned = arranged
    return cleaned


def _remove_empty(cleaned: str) -> str:
    while (shorter := EMPTY.sub("", cleaned)) != cleaned:
        cleaned = shorter
    return cleaned


def _replace_tags(html: str) -> str:
    outside = TAG_REPLACEMENTS | CELLS_WITHOUT_TABLE

    def replace(piece: str, tags: dict[str, str]) -> str:
        return OPEN_OR_CLOSE.sub(lambda m: f"<{m[1]}{tags.get(m[2].lower(), m[2])}", piece)

    pieces = split_at_tables(html)
    return "".join(replace(piece, TAG_REPLACEMENTS if is_table else outside) for is_table, piece in pieces)
