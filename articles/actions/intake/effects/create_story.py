"""Stories that are made of wire items, with their pictures."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.intake.effects.fetch_renditions import is_picture, is_picture_file
from articles.actions.intake.effects.item_copy import get_copy, get_document, get_joined_copy
from articles.actions.intake.versions.item_history import ItemHistory, link_kills, lock_item_history
from articles.actions.permissions import Actor
from articles.actions.photos.save import add_photo
from articles.actions.photos.store_file import DuplicateFile
from articles.actions.stories.drafts import MentionDraft, PersonInPicture, PlacementDraft, StoryChange
from articles.actions.stories.save import create_story, save_story
from articles.actions.stories.schedule import set_embargo
from articles.models import Article, Photo, WireItem
from articles.models.audit import AuditVerb
from articles.models.desk_languages import default_language, find_desk_language
from articles.parsing.format import format_tokens
from articles.parsing.story.body_html import body_html
from articles.parsing.story.item_figures import find_item_figures, number_captions, place_figures
from articles.parsing.story.parse import Copy
from articles.parsing.story.releases import read_title
from articles.parsing.story.types import BlockKind
from articles.parsing.to_dict import story_to_dict
from articles.photos.renditions import make_thumbnail
from articles.photos.validate import DECODER_ERRORS, PictureRefused, check_picture
from articles.selectors.desk_lexicon import desk_lexicon
from articles.selectors.people_in_text import find_person_links
from articles.wire.documents.types import DocumentPicture
from articles.wire.item_photos import PICTURE_KINDS
from articles.workflow import UNPUBLISHED
from newsroom.text.spans import Reading
from people.recognition.directory_match import PersonLink

if TYPE_CHECKING:
    from articles.parsing.captions.parse import Caption


@dataclass(frozen=True, slots=True)
class CopyPicture:
    """A picture file of a document, with the number of its caption in the copy."""

    number: int
    file: DocumentPicture
    caption: int | None = None


def list_copy_pictures(item: WireItem, copy: Copy) -> tuple[CopyPicture, ...]:
    """Return the pictures that the item came with, each with its caption.

    A caption that the document ties to a picture is that picture's. The others follow in their order.
    """
    files = list_picture_files(item)
    tied = {n: _find_caption(copy, file) for n, file in enumerate(files) if file.caption}
    rest = iter([n for n in range(len(copy.captions)) if n not in tied.values()])
    return tuple(
        CopyPicture(n, file, tied[n] if tied.get(n) is not None else next(rest, None))
        for n, file in enumerate(files)
    )


def list_picture_files(item: WireItem) -> tuple[DocumentPicture, ...]:
    """Return the pictures of the item's document, or the picture that the item is."""
    if is_picture(item) and is_picture_file(item) and item.file is not None and item.file.raw:
        return (DocumentPicture(item.file.name, bytes(item.file.raw)),)
    if is_picture(item) and item.photo is not None and item.photo.file:
        with item.photo.file.open() as file:
            return (DocumentPicture(item.photo.original_name, file.read()),)
    document = get_document(item)
    return document.pictures if document is not None else ()


def refuse_missing_picture(item: WireItem, copy: Copy) -> None:
    """Refuse the story of a picture of which only an address has come."""
    if is_picture(item) and copy.captions and not list_picture_files(item):
        raise ActionRefused(
            _("Only the address of this picture has come. Make it a photo of the desk on its page first."),
            "copy",
        )


def reduce_picture(data: bytes) -> bytes | None:
    """Return a small JPEG; None for a file that the desk refuses."""
    try:
        check_picture(data)
        return make_thumbnail(data)
    except (PictureRefused, *DECODER_ERRORS):
        return None


def list_unread_attachments(item: WireItem) -> tuple[str, ...]:
    """Return the names of a mail's attachments that are not read."""
    document = get_document(item)
    return document.unread_attachments if document is not None else ()


