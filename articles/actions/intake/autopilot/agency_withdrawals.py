"""Kills by agencies that take down stories and pictures before an editor decides.

The change stays open: a chief kills for good, or says that the story is not affected.
"""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import WrongState
from articles.actions.intake.versions.story_matches import find_photos_of_item
from articles.actions.photos.rights import block_photo
from articles.actions.photos.take_off import take_off
from articles.actions.stories.withdraw import WithdrawalReason, withhold
from articles.models import AgencyChange, FollowedStory
from articles.models.audit import AuditVerb
from articles.workflow import State

CERTAIN = (AgencyChange.MatchedBy.ITEM, AgencyChange.MatchedBy.PHOTO)
"""Matches that need no comparison by an editor."""


def withhold_killed(change: AgencyChange, *, at: datetime) -> None:
    """Take down what an agency has killed, unless it was found by likeness alone."""
    if change.article is not None and not is_certain(change):
        return
    if change.is_about_picture:
        _block_pictures(change, at)
    elif change.article is not None and change.article.state == State.PUBLISHED:
        _withhold(change, at)


def is_certain(change: AgencyChange) -> bool:
    """Return False for a likeness, and for the same number of another agency."""
    is_other = change.before is not None and change.before.provider not in {"", change.item.provider}
    return change.found in CERTAIN and not is_other


def _block_pictures(change: AgencyChange, at: datetime) -> None:
    """Block the pictures of a kill, and take them off a story that follows an agency.

    Such a story has a text of its own, without which no rule publishes, and so can stand without.
    """
    for photo in find_photos_of_item(change.item).filter(blocked=False).order_by("pk"):
        with transaction.atomic():
            block_photo(photo.pk, True, by=None, at=at)
            audit(AuditVerb.BLOCK_PHOTO_BY_RULE, photo, by=None, at=at, **describe_origin(change))
    if FollowedStory.objects.filter(article=change.article_id, ended_at=None).exists():
        killed = find_photos_of_item(change.item).values_list("pk", flat=True)
        note = _("Killed by the agency (received copy #%(item)d).") % {"item": change.item_id}
        take_off(list(killed), reason=note, at=at, article_ids=[change.article_id or 0])


def _withhold(change: AgencyChange, at: datetime) -> None:
    note = _("Killed by the agency (received copy #%(item)d).") % {"item": change.item_id}
    withhold_for_agency(change, WithdrawalReason.AGENCY_KILL, note, at)


def withhold_for_agency(change: AgencyChange, reason: WithdrawalReason, note: str, at: datetime) -> None:
    """Take the story of a change down; the audit list names the agency and the rule."""
    with suppress(WrongState):  # somebody was quicker
        story_id, origin = change.article_id or 0, describe_origin(change)
        withhold(story_id, reason=reason, by=None, at=at, note=note, origin=origin)


def describe_origin(change: AgencyChange) -> dict[str, str | int]:
    """Return the agency, the item and the rule of a change, for the audit list."""
    followed = FollowedStory.objects.filter(article=change.article_id, ended_at=None).first()
    source = change.item.source
    agency = source.agency if source is not None else None
    return {
        "agency": agency.name if agency is not None else change.item.provider,
        "rule": followed.rule_name if followed is not None else str(_("killed copy is withheld at once")),
        "item": change.item_id,
    }
