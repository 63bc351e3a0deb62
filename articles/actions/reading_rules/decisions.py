"""Reading rules: proposed after a correction, then accepted or declined."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.desk.agencies import BUILT_IN, add_agency, agency_for
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.actions.reading_rules.effects import (
    PERMISSIONS,
    apply_effect,
    describe_rule,
    format_conflict,
    refuse_conflict,
    remove_effect,
)
from articles.models import Agency, ReadingRule, WireItem
from articles.models.audit import AuditVerb
from articles.parsing.corrections.types import ProposedRule, RuleKind
from people.models import Person

Status = ReadingRule.Status
OPEN = frozenset({Status.PROPOSED, Status.ACTIVE, Status.OFF})


@transaction.atomic
def propose_rule(proposed: ProposedRule, *, item_id: int | None, by: Actor, at: datetime) -> ReadingRule:
    """Store a proposal, which changes nothing yet.

    Return the open rule if there is one already. Whoever may make stories from copy may propose.
    """
    require_permission(by, "add_article")
    rule = _build_rule(proposed)
    if item_id is not None:  # retention may have deleted the copy since it was on the page
        rule.item = WireItem.objects.only("pk").filter(pk=item_id).first()
    rule.proposed_by, rule.proposed_at = by, at
    try:
        with transaction.atomic():
            rule.save()
    except IntegrityError:
        known = ReadingRule.objects.filter(
            kind=rule.kind, key=rule.key, agency=rule.agency_id, person=rule.person_id, status__in=OPEN
        ).first()
        if known is None:
            raise
        return known
    audit(AuditVerb.PROPOSE_READING_RULE, rule, by=by, at=at, kind=rule.kind)
    return rule


def find_rules(proposals: Sequence[ProposedRule]) -> list[ReadingRule | None]:
    """Return for each proposal the rule that answers it, None without one.

    That is one of the same meaning, or an active one of another. Undone rules do not count.
    """
    keys = {proposed.key for proposed in proposals}
    rules = ReadingRule.objects.filter(key__in=keys).exclude(status=Status.UNDONE).defer("replay")
    known = list(rules.select_related("agency").order_by("pk"))
    return [
        next((rule for rule in reversed(known) if _answers(rule, proposed)), None) for proposed in proposals
    ]


def _answers(rule: ReadingRule, proposed: ProposedRule) -> bool:
    stated = describe_rule(rule)
    return (rule.kind, rule.key) == (proposed.kind, proposed.key) and (
        rule.status == Status.ACTIVE or stated.meaning == proposed.meaning
    )


def _build_rule(proposed: ProposedRule) -> ReadingRule:
    text = " ".join(proposed.text.split())
    rule = ReadingRule(
        kind=proposed.kind, text=text, key=proposed.key, read=proposed.read, made=proposed.made
    )
    if not rule.key:
        raise ActionRefused(_("The rule has no text."), "text")
    if proposed.kind is RuleKind.SPELLING:
        rule.agency = _find_agency(proposed.meaning)
    elif proposed.kind is RuleKind.ALIAS:
        rule.person = _find_person(int(proposed.meaning))
    elif proposed.kind is RuleKind.INITIALS:
        rule.name = proposed.meaning[:120]
    return rule


def _find_agency(code: str) -> Agency:
    """Return the agency; refuse one that was deleted after the proposal was shown."""
    agency = agency_for(code) if code in BUILT_IN else Agency.objects.filter(code=code).first()
    if agency is None:
        raise ActionRefused(_("The agency “%(code)s” has been deleted meanwhile.") % {"code": code})
    return agency


def _find_person(person_id: int) -> Person:
    """Return the person; refuse one that was deleted after the proposal was shown."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise ActionRefused(
            _("The person #%(id)d has been deleted from the directory meanwhile.") % {"id": person_id}
        )
    return person


@transaction.atomic
def accept_rule(pk: int, *, by: Actor, at: datetime) -> ReadingRule:
    """Apply a proposed rule to all copy from now on.

    A rule whose replay has not ended is refused.
    """
    rule = _start(pk, {Status.PROPOSED}, by=by)
    if not rule.replay.get("is_done"):
        raise ActionRefused(
            _(
                "The rule “%(text)s” has not been compared with all received copy yet. Wait for the comparison."
            )
            % {"text": rule.text}
        )
    return _accept(rule, by=by, at=at)


