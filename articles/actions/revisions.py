"""Append-only memory: one revision a save, one audit entry an act."""

import hashlib
import json
from datetime import datetime
from functools import partial
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import prefetch_related_objects

from articles.actions.backups.withdrawal_journal import VERBS, append_closure
from articles.actions.permissions import Actor
from articles.actions.stories.prefetch import SOURCES, clear_prefetched
from articles.models import Article, AuditEntry, Revision
from articles.models.audit import stored_model_name

TEXT_FIELDS = (
    "slug", "kicker", "headline", "dek", "byline", "dateline", "body", "language", "urgency", "genre", "notes",
    "tag_raw", "tag", "initials", "agency_item_id", "own_rewriting",
)  # fmt: skip


MENTION_FIELDS = ("name", "person_id", "offices", "status", "in_caption", "count", "spans")


def snapshot(article: Article) -> dict[str, Any]:
    """The whole story as plain JSON: fields, sources, topics, placements, mentions."""
    prefetch_related_objects([article], SOURCES, "topics", "placements__people", "mentions")
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
            {"name": p.name, "office": p.office, "stands": p.stands, "person": p.person_id}
            for p in placement.people.all()
        ],
    }


def record(
    article: Article, *, by: Actor, at: datetime, kind: str, note: str = "", edited: bool = True, window: str = ""
) -> Revision:  # fmt: skip
    """Write the working copy with its next revision; the caller has locked it and need not save it.

    Not `edited` is what was only filed anew: the story keeps its place in the desk's lists.
    """
    article.revision += 1
    article.edited_at = at if edited else article.edited_at
    article.save()
    content = json.dumps(snapshot(article), cls=DjangoJSONEncoder, sort_keys=True)
    clear_prefetched(article)
    return Revision.objects.create(
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
    """Say whether the story with its parts is what its newest revision holds."""
    content = json.dumps(snapshot(article), cls=DjangoJSONEncoder, sort_keys=True)
    clear_prefetched(article)
    newest = Revision.objects.filter(article=article).values_list("sha256", flat=True).first()
    return newest == hashlib.sha256(content.encode()).hexdigest()


def audit(verb: str, thing: models.Model, *, by: Actor, at: datetime, **detail: Any) -> None:
    entry = AuditEntry.objects.create(
        at=at,
        actor=by,
        verb=verb,
        model=stored_model_name(thing),
        object_id=thing.pk,
        label=str(thing)[:250],
        detail=json.loads(json.dumps(detail, cls=DjangoJSONEncoder)),
    )
    if verb in VERBS:
        transaction.on_commit(partial(append_closure, entry), robust=True)