def _find_caption(copy: Copy, file: DocumentPicture) -> int | None:
    sought = "".join(file.caption.split())
    texts = ("".join(found.span.of(copy.text).split()) for found in copy.captions)
    return next((n for n, text in enumerate(texts) if text and (text in sought or sought in text)), None)


def find_picture(pictures: Sequence[CopyPicture], caption: int) -> CopyPicture | None:
    return next((picture for picture in pictures if picture.caption == caption), None)


def add_copy_photo(facts: Mapping[str, Any], picture: CopyPicture | None, *, by: Actor, at: datetime) -> int:
    """Return the id of a photo with the picture; of an earlier one with the same file.

    Without a picture the photo waits for its file. So it does if the file is refused. No right is granted: the
    contracts decide, or the desk.
    """
    if picture is None:
        return add_photo(facts, by=by, at=at).pk
    try:
        return add_photo(facts, by=by, at=at, data=picture.file.data, name=picture.file.name).pk
    except DuplicateFile as twin:
        return twin.photo_id
    except ActionRefused as refusal:
        if refusal.messages and refusal.messages[0][0] != "file":
            raise
        return add_photo(facts, by=by, at=at).pk


def proposed_change(copy: Copy, links: Sequence[PersonLink] | None = None) -> StoryChange:
    """Return the proposed story without photos, whose records are made with the story."""
    title = read_title(copy)
    return StoryChange(
        fields={
            "kicker": copy.kicker.value if copy.kicker else "",
            "headline": title.value if title else "",
            "dek": copy.dek.value if copy.dek else "",
            "byline": copy.byline.value if copy.byline else "",
            "dateline": copy.dateline.value if copy.dateline else "",
            "body": body_html(copy),
            "language": find_desk_language(copy.language) or default_language(),
            "urgency": copy.urgency.value if copy.urgency else 4,
            "tag_raw": proposed_tag(copy),
            "agency_item_id": copy.agency_id.value if copy.agency_id else "",
            "notes": "\n".join(_list_notes(copy, title)),
        },
        mentions=proposed_mentions(copy, find_person_links(copy.people) if links is None else links),
    )


def _list_notes(copy: Copy, title: Reading[str] | None) -> Iterator[str]:
    """Yield what is never published, a headline as printed with its prefix first."""
    if copy.headline is not None and title is not None and title.value != copy.headline.value:
        yield copy.headline.value
    yield from (block.of(copy.text) for block in copy.notes)


def proposed_tag(copy: Copy) -> str:
    """Return the closing tag as written, else a tag of the agencies in the dateline."""
    if copy.tag and copy.tag.trailing and copy.tag_span:
        return copy.tag_span.of(copy.text)
    return format_tokens(copy.dateline_agencies) if copy.dateline_agencies else ""


def proposed_mentions(copy: Copy, links: Sequence[PersonLink]) -> tuple[MentionDraft, ...]:
    """Return a mention of each person, linked if the directory has exactly one match."""
    captions = sum(block.kind is BlockKind.CAPTION for block in copy.people_blocks)
    drafts = []
    for link in links:
        in_body = [m for m in link.found.mentions if m.block >= captions]
        drafts.append(
            MentionDraft(
                name=link.found.name,
                person_id=link.person_id,
                offices=tuple(office.value for office in link.found.offices),
                in_caption=len(in_body) < len(link.found.mentions),
                count=len(in_body),
                spans=tuple((m.block - captions, m.span.start, m.span.end) for m in in_body),
                status="linked" if link.person_id is not None else "proposed",
                rule=link.rule[:60],
            )
        )
    return tuple(drafts)


