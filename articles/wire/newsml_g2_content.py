"""Content of NewsML-G2 items: text and addresses of renditions. Pure."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from articles.parsing.errors import gettext_noop
from articles.wire.body import local_name, read_element, read_html, read_plain
from articles.wire.item import BodyBlock, EditorNote, Link
from articles.wire.item_draft import ItemDraft, clean_line
from articles.wire.newsml_g2_elements import (
    XML_LANG,
    Children,
    class_names,
    is_private,
    text_of,
)
from articles.wire.newsml_g2_metadata import printed_dateline
from articles.wire.newsml_g2_notes import move_private_blocks

_SKIPPED_CLASSES = frozenset({
    "np-nonpublic", "np-constraint", "notepad", "closingline", "genre", "slugline", "publicationDate", "byline",
    "teaser",
})  # fmt: skip
_NITF_SKIPPED = frozenset({"media", "note"})
_OTHER_RENDITIONS = frozenset({"headline", "teaser", "public", "slug", "caption", "notepad", "byline"})
_MARKUP = re.compile(
    r"<(?:p|br|div|h\d|table|ul|ol|pre|b|i|a|strong)\b[^>]{0,500}>|</\w{1,20}>", re.IGNORECASE
)
_INDENTED = re.compile(r"\n[ \t]{2,}(?=\S)")
_DATELINE = re.compile(
    r"[^\s(][^()\n]{1,59} ?\([^\W\d_][\w .,&/'’-]{1,40}\) ?(?:--|[-–—_])(?= )"
    r"|\([A-Z]{2,8}\) ?[-–—] [^\n()–—-]{2,50} ?[-–—](?= )"
)
"""`NORDHAVEN (Agency) - Text`, and `(AGENCY) - Nordhaven, October 11 - Text`."""
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Av)\s", re.IGNORECASE)
_DATA_ROOTS = frozenset({"events", "sports-content", "knowledgeItem", "conceptSet"})
"""Content that is data and no text to print."""
_HEAD_PARTS = frozenset({"head", "docdata", "body.head", "hedline", "rubrik"})


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
            blocks = _read_nitf(element, content, draft)
        elif (body := next(element.iter("{*}body"), None)) is not None:
            blocks = _read_xhtml(element, body, draft)
        else:
            blocks = _read_other(element)
            roots = [local_name(child) for child in element]
            unknown = unknown or next((name for name in roots if name and name not in _DATA_ROOTS), "")
        if blocks:
            return blocks
    if unknown:
        what = gettext_noop("The content is in a format that cannot be read: “{root}”.")
        draft.warn(what, root=unknown[:60])
    return ()


def _read_other(element: Any) -> tuple[BodyBlock, ...]:
    """Return the text of an agency's own mark-up, or of mark-up written as text."""
    if len(element) == 0:
        return _read_text(element.text or "")
    if local_name(element[0]) in _DATA_ROOTS or next(element.iter("{*}p"), None) is None:
        return ()
    return read_element(element, skip=[part for part in element.iter() if local_name(part) in _HEAD_PARTS])


def _inline_language(element: Any) -> str:
    inner = next(iter(element), element)
    tag: str = element.get(XML_LANG, "") or inner.get(XML_LANG, "") or inner.get("lang", "")
    return tag.lower().split("-")[0]


def _read_xhtml(inline: Any, body: Any, draft: ItemDraft) -> tuple[BodyBlock, ...]:
    """Return the story alone.

    It is `section.main` if the agency marks it, else the body without its header.
    """
    for element in body.iter():
        _read_marked_text(element, draft)
    titles = [text_of(title) for title in inline.iter("{*}title")]
    draft.set("headline", next(filter(None, titles), ""), "contentSet/inlineXML//title")
    mains = [section for section in body.iter("{*}section", "{*}article") if "main" in class_names(section)]
    blocks: list[BodyBlock] = []
    for root in mains or [body]:
        if len(root) == 0 and _MARKUP.search(root.text or ""):
            blocks += read_html(root.text)
            continue
        skipped = [element for element in root.iter() if element is not root and _is_no_story(element, draft)]
        blocks += read_element(root, skip=skipped)
    return tuple(blocks)


def _read_marked_text(element: Any, draft: ItemDraft) -> None:
    """Set the fields that classes of dpa's XHTML mark, and a missing headline."""
    names = class_names(element)
    if "teaser" in names:
        draft.set("teaser", text_of(element), "contentSet/inlineXML//p[@class='teaser']")
    elif "byline" in names:
        draft.set("byline", text_of(element), "contentSet/inlineXML//p[@class='byline']")
    elif "dateline" in names:
        line = printed_dateline("".join(element.itertext()))
        draft.set("dateline", line, "contentSet/inlineXML//span[@class='dateline']")
    elif local_name(element) == "h1":
        draft.set("headline", text_of(element), "contentSet/inlineXML//h1")


def _is_no_story(element: Any, draft: ItemDraft) -> bool:
    name = local_name(element)
    if name == "header" or (name == "h1" and text_of(element) == draft.get("headline")):
        return True
    return not _SKIPPED_CLASSES.isdisjoint(class_names(element))


def _read_nitf(inline: Any, content: Any, draft: ItemDraft) -> tuple[BodyBlock, ...]:
    """Return the blocks of NITF; its head fills what the metadata leave out."""
    for name, field in (
        ("hl1", "headline"),
        ("title", "headline"),
        ("hl2", "subheadline"),
        ("byline", "byline"),
    ):
        found = next(inline.iter(f"{{*}}{name}"), None)
        if found is not None and not _is_inside(found, content):
            draft.set(field, text_of(found).replace(" ,", ","), f"contentSet/inlineXML//{name}")
    for name, field in (("dateline", "dateline"), ("abstract", "teaser")):
        found = next(inline.iter(f"{{*}}{name}"), None)
        draft.set(field, text_of(found), f"contentSet/inlineXML//{name}")
    notes = [text_of(note) for note in inline.iter("{*}note")]
    notes += [clean_line(message.get("info")) for message in inline.iter("{*}ed-msg")]
    draft.add("ednotes", (EditorNote(text) for text in notes if text), "contentSet/inlineXML//note")
    skipped = [element for element in content.iter() if local_name(element) in _NITF_SKIPPED]
    return read_element(content, skip=skipped)


def _is_inside(element: Any, container: Any) -> bool:
    return any(ancestor is container for ancestor in element.iterancestors())


def _read_inline_data(content_set: Children) -> tuple[BodyBlock, ...]:
    """Return the blocks of the first plain or HTML text that is the story."""
    for element in content_set.get("inlineData", ()):
        is_text = element.get("contenttype", "text/plain").startswith("text/") and not element.get("encoding")
        if is_text and _is_story(element) and (blocks := _read_text("".join(element.itertext()))):
            return blocks
    return ()


def _is_story(data: Any) -> bool:
    """Return True unless the rendition names another part than the story."""
    written: str = data.get("rendition", "")
    scheme, _, rendition = written.rpartition(":")
    if scheme.startswith("dpa"):
        return rendition == "text"
    return not is_private(data) and rendition.lower() not in _OTHER_RENDITIONS


def _read_text(text: str) -> tuple[BodyBlock, ...]:
    # ANSA begins a paragraph with an indented line.
    spaced = _INDENTED.sub("\n\n", text)
    return read_html(spaced) if _MARKUP.search(text) else read_plain(spaced)
