"""Rules for new items of the wire: saved by a chief, applied once to each item."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.intake.create_story import create_from_item, proposed_change
from articles.actions.intake.item_copy import get_copy
from articles.actions.permissions import Actor, require_permission
from articles.actions.publish_checks import run_checks
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.prefetch import take_snapshot
from articles.actions.stories.publish import publish
from articles.models import Article, WireItem, WireRule, WireRuleUse
from articles.models.audit import AuditVerb
from articles.parsing.errors import CopyError
from articles.wire.item import ItemKind, Notice, PubStatus
from articles.wire.rules import RuleConditions, RuleFacts, find_matching, split_patterns

type PreparedRules = Sequence[tuple[RuleConditions, bool, WireRule]]

FIELDS = frozenset({
    "name", "position", "active", "source_id", "providers", "kinds", "notices", "languages", "services", "sluglines",
    "headlines", "subjects", "urgency_from", "urgency_to", "section_id", "tag_raw", "auto_draft", "auto_publish",
    "is_last",
})  # fmt: skip
NO_DRAFT = frozenset({
    Notice.KILL, Notice.MANDATORY_KILL, Notice.WITHHOLD, Notice.ADVISORY, Notice.CORRECTION, Notice.REPEAT,
})  # fmt: skip
"""Announcements about other copy, of which no story is made without an editor."""
ACCEPTED_FINDINGS = frozenset({"agency-unchanged"})
"""Findings that the operator accepts with a rule that publishes agency copy as it came."""


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """Section, topics, tag and draft that the matching rules give an item."""

    rules: Sequence[WireRule] = ()
    section_id: int | None = None
    topic_ids: tuple[int, ...] = ()
    tag_raw: str = ""
    auto_draft: bool = False
    auto_publish: bool = False


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
    if get_conditions(rule).is_empty:
        raise ActionRefused(_("Without a condition the rule would apply to every item. Enter at least one."))
    if rule.auto_publish and not rule.auto_draft:
        raise ActionRefused(_("Only a draft can be published: let the rule make one."), "auto_publish")
    if rule.auto_publish and rule.section_id is None:
        raise ActionRefused(_("A published story needs a section: choose one."), "section")
    if rule.auto_publish:
        require_permission(by, "publish_article")
    if rule.urgency_from and rule.urgency_to and rule.urgency_from > rule.urgency_to:
        raise ActionRefused(_("The range of urgencies is empty: 1 is the most urgent."), "urgency_to")


@transaction.atomic
def delete_rule(pk: int, *, by: Actor, at: datetime) -> None:
    """Delete a rule; the stories that it made stay."""
    require_permission(by, "delete_wirerule")
    rule = WireRule.objects.select_for_update().get(pk=pk)
    audit(AuditVerb.DELETE_WIRE_RULE, rule, by=by, at=at, name=rule.name)
    rule.delete()


def list_rules() -> list[WireRule]:
    return list(WireRule.objects.filter(active=True).select_related("source").prefetch_related("topics"))


def get_conditions(rule: WireRule) -> RuleConditions:
    return RuleConditions(
        source=rule.source.code if rule.source is not None else "",
        providers=split_patterns(rule.providers),
        kinds=tuple(rule.kinds),
        languages=split_patterns(rule.languages),
        services=split_patterns(rule.services),
        sluglines=split_patterns(rule.sluglines),
        headlines=split_patterns(rule.headlines),
        subjects=split_patterns(rule.subjects),
        notices=tuple(rule.notices),
        urgency_from=rule.urgency_from,
        urgency_to=rule.urgency_to,
    )


def get_facts(item: WireItem) -> RuleFacts:
    content = item.content or {}
    subjects = [
        value
        for code in content.get("subjects") or ()
        for value in (
            code.get("code"), code.get("name"), f"{code.get('scheme', '')}:{code.get('code', '')}",
        )
    ]  # fmt: skip
    return RuleFacts(
        source=item.source.code if item.source is not None else "",
        provider=item.provider, kind=item.kind, language=item.language, service=item.service, slugline=item.slugline,
        headline=item.headline, urgency=item.urgency, notices=tuple(item.notices),
        subjects=tuple(str(value) for value in (*subjects, *(content.get("keywords") or ())) if value),
    )  # fmt: skip


def prepare_rules(rules: Iterable[WireRule]) -> PreparedRules:
    """Return rules with their conditions, ready for many items."""
    return [(get_conditions(rule), rule.is_last, rule) for rule in rules]


def find_effect(rules: Iterable[WireRule], item: WireItem) -> RuleEffect:
    """Return the effect of the rules; of two sections the first one counts."""
    return find_prepared_effect(prepare_rules(rules), item)


def find_prepared_effect(rules: PreparedRules, item: WireItem) -> RuleEffect:
    matching = list(find_matching(rules, get_facts(item)))
    effect = RuleEffect(matching)
    for rule in matching:
        topics = tuple(topic.pk for topic in rule.topics.all())
        effect = replace(
            effect,
            section_id=effect.section_id or rule.section_id,
            topic_ids=tuple(dict.fromkeys((*effect.topic_ids, *topics))),
            tag_raw=effect.tag_raw or rule.tag_raw,
            auto_draft=effect.auto_draft or rule.auto_draft,
            auto_publish=effect.auto_publish or rule.auto_publish,
        )
    return effect


def apply_rules(item: WireItem, *, at: datetime, rules: Sequence[WireRule] | None = None) -> Article | None:
    """Apply the rules to a new item once; return the draft or the published story.

    Whatever prevents a draft or its publication is stored as the reason; the item itself is never lost for it.
    """
    effect = find_effect(list_rules() if rules is None else rules, item)
    if not effect.rules:
        return None
    use = _begin_use(item, effect, at)
    if use is None or not effect.auto_draft:
        return None
    if reason := find_draft_obstacle(item):
        _save_reason(use, reason)
        return None
    try:
        story = _make_draft(item, effect, use, at)
    except (ActionRefused, CopyError) as refusal:
        _save_reason(use, str(refusal))
        return None
    if effect.auto_publish:
        _publish(item, story, use, at)
    return story


@transaction.atomic
def _begin_use(item: WireItem, effect: RuleEffect, at: datetime) -> WireRuleUse | None:
    """Record that the rules apply; return None if they were applied before."""
    use, new = WireRuleUse.objects.get_or_create(item=item, defaults={"at": at})
    if not new:
        return None
    use.rules.set(effect.rules)
    if effect.section_id is not None:
        WireItem.objects.filter(pk=item.pk).update(section=effect.section_id)
    return use


def find_draft_obstacle(item: WireItem) -> str:
    """Return why no story is made of an item without an editor; empty if it may be."""
    if item.kind != ItemKind.TEXT or not (item.reading or {}).get("paragraphs"):
        return _("Only text becomes a draft.")
    if set(item.notices) & NO_DRAFT or item.outcome not in {
        WireItem.IntakeOutcome.NEW,
        WireItem.IntakeOutcome.HELD,
    }:
        return _("The item is about copy that came before; an editor decides.")
    return ""


def find_publication_obstacle(item: WireItem) -> str:
    """Return why a draft is not published without an editor; empty if it may be."""
    if item.pubstatus != PubStatus.USABLE or item.held or item.embargo is not None:
        return _("The item is not usable yet, or has an embargo.")
    if item.warnings or (item.file is not None and item.file.warnings):
        return _("The item was read with warnings.")
    return ""


def try_publication(item: WireItem, effect: RuleEffect, *, at: datetime) -> str:
    """Return why a draft of the item would not be published; nothing is stored."""
    if reason := find_publication_obstacle(item):
        return reason
    with transaction.atomic():
        try:
            with transaction.atomic():
                story = _make_draft(item, effect, WireRuleUse(), at)
            reason = _find_failed_check(story, at)
        except (ActionRefused, CopyError) as refusal:
            reason = str(refusal)
        transaction.set_rollback(True)
    return reason


def _make_draft(item: WireItem, effect: RuleEffect, use: WireRuleUse, at: datetime) -> Article:
    proposed = proposed_change(get_copy(item))
    fields = {**proposed.fields, "section_id": effect.section_id or item.section_id}
    if not fields.get("tag_raw") and effect.tag_raw:
        fields["tag_raw"] = effect.tag_raw
    change = StoryChange(fields=fields, topic_ids=effect.topic_ids or None, mentions=proposed.mentions)
    with transaction.atomic():
        story = create_from_item(item.pk, change, by=None, at=at)
        WireRuleUse.objects.filter(pk=use.pk).update(drafted=True)
        audit(AuditVerb.DRAFT_BY_RULE, story, by=None, at=at, rules=[rule.name for rule in effect.rules])
    return story


def _publish(item: WireItem, story: Article, use: WireRuleUse, at: datetime) -> None:
    if reason := find_publication_obstacle(item) or _find_failed_check(story, at):
        _save_reason(use, reason)
        return
    try:
        publish(story.pk, by=None, at=at)
    except ActionRefused as refusal:
        _save_reason(use, refusal.message)
        return
    WireRuleUse.objects.filter(pk=use.pk).update(published=True)
    audit(AuditVerb.PUBLISH_BY_RULE, story, by=None, at=at)


def _find_failed_check(story: Article, at: datetime) -> str:
    """Return the first finding of the publish checks that an editor has to override.

    A story without an agency would be published as if it were the desk's own, under no contract.
    """
    if not story.sources.exists():
        return _("The closing tag names no agency that the desk knows.")
    results = run_checks(take_snapshot(Article.objects.get(pk=story.pk), at))
    failed = [one for one in results if one.severity != "notes" and one.code not in ACCEPTED_FINDINGS]
    return failed[0].message if failed else ""


def _save_reason(use: WireRuleUse, reason: str) -> None:
    WireRuleUse.objects.filter(pk=use.pk).update(reason=reason)
