"""A story's body as it is displayed."""

import re
from collections.abc import Callable, Collection
from html import escape

from django.utils.translation import gettext as _

from articles.site.embeds import link_embeds, render_embeds
from articles.text.boxes import Box, PullQuote, replace_boxes
from articles.text.figures import replace_figures
from articles.text.media_figures import replace_media
from articles.text.tables import Table, plain_inline, replace_tables, write_table

NUMBER_CLASS = "number"
_HEADING = re.compile(r"<(/?)h3>")


def _leave_out(_ids: object) -> str:
    return ""


def render_body(
    body: str,
    write_figure: Callable[[tuple[int, ...]], str] = _leave_out,
    link_only: Collection[str] | None = None,
    write_media: Callable[[int], str] = _leave_out,
) -> str:
    """Return sanitized HTML as it is displayed.

    Tables are in regions that scroll by themselves, and boxes are named. `write_figure` renders the figure of some
    photos and `write_media` that of audio or video, which are left out without it. Embedded content is a link, or a
    placeholder if `link_only` names the providers whose content is not.
    """
    body = link_embeds(body) if link_only is None else render_embeds(body, link_only)
    if "<aside" in body:
        body = _render_boxes(body)
    shown = replace_tables(body, _render_table) if "<table" in body else body
    return replace_media(replace_figures(shown, write_figure), write_media)


def _render_table(table: Table) -> str:
    """Return the table in a region that can be focused, so that keys scroll it."""
    label = escape(plain_inline(table.caption) or _("Table"))
    written = write_table(table, NUMBER_CLASS)
    return f'<div class="table" role="region" aria-label="{label}" tabindex="0">{written}</div>'


def _render_boxes(body: str) -> str:
    """Return the body with boxes whose headings follow the level of those above them."""
    return replace_boxes(body, lambda box, above: _render_box(box, 3 if "<h2>" in above else 2))


def _render_box(box: Box, level: int) -> str:
    """Return the box; one with a title is a landmark of that name."""
    if isinstance(box, PullQuote):
        source = f'<p class="quote-source">{box.source}</p>' if box.source else ""
        return f'<aside class="quote"><blockquote>{box.words}</blockquote>{source}</aside>'
    content = _HEADING.sub(rf"<\1h{level + 1}>", box.content)
    if not box.title:
        return f'<aside class="box">{content}</aside>'
    title = f'<h{level} class="box-title">{box.title}</h{level}>'
    return f'<aside class="box" aria-label="{escape(plain_inline(box.title))}">{title}{content}</aside>'
