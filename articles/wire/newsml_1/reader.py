"""Reader of NewsML 1, the format of AFP, Belga, ANP, Kyodo and TASS. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import tzinfo
from typing import Final

from articles.parsing.errors import WireFileIsInvalid, gettext_noop
from articles.wire.body import local_name, paragraphs
from articles.wire.formats import Format
from articles.wire.item import BodyBlock, EditorNote, ItemKind, NewsItem, Notice, PubStatus, WireReading
from articles.wire.item_draft import ItemDraft
from articles.wire.item_limit import MAX_PARTS, check_count
from articles.wire.made_guid import set_guid_of_headline
from articles.wire.newsml_1.content import NewsMlText, media_kind, read_content
from articles.wire.newsml_1.fields import set_lines, set_metadata, set_place
from articles.wire.newsml_1.management import begin_draft, read_provider_id
from articles.wire.newsml_1.media import read_associations, read_links, read_photo
from articles.wire.newsml_1.stories import NewsMlStory, find_stories, put_main_first, role_word
from articles.wire.newsml_1.tree import NewsMlComponent, read_component
from articles.wire.nitf.reader import set_nitf_body, set_nitf_head
from articles.wire.release_status import hold_for_note
from articles.wire.safe_xml import XmlElement
from articles.wire.vocabularies import KINDS
from articles.wire.xml_dialects.xml_lookup import (
    find_first,
    iterate_named,
    read_language,
    read_text,
    read_texts,
)

_PICTURES: Final = frozenset({ItemKind.PICTURE, ItemKind.GRAPHIC})
_REPLACES: Final = ("n i e u w bericht, vervangt", "nieuw bericht, vervangt")
"""ANP's first line of a new version."""


def read_newsml_1(root: XmlElement, zone: tzinfo) -> WireReading:
    """Return the items of a file; a text in a further language is one, too."""
    found = [root] if local_name(root) == "NewsItem" else list(iterate_named(root, "NewsItem"))
    if not found:
        raise WireFileIsInvalid(format=Format.NEWSML_1.value, problem="NewsItem")
    check_count(found, Format.NEWSML_1, "NewsItem")
    check_count(list(iterate_named(root, "NewsComponent")), Format.NEWSML_1, "NewsComponent", MAX_PARTS)
    envelope = find_first(root, "NewsEnvelope")
    items = [item for one in found for item in _read_items(one, envelope, zone)]
    return WireReading(Format.NEWSML_1.value, tuple(items))


def _read_items(element: XmlElement, envelope: XmlElement | None, zone: tzinfo) -> list[NewsItem]:
    outermost = find_first(element, "NewsComponent")
    top = read_component(outermost) if outermost is not None else None
    stories = _leave_out_media(find_stories(top)) if top is not None else []
    if top is None or not stories:
        draft = begin_draft(element, envelope, zone)
        if top is not None:
            _set_without_story(draft, top, element)
        return [_finish(draft, element, "")]
    ordered = put_main_first(stories, top)
    used = {component for story in ordered for component in story.chain}
    associations = read_associations(top, used)
    items = []
    for position, story in enumerate(ordered):
        suffix = story.language or story.owner.element.get("Duid") or str(position + 1)
        draft = begin_draft(element, envelope, zone, suffix if position else "")
        text = read_content(story.content) if story.content is not None else NewsMlText()
        _set_story(draft, story, text, element, is_one_of_several=len(ordered) > 1)
        draft.add("associations", associations, "NewsComponent")
        _set_nitf(draft, text, zone)
        items.append(_finish(draft, element, text.blocks[0].text if text.blocks else ""))
    return items


def _leave_out_media(stories: list[NewsMlStory]) -> list[NewsMlStory]:
    """Return the stories without texts that describe a picture or video next to them."""
    return [one for one in stories if not one.describes_media] or stories


def _set_story(
    draft: ItemDraft, story: NewsMlStory, text: NewsMlText, element: XmlElement, *, is_one_of_several: bool
) -> None:
    """Set the fields of a story by its chain of components; the outermost ones count."""
    set_lines(draft, story.chain, story.owner if is_one_of_several else None)
    draft.set("headline", next(iter(story.titles), ""), "NewsComponent[Title]")
    set_metadata(draft, story.chain, read_provider_id(element))
    _set_text(draft, story, text)
    draft.add("links", read_links(story.chain), "ContentItem/@Href")
    if story.is_repeated:
        draft.warn(gettext_noop("The item has several texts; the first one is read."))
    set_place(draft, story.chain)


