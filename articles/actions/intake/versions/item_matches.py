"""Items of the wire that are the same matter: by number, by replacement, by slug."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Q, QuerySet

from articles.actions.intake.versions.item_history import (
    agency_item_of,
    is_kill,
    lock_current_histories,
    version_of,
)
from articles.models import WireItem
from articles.wire.item import Notice
from articles.wire.versions import Order

NAMED_WITHIN = timedelta(days=3)
"""Time in which a message without an identifier may name an earlier one by its slug."""
SAME_MINUTE = timedelta(minutes=1)
"""Difference between times of which one has no seconds."""


def lock_agency_item(item: WireItem) -> str:
    """Lock and return the key of the matter: the item's, or that of one it names.

    A correction or kill without an identifier names its story by number or slug; another item may say which one it
    replaces.
    """
    key, *replaced = lock_current_histories(lambda: _find_agency_items(item))
    if replaced:
        _others(item).filter(agency_item__in=replaced).update(agency_item=key)
    return key


def _find_agency_items(item: WireItem) -> tuple[str, ...]:
    """Return the key of the matter, and the key of other items that it replaces."""
    key = agency_item_of(item)
    if item.content is None or _others(item).filter(agency_item=key).exists():
        return (key,)
    named = _find_replaced(item) or _find_by_slug(item) or find_same_item_in_other_format(item)
    if named is None:
        return (key,)
    if named.agency_item != key and not content_guid_made(item) and content_guid_made(named):
        # The identifier of the agency counts more than one that was made for another format.
        return (key, named.agency_item)
    return (named.agency_item,)


def content_guid_made(item: WireItem) -> bool:
    return bool((item.content or {}).get("guid_made"))


def find_same_item_in_other_format(item: WireItem) -> WireItem | None:
    """Return the same version in a format of which one has no identifier."""
    if not item.headline or item.version_created is None or item.content is None:
        return None
    twins = _others(item).filter(
        headline=item.headline,
        version_created__range=(item.version_created - SAME_MINUTE, item.version_created + SAME_MINUTE),
    )
    if not content_guid_made(item):
        twins = twins.filter(content__guid_made=True)
    twins = twins.exclude(content__format=item.content.get("format"))
    return twins.defer("raw", "parsed").order_by("pk").first()


def find_items_in_one_format(items: Sequence[WireItem]) -> list[WireItem]:
    """Return the new items that no stored one may be in another format, by one query.

    An item with the headline of a stored one is left to `find_same_item_in_other_format`.
    """
    times = [item.version_created for item in items if item.headline and item.version_created is not None]
    if not times:
        return list(items)
    near = WireItem.objects.filter(
        content__isnull=False, headline__in={item.headline for item in items} - {""},
        provider__in={item.provider for item in items},
        version_created__range=(min(times) - SAME_MINUTE, max(times) + SAME_MINUTE),
    )  # fmt: skip
    known = set(near.values_list("provider", "headline"))
    return [item for item in items if (item.provider, item.headline) not in known]


def is_same_version_in_another_format(item: WireItem, before: WireItem) -> bool:
    """Return True for one version that the agency sends in two formats."""
    one, other = item.content or {}, before.content or {}
    if not one or not other or one.get("format") == other.get("format") or is_kill(item) != is_kill(before):
        return False
    if item.pubstatus != before.pubstatus:
        return False
    if item.version and before.version:
        return item.version == before.version
    if version_of(item).compare(version_of(before)) is Order.SAME:
        return True
    times = (item.version_created, before.version_created)
    return None not in times and abs(times[0] - times[1]) <= SAME_MINUTE  # type: ignore[operator]  # both are set


def _others(item: WireItem) -> "QuerySet[WireItem]":
    return WireItem.objects.filter(provider=item.provider, content__isnull=False).exclude(pk=item.pk)


def _find_replaced(item: WireItem) -> WireItem | None:
    """Return the latest item that this one names by number, slug or headline."""
    content = item.content or {}
    for name in content.get("replaces") or ():
        named = Q(guid=name) | Q(guid__startswith=f"{name}-", content__guid_made=True)
        if content.get("guid_made") or Notice.POSSIBLE_KILL in item.notices or is_kill(item):
            named |= Q(slugline__iexact=name) | Q(headline__iexact=name)
        recent = _others(item).filter(named, received_at__gt=item.received_at - NAMED_WITHIN)
        if found := recent.defer("raw", "parsed").order_by("-received_at", "-pk").first():
            return found
    return None


def _find_by_slug(item: WireItem) -> WireItem | None:
    """Return the latest item that a message without an identifier of its own names."""
    content = item.content or {}
    announced = set(item.notices) - {Notice.ALERT.value, Notice.ADVISORY.value}
    if not content.get("guid_made") or not announced:
        return None
    named = Q(slugline__iexact=item.slugline) if item.slugline else Q(pk=None)
    if item.headline:
        named |= Q(headline__iexact=item.headline)
    recent = _others(item).filter(
        named,
        kind=item.kind,
        service=item.service,
        received_at__gt=item.received_at - NAMED_WITHIN,
        received_at__lte=item.received_at,
    )
    return recent.defer("raw", "parsed").order_by("-received_at", "-pk").first()
