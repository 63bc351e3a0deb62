"""Counts of how often reading rules have applied."""

from django.db.models import F

from articles.models import ReadingRule, WireItem
from articles.parsing.corrections.uses import list_uses
from articles.parsing.story.types import Copy


def count_uses(copy: Copy, item: WireItem) -> None:
    """Count the active rules by which the item was read for the first time."""
    active = ReadingRule.objects.filter(status=ReadingRule.Status.ACTIVE)
    rules = list(active.values_list("pk", "kind", "key"))
    if not rules:
        return
    used = {(kind.value, key) for kind, key in list_uses(copy)}
    # In the order of the ids: two items that are read at once would otherwise block each other.
    for pk in sorted(pk for pk, kind, key in rules if (kind, key) in used):
        ReadingRule.objects.filter(pk=pk).update(uses=F("uses") + 1, last_used_at=item.received_at)
