"""Going public: publish, update, correct, schedule, and release what is due."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.changes import StoryChange
from articles.actions.drafting import apply_change
from articles.actions.editions import go_live
from articles.actions.errors import ActionRefused
from articles.actions.gate import pass_gate
from articles.actions.guards import Actor, begin, locked, permit
from articles.actions.history import audit, record
from articles.actions.publication_log import append
from articles.models import Article, Correction, Revision
from articles.models.publication import Kind, Operation
from articles.workflow import State

RELEASED_AT_ONCE = 50


@transaction.atomic(durable=True)
def publish(article_id: int, *, by: Actor, at: datetime, based_on: int | None = None) -> Article:
    """First publication. Raises GateClosed with everything that blocks."""
    article = begin("publish", article_id, by=by, based_on=based_on)
    _go_public(article, by=by, at=at, kind=Kind.NEW)
    return article


@transaction.atomic(durable=True)
def update(
    article_id: int, change: StoryChange | None = None, *, by: Actor, at: datetime, based_on: int | None = None,
    note: str = "",
) -> Article:  # fmt: skip
    """Publish the working copy, with `change` if given, as the next version, without a correction note."""
    article = begin("update", article_id, by=by, based_on=based_on)
    if change is not None:
        apply_change(article, change)
    _go_public(article, by=by, at=at, kind=Kind.UPDATE, note=note)
    return article


@transaction.atomic(durable=True)
def correct(
    article_id: int, change: StoryChange | None = None, *, desk_note: str, public_note: str, by: Actor, at: datetime,
    based_on: int | None = None,
) -> Article:  # fmt: skip
    """Publish the next version with a correction: exact for desks, readable for readers, both required."""
    article = begin("correct", article_id, by=by, based_on=based_on)
    for name, text in (("desk_note", desk_note), ("public_note", public_note)):
        if not text.strip():
            raise ActionRefused(
                _("A correction says what was wrong and what is right, to desks and to readers."), name
            )
    if change is not None:
        apply_change(article, change)
    Correction.objects.create(
        article=article, version=article.version + 1, desk_note=desk_note.strip(), public_note=public_note.strip(),
        at=at, by=by,
    )  # fmt: skip
    _go_public(article, by=by, at=at, kind=Kind.CORRECTION, note=desk_note)
    return article


def _go_public(article: Article, *, by: Actor, at: datetime, kind: Kind, note: str = "") -> None:
    pass_gate(article, at)
    article.state = State.PUBLISHED
    article.version += 1
    article.first_published_at = article.first_published_at or at
    article.published_at = at
    article.scheduled_at = article.scheduled_by = article.embargo_until = None
    article.save()
    edition = go_live(article, at)
    correction = kind == Kind.CORRECTION
    record(
        article,
        by=by,
        at=at,
        kind=Revision.Kind.CORRECTED if correction else Revision.Kind.PUBLISHED,
        note=note,
    )
    audit("correct" if correction else "publish", article, by=by, at=at, version=article.version)
    append(article, edition, op=Operation.PUT, kind=kind, by=by, at=at, cause=note)


@transaction.atomic
def schedule(
    article_id: int, *, publish_at: datetime, by: Actor, at: datetime, embargo_until: datetime | None = None
) -> Article:
    """Have the story published by itself at `publish_at`, not before `embargo_until`."""
    article = begin("schedule", article_id, by=by)
    when = max(publish_at, embargo_until) if embargo_until else publish_at
    if when <= at:
        raise ActionRefused(_("That time has passed. Publish now, or choose a later time."), "scheduled_at")
    article.embargo_until = embargo_until
    pass_gate(article, when)
    article.state = State.READY
    article.scheduled_at = when
    article.scheduled_by = by
    article.save()
    record(article, by=by, at=at, kind=Revision.Kind.MOVED, note=f"scheduled {when:%Y-%m-%d %H:%M} UTC")
    audit("schedule", article, by=by, at=at, publish_at=when, embargo_until=embargo_until)
    return article


@transaction.atomic
def unschedule(article_id: int, *, by: Actor, at: datetime) -> Article:
    """Take the publishing time away; an embargo stays."""
    article = begin("unschedule", article_id, by=by)
    article.scheduled_at = article.scheduled_by = None
    article.save(update_fields=["scheduled_at", "scheduled_by"])
    record(article, by=by, at=at, kind=Revision.Kind.MOVED, note="unscheduled")
    audit("unschedule", article, by=by, at=at)
    return article


@transaction.atomic
def set_embargo(article_id: int, until: datetime | None, *, by: Actor, at: datetime) -> Article:
    """An embargo bars publication before that time; it cannot be put on a story that is out."""
    permit(by, "change_article")
    article = locked(article_id)
    if article.state not in {State.DRAFT, State.IN_REVIEW, State.READY}:
        raise ActionRefused(_("The story is already out: an embargo comes too late."), "embargo_until")
    article.embargo_until = until
    if until is not None and article.scheduled_at is not None:
        article.scheduled_at = max(article.scheduled_at, until)
    article.save(update_fields=["embargo_until", "scheduled_at"])
    record(article, by=by, at=at, kind=Revision.Kind.SAVED, note="embargo")
    audit("embargo", article, by=by, at=at, until=until)
    return article


def release_due(*, at: datetime) -> list[int]:
    """Publish what is due, each in a transaction of its own; the numbers of the stories released.

    A story that the gate now refuses goes back to `draft` with the reason in its history, so that it neither
    leaks nor blocks the others. Two workers at once are safe: the second finds the story already out.
    """
    due = list(Article.objects.due(at).values_list("pk", flat=True)[:RELEASED_AT_ONCE])
    return [number for number in due if _release(number, at=at)]


def _release(article_id: int, *, at: datetime) -> bool:
    try:
        with transaction.atomic(durable=True):
            article = locked(article_id)
            if not Article.objects.due(at).filter(pk=article_id).exists():
                return False
            _go_public(article, by=article.scheduled_by, at=at, kind=Kind.RELEASE)
            return True
    except ActionRefused as refusal:
        _send_back(article_id, refusal.message, at=at)
        return False


@transaction.atomic
def _send_back(article_id: int, why: str, *, at: datetime) -> None:
    article = locked(article_id)
    article.state = State.DRAFT
    article.scheduled_at = article.scheduled_by = None
    article.save(update_fields=["state", "scheduled_at", "scheduled_by"])
    record(article, by=None, at=at, kind=Revision.Kind.MOVED, note=f"not released: {why}")
    audit("not released", article, by=None, at=at, why=why)
