"""Consent to a save that would flatten a table or drop a picture."""

from collections.abc import Iterator, Mapping

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.text.sanitize import sanitize
from articles.text.unsupported_html import UnsupportedParts, count_unsupported

CONSENT_FIELD = "_without_unkept"


def sanitize_body(raw: str, data: Mapping[str, str]) -> str:
    """Return the sanitized body.

    Raise ValidationError for unsupported elements unless the editor has consented.
    """
    unsupported = count_unsupported(raw)
    if unsupported and CONSENT_FIELD not in data:
        raise ValidationError(_ask_for_consent(unsupported))
    return sanitize(raw)


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
    if unsupported.tables:
        yield ngettext(
            "A table with %(rows)d filled rows: each row becomes a paragraph, its cells separated by “|”.",
            "%(n)d tables with %(rows)d filled rows: each row becomes a paragraph, its cells separated by "
            "“|”.",
            unsupported.tables,
        ) % {"n": unsupported.tables, "rows": unsupported.rows}
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
