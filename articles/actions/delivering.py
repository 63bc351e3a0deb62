"""The ledger of what each partner was handed: written before the bytes go, so that a recall finds every copy."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from articles.models import Delivery, Partner


def note_holdings(partner: Partner, rows: Iterable[tuple[int, int, int]], *, at: datetime) -> None:
    """The partner holds something of these stories now, if it held nothing before: a picture, an old version."""
    Delivery.objects.bulk_create(
        [Delivery(partner=partner, article_id=a, seq=s, version=v, at=at) for a, s, v in sorted(set(rows))],
        ignore_conflicts=True,
    )


@transaction.atomic
def note_deliveries(partner: Partner, rows: Iterable[tuple[int, int, int]], *, at: datetime) -> None:
    """`rows` are (article id, log number, version); a ledger row only ever moves on."""
    Delivery.objects.bulk_create(
        [Delivery(partner=partner, article_id=a, seq=s, version=v, at=at) for a, s, v in sorted(set(rows))],
        update_conflicts=True,
        unique_fields=["partner", "article"],
        update_fields=["seq", "version", "at"],
    )
