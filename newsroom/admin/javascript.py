"""German texts for scripts of other packages that have none."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext, gettext_noop, ngettext
from django.views.i18n import JavaScriptCatalog

PACKAGES = ["django.contrib.admin", "django_prose_editor"]
SCRIPT_MESSAGES = (
    gettext_noop("%(month)s %(day)s, %(year)s"),
    gettext_noop("%s (today)"),
    gettext_noop("%s (current selection)"),
    gettext_noop("%s (today, current selection)"),
    gettext_noop("Today (%(date)s)"),
    gettext_noop("Yesterday (%(date)s)"),
    gettext_noop("Tomorrow (%(date)s)"),
    gettext_noop("Previous (%(month)s %(year)s)"),
    gettext_noop("Next (%(month)s %(year)s)"),
    gettext_noop("Paragraph"),
    gettext_noop("paragraph"),
    gettext_noop("Heading 2"),
    gettext_noop("Heading 3"),
    gettext_noop("heading 2"),
    gettext_noop("heading 3"),
    gettext_noop("unordered list"),
    gettext_noop("ordered list"),
    gettext_noop("blockquote"),
    gettext_noop("bold"),
    gettext_noop("italic"),
    gettext_noop("subscript"),
    gettext_noop("superscript"),
    gettext_noop("insert link"),
    gettext_noop("remove link"),
    gettext_noop("undo"),
    gettext_noop("redo"),
    gettext_noop("edit HTML"),
    gettext_noop("Formatting"),
    gettext_noop("Fact box"),
    gettext_noop("Title of the box"),
    gettext_noop("Pull quote"),
    gettext_noop("Words of the quote"),
    gettext_noop("Who says it"),
    gettext_noop("Embed"),
    gettext_noop("Embedded content"),
    gettext_noop("Address of the video, audio or post"),
    gettext_noop("Title"),
    gettext_noop("Says what readers get; may be empty."),
    gettext_noop("Insert table"),
    gettext_noop("Rows"),
    gettext_noop("Columns"),
    gettext_noop("The first row names the columns"),
    gettext_noop("Caption of the table"),
    gettext_noop("Says what the table shows; may be empty."),
    gettext_noop("Add column"),
    gettext_noop("Delete column"),
    gettext_noop("Add row"),
    gettext_noop("Delete row"),
    gettext_noop("Merge cells"),
    gettext_noop("Split cell"),
    gettext_noop("Toggle header cell"),
    gettext_noop("Delete table"),
    gettext_noop("Insert pictures"),
    gettext_noop("Insert audio or video"),
    gettext_noop("Choose audio or video"),
    gettext_noop("Audio or video up"),
    gettext_noop("Audio or video down"),
    gettext_noop("Change the file (new window)"),
    gettext_noop("Choose photos"),
    gettext_noop("Picture up"),
    gettext_noop("Picture down"),
    gettext_noop("Take out of the text"),
    gettext_noop("Change the photo (new window)"),
    gettext_noop("Uploading %s …"),
    gettext_noop("Apply"),
    gettext_noop("Cancel"),
)
SERVER_TIME_ZONE = "server"


class DeskJavaScriptCatalog(JavaScriptCatalog):
    """Django's catalogue of the packages, completed from the desk's own."""

    packages = PACKAGES

    def get_catalog(self) -> dict[str, Any]:
        catalogue: dict[str, Any] = super().get_catalog()
        own = {word: gettext(word) for word in SCRIPT_MESSAGES}
        return catalogue | own | _zone_notes() | {SERVER_TIME_ZONE: settings.TIME_ZONE}


def _zone_notes() -> dict[str, list[str]]:
    """Return the notes of date fields for browsers in another time zone."""
    ahead = (
        "Note: Enter times in the %(timezone)s timezone. (You are %(offset)s hour ahead.)",
        "Note: Enter times in the %(timezone)s timezone. (You are %(offset)s hours ahead.)",
    )
    late = (
        "Note: Enter times in the %(timezone)s timezone. (You are %(offset)s hour behind.)",
        "Note: Enter times in the %(timezone)s timezone. (You are %(offset)s hours behind.)",
    )
    return {pair[0]: [ngettext(*pair, number) for number in (1, 2)] for pair in (ahead, late)}
