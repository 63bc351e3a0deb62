"""Takes of a long story among the received items."""

from datetime import timedelta

from articles.models import WireItem

TAKES_WITHIN = timedelta(minutes=30)
"""Time between the takes of one story."""
MAX_TAKES = 20


def find_takes(item: WireItem) -> list[WireItem]:
    """Return the takes of the item's story in order; empty for a single one.

    They have one source and one slugline. Of two versions of a take the newer one counts.
    """
    if not (item.content or {}).get("take") or not item.slugline:
        return []
    takes = WireItem.objects.filter(
        provider=item.provider,
        slugline=item.slugline,
        source=item.source_id,
        received_at__gte=item.received_at - TAKES_WITHIN,
        received_at__lte=item.received_at + TAKES_WITHIN,
        content__take__isnull=False,
        repeats=None,
        superseded_by=None,
    )
    by_number: dict[int, WireItem] = {}
    for take in takes.defer("raw", "parsed", "search").order_by("received_at", "pk")[: 2 * MAX_TAKES]:
        by_number[int((take.content or {})["take"])] = take
    ordered = [by_number[number] for number in sorted(by_number)]
    return ordered if len(ordered) > 1 and item.pk in {take.pk for take in ordered} else []
