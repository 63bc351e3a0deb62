"""Bodies of NewsML-G2 items: XHTML, NITF, and mark-up of single agencies. Pure."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from articles.wire.body import element_html, local_name, read_html, read_plain
from articles.wire.item import Association, BodyBlock, EditorNote, ItemKind, Link
from articles.wire.item_draft import ItemDraft, clean_line
from articles.wire.newsml_g2.elements import class_names, text_of
from articles.wire.newsml_g2.metadata import printed_dateline
from articles.wire.vocabularies import KINDS

_SKIPPED_CLASSES = frozenset({
    "np-nonpublic", "np-constraint", "notepad", "closingline", "genre", "slugline", "publicationDate", "byline",
    "teaser",
})  # fmt: skip
_NITF_SKIPPED = frozenset({"media", "note"})
_MARKUP = re.compile(r"<(?:p|br|div|h\d|table|ul|ol|pre|b|i|a|strong)[ />]|</\w{1,20}>", re.IGNORECASE)
_INDENTED = re.compile(r"\n[ \t]{2,}(?=\S)")
DATA_ROOTS = frozenset({"events", "sports-content", "knowledgeItem", "conceptSet"})
"""Content that is data and no text to print."""
_HEAD_PARTS = frozenset({"head", "docdata", "body.head", "hedline", "rubrik"})
_ESCAPED_TWICE = re.compile(r"&amp;(?=(?:#\d{2,5}|quot|apos|nbsp|amp);)")


def read_xhtml(inline: Any, body: Any, draft: ItemDraft) -> tuple[BodyBlock, ...]:
    """Return the story alone.

    It is `section.main` if the agency marks it, else the body without its header.
    """
    for element in body.iter():
        _read_marked_text(element, draft)
    draft.add("associations", _read_figures(body), "contentSet/inlineXML//figure")
    titles = [text_of(title) for title in inline.iter("{*}title")]
    draft.set("headline", next(filter(None, titles), ""), "contentSet/inlineXML//title")
    mains = [section for section in body.iter("{*}section", "{*}article") if "main" in class_names(section)]
    blocks: list[BodyBlock] = []
    for root in mains or [body]:
        if len(root) == 0 and _MARKUP.search(root.text or ""):
            blocks += read_html(root.text)
            continue
        skipped = [element for element in root.iter() if element is not root and _is_no_story(element, draft)]
        blocks += _read_blocks(root, skip=skipped)
    return tuple(blocks)


def _read_blocks(element: Any, *, skip: Iterable[Any]) -> tuple[BodyBlock, ...]:
    """Return the blocks; entities that some systems escape twice are repaired."""
    return read_html(_ESCAPED_TWICE.sub("&", element_html(element, skip=skip)))


def _read_figures(body: Any) -> Iterator[Association]:
    """Yield the pictures inside the text: their captions are not part of the story."""
    for figure in body.iter("{*}figure"):
        images = [image.get("src", "").strip() for image in figure.iter("{*}img")]
        yield Association(
            kind=ItemKind.PICTURE,
            role="figure",
            caption=text_of(next(figure.iter("{*}figcaption"), None)),
            renditions=tuple(Link(href=address) for address in images if address),
        )


def _read_media(content: Any) -> Iterator[Association]:
    """Yield the media inside a text in NITF."""
    for media in content.iter("{*}media"):
        references = [reference.get("source", "").strip() for reference in media.iter("{*}media-reference")]
        yield Association(
            kind=KINDS.get(media.get("media-type", "")),
            role="media",
            caption=text_of(next(media.iter("{*}media-caption"), None)),
            credit=text_of(next(media.iter("{*}media-producer"), None)),
            renditions=tuple(Link(href=address) for address in references if address),
        )


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
    if name in {"header", "figure"} or (name == "h1" and text_of(element) == draft.get("headline")):
        return True
    return not _SKIPPED_CLASSES.isdisjoint(class_names(element))


def read_nitf(inline: Any, content: Any, draft: ItemDraft) -> tuple[BodyBlock, ...]:
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
    draft.add("associations", _read_media(content), "contentSet/inlineXML//media")
    skipped = [element for element in content.iter() if local_name(element) in _NITF_SKIPPED]
    return _read_blocks(content, skip=skipped)


def _is_inside(element: Any, container: Any) -> bool:
    return any(ancestor is container for ancestor in element.iterancestors())


def read_own_markup(element: Any) -> tuple[BodyBlock, ...]:
    """Return the text of an agency's own mark-up, or of mark-up written as text."""
    if len(element) == 0:
        return read_text(element.text or "")
    if local_name(element[0]) in DATA_ROOTS or next(element.iter("{*}p"), None) is None:
        return ()
    return _read_blocks(element, skip=[part for part in element.iter() if local_name(part) in _HEAD_PARTS])


def read_text(text: str) -> tuple[BodyBlock, ...]:
    # ANSA begins a paragraph with an indented line.
    spaced = _INDENTED.sub("\n\n", text)
    return read_html(spaced) if _MARKUP.search(text) else read_plain(spaced)
