"""Receipts of partners for removed stories, and idempotent requests."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.models import Delivery, IdempotencyRecord, Partner, Receipt


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
