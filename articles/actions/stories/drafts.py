"""Input of a save as plain values; None leaves a part unchanged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from articles.models.story_text import STORY_TEXT

EDITABLE = frozenset(
    {*STORY_TEXT, "slug", "section_id", "notes", "tag_raw", "agency_item_id", "own_rewriting"}
)

PLACED = ("photo_id", "role", "caption", "alt_text", "decorative")
"""Columns of a placement that a draft sets."""

type BreakingUntil = datetime | Literal["unchanged"] | None
"""End of breaking news; None ends it at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInPicture:
    name: str
    office: str = ""
    picture_position: str = ""
    """`l`, `r`, `m`, a number from the left, or a negative one from the right."""
    person_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementDraft:
    photo_id: int
    role: str = "lead"
    caption: str = ""
    alt_text: str = ""
    decorative: bool = False
    people: tuple[PersonInPicture, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionDraft:
    name: str
    person_id: int | None = None
    offices: tuple[str, ...] = ()
    in_caption: bool = False
    count: int = 0
    spans: tuple[tuple[int, int, int], ...] = ()
    status: str = "proposed"
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChange:
    """Changes of a story.

    `fields` names `EDITABLE` columns only. The closing tag is given raw; the action parses it.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    topic_ids: tuple[int, ...] | None = None
    placements: tuple[PlacementDraft, ...] | None = None
    mentions: tuple[MentionDraft, ...] | None = None
    breaking_until: BreakingUntil = "unchanged"
    """Only publications read it."""

    def __post_init__(self) -> None:
        if unknown := set(self.fields) - EDITABLE:
            raise ValueError(f"A save cannot change {sorted(unknown)}; it may change {sorted(EDITABLE)}.")
