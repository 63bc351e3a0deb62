"""Later versions of an item, applied to the story that follows it."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.intake.autopilot.obstacles import (
    find_failed_check,
    find_flood_obstacle,
    find_publication_obstacle,
)
from articles.actions.intake.effects.create_story import (
    create_placements,
    list_known_people,
    place_item_figures,
    proposed_change,
)
from articles.actions.intake.effects.item_copy import get_copy
from articles.actions.intake.versions.item_history import correction_line, lock_history_of_change
from articles.actions.intake.versions.resolve_agency_change import settle
from articles.actions.intake.versions.story_matches import find_killed_photos
from articles.actions.permissions import start_move
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import write_version
from articles.actions.stories.save import apply_change
from articles.models import AgencyChange, Article, Correction, FollowedStory, WireItem
from articles.models.audit import AuditVerb
from articles.models.publication import Kind
from articles.workflow import State

SAME_ITEM = AgencyChange.MatchedBy.ITEM


@transaction.atomic(durable=True)
def apply_version(change_id: int, *, at: datetime) -> None:
    """Publish the version of a change and settle the change, in one transaction.

    Raise ActionRefused or CopyError if an editor has to decide; nothing is changed then.
    """
    lock_history_of_change(change_id)
    change = AgencyChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    followed = FollowedStory.objects.filter(article=change.article_id, ended_at=None).first()
    if followed is None or change.settled_at is not None or change.autopilot_at is not None:
        return
    item = WireItem.objects.select_related("source__agency", "file").get(pk=change.item_id)
    if reason := find_version_obstacle(change, item, followed, at):
        raise ActionRefused(reason)
    article = start_move("update", followed.article_id, by=None)
    # A process that began later may have published the version before.
    at = max(at, article.published_at or at)
    followed.item, followed.applied_at, followed.fetch_at = item, at, at
    apply_change(article, _build_change(article, item, followed, at), at)
    settle(change, AgencyChange.Resolution.TAKEN, "", by=None, at=at)
    AgencyChange.objects.filter(pk=change.pk).update(autopilot_at=at)
    settle_taken_off(article, at=at)
    if reason := find_failed_check(article, at):
        raise ActionRefused(reason)
    is_correction = change.kind == AgencyChange.Kind.CORRECTION
    write_version(
        article, by=None, at=at, kind=Kind.CORRECTION if is_correction else Kind.UPDATE, overrides=None,
        note=_("version %(version)s of %(agency)s") % {"version": item.version, "agency": followed.leader},
        correction=_build_correction(article, item, followed, at) if is_correction else None,
    )  # fmt: skip
    followed.save(update_fields=["item", "applied_at", "fetch_at"])
    audit(
        AuditVerb.CORRECT_BY_RULE if is_correction else AuditVerb.UPDATE_BY_RULE, article, by=None, at=at,
        agency=followed.leader, rule=followed.rule_name, item=item.pk,
    )  # fmt: skip


def settle_taken_off(article: Article, *, at: datetime) -> None:
    """Settle the kills of pictures that the story does not place any more."""
    kills = AgencyChange.objects.filter(article=article, kind=AgencyChange.Kind.KILL, settled_at=None)
    for kill in kills.exclude(autopilot_at=None).select_related("item", "article"):
        if (
            kill.is_about_picture
            and not find_killed_photos(kill).filter(placements__article=article).exists()
        ):
            settle(kill, AgencyChange.Resolution.ADAPTED, "", by=None, at=at)


def find_version_obstacle(change: AgencyChange, item: WireItem, followed: FollowedStory, at: datetime) -> str:
    """Return why a version is left to the desk; empty if it may be applied."""
    if change.kind == AgencyChange.Kind.LIFT or followed.article.state != State.PUBLISHED:
        return _("The story is not public. A chief editor decides whether it returns.")
    if change.found != SAME_ITEM:
        return _("The story was found by its wording only.")
    if (item.content or {}).get("guid_made") and item.guid != followed.item.guid:
        return _("The message has no number of its own; the story was found by its slug.")
    if item.provider != followed.item.provider:
        return _("Another agency, %(provider)s, uses the same number.") % {"provider": item.provider}
    if AgencyChange.objects.filter(item=change.item_id).exclude(pk=change.pk).exists():
        return _("The version concerns several stories.")
    return find_publication_obstacle(item) or find_flood_obstacle(followed, at)


def _build_change(article: Article, item: WireItem, followed: FollowedStory, at: datetime) -> StoryChange:
    """Return the agency's version as a change of the story, with pictures."""
    copy = get_copy(item)
    proposed = proposed_change(copy)
    placed = {one.caption: one.photo_id for one in article.placements.all()}
    placements = tuple(
        create_placements(item, copy, list_known_people(proposed), by=None, at=at, placed=placed)
    )
    fields = dict(proposed.fields)
    fields["body"] = place_item_figures(fields["body"], item, placements)
    if not fields["tag_raw"] and followed.rule is not None:
        fields["tag_raw"] = followed.rule.tag_raw
    return replace(proposed, fields=fields, placements=placements)


def _build_correction(article: Article, item: WireItem, followed: FollowedStory, at: datetime) -> Correction:
    """Return the correction, with the agency's note for readers as the public note."""
    notes = [note["text"] for note in (item.content or {}).get("ednotes") or () if note.get("public")]
    with translation.override(article.language):
        own = _("%(agency)s has corrected this report. This is the corrected version.") % {
            "agency": followed.leader
        }
    return Correction(
        article=article, version=article.version + 1, desk_note=correction_line(item), at=at, by=None,
        public_note=" ".join(notes) or own, place=Correction.Position.END,
    )  # fmt: skip