@transaction.atomic
def create_from_item(
    item_id: int,
    change: StoryChange,
    *,
    by: Actor,
    at: datetime,
    guid: str = "",
    take_ids: Sequence[int] = (),
) -> Article:
    """Create a story with its photos, people and embargo in one transaction.

    `take_ids` are all takes of a long story, in order, the item among them.
    """
    items = {pk: _lock_unused_item(pk) for pk in sorted({item_id, *take_ids})}
    item = items[item_id]
    copy = get_joined_copy([items[pk] for pk in take_ids]) if take_ids else get_copy(item)
    refuse_missing_picture(item, copy)
    placements = change.placements
    if placements is None:
        placements = tuple(create_placements(item, copy, list_known_people(change), by=by, at=at))
    fields = dict(change.fields)
    if not take_ids:
        fields["body"] = place_item_figures(fields.get("body", ""), item, placements)
    article = create_story(
        StoryChange(
            fields=fields, topic_ids=change.topic_ids, mentions=change.mentions,
            placements=placements,
        ),
        by=by,
        at=at,
        note=_("from copy"),
        guid=guid,
    )  # fmt: skip
    if copy.embargo is not None and copy.embargo.value > at:
        set_embargo(article.pk, copy.embargo.value, by=by, at=at, source=_embargo_source(copy))
    if not take_ids:
        item.reading = {**(item.reading or {}), **story_to_dict(copy)}
    for used in items.values():
        _mark_used(used, article, by=by, at=at)
    article.refresh_from_db()
    return article


def list_known_people(change: StoryChange) -> dict[str, int | None]:
    return {mention.name: mention.person_id for mention in change.mentions or ()}


def place_item_figures(body: str, item: WireItem, placements: Sequence[PlacementDraft]) -> str:
    """Return the text with the pictures at the places that the item names."""
    figures = list(find_item_figures(item.content or {}))
    return place_figures(body, figures, [draft.photo_id for draft in placements]) if figures else body


@transaction.atomic
def update_from_item(
    item_id: int, article_id: int, change: StoryChange, *, by: Actor, at: datetime, based_on: int
) -> Article:  # fmt: skip
    """Replace the text of an existing story by received copy; publish nothing.

    The photos of the story stay. Raise EditConflict if it has been saved since revision `based_on`.
    """
    item = _lock_unused_item(item_id)
    note = _("updated from received copy #%(number)d") % {"number": item.pk}
    article = save_story(article_id, change, by=by, at=at, based_on=based_on, note=note)
    copy = get_copy(item)
    if copy.embargo is not None and _is_later_embargo(article, copy.embargo.value, at):
        set_embargo(article.pk, copy.embargo.value, by=by, at=at, source=_embargo_source(copy))
        article.refresh_from_db()
    _mark_used(item, article, by=by, at=at)
    return article


def _is_later_embargo(article: Article, until: datetime, at: datetime) -> bool:
    """Return whether the embargo of new copy is to be set in an unpublished story.

    For a published one the publish checks block the update.
    """
    current = article.embargo_until
    return article.state in UNPUBLISHED and until > at and (current is None or current < until)


def _lock_unused_item(item_id: int) -> WireItem:
    """Lock the item and its history.

    A kill arriving at the same time is then processed before the story or after it.
    """
    lock_item_history(item_id)
    item = WireItem.objects.select_for_update(of=("self",)).get(pk=item_id)
    if item.article_id is not None:
        raise ActionRefused(_("This copy has already been made into a story."), "copy")
    if item.outcome == WireItem.IntakeOutcome.HEARTBEAT:
        raise ActionRefused(_("This is a test message of the agency. It becomes no story."), "copy")
    return item


def _mark_used(item: WireItem, article: Article, *, by: Actor, at: datetime) -> None:
    item.article, item.status, item.parsed = article, WireItem.Status.USED, None
    item.save(update_fields=["article", "status", "reading", "parsed"])
    audit(AuditVerb.CREATE_FROM_COPY, article, by=by, at=at, item=item.pk)
    link_kills(article, item, at=at)


