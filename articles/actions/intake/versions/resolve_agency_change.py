"""An editor's decision on a change: accept a kill, apply, adapted or unaffected."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.intake.versions.item_history import lift_kills, lock_history_of_change
from articles.actions.intake.versions.story_matches import find_killed_photos
from articles.actions.permissions import Actor, require_permission
from articles.actions.photos.rights import block_photo
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.actions.stories.withdraw import WithdrawalReason, withhold
from articles.models import AgencyChange, Article, WireItem
from articles.models.audit import AuditVerb
from articles.parsing.agency_update import merge_agency_change
from articles.parsing.version_comparison import pick_paragraphs
from articles.text.paragraphs import build_body_html
from articles.workflow import State

COMPARED_FIELDS = ("kicker", "headline", "dek", "byline", "dateline")
Outcome = AgencyChange.Resolution


@dataclass(frozen=True, slots=True)
class AppliedChange:
    """Result of applying a change; `missed` paragraphs must be worked in by hand."""

    change: AgencyChange
    done: int
    missed: tuple[str, ...] = ()


def accept_kill(change_id: int, *, by: Actor, at: datetime) -> AgencyChange:
    """Withhold a published story and block it; of a picture, block the photo.

    The withdrawal has a transaction of its own, so that it does not wait for the lock of the item's history.
    """
    require_permission(by, "settle_kill")
    change = AgencyChange.objects.select_related("article", "item").get(pk=change_id)
    if change.kind != AgencyChange.Kind.KILL or not (change.article or change.is_about_picture):
        raise ActionRefused(_("The agency has not killed this story."))
    if change.is_about_picture:
        _block_photos(change, by=by, at=at)
    elif change.article and change.article.state == State.PUBLISHED:
        note = _("Killed by the agency (received copy #%(item)d).") % {"item": change.item_id}
        withhold(change.article.pk, reason=WithdrawalReason.AGENCY_KILL, by=by, at=at, note=note)
    with transaction.atomic():
        return settle(_open_change(change_id, by), Outcome.TAKEN, "", by=by, at=at)


def _block_photos(change: AgencyChange, *, by: Actor, at: datetime) -> None:
    photos = list(find_killed_photos(change))
    if not photos:
        raise ActionRefused(
            _(
                "No photo has the number of this kill, so nothing was blocked. Block the picture on its own page."
            )
        )
    for photo in photos:
        if not photo.blocked:
            block_photo(photo.pk, True, by=by, at=at)


def accept_kill_everywhere(change_id: int, *, by: Actor, at: datetime) -> list[AgencyChange]:
    """Accept a kill for every story that it concerns; return the settled changes.

    Stories with a picture that only looks the same are left, for an editor has to compare it. Each story is withdrawn
    by itself, so that the refusal of one keeps none of the others on the site.
    """
    item_id = AgencyChange.objects.values_list("item", flat=True).get(pk=change_id)
    kills = AgencyChange.objects.filter(item=item_id, kind=AgencyChange.Kind.KILL, settled_at=None)
    settled, refusals = [], []
    certain = kills.exclude(article=None).exclude(found=AgencyChange.MatchedBy.LOOKS)
    for pk in certain.order_by("pk").values_list("pk", flat=True):
        try:
            settled.append(accept_kill(pk, by=by, at=at))
        except ActionRefused as refusal:
            refusals.append(refusal)
    if refusals:
        raise refusals[0]
    return settled


@transaction.atomic
def apply_change(
    change_id: int, *, by: Actor, at: datetime, based_on: int | None, picks: Collection[str] | None = None
) -> AppliedChange:
    """Put the agency's new text into the working copy; publish nothing.

    `picks` are the keys of the rows that an editor has chosen (see `articles.parsing.version_comparison`); None means
    all of them. Paragraphs that the desk has reworded are left alone, and the change stays open because of them.
    """
    change = _open_change(change_id, by)
    article = _require_story(change)
    if change.kind == AgencyChange.Kind.KILL:
        raise ActionRefused(_("A kill has no new text to apply."))
    story_change, done, missed = _apply_to_story(article, change, picks)
    if story_change.fields:
        note = _("from the agency: %(kind)s") % {"kind": change.get_kind_display()}
        save_story(article.pk, story_change, by=by, at=at, based_on=based_on, note=note)
    if not missed:
        settle(change, Outcome.TAKEN, "", by=by, at=at)
    return AppliedChange(change, done, missed)


@transaction.atomic
def mark_adapted(change_id: int, *, by: Actor, at: datetime, reason: str = "") -> AgencyChange:
    """Settle a change that an editor worked in and saved after it arrived."""
    change = _open_change(change_id, by)
    article = _require_story(change)
    if article.revision <= (change.revision or 0):
        raise ActionRefused(_("The story has not been saved since the agency's change arrived."))
    return settle(change, Outcome.ADAPTED, reason, by=by, at=at)


@transaction.atomic
def mark_unaffected(change_id: int, *, reason: str, by: Actor, at: datetime) -> AgencyChange:
    """Settle a change that does not concern the story; the reason is required.

    For an accepted kill this ends the block: an agency that sends no versions can lift a kill by telephone only.
    """
    change = _open_change(change_id, by, or_accepted_kill=True)
    if not reason.strip():
        raise ActionRefused(_("Say why the story is not affected."), "reason")
    return settle(change, Outcome.UNAFFECTED, reason.strip()[:300], by=by, at=at)


def _open_change(change_id: int, by: Actor, *, or_accepted_kill: bool = False) -> AgencyChange:
    lock_history_of_change(change_id)
    change = (
        AgencyChange.objects.select_for_update(of=("self",))
        .select_related("item", "before", "article")
        .get(pk=change_id)
    )
    require_permission(by, change.needed_permission)
    is_accepted_kill = (
        or_accepted_kill and change.kind == AgencyChange.Kind.KILL and change.outcome == Outcome.TAKEN
    )
    if change.settled_at is not None and not is_accepted_kill:
        raise ActionRefused(
            _("This has already been settled: %(outcome)s.") % {"outcome": change.get_outcome_display()}
        )
    return change


def _require_story(change: AgencyChange) -> Article:
    if change.article is None:
        raise ActionRefused(_("First choose the story that this is about."), "article")
    return change.article


def _apply_to_story(
    article: Article, change: AgencyChange, picks: Collection[str] | None
) -> tuple[StoryChange, int, tuple[str, ...]]:
    new, old = item_reading(change.item), item_reading(change.before)
    fields = {
        name: str(new[name])
        for name in COMPARED_FIELDS
        if new.get(name) and getattr(article, name) == (old.get(name) or "") and new[name] != old.get(name)
        if picks is None or name in picks
    }
    done = len(fields)
    if change.before is None and picks is None:
        body = build_body_html([("paragraph", text) for text in new.get("paragraphs") or ()])
        return StoryChange(fields={**fields, "body": body}), done + 1, ()
    before, after = old.get("paragraphs") or (), new.get("paragraphs") or ()
    if picks is not None:
        after = pick_paragraphs(before, after, picks)
    merged = merge_agency_change(article.body, before, after)
    if merged.applied:
        fields["body"] = merged.body
    return StoryChange(fields=fields), done + merged.applied, merged.unmatched


def item_reading(item: WireItem | None) -> dict[str, Any]:
    return dict(item.reading or {}) if item is not None else {}


def settle(change: AgencyChange, outcome: Outcome, reason: str, *, by: Actor, at: datetime) -> AgencyChange:
    change.settled_at, change.settled_by, change.outcome, change.reason = at, by, outcome, reason
    change.save(update_fields=["settled_at", "settled_by", "outcome", "reason"])
    if change.article is not None and outcome != Outcome.UNAFFECTED:
        WireItem.objects.filter(pk=change.item_id, article=None).update(
            article=change.article, status=WireItem.Status.USED
        )
    if change.kind == AgencyChange.Kind.LIFT and outcome in {Outcome.TAKEN, Outcome.ADAPTED}:
        lift_kills(change)
    audit(
        AuditVerb(f"agency change {outcome.value}"),
        change.article or change.item,
        by=by,
        at=at,
        item=change.item_id,
        reason=reason,
    )
    return change
