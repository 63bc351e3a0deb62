"""Front page: the lead with related stories, then the blocks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import orjson
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.http import HttpResponse
from django.utils.translation import gettext as _

from articles.actions.desk.front_arrangement import DEFAULT_BLOCKS, BlockDraft, FrontArrangement
from articles.models import Edition, FeedHead, FrontBlock, FrontSlot, Section, Topic
from articles.models.front_page import MAX_BLOCKS, SLOT_COUNT, FrontBlockKind
from articles.querysets import EditionQuerySet
from articles.selectors.translations import group_number
from articles.site.cards import find_cards, select_portraits
from articles.site.dependencies import NEWEST
from articles.site.front_blocks import (
    ChosenStories,
    FrontBlockFacts,
    FrontSelection,
    FrontStories,
)
from articles.site.json_ld import website
from articles.site.page_context import PageContext, SectionSummary
from articles.site.page_language import choose_text
from articles.site.public_view import public_view
from articles.site.render import render_page
from articles.site.translations import choose_languages, link_fronts
from articles.visibility import VISIBLE_UNTIL
from newsroom.db.compiled_queries import DATETIME_PARAM, PKS_PARAM, ArrayParam, CompiledQuery, IsAnyOf

NEWEST_STORIES = 40
SECTION_STORIES = 10
TOPIC_STORIES = 20
"""So many that the lead and the blocks above leave enough for the block of a topic."""
COMMENTS = 8
TOPIC_CANDIDATES = 40
"""More than are shown: limited to a few, the planner scans the archive for an old topic."""


@public_view()
def front(page_context: PageContext) -> HttpResponse:
    page_context.depend_on(NEWEST)
    return _render_found(page_context, _find_stories(page_context))


def render_draft(page_context: PageContext, draft: FrontArrangement) -> HttpResponse:
    """Render the front page as it would be with this arrangement."""
    found = _find_stories(page_context)
    public = Edition.objects.public(at=page_context.at)
    found.add(row["json"] for row in select_versions(public.filter(article__in=draft.stories)))
    found.lead = draft.lead
    found.blocks = describe_drafts(draft.blocks, found, page_context.at)
    return _render_found(page_context, found)


@dataclass(slots=True)
class FoundStories:
    """Stories that the front page may show, without text, and the arrangement."""

    versions: set[tuple[int, int]] = field(default_factory=set)
    """(story, version)"""
    newest: set[int] = field(default_factory=set)
    topics: dict[int, list[str]] = field(default_factory=dict)
    portraits: dict[int, list[int]] = field(default_factory=dict)
    """Photos of the authors of comments."""
    ends: list[datetime] = field(default_factory=list)
    matters: dict[int, tuple[int, int | None, str]] = field(default_factory=dict)
    """(story, group of translations, language)"""
    comments: tuple[int, ...] = ()
    lead: Sequence[int] = ()
    blocks: Sequence[FrontBlockFacts] = ()

    def add(self, rows: Iterable[Mapping[str, Any]]) -> tuple[int, ...]:
        """Add rows of `select_versions`; return the ids of the stories."""
        found = []
        for row in rows:
            found.append(row["id"])
            self.versions.add((row["id"], row["version"]))
            self.topics[row["id"]] = row["topics"]
            self.matters[row["id"]] = (row["id"], row["group"], row["language"])
            self.ends += [datetime.fromisoformat(row["end"])] if row["end"] else []
            if row["portraits"]:
                self.portraits[row["id"]] = row["portraits"]
        return tuple(found)

    def keep_one_language(self, language: str) -> None:
        """Keep one translation of each matter, which takes the places of the others."""
        chosen = choose_languages(self.matters.values(), language)

        def choose(stories: Iterable[int]) -> tuple[int, ...]:
            return tuple(dict.fromkeys(chosen.get(pk, pk) for pk in stories))

        self.versions = {found for found in self.versions if chosen[found[0]] == found[0]}
        self.newest = set(choose(self.newest))
        self.lead = choose(self.lead)
        self.blocks = [
            replace(block, placed=choose(block.placed), candidates=choose(block.candidates))
            for block in self.blocks
        ]


def _query_stories() -> Any:
    """Return the newest stories, also of sections and topics, and those arranged.

    It returns no text: a process knows most cards from the last front page. The sections are rows, as PostgreSQL
    would plan a query for each of them longer than it runs.
    """
    public = Edition.objects.public(at=DATETIME_PARAM).newest_first()
    slots = FrontSlot.objects.values(json=JSONObject(story="article_id", block="block_id"))
    # In the order of the list, PostgreSQL would search the whole archive for few or no slots.
    placed = FrontSlot.objects.order_by("place").values("article")[: SLOT_COUNT * (MAX_BLOCKS + 1)]
    sections = Section.objects.filter(IsAnyOf(F("pk"), ArrayParam(PKS_PARAM))).order_by()
    own = public.filter(section=OuterRef("pk"))
    on_topic = public.filter(topic_slugs__contains=[OuterRef("topic__slug")])
    blocks = FrontBlock.objects.values(
        json=JSONObject(
            id="pk", kind="kind", title="title", shape="shape", section="section_id", topic="topic__slug",
            name="topic__name", name_en="topic__name_en",
            own=ArraySubquery(select_versions(on_topic)[:TOPIC_CANDIDATES]),
        )
    )  # fmt: skip
    return FeedHead.objects.values_list(
        ArraySubquery(select_versions(public)[:NEWEST_STORIES]),
        ArraySubquery(select_versions(public.filter(article__in=placed).order_by())),
        ArraySubquery(
            sections.values(json=JSONObject(own=ArraySubquery(select_versions(own)[:SECTION_STORIES])))
        ),
        ArraySubquery(select_versions(public.comments())[:COMMENTS]),
        ArraySubquery(slots),
        ArraySubquery(blocks),
    )


def select_versions(editions: EditionQuerySet, **more: Any) -> Any:
    """Return the rows that `FoundStories.add` reads."""
    columns = JSONObject(
        id="article_id", version="version", end=VISIBLE_UNTIL, topics="topic_slugs", language="language",
        group=group_number(), portraits=select_portraits(), **more,
    )  # fmt: skip
    return editions.values(json=columns)


def _query_topics() -> Any:
    public = Edition.objects.public(at=DATETIME_PARAM).newest_first()
    own = select_versions(public.filter(topic_slugs__contains=[OuterRef("slug")]))[:TOPIC_CANDIDATES]
    columns = JSONObject(id="pk", topic="slug", name="name", name_en="name_en", own=ArraySubquery(own))
    return Topic.objects.filter(IsAnyOf(F("pk"), ArrayParam(PKS_PARAM))).order_by().values_list(columns)


STORIES: CompiledQuery[FeedHead] = CompiledQuery(FeedHead, _query_stories, generic=True)
TOPICS: CompiledQuery[Topic] = CompiledQuery(Topic, _query_topics, generic=True)


def _find_stories(page_context: PageContext) -> FoundStories:
    section_ids = [pk for section in page_context.main_sections for pk in page_context.with_children(section)]
    row = STORIES.first_row({DATETIME_PARAM: page_context.at, PKS_PARAM: section_ids})
    newest, placed, strips, comments, slots, blocks = (
        [orjson.loads(text) for text in texts] for texts in row or ((),) * 6
    )
    found = FoundStories()
    found.newest = set(found.add(newest))
    found.add(placed)
    for strip in strips:
        found.add(strip["own"])
    found.comments = found.add(comments)
    by_block: dict[int | None, list[int]] = {}
    for slot in slots:
        by_block.setdefault(slot["block"], []).append(slot["story"])
    found.lead = by_block.get(None, ())
    found.blocks = [
        _describe_block(block, found, by_block.get(block["id"], ())) for block in blocks
    ] or describe_drafts(DEFAULT_BLOCKS, found, page_context.at)
    return found


def _describe_block(block: Mapping[str, Any], found: FoundStories, placed: Sequence[int]) -> FrontBlockFacts:
    candidates = found.add(block["own"][:TOPIC_STORIES])
    return FrontBlockFacts(
        block["kind"],
        block["title"],
        block["shape"],
        block["section"],
        (block["topic"], choose_text(block, "name")) if block["topic"] else None,
        tuple(placed),
        found.comments if block["kind"] == FrontBlockKind.OPINION else candidates,
    )


def describe_drafts(drafts: Sequence[BlockDraft], found: FoundStories, at: datetime) -> list[FrontBlockFacts]:
    """Describe blocks that are no rows; those of topics take one more query."""
    topic_ids = [draft.topic_id for draft in drafts if draft.topic_id]
    rows = TOPICS.tuples({DATETIME_PARAM: at, PKS_PARAM: topic_ids}) if topic_ids else ()
    topics = {topic["id"]: topic for topic in (orjson.loads(text) for (text,) in rows)}
    blocks = [
        {
            "kind": draft.kind, "title": draft.title, "shape": draft.shape, "section": draft.section_id,
            "topic": None, "own": (), **topics.get(draft.topic_id, {}),
        }
        for draft in drafts
    ]  # fmt: skip
    return [_describe_block(block, found, draft.stories) for block, draft in zip(blocks, drafts, strict=True)]


def choose_front(page_context: PageContext) -> ChosenStories:
    """Return the stories of the front page as it is now."""
    return choose_stories(page_context, _find_stories(page_context), page_context.main_sections)


def _render_found(page_context: PageContext, found: FoundStories) -> HttpResponse:
    description = _("News from %(site_name)s, with an archive and all corrections.")
    context = {
        "front": True,
        "stories": choose_stories(page_context, found, page_context.main_sections),
        "newsletters": page_context.newsletters_of(),
        "description": description % {"site_name": page_context.site_name},
        "alternates": link_fronts(page_context),
        "json_ld": [website(page_context.state.brand)],
    }
    return render_page(page_context, "site/front.html", context, path="/")


def choose_stories(
    page_context: PageContext,
    found: FoundStories,
    strips: Sequence[SectionSummary],
    *,
    only_newest: bool = False,
) -> ChosenStories:
    """Choose the stories of each block, one translation of each matter.

    `strips` are the sections that a block of all other sections shows. With `only_newest`, a band of pictures shows no
    other stories.
    """
    page_context.expire_by(*found.ends)
    found.keep_one_language(settings.SITE_LANGUAGE)
    cards = find_cards(found.versions, page_context, found.portraits)
    newest = [card for card in cards if card.article_id in found.newest]
    stories = FrontStories(cards, newest, found.topics, strips, only_newest)
    placed = {*found.lead, *(pk for block in found.blocks for pk in block.placed)}
    selection = FrontSelection(stories, page_context, placed)
    lead = selection.take_lead(found.lead)
    blocks = enumerate(selection.take_blocks(found.blocks), start=1)
    return ChosenStories(*lead, [replace(block, number=number) for number, block in blocks])
