"""Snapshots for the checks, made without a database."""

from typing import Any

from articles.actions.stories.prefetch import PlacedPhoto, PublishSnapshot
from articles.models import Article, Photo, Placement
from articles.rights.decide import Decision, DecisionReason
from tests.factories import NOON

ALLOWED = Decision(True, DecisionReason.OWN)
DENIED = Decision(False, DecisionReason.UNKNOWN, holder="dpa")
STORY = {"headline": "Hafen wird teurer", "section_id": 1, "language": "de", "body": "<p>Der Hafen.</p>"}


def snapshot(story: dict[str, Any] | None = None, **facts: Any) -> PublishSnapshot:
    """A story to which no check objects, but for what is given."""
    defaults: dict[str, Any] = {
        "article": Article(**{**STORY, **(story or {})}),
        "at": NOON,
        "paragraphs": ("Der Hafen wird im nächsten Jahr teurer.",),
        "agency_codes": (),
        "on_site": ALLOWED,
        "for_partners": ALLOWED,
    }
    return PublishSnapshot(**{**defaults, **facts})


def make_placed_photo(
    *, on_site: Decision = ALLOWED, for_partners: Decision = ALLOWED, role: str = "lead", alt_text: str = "",
    decorative: bool = False, **photo: Any,
) -> PlacedPhoto:  # fmt: skip
    """A photo to which no check objects, but for what is given."""
    facts = {
        "width": 900,
        "height": 600,
        "file": "photos/a.jpg",
        "credit": "Jonna Ekvall/AFP",
        "photographers": ["Jonna Ekvall"],
        "alt_text": "Kran",
    }
    image = Photo(**{**facts, **photo})
    placement = Placement(photo=image, role=role, alt_text=alt_text, decorative=decorative)
    return PlacedPhoto(placement, image, on_site, for_partners)
