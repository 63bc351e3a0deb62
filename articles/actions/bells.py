"""Ringing partners' webhooks. Messages are made from the log, from the number each endpoint was rung up to: a bell
may be late, when no worker ran, but none is lost. A message says that something changed, never what.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import orjson
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from articles.addresses import identifier
from articles.models import BellType, FeedHead, Partner, PartnerKey, Webhook, WebhookMessage
from articles.models.partner import Scope
from articles.models.publication import Operation
from articles.telling import Word, holdings, rows_between, words_for

if TYPE_CHECKING:
    from articles.telling import Row

AT_ONCE = 500
"""Rows of the log that are turned into messages in one transaction."""
WITHDRAWN = (Operation.WITHHOLD, Operation.CANCEL)
TOLD = ("seq", "version", "op", "kind", "at", "article_id")
WARNED_AT = (1, 7, 30)
"""Days before a key expires at which its partner is told."""


def make_messages(*, at: datetime) -> list[int]:
    """Turn what the log holds into messages; the endpoints that have any due now."""
    for number in Webhook.objects.filter(ended_at=None).values_list("pk", flat=True):
        while _make(number, at=at):
            pass
    due = WebhookMessage.objects.filter(webhook=OuterRef("pk"), due_at__lte=at)
    waiting = Webhook.objects.filter(Exists(due), ended_at=None)
    return list(waiting.filter(Q(busy_until=None) | Q(busy_until__lte=at)).values_list("pk", flat=True))


@transaction.atomic
def _make(webhook_id: int, *, at: datetime) -> bool:
    """Whether there is more. Two workers at once: the second leaves the endpoint alone."""
    locked = Webhook.objects.select_for_update(of=("self",), skip_locked=True).select_related("partner")
    webhook = locked.filter(pk=webhook_id, ended_at=None).first()
    head = FeedHead.objects.first()
    if webhook is None or head is None or webhook.seq == head.n:
        return False
    rows: list[Row] = list(rows_between(webhook.seq, head.n).only(*TOLD)[: AT_ONCE + 1])
    more, rows = len(rows) > AT_ONCE, rows[:AT_ONCE]
    messages = [_message(webhook, word, at) for word in words_of(webhook.partner, rows, at=at)]
    wanted = [message for message in messages if message.type in webhook.types]
    WebhookMessage.objects.bulk_create(wanted, ignore_conflicts=True)
    # After a restored backup the log may be shorter than what was rung: then it goes on from the log's end.
    webhook.seq = rows[-1].seq if more else head.n
    webhook.save(update_fields=["seq"])
    return more


def words_of(partner: Partner, rows: "Sequence[Row]", *, at: datetime) -> list[Word]:
    """What the partner may be told by any of its live keys. What it has to take back it hears without one."""
    # A row of the log is public by its own clock, should another host's be a little ahead.
    at = max([at, *(row.at for row in rows)])
    scopes = {scope for key in partner.keys.filter(live(at)) for scope in key.scopes}
    held = holdings(partner, [row.article_id for row in rows])
    words = words_for(partner, rows, scopes=scopes, held=held, at=at)
    return [word for word in words if word.op in WITHDRAWN or Scope.TEXT in scopes]


def live(at: datetime) -> Q:
    """Keys that open something."""
    return Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=at))


def _message(webhook: Webhook, word: Word, at: datetime) -> WebhookMessage:
    kind = BellType.WITHDRAWN if word.op in WITHDRAWN else BellType.CHANGED
    row = word.row
    facts = {"uri": identifier("story", row.article_id), "seq": row.seq, "op": word.op}
    return WebhookMessage(
        webhook=webhook, type=kind, article_id=row.article_id, seq=row.seq, op=word.op,
        body=_body(kind, facts, at), created_at=at, due_at=at,
    )  # fmt: skip


def _body(kind: str, facts: dict[str, object], at: datetime) -> str:
    return orjson.dumps({"type": kind, "timestamp": at.isoformat(), "data": facts}).decode()


@transaction.atomic
def ring_once(webhook: Webhook, *, at: datetime) -> WebhookMessage:
    """A test message, due at once."""
    return WebhookMessage.objects.create(
        webhook=webhook, type=BellType.TEST, created_at=at, due_at=at, body=_body(BellType.TEST, {}, at)
    )


@transaction.atomic
def replay(webhook: Webhook, messages: Iterable[WebhookMessage], *, at: datetime) -> int:
    """Send messages again, under the ids they had: who has one already knows it by its id."""
    numbers = [message.pk for message in messages]
    chosen = WebhookMessage.objects.filter(webhook=webhook, pk__in=numbers)
    return chosen.update(due_at=at, tries=0, delivered_at=None)


@transaction.atomic
def tell_of_expiring_keys(*, at: datetime) -> list[tuple[PartnerKey, int]]:
    """Messages for keys that end in 30, 7 and 1 days, once each; the keys told of, with the days left."""
    horizon = at + timedelta(days=max(WARNED_AT))
    keys = PartnerKey.objects.select_for_update(of=("self",)).select_related("partner")
    told = []
    for key in keys.filter(revoked_at=None, expires_at__gt=at, expires_at__lte=horizon):
        left = next(
            days for days in WARNED_AT if key.expires_at and key.expires_at <= at + timedelta(days=days)
        )
        if key.warned_days is not None and key.warned_days <= left:
            continue
        key.warned_days = left
        key.save(update_fields=["warned_days"])
        _ring_for_key(key, at=at)
        told.append((key, left))
    return told


def _ring_for_key(key: PartnerKey, *, at: datetime) -> None:
    ends = key.expires_at.isoformat() if key.expires_at else ""
    body = _body(BellType.EXPIRING, {"key": key.public, "label": key.label, "expires": ends}, at)
    endpoints = Webhook.objects.filter(
        partner=key.partner, ended_at=None, types__contains=[BellType.EXPIRING]
    )
    WebhookMessage.objects.bulk_create(
        WebhookMessage(webhook=webhook, type=BellType.EXPIRING, body=body, created_at=at, due_at=at)
        for webhook in endpoints
    )
