"""The arrangement of a front: the stories of the lead, then the blocks."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from articles.models.front_page import FrontBlock, FrontBlockKind, FrontSlot, SectionFront, StripShape


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """A block; `stories` are those placed by hand, in order."""

    kind: str
    title: str = ""
    topic_id: int | None = None
    section_id: int | None = None
    shape: str = StripShape.LEAD.value
    stories: tuple[int, ...] = ()


DEFAULT_BLOCKS = (
    BlockDraft(FrontBlockKind.NEWEST.value),
    BlockDraft(FrontBlockKind.PICTURES.value),
    BlockDraft(FrontBlockKind.OPINION.value),
    BlockDraft(FrontBlockKind.SECTIONS.value),
)
"""Blocks of a front page that nobody has arranged."""
SECTION_KINDS = tuple(kind for kind in FrontBlockKind if kind != FrontBlockKind.NEWEST)
"""Kinds of blocks on the page of a section, whose list below has the newest stories."""


@dataclass(frozen=True, slots=True)
class FrontArrangement:
    lead: tuple[int, ...] = ()
    """Ids of the stories of the lead; free places are filled with the most urgent."""
    blocks: tuple[BlockDraft, ...] = DEFAULT_BLOCKS

    @classmethod
    def read(cls) -> Self:
        """Return the saved arrangement; two queries."""
        slots: dict[int | None, list[int]] = {}
        for block_id, article_id in FrontSlot.objects.values_list("block_id", "article_id"):
            slots.setdefault(block_id, []).append(article_id)
        blocks = tuple(_draft_block(block, slots.get(block.pk, ())) for block in FrontBlock.objects.all())
        return cls(tuple(slots.get(None, ())), blocks or DEFAULT_BLOCKS)

    @classmethod
    def read_section(cls, section_id: int) -> Self:
        """Return the saved arrangement of a section, or an empty one."""
        row = SectionFront.objects.filter(section=section_id).values("lead", "blocks").first()
        return cls.parse(row) if row else cls(blocks=())

    @classmethod
    def parse(cls, row: Mapping[str, Any]) -> Self:
        """Return the arrangement of the columns `lead` and `blocks`.

        Values that a block has no field for are left out, so that a row of another version can be read.
        """
        known = BlockDraft.__dataclass_fields__.keys()
        blocks = (
            BlockDraft(
                **{name: block[name] for name in known & block.keys()} | {"stories": tuple(block["stories"])}
            )
            for block in row["blocks"]
        )
        return cls(tuple(row["lead"]), tuple(blocks))

    @property
    def stories(self) -> list[int]:
        """Ids of all stories placed by hand, from top to bottom."""
        return [*self.lead, *(article_id for block in self.blocks for article_id in block.stories)]

    def replace_story(self, article_id: int, successor_id: int) -> Self:
        def exchange(stories: tuple[int, ...]) -> tuple[int, ...]:
            return tuple(successor_id if pk == article_id else pk for pk in stories)

        blocks = tuple(replace(block, stories=exchange(block.stories)) for block in self.blocks)
        return replace(self, lead=exchange(self.lead), blocks=blocks)

    def keep_stories(self, article_ids: set[int]) -> Self:
        """Return the arrangement without all other stories."""

        def keep(stories: tuple[int, ...]) -> tuple[int, ...]:
            return tuple(pk for pk in stories if pk in article_ids)

        blocks = tuple(replace(block, stories=keep(block.stories)) for block in self.blocks)
        return replace(self, lead=keep(self.lead), blocks=blocks)

    def format_version(self) -> str:
        """Return text that changes with the arrangement; forms are based on it."""
        lead = ",".join(map(str, self.lead))
        if self.blocks == DEFAULT_BLOCKS:
            return lead
        content = json.dumps([asdict(block) for block in self.blocks])
        return f"{lead};{hashlib.sha256(content.encode()).hexdigest()[:16]}"

    def list_groups(self) -> Iterator[tuple[BlockDraft | None, tuple[int, ...]]]:
        """Yield the blocks with their stories, first the lead as None."""
        yield None, self.lead
        for block in self.blocks:
            yield block, block.stories


def _draft_block(block: FrontBlock, stories: "list[int] | tuple[int, ...]") -> BlockDraft:
    return BlockDraft(block.kind, block.title, block.topic_id, block.section_id, block.shape, tuple(stories))
