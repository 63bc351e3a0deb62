"""The ledger of deliveries to partners.

It is written before the response is sent, so that a withdrawal finds every copy.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction

from articles.models import Article, Delivery, Partner
from articles.workflow import State


def record_holdings(partner: Partner, rows: Iterable[tuple[int, int, int]], *, at: datetime) -> None:
    """Record deliveries of a picture or an old version, if the story has no row yet."""
    Delivery.objects.bulk_create(
        [Delivery(partner=partner, article_id=a, seq=s, version=v, at=at) for a, s, v in sorted(set(rows))],
        ignore_conflicts=True,
    )


@transaction.atomic
def record_deliveries(partner: Partner, rows: Iterable[tuple[int, int, int]], *, at: datetime) -> None:
    """Record deliveries outside the delta sync: (article id, log number, version).

    Nobody knows whether a mirror stored them, so its copy counts as unknown until the sync delivers it again.
    """
    _upsert(partner, {article: (seq, version, "") for article, seq, version in rows}, at=at)


@transaction.atomic
def record_changes(
    partner: Partner, views: Mapping[int, tuple[int, int, str]], gone: Collection[int], *, at: datetime
) -> None:
    """Record a page of the delta sync.

    `views` are the delivered stories, {article id: (log number, version, hash)}; `gone` the removed ones.
    """
    _upsert(partner, views, at=at)
    if gone:
        Delivery.objects.filter(partner=partner, article__in=gone).exclude(view_hash="").update(view_hash="")
        record_recalls(partner, gone, at=at)


def record_recalls(partner: Partner, articles: Collection[int], *, at: datetime) -> None:
    """Record that the partner has fetched the withdrawal of these stories."""
    taken_back = Article.objects.in_state(State.WITHHELD, State.KILLED).filter(pk__in=articles)
    Delivery.objects.filter(partner=partner, article__in=taken_back).update(recalled_at=at)


def _upsert(partner: Partner, views: Mapping[int, tuple[int, int, str]], *, at: datetime) -> None:
    Delivery.objects.bulk_create(
        [
            Delivery(partner=partner, article_id=article, seq=seq, version=version, view_hash=view, at=at)
            for article, (seq, version, view) in sorted(views.items())
        ],
        update_conflicts=True,
        unique_fields=["partner", "article"],
        update_fields=["seq", "version", "view_hash", "at"],
    )
