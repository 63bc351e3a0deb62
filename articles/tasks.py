"""Background work: ids in, one action out, safe to run twice. The engine is named here and in `waking`."""

from contextlib import suppress
from time import monotonic

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Status

from articles.actions.bells import make_messages, tell_of_expiring_keys
from articles.actions.bulk import carry_on
from articles.actions.merging import tell_merges
from articles.actions.metering import forget_old
from articles.actions.notices import tell_of_keys, tell_of_silent_webhooks
from articles.actions.publishing import release_due
from articles.actions.rendering import AT_ONCE, render_waiting
from articles.actions.renewal import tell_turned_rights
from articles.actions.ringing import long_silent, ring
from articles.site.purging import PURGED

BULK_SECONDS = 8
LANES = 2
"""Endpoints rung at once: one that keeps silent holds up only its lane, never the desk's own work."""


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="release_due", pass_context=False)
def release_due_stories(timestamp: int) -> None:
    """Publish what is due, tell of rights that began or ended and of people merged; every ten seconds."""
    at = timezone.now()
    release_due(at=at)
    tell_turned_rights(at=at)
    tell_merges(at=at)


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="carry_on_bulk_changes", pass_context=False)
def carry_on_bulk_changes(timestamp: int = 0) -> None:
    """Bulk changes, for some seconds at a time: what is due to be published has its turn in between."""
    end = monotonic() + BULK_SECONDS
    while monotonic() < end and carry_on(at=timezone.now()):
        pass


@app.periodic(cron="* * * * * */30")
@app.task(queueing_lock="render_photos", pass_context=False)
def render_waiting_photos(timestamp: int) -> int:
    """The lighter renditions of photos added lately, a few at a time."""
    return sum(1 for _number in render_waiting(limit=AT_ONCE))


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="ring_webhooks", pass_context=False)
def ring_webhooks(timestamp: int = 0) -> None:
    """Turn the log into messages, and have each endpoint rung that has some due."""
    for number in make_messages(at=timezone.now()):
        job = ring_webhook.configure(
            queueing_lock=f"ring_webhook {number}", lock=f"webhooks {number % LANES}"
        )
        with suppress(AlreadyEnqueued):
            job.defer(webhook_id=number)


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="purge_shared_cache", pass_context=False)
def purge_shared_cache(timestamp: int = 0) -> None:
    """Empty the cache in front of the site if anything has moved since it was emptied last."""
    PURGED.catch_up()


@app.task(pass_context=False)
def ring_webhook(webhook_id: int) -> int:
    return ring(webhook_id, now=timezone.now)


@app.periodic(cron="* * * * * */30")
@app.task(queueing_lock="let_go_of_stalled_jobs", pass_context=False)
async def let_go_of_stalled_jobs(timestamp: int = 0) -> None:
    """What a killed worker was at: its jobs would hold up their lane for ever. The clocks begin each of them anew."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="look_after_partners", pass_context=False)
def look_after_partners(timestamp: int) -> None:
    """Warn of keys that end and of endpoints that keep silent; forget old requests. Every hour."""
    at = timezone.now()
    tell_of_keys(tell_of_expiring_keys(at=at))
    tell_of_silent_webhooks(long_silent(at=at))
    forget_old(at=at)
