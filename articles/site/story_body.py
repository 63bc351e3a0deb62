"""A story's body as it is displayed."""

from collections.abc import Callable
from html import escape

from django.utils.translation import gettext as _

from articles.text.figures import replace_figures
from articles.text.tables import Table, plain_inline, replace_tables, write_table

NUMBER_CLASS = "number"


def _leave_out(_photo_ids: tuple[int, ...]) -> str:
    return ""


def render_body(body: str, write_figure: Callable[[tuple[int, ...]], str] = _leave_out) -> str:
    """Return sanitized HTML with its tables in regions that scroll by themselves.

    `write_figure` renders the figure of some photos, which are left out without it.
    """
    shown = replace_tables(body, _render_table) if "<table" in body else body
    return replace_figures(shown, write_figure)


def _render_table(table: Table) -> str:
    """Return the table in a region that can be focused, so that keys scroll it."""
    label = escape(plain_inline(table.caption) or _("Table"))
    written = write_table(table, NUMBER_CLASS)
    return f'<div class="table" role="region" aria-label="{label}" tabindex="0">{written}</div>'
