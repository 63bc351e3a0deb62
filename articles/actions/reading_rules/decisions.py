"""Reading rules: proposed after a correction, decided, and what they then change."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.desk.agencies import (
    BUILT_IN,
    add_agency,
    add_spelling,
    add_staff_initials,
    agency_for,
    remove_spelling,
    remove_staff_initials,
)
from articles.actions.errors import ActionRefused
from articles.actions.people.save import add_alias, remove_alias
from articles.actions.permissions import Actor, require_permission
from articles.models import Agency, AgencySpelling, AuditEntry, ReadingRule, WireItem
from articles.models.audit import AuditVerb
from articles.parsing.corrections.types import CREDIT_KINDS, ProposedRule, RuleKind, make_key
from people.actions import lock_survivor
from people.models import Alias, Person

Kind = ReadingRule.Kind
PERMISSIONS: dict[str, tuple[str, str]] = {
    Kind.HOUSE: ("articles", "change_agency"),
    Kind.BODY: ("articles", "change_agency"),
    Kind.SPELLING: ("articles", "change_agency"),
    Kind.LINE: ("articles", "change_agency"),
    Kind.ALIAS: ("people", "change_person"),
    Kind.OFFICE: ("people", "change_person"),
    Kind.INITIALS: ("articles", "add_staffinitials"),
}
"""App and codename of the permission to teach a rule: that of the table which holds such facts today."""
Status = ReadingRule.Status
OPEN = frozenset({Status.PROPOSED, Status.ACTIVE, Status.OFF})


def describe_rule(rule: ReadingRule) -> ProposedRule:
    """Return the rule as the parsers' value."""
    meaning = {
        Kind.SPELLING: rule.agency.code if rule.agency else "",
        Kind.ALIAS: str(rule.person_id or ""),
        Kind.INITIALS: rule.name,
    }
    return ProposedRule(
        RuleKind(rule.kind), rule.text, meaning.get(Kind(rule.kind), ""), rule.read, rule.made
    )


def refuse_conflict(rule: ReadingRule) -> None:
    """Refuse a phrase of credits that has a meaning already, and a known alias.

    The undoing of the rule would otherwise remove an alias that somebody else has entered.
    """
    # Locked: an alias entered in between would otherwise be taken for the rule's.
    person = lock_survivor(rule.person_id) if rule.person_id is not None else None
    if person is not None and person.aliases.filter(name=rule.text).exists():
        raise ActionRefused(
            _("“%(spelling)s” already means %(agency)s.") % {"spelling": rule.text, "agency": person.name}
        )
    if RuleKind(rule.kind) not in CREDIT_KINDS:
        return
    kinds = [kind.value for kind in CREDIT_KINDS]
    active = ReadingRule.objects.filter(key=rule.key, kind__in=kinds, status=ReadingRule.Status.ACTIVE)
    other = active.exclude(pk=rule.pk).first()
    if other is not None:
        raise ActionRefused(format_conflict(rule.text, other))
    for spelling, agency in AgencySpelling.objects.values_list("spelling", "agency__name"):
        if make_key(RuleKind.SPELLING, spelling) == rule.key:
            raise ActionRefused(
                _("“%(spelling)s” already means %(agency)s.") % {"spelling": spelling, "agency": agency}
            )


def format_conflict(text: str, other: ReadingRule) -> str:
    return _("“%(text)s” already has the rule “%(kind)s”. Undo that rule first.") % {
        "text": text,
        "kind": other.get_kind_display(),
    }


def apply_effect(rule: ReadingRule, *, by: Actor, at: datetime) -> dict[str, int | None]:
    """Add the row of another table, where the kind has one.

    Return facts for the audit list: the id of the alias, by which `remove_effect` knows it again.
    """
    if rule.agency_id is not None and rule.kind == Kind.SPELLING:
        add_spelling(rule.agency_id, rule.text, by=by, at=at)
    elif rule.person_id is not None and rule.kind == Kind.ALIAS:
        person = add_alias(rule.person_id, rule.text, by=by, at=at)
        return {"alias_id": person.aliases.filter(name=rule.text).values_list("pk", flat=True).first()}
    elif rule.kind == Kind.INITIALS:
        add_staff_initials(rule.text, rule.name, by=by, at=at)
    return {}


def remove_effect(rule: ReadingRule, *, by: Actor, at: datetime) -> None:
    """Remove the row; one that was removed elsewhere meanwhile is no error."""
    if rule.agency_id is not None and rule.kind == Kind.SPELLING:
        remove_spelling(rule.agency_id, rule.text, by=by, at=at)
    elif rule.person_id is not None and rule.kind == Kind.ALIAS:
        if not _is_alias_replaced(rule):
            remove_alias(rule.person_id, rule.text, by=by, at=at)
    elif rule.kind == Kind.INITIALS:
        remove_staff_initials(rule.text, rule.name, by=by, at=at)


def _is_alias_replaced(rule: ReadingRule) -> bool:
    """Return whether the rule's alias was removed; one there now is not its own."""
    verbs = (AuditVerb.ACCEPT_READING_RULE, AuditVerb.SWITCH_READING_RULE_ON)
    entry = AuditEntry.objects.filter(model="readingrule", object_id=rule.pk, verb__in=verbs).first()
    if entry is None or "alias_id" not in entry.detail:
        return False
    return not Alias.objects.filter(pk=entry.detail["alias_id"]).exists()


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
