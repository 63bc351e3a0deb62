"""Trials of wire rules on items that came before; nothing is changed.

Steps that store something run in transactions that are always rolled back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Func, IntegerField, Q, QuerySet
from django.db.models.functions import JSONObject

from articles.actions.intake.autopilot.obstacles import find_publication_obstacle
from articles.actions.intake.effects.rule_effects import (
    RULED,
    RuleEffect,
    find_prepared_effect,
    list_rules,
    prepare_rules,
)
from articles.actions.intake.effects.wire_rules import (
    find_draft_obstacle,
    save_rule,
    try_publication,
)
from articles.actions.permissions import Actor, require_permission
from articles.models import Section, Topic, WireItem, WireRule, WireRuleUse

MAX_READ = 20_000
"""Newest items that the conditions are compared with."""
MAX_SHOWN = 100
MAX_CHECKED = 15
"""Items whose publish checks are run, which takes some 50 ms each."""
_COLUMNS = (
    "provider", "kind", "language", "service", "slugline", "headline", "urgency", "notices", "received_at", "outcome",
    "source",
)  # fmt: skip


class BodyLength(Func):
    """Characters of the blocks of an item, summed in the database."""

    template = (
        "(SELECT coalesce(sum(length(block ->> 1)), 0) FROM jsonb_array_elements(%(expressions)s) block)"
    )
    output_field = IntegerField()


@dataclass(frozen=True, slots=True)
class TriedItem:
    """An item that the rule fits, with what all rules would give it."""

    item: WireItem
    effect: RuleEffect
    section: Section | None
    topics: Sequence[Topic]
    draft_obstacle: str = ""
    publication_obstacle: str = ""
    is_checked: bool = True
    """False if the publish checks were not run because there are too many items."""
    use: WireRuleUse | None = None
    """What happened when the item arrived, if rules applied then."""

    @property
    def is_drafted(self) -> bool:
        return self.effect.auto_draft and not self.draft_obstacle

    @property
    def is_published(self) -> bool:
        return self.is_drafted and self.effect.publishing is not None and not self.publication_obstacle


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """Items of a period that a rule fits, the newest first."""

    since: datetime
    until: datetime
    read: int
    matching: int
    items: Sequence[TriedItem] = field(default_factory=tuple)
    is_shortened: bool = False
    """More items came in the period than are compared."""

    @property
    def drafts(self) -> int:
        return sum(one.is_drafted for one in self.items)

    @property
    def publications(self) -> int:
        return sum(one.is_published for one in self.items)


def try_rule(
    facts: Mapping[str, Any],
    *,
    topic_ids: Sequence[int],
    since: datetime,
    until: datetime,
    by: Actor,
    at: datetime,
    pk: int | None = None,
) -> RuleTrial:
    """Return what a rule would do together with the others, without saving it.

    Raise ActionRefused for a rule that could not be saved.
    """
    with transaction.atomic():
        rule = save_rule({**facts, "active": True}, topic_ids=topic_ids, by=by, at=at, pk=pk)
        rules = list_rules()
        # The rule lives on in memory: a lock that lasts as long as the trial would stop the intake.
        transaction.set_rollback(True)
    return _run(rule.pk, rules, since=since, until=until, at=at)


def try_saved_rule(pk: int, *, since: datetime, until: datetime, by: Actor, at: datetime) -> RuleTrial:
    """Return what a saved rule does, also one that is switched off."""
    require_permission(by, "view_wirerule")
    rules = WireRule.objects.filter(Q(active=True) | Q(pk=pk))
    loaded = list(rules.select_related("source").prefetch_related("topics"))
    return _run(pk, loaded, since=since, until=until, at=at)


def _run(pk: int, rules: Sequence[WireRule], *, since: datetime, until: datetime, at: datetime) -> RuleTrial:
    found: list[tuple[int, RuleEffect]] = []
    prepared, read = prepare_rules(rules), 0
    for item in _list_light_items(since, until):
        read += 1
        effect = find_prepared_effect(prepared, item)
        if any(one.pk == pk for one in effect.rules):
            found.append((item.pk, effect))
    tried = _try_items(found[:MAX_SHOWN], at)
    return RuleTrial(since, until, read, len(found), tried, read >= MAX_READ)


def _list_light_items(since: datetime, until: datetime) -> Any:
    """Yield items with the facts that rules ask about, and no others: texts are long."""
    facts = JSONObject(
        subjects=F("content__subjects"), keywords=F("content__keywords"), genres=F("content__genres"),
        associations=F("content__associations"), length=BodyLength("content__blocks"),
    )  # fmt: skip
    items = _list_items(since, until).only(*_COLUMNS, "source__code").annotate(rule_facts=facts)
    for item in items[:MAX_READ].iterator(chunk_size=1_000):
        item.content = item.rule_facts
        yield item


def _list_items(since: datetime, until: datetime) -> QuerySet[WireItem]:
    return (
        WireItem.objects.filter(
            received_at__gte=since, received_at__lt=until, outcome__in=RULED, content__isnull=False,
        )
        .exclude(source=None)
        .select_related("source")
        .order_by("-received_at", "-pk")
    )  # fmt: skip


def _try_items(found: Sequence[tuple[int, RuleEffect]], at: datetime) -> list[TriedItem]:
    whole = WireItem.objects.select_related("source__agency", "file", "article", "rule_use", "section")
    light = whole.defer("raw", "parsed", "file__raw").prefetch_related("changes")
    items = light.in_bulk([pk for pk, _effect in found])
    sections, topics = Section.objects.in_bulk(), Topic.objects.in_bulk()
    unchecked = MAX_CHECKED
    tried = []
    for pk, effect in found:
        item = items[pk]
        one = TriedItem(
            item,
            effect,
            section=sections.get(effect.section_id) if effect.section_id else item.section,
            topics=[topics[topic] for topic in effect.topic_ids if topic in topics],
            draft_obstacle=find_draft_obstacle(item) if effect.auto_draft else "",
            use=getattr(item, "rule_use", None),
        )
        if one.is_drafted and effect.publishing is not None:
            one = _try_publication(one, at, run_checks=unchecked > 0)
            unchecked -= 1
        tried.append(one)
    return tried


def _try_publication(tried: TriedItem, at: datetime, *, run_checks: bool) -> TriedItem:
    """Return the item with the reason why its draft would not be published."""
    obstacle = find_publication_obstacle(tried.item)
    # An item that is a story already has shown what its draft gets; no second draft can be made.
    if obstacle or tried.item.article_id is not None:
        return replace(tried, publication_obstacle=obstacle)
    if not run_checks:
        return replace(tried, is_checked=False)
    return replace(tried, publication_obstacle=try_publication(tried.item, tried.effect, at=at))
