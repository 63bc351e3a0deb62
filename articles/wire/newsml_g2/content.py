"""Content of NewsML-G2 items: text and addresses of renditions. Pure."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from articles.parsing.errors import gettext_noop
from articles.wire.body import local_name
from articles.wire.charset import decode_base64
from articles.wire.item import BodyBlock, Link
from articles.wire.item_draft import ItemDraft
from articles.wire.newsml_g2.body import DATA_ROOTS, read_nitf, read_own_markup, read_text, read_xhtml
from articles.wire.newsml_g2.elements import (
    XML_LANG,
    Children,
    is_private,
    text_of,
)
from articles.wire.newsml_g2.notes import move_private_blocks

_OTHER_RENDITIONS = frozenset({"headline", "teaser", "public", "slug", "caption", "notepad", "byline"})
_DATELINE = re.compile(
    r"[^\s(][^()\n]{1,59} ?\([^\W\d_][\w .,&/'’-]{1,40}\) ?(?:--|[-–—_])(?= )"
    r"|\([A-Z]{2,8}\) ?[-–—] [^\n()–—-]{2,50} ?[-–—](?= )"
)
"""`NORDHAVEN (Agency) - Text`, and `(AGENCY) - Nordhaven, October 11 - Text`."""
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Av)\s", re.IGNORECASE)


def read_content(content_set: Children, draft: ItemDraft) -> None:
    """Set the text of the story, the fields that only the text has, and the links."""
    remote = (_read_remote(element) for element in content_set.get("remoteContent", ()))
    draft.add("links", remote, "contentSet/remoteContent")
    blocks = _read_inline_xml(content_set, draft)
    path = "contentSet/inlineXML"
    if not blocks:
        blocks, path = _read_inline_data(content_set), "contentSet/inlineData"
    blocks = move_private_blocks(blocks, draft)
    draft.set("body", blocks, path)
    draft.set("dateline", find_dateline(blocks), path)


def read_links(elements: Iterable[Any]) -> Iterator[Link]:
    """Yield the addresses of links that lead to no item."""
    for element in elements:
        if (href := element.get("href", "").strip()) and not element.get("residref"):
            titles = [text_of(child) for child in element if local_name(child) == "title"]
            yield Link(
                href=href,
                media_type=element.get("contenttype", ""),
                role=element.get("rel", "") or element.get("rendition", ""),
                title=next(iter(titles), ""),
                width=_read_size(element.get("width")),
                height=_read_size(element.get("height")),
            )


def find_dateline(blocks: tuple[BodyBlock, ...]) -> str:
    """Return the dateline that begins the text; empty without one."""
    for block in blocks[:3]:
        if match := _DATELINE.match(block.text):
            return f"{match[0]} "
        if block.tag == "p" and not (_BYLINE.match(block.text) and len(block.text) < 80):
            break
    return ""


def _read_remote(element: Any) -> Link:
    return Link(
        href=element.get("href", "").strip() or element.get("residref", "").strip(),
        media_type=element.get("contenttype", ""),
        role=element.get("rendition", ""),
        width=_read_size(element.get("width")),
        height=_read_size(element.get("height")),
    )


def _read_size(written: str | None) -> int | None:
    digits = (written or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 7 else None


def _read_inline_xml(content_set: Children, draft: ItemDraft) -> tuple[BodyBlock, ...]:
    """Return the blocks of the first alternative with text.

    The language of the item goes before the others.
    """
    elements = [element for element in content_set.get("inlineXML", ()) if not is_private(element)]
    language = draft.get("language", "").lower().split("-")[0]
    elements.sort(key=lambda e: _inline_language(e) not in {"", language})
    unknown = ""
    for element in elements:
        if (content := next(element.iter("{*}body.content"), None)) is not None:
            blocks = read_nitf(element, content, draft)
        elif (body := next(element.iter("{*}body"), None)) is not None:
            blocks = read_xhtml(element, body, draft)
        else:
            blocks = read_own_markup(element)
            roots = [local_name(child) for child in element]
            unknown = unknown or next((name for name in roots if name and name not in DATA_ROOTS), "")
        if blocks:
            return blocks
    if unknown:
        what = gettext_noop("The content is in a format that cannot be read: “{root}”.")
        draft.warn(what, root=unknown[:60])
    return ()


def _inline_language(element: Any) -> str:
    inner = next(iter(element), element)
    tag: str = element.get(XML_LANG, "") or inner.get(XML_LANG, "") or inner.get("lang", "")
    return tag.lower().split("-")[0]


def _read_inline_data(content_set: Children) -> tuple[BodyBlock, ...]:
    """Return the blocks of the first plain or HTML text that is the story."""
    for element in content_set.get("inlineData", ()):
        is_text = element.get("contenttype", "text/plain").startswith("text/")
        if is_text and _is_story(element) and (blocks := read_text(_decode(element))):
            return blocks
    return ()


def _decode(data: Any) -> str:
    """Return the text, also of Base64; empty for other encodings."""
    text = "".join(data.itertext())
    encoding: str = data.get("encoding", "") + data.get("encodinguri", "")
    if not encoding:
        return text
    return decode_base64(text) if "base64" in encoding.lower() else ""


def _is_story(data: Any) -> bool:
    """Return True unless the rendition names another part than the story."""
    written: str = data.get("rendition", "")
    scheme, _, rendition = written.rpartition(":")
    if scheme.startswith("dpa"):
        return rendition == "text"
    return not is_private(data) and rendition.lower() not in _OTHER_RENDITIONS
