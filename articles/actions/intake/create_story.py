"""Copy in: stored as received before it is read; what cannot be read is set aside with its reason, never dropped."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.intake.item_history import link_kills, lock_matter, number_of
from articles.actions.permissions import Actor, require_permission
from articles.actions.photos.save import add_photo
from articles.actions.revisions import audit
from articles.actions.stories.drafts import MentionDraft, PersonInPicture, PlacementDraft, StoryChange
from articles.actions.stories.publish import set_embargo
from articles.actions.stories.save import create_story, save_story
from articles.models import Article, WireItem
from articles.parsing.errors import CopyError
from articles.parsing.format import in_tokens
from articles.parsing.story.parse import Copy, read_copy
from articles.parsing.story.types import BlockKind
from articles.parsing.to_dict import story_answer
from articles.selectors.desk_lexicon import desk_lexicon
from articles.selectors.people_for_names import linked_people
from articles.text.html_blocks import plain_text
from articles.text.paragraphs import body_of
from articles.wire.detect import refuse_markup, text_of_bytes

if TYPE_CHECKING:
    from articles.parsing.captions.parse import Caption

MAX_BYTES = 10_000_000


@transaction.atomic
def receive(
    raw: bytes, *, by: Actor, at: datetime, channel: str = "paste", media_type: str = "text/plain"
) -> WireItem:
    """Keep the bytes as they came. Raises ActionRefused for nothing at all and for more than ten megabytes."""
    require_permission(by, "add_article")
    if not raw.strip():
        raise ActionRefused(_("There is nothing to read: paste the copy into the box."), "copy")
    if len(raw) > MAX_BYTES:
        raise ActionRefused(
            _("The copy has %(size)d MB; up to %(limit)d MB are taken. Paste one story at a time.")
            % {"size": len(raw) // 1_000_000, "limit": MAX_BYTES // 1_000_000},
            "copy",
        )
    return WireItem.objects.create(
        received_at=at,
        received_by=by,
        channel=channel,
        media_type=media_type,
        raw=raw,
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def read_received(item: WireItem) -> Copy:
    """Read received copy with the time it was received, whenever it is asked for, and what the desk has taught since.

    The only place that reads stored copy: with another clock its embargo would move.
    """
    zone = ZoneInfo(settings.DESK_TIME_ZONE)
    return read_copy(readable_text(item), lexicon=desk_lexicon(), at=item.received_at, zone=zone)


def read_item(item_id: int) -> Copy:
    """Read a stored item and keep what was read. What cannot be read is set aside; the CopyError goes on."""
    item = WireItem.objects.get(pk=item_id)
    try:
        copy = read_received(item)
    except CopyError as refusal:
        WireItem.objects.filter(pk=item_id).update(status=WireItem.Status.QUARANTINED, reason=refusal.message)
        raise
    WireItem.objects.filter(pk=item_id).exclude(status=WireItem.Status.USED).update(
        status=WireItem.Status.READ, reason="", reading=story_answer(copy)
    )
    return copy


def readable_text(item: WireItem) -> str:
    """The text of the copy, or HTML that was handed in as such. Raises CopyError for every other format.

    What a browser hands over as HTML may be the source of a file, copied out of an editor.
    """
    raw = bytes(item.raw)
    is_html = item.media_type.startswith("text/html")
    refuse_markup(raw, said_to_be_html=is_html)
    text = text_of_bytes(raw)
    if is_html:
        refuse_markup(plain_text(text).encode("utf-8", "replace"))
    return text


def text_of(item: WireItem) -> str:
    """The bytes as text, to look at; what cannot be read becomes a visible mark."""
    raw = bytes(item.raw)
    try:
        return text_of_bytes(raw)
    except CopyError:
        return raw.decode("utf-8", errors="replace")


def proposed_change(copy: Copy) -> StoryChange:
    """What the reader would fill in, without the photos: those become records only when the story is made."""
    return StoryChange(
        fields={
            "kicker": copy.kicker.value if copy.kicker else "",
            "headline": copy.headline.value if copy.headline else "",
            "dek": copy.dek.value if copy.dek else "",
            "byline": copy.byline.value if copy.byline else "",
            "dateline": copy.dateline.value if copy.dateline else "",
            "body": body_html(copy),
            "language": copy.language if copy.language in Article.Language.values else "de",
            "urgency": copy.urgency.value if copy.urgency else 4,
            "tag_raw": proposed_tag(copy),
            "agency_item_id": copy.agency_id.value if copy.agency_id else "",
            "notes": "\n".join(block.of(copy.text) for block in copy.notes),
        },
        mentions=proposed_mentions(copy),
    )


def proposed_tag(copy: Copy) -> str:
    """The tag as it stands in the copy; where it ends without one, the agencies its dateline names."""
    if copy.tag and copy.tag.trailing and copy.tag_span:
        return copy.tag_span.of(copy.text)
    return in_tokens(copy.dateline_agencies) if copy.dateline_agencies else ""


def body_html(copy: Copy) -> str:
    kinds = {BlockKind.SUBHEAD: "subhead", BlockKind.LIST_ITEM: "paragraph", BlockKind.PARAGRAPH: "paragraph"}
    return body_of([(kinds[block.kind], block.of(copy.text)) for block in copy.body if block.kind in kinds])


def proposed_mentions(copy: Copy) -> tuple[MentionDraft, ...]:
    """Everyone the copy names: linked where the directory has exactly one of that name, else a proposal."""
    captions = sum(block.kind is BlockKind.CAPTION for block in copy.people_blocks)
    drafts = []
    for link in linked_people(copy.people):
        inside = [m for m in link.found.mentions if m.block >= captions]
        drafts.append(
            MentionDraft(
                name=link.found.name,
                person_id=link.person_id,
                offices=tuple(office.value for office in link.found.offices),
                in_caption=len(inside) < len(link.found.mentions),
                count=len(inside),
                spans=tuple((m.block - captions, m.span.start, m.span.end) for m in inside),
                status="linked" if link.person_id is not None else "proposed",
                rule=link.rule[:60],
            )
        )
    return tuple(drafts)


@transaction.atomic
def create_from_item(
    item_id: int, change: StoryChange, *, by: Actor, at: datetime, guid: str = ""
) -> Article:
    """The story an editor made of received copy: with its photos, people and embargo, in one transaction."""
    item = _locked_with_its_matter(item_id)
    if item.article_id is not None:
        raise ActionRefused(_("This copy was already made into a story."), "copy")
    copy = read_received(item)
    known = {mention.name: mention.person_id for mention in change.mentions or ()}
    placements = change.placements
    if placements is None:
        placements = tuple(_placements(copy, known, by=by, at=at))
    fields = dict(change.fields)
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
        set_embargo(article.pk, copy.embargo.value, by=by, at=at, source=_sender(copy))
    item.article = article
    item.status, item.reading = WireItem.Status.USED, story_answer(copy)
    item.save(update_fields=["article", "status", "reading"])
    audit("story from copy", article, by=by, at=at, item=item.pk)
    link_kills(article, item, at=at)
    article.refresh_from_db()
    return article


@transaction.atomic
def update_from_item(
    item_id: int, article_id: int, change: StoryChange, *, by: Actor, at: datetime, based_on: int
) -> Article:  # fmt: skip
    """Put received copy into a story that is there already, in place of its words; its pictures stay.

    Nothing goes public by it. Raises EditConflict where somebody has saved the story since `based_on`.
    """
    item = _locked_with_its_matter(item_id)
    if item.article_id is not None:
        raise ActionRefused(_("This copy was already made into a story."), "copy")
    note = _("updated from received copy #%(number)d") % {"number": item.pk}
    article = save_story(article_id, change, by=by, at=at, based_on=based_on, note=note)
    item.article = article
    item.status = WireItem.Status.USED
    item.save(update_fields=["article", "status"])
    audit("story from copy", article, by=by, at=at, item=item.pk)
    link_kills(article, item, at=at)
    return article


def _locked_with_its_matter(item_id: int) -> WireItem:
    """A kill that arrives at this moment comes before the story or after it, never unseen between the two."""
    lock_matter(number_of(WireItem.objects.only("reading").get(pk=item_id)))
    return WireItem.objects.select_for_update(of=("self",)).get(pk=item_id)


def _sender(copy: Copy) -> str:
    """Whose embargo it is: only they, or a chief, shorten it."""
    names = [desk_lexicon().name_of(code) for code in copy.tag.agencies] if copy.tag else []
    return ", ".join(names) or _("the copy received")


def _placements(copy: Copy, known: dict[str, int | None], *, by: Actor, at: datetime) -> Any:
    for place, found in enumerate(copy.captions):
        caption = found.caption
        photo = add_photo(photo_facts(caption), by=by, at=at)
        yield placement_draft(place, caption, caption.text, photo.pk, known)


def placement_draft(
    place: int, caption: "Caption", text: str, photo_id: int, known: dict[str, int | None]
) -> PlacementDraft:
    """The photo at `place` of the story, the first one leading, with who is in it as its caption tells."""
    people = tuple(
        PersonInPicture(
            name=p.name,
            office=(p.role or "")[:200],
            stands="" if p.position is None else str(p.position),
            person_id=known.get(p.name),
        )
        for p in caption.people
    )
    return PlacementDraft(photo_id=photo_id, role="inline" if place else "lead", caption=text, people=people)


def photo_facts(caption: "Caption") -> dict[str, Any]:
    """What a caption says of its picture."""
    return {
        "caption": caption.text,
        "credit_raw": caption.credit_raw.value[:300] if caption.credit_raw else "",
        "place": caption.place.value[:120] if caption.place else "",
        "taken": caption.date.value if caption.date else "",
        "archive": caption.archive,
    }
