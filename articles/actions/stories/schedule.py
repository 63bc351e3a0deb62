"""Schedules, embargoes and the release of due stories."""

from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, edit_conflict, lock_story, require_permission, start_move
from articles.actions.publish_checks import Overrides, enforce_checks
from articles.actions.publish_checks.text import format_desk_time
from articles.actions.revisions import record
from articles.actions.stories.load_story import load_for_publishing, lock_unchanged
from articles.actions.stories.prefetch import find_changed_embargo, take_snapshot
from articles.actions.stories.publish import (
    NO_OVERRIDES,
    overrides_detail,
    overrides_to_check,
    write_version,
)
from articles.models import Article, Revision
from articles.models.audit import AuditVerb
from articles.models.publication import Kind
from articles.workflow import UNPUBLISHED, State

RELEASE_BATCH_SIZE = 50


@transaction.atomic
def schedule(
    article_id: int, *, publish_at: datetime, by: Actor, at: datetime, embargo_until: datetime | None = None,
    source: str | None = None, based_on: int | None = None, overrides: Overrides = NO_OVERRIDES,
) -> Article:  # fmt: skip
    """Schedule publication at `publish_at` or at the end of the embargo if later."""
    article = start_move("schedule", article_id, by=by, based_on=based_on)
    if embargo_until is not None:
        _set_embargo_fields(article, embargo_until, source, by=by, at=at)
    until = article.embargo_until
    when = later_datetime(publish_at, until) if until else publish_at
    if when <= at:
        raise ActionRefused(_("That time has passed. Publish now, or choose a later time."), "scheduled_at")
    overridden = enforce_checks(take_snapshot(article, when), overrides=overrides_to_check(by, overrides))
    article.state = State.READY
    article.scheduled_at = when
    article.scheduled_by = by
    note = " ".join([_("scheduled for %(time)s") % {"time": format_desk_time(when)}, *overridden])
    record(article, by=by, at=at, kind=Revision.Kind.MOVED, note=note)
    audit(
        AuditVerb.SCHEDULE, article, by=by, at=at, publish_at=when, embargo_until=until,
        **overrides_detail(overridden),
    )  # fmt: skip
    return article


def later_datetime(one: datetime, other: datetime) -> datetime:
    """Return the later time in UTC.

    Times of one zone compare by their wall clock, which is wrong in the hour that a clock change repeats.
    """
    return max(one.astimezone(UTC), other.astimezone(UTC))


@transaction.atomic
def unschedule(article_id: int, *, by: Actor, at: datetime) -> Article:
    """Remove the publication time; an embargo stays."""
    article = start_move("unschedule", article_id, by=by)
    return _end_schedule(article, AuditVerb.UNSCHEDULE, _("schedule cancelled"), by=by, at=at)


@transaction.atomic
def stop_release(article_id: int, *, by: Actor, at: datetime) -> Article:
    """Return a scheduled story to draft without a publication time; an embargo stays."""
    article = start_move("unschedule", article_id, by=by)
    article.state = State.DRAFT
    note = _("scheduled publication stopped")
    return _end_schedule(article, AuditVerb.STOP_RELEASE, note, by=by, at=at)


def _end_schedule(
    article: Article, verb: AuditVerb, note: str, *, by: Actor, at: datetime, **detail: str
) -> Article:
    article.scheduled_at = article.scheduled_by = None
    record(article, by=by, at=at, kind=Revision.Kind.MOVED, note=note)
    audit(verb, article, by=by, at=at, **detail)
    return article


@transaction.atomic
def set_embargo(
    article_id: int, until: datetime | None, *, by: Actor, at: datetime, source: str | None = None,
    based_on: int | None = None,
) -> Article:  # fmt: skip
    """Set or remove an unpublished story's embargo; an earlier schedule moves."""
    require_permission(by, "change_article")
    article = lock_story(article_id)
    if based_on is not None and based_on != article.revision:
        raise edit_conflict(article, based_on)
    moves_with_embargo = article.scheduled_at is not None and article.scheduled_at == article.embargo_until
    _set_embargo_fields(article, until, source, by=by, at=at)
    if until is not None and article.scheduled_at is not None:
        article.scheduled_at = until if moves_with_embargo else later_datetime(article.scheduled_at, until)
    record(article, by=by, at=at, kind=Revision.Kind.SAVED, note=_embargo_note(until))
    audit(AuditVerb.SET_EMBARGO, article, by=by, at=at, until=until, source=article.embargo_source)
    return article


