"""Going public: publish, update, correct, schedule, hold under embargo, and release what is due."""

from datetime import UTC, datetime
from types import MappingProxyType

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused, CheckResult, ChecksFailed
from articles.actions.permissions import Actor, edit_conflict, lock_story, require_permission, start_move
from articles.actions.publication.editions import go_live, latest_edition
from articles.actions.publication.log import append
from articles.actions.publish_checks import Overrides, enforce_checks
from articles.actions.publish_checks.source_copy import changed_embargo
from articles.actions.publish_checks.text import format_desk_time
from articles.actions.revisions import record
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.prefetch import load_for_publishing
from articles.actions.stories.save import apply_change
from articles.models import Article, Correction, Revision
from articles.models.audit import AuditVerb
from articles.models.publication import Kind, Operation
from articles.text.correction_notes import find_changes, has_factual_change, is_vague_note
from articles.text.paragraphs import plain_paragraphs
from articles.workflow import UNPUBLISHED, State

RELEASE_BATCH_SIZE = 50
NO_OVERRIDES: Overrides = MappingProxyType({})


def publish(
    article_id: int, *, by: Actor, at: datetime, based_on: int | None = None, overrides: Overrides = NO_OVERRIDES
) -> Article:  # fmt: skip
    """First publication. Raises GateClosed with everything that blocks, or with warnings nobody has overrides."""
    read = load_for_publishing(article_id)
    with transaction.atomic(durable=True):
        article = start_move("publish", article_id, by=by, based_on=based_on, read=read)
        _go_public(article, by=by, at=at, kind=Kind.NEW, overrides=overrides_to_check(by, overrides))
    return article


def update(
    article_id: int, change: StoryChange | None = None, *, by: Actor, at: datetime, based_on: int | None = None,
    note: str = "", overrides: Overrides = NO_OVERRIDES,
) -> Article:  # fmt: skip
    """Publish the working copy, with `change` if given, as the next version, without a correction note."""
    read = load_for_publishing(article_id) if change is None else None
    with transaction.atomic(durable=True):
        article = start_move("update", article_id, by=by, based_on=based_on, read=read)
        if change is not None:
            apply_change(article, change)
        _go_public(
            article, by=by, at=at, kind=Kind.UPDATE, note=note, overrides=overrides_to_check(by, overrides)
        )
    return article


def correct(
    article_id: int, change: StoryChange | None = None, *, desk_note: str, public_note: str, by: Actor, at: datetime,
    place: str = Correction.Position.END, based_on: int | None = None, overrides: Overrides = NO_OVERRIDES,
) -> Article:  # fmt: skip
    """Publish the next version with a correction: exact for desks, readable for readers, both required."""
    read = load_for_publishing(article_id) if change is None else None
    with transaction.atomic(durable=True):
        article = start_move("correct", article_id, by=by, based_on=based_on, read=read)
        _check_notes(desk_note, public_note, place)
        if change is not None:
            apply_change(article, change)
        Correction.objects.create(
            article=article, version=article.version + 1, desk_note=desk_note.strip(),
            public_note=public_note.strip(), place=place, at=at, by=by,
        )  # fmt: skip
        _go_public(
            article,
            by=by,
            at=at,
            kind=Kind.CORRECTION,
            note=desk_note,
            overrides=overrides_to_check(by, overrides),
        )
    return article


def _check_notes(desk_note: str, public_note: str, place: str) -> None:
    for name, text in (("desk_note", desk_note), ("public_note", public_note)):
        if is_vague_note(text):
            raise ActionRefused(
                _("A correction says what was wrong and what is right, to desks and to readers."), name
            )
    if place not in Correction.Position:
        raise ActionRefused(_("Choose where the correction stands on the page."), "place")


def fix_typo(
    article_id: int, *, by: Actor, at: datetime, based_on: int | None = None, overrides: Overrides = NO_OVERRIDES
) -> Article:  # fmt: skip
    """Publish the working copy as an update of which nobody is told; a fact that changed is asked about."""
    read = load_for_publishing(article_id)
    answered = overrides.get("fact-changed", "").strip()
    with transaction.atomic(durable=True):
        article = start_move("update", article_id, by=by, based_on=based_on, read=read)
        if not answered and _changes_a_fact(article):
            message = _("A headline, a figure or a name changes: that is a correction, not a typing error.")
            raise ChecksFailed([CheckResult("warns", "fact-changed", message, "kind")])
        note = _("typing error") + (f" ({answered})" if answered else "")
        _go_public(
            article, by=by, at=at, kind=Kind.UPDATE, note=note, overrides=overrides_to_check(by, overrides)
        )
    return article


