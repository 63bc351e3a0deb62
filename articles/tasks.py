"""Background work: ids in, one action out, safe to run twice. The engine is named here and in `waking`."""

from contextlib import suppress
from functools import partial
from time import monotonic

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.job_context import JobContext
from procrastinate.jobs import Status

from articles.actions.accounts.password_reset import send_requested_link
from articles.actions.bulk.jobs import run_next_chunk
from articles.actions.partners.usage import forget_old
from articles.actions.people.merge import notify_merges
from articles.actions.photos.render import BATCH_SIZE, render_waiting
from articles.actions.publication.rights_changes import tell_turned_rights
from articles.actions.stories.publish import release_due
from articles.actions.webhooks.delivery import deliver_due, failing_webhooks
from articles.actions.webhooks.notifications import tell_of_keys, tell_of_silent_webhooks
from articles.actions.webhooks.outbox import (
    endpoints_with_messages_due,
    enqueue_key_expiry,
    make_some_messages,
    make_withdrawal_messages,
)
from articles.site.cache_purge import PURGED
from articles.webhook_requests import EndpointCalls
from newsroom.queues import DEFAULT, FAILING_WEBHOOKS, HEAVY, MAIL, URGENT, WEBHOOKS, WITHDRAWALS

BULK_SECONDS = 8
FIRST = 10
"""Priority of calls that tell of a withdrawal; of all others it is 0."""
CALLS, FAILING_CALLS = EndpointCalls(most=200), EndpointCalls(most=50)


# Releases have no lock: one that a killed worker left behind would hold them up until it is found.
@app.periodic(cron="* * * * * */10")
@app.task(queue=URGENT, queueing_lock="release_due", pass_context=False)
def release_due_stories(timestamp: int) -> None:
    """Publish what is due; every ten seconds."""
    release_due(at=timezone.now())


@app.periodic(cron="* * * * * */10")
@app.task(queue=HEAVY, lock="tell_turned_rights", queueing_lock="tell_turned_rights", pass_context=True)
def tell_of_turned_rights(context: JobContext, timestamp: int = 0) -> int:
    """Write the rows of stories whose rights changed. A long run stops where it is when the worker ends."""
    return tell_turned_rights(at=timezone.now(), should_stop=context.should_abort)


@app.periodic(cron="* * * * * */10")
@app.task(queue=HEAVY, lock="tell_merges", queueing_lock="tell_merges", pass_context=True)
def tell_of_merged_people(context: JobContext, timestamp: int = 0) -> int:
    """Write the rows of stories whose people were merged, or parted again."""
    return notify_merges(at=timezone.now(), should_stop=context.should_abort)


@app.periodic(cron="* * * * * */10")
@app.task(
    queue=DEFAULT, lock="carry_on_bulk_changes", queueing_lock="carry_on_bulk_changes", pass_context=False
)
def carry_on_bulk_changes(timestamp: int = 0) -> None:
    """Bulk changes, for some seconds at a time: what is due to be published has its turn in between."""
    end = monotonic() + BULK_SECONDS
    while monotonic() < end and run_next_chunk(at=timezone.now()):
        pass


@app.periodic(cron="* * * * * */30")
@app.task(queue=DEFAULT, lock="render_photos", queueing_lock="render_photos", pass_context=False)
def render_waiting_photos(timestamp: int) -> int:
    """The lighter renditions of photos added lately, a few at a time."""
    return sum(1 for _number in render_waiting(limit=BATCH_SIZE))


@app.periodic(cron="* * * * * */10")
@app.task(queue=URGENT, queueing_lock="call_for_withdrawals", pass_context=False)
def call_for_withdrawals(timestamp: int = 0) -> None:
    """Tell every endpoint of what was withdrawn, before anything else that waits for it or for others."""
    at = timezone.now()
    make_withdrawal_messages(at=at)
    for due in endpoints_with_messages_due(at=at, withdrawals=True):
        _defer_calls(due.pk, failing=due.failing, first=True)


@app.periodic(cron="* * * * * */10")
@app.task(queue=DEFAULT, lock="ring_webhooks", queueing_lock="ring_webhooks", pass_context=False)
def ring_webhooks(timestamp: int = 0) -> None:
    """Turn the log into messages, and have each endpoint called that has some due."""
    at = timezone.now()
    more = True
    while more:
        more = make_some_messages(at=at)
        for due in endpoints_with_messages_due(at=at):
            _defer_calls(due.pk, failing=due.failing)


def _defer_calls(number: int, *, failing: bool, first: bool = False) -> None:
    """Have an endpoint called; a withdrawal is told before all else that waits there."""
    job = ring_webhook.configure(
        queue=FAILING_WEBHOOKS if failing else WITHDRAWALS if first else WEBHOOKS,
        queueing_lock=f"ring_webhook {number}{' first' if first else ''}",
        priority=FIRST if first else 0,
    )
    with suppress(AlreadyEnqueued):
        job.defer(webhook_id=number)


@app.periodic(cron="* * * * * */10")
@app.task(queue=URGENT, queueing_lock="purge_shared_cache", pass_context=False)
def purge_shared_cache(timestamp: int = 0) -> None:
    """Empty the cache in front of the site if anything has moved since it was emptied last."""
    PURGED.catch_up()


@app.task(queue=WEBHOOKS, pass_context=True)
def ring_webhook(context: JobContext, webhook_id: int) -> None:
    """Begin to call one endpoint. Once it fails, its calls move to the queue of those that fail."""
    first, failing = context.job.priority == FIRST, context.job.queue == FAILING_WEBHOOKS
    waiting = endpoints_with_messages_due(at=timezone.now()).filter(pk=webhook_id)
    if not failing and waiting.exclude(failing_since=None).exists():
        _defer_calls(webhook_id, failing=True, first=first)
        return
    calls = FAILING_CALLS if failing else CALLS
    ended = calls.call(webhook_id, partial(deliver_due, webhook_id, now=timezone.now))
    if ended and endpoints_with_messages_due(at=timezone.now()).filter(pk=webhook_id, failing_since=None):
        _defer_calls(webhook_id, failing=False)


@app.periodic(cron="* * * * * */10")
@app.task(queue=URGENT, queueing_lock="let_go_of_stalled_jobs", pass_context=False)
async def let_go_of_stalled_jobs(timestamp: int = 0) -> None:
    """What a killed worker was at: its jobs would hold up their lane for ever. The clocks begin each of them anew."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)


@app.periodic(cron="7 * * * *")
@app.task(queue=DEFAULT, lock="look_after_partners", queueing_lock="look_after_partners", pass_context=False)
def look_after_partners(timestamp: int) -> None:
    """Warn of keys that end and of endpoints that keep silent; forget old requests. Every hour."""
    at = timezone.now()
    tell_of_keys(enqueue_key_expiry(at=at))
    tell_of_silent_webhooks(failing_webhooks(at=at))
    forget_old(at=at)


@app.task(queue=MAIL, pass_context=False)
def mail_asked_link(typed: str, language: str) -> None:
    """Mail a link for a new password to whoever is meant, if anybody is."""
    send_requested_link(typed, language=language, at=timezone.now())
