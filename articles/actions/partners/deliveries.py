"""Deliveries to partners and their receipts."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.models import Article, Delivery, IdempotencyRecord, Partner, Receipt
from articles.selectors.partner_changes import HeldVersion
from articles.workflow import State
from newsroom.db.compiled_queries import prepared_cursor

REPEAT = timedelta(hours=1)
"""Time in which the same version delivered again leaves its row as it is."""
RECORD = """
INSERT INTO articles_delivery (partner_id, article_id, seq, version, view_hash, at)
SELECT %(partner)s, sent.article_id, sent.seq, sent.version, sent.view_hash, %(at)s
FROM unnest(%(articles)s::bigint[], %(seqs)s::bigint[], %(versions)s::int[], %(views)s::text[])
  AS sent (article_id, seq, version, view_hash)
WHERE NOT EXISTS (
  SELECT FROM articles_delivery known
  WHERE known.partner_id = %(partner)s AND known.article_id = sent.article_id AND known.seq = sent.seq
    AND known.version = sent.version AND sent.view_hash IN ('', known.view_hash) AND known.at > %(since)s
)
ORDER BY sent.article_id
ON CONFLICT (partner_id, article_id) DO UPDATE SET
  seq = EXCLUDED.seq, version = EXCLUDED.version, at = EXCLUDED.at,
  view_hash = coalesce(nullif(EXCLUDED.view_hash, ''), articles_delivery.view_hash)
"""
"""In the order of the stories, so that two requests never wait for each other in turn."""


def is_recorded(held: HeldVersion | None, view: tuple[int, int, str], at: datetime) -> bool:
    """Return whether the ledger has this (log number, version, hash) already."""
    return held is not None and held[:3] == view and held.at > at - REPEAT


def record_holdings(partner: Partner, rows: Iterable[tuple[int, int, int]], *, at: datetime) -> None:
    """Record deliveries of a picture or an old version, if the story has no row yet."""
    Delivery.objects.bulk_create(
        [Delivery(partner=partner, article_id=a, seq=s, version=v, at=at) for a, s, v in sorted(set(rows))],
        ignore_conflicts=True,
    )


def record_deliveries(partner: Partner, rows: Iterable[tuple[int, int, int]], *, at: datetime) -> None:
    """Record deliveries outside the delta sync: (article id, log number, version).

    The hash stays that of the delta sync, by which `mode=diff` knows what the partner's mirror holds. A later number or
    time only makes `diff` send more.
    """
    _upsert(partner, {article: (seq, version, "") for article, seq, version in rows}, at=at)


def record_changes(
    partner: Partner, views: Mapping[int, tuple[int, int, str]], gone: Collection[int], *, at: datetime
) -> None:
    """Record a page of the delta sync.

    `views` are the delivered stories, {article id: (log number, version, hash)}; `gone` the removed ones.
    """
    _upsert(partner, views, at=at)
    if gone:
        _record_removals(partner, gone, at=at)


@transaction.atomic
def _record_removals(partner: Partner, gone: Collection[int], *, at: datetime) -> None:
    Delivery.objects.filter(partner=partner, article__in=gone).exclude(view_hash="").update(view_hash="")
    record_recalls(partner, gone, at=at)


def record_recalls(partner: Partner, articles: Collection[int], *, at: datetime) -> None:
    """Record that the partner has fetched the withdrawal of these stories."""
    taken_back = Article.objects.in_state(State.WITHHELD, State.KILLED).filter(pk__in=articles)
    Delivery.objects.filter(partner=partner, article__in=taken_back).update(recalled_at=at)


def _upsert(partner: Partner, views: Mapping[int, tuple[int, int, str]], *, at: datetime) -> None:
    if not views:
        return
    with prepared_cursor() as cursor:
        cursor.execute(
            RECORD,
            {
                "partner": partner.pk,
                "at": at,
                "since": at - REPEAT,
                "articles": list(views),
                "seqs": [seq for seq, _, _ in views.values()],
                "versions": [version for _, version, _ in views.values()],
                "views": [view for _, _, view in views.values()],
            },
        )


@transaction.atomic
def record_receipts(partner: Partner, removed: Sequence[tuple[int, int]], *, at: datetime) -> list[int]:
    """Record (story, version) pairs and return ids of stories that were not delivered."""
    stories = {story for story, _version in removed}
    held = set(
        Delivery.objects.filter(partner=partner, article__in=stories).values_list("article_id", flat=True)
    )
    Receipt.objects.bulk_create(
        [
            Receipt(partner=partner, article_id=story, version=version, at=at)
            for story, version in sorted(set(removed))
            if story in held
        ],
        ignore_conflicts=True,
    )
    return sorted(stories - held)


@transaction.atomic
def run_once(
    partner: Partner, key: str, body_sha256: str, action: Callable[[], dict[str, Any]], *, at: datetime
) -> tuple[dict[str, Any], bool]:
    """Run `action` once per key; return its result and whether it ran before.

    Of two requests at once the second waits. The same key with another body raises ActionRefused.
    """
    IdempotencyRecord.objects.bulk_create(
        [IdempotencyRecord(partner=partner, key=key, body_sha256=body_sha256, at=at)], ignore_conflicts=True
    )
    sent = IdempotencyRecord.objects.select_for_update().get(partner=partner, key=key)
    if sent.body_sha256 != body_sha256:
        raise ActionRefused(_("This Idempotency-Key was used for another request."))
    if sent.answer is not None:
        return sent.answer, True
    sent.answer = action()
    sent.save(update_fields=["answer"])
    return sent.answer, False