def _changes_a_fact(article: Article) -> bool:
    public = latest_edition(article)
    changes = list(find_changes("body", public.plain, "\n".join(plain_paragraphs(article.body))))
    for name in ("headline", "kicker", "dek"):
        changes += find_changes(name, getattr(public, name), getattr(article, name))
    names = [*(m.name for m in article.mentions.all()), *(person["name"] for person in public.people)]
    return has_factual_change(changes, names)


def overrides_to_check(by: Actor, overrides: Overrides) -> Overrides | None:
    """The system has nobody to ask: warnings do not hold it."""
    return None if by is None else overrides


def _go_public(
    article: Article, *, by: Actor, at: datetime, kind: Kind, overrides: Overrides | None, note: str = ""
) -> None:  # fmt: skip
    overridden = enforce_checks(article, at, overrides=overrides)
    article.state = State.PUBLISHED
    article.version += 1
    article.first_published_at = article.first_published_at or at
    article.published_at = at
    article.scheduled_at = article.scheduled_by = article.embargo_until = None
    article.embargo_source = ""
    edition = go_live(article, at)
    correction = kind == Kind.CORRECTION
    record(
        article,
        by=by,
        at=at,
        kind=Revision.Kind.CORRECTED if correction else Revision.Kind.PUBLISHED,
        note=" ".join([note, *overridden]).strip(),
    )
    audit(
        AuditVerb.CORRECT if correction else AuditVerb.PUBLISH, article, by=by, at=at, version=article.version,
        **({"overruled": overridden} if overridden else {}),
    )  # fmt: skip
    append(article, edition, op=Operation.PUT, kind=kind, by=by, at=at, cause=note)


@transaction.atomic
def schedule(
    article_id: int, *, publish_at: datetime, by: Actor, at: datetime, embargo_until: datetime | None = None,
    source: str | None = None, based_on: int | None = None, overrides: Overrides = NO_OVERRIDES,
) -> Article:  # fmt: skip
    """Have the story published by itself at `publish_at`, not before its embargo; `embargo_until` sets one."""
    article = start_move("schedule", article_id, by=by, based_on=based_on)
    if embargo_until is not None:
        _set_embargo_fields(article, embargo_until, source, by=by, at=at)
    until = article.embargo_until
    when = later_datetime(publish_at, until) if until else publish_at
    if when <= at:
        raise ActionRefused(_("That time has passed. Publish now, or choose a later time."), "scheduled_at")
    overridden = enforce_checks(article, when, overrides=overrides_to_check(by, overrides))
    article.state = State.READY
    article.scheduled_at = when
    article.scheduled_by = by
    note = " ".join([_("scheduled for %(time)s") % {"time": format_desk_time(when)}, *overridden])
    record(article, by=by, at=at, kind=Revision.Kind.MOVED, note=note)
    audit(
        AuditVerb.SCHEDULE, article, by=by, at=at, publish_at=when, embargo_until=until,
        **({"overruled": overridden} if overridden else {}),
    )  # fmt: skip
    return article


def later_datetime(one: datetime, other: datetime) -> datetime:
    """In UTC: clocks of one zone compare by what they show, and in the hour that comes twice that is not when it is."""
    return max(one.astimezone(UTC), other.astimezone(UTC))


@transaction.atomic
def unschedule(article_id: int, *, by: Actor, at: datetime) -> Article:
    """Take the publishing time away; an embargo stays."""
    article = start_move("unschedule", article_id, by=by)
    article.scheduled_at = article.scheduled_by = None
    record(article, by=by, at=at, kind=Revision.Kind.MOVED, note=_("schedule cancelled"))
    audit(AuditVerb.UNSCHEDULE, article, by=by, at=at)
    return article


@transaction.atomic
def stop_release(article_id: int, *, by: Actor, at: datetime) -> Article:
    """A story that was to go out does not: back to a draft without an hour. An embargo stays."""
    article = start_move("unschedule", article_id, by=by)
    article.state = State.DRAFT
    article.scheduled_at = article.scheduled_by = None
    record(article, by=by, at=at, kind=Revision.Kind.MOVED, note=_("release stopped"))
    audit(AuditVerb.STOP_RELEASE, article, by=by, at=at)
    return article


