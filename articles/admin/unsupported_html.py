"""The question before a save that would take a table apart or leave a picture out."""

from collections.abc import Iterator, Mapping

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.text.sanitize import sanitize
from articles.text.unsupported_html import UnsupportedParts, count_unsupported

CONSENT_FIELD = "_without_unkept"


def sanitize_body(raw: str, sent: Mapping[str, str]) -> str:
    """Return the body as it is saved. Raise what cannot be kept, unless the editor has agreed to it."""
    lost = count_unsupported(raw)
    if lost and CONSENT_FIELD not in sent:
        raise ValidationError(_ask_for_consent(lost))
    return sanitize(raw)


def _ask_for_consent(lost: UnsupportedParts) -> SafeString:
    return format_html(
        '{} {} <label><input type="checkbox" name="{}" value="1"> {}</label>',
        _("Nothing is saved yet: a text cannot keep everything in it."),
        " ".join(describe_unsupported(lost)),
        CONSENT_FIELD,
        _("Save all the same"),
    )


def describe_unsupported(lost: UnsupportedParts) -> Iterator[str]:
    """A sentence for each kind."""
    if lost.tables:
        yield ngettext(
            "A table with %(rows)d filled rows: each row becomes a paragraph, its cells parted by “|”.",
            "%(n)d tables with %(rows)d filled rows: each row becomes a paragraph, its cells parted by “|”.",
            lost.tables,
        ) % {"n": lost.tables, "rows": lost.rows}
    if lost.pictures:
        yield ngettext(
            "A picture is left out; add it through the library.",
            "%(n)d pictures are left out; add them through the library.",
            lost.pictures,
        ) % {"n": lost.pictures}
    if lost.players:
        yield ngettext(
            "A player or frame is left out.", "%(n)d players or frames are left out.", lost.players
        ) % {"n": lost.players}
    if lost.fields:
        yield ngettext("A form field is left out.", "%(n)d form fields are left out.", lost.fields) % {
            "n": lost.fields
        }