def _set_text(draft: ItemDraft, story: NewsMlStory, text: NewsMlText) -> None:
    teasers = [teaser for teaser in (*story.leads, *story.teasers, text.teaser) if teaser]
    draft.set("teaser", " ".join(dict.fromkeys(teasers)), "NewsComponent[Lead]")
    draft.add("ednotes", text.notes, "DataContent")
    comments = [EditorNote(note, role="Comment") for note in read_texts(story.content, "Comment")]
    draft.add("ednotes", comments, "ContentItem/Comment")
    notes = [EditorNote(note, role=role) for role, note in story.notes if note]
    draft.add("ednotes", notes, "NewsComponent[Role]")
    kind = _kind_by_role(story.chain) or ItemKind.TEXT
    if kind in _PICTURES:
        draft.set("photo", read_photo(story.owner), "NewsComponent")
    else:
        draft.set("body", _join_blocks(draft.get("headline", ""), story.leads, text), "DataContent")
    if kind is not ItemKind.TEXT:
        draft.set("kind", kind, "NewsComponent/Role")


def _join_blocks(headline: str, leads: list[str], text: NewsMlText) -> tuple[BodyBlock, ...]:
    """Return leads and text, without a headline that is repeated on top."""
    blocks = text.blocks
    if blocks and blocks[0].tag == "h2" and blocks[0].text == headline:
        blocks = blocks[1:]
    first = blocks[0].text if blocks else ""
    return paragraphs(lead for lead in leads if not first.startswith(lead)) + blocks


def _kind_by_role(components: Iterable[NewsMlComponent]) -> ItemKind | None:
    return next((KINDS[word] for one in components if (word := role_word(one.role)) in KINDS), None)


def _set_nitf(draft: ItemDraft, text: NewsMlText, zone: tzinfo) -> None:
    """Set what only the NITF in the item says; the lines of NewsML come first."""
    if text.nitf_root is not None and find_first(text.nitf_root, "head/docdata") is not None:
        set_nitf_head(draft, text.nitf_root, zone)
    if text.nitf is not None:
        is_caption = draft.get("kind") in _PICTURES
        set_nitf_body(draft, replace(text.nitf, blocks=()) if is_caption else text.nitf)


def _set_without_story(draft: ItemDraft, top: NewsMlComponent, element: XmlElement) -> None:
    """Set the fields of a picture, of a package or of a kill without text."""
    described = _find_described(top, read_language(element))
    set_lines(draft, described.chain)
    set_metadata(draft, described.chain, read_provider_id(element))
    associations = read_associations(top, {top})
    stated = [_kind_by_role(top.walk()) or "", *map(media_kind, top.contents)]
    kinds = {one.kind for one in associations if one.renditions} or {ItemKind(one) for one in stated if one}
    if len(kinds) == 1 and (kind := next(iter(kinds))) is not None and kind is not ItemKind.TEXT:
        draft.set("kind", kind, "ContentItem/MediaType")
    elif draft.get("pubstatus") is not PubStatus.CANCELED and (associations or described is top):
        draft.set("kind", ItemKind.PACKAGE, "NewsComponent")
    if draft.get("kind") in _PICTURES:
        draft.set("photo", read_photo(_first_with_lines(top)), "NewsComponent")
    draft.add("associations", associations, "NewsComponent")
    draft.add("links", read_links([top]), "ContentItem/@Href")
    set_place(draft, described.chain)


def _find_described(top: NewsMlComponent, language: str) -> NewsMlComponent:
    """Return the component whose lines describe the whole item.

    It is the outermost one, or an inner one if it alone has a headline: Belga wraps each language.
    """
    if any(map(top.line, ("headline", "byline", "creditline", "dateline"))):
        return top
    found = [one for one in top.walk() if one.line("headline")]
    outer = [one for one in found if not any(other in one.chain[:-1] for other in found)]
    spoken = [one for one in outer if one.language == language]
    return outer[0] if len(outer) == 1 else spoken[0] if len(spoken) == 1 else top


def _first_with_lines(top: NewsMlComponent) -> NewsMlComponent:
    return next((component for component in top.walk() if component.lines), top)


def _finish(draft: ItemDraft, element: XmlElement, text: str) -> NewsItem:
    """Return the item with what the usual places lack."""
    draft.set("provider", read_provider_id(element), "NewsIdentifier/ProviderId")
    draft.set("slugline", read_text(element, "Identification/NameLabel"), "Identification/NameLabel")
    draft.set("language", read_language(element), "NewsItem/@xml:lang")
    for note in draft.get("ednotes", ()):
        hold_for_note(draft, note.text, "Comment")
    if text.casefold().startswith(_REPLACES):
        draft.add("notices", [Notice.UPDATE], "DataContent")
    set_guid_of_headline(draft, text)
    return draft.build()
