"""Rules for new items of the wire: saved by a chief, applied once to each item."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import structlog
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.intake.autopilot.followed_stories import start_following
from articles.actions.intake.autopilot.obstacles import (
    find_failed_check,
    find_publication_obstacle,
    find_rate_obstacle,
)
from articles.actions.intake.effects.create_story import create_from_item, proposed_change
from articles.actions.intake.effects.item_copy import get_copy
from articles.actions.intake.effects.rule_effects import (
    DRAFT_IS_PENDING,
    PUBLICATION_IS_PENDING,
    RULED,
    RuleEffect,
    combine_rules,
    get_conditions,
)
from articles.actions.intake.receive.program_faults import PROGRAM_FAULTS, reraise_outage
from articles.actions.intake.versions.item_history import (
    ItemHistory,
    get_superseded_message,
    lock_item_history,
)
from articles.actions.permissions import Actor, require_permission, start_move
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import write_version
from articles.models import Article, WireItem, WireRule, WireRuleUse
from articles.models.audit import AuditVerb
from articles.models.publication import Kind
from articles.parsing.errors import CopyError
from articles.wire.item import ItemKind, Notice
from articles.wire.rules import split_patterns

log = structlog.get_logger(__name__)

FIELDS = frozenset({
    "name", "position", "active", "source_id", "providers", "kinds", "notices", "languages", "services", "sluglines",
    "headlines", "subjects", "urgency_from", "urgency_to", "min_length", "max_length", "with_picture", "hours_from",
    "hours_until", "section_id", "tag_raw", "auto_draft", "auto_publish", "rate_limit", "withhold_after_days",
    "is_last",
})  # fmt: skip
NO_DRAFT = frozenset({
    Notice.KILL, Notice.MANDATORY_KILL, Notice.WITHHOLD, Notice.POSSIBLE_KILL, Notice.ADVISORY,
    Notice.CORRECTION, Notice.REPEAT,
})  # fmt: skip
"""Announcements about other copy, of which no story is made without an editor."""


@transaction.atomic
def save_rule(
    facts: Mapping[str, Any], *, topic_ids: Sequence[int], by: Actor, at: datetime, pk: int | None = None
) -> WireRule:
    """Add (`pk` None) or change a rule; raise ActionRefused with the field.

    Only who may publish may let a rule publish. A new rule applies after all others.
    """
    require_permission(by, "add_wirerule" if pk is None else "change_wirerule")
    if unknown := set(facts) - FIELDS:
        raise ValueError(f"A rule has no {sorted(unknown)}.")
    rule = WireRule() if pk is None else WireRule.objects.select_for_update().get(pk=pk)
    for name, value in facts.items():
        setattr(rule, name, value)
    if pk is None and "position" not in facts:
        last = WireRule.objects.aggregate(last=Max("position"))["last"]
        rule.position = 0 if last is None else last + 1
    _check(rule, by)
    rule.saved_by, rule.saved_at = by, at
    rule.save()
    rule.topics.set(topic_ids)
    audit(AuditVerb.SAVE_WIRE_RULE, rule, by=by, at=at)
    return rule


def _check(rule: WireRule, by: Actor) -> None:
    if rule.auto_publish:
        require_permission(by, "publish_article")
    for field, is_wrong, message in _list_faults(rule):
        if is_wrong:
            raise ActionRefused(message, field)


def _list_faults(rule: WireRule) -> Iterator[tuple[str, bool, str]]:
    """Yield the field, whether it is wrong, and the message of each check."""
    publishes = rule.auto_publish
    names_nobody = rule.source_id is None and not split_patterns(rule.providers)
    yield (
        "",
        get_conditions(rule).is_empty,
        _("Without a condition the rule would apply to every item. Enter at least one."),
    )
    yield (
        "auto_publish",
        publishes and not rule.auto_draft,
        _("Only a draft can be published: let the rule make one."),
    )
    yield (
        "section",
        publishes and rule.section_id is None,
        _("A published story needs a section: choose one."),
    )
    yield (
        "source",
        publishes and names_nobody,
        _("A rule that publishes by itself names the source or the agencies whose copy it may publish."),
    )
    yield (
        "urgency_to",
        _is_reversed(rule.urgency_from, rule.urgency_to),
        _("The range of urgencies is empty: 1 is the most urgent."),
    )
    yield "max_length", _is_reversed(rule.min_length, rule.max_length), _("The range of lengths is empty.")
    yield (
        "hours_until",
        (rule.hours_from is None) != (rule.hours_until is None),
        _("Enter both ends of the hours."),
    )


def _is_reversed(first: int | None, last: int | None) -> bool:
    return bool(first and last and first > last)


@transaction.atomic
def delete_rule(pk: int, *, by: Actor, at: datetime) -> None:
    """Delete a rule; the stories that it made stay."""
    require_permission(by, "delete_wirerule")
    rule = WireRule.objects.select_for_update().get(pk=pk)
    audit(AuditVerb.DELETE_WIRE_RULE, rule, by=by, at=at, name=rule.name)
    rule.delete()


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


def apply_rules(items: Sequence[WireItem], *, at: datetime) -> None:
    """Make the drafts that the rules of new items ask for.

    A failing rule never loses an item.
    """
    for use in filter_pending_uses().filter(item__in=items).order_by("pk"):
        try:
            finish_use(use, at=at)
        except PROGRAM_FAULTS as fault:
            reraise_outage(fault)
            log.exception("wire rules failed", item=use.item_id)


def filter_pending_uses() -> "QuerySet[WireRuleUse]":
    """Return uses whose draft or publication was neither made nor prevented."""
    uses = WireRuleUse.objects.filter(reason__in=[DRAFT_IS_PENDING, PUBLICATION_IS_PENDING])
    return uses.select_related("item__source__agency", "item__file").defer("item__raw", "item__file__raw")


def finish_use(use: WireRuleUse, *, at: datetime) -> Article | None:
    """Make the draft that rules ask for, once, and publish it; return it.

    Whatever prevents a draft or its publication is stored as the reason. If a process ends in between, the next one
    publishes the draft, unless an editor has begun to work on it.
    """
    effect = combine_rules(list(use.rules.filter(active=True).prefetch_related("topics")))
    try:
        story = use.item.article if use.drafted else _make_draft(use, effect, at)
    except (ActionRefused, CopyError) as refusal:
        save_reason(use, str(refusal))
        return None
    if story is not None and effect.publishing is not None:
        _publish(use, story, effect.publishing, at)
    elif use.drafted:
        save_reason(use, _("The rule was changed before it published the story."))
    return story


def find_draft_obstacle(item: WireItem) -> str:
    """Return why no story is made of an item without an editor; empty if it may be."""
    if item.kind != ItemKind.TEXT or not (item.reading or {}).get("paragraphs"):
        return _("Only text becomes a draft.")
    is_announced = bool(set(item.notices) & NO_DRAFT)
    if is_announced or item.outcome not in RULED or item.changes.exists():
        return _("The item is about copy that came before; an editor decides.")
    return ""


def try_publication(item: WireItem, effect: RuleEffect, *, at: datetime) -> str:
    """Return why a draft of the item would not be published; nothing is stored."""
    if reason := find_publication_obstacle(item):
        return reason
    with transaction.atomic():
        try:
            with transaction.atomic():
                story = _create_draft(item, effect, at)
            reason = find_failed_check(Article.objects.get(pk=story.pk), at)
        except (ActionRefused, CopyError) as refusal:
            reason = str(refusal)
        transaction.set_rollback(True)
    return reason


@transaction.atomic
def _make_draft(use: WireRuleUse, effect: RuleEffect, at: datetime) -> Article | None:
    """Make the draft unless another process did, or something speaks against it now."""
    item = use.item
    lock_item_history(item.pk)
    if not _lock_use(use, DRAFT_IS_PENDING):
        return None
    item.refresh_from_db(fields=["status", "outcome", "superseded_by"])
    if reason := find_draft_obstacle(item) or _find_later_obstacle(item, effect):
        save_reason(use, reason)
        return None
    story = _create_draft(item, effect, at)
    reason = PUBLICATION_IS_PENDING if effect.publishing is not None else ""
    WireRuleUse.objects.filter(pk=use.pk).update(drafted=True, reason=reason)
    audit(AuditVerb.DRAFT_BY_RULE, story, by=None, at=at, rules=[rule.name for rule in effect.rules])
    return story


def _lock_use(use: WireRuleUse, reason: str) -> bool:
    """Lock a use; return whether it still waits for this step."""
    return WireRuleUse.objects.filter(pk=use.pk, reason=reason).select_for_update(of=("self",)).exists()


def _find_later_obstacle(item: WireItem, effect: RuleEffect) -> str:
    """Return what has happened since the item arrived that prevents its draft."""
    if not effect.auto_draft:
        return _("The rule was changed before it made a draft.")
    if item.status == WireItem.Status.DISMISSED:
        return _("An editor has dismissed the item.")
    if ItemHistory(item).active_kills():
        return _("The agency has killed this copy. It must not be published.")
    return get_superseded_message(item)


def _create_draft(item: WireItem, effect: RuleEffect, at: datetime) -> Article:
    proposed = proposed_change(get_copy(item))
    fields = {**proposed.fields, "section_id": effect.section_id or item.section_id}
    if not fields.get("tag_raw") and effect.tag_raw:
        fields["tag_raw"] = effect.tag_raw
    change = StoryChange(fields=fields, topic_ids=effect.topic_ids or None, mentions=proposed.mentions)
    return create_from_item(item.pk, change, by=None, at=at)


def _publish(use: WireRuleUse, story: Article, rule: WireRule, at: datetime) -> None:
    try:
        _publish_and_follow(use, story.pk, rule, at)
    except ActionRefused as refusal:
        save_reason(use, refusal.message)
        audit(AuditVerb.LEFT_TO_DESK, story, by=None, at=at, rule=rule.name, reason=refusal.message)


@transaction.atomic(durable=True)
def _publish_and_follow(use: WireRuleUse, story_id: int, rule: WireRule, at: datetime) -> None:
    """Publish the first version; the story follows its item from then on.

    The rule is locked, so that two processes at once do not pass its limit.
    """
    if not _lock_use(use, PUBLICATION_IS_PENDING):
        return  # another process was quicker
    story = start_move("publish", story_id, by=None)
    if story.revisions.exclude(by=None).exists():
        raise ActionRefused(_("An editor has begun to work on the draft."))
    publishing = WireRule.objects.select_for_update(no_key=True).filter(active=True, auto_publish=True)
    locked = publishing.filter(pk=rule.pk).first()
    if locked is None:
        raise ActionRefused(_("The rule was changed before it published the story."))
    obstacle = find_publication_obstacle(use.item) or find_rate_obstacle(locked, at)
    if reason := obstacle or find_failed_check(story, at):
        raise ActionRefused(reason)
    write_version(story, by=None, at=at, kind=Kind.NEW, overrides=None)
    WireRuleUse.objects.filter(pk=use.pk).update(published=True, reason="")
    leader = start_following(story, use.item, rule, at=at)
    audit(AuditVerb.PUBLISH_BY_RULE, story, by=None, at=at, agency=leader, rule=rule.name)


def save_reason(use: WireRuleUse, reason: str) -> None:
    WireRuleUse.objects.filter(pk=use.pk).update(reason=reason)