def _embargo_source(copy: Copy) -> str:
    """Return the agencies whose embargo it is; only they or a chief may shorten it."""
    codes = copy.tag.agencies if copy.tag else copy.dateline_agencies
    names = [desk_lexicon().agency_name(code) for code in codes]
    return ", ".join(names) or _("the copy received")


def create_placements(
    item: WireItem,
    copy: Copy,
    known: Mapping[str, int | None],
    *,
    by: Actor,
    at: datetime,
    placed: Mapping[str, int] = MappingProxyType({}),
) -> Iterator[PlacementDraft]:
    """Yield the placements of an item's pictures; `placed` maps captions to photos.

    A picture that the desk has already, by the agency's number or in the story, is not added again. One that the agency
    has killed is left out.
    """
    pictures = list_copy_pictures(item, copy)
    guids = {number: guid for guid, number in number_captions(item.content or {}).items()}
    shown: set[int] = set()
    for position, found in enumerate(copy.captions):
        guid, picture = guids.get(position, ""), find_picture(pictures, position)
        if is_killed_picture(item.provider, guid):
            continue
        photo_id = find_agency_photo(guid) or placed.get(found.caption.text)
        if photo_id is None:
            facts = photo_facts(found.caption) | {"agency_item_id": guid[:200]}
            photo_id = add_copy_photo(facts, picture, by=by, at=at)
        if photo_id not in shown:
            yield placement_draft(len(shown), found.caption, found.caption.text, photo_id, known)
        shown.add(photo_id)
    yield from place_uncaptioned(pictures, lambda _picture: {}, by=by, at=at, has_lead=bool(copy.captions))


def is_killed_picture(provider: str, guid: str) -> bool:
    """Return whether the agency has killed the picture, or the desk has blocked it."""
    if not guid:
        return False
    known = WireItem.objects.filter(provider=provider, guid=guid, kind__in=PICTURE_KINDS)
    newest = known.defer("raw", "parsed").last()
    is_killed = newest is not None and bool(ItemHistory(newest).active_kills())
    return is_killed or Photo.objects.filter(agency_item_id=guid, blocked=True).exists()


def find_agency_photo(guid: str) -> int | None:
    """Return the id of the desk's photo with the agency's identifier, or None."""
    found = Photo.objects.filter(agency_item_id=guid).order_by("pk") if guid else Photo.objects.none()
    return found.values_list("pk", flat=True).first()


def place_uncaptioned(
    pictures: Iterable[CopyPicture],
    read_facts: Callable[[CopyPicture], Mapping[str, Any]],
    *,
    by: Actor,
    at: datetime,
    has_lead: bool,
) -> Iterator[PlacementDraft]:
    """Yield the placements of the pictures of which the copy has no caption."""
    for picture in pictures:
        if picture.caption is None:
            facts = read_facts(picture)
            photo_id = add_copy_photo(facts, picture, by=by, at=at)
            role, caption = "inline" if has_lead else "lead", str(facts.get("caption", ""))
            yield PlacementDraft(photo_id=photo_id, role=role, caption=caption)
            has_lead = True


def placement_draft(
    position: int, caption: "Caption", text: str, photo_id: int, known: Mapping[str, int | None]
) -> PlacementDraft:
    """Return the placement of a photo and its people; position 0 is the lead photo."""
    people = tuple(
        PersonInPicture(
            name=p.name,
            office=(p.role or "")[:200],
            picture_position="" if p.position is None else str(p.position),
            person_id=known.get(p.name),
        )
        for p in caption.people
    )
    return PlacementDraft(
        photo_id=photo_id, role="inline" if position else "lead", caption=text, people=people
    )


def photo_facts(caption: "Caption") -> dict[str, Any]:
    return {
        "caption": caption.text,
        "credit_raw": caption.credit_raw.value[:300] if caption.credit_raw else "",
        "place": caption.place.value[:120] if caption.place else "",
        "taken": caption.date.value if caption.date else "",
        "archive": caption.archive,
    }
