"""Replay of a proposed rule over the copy received last, in short chunks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from time import monotonic
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Q

from articles.actions.intake.effects.item_copy import read_item, readable_text
from articles.actions.intake.receive.program_faults import PROGRAM_FAULTS, reraise_outage
from articles.actions.permissions import Actor, require_permission
from articles.actions.reading_rules.decisions import describe_rule
from articles.models import Mention, ReadingRule, WireItem
from articles.parsing.corrections.differences import Fact, ReadingChange, compare_copies, is_expected
from articles.parsing.corrections.types import ProposedRule, RuleKind, extend_lexicon, make_key
from articles.parsing.errors import CopyError
from articles.parsing.lexicon import Lexicon
from articles.parsing.story.types import Copy
from articles.selectors.desk_lexicon import desk_lexicon
from articles.selectors.people_in_text import find_person_links
from articles.text.html_blocks import plain_text
from people.models import Person
from people.recognition.directory_match import DirectoryName, PersonLink

log = structlog.get_logger(__name__)

MAX_ITEMS = 1_000
"""Newest pieces of received copy that a rule is replayed over."""
CHUNK_SECONDS = 0.7
BATCH_SIZE = 50
"""Items of a transaction, loaded one at a time: pasted copy may have ten megabytes."""
MAX_ROWS = 50
"""Changed pieces of each sort that are listed; the others are counted."""
MAX_SHOWN_LENGTH = 200
MAX_SHOWN_FACTS = 20
"""Facts removed and facts added that a listed piece shows; a long text may change in thousands."""


def replay_rule(pk: int, *, by: Actor, at: datetime, seconds: float = CHUNK_SECONDS) -> ReadingRule:
    """Continue the replay for some time and store its progress after each batch.

    Progress is no decision, so there is no entry in the audit list.
    """
    require_permission(by, "view_readingrule")
    end = monotonic() + seconds
    while True:
        rule, goes_on = _replay_batch(pk, at=at, end=end)
        if not goes_on or monotonic() > end:
            return rule


def restart_replay(pk: int, *, by: Actor, at: datetime) -> ReadingRule:
    """Replay a proposal again from the beginning, with the copy received since."""
    require_permission(by, "view_readingrule")
    ReadingRule.objects.filter(pk=pk, status=ReadingRule.Status.PROPOSED).update(replay={})
    return replay_rule(pk, by=by, at=at)


@transaction.atomic
def _replay_batch(pk: int, *, at: datetime, end: float) -> tuple[ReadingRule, bool]:
    """Replay the next items, at least one; return the rule and whether items are left."""
    rule = ReadingRule.objects.select_for_update(of=("self",)).select_related("agency", "person").get(pk=pk)
    if rule.status != ReadingRule.Status.PROPOSED or rule.replay.get("is_done"):
        return rule, False
    state = rule.replay or _begin(at)
    runner = _ReplayRunner(rule)
    size = min(BATCH_SIZE, state["total"] - state["read"])
    ids = list(_list_readable().filter(pk__lt=state["below"]).values_list("pk", flat=True)[:size])
    for item_id in ids:
        _add_result(state, item_id, runner)
        if monotonic() > end:
            break
    else:
        state["is_done"] = len(ids) < size
    state["is_done"] = state["is_done"] or state["read"] >= state["total"]
    rule.replay = state
    rule.save(update_fields=["replay"])
    return rule, not state["is_done"]


def _begin(at: datetime) -> dict[str, Any]:
    newest = list(_list_readable().values_list("pk", flat=True)[:MAX_ITEMS])
    return {
        "below": newest[0] + 1 if newest else 0, "total": len(newest), "read": 0, "unread": 0, "changed": 0, "same": 0,
        "rows": [], "is_done": not newest, "at": at.isoformat(),
    }  # fmt: skip


def _list_readable() -> Any:
    unreadable = Q(status=WireItem.Status.QUARANTINED) | Q(outcome=WireItem.IntakeOutcome.HEARTBEAT)
    return WireItem.objects.exclude(unreadable).order_by("-pk")


def _add_result(state: dict[str, Any], item_id: int, runner: "_ReplayRunner") -> None:
    """Add what the rule changes in one item.

    An item whose reading fails is counted and passed over.
    """
    state["read"] += 1
    state["below"] = item_id
    item = WireItem.objects.select_related("source").defer("parsed", "reading").filter(pk=item_id).first()
    if item is None:
        return
    try:
        with transaction.atomic():
            change = runner.find_change(item)
            is_same = bool(change) and runner.is_as_expected(item, change)
    except PROGRAM_FAULTS as fault:
        reraise_outage(fault)
        log.exception("a replay could not read an item", rule=runner.row.pk, item=item_id)
        state["unread"] = state.get("unread", 0) + 1
        return
    if not change:
        return
    state["changed"] += 1
    state["same"] += is_same
    if sum(row["is_same"] == is_same for row in state["rows"]) < MAX_ROWS:
        state["rows"].append({
            "item": item.pk, "headline": item.headline, "at": item.received_at.isoformat(), "is_same": is_same,
            "removed": _shorten(change.removed), "added": _shorten(change.added),
            "more": sum(max(0, len(facts) - MAX_SHOWN_FACTS) for facts in (change.removed, change.added)),
        })  # fmt: skip


def _shorten(facts: Sequence[Fact]) -> list[list[str]]:
    return [[field, value[:MAX_SHOWN_LENGTH]] for field, value in facts[:MAX_SHOWN_FACTS]]


def delete_quotes_of_deleted_items() -> None:
    """Delete from all replays what they quote of items that are deleted by now."""
    for pk in ReadingRule.objects.exclude(replay={}).order_by("pk").values_list("pk", flat=True):
        _delete_quotes(pk)


@transaction.atomic
def _delete_quotes(pk: int) -> None:
    rule = ReadingRule.objects.select_for_update(of=("self",)).get(pk=pk)
    rows = rule.replay.get("rows", [])
    stored = set(WireItem.objects.filter(pk__in={row["item"] for row in rows}).values_list("pk", flat=True))
    remaining = [row for row in rows if row["item"] in stored]
    if len(remaining) < len(rows):
        rule.replay["rows"] = remaining
        rule.save(update_fields=["replay"])


class _ReplayRunner:
    """The rule with both lexicons, without it and with it."""

    def __init__(self, row: ReadingRule) -> None:
        self.row = row
        self.rule = describe_rule(row)
        self.before: Lexicon = desk_lexicon()
        self.after = extend_lexicon(self.before, self.rule)
        offices = tuple(row.person.offices.values_list("title", flat=True)) if row.person else ()
        self.alias = [DirectoryName(row.person_id or 0, row.text, offices)]

    def find_change(self, item: WireItem) -> ReadingChange:
        """Return what the rule changes; empty also for copy that cannot be read."""
        try:
            if not may_apply(self.rule, _list_text(item)):
                return ReadingChange()
            copy = read_item(item, self.before)
            if self.rule.kind is RuleKind.ALIAS:
                return self._compare_links(copy)
            return compare_copies(copy, read_item(item, self.after))
        except CopyError:
            return ReadingChange()

    def _compare_links(self, copy: Copy) -> ReadingChange:
        before, after = find_person_links(copy.people), find_person_links(copy.people, others=self.alias)
        changed = [
            (old, new) for old, new in zip(before, after, strict=True) if old.person_id != new.person_id
        ]
        people = Person.objects.in_bulk({one.person_id for pair in changed for one in pair if one.person_id})
        old_names, new_names = (_name_links([pair[side] for pair in changed], people) for side in (0, 1))
        return compare_copies(copy, copy, links=(old_names, new_names))

    def is_as_expected(self, item: WireItem, change: ReadingChange) -> bool:
        return is_expected(self.rule, change) and not self.is_contradicted(item)

    def is_contradicted(self, item: WireItem) -> bool:
        """Return whether an editor linked the name otherwise in the item's story."""
        if self.rule.kind is not RuleKind.ALIAS or item.article_id is None:
            return False
        others = Q(person__isnull=False) & ~Q(person=self.row.person_id) | Q(status=Mention.Status.REJECTED)
        mentions = Mention.objects.filter(others, article_id=item.article_id).values_list("name", flat=True)
        return any(make_key(RuleKind.ALIAS, name) == self.rule.key for name in mentions)


def _name_links(links: Sequence[PersonLink], people: Mapping[int, Person]) -> dict[str, str]:
    return {
        link.found.name: people[link.person_id].name
        for link in links
        if link.person_id is not None and link.person_id in people
    }


def may_apply(rule: ProposedRule, text: str) -> bool:
    """Return whether the text has the words of the rule.

    Most copy has not, and need not be read.
    """
    if rule.kind is RuleKind.INITIALS:
        return re.search(r"\W{0,2}".join(map(re.escape, rule.key)), text, re.IGNORECASE) is not None
    if rule.kind is RuleKind.OFFICE:
        return rule.key.rpartition(" ")[2] in text.casefold()
    if rule.kind is RuleKind.ALIAS:
        return rule.key.rpartition(" ")[2] in make_key(rule.kind, text)
    return rule.key in make_key(rule.kind, text)


def _list_text(item: WireItem) -> str:
    if item.content is None:
        return plain_text(readable_text(item))
    return "\n".join(_list_strings(item.content))


def _list_strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _list_strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _list_strings(one)
