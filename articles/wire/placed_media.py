"""Pictures, posts, videos and charts that elements of a text name. Pure.

Agencies write them as frames or as elements of their own, such as `dnl-image` or `dnl-youtubeembed`. A picture becomes
a figure that names an association, all else a paragraph with the link alone, which a story shows as embedded content if
its provider is known.
"""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from articles.parsing.errors import gettext_noop
from articles.text.figures import write_reference
from articles.wire.body import read_html
from articles.wire.item import Association, ItemKind
from articles.wire.item_draft import ItemDraft, clean_line
from articles.wire.json_formats.json_values import make_link

_ELEMENT = re.compile(
    r"(?P<heading><(?P<level>h[1-6])\b[^<>]*>[^<>]{0,300}</(?P=level)>\s*)?"
    r"<(?P<name>iframe|[a-z][a-z0-9]{0,30}-[a-z0-9-]{1,40})(?=[\s/>])"
    r"(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^\"'<>])*)>"
    r"(?:(?P<content>[^<>]{0,5000})</(?P=name)\s*>)?",
    re.IGNORECASE,
)
"""An element without elements in it, with the heading right before it."""
_MARK = re.compile(r"<(?:iframe|[a-z][a-z0-9]{0,30}-)", re.IGNORECASE)
_END = re.compile(r"</([a-z][a-z0-9-]{0,80})", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z][a-z-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_PICTURE = re.compile(r"(?:image|picture|photo)$", re.IGNORECASE)
_ADDRESSES = ("src", "href", "url", "data-src")
_TITLES = ("title", "caption", "alt")
_NOTHING_HEADED = re.compile(
    r"\s*(?:</?(?:section|div|article)\b[^<>]*>\s*)*(?:<(?:h[1-6]|aside)\b|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TextWithMedia:
    """HTML with its media in place, the pictures of the item, and what is left out."""

    html: str
    pictures: tuple[Association, ...]
    left_out: tuple[str, ...] = ()
    """Names of elements without an address or text."""


def set_html_body(draft: ItemDraft, source: str, place: str) -> None:
    """Set the text from HTML, with its media in place; warn of those left out."""
    media = place_media(source, draft.get("associations", ()))
    if body := read_html(media.html):
        draft.set("body", body, place)
    draft.replace("associations", media.pictures, place)
    for name in dict.fromkeys(media.left_out):
        draft.warn(gettext_noop("An element of the text is not shown: {name}."), name=name)


def place_media(source: str, pictures: Sequence[Association]) -> TextWithMedia:
    """Return the text with its media; a picture without an association gets one.

    A heading goes with an element that is left out, if it headed nothing else.
    """
    if not _MARK.search(source):
        return TextWithMedia(source, tuple(pictures))
    known, left_out = list(pictures), list[str]()
    ends = {one[1]: one.start() for one in _END.finditer(source)}

    def write(found: re.Match[str]) -> str:
        heading, words = found["heading"] or "", clean_line(html.unescape(found["content"] or ""))
        facts = _read_attributes(found["attributes"])
        address = next(filter(None, (facts.get(name) for name in _ADDRESSES)), "")
        if link := make_link(address):
            is_picture = _PICTURE.search(found["name"]) is not None
            return heading + (
                _write_picture(link.href, facts, known) if is_picture else _write_link(link.href, facts)
            ) + _write_words(words)  # fmt: skip
        if words:
            return heading + _write_words(words)
        if found["content"] is None and ends.get(found["name"], 0) > found.start():
            return found[0]  # its elements are shown
        left_out.append(found["name"].lower())
        return "" if _NOTHING_HEADED.match(source, found.end()) else heading

    return TextWithMedia(_ELEMENT.sub(write, source), tuple(known), tuple(left_out))


def _read_attributes(written: str) -> Mapping[str, str]:
    found = _ATTRIBUTE.finditer(written)
    return {one[1].lower(): clean_line(html.unescape(one[2] or one[3] or one[4] or "")) for one in found}


def _write_words(words: str) -> str:
    return f"<p>{html.escape(words, quote=False)}</p>" if words else ""


def _write_link(address: str, facts: Mapping[str, str]) -> str:
    title = next(filter(None, map(facts.get, _TITLES)), address)
    return f'<p><a href="{html.escape(address)}">{html.escape(title, quote=False)}</a></p>'


def _write_picture(address: str, facts: Mapping[str, str], known: list[Association]) -> str:
    """Return the figure; its facts complete those of the association."""
    place = next((i for i, one in enumerate(known) if _is_of(address, one)), None)
    if place is None:
        link, place = make_link(address), len(known)
        guid = address.partition("?")[0]
        known.append(Association(guid=guid, kind=ItemKind.PICTURE, renditions=(link,) if link else ()))
    one, alt = known[place], facts.get("alt", "")
    caption = one.caption or facts.get("caption") or facts.get("title") or alt
    known[place] = replace(
        one,
        caption=caption,
        credit=one.credit or facts.get("creditline", ""),
        headline=one.headline or facts.get("title", ""),
        alt_text=one.alt_text or alt,
    )
    return write_reference([one.guid])


def _is_of(address: str, picture: Association) -> bool:
    """Return whether the address is of a rendition, or names the picture."""
    bare = address.partition("?")[0]
    files = {link.href.partition("?")[0] for link in picture.renditions}
    return bool(picture.guid) and (bare in files or picture.guid in unquote(address))
