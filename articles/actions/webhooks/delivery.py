"""Delivery of signed messages to one webhook, with retries for three days."""

import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from standardwebhooks import Webhook as Signer

from articles.actions.webhooks.endpoints import deactivate, signing_secrets
from articles.models import Webhook, WebhookMessage
from newsroom.encryption import CannotDecrypt
from newsroom.safe_http import RequestFailed, post

RETRY_DELAYS = (
    timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=5),
    timedelta(hours=10), timedelta(hours=14), timedelta(hours=20), timedelta(hours=24),
)  # fmt: skip
"""Delays between the attempts of a message; it is given up after the last."""
JITTER = 0.2
"""Largest random extension of a delay, so that retries do not come in waves."""
MAX_JOB_SECONDS = 20.0
"""Seconds a job spends on one webhook before others get their turn."""
CLAIM_DURATION = timedelta(seconds=40)
"""Longer than a job takes; afterwards the claim of a killed worker has expired."""
SLOW_SECONDS = 5.0
"""Duration of a failed call above which the webhook is paused."""
MIN_PAUSE, MAX_PAUSE = timedelta(seconds=10), timedelta(minutes=5)
MAX_STORED_ATTEMPTS = 30
"""Attempts stored with a message."""
LONG_FAILURE = timedelta(days=3)
"""Failure after which desk and partner are notified."""

type Clock = Callable[[], datetime]


def deliver_due(webhook_id: int, *, now: Clock) -> int:
    """Deliver due messages by rank until one fails; return the count."""
    if not _claim_webhook(webhook_id, now()):
        return 0
    began, delivered, pause = time.monotonic(), 0, timedelta()
    try:
        while (
            time.monotonic() - began < MAX_JOB_SECONDS
            and (message := next_message(webhook_id, now())) is not None
        ):
            tried = time.monotonic()
            if not _deliver(message, now=now):
                pause = _pause_after_failure(webhook_id, time.monotonic() - tried, now())
                break
            delivered += 1
    finally:
        Webhook.objects.filter(pk=webhook_id).update(busy_until=now() + pause if pause else None)
    return delivered


def _pause_after_failure(webhook_id: int, seconds: float, at: datetime) -> timedelta:
    """Return the pause after a failed call; it grows with the time of failure.

    An endpoint that refuses at once costs nothing and gets no pause.
    """
    since = Webhook.objects.filter(pk=webhook_id).values_list("failing_since", flat=True).first()
    if seconds < SLOW_SECONDS or since is None:
        return timedelta()
    return min(max((at - since) / 10, MIN_PAUSE), MAX_PAUSE)


def _claim_webhook(webhook_id: int, at: datetime) -> bool:
    """Claim the webhook, so that one worker at a time calls it."""
    free = Webhook.objects.filter(Q(busy_until=None) | Q(busy_until__lte=at), pk=webhook_id, ended_at=None)
    return bool(free.update(busy_until=at + CLAIM_DURATION))


def next_message(webhook_id: int, at: datetime) -> WebhookMessage | None:
    """Return the due message of the first rank, by index however many others are due."""
    due = WebhookMessage.objects.filter(webhook=webhook_id, webhook__ended_at=None, due_at__lte=at)
    return due.select_related("webhook").order_by("rank", "due_at", "created_at", "seq").first()


def _deliver(message: WebhookMessage, *, now: Clock) -> bool:
    began, clock = now(), time.perf_counter()
    status, wait, error = 0, "", ""
    _release_connection()
    try:
        status, wait = _post(message, began)
    except (RequestFailed, CannotDecrypt) as trouble:
        error = str(trouble)
    attempt = {
        "at": began.isoformat(),
        "status": status,
        "ms": int((time.perf_counter() - clock) * 1000),
        "error": error,
    }
    succeeded = HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES
    _record_attempt(message.pk, attempt, succeeded=succeeded, wait=wait, at=now())
    return succeeded


def _release_connection() -> None:
    """Return the connection to the pool: a hanging endpoint blocks only its thread."""
    if not connection.in_atomic_block:
        connection.close()


def message_name(message: WebhookMessage) -> str:
    """Return the value of the header `webhook-id`."""
    return f"msg_{message.pk.hex}"


def _post(message: WebhookMessage, at: datetime) -> tuple[int, str]:
    webhook = message.webhook
    name = message_name(message)
    signatures = [Signer(secret).sign(name, at, message.body) for secret in signing_secrets(webhook, at)]
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Newsroom-Webhooks/1",
        "webhook-id": name,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
    return post(webhook.url, message.body.encode(), headers, loopback=settings.WEBHOOKS_TO_LOOPBACK)


@transaction.atomic
def _record_attempt(
    message_id: UUID, attempt: dict[str, object], *, succeeded: bool, wait: str, at: datetime
) -> None:
    """Record an attempt on the message and on its webhook."""
    locked = Webhook.objects.select_for_update(of=("self",), no_key=True)
    webhook = locked.filter(messages=message_id).first()
    if webhook is None:  # it was removed meanwhile
        return
    message = WebhookMessage.objects.select_for_update(no_key=True).get(pk=message_id)
    message.attempts = [*message.attempts, attempt][-MAX_STORED_ATTEMPTS:]
    message.tries += 1
    message.delivered_at = at if succeeded else None
    message.due_at = None if succeeded else _next_attempt_at(message.tries, wait, at)
    message.save(update_fields=["attempts", "tries", "delivered_at", "due_at"])
    if succeeded:
        webhook.failing_since = webhook.failure_reported_at = None
    else:
        webhook.failing_since = webhook.failing_since or at
    webhook.save(update_fields=["failing_since", "failure_reported_at"])
    if attempt["status"] == HTTPStatus.GONE:
        deactivate(webhook, Webhook.EndReason.GONE, at=at)


def _next_attempt_at(tries: int, wait: str, at: datetime) -> datetime | None:
    """Return the time of the next attempt, None if the message is given up.

    A Retry-After of the endpoint is respected up to one day.
    """
    if tries > len(RETRY_DELAYS):
        return None
    delay = RETRY_DELAYS[tries - 1] * (1 + random.uniform(0, JITTER))  # noqa: S311  # spreads tries, no secret
    requested = (
        timedelta(seconds=int(wait)) if wait.isascii() and wait.isdigit() and len(wait) < 7 else timedelta()
    )
    return at + max(delay, min(requested, RETRY_DELAYS[-1]))


@transaction.atomic
def failing_webhooks(*, at: datetime) -> list[Webhook]:
    """Return webhooks that have failed for three days, each once per failure."""
    silent = list(
        Webhook.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
        .select_related("partner")
        .filter(ended_at=None, failure_reported_at=None, failing_since__lte=at - LONG_FAILURE)
    )
    Webhook.objects.filter(pk__in=[webhook.pk for webhook in silent]).update(failure_reported_at=at)
    return silent
