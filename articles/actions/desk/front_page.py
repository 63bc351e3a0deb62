"""The order of the front page and of section pages, and the static pages."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal

from django.db import connection, transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.desk.front_arrangement import (
    DEFAULT_BLOCKS,
    SECTION_KINDS,
    BlockDraft,
    FrontArrangement,
)
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models.article import Article
from articles.models.audit import AuditEntry, AuditVerb
from articles.models.edition import Edition
from articles.models.front_page import (
    MAX_BLOCKS,
    SLOT_COUNT,
    FrontBlock,
    FrontBlockKind,
    FrontSlot,
    SectionFront,
    StripShape,
)
from articles.models.static_page import StaticPage
from articles.models.taxonomy import Section, Topic
from articles.text.sanitize import sanitize
from newsroom.account_names import display_name

MAX_TITLE = 60


@transaction.atomic
def arrange_section_front(
    section_id: int, arrangement: FrontArrangement, *, by: Actor, at: datetime, seen: str | None = None
) -> None:
    """Save the page of a section; without an arrangement it is filled by itself.

    `seen` is the version that the editor started from; FrontPageChanged is raised if another one is in force.
    """
    require_permission(by, "change_frontslot")
    section = Section.objects.select_for_update(no_key=True).filter(pk=section_id).first()
    if section is None:
        raise ActionRefused(_("There is no such section."))
    check_arrangement(arrangement)
    if any(block.kind not in SECTION_KINDS for block in arrangement.blocks):
        raise ActionRefused(_("There is no such block."))
    old = FrontArrangement.read_section(section_id)
    if seen is not None and seen != old.format_version():
        raise FrontPageChanged(old, find_last_editor("section", object_id=section_id))
    find_public_stories(arrangement.stories, at)
    blocks = [asdict(block) for block in arrangement.blocks]
    if arrangement.lead or blocks:
        facts = {"lead": list(arrangement.lead), "blocks": blocks, "arranged_at": at}
        SectionFront.objects.update_or_create(section=section, defaults=facts)
    else:
        SectionFront.objects.filter(section=section).delete()
    audit(
        AuditVerb.ARRANGE_FRONT_PAGE, section, by=by, at=at, before=list(old.lead), after=list(arrangement.lead),
        blocks_before=[asdict(block) for block in old.blocks], blocks=blocks,
    )  # fmt: skip


class FrontPageChanged(ActionRefused):
    """The page was arranged by somebody else in the meantime; nothing was saved.

    `current` is the arrangement in force.
    """

    def __init__(self, current: FrontArrangement, who: str) -> None:
        self.current = current
        super().__init__(
            _("%(who)s has arranged this page in the meantime. Your order is below; save again to apply it.")
            % {"who": who}
        )


@transaction.atomic
def arrange_front(
    arrangement: FrontArrangement, *, by: Actor, at: datetime, seen: str | None = None
) -> list[FrontSlot]:
    """Save the front page; `seen` is the version that the editor started from.

    FrontPageChanged is raised if another one is in force.
    """
    require_permission(by, "change_frontslot")
    with connection.cursor() as cursor:  # a row lock would not do: there may be no rows yet
        cursor.execute("LOCK TABLE articles_frontslot, articles_frontblock IN SHARE ROW EXCLUSIVE MODE")
    check_arrangement(arrangement)
    old = FrontArrangement.read()
    if seen is not None and seen != old.format_version():
        raise FrontPageChanged(old, find_last_editor("frontslot", "frontblock"))
    stories = find_public_stories(arrangement.stories, at)
    known: list[FrontSlot | FrontBlock] = [
        *FrontSlot.objects.select_related("article")[:1],
        *FrontBlock.objects.all()[:1],
    ]
    blocks = _write_blocks(arrangement.blocks)
    FrontSlot.objects.all().delete()
    slots = FrontSlot.objects.bulk_create(
        FrontSlot(block=block, place=place, article=stories[article_id], given_at=at)
        for block, (_draft, placed) in zip([None, *blocks], arrangement.list_groups(), strict=False)
        for place, article_id in enumerate(placed, start=1)
    )
    for row in [*slots, *blocks, *known][:1]:
        audit(AuditVerb.ARRANGE_FRONT_PAGE, row, by=by, at=at, **_describe_change(old, arrangement))
    return slots


def check_arrangement(arrangement: FrontArrangement) -> None:
    stories = arrangement.stories
    if len(set(stories)) < len(stories):
        raise ActionRefused(_("A story can appear only once on a page."))
    if len(arrangement.blocks) > MAX_BLOCKS:
        raise ActionRefused(_("A page has at most %(n)s blocks.") % {"n": MAX_BLOCKS})
    for block, placed in arrangement.list_groups():
        if len(placed) > SLOT_COUNT:
            message = _("The lead has %(n)s places.") if block is None else _("A block has %(n)s places.")
            raise ActionRefused(message % {"n": SLOT_COUNT})
        if block is not None:
            _check_block(block)


def _check_block(block: BlockDraft) -> None:
    if block.kind == FrontBlockKind.TOPIC and not (
        block.topic_id and Topic.objects.filter(pk=block.topic_id).exists()
    ):
        raise ActionRefused(_("Choose the topic of the block."))
    if block.kind == FrontBlockKind.SECTION and not (
        block.section_id and Section.objects.filter(pk=block.section_id).exists()
    ):
        raise ActionRefused(_("Choose the section of the block."))
    if block.kind not in FrontBlockKind or block.shape not in StripShape:
        raise ActionRefused(_("There is no such block."))
    if len(block.title) > MAX_TITLE:
        message = _("The title “%(title)s” is too long. A block's title has at most %(n)s characters.")
        raise ActionRefused(message % {"title": block.title, "n": MAX_TITLE})


def _write_blocks(drafts: Sequence[BlockDraft]) -> list[FrontBlock]:
    """Save the blocks and delete the others; those that stay the same are not written.

    Blocks that equal the default are not stored.
    """
    if tuple(drafts) == DEFAULT_BLOCKS:
        FrontBlock.objects.all().delete()
        return []
    rows = {row.position: row for row in FrontBlock.objects.all()}
    blocks = []
    for position, draft in enumerate(drafts, start=1):
        facts = {name: value for name, value in asdict(draft).items() if name != "stories"}
        known = rows.pop(position, None)
        block = known or FrontBlock(position=position)
        if known is None or any(getattr(block, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(block, name, value)
            block.save()
        blocks.append(block)
    FrontBlock.objects.filter(position__in=rows).delete()
    return blocks


def _describe_change(old: FrontArrangement, new: FrontArrangement) -> dict[str, Any]:
    detail: dict[str, Any] = {"before": list(old.lead), "after": list(new.lead)}
    if old.blocks != new.blocks:
        detail |= {
            "blocks_before": [asdict(block) for block in old.blocks],
            "blocks": [asdict(block) for block in new.blocks],
        }
    return detail


def find_last_editor(*models: str, object_id: int | None = None) -> str:
    """Return the name of who arranged a page last; `object_id` is a section's."""
    entries = AuditEntry.objects.filter(model__in=models, verb=AuditVerb.ARRANGE_FRONT_PAGE)
    if object_id is not None:
        entries = entries.filter(object_id=object_id)
    entry = entries.select_related("actor").first()
    return display_name(entry.actor) if entry and entry.actor else _("the system")


