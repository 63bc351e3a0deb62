"""Rules that fit items of the wire, and what they give them.

Which rules apply is recorded with the item, so that a process that ends early loses no draft.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_noop

from articles.models import WireItem, WireRule, WireRuleUse
from articles.parsing.story.item_figures import list_pictures
from articles.wire.daily_hours import DailyHours
from articles.wire.rules import RuleConditions, RuleFacts, find_matching, split_patterns

PLAIN = ("urgency_from", "urgency_to", "min_length", "max_length", "with_picture")
PATTERNS = ("providers", "languages", "services", "sluglines", "headlines", "subjects")

type PreparedRules = Sequence[tuple[RuleConditions, bool, WireRule]]

RULED = frozenset({WireItem.IntakeOutcome.NEW, WireItem.IntakeOutcome.HELD})
"""Effects of items that rules apply to: the first version of a matter."""
DRAFT_IS_PENDING = gettext_noop("The draft has not been made yet.")
"""Reason of a use whose rules ask for a draft, until that is made or something prevents it."""
PUBLICATION_IS_PENDING = gettext_noop("The story has not been published yet.")
"""Reason of a use that has its draft, until that is published or something prevents it."""


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """Section, topics, tag and draft that the matching rules give an item."""

    rules: Sequence[WireRule] = ()
    section_id: int | None = None
    topic_ids: tuple[int, ...] = ()
    tag_raw: str = ""
    auto_draft: bool = False
    publishing: WireRule | None = None
    """The first of the rules that publishes by itself; its limits hold."""


def list_rules() -> list[WireRule]:
    return list(WireRule.objects.filter(active=True).select_related("source").prefetch_related("topics"))


def get_conditions(rule: WireRule) -> RuleConditions:
    values: dict[str, Any] = {name: getattr(rule, name) for name in PLAIN}
    values |= {name: split_patterns(getattr(rule, name)) for name in PATTERNS}
    source = rule.source.code if rule.source is not None else ""
    kinds, notices = tuple(rule.kinds), tuple(rule.notices)
    return RuleConditions(source=source, kinds=kinds, notices=notices, hours=_get_hours(rule), **values)


def _get_hours(rule: WireRule) -> DailyHours | None:
    if rule.hours_from is None or rule.hours_until is None:
        return None
    return DailyHours(ZoneInfo(settings.DESK_TIME_ZONE), rule.hours_from, rule.hours_until)


def get_facts(item: WireItem) -> RuleFacts:
    content = item.content or {}
    subjects = [
        value
        for code in (*(content.get("subjects") or ()), *(content.get("genres") or ()))
        for value in (
            code.get("code"), code.get("name"), f"{code.get('scheme', '')}:{code.get('code', '')}",
        )
    ]  # fmt: skip
    return RuleFacts(
        source=item.source.code if item.source is not None else "",
        provider=item.provider, kind=item.kind, language=item.language, service=item.service, slugline=item.slugline,
        headline=item.headline, urgency=item.urgency, notices=tuple(item.notices),
        subjects=tuple(str(value) for value in (*subjects, *(content.get("keywords") or ())) if value),
        length=_count_characters(content), has_picture=bool(list_pictures(content)), received_at=item.received_at,
    )  # fmt: skip


def _count_characters(content: Mapping[str, Any]) -> int:
    """Return the characters of the text, which a light item brings along."""
    length = content.get("length")
    return length if length is not None else sum(len(block[1]) for block in content.get("blocks") or ())


def prepare_rules(rules: Iterable[WireRule]) -> PreparedRules:
    """Return rules with their conditions, ready for many items."""
    return [(get_conditions(rule), rule.is_last, rule) for rule in rules]


def find_prepared_effect(rules: PreparedRules, item: WireItem) -> RuleEffect:
    """Return the effect of the rules; of two sections the first one counts."""
    return combine_rules(list(find_matching(rules, get_facts(item))))


def combine_rules(rules: Sequence[WireRule]) -> RuleEffect:
    """Return the effect of rules that all fit an item, in their order."""
    effect = RuleEffect(rules)
    for rule in rules:
        topics = tuple(topic.pk for topic in rule.topics.all())
        effect = replace(
            effect,
            section_id=effect.section_id or rule.section_id,
            topic_ids=tuple(dict.fromkeys((*effect.topic_ids, *topics))),
            tag_raw=effect.tag_raw or rule.tag_raw,
            auto_draft=effect.auto_draft or rule.auto_draft,
            publishing=effect.publishing or (rule if rule.auto_publish else None),
        )
    return effect


def begin_rule_uses(items: Sequence[WireItem], *, at: datetime) -> None:
    """Record which rules apply to new items, and give these their section.

    The caller stores the effects of the items in the same transaction and holds their locks.
    """
    waiting = [item for item in items if item.content is not None and item.outcome in RULED]
    rules = prepare_rules(list_rules()) if waiting else []
    effects = {item.pk: find_prepared_effect(rules, item) for item in waiting} if rules else {}
    effects = {pk: effect for pk, effect in effects.items() if effect.rules}
    if not effects:
        return
    known = set(WireRuleUse.objects.filter(item__in=list(effects)).values_list("item", flat=True))
    stored = _lock_rules({rule.pk for effect in effects.values() for rule in effect.rules})
    _store_uses({pk: effect for pk, effect in effects.items() if pk not in known}, stored, at)


def _lock_rules(rule_ids: set[int]) -> set[int]:
    """Lock rules against deletion; return those that are stored.

    Without the lock the deletion of a rule would undo the storing of items that it fits.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM articles_wirerule WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE", [list(rule_ids)]
        )
        return {pk for (pk,) in cursor.fetchall()}


def _store_uses(effects: Mapping[int, RuleEffect], stored: Collection[int], at: datetime) -> None:
    uses = WireRuleUse.objects.bulk_create(
        WireRuleUse(item_id=pk, at=at, reason=DRAFT_IS_PENDING if effect.auto_draft else "")
        for pk, effect in effects.items()
    )
    link = WireRuleUse.rules.through
    link._default_manager.bulk_create(
        link(wireruleuse_id=use.pk, wirerule_id=rule.pk)
        for use in uses
        for rule in effects[use.item_id].rules
        if rule.pk in stored
    )
    by_section: dict[int, list[int]] = {}
    for pk, effect in effects.items():
        if effect.section_id is not None:
            by_section.setdefault(effect.section_id, []).append(pk)
    for section_id, pks in by_section.items():
        WireItem.objects.filter(pk__in=pks).update(section=section_id)