def _accept(rule: ReadingRule, *, by: Actor, at: datetime) -> ReadingRule:
    refuse_conflict(rule)
    facts = apply_effect(rule, by=by, at=at)
    return _decide(rule, Status.ACTIVE, AuditVerb.ACCEPT_READING_RULE, by=by, at=at, **facts)


@transaction.atomic
def decline_rule(pk: int, *, by: Actor, at: datetime) -> ReadingRule:
    """Decline a proposal, which is then not made again."""
    rule = _start(pk, {Status.PROPOSED}, by=by)
    return _decide(rule, Status.DECLINED, AuditVerb.DECLINE_READING_RULE, by=by, at=at)


@transaction.atomic
def switch_rule(pk: int, *, active: bool, by: Actor, at: datetime) -> ReadingRule:
    """Switch a rule on or off; one that is off can be switched on again."""
    rule = _start(pk, {Status.OFF if active else Status.ACTIVE}, by=by)
    if active:
        refuse_conflict(rule)
        facts = apply_effect(rule, by=by, at=at)
        return _decide(rule, Status.ACTIVE, AuditVerb.SWITCH_READING_RULE_ON, by=by, at=at, **facts)
    remove_effect(rule, by=by, at=at)
    return _decide(rule, Status.OFF, AuditVerb.SWITCH_READING_RULE_OFF, by=by, at=at)


@transaction.atomic
def undo_rule(pk: int, *, by: Actor, at: datetime) -> ReadingRule:
    """Undo a rule for good, and remove what it added elsewhere."""
    rule = _start(pk, {Status.ACTIVE, Status.OFF}, by=by)
    if rule.status == Status.ACTIVE:
        remove_effect(rule, by=by, at=at)
    return _decide(rule, Status.UNDONE, AuditVerb.UNDO_READING_RULE, by=by, at=at)


@transaction.atomic
def teach_rule(proposed: ProposedRule, *, item_id: int | None, by: Actor, at: datetime) -> ReadingRule:
    """Propose a rule that the editor states outright, and accept it without a replay.

    Initials that are proposed for somebody else are declined; those of a decided rule are refused.
    """
    rule = propose_rule(proposed, item_id=item_id, by=by, at=at)
    if describe_rule(rule).meaning != proposed.meaning:
        if rule.status != Status.PROPOSED:
            raise ActionRefused(format_conflict(proposed.text, rule))
        decline_rule(rule.pk, by=by, at=at)
        rule = propose_rule(proposed, item_id=item_id, by=by, at=at)
    if rule.status == Status.ACTIVE:
        return rule
    if rule.status == Status.OFF:
        return switch_rule(rule.pk, active=True, by=by, at=at)
    return _accept(_start(rule.pk, {Status.PROPOSED}, by=by), by=by, at=at)


@transaction.atomic
def teach_new_agency(name: str, token: str, *, item_id: int | None, by: Actor, at: datetime) -> ReadingRule:
    """Add an agency found in copy as `token`; undo removes the spelling alone."""
    agency = add_agency(name, token, by=by, at=at)
    proposed = ProposedRule(RuleKind.SPELLING, token, agency.code, token, agency.name)
    rule = propose_rule(proposed, item_id=item_id, by=by, at=at)
    return _decide(rule, Status.ACTIVE, AuditVerb.ACCEPT_READING_RULE, by=by, at=at)


def _start(pk: int, states: Collection[str], *, by: Actor) -> ReadingRule:
    """Lock the rule; refuse who may not teach it, and a state without this decision.

    All rules of its text are locked, in the order of their ids: of two meanings accepted at once both would pass.
    """
    same_text = ReadingRule.objects.filter(key__in=ReadingRule.objects.filter(pk=pk).values("key"))
    locked = same_text.select_for_update(of=("self",)).select_related("agency", "person").order_by("pk")
    rule = next(rule for rule in locked if rule.pk == pk)
    app, codename = PERMISSIONS[rule.kind]
    require_permission(by, codename, app)
    if rule.status not in states:
        raise ActionRefused(
            _("The rule “%(text)s” is in the state “%(state)s” by now. Load the page again.")
            % {"text": rule.text, "state": rule.get_status_display()}
        )
    return rule


def _decide(
    rule: ReadingRule, status: str, verb: AuditVerb, *, by: Actor, at: datetime, **facts: Any
) -> ReadingRule:
    rule.status, rule.decided_by, rule.decided_at = status, by, at
    rule.save(update_fields=["status", "decided_by", "decided_at"])
    audit(verb, rule, by=by, at=at, kind=rule.kind, **facts)
    return rule
