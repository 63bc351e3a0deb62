"""One round of the worker that makes messages of webhooks."""

from datetime import datetime

from articles.actions.webhooks.outbox import due_webhooks, enqueue_next_messages, enqueue_withdrawals


def enqueue_messages(*, at: datetime) -> list[int]:
    """Enqueue messages for the whole log and return ids of webhooks with due messages."""
    enqueue_withdrawals(at=at)
    while enqueue_next_messages(at=at):
        pass
    return [webhook.pk for webhook in due_webhooks(at=at)]
