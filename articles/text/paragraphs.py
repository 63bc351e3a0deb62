"""Conversion between a body's sanitised HTML and plain paragraphs. Pure."""

import html
import re

from articles.text.tables import BETWEEN_CELLS

BLOCK_END = re.compile(r"</(?:p|h2|h3|li|blockquote|caption|figcaption|tr)>|<br\s*/?>|<[uo]l>", re.IGNORECASE)
EMBED_ADDRESS = re.compile(r'<figure data-embed="([^"]*)"></figure>')
ONLY_ADDRESS = re.compile(r"https://\S+")
CELL = re.compile(r"<(t[dh])\b[^>]*>(.*?)</\1>(\s*(?=<t[dh]\b))?", re.IGNORECASE | re.DOTALL)
ANY_TAG = re.compile(r"<[^>]*>")
SPACES = re.compile(r"[\t\r\f\v][ \t\r\f\v]*| [ \t\r\f\v]+")
"""Runs that are not one space already. To replace each space of a text takes ten times as long as all the rest."""


def plain_paragraphs(body: str) -> tuple[str, ...]:
    """Return each block of the body as a line of text, without empty ones.

    A row of a table is one line, its cells apart. Embedded content without a title is its address.
    """
    if "<figure" in body:
        body = EMBED_ADDRESS.sub(r"<p>\1</p>", body)
    if "<table" in body:
        body = CELL.sub(_cell_text, body)
    text = html.unescape(ANY_TAG.sub("", BLOCK_END.sub("\n", body)))
    lines = (SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return tuple(line for line in lines if line)


def first_paragraph(plain: str) -> str:
    """Return the first line that is more than the address of embedded content."""
    return next((line for line in plain.split("\n") if not ONLY_ADDRESS.fullmatch(line)), "")


def _cell_text(cell: re.Match[str]) -> str:
    words = BLOCK_END.sub(" ", cell[2])
    return f"{words}{BETWEEN_CELLS}" if cell[3] is not None else words


def build_body_html(paragraphs: list[tuple[str, str]]) -> str:
    """Return the HTML of (kind, text) pairs; kind is `paragraph` or `subhead`."""
    tags = {"paragraph": "p", "subhead": "h2"}
    return "\n".join(
        f"<{tags[kind]}>{html.escape(text, quote=False)}</{tags[kind]}>" for kind, text in paragraphs
    )
