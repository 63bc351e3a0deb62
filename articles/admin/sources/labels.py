"""Words for the fields of field maps."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.admin.wire.labels import FIELD_LABELS, PHOTO_LABELS

_LABELS: Mapping[str, Any] = {
    **FIELD_LABELS, "body": _("text"), "ednotes": _("notes to the desk"), "links": _("links"),
    "rights.holder": _("rights holder"), "rights.notice": _("copyright notice"), "rights.terms": _("usage terms"),
}  # fmt: skip
MAIN_LABELS: Mapping[str, Any] = {
    name: _LABELS[name]
    for name in (
        "guid", "version", "headline", "subheadline", "kicker", "teaser", "body", "dateline", "byline", "creditline",
        "slugline", "keywords", "subjects", "urgency", "language", "pubstatus", "embargo", "versioncreated", "ednotes",
    )
}  # fmt: skip
"""Fields that most maps fill → label, in the order of the form."""
MORE_LABELS: Mapping[str, Any] = {
    name: _LABELS[name]
    for name in (
        "kind", "notices", "provider", "service", "item_number", "sequence", "located", "firstcreated", "expires",
        "genres", "signals", "links", "replaces", "rights.holder", "rights.notice", "rights.terms",
    )
}  # fmt: skip
PICTURE_LABELS: Mapping[str, Any] = {f"photo.{name}": label for name, label in PHOTO_LABELS.items()}
FIELD_HELP: Mapping[str, Any] = {
    "guid": _("The same in all versions of an item. Without one it is made of provider, date and headline."),
    "body": _("The element or the text with the whole story; its paragraphs are found inside."),
    "pubstatus": _(
        "usable, withheld or canceled; map other words to these. Unknown words withhold the item."
    ),
    "embargo": _("A text that is no time holds the item until an editor decides."),
    "subjects": _("Codes or names; all paths are collected."),
    "keywords": _("All paths are collected."),
    "ednotes": _("Never shown to readers. All paths are collected."),
    "urgency": _("1 (most urgent) to 9"),
    "notices": _("Words such as correction, repeat or kill; map the words of the agency to them."),
    "kind": _("text, picture, graphic, audio, video …; text without one"),
}
