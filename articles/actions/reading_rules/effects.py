"""Spellings, aliases and initials that a reading rule adds and removes."""

from datetime import datetime

from django.utils.translation import gettext as _

from articles.actions.desk.agencies import (
    add_spelling,
    add_staff_initials,
    remove_spelling,
    remove_staff_initials,
)
from articles.actions.errors import ActionRefused
from articles.actions.people.save import add_alias, remove_alias
from articles.actions.permissions import Actor
from articles.models import AgencySpelling, AuditEntry, ReadingRule
from articles.models.audit import AuditVerb
from articles.parsing.corrections.types import CREDIT_KINDS, ProposedRule, RuleKind, make_key
from people.actions import lock_survivor
from people.models import Alias

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
