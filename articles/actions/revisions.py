"""Revisions: one append-only row a save, with a snapshot of the whole story."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from articles.actions.permissions import Actor
from articles.actions.stories.prefetch import SOURCES, clear_prefetched, prefetch_missing
from articles.models import Article, Revision
from articles.models.story_text import STORY_TEXT
from newsroom.db.compiled_writes import write_rows

TEXT_FIELDS = (
    *STORY_TEXT, "slug", "notes", "tag_raw", "tag", "initials", "agency_item_id", "own_rewriting",
)  # fmt: skip
MENTION_FIELDS = ("name", "person_id", "offices", "status", "in_caption", "count", "spans")


def snapshot(article: Article) -> dict[str, Any]:
    """Return the story with its related rows as plain JSON."""
    prefetch_missing(article, SOURCES, "topics", "placements__people", "mentions")
    return {
        **{name: getattr(article, name) for name in TEXT_FIELDS},
        "state": article.state,
        "version": article.version,
        "section": article.section_id,
        "embargo_until": article.embargo_until,
        "scheduled_at": article.scheduled_at,
        "agencies": [source.agency.code for source in article.sources.all()],
        "topics": [topic.slug for topic in article.topics.all()],
        "placements": [_placement(placement) for placement in article.placements.all()],
        "mentions": [
            {name: getattr(mention, name) for name in MENTION_FIELDS} for mention in article.mentions.all()
        ],
    }


def _placement(placement: Any) -> dict[str, Any]:
    return {
        "photo": placement.photo_id,
        "role": placement.role,
        "caption": placement.caption,
        "alt_text": placement.alt_text,
        "decorative": placement.decorative,
        "people": [
            {"name": p.name, "office": p.office, "stands": p.picture_position, "person": p.person_id}
            for p in placement.people.all()
        ],
    }


def record(
    article: Article, *, by: Actor, at: datetime, kind: str, note: str = "", edited: bool = True, window: str = ""
) -> Revision:  # fmt: skip
    """Save the working copy and its next revision; the caller holds the story's lock.

    With `edited=False` the story keeps its place in the desk's lists.
    """
    revision = build_revision(article, by=by, at=at, kind=kind, note=note, edited=edited, window=window)
    write_rows(updated=[article], inserted=[revision])
    return revision


def build_revision(
    article: Article, *, by: Actor, at: datetime, kind: str, note: str = "", edited: bool = True, window: str = ""
) -> Revision:  # fmt: skip
    """Return the unsaved next revision; the caller writes it together with the story."""
    article.revision += 1
    article.edited_at = at if edited else article.edited_at
    content = json.dumps(snapshot(article), cls=DjangoJSONEncoder, sort_keys=True)
    clear_prefetched(article)
    return Revision(
        article=article,
        number=article.revision,
        at=at,
        by=by,
        kind=kind,
        note=note[:300],
        snapshot=json.loads(content),
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        window=window,
    )


def is_recorded(article: Article) -> bool:
    """Return whether the story equals its newest revision."""
    content = json.dumps(snapshot(article), cls=DjangoJSONEncoder, sort_keys=True)
    clear_prefetched(article)
    newest = Revision.objects.filter(article=article).values_list("sha256", flat=True).first()
    return newest == hashlib.sha256(content.encode()).hexdigest()
