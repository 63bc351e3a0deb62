"""A story's body as it is displayed."""

from html import escape

from django.utils.translation import gettext as _

from articles.text.tables import Table, plain_inline, replace_tables, write_table

NUMBER_CLASS = "number"


def render_body(body: str) -> str:
    """Return sanitized HTML with its tables in regions that scroll by themselves."""
    return replace_tables(body, _render_table) if "<table" in body else body


def _render_table(table: Table) -> str:
    """Return the table in a region that can be focused, so that keys scroll it."""
    label = escape(plain_inline(table.caption) or _("Table"))
    written = write_table(table, NUMBER_CLASS)
    return f'<div class="table" role="region" aria-label="{label}" tabindex="0">{written}</div>'
