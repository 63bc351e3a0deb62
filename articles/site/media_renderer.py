"""Audio and video on a page: player of the browser, caption, credit, transcript."""

from collections.abc import Callable, Mapping
from html import escape

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.site.card_renderer import origin_label
from articles.site.story_media import ShownMedia
from articles.url_paths import absolute_url

SHAPES = ((0.8, "media-upright"), (1.15, "media-square"), (1.55, "media-classic"))
"""Largest ratio of width to height of each shape; the others are wide. The room of a player is so known at once."""


def format_duration(seconds: float | None) -> str:
    """Return `1:02:03` or `4:05`; empty for an unknown duration."""
    if not seconds:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def media_writer(media: Mapping[int, ShownMedia], lang: SafeString, address: str) -> Callable[[int], str]:
    """Return a function that renders the player of a file by its id.

    Files that are not visible are left out. `address` is that of the page, which the print names for the transcript.
    """
    return lambda media_id: _render(media[media_id], lang, address) if media_id in media else ""


def _render(shown: ShownMedia, lang: SafeString, address: str) -> str:
    own_lang = format_html(' lang="{}"', settings.SITE_LANGUAGE) if lang else ""
    context = {
        "shown": shown, "lang": lang, "own_lang": own_lang, "address": address, "shape": _shape(shown),
        "facts": " · ".join(filter(None, (_describe_facts(shown), _describe_poster(shown)))),
        "lines": list(filter(None, map(str.strip, shown.transcript.splitlines()))),
    }  # fmt: skip
    return render_to_string("includes/media.html", context)


def media_note_writer(media: Mapping[int, ShownMedia], path: str) -> Callable[[int], str]:
    """Return a function that writes caption, credit and address of the transcript."""

    def write(media_id: int) -> str:
        shown = media.get(media_id)
        if shown is None:
            return ""
        words = " – ".join(filter(None, (shown.title, shown.caption)))
        text = escape(f"{words} ({_describe_facts(shown)})", quote=False)
        link = f'<a href="{escape(path)}#transcript-{media_id}">{escape(_("Transcript"))}</a>'
        return f'<p class="note">{text}{" " + link if shown.transcript.strip() else ""}</p>'

    return write


def write_plain_media(shown: ShownMedia) -> str:
    """Return the link to the file with its words, for other sites."""
    words = " ".join(filter(None, (shown.caption, f"({_describe_facts(shown)})")))
    link = f'<a href="{escape(absolute_url(shown.src))}">{escape(shown.title)}</a>'
    return f"<p>{link} {escape(words, quote=False)}</p>"


def _describe_facts(shown: ShownMedia) -> str:
    """Return `Video: Jonna Ekvall · 4:05`."""
    kind = _("Video") if shown.kind == "video" else _("Audio")
    credit = f"{kind}: {shown.credit}" if shown.credit else kind
    return " · ".join(filter(None, (credit, format_duration(shown.seconds))))


def _describe_poster(shown: ShownMedia) -> str:
    """Return `Poster: AI-generated · Jonna Ekvall`; empty for the credit of the video."""
    poster = shown.poster
    if poster is None or shown.kind == "audio":
        return ""
    credit = poster.credit if poster.credit != shown.credit else ""
    facts = " · ".join(filter(None, (origin_label(poster.digital_source), credit)))
    return f"{_('Poster')}: {facts}" if facts else ""


def _shape(shown: ShownMedia) -> str:
    if shown.kind == "audio":
        return "media-audio"
    ratio = shown.width / shown.height if shown.height else 2
    return next((name for largest, name in SHAPES if ratio <= largest), "media-wide")