@transaction.atomic
def set_embargo(
    article_id: int, until: datetime | None, *, by: Actor, at: datetime, source: str | None = None,
    based_on: int | None = None,
) -> Article:  # fmt: skip
    """An embargo bars publication before that time; it cannot be put on a story that is out.

    A schedule that would come before it waits for it.
    """
    require_permission(by, "change_article")
    article = lock_story(article_id)
    if based_on is not None and based_on != article.revision:
        raise edit_conflict(article, based_on)
    goes_out_with_it = article.scheduled_at is not None and article.scheduled_at == article.embargo_until
    _set_embargo_fields(article, until, source, by=by, at=at)
    if until is not None and article.scheduled_at is not None:
        article.scheduled_at = until if goes_out_with_it else later_datetime(article.scheduled_at, until)
    record(article, by=by, at=at, kind=Revision.Kind.SAVED, note=_embargo_note(until))
    audit(AuditVerb.SET_EMBARGO, article, by=by, at=at, until=until, source=article.embargo_source)
    return article


def _embargo_note(until: datetime | None) -> str:
    if until is None:
        return _("embargo taken away")
    return _("embargo until %(time)s") % {"time": format_desk_time(until)}


def _set_embargo_fields(
    article: Article, until: datetime | None, source: str | None, *, by: Actor, at: datetime
) -> None:
    if article.state not in UNPUBLISHED:
        raise ActionRefused(_("The story is already out: an embargo comes too late."), "embargo_until")
    if until is not None and until <= at:
        raise ActionRefused(_("That time has passed: an embargo lies ahead."), "embargo_until")
    if _is_shorter(article, until, at) and by is not None and not by.has_perm("articles.break_embargo"):
        raise ActionRefused(
            _("This embargo is %(source)s's: to shorten it is to break it, which takes a chief and a reason.")
            % {"source": article.embargo_source},
            "embargo_until",
        )
    article.embargo_until = until
    article.embargo_source = (
        "" if until is None else article.embargo_source if source is None else source.strip()
    )


def _is_shorter(article: Article, until: datetime | None, at: datetime) -> bool:
    """Whether an embargo somebody else has set, and that still holds, would end sooner than they said last."""
    current = article.embargo_until
    if not article.embargo_source or current is None or current <= at:
        return False
    moved_by_the_source = until is not None and until == changed_embargo(article)
    return not moved_by_the_source and (until is None or until < current)


@transaction.atomic
def break_embargo(article_id: int, *, reason: str, by: Actor, at: datetime) -> Article:
    """Lift an embargo before its time, on somebody's responsibility, with the reason on record.

    The story is not published by that; whoever publishes it next finds it free.
    """
    require_permission(by, "break_embargo")
    article = lock_story(article_id)
    if article.state not in UNPUBLISHED or article.embargo_until is None or article.embargo_until <= at:
        raise ActionRefused(_("The story is under no embargo."), "embargo_until")
    if not reason.strip():
        raise ActionRefused(
            _("Say why the embargo is broken: who else has published, who has agreed."), "reason"
        )
    until, article.embargo_until = article.embargo_until, None
    article.embargo_source = ""
    note = _("Embargo broken: %(reason)s") % {"reason": reason.strip()}
    record(article, by=by, at=at, kind=Revision.Kind.MOVED, note=note)
    audit(AuditVerb.BREAK_EMBARGO, article, by=by, at=at, until=until, reason=reason.strip())
    return article


def release_due(*, at: datetime) -> list[int]:
    """Publish what is due, each in a transaction of its own; the numbers of the stories released.

    A story that the gate now refuses goes back to `draft` with the reason in its history, so that it neither
    leaks nor blocks the others. Two workers at once are safe: the second finds the story already out.
    """
    due = list(Article.objects.due(at).values_list("pk", flat=True)[:RELEASE_BATCH_SIZE])
    return [article_id for article_id in due if _release(article_id, at=at)]


def _release(article_id: int, *, at: datetime) -> bool:
    try:
        with transaction.atomic(durable=True):
            article = lock_story(article_id)
            if not Article.objects.due(at).filter(pk=article_id).exists():
                return False
            _go_public(article, by=article.scheduled_by, at=at, kind=Kind.RELEASE, overrides=None)
            return True
    except ActionRefused as refusal:
        _return_to_draft(article_id, refusal.message, at=at)
        return False


@transaction.atomic
def _return_to_draft(article_id: int, why: str, *, at: datetime) -> None:
    article = lock_story(article_id)
    article.state = State.DRAFT
    article.scheduled_at = article.scheduled_by = None
    record(article, by=None, at=at, kind=Revision.Kind.MOVED, note=_("not released: %(why)s") % {"why": why})
    audit(AuditVerb.NOT_RELEASED, article, by=None, at=at, why=why)
