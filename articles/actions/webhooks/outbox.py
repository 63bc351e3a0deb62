"""The outbox of webhooks: messages made from the publication log.

Each webhook stores the log number up to which it has messages, so a message may be late but is never lost. A message
says that a story changed, never its content.

Locks have one order, so that no two workers wait for each other: partner, webhook, its messages by log number. They are
FOR NO KEY UPDATE, for which a new message of the webhook does not wait.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import orjson
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import FeedHead, Partner, PartnerKey, Webhook, WebhookEvent, WebhookMessage
from articles.models.partner import Scope
from articles.models.publication import Kind, Operation
from articles.selectors.partner_changes import PartnerChange, changes_for, find_deliveries, states_between
from articles.url_paths import identifier_uri

if TYPE_CHECKING:
    from articles.selectors.partner_changes import StateRow

BATCH_SIZE = 500
"""Log rows that one transaction turns into messages."""
WITHDRAWAL_OPS = (Operation.WITHHOLD, Operation.CANCEL)
NEWS_AHEAD = 100
"""Newest publications that get messages while older rows are still waiting."""
BULK_KINDS = (Kind.RIGHTS, Kind.METADATA)
"""Kinds of log rows that one action or contract may write for many stories."""
LOADED_FIELDS = ("seq", "version", "op", "kind", "at", "article_id")
WARNING_DAYS = (1, 7, 30)
"""Days before the expiry of a key on which its partner is warned."""


def due_webhooks(*, at: datetime, withdrawals: bool = False) -> QuerySet[Webhook]:
    """Return webhooks with due messages, or with due withdrawals."""
    due = WebhookMessage.objects.filter(webhook=OuterRef("pk"), due_at__lte=at)
    if withdrawals:
        # Also webhooks with a running call: the next call waits for its end.
        return Webhook.objects.filter(Exists(due.filter(type=WebhookEvent.WITHDRAWN)), ended_at=None)
    free = Q(busy_until=None) | Q(busy_until__lte=at)
    return Webhook.objects.filter(free, Exists(due), ended_at=None)


def enqueue_next_messages(*, at: datetime) -> bool:
    """Enqueue the next batch of each webhook; return whether more rows are left."""
    ids = list(Webhook.objects.filter(ended_at=None).values_list("pk", flat=True))
    more = [_enqueue_messages(webhook_id, at=at) for webhook_id in ids]
    return any(more)


def enqueue_withdrawals(*, at: datetime) -> None:
    """Enqueue messages about withdrawals, however many other rows are still waiting.

    Two workers at once create each message once, and so does the regular round that reads the same rows later.
    """
    waiting = list(Webhook.objects.filter(ended_at=None).select_related("partner"))
    while waiting:
        waiting = [webhook for webhook in waiting if _enqueue_withdrawals(webhook, at=at)]


def _enqueue_withdrawals(webhook: Webhook, *, at: datetime) -> bool:
    """Enqueue the next withdrawals of one webhook; return whether more are left."""
    head = FeedHead.objects.first()
    after = max(webhook.seq, webhook.withdrawn_seq)
    if head is None or head.n <= after:
        return False
    rows: list[StateRow] = list(
        states_between(after, head.n).filter(op__in=WITHDRAWAL_OPS).only(*LOADED_FIELDS)[: BATCH_SIZE + 1]
    )
    more, rows = len(rows) > BATCH_SIZE, rows[:BATCH_SIZE]
    _add_messages(webhook, rows, at)
    webhook.withdrawn_seq = rows[-1].seq if more else head.n
    with transaction.atomic():
        # If the regular round holds the row, the next round stores the position.
        free = Webhook.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=webhook.pk)
        Webhook.objects.filter(pk__in=[one.pk for one in free]).update(withdrawn_seq=webhook.withdrawn_seq)
    return more


def _add_messages(webhook: Webhook, rows: "Sequence[StateRow]", at: datetime) -> None:
    messages = [
        _build_message(webhook, change, at) for change in visible_changes(webhook.partner, rows, at=at)
    ]
    wanted = [message for message in messages if message.type in webhook.types]
    WebhookMessage.objects.bulk_create(wanted, ignore_conflicts=True)


@transaction.atomic
def _enqueue_messages(webhook_id: int, *, at: datetime) -> bool:
    """Enqueue the next batch of one webhook; return whether more rows are left.

    Of two workers at once the second skips the webhook.
    """
    free = Webhook.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
    webhook = free.select_related("partner").filter(pk=webhook_id, ended_at=None).first()
    head = FeedHead.objects.first()
    if webhook is None or head is None or webhook.seq == head.n:
        return False
    rows: list[StateRow] = list(states_between(webhook.seq, head.n).only(*LOADED_FIELDS)[: BATCH_SIZE + 1])
    more, rows = len(rows) > BATCH_SIZE, rows[:BATCH_SIZE]
    _add_messages(webhook, rows, at)
    if more:
        _add_messages(webhook, _find_news(webhook, rows[-1].seq, head.n), at)
    # After a restored backup the log may be shorter than this position: continue from its end.
    webhook.seq = rows[-1].seq if more else head.n
    webhook.withdrawn_seq = min(webhook.withdrawn_seq, head.n)
    webhook.save(update_fields=["seq", "withdrawn_seq"])
    return more


def _find_news(webhook: Webhook, after: int, up_to: int) -> "list[StateRow]":
    """Return the newest publications in the range that have no message yet.

    The changed rights of an agency's stories are written faster than they become messages.
    """
    enqueued = WebhookMessage.objects.filter(
        webhook=webhook, article=OuterRef("article"), seq=OuterRef("seq")
    )
    news = states_between(after, up_to).exclude(kind__in=BULK_KINDS).exclude(Exists(enqueued))
    newest = news.only(*LOADED_FIELDS).order_by("-seq")[:NEWS_AHEAD]
    return sorted(newest, key=lambda row: row.seq)


def visible_changes(partner: Partner, rows: "Sequence[StateRow]", *, at: datetime) -> list[PartnerChange]:
    """Return the changes that any valid key may see; withdrawals need no key."""
    # A row is public at its own time, also if another host's clock is ahead.
    at = max([at, *(row.at for row in rows)])
    scopes = {scope for key in partner.keys.filter(live_keys_filter(at)) for scope in key.scopes}
    held = find_deliveries(partner, [row.article_id for row in rows])
    changes = changes_for(partner, rows, scopes=scopes, held=held, at=at)
    return [change for change in changes if change.op in WITHDRAWAL_OPS or Scope.TEXT in scopes]


def live_keys_filter(at: datetime) -> Q:
    """Return the condition for keys that are neither revoked nor expired."""
    return Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=at))


def _build_message(webhook: Webhook, change: PartnerChange, at: datetime) -> WebhookMessage:
    kind = WebhookEvent.WITHDRAWN if change.op in WITHDRAWAL_OPS else WebhookEvent.CHANGED
    row = change.row
    facts = {"uri": identifier_uri("story", row.article_id), "seq": row.seq, "op": change.op}
    return WebhookMessage(
        webhook=webhook, type=kind, article_id=row.article_id, seq=row.seq, op=change.op, rank=_rank_change(change),
        body=_build_body(kind, facts, at), created_at=at, due_at=at,
    )  # fmt: skip


def _rank_change(change: PartnerChange) -> WebhookMessage.Rank:
    if change.op in WITHDRAWAL_OPS:
        return WebhookMessage.Rank.WITHDRAWAL
    return WebhookMessage.Rank.BULK if change.row.kind in BULK_KINDS else WebhookMessage.Rank.NEWS


def _build_body(kind: str, facts: dict[str, object], at: datetime) -> str:
    return orjson.dumps({"type": kind, "timestamp": at.isoformat(), "data": facts}).decode()


@transaction.atomic
def send_test(webhook: Webhook, *, at: datetime) -> WebhookMessage:
    """Enqueue a test message that is due now."""
    return WebhookMessage.objects.create(
        webhook=webhook,
        type=WebhookEvent.TEST,
        created_at=at,
        due_at=at,
        body=_build_body(WebhookEvent.TEST, {}, at),
    )


@transaction.atomic
def replay(webhook: Webhook, messages: Iterable[WebhookMessage], *, at: datetime) -> int:
    """Enqueue messages again with their ids, by which receivers detect repeats."""
    Webhook.objects.select_for_update(no_key=True).get(pk=webhook.pk)
    ids = [message.pk for message in messages]
    chosen = WebhookMessage.objects.filter(webhook=webhook, pk__in=ids)
    return chosen.update(due_at=at, tries=0, delivered_at=None)


@transaction.atomic
def enqueue_key_expiry(*, at: datetime) -> list[tuple[PartnerKey, int]]:
    """Enqueue warnings 30, 7 and 1 days before a key expires; return (key, days left)."""
    horizon = at + timedelta(days=max(WARNING_DAYS))
    keys = PartnerKey.objects.select_for_update(of=("self",), no_key=True).select_related("partner")
    warned = []
    for key in keys.filter(revoked_at=None, expires_at__gt=at, expires_at__lte=horizon):
        left = next(
            days for days in WARNING_DAYS if key.expires_at and key.expires_at <= at + timedelta(days=days)
        )
        if key.warned_days is not None and key.warned_days <= left:
            continue
        key.warned_days = left
        key.save(update_fields=["warned_days"])
        _enqueue_for_key(key, at=at)
        warned.append((key, left))
    return warned


def _enqueue_for_key(key: PartnerKey, *, at: datetime) -> None:
    ends = key.expires_at.isoformat() if key.expires_at else ""
    body = _build_body(WebhookEvent.EXPIRING, {"key": key.public, "label": key.label, "expires": ends}, at)
    endpoints = Webhook.objects.filter(
        partner=key.partner, ended_at=None, types__contains=[WebhookEvent.EXPIRING]
    )
    WebhookMessage.objects.bulk_create(
        WebhookMessage(webhook=webhook, type=WebhookEvent.EXPIRING, body=body, created_at=at, due_at=at)
        for webhook in endpoints
    )
