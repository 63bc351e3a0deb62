"""Choice of the stories of each block; no story and no picture is shown twice."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle, takewhile

from articles.models.front_page import FrontBlockKind, StripShape
from articles.site.cards import Card, drop_repeated_pictures, sort_by_importance
from articles.site.page_context import PageContext, SectionSummary
from articles.url_paths import topic_path

SECONDARY_STORIES = 5
MAX_RELATED = 3
BLOCK_SIZES = {
    FrontBlockKind.IMPORTANT: 5,
    FrontBlockKind.NEWEST: 8,
    FrontBlockKind.PICTURES: 5,
    FrontBlockKind.OPINION: 4,
    FrontBlockKind.TOPIC: 4,
    FrontBlockKind.SECTION: 4,
    FrontBlockKind.SECTIONS: 4,
}
SIDE_KINDS = frozenset({FrontBlockKind.IMPORTANT.value, FrontBlockKind.NEWEST.value})
"""Blocks of headlines; those that come first stand next to the lead on wide screens."""
MIN_PICTURES = 3
"""A band with fewer pictures is left out."""


@dataclass(frozen=True, slots=True)
class FrontBlockFacts:
    """A block as arranged."""

    kind: str
    title: str = ""
    shape: str = StripShape.LEAD.value
    section_id: int | None = None
    topic: tuple[str, str] | None = None
    """Slug and name."""
    placed: tuple[int, ...] = ()
    """Ids of the stories placed by hand, in order."""
    candidates: tuple[int, ...] = ()
    """Ids of further stories of the block, newest first."""


@dataclass(frozen=True, slots=True)
class ShownBlock:
    facts: FrontBlockFacts
    cards: Sequence[Card]
    section: SectionSummary | None = None
    shape: str = ""
    number: int = 0
    """Its place among the blocks of the page."""

    @property
    def anchor(self) -> str:
        return f"strip-{self.section.slug}" if self.section else f"block-{self.number}"

    @property
    def path(self) -> str:
        """Return the path that the title links, if any."""
        if self.section is not None:
            return self.section.path
        return topic_path(self.facts.topic[0]) if self.facts.topic else ""

    @property
    def title(self) -> str:
        if self.section is not None:
            name = self.section.name
        else:
            name = self.facts.topic[1] if self.facts.topic else str(FrontBlockKind(self.facts.kind).label)
        return self.facts.title or name

    @property
    def is_side(self) -> bool:
        return self.facts.kind in SIDE_KINDS

    @property
    def ordered_cards(self) -> Sequence[Card]:
        """Return the cards of a strip: in a row or as the lead pictures come first."""
        if self.shape == StripShape.LIST:
            return self.cards
        if self.shape == StripShape.ROW:
            return sorted(self.cards, key=lambda card: card.picture is None)
        pictured = next((card for card in self.cards if card.picture), None)
        return sorted(self.cards, key=lambda card: card is not pictured)


@dataclass(frozen=True, slots=True)
class FrontStories:
    """Everything that the front page or the page of a section may show."""

    cards: Sequence[Card]
    """All cards, newest first."""
    newest: Sequence[Card]
    topics: Mapping[int, Collection[str]] = field(default_factory=dict)
    """Slugs of topics by story."""
    strips: Sequence[SectionSummary] = ()
    """Sections that a block of all other sections shows."""
    only_newest: bool = False
    """Whether a band of pictures is filled with the newest alone."""


@dataclass(frozen=True, slots=True)
class ChosenStories:
    """The stories of the front page, or of the first page of a section above its list."""

    top: Sequence[Card]
    related: Sequence[Card]
    """Headlines related to the first of the top stories."""
    blocks: Sequence[ShownBlock]

    @property
    def cards(self) -> list[Card]:
        return [*self.top, *self.related, *(card for block in self.blocks for card in block.cards)]

    @property
    def pair(self) -> Sequence[Card]:
        """Return the stories next to the lead."""
        return self.top[1:3]

    @property
    def more_top(self) -> Sequence[Card]:
        return self.top[3:]

    @property
    def side(self) -> list[ShownBlock]:
        return list(takewhile(lambda block: block.is_side, self.blocks))

    @property
    def below(self) -> Sequence[ShownBlock]:
        return self.blocks[len(self.side) :]

    @property
    def shown(self) -> set[int]:
        """Ids of the stories shown."""
        return {card.article_id for card in self.cards}

    @property
    def photos(self) -> set[int]:
        """Ids of the photos shown."""
        return {card.picture.photo_id for card in self.cards if card.picture}


@dataclass(slots=True)
class FrontSelection:
    """The stories of the blocks in the order of the page, each taken once."""

    stories: FrontStories
    page_context: PageContext
    reserved: set[int]
    """Stories placed by hand, which no other block takes."""
    used: set[int] = field(default_factory=set)
    photos: set[int] = field(default_factory=set)
    """Photos shown so far."""
    comments: set[int] = field(default_factory=set)
    """Stories that only the lead, a block of opinion and the sections take."""

    def take_lead(self, placed: Sequence[int]) -> tuple[list[Card], list[Card]]:
        """Return the top stories, the lead first, and the headlines related to the lead."""
        by_hand = self._find_placed(placed)
        count = SECONDARY_STORIES + 1
        top = self._use([*by_hand, *self._free(self._sort_by_importance())[: max(0, count - len(by_hand))]])
        return top, self._use(self._find_related(top[0])[:MAX_RELATED]) if top else []

    def take_blocks(self, blocks: Sequence[FrontBlockFacts]) -> list[ShownBlock]:
        own_strips = {block.section_id for block in blocks if block.kind == FrontBlockKind.SECTION}
        self.comments = {
            pk for block in blocks if block.kind == FrontBlockKind.OPINION for pk in block.candidates
        }
        shown: list[ShownBlock] = []
        for block in blocks:
            if block.kind == FrontBlockKind.SECTIONS:
                shown += self._take_sections(block, own_strips)
            else:
                shown += self._take_block(block)
        return shown

    def _take_block(self, block: FrontBlockFacts) -> Iterator[ShownBlock]:
        section = self.page_context.section_by_id(block.section_id) if block.section_id else None
        if block.section_id and section is None:
            return
        pool = self._find_pool(block, section)
        if block.kind == FrontBlockKind.PICTURES:
            pool = [card for card in pool if self._has_new_picture(card)]
            if len(pool) < MIN_PICTURES:
                return
        size = max(BLOCK_SIZES[FrontBlockKind(block.kind)], len(block.placed))
        if (
            block.kind == FrontBlockKind.NEWEST
        ):  # says what is new, wherever else it is, and leads to all stories
            yield ShownBlock(block, pool[:size], section)
        elif cards := self._use(pool[:size]):
            yield ShownBlock(block, cards, section, block.shape)

    def _find_pool(self, block: FrontBlockFacts, section: SectionSummary | None) -> list[Card]:
        """Return the stories placed by hand, then those that may fill the block."""
        placed = self._find_placed(block.placed)
        if block.kind == FrontBlockKind.NEWEST:
            return [*placed, *(card for card in self.stories.newest if card not in placed)]
        return [*placed, *self._free(self._find_fill(block, section))]

    def _find_fill(self, block: FrontBlockFacts, section: SectionSummary | None) -> Iterable[Card]:
        if section is not None:
            return self._in_section(section)
        if block.kind == FrontBlockKind.PICTURES:
            pictured = self.stories.newest if self.stories.only_newest else self.stories.cards
            return drop_repeated_pictures(pictured, set(self.photos))
        if block.kind in {FrontBlockKind.OPINION, FrontBlockKind.TOPIC}:
            chosen = set(block.candidates)
            return [card for card in self.stories.cards if card.article_id in chosen]
        return [card for card in self._sort_by_importance() if card.article_id not in self.comments]

    def _take_sections(
        self, block: FrontBlockFacts, own_strips: Collection[int | None]
    ) -> Iterator[ShownBlock]:
        taken = []
        for section in self.stories.strips:
            own = self._free(self._in_section(section)) if section.id not in own_strips else []
            if own:
                taken.append((section, self._use(own[: BLOCK_SIZES[FrontBlockKind.SECTIONS]])))
        for (section, cards), shape in zip(taken, choose_shapes(len(taken)), strict=True):
            yield ShownBlock(block, cards, section, shape)

    def _in_section(self, section: SectionSummary) -> list[Card]:
        family = set(self.page_context.with_children(section))
        return [card for card in self.stories.cards if card.section_id in family]

    def _find_placed(self, placed: Sequence[int]) -> list[Card]:
        """Return the public stories of these, in this order."""
        by_id = {card.article_id: card for card in self.stories.cards if card.article_id in placed}
        return [by_id[pk] for pk in placed if pk in by_id]

    def _free(self, cards: Iterable[Card]) -> list[Card]:
        return [
            card
            for card in cards
            if card.article_id not in self.used and card.article_id not in self.reserved
        ]

    def _use(self, cards: Sequence[Card]) -> list[Card]:
        self.used.update(card.article_id for card in cards)
        return drop_repeated_pictures(cards, self.photos)

    def _has_new_picture(self, card: Card) -> bool:
        return card.picture is not None and card.picture.photo_id not in self.photos

    def _find_related(self, lead: Card) -> list[Card]:
        """Return the newest stories that share a topic with the lead."""
        topics = set(self.stories.topics.get(lead.article_id, ()))
        return [
            card
            for card in self._free(self.stories.cards)
            if topics & set(self.stories.topics.get(card.article_id, ()))
        ]

    def _sort_by_importance(self) -> list[Card]:
        """Return the newest stories by importance; a picture counts once."""
        newest = self.stories.newest
        pictured_once = {
            card.article_id: card for card in drop_repeated_pictures(sort_by_importance(newest), set())
        }
        return sort_by_importance([pictured_once[card.article_id] for card in newest])


def choose_shapes(count: int) -> list[str]:
    """Return the shapes of so many strips: two in a line, then one alone."""
    shapes: list[str] = []
    pairs = cycle((StripShape.LEAD.value, StripShape.LIST.value))
    while count - len(shapes) > 1:
        shapes += [next(pairs)] * 2 + [StripShape.ROW.value]
    return [*shapes, StripShape.ROW.value][:count]
