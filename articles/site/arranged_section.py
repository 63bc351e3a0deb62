"""The stories of a section's page that the desk has arranged."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from articles.actions.desk.front_arrangement import FrontArrangement
from articles.models import Edition, FeedHead, Section
from articles.models.front_page import FrontBlockKind
from articles.models.story_text import Genre
from articles.site.cards import leave_out_section
from articles.site.dependencies import section_key, story_key, topic_key
from articles.site.front_blocks import ChosenStories
from articles.site.front_page import (
    COMMENTS,
    NEWEST_STORIES,
    FoundStories,
    choose_stories,
    describe_drafts,
    select_versions,
)
from articles.site.page_context import PageContext, SectionSummary
from newsroom.db.compiled_queries import (
    DATETIME_PARAM,
    OTHER_PKS_PARAM,
    PKS_PARAM,
    ArrayParam,
    CompiledQuery,
    IsAnyOf,
)


def choose_blocks(
    page_context: PageContext, section: SectionSummary, arrangement: FrontArrangement
) -> ChosenStories:
    """Return the blocks of the arrangement of the section with their stories."""
    family = page_context.with_children(section)
    others = _list_other_sections(arrangement, page_context, family)
    found = _find_stories(page_context, arrangement, family, others)
    found.lead = arrangement.lead
    found.blocks = describe_drafts(arrangement.blocks, found, page_context.at)
    page_context.depend_on(
        *map(story_key, arrangement.stories),
        *map(section_key, others),
        *(topic_key(block.topic[0]) for block in found.blocks if block.topic),
    )
    children = [other for other in page_context.sections if other.parent_id == section.id]
    chosen = choose_stories(page_context, found, children, only_newest=True)
    blocks = [replace(block, cards=leave_out_section(block.cards, section.id)) for block in chosen.blocks]
    return replace(chosen, top=leave_out_section(chosen.top, section.id), blocks=blocks)


def _list_other_sections(
    arrangement: FrontArrangement, page_context: PageContext, family: Collection[int]
) -> list[int]:
    """Return the ids of sections outside the family of which a block shows stories."""
    named = {block.section_id for block in arrangement.blocks if block.kind == FrontBlockKind.SECTION}
    sections = [section for section in page_context.sections if section.id in named]
    shown = {pk for section in sections for pk in page_context.with_children(section)}
    return sorted(shown - set(family))


def _query_stories() -> Any:
    """Return the newest stories of sections, and those placed by hand."""
    public = Edition.objects.public(at=DATETIME_PARAM).newest_first()
    sections = Section.objects.filter(IsAnyOf(F("pk"), ArrayParam(PKS_PARAM))).order_by()
    own = public.filter(section=OuterRef("pk"))
    rows = select_versions(own, published="first_published_at", genre="genre")
    placed = public.filter(IsAnyOf(F("article_id"), ArrayParam(OTHER_PKS_PARAM))).order_by()
    return FeedHead.objects.values_list(
        ArraySubquery(sections.values(json=JSONObject(id="pk", own=ArraySubquery(rows[:NEWEST_STORIES])))),
        ArraySubquery(select_versions(placed)),
    )


STORIES: CompiledQuery[FeedHead] = CompiledQuery(FeedHead, _query_stories, generic=True)


def _find_stories(
    page_context: PageContext, arrangement: FrontArrangement, family: Collection[int], others: Collection[int]
) -> FoundStories:
    values = {
        DATETIME_PARAM: page_context.at,
        PKS_PARAM: [*family, *others],
        OTHER_PKS_PARAM: arrangement.stories,
    }
    sections, placed = (
        [orjson.loads(text) for text in texts] for texts in STORIES.first_row(values) or ((), ())
    )
    found, comments = FoundStories(), []
    for row in sections:
        stories = found.add(row["own"])
        if row["id"] in family:
            found.newest |= set(stories)
            comments += [story for story in row["own"] if story["genre"] == Genre.COMMENT]
    comments.sort(key=lambda story: (datetime.fromisoformat(story["published"]), story["id"]), reverse=True)
    found.comments = tuple(story["id"] for story in comments[:COMMENTS])
    found.add(placed)
    return found