def find_public_stories(article_ids: Sequence[int], at: datetime) -> dict[int, Article]:
    """Return the stories by id; refuse one that is not public."""
    public = set(
        Edition.objects.public(at=at).filter(article__in=article_ids).values_list("article_id", flat=True)
    )
    stories = Article.objects.in_bulk(article_ids)
    for article_id in article_ids:
        if article_id not in public:
            raise ActionRefused(
                _("“%(story)s” is not public.") % {"story": stories.get(article_id, f"#{article_id}")}
            )
    return stories


class StaticPageChanged(ActionRefused):
    """The page was changed by somebody else in the meantime; nothing was saved.

    `current` is the page as it is now.
    """

    def __init__(self, page: StaticPage) -> None:
        self.current = page
        super().__init__(
            _(
                "The page was changed while you had it open. Your text is below; compare the two and save again."
            ),
            "body",
        )


@transaction.atomic
def write_static_page(
    name: str, body: str, *, by: Actor, at: datetime, based_on: datetime | Literal["any"] | None = "any"
) -> StaticPage:
    """Save the desk's text of a static page.

    An empty text restores the built-in one or, where there is none, removes the page. `based_on` is the time at which
    the text that the editor started from was written, None if there was none; StaticPageChanged is raised if the page
    has another text now. The audit list keeps every text.
    """
    require_permission(by, "change_staticpage")
    if name not in StaticPage.Name:
        raise ActionRefused(_("There is no such page."), "name")
    before = StaticPage.objects.select_for_update().filter(name=name).first()
    if before is not None and based_on not in {"any", before.written_at}:
        raise StaticPageChanged(before)
    text = sanitize(body)
    page, _new = StaticPage.objects.update_or_create(name=name, defaults={"body": text, "written_at": at})
    audit(AuditVerb.SAVE_STATIC_PAGE, page, by=by, at=at, body=text)
    return page
