"""Ringing partners' webhooks. Messages are made from the log, from the number each endpoint was rung up to: a bell
may be late, when no worker ran, but none is lost. A message says that something changed, never what.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import orjson
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import FeedHead, Partner, PartnerKey, Webhook, WebhookEvent, WebhookMessage
from articles.models.partner import Scope
from articles.models.publication import Operation
from articles.selectors.partner_changes import PartnerChange, changes_for, find_deliveries, states_between
from articles.url_paths import identifier_uri

if TYPE_CHECKING:
    from articles.selectors.partner_changes import StateRow

BATCH_SIZE = 500
"""Rows of the log that are turned into messages in one transaction."""
WITHDRAWAL_OPS = (Operation.WITHHOLD, Operation.CANCEL)
LOADED_FIELDS = ("seq", "version", "op", "kind", "at", "article_id")
WARNING_DAYS = (1, 7, 30)
"""Days before a key expires at which its partner is warned."""


def enqueue_messages(*, at: datetime) -> list[int]:
    """Turn all that the log holds into messages; the endpoints that have any due now."""
    enqueue_withdrawals(at=at)
    while enqueue_next_messages(at=at):
        pass
    return [webhook.pk for webhook in due_webhooks(at=at)]


def due_webhooks(*, at: datetime, withdrawals: bool = False) -> QuerySet[Webhook]:
    """Find those that something waits for: anything, or a withdrawal."""
    due = WebhookMessage.objects.filter(webhook=OuterRef("pk"), due_at__lte=at)
    if withdrawals:
        # Also where a call is under way: the next one waits for its end.
        return Webhook.objects.filter(Exists(due.filter(type=WebhookEvent.WITHDRAWN)), ended_at=None)
    free = Q(busy_until=None) | Q(busy_until__lte=at)
    return Webhook.objects.filter(free, Exists(due), ended_at=None)


def enqueue_next_messages(*, at: datetime) -> bool:
    """Turn the next rows of the log into messages, for each endpoint as many; whether there are more."""
    ids = list(Webhook.objects.filter(ended_at=None).values_list("pk", flat=True))
    more = [_enqueue_messages(webhook_id, at=at) for webhook_id in ids]
    return any(more)


def enqueue_withdrawals(*, at: datetime) -> None:
    """Make the messages of all that was withdrawn, however far behind its endpoint is with other rows of the log.

    Two workers at once make each message once; the ordinary round, which meets the same rows later, makes none again.
    """
    waiting = list(Webhook.objects.filter(ended_at=None).select_related("partner"))
    while waiting:
        waiting = [webhook for webhook in waiting if _enqueue_withdrawals(webhook, at=at)]


def _enqueue_withdrawals(webhook: Webhook, *, at: datetime) -> bool:
    """Make the next messages of one endpoint; whether there are more."""
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
        # Who makes this endpoint's other messages holds its row for a while; then the next round notes how far it is.
        free = Webhook.objects.select_for_update(skip_locked=True).filter(pk=webhook.pk)
        Webhook.objects.filter(pk__in=[one.pk for one in free]).update(withdrawn_seq=webhook.withdrawn_seq)
    return more


def _add_messages(webhook: Webhook, rows: "Sequence[StateRow]", at: datetime) -> None:
    messages = [
        _build_message(webhook, change, at) for change in partner_changes(webhook.partner, rows, at=at)
    ]
    wanted = [message for message in messages if message.type in webhook.types]
    WebhookMessage.objects.bulk_create(wanted, ignore_conflicts=True)


@transaction.atomic
def _enqueue_messages(webhook_id: int, *, at: datetime) -> bool:
    """Whether there is more. Two workers at once: the second leaves the endpoint alone."""
    locked = Webhook.objects.select_for_update(of=("self",), skip_locked=True).select_related("partner")
    webhook = locked.filter(pk=webhook_id, ended_at=None).first()
    head = FeedHead.objects.first()
    if webhook is None or head is None or webhook.seq == head.n:
        return False
    rows: list[StateRow] = list(states_between(webhook.seq, head.n).only(*LOADED_FIELDS)[: BATCH_SIZE + 1])
    more, rows = len(rows) > BATCH_SIZE, rows[:BATCH_SIZE]
    _add_messages(webhook, rows, at)
    # After a restored backup the log may be shorter than what was rung: then it goes on from the log's end.
    webhook.seq = rows[-1].seq if more else head.n
    webhook.withdrawn_seq = min(webhook.withdrawn_seq, head.n)
    webhook.save(update_fields=["seq", "withdrawn_seq"])
    return more


def partner_changes(partner: Partner, rows: "Sequence[StateRow]", *, at: datetime) -> list[PartnerChange]:
    """What the partner may be warned by any of its live keys. What it has to take back it hears without one."""
    # A row of the log is public by its own clock, should another host's be a little ahead.
    at = max([at, *(row.at for row in rows)])
    scopes = {scope for key in partner.keys.filter(live_keys_filter(at)) for scope in key.scopes}
    held = find_deliveries(partner, [row.article_id for row in rows])
    changes = changes_for(partner, rows, scopes=scopes, held=held, at=at)
    return [change for change in changes if change.op in WITHDRAWAL_OPS or Scope.TEXT in scopes]


def live_keys_filter(at: datetime) -> Q:
    """Keys that open something."""
    return Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=at))


def _build_message(webhook: Webhook, change: PartnerChange, at: datetime) -> WebhookMessage:
    kind = WebhookEvent.WITHDRAWN if change.op in WITHDRAWAL_OPS else WebhookEvent.CHANGED
    row = change.row
    facts = {"uri": identifier_uri("story", row.article_id), "seq": row.seq, "op": change.op}
    return WebhookMessage(
        webhook=webhook, type=kind, article_id=row.article_id, seq=row.seq, op=change.op,
        body=_build_body(kind, facts, at), created_at=at, due_at=at,
    )  # fmt: skip


def _build_body(kind: str, facts: dict[str, object], at: datetime) -> str:
    return orjson.dumps({"type": kind, "timestamp": at.isoformat(), "data": facts}).decode()


@transaction.atomic
def send_test(webhook: Webhook, *, at: datetime) -> WebhookMessage:
    """A test message, due at once."""
    return WebhookMessage.objects.create(
        webhook=webhook,
        type=WebhookEvent.TEST,
        created_at=at,
        due_at=at,
        body=_build_body(WebhookEvent.TEST, {}, at),
    )


@transaction.atomic
def replay(webhook: Webhook, messages: Iterable[WebhookMessage], *, at: datetime) -> int:
    """Send messages again, under the ids they had: who has one already knows it by its id."""
    ids = [message.pk for message in messages]
    chosen = WebhookMessage.objects.filter(webhook=webhook, pk__in=ids)
    return chosen.update(due_at=at, tries=0, delivered_at=None)


@transaction.atomic
def enqueue_key_expiry(*, at: datetime) -> list[tuple[PartnerKey, int]]:
    """Messages for keys that end in 30, 7 and 1 days, once each; the keys warned of, with the days left."""
    horizon = at + timedelta(days=max(WARNING_DAYS))
    keys = PartnerKey.objects.select_for_update(of=("self",)).select_related("partner")
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
