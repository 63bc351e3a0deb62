"""Title, description and Open Graph of a page, and its linked data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from html import escape
from typing import Any

import orjson
from django.utils.safestring import SafeString, mark_safe

from articles.site.page_language import page_language
from articles.url_paths import absolute_url

REGIONS = {
    "ar": "AR", "ca": "ES", "cs": "CZ", "da": "DK", "el": "GR", "en": "GB", "et": "EE", "ga": "IE", "he": "IL",
    "ja": "JP", "lb": "LU", "nb": "NO", "nn": "NO", "rm": "CH", "sl": "SI", "sq": "AL", "sr": "RS", "sv": "SE",
    "uk": "UA", "zh": "CN",
}  # fmt: skip
"""Regions of Open Graph locales that are not spelt as their language."""
CARD_PATH = "/share-card.png"
MAX_DESCRIPTION = 200  # characters: search engines show fewer
SAFE_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@dataclass(frozen=True, slots=True)
class PageMeta:
    """Title, description and Open Graph of a page."""

    steps: Sequence[object] = ()
    """Names from the page to the site; empty ones are left out."""
    _: KW_ONLY
    description: str = ""
    kind: str = "website"
    picture: str = ""
    language: str = ""
    social_text: str = ""
    """Replaces the description on the card of a shared link."""

    def render(self, canonical: str, site_name: str) -> SafeString:
        """Return the elements.

        A page without a canonical URL cannot be shared and has no Open Graph.
        """
        names = [*(str(step) for step in self.steps if step), site_name]
        lines = [f"<title>{escape(' | '.join(names))}</title>"]
        short = shorten(self.description)
        if short:
            lines.append(f'<meta name="description" content="{escape(short)}">')
        if canonical:
            properties = {
                "type": self.kind, "site_name": site_name, "title": names[0],
                "description": shorten(self.social_text) or short, "url": canonical,
                "image": self.picture or absolute_url(CARD_PATH),
                "locale": to_open_graph_locale(self.language or page_language()),
            }  # fmt: skip
            lines += [
                f'<meta property="og:{name}" content="{escape(value)}">'
                for name, value in properties.items()
                if value
            ]
        return mark_safe("\n".join(lines))  # noqa: S308  # each value is escaped


def to_open_graph_locale(tag: str) -> str:
    """Return `de_AT` for `de-AT`, and `de_DE` for a tag without a region."""
    primary, *others = tag.split("-")
    region = next((part for part in others if len(part) == 2), REGIONS.get(primary, primary.upper()))
    return f"{primary}_{region}"


def shorten(text: str) -> str:
    """Cut the text between words to at most `MAX_DESCRIPTION` characters."""
    one_line = " ".join(str(text).split())
    if len(one_line) <= MAX_DESCRIPTION:
        return one_line
    return f"{one_line[:MAX_DESCRIPTION].rpartition(' ')[0]} …"


def format_json_ld(items: Iterable[Mapping[str, Any]]) -> SafeString:
    """Return a script element for each item, which nothing in it can close."""
    scripts = [
        f'<script type="application/ld+json">{orjson.dumps(item).decode().translate(SAFE_IN_SCRIPT)}</script>\n'
        for item in items
    ]
    return mark_safe("".join(scripts))  # noqa: S308  # markup signs are escaped
