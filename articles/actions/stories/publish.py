"""Publication of a story: first version, update, correction and typing error."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from articles.actions.audit import build_entry
from articles.actions.errors import ActionRefused, CheckResult, ChecksFailed
from articles.actions.permissions import Actor, start_move
from articles.actions.publication.editions import latest_edition
from articles.actions.publication.live_edition import go_live
from articles.actions.publication.running_story import log_story
from articles.actions.publish_checks import Overrides, enforce_checks
from articles.actions.revisions import build_revision
from articles.actions.stories.breaking_news import end_breaking_unless_urgent, set_breaking
from articles.actions.stories.drafts import BreakingUntil, StoryChange
from articles.actions.stories.load_story import keep_prefetched, load_for_publishing
from articles.actions.stories.prefetch import take_snapshot
from articles.actions.stories.save import apply_change
from articles.models import Article, Correction, Edition, Revision
from articles.models.audit import AuditVerb
from articles.models.publication import Kind, Operation
from articles.text.correction_notes import find_changes, has_factual_change, is_vague_note
from articles.text.paragraphs import plain_paragraphs
from articles.workflow import State
from newsroom.db.compiled_writes import write_rows

NO_OVERRIDES: Overrides = MappingProxyType({})


@contextmanager
def _begin_version(move: str, article_id: int, *, by: Actor, based_on: int | None) -> Iterator[Article]:
    """Give the locked story, which is read before the transaction begins."""
    read = load_for_publishing(article_id)
    with transaction.atomic(durable=True):
        yield start_move(move, article_id, by=by, based_on=based_on, read=read)


def publish(
    article_id: int, *, by: Actor, at: datetime, based_on: int | None = None, overrides: Overrides = NO_OVERRIDES,
    breaking_until: BreakingUntil = "unchanged",
) -> Article:  # fmt: skip
    """Publish the first version; raise ChecksFailed unless the checks pass."""
    with _begin_version("publish", article_id, by=by, based_on=based_on) as article:
        set_breaking(article, breaking_until, at)
        write_version(article, by=by, at=at, kind=Kind.NEW, overrides=overrides)
    return article


def update(
    article_id: int, change: StoryChange | None = None, *, by: Actor, at: datetime, based_on: int | None = None,
    note: str = "", overrides: Overrides = NO_OVERRIDES,
) -> Article:  # fmt: skip
    """Publish the working copy, with `change` applied, as the next version."""
    with _begin_version("update", article_id, by=by, based_on=based_on) as article:
        _apply(article, change, at)
        write_version(article, by=by, at=at, kind=Kind.UPDATE, note=note, overrides=overrides)
    return article


def correct(
    article_id: int, change: StoryChange | None = None, *, desk_note: str, public_note: str, by: Actor, at: datetime,
    place: str = Correction.Position.END, based_on: int | None = None, overrides: Overrides = NO_OVERRIDES,
) -> Article:  # fmt: skip
    """Publish the next version with a correction; both notes are required."""
    with _begin_version("correct", article_id, by=by, based_on=based_on) as article:
        _check_notes(desk_note, public_note, place)
        _apply(article, change, at)
        correction = Correction(
            article=article, version=article.version + 1, desk_note=desk_note.strip(),
            public_note=public_note.strip(), place=place, at=at, by=by,
        )  # fmt: skip
        write_version(
            article, by=by, at=at, kind=Kind.CORRECTION, note=desk_note, overrides=overrides, correction=correction
        )  # fmt: skip
    return article


def _apply(article: Article, change: StoryChange | None, at: datetime) -> None:
    if change is not None:
        apply_change(article, change, at)
        set_breaking(article, change.breaking_until, at)


def _check_notes(desk_note: str, public_note: str, place: str) -> None:
    for name, text in (("desk_note", desk_note), ("public_note", public_note)):
        if is_vague_note(text):
            raise ActionRefused(
                _("A correction must tell desks and readers what was wrong and what is right."), name
            )
    if place not in Correction.Position:
        raise ActionRefused(_("Choose where the correction appears on the page."), "place")


def fix_typo(
    article_id: int, *, by: Actor, at: datetime, based_on: int | None = None, overrides: Overrides = NO_OVERRIDES
) -> Article:  # fmt: skip
    """Publish the working copy as a typo fix; changed facts need an override."""
    reason = overrides.get("fact-changed", "").strip()
    with _begin_version("update", article_id, by=by, based_on=based_on) as article:
        public = latest_edition(article)
        if not reason and _changes_a_fact(article, public):
            message = _("A headline, a figure or a name has changed. That is a correction, not a typo.")
            raise ChecksFailed([CheckResult("warns", "fact-changed", message, "kind")])
        note = _("typo") + (f" ({reason})" if reason else "")
        last_update_at = public.last_update_at or public.published_at
        write_version(
            article, by=by, at=at, kind=Kind.UPDATE, note=note, overrides=overrides, last_update_at=last_update_at
        )  # fmt: skip
    return article


def _changes_a_fact(article: Article, public: Edition) -> bool:
    changes = list(find_changes("body", public.plain, "\n".join(plain_paragraphs(article.body))))
    for name in ("headline", "kicker", "dek"):
        changes += find_changes(name, getattr(public, name), getattr(article, name))
    names = [*(m.name for m in article.mentions.all()), *(person["name"] for person in public.people)]
    return has_factual_change(changes, names)


def overrides_to_check(by: Actor, overrides: Overrides | None) -> Overrides | None:
    """Return None for the system, which ignores warnings."""
    return None if by is None else overrides


def overrides_detail(overridden: list[str]) -> Mapping[str, Any]:
    return {"overruled": overridden} if overridden else {}


def write_version(
    article: Article, *, by: Actor, at: datetime, kind: Kind, overrides: Overrides | None, note: str = "",
    correction: Correction | None = None, last_update_at: datetime | None = None,
) -> None:  # fmt: skip
    """Run the checks and write the next version: edition, revision, audit and log."""
    end_breaking_unless_urgent(article)
    snapshot = take_snapshot(article, at)
    overridden = enforce_checks(snapshot, overrides=overrides_to_check(by, overrides))
    article.state = State.PUBLISHED
    article.version += 1
    article.first_published_at = article.first_published_at or at
    article.published_at = at
    article.scheduled_at = article.scheduled_by = article.embargo_until = None
    article.embargo_source = ""
    if correction is not None:
        _add_correction(article, correction)
    edition = go_live(snapshot, at, last_update_at)
    revision = build_revision(
        article, by=by, at=at, kind=Revision.Kind.CORRECTED if correction else Revision.Kind.PUBLISHED,
        note=" ".join([note, *overridden]).strip(),
    )  # fmt: skip
    entry = build_entry(
        AuditVerb.CORRECT if correction else AuditVerb.PUBLISH, article, by=by, at=at, version=article.version,
        **overrides_detail(overridden),
    )  # fmt: skip
    write_rows(updated=[article], inserted=[*([correction] if correction else []), revision, entry])
    log_story(article, edition, op=Operation.PUT, kind=kind, by=by, at=at, cause=note)


def _add_correction(article: Article, correction: Correction) -> None:
    """Add an unsaved correction to those that the edition shows, newest first."""
    prefetch_related_objects([article], "corrections")
    corrections = [correction, *article.corrections.all()]
    keep_prefetched(article, "corrections", sorted(corrections, key=lambda one: one.at, reverse=True))