def _embargo_note(until: datetime | None) -> str:
    if until is None:
        return _("embargo removed")
    return _("embargo until %(time)s") % {"time": format_desk_time(until)}


def _set_embargo_fields(
    article: Article, until: datetime | None, source: str | None, *, by: Actor, at: datetime
) -> None:
    if article.state not in UNPUBLISHED:
        raise ActionRefused(
            _("The story is already published; an embargo can no longer be set."), "embargo_until"
        )
    if until is not None and until <= at:
        raise ActionRefused(_("That time has passed. An embargo must end in the future."), "embargo_until")
    if _is_shorter(article, until, at) and by is not None and not by.has_perm("articles.break_embargo"):
        raise ActionRefused(
            _("This embargo was set by %(source)s. Only a chief editor may shorten it, with a reason.")
            % {"source": article.embargo_source},
            "embargo_until",
        )
    article.embargo_until = until
    article.embargo_source = (
        "" if until is None else article.embargo_source if source is None else source.strip()
    )


def _is_shorter(article: Article, until: datetime | None, at: datetime) -> bool:
    """Return whether an agency's running embargo would end earlier than it allows."""
    current = article.embargo_until
    if not article.embargo_source or current is None or current <= at:
        return False
    moved_by_agency = until is not None and until == find_changed_embargo(article)
    return not moved_by_agency and (until is None or until < current)


@transaction.atomic
def break_embargo(article_id: int, *, reason: str, by: Actor, at: datetime) -> Article:
    """Lift an embargo before its end and record the reason; do not publish."""
    require_permission(by, "break_embargo")
    article = lock_story(article_id)
    if article.state not in UNPUBLISHED or article.embargo_until is None or article.embargo_until <= at:
        raise ActionRefused(_("The story is not under embargo."), "embargo_until")
    if not reason.strip():
        raise ActionRefused(
            _("Give a reason for breaking the embargo: who has published already, who has agreed?"), "reason"
        )
    until, article.embargo_until = article.embargo_until, None
    article.embargo_source = ""
    note = _("Embargo broken: %(reason)s") % {"reason": reason.strip()}
    record(article, by=by, at=at, kind=Revision.Kind.MOVED, note=note)
    audit(AuditVerb.BREAK_EMBARGO, article, by=by, at=at, until=until, reason=reason.strip())
    return article


def release_due(*, at: datetime) -> list[int]:
    """Publish due stories, each in its own transaction; return their ids.

    A story that fails its checks goes back to draft with the reason in its history, so that it does not block the
    others. Two workers may run at once: the second finds the story published.
    """
    due = list(Article.objects.due(at).values_list("pk", flat=True)[:RELEASE_BATCH_SIZE])
    return [article_id for article_id in due if _release(article_id, at=at)]


def _release(article_id: int, *, at: datetime) -> bool:
    read = load_for_publishing(article_id)
    try:
        with transaction.atomic(durable=True):
            article = read if lock_unchanged(read) else lock_story(article_id)
            if not Article.objects.due(at).filter(pk=article_id).exists():
                return False
            write_version(article, by=article.scheduled_by, at=at, kind=Kind.RELEASE, overrides=None)
            return True
    except ActionRefused as refusal:
        _return_to_draft(article_id, refusal.message, at=at)
        return False


@transaction.atomic
def _return_to_draft(article_id: int, why: str, *, at: datetime) -> None:
    article = lock_story(article_id)
    article.state = State.DRAFT
    note = _("not published: %(why)s") % {"why": why}
    _end_schedule(article, AuditVerb.NOT_RELEASED, note, by=None, at=at, why=why)
