"""What an editor decides on an agency's change: take it over, say it is worked in, or say why it does not matter."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.intake.item_history import lift_kills, lock_item_history
from articles.actions.permissions import Actor, require_permission
from articles.actions.revisions import audit
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.actions.stories.withdraw import WithdrawalReason, withhold
from articles.models import AgencyChange, Article, WireItem
from articles.parsing.agency_update import merge_agency_change
from articles.text.paragraphs import build_body_html
from articles.workflow import State

COMPARED_FIELDS = ("kicker", "headline", "dek", "byline", "dateline")
Outcome = AgencyChange.Resolution


@dataclass(frozen=True, slots=True)
class AppliedChange:
    """What became of the story; `missed` are the agency's changes that are still to be worked in by hand."""

    change: AgencyChange
    done: int
    missed: tuple[str, ...] = ()


def accept_kill(change_id: int, *, by: Actor, at: datetime) -> AgencyChange:
    """Withhold the story if it is out, and never publish it as it is. Two transactions: the withdrawal never waits."""
    change = AgencyChange.objects.select_related("article", "item").get(pk=change_id)
    if change.kind != AgencyChange.Kind.KILL or change.article is None:
        raise ActionRefused(_("The agency has not killed this story."))
    if change.article.state == State.PUBLISHED:
        note = _("Killed by the agency (received copy #%(item)d).") % {"item": change.item_id}
        withhold(change.article.pk, reason=WithdrawalReason.AGENCY_KILL, by=by, at=at, note=note)
    with transaction.atomic():
        return _settle(_open_change(change_id, by), Outcome.TAKEN, "", by=by, at=at)


@transaction.atomic
def apply_change(change_id: int, *, by: Actor, at: datetime, based_on: int | None) -> AppliedChange:
    """Put the agency's new words into the working copy where the desk still has the old ones. Nothing goes public.

    Stays open while there are changes to paragraphs that the desk has reworded.
    """
    change = _open_change(change_id, by)
    article = _require_story(change)
    if change.kind == AgencyChange.Kind.KILL:
        raise ActionRefused(_("A kill has no new words to take over."))
    wanted, done, missed = _apply_to_story(article, change)
    if wanted.fields:
        note = _("from the agency: %(kind)s") % {"kind": change.get_kind_display()}
        save_story(article.pk, wanted, by=by, at=at, based_on=based_on, note=note)
    if not missed:
        _settle(change, Outcome.TAKEN, "", by=by, at=at)
    return AppliedChange(change, done, missed)


@transaction.atomic
def mark_adapted(change_id: int, *, by: Actor, at: datetime, reason: str = "") -> AgencyChange:
    """The editor has worked it in: the story must have been saved since the change came in."""
    change = _open_change(change_id, by)
    article = _require_story(change)
    if article.revision <= (change.revision or 0):
        raise ActionRefused(_("The story has not been saved since the agency's change came in."))
    return _settle(change, Outcome.ADAPTED, reason, by=by, at=at)


@transaction.atomic
def mark_unaffected(change_id: int, *, reason: str, by: Actor, at: datetime) -> AgencyChange:
    """The story shares nothing with what was changed; the reason stays with it.

    Of a kill that was taken over it ends the block: an agency that tells no version can lift it by telephone only.
    """
    change = _open_change(change_id, by, or_taken_kill=True)
    if not reason.strip():
        raise ActionRefused(_("Say why the story is not affected."), "reason")
    return _settle(change, Outcome.UNAFFECTED, reason.strip()[:300], by=by, at=at)


def _open_change(change_id: int, by: Actor, *, or_taken_kill: bool = False) -> AgencyChange:
    require_permission(by, "change_article")
    lock_item_history(AgencyChange.objects.values_list("item__agency_item", flat=True).get(pk=change_id))
    change = (
        AgencyChange.objects.select_for_update(of=("self",))
        .select_related("item", "before", "article")
        .get(pk=change_id)
    )
    holds = or_taken_kill and change.kind == AgencyChange.Kind.KILL and change.outcome == Outcome.TAKEN
    if change.settled_at is not None and not holds:
        raise ActionRefused(
            _("This is settled already: %(outcome)s.") % {"outcome": change.get_outcome_display()}
        )
    return change


def _require_story(change: AgencyChange) -> Article:
    if change.article is None:
        raise ActionRefused(_("Say first which story this is about."), "article")
    return change.article


def _apply_to_story(article: Article, change: AgencyChange) -> tuple[StoryChange, int, tuple[str, ...]]:
    new, old = item_reading(change.item), item_reading(change.before)
    fields = {
        name: str(new[name])
        for name in COMPARED_FIELDS
        if new.get(name) and getattr(article, name) == (old.get(name) or "") and new[name] != old.get(name)
    }
    done = len(fields)
    if change.before is None:
        body = build_body_html([("paragraph", text) for text in new.get("paragraphs") or ()])
        return StoryChange(fields={**fields, "body": body}), done + 1, ()
    told = merge_agency_change(article.body, old.get("paragraphs") or (), new.get("paragraphs") or ())
    if told.applied:
        fields["body"] = told.body
    return StoryChange(fields=fields), done + told.applied, told.unmatched


def item_reading(item: WireItem | None) -> dict[str, Any]:
    return dict(item.reading or {}) if item is not None else {}


def _settle(change: AgencyChange, outcome: Outcome, reason: str, *, by: Actor, at: datetime) -> AgencyChange:
    change.settled_at, change.settled_by, change.outcome, change.reason = at, by, outcome, reason
    change.save(update_fields=["settled_at", "settled_by", "outcome", "reason"])
    if change.article is not None and outcome != Outcome.UNAFFECTED:
        WireItem.objects.filter(pk=change.item_id, article=None).update(
            article=change.article, status=WireItem.Status.USED
        )
    if change.kind == AgencyChange.Kind.LIFT and outcome in {Outcome.TAKEN, Outcome.ADAPTED}:
        lift_kills(change)
    thing = change.article or change.item
    audit(f"agency change {outcome.value}", thing, by=by, at=at, item=change.item_id, reason=reason)
    return change
