"""Refusal of bodies that cannot be stored as they are.

Pictures and players are left out with consent; tables have limits, and addresses to embed must be known.
"""

from collections.abc import Iterator, Mapping

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.embeds import describe_unknown_address
from articles.text.embeds import list_unknown_embeds
from articles.text.sanitize import sanitize
from articles.text.tables import Table, plain_inline, read_tables
from articles.text.unsupported_html import UnsupportedParts, count_unsupported

CONSENT_FIELD = "_without_unkept"
MAX_ROWS, MAX_COLUMNS = 500, 30
"""Of one table; a longer one is a file, not a part of a text."""


def sanitize_body(raw: str, data: Mapping[str, str]) -> str:
    """Return the sanitized body.

    Raise ValidationError for a table that is too large, for embedded content of an unknown provider, and for
    unsupported elements unless the editor has consented.
    """
    if unknown := list(list_unknown_embeds(raw)):
        raise ValidationError([_refuse_embed(address, before) for address, before in unknown])
    unsupported = count_unsupported(raw)
    if unsupported and CONSENT_FIELD not in data:
        raise ValidationError(_ask_for_consent(unsupported))
    body = sanitize(raw)
    for table in read_tables(body):
        if len(table.rows) > MAX_ROWS or table.columns > MAX_COLUMNS:
            raise ValidationError(_refuse_table(table))
    return body


def _refuse_embed(address: str, before: str) -> str:
    place = _("Not saved yet, after “…%(words)s”:") % {"words": before} if before else _("Not saved yet:")
    return f"{place} {describe_unknown_address(address)}"


def _refuse_table(table: Table) -> str:
    first = next((cell.text for row in (*table.head, *table.rows) for cell in row if cell.text), "")
    return _(
        "Not saved yet: the table “%(first)s” has %(rows)d rows and %(columns)d columns; a story holds tables of up "
        "to %(most)d rows and %(wide)d columns. Divide or shorten it."
    ) % {
        "first": plain_inline(table.caption) or first[:40],
        "rows": len(table.rows),
        "columns": table.columns,
        "most": MAX_ROWS,
        "wide": MAX_COLUMNS,
    }


def _ask_for_consent(unsupported: UnsupportedParts) -> SafeString:
    return format_html(
        '{} {} <label><input type="checkbox" name="{}" value="1"> {}</label>',
        _("Not saved yet: the text contains elements that cannot be stored."),
        " ".join(describe_unsupported(unsupported)),
        CONSENT_FIELD,
        _("Save anyway"),
    )


def describe_unsupported(unsupported: UnsupportedParts) -> Iterator[str]:
    """Yield a sentence for each kind of unsupported element."""
    if unsupported.pictures:
        yield ngettext(
            "A picture is left out; add it through the library.",
            "%(n)d pictures are left out; add them through the library.",
            unsupported.pictures,
        ) % {"n": unsupported.pictures}
    if unsupported.players:
        yield ngettext(
            "A player or frame is left out.", "%(n)d players or frames are left out.", unsupported.players
        ) % {"n": unsupported.players}
    if unsupported.fields:
        yield ngettext("A form field is left out.", "%(n)d form fields are left out.", unsupported.fields) % {
            "n": unsupported.fields
        }
