"""Order of wire rules, and whether each is active."""

from datetime import datetime
from typing import Literal

from django.db import transaction

from articles.actions.audit import audit
from articles.actions.permissions import Actor, require_permission
from articles.models import WireRule
from articles.models.audit import AuditVerb


@transaction.atomic
def move_rule(pk: int, direction: Literal["up", "down"], *, by: Actor, at: datetime) -> WireRule:
    """Exchange a rule with the one above or below; the first cannot go up."""
    require_permission(by, "change_wirerule")
    rules = list(WireRule.objects.select_for_update().order_by("position", "pk"))
    place = next((place for place, rule in enumerate(rules) if rule.pk == pk), None)
    if place is None:
        raise WireRule.DoesNotExist
    rule, other = rules[place], place + (1 if direction == "down" else -1)
    if not 0 <= other < len(rules):
        return rule
    rules[place], rules[other] = rules[other], rules[place]
    for position, one in enumerate(rules):
        one.position = position
    WireRule.objects.bulk_update(rules, ["position"])
    audit(AuditVerb.SAVE_WIRE_RULE, rule, by=by, at=at, position=other + 1)
    return rule


@transaction.atomic
def set_rule_active(pk: int, *, active: bool, by: Actor, at: datetime) -> WireRule:
    """Switch a rule on or off; one that publishes needs the permission to publish."""
    require_permission(by, "change_wirerule")
    rule = WireRule.objects.select_for_update().get(pk=pk)
    if active and rule.auto_publish:
        require_permission(by, "publish_article")
    if rule.active != active:
        rule.active, rule.saved_by, rule.saved_at = active, by, at
        rule.save(update_fields=["active", "saved_by", "saved_at"])
        audit(AuditVerb.SAVE_WIRE_RULE, rule, by=by, at=at, active=active)
    return rule
