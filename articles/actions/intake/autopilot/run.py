"""The autopilot: what agencies say later about stories that follow them.

Each step commits by itself and may run twice, so a process that ends in between leaves nothing half done.
"""

from datetime import datetime, timedelta

import structlog
from django.db.models import Case, Q, QuerySet, When
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.intake.autopilot.agency_withdrawals import (
    describe_origin,
    is_certain,
    withhold_for_agency,
    withhold_killed,
)
from articles.actions.intake.autopilot.apply_version import apply_version
from articles.actions.intake.receive.program_faults import PROGRAM_FAULTS, reraise_outage
from articles.actions.stories.withdraw import WithdrawalReason, withhold
from articles.models import AgencyChange, FollowedStory
from articles.models.audit import AuditVerb
from articles.parsing.errors import CopyError
from articles.selectors.held_copy import is_withheld
from articles.wire.item import PubStatus
from articles.workflow import State

Kind = AgencyChange.Kind
GIVEN_UP_AFTER = timedelta(days=2)
BATCH_SIZE = 200
log = structlog.get_logger(__name__)


def run_autopilot(at: datetime) -> int:
    """Apply the changes that wait, kills first; return the number of those done.

    A kill that meets a fault is tried again, because nobody may be awake to see that it was not obeyed.
    """
    done = 0
    for change in list(filter_pending_changes(at)[:BATCH_SIZE]):
        try:
            _apply(change, at)
            done += 1
        except PROGRAM_FAULTS as fault:
            reraise_outage(fault)
            log.exception("the autopilot failed", change=change.pk)
            if change.kind != Kind.KILL:
                reason = _("A fault in Newsroom: %(fault)s.") % {"fault": type(fault).__name__}
                leave_to_desk(change, reason, at)
    return done


def filter_pending_changes(at: datetime) -> "QuerySet[AgencyChange]":
    """Return the open changes that the autopilot has to apply, kills first.

    They came by wire: copy that somebody pastes never publishes anything. A kill that was lifted before it was applied
    holds, too: a chief decides whether the story returns.
    """
    follows = Q(article__following__ended_at=None, article__following__isnull=False)
    is_kill = Q(kind=Kind.KILL)
    withholds = is_kill & Q(item__source__withholds_killed=True)
    is_lifted = is_kill & follows & Q(outcome=AgencyChange.Resolution.LIFTED)
    waiting = AgencyChange.objects.filter(
        Q(settled_at=None) & (follows | withholds) | is_lifted,
        item__source__isnull=False,
        autopilot_at=None,
        opened_at__gt=at - GIVEN_UP_AFTER,
    ).exclude(kind=Kind.QUERY)
    found = waiting.select_related("article", "item__source__agency").defer("item__raw", "item__parsed")
    is_urgent = is_kill | Q(item__pubstatus=PubStatus.WITHHELD) | Q(item__held=True)
    return found.order_by(Case(When(is_urgent, then=0), default=1), "opened_at", "pk")


def _apply(change: AgencyChange, at: datetime) -> None:
    if change.kind == Kind.KILL:
        withhold_killed(change, at=at)
        AgencyChange.objects.filter(pk=change.pk).update(autopilot_at=at)
        return
    if is_withheld(change.item) and is_certain(change):
        note = _("The agency withholds the new version (received copy #%(item)d).") % {"item": change.item_id}
        withhold_for_agency(change, WithdrawalReason.CHECKING, note, at)
        leave_to_desk(change, note, at)
        return
    try:
        apply_version(change.pk, at=at)
    except (ActionRefused, CopyError) as refusal:
        leave_to_desk(change, str(refusal), at)


def leave_to_desk(change: AgencyChange, reason: str, at: datetime) -> None:
    """Record why the desk has to decide; the change stays open."""
    open_change = AgencyChange.objects.filter(pk=change.pk, autopilot_at=None)
    if open_change.update(autopilot_at=at, reason=reason[:300]):
        thing = change.article or change.item
        audit(AuditVerb.LEFT_TO_DESK, thing, by=None, at=at, reason=reason, **describe_origin(change))


def withhold_expired(at: datetime) -> int:
    """Take down the stories whose contract has ended; return their number."""
    ended = list(FollowedStory.objects.filter(withhold_at__lte=at).select_related("article")[:BATCH_SIZE])
    for followed in ended:
        article = followed.article
        if article.state == State.PUBLISHED and not article.own_rewriting:
            note = _("The contract with %(agency)s ended the use.") % {"agency": followed.leader}
            origin = {"agency": followed.leader, "rule": followed.rule_name}
            withhold(article.pk, reason=WithdrawalReason.RIGHTS, by=None, at=at, note=note, origin=origin)
        FollowedStory.objects.filter(pk=followed.pk).update(withhold_at=None)
    return len(ended)
