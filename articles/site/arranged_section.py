"""The stories of a section's page that the desk has arranged."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, Func, OuterRef, When
from django.db.models.functions import JSONObject

from articles.actions.desk.front_arrangement import FrontArrangement
from articles.models import Edition, FeedHead, Section, StaffInitials
from articles.models.front_page import FrontBlockKind
from articles.models.story_text import Genre
from articles.site.cards import Card
from articles.site.dependencies import section_key, story_key, topic_key
from articles.site.front_blocks import ShownBlock
from articles.site.front_page import (
    COMMENTS,
    NEWEST_STORIES,
    FoundStories,
    build_front_stories,
    choose_stories,
    describe_draft,
    select_opinions,
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


@dataclass(frozen=True, slots=True)
class SectionBlocks:
    """Stories and blocks above the list of the section."""

    top: Sequence[Card]
    related: Sequence[Card]
    """Headlines related to the first of the top stories."""
    blocks: Sequence[ShownBlock]

    @property
    def cards(self) -> list[Card]:
        return [*self.top, *self.related, *(card for block in self.blocks for card in block.cards)]

    @property
    def shown(self) -> set[int]:
        """Ids of the stories shown."""
        return {card.article_id for card in self.cards}

    @property
    def photos(self) -> set[int]:
        """Ids of the photos shown."""
        return {card.picture.photo_id for card in self.cards if card.picture}


def choose_blocks(page_context: PageContext, section: SectionSummary) -> SectionBlocks:
    """Return the blocks of the section's arrangement with their stories."""
    arrangement = section.arrangement or FrontArrangement(blocks=())
    family = page_context.with_children(section)
    others = _list_other_sections(arrangement, page_context, family)
    found = _find_stories(page_context, arrangement, family, others)
    public = Edition.objects.public(at=page_context.at)
    found.lead = arrangement.lead
    found.blocks = [describe_draft(block, found, public) for block in arrangement.blocks]
    page_context.depend_on(
        *map(story_key, arrangement.stories),
        *map(section_key, others),
        *(topic_key(block.topic[0]) for block in found.blocks if block.topic),
    )
    children = [other for other in page_context.sections if other.parent_id == section.id]
    stories = build_front_stories(page_context, found)
    stories = replace(stories, strips=children, pictured=stories.newest)
    top, related, blocks = choose_stories(page_context, found, stories)
    return SectionBlocks(top, related, [replace(block, within=True) for block in blocks])


def _list_other_sections(
    arrangement: FrontArrangement, page_context: PageContext, family: Collection[int]
) -> list[int]:
    """Return the ids of sections outside the family of which a block shows stories."""
    named = {block.section_id for block in arrangement.blocks if block.kind == FrontBlockKind.SECTION}
    sections = [section for section in page_context.sections if section.id in named]
    shown = {pk for section in sections for pk in page_context.with_children(section)}
    return sorted(shown - set(family))


def _query_stories() -> Any:
    """Return the newest stories of sections, and those placed by hand.

    Comments come with their authors.
    """
    public = Edition.objects.public(at=DATETIME_PARAM).newest_first()
    sections = Section.objects.filter(IsAnyOf(F("pk"), ArrayParam(PKS_PARAM))).order_by()
    own = public.filter(section=OuterRef("pk"))
    byline = Func(OuterRef("byline"), function="newsroom_authors")
    writers = StaffInitials.objects.exclude(slug="").filter(IsAnyOf(F("name"), byline))
    portraits = ArraySubquery(writers.values(json=JSONObject(name="name", photo="portrait_id")))
    of_comments = Case(When(genre=Genre.COMMENT, then=portraits))
    rows = select_versions(own, genre="genre", byline="byline", writers=of_comments)
    placed = public.filter(IsAnyOf(F("article_id"), ArrayParam(OTHER_PKS_PARAM))).order_by()
    return FeedHead.objects.values_list(
        ArraySubquery(sections.values(json=JSONObject(id="pk", own=ArraySubquery(rows[:NEWEST_STORIES])))),
        ArraySubquery(select_opinions(placed)),
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
    found = FoundStories()
    for row in sections:
        stories = found.add(_drop_bylines(row["own"]))
        found.newest |= set(stories) if row["id"] in family else set()
        found.comments += _list_comments(row["own"]) if row["id"] in family else ()
    found.comments = found.comments[:COMMENTS]
    found.add(placed)
    return found


def _list_comments(rows: Iterable[Mapping[str, Any]]) -> tuple[int, ...]:
    return tuple(row["id"] for row in rows if row["genre"] == Genre.COMMENT)


def _drop_bylines(rows: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    """Yield the rows, those of other stories than comments without author."""
    for row in rows:
        is_comment = row["genre"] == Genre.COMMENT
        yield row if is_comment else {k: v for k, v in row.items() if k not in {"byline", "writers"}}
