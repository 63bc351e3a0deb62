"""Background tasks; each calls one action and is safe to run twice.

`aliases` are former names: jobs queued before an upgrade still run.
"""

from contextlib import suppress
from functools import partial
from time import monotonic

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.job_context import JobContext
from procrastinate.jobs import Status
from procrastinate.retry import RetryStrategy

from articles.actions.accounts.password_reset import send_requested_link
from articles.actions.backups.withdrawal_journal import complete_journal
from articles.actions.bulk.jobs import run_next_chunk
from articles.actions.desk import calendars
from articles.actions.desk.assignments import announce_due_assignments
from articles.actions.desk.notice_mails import mail_notices
from articles.actions.intake.receive.ingest import ParseFailed, finish_copy
from articles.actions.intake.receive.push import delete_old_push_requests
from articles.actions.intake.receive.retention import delete_expired_copy
from articles.actions.intake.receive.source_alarms import check_sources, has_unmailed_alarms, mail_alarms
from articles.actions.intake.receive.source_counts import delete_old_counts, update_source_counts
from articles.actions.newsletters import bounces, deliveries, mailings, subscribers
from articles.actions.partners.usage import delete_old_requests
from articles.actions.people.merge import notify_merges
from articles.actions.photos.ending_rights import announce_ending_rights
from articles.actions.photos.former_files import delete_renditions
from articles.actions.photos.render import BATCH_SIZE, render_waiting
from articles.actions.photos.take_off import take_off_ended
from articles.actions.publication import rights_changes
from articles.actions.publication.running_story import renew_ended_stories
from articles.actions.search.vocabulary import update_words
from articles.actions.stories.schedule import release_due
from articles.actions.task_queue import run_now
from articles.actions.webhooks.delivery import deliver_due, failing_webhooks
from articles.actions.webhooks.notifications import notify_expiring_keys, notify_failing_webhooks
from articles.actions.webhooks.outbox import (
    due_webhooks,
    enqueue_key_expiry,
    enqueue_next_messages,
    enqueue_withdrawals,
)
from articles.actions.webhooks.webhook_requests import EndpointCalls
from articles.photos.sent_copies import delete_old_copies
from articles.site.brand import read_brand
from articles.site.cache_purge import cache_purger
from articles.site.newsletters.mail import list_stories, render_mail
from articles.site.newsletters.sign_up import write_confirmation
from articles.site.tag_purge import purge_caches
from articles.site.websub import hub_notifier
from newsroom.memory import return_free_pages
from newsroom.queues import DEFAULT, FAILING_WEBHOOKS, HEAVY, MAIL, READING, URGENT, WEBHOOKS, WITHDRAWALS
from newsroom.telemetry.job_context import request_arguments

BULK_SECONDS = 8
WITHDRAWAL_PRIORITY = 10
"""Job priority of calls that report a withdrawal; all others have 0."""
CALLS, FAILING_CALLS = EndpointCalls(most=200), EndpointCalls(most=50)


# No lock: a killed worker would leave it locked, and releases would wait until the stalled job is found.
@app.periodic(cron="* * * * * */10")
@app.task(queue=URGENT, queueing_lock="release_due", pass_context=False)
def release_due_stories(timestamp: int) -> None:
    """Publish due stories."""
    release_due(at=timezone.now())


@app.periodic(cron="* * * * * */10")
@app.task(
    queue=HEAVY,
    lock="log_rights_changes",
    queueing_lock="log_rights_changes",
    pass_context=True,
    aliases=["articles.tasks.tell_of_turned_rights"],
)
def log_rights_changes(context: JobContext, timestamp: int = 0) -> int:
    """Take off photos whose right ended, and write log rows of changed rights.

    It runs until done or the worker stops.
    """
    take_off_ended(at=timezone.now())
    renew_ended_stories(at=timezone.now())
    return rights_changes.log_rights_changes(at=timezone.now(), should_stop=context.should_abort)


@app.periodic(cron="* * * * * 5/30")
@app.task(
    queue=HEAVY,
    lock="log_merged_people",
    queueing_lock="log_merged_people",
    pass_context=True,
    aliases=["articles.tasks.tell_of_merged_people"],
)
def log_merged_people(context: JobContext, timestamp: int = 0) -> int:
    """Write log rows for stories whose people were merged, or whose merge was undone."""
    return notify_merges(at=timezone.now(), should_stop=context.should_abort)


@app.periodic(cron="* * * * * 5/30")
@app.task(
    queue=DEFAULT,
    lock="continue_bulk_jobs",
    queueing_lock="continue_bulk_jobs",
    pass_context=False,
    aliases=["articles.tasks.carry_on_bulk_changes"],
)
def continue_bulk_jobs(timestamp: int = 0) -> None:
    """Continue bulk changes for `BULK_SECONDS`, then queue the rest for any worker."""
    end = monotonic() + BULK_SECONDS
    while run_next_chunk(at=timezone.now()):
        if monotonic() > end:
            run_now("continue_bulk_jobs")
            return


@app.periodic(cron="* * * * * */30")
@app.task(queue=DEFAULT, lock="render_photos", queueing_lock="render_photos", pass_context=False)
def render_waiting_photos(timestamp: int) -> int:
    """Make the renditions of new photos, one batch a run."""
    rendered = sum(1 for _photo_id in render_waiting(limit=BATCH_SIZE))
    if rendered:
        return_free_pages()
    return rendered


@app.task(queue=DEFAULT, lock="delete_former_renditions", pass_context=False)
def delete_former_renditions(photo_id: int, digest: str) -> int:
    """Delete the renditions of a file that was replaced."""
    return delete_renditions(photo_id, digest)


@app.periodic(cron="* * * * * 5/30")
@app.task(queue=HEAVY, lock="collect_search_words", queueing_lock="collect_search_words", pass_context=True)
def collect_search_words(context: JobContext, timestamp: int = 0) -> int:
    """Collect the words of stories published since the last run, for the search."""
    return update_words(should_stop=context.should_abort)


@app.periodic(cron="* * * * * */10")
@app.task(
    queue=URGENT,
    queueing_lock="deliver_withdrawals",
    pass_context=False,
    aliases=["articles.tasks.call_for_withdrawals"],
)
def deliver_withdrawals(timestamp: int = 0) -> None:
    """Queue calls that report withdrawals, ahead of all other messages."""
    at = timezone.now()
    enqueue_withdrawals(at=at)
    for due in due_webhooks(at=at, withdrawals=True):
        _defer_calls(due.pk, failing=due.failing, first=True)


@app.periodic(cron="* * * * * */10")
@app.task(
    queue=DEFAULT,
    lock="deliver_webhooks",
    queueing_lock="deliver_webhooks",
    pass_context=False,
    aliases=["articles.tasks.ring_webhooks"],
)
def deliver_webhooks(timestamp: int = 0) -> None:
    """Turn new log rows into messages and queue a call for each endpoint due."""
    at = timezone.now()
    more = True
    while more:
        more = enqueue_next_messages(at=at)
        for due in due_webhooks(at=at):
            _defer_calls(due.pk, failing=due.failing)


def _defer_calls(webhook_id: int, *, failing: bool, first: bool = False) -> None:
    job = deliver_to_webhook.configure(
        queue=FAILING_WEBHOOKS if failing else WITHDRAWALS if first else WEBHOOKS,
        queueing_lock=f"deliver_to_webhook {webhook_id}{' first' if first else ''}",
        priority=WITHDRAWAL_PRIORITY if first else 0,
    )
    with suppress(AlreadyEnqueued):
        job.defer(webhook_id=webhook_id, **request_arguments())


@app.task(queue=URGENT, queueing_lock="purge_shared_cache", pass_context=False)
def purge_shared_cache(timestamp: int = 0) -> None:
    """Purge the shared caches of what has changed on the site since the last purge."""
    if settings.CDN:
        purge_caches(timezone.now)
    else:
        cache_purger.purge_if_changed()


if settings.PURGE_URLS:
    app.periodic(cron="* * * * * */10")(purge_shared_cache)


@app.task(queue=WEBHOOKS, lock="notify_hub", queueing_lock="notify_hub", pass_context=False)
def notify_hub(timestamp: int = 0) -> int:
    """Notify the WebSub hub of changed feeds, again after a failure."""
    return hub_notifier.notify_if_changed(timezone.now())


if settings.WEBSUB_HUB:
    app.periodic(cron="* * * * * */10")(notify_hub)


@app.task(queue=WEBHOOKS, pass_context=True, aliases=["articles.tasks.ring_webhook"])
def deliver_to_webhook(context: JobContext, webhook_id: int) -> None:
    """Call one endpoint; a failing one moves to the queue of failing endpoints."""
    first, failing = context.job.priority == WITHDRAWAL_PRIORITY, context.job.queue == FAILING_WEBHOOKS
    waiting = due_webhooks(at=timezone.now()).filter(pk=webhook_id)
    if not failing and waiting.exclude(failing_since=None).exists():
        _defer_calls(webhook_id, failing=True, first=first)
        return
    calls = FAILING_CALLS if failing else CALLS
    ended = calls.call(webhook_id, partial(deliver_due, webhook_id, now=timezone.now))
    if ended and due_webhooks(at=timezone.now()).filter(pk=webhook_id, failing_since=None):
        _defer_calls(webhook_id, failing=False)


@app.periodic(cron="* * * * * 5/30")
@app.task(
    queue=URGENT,
    queueing_lock="finish_stalled_jobs",
    pass_context=False,
    aliases=["articles.tasks.let_go_of_stalled_jobs"],
)
async def finish_stalled_jobs(timestamp: int = 0) -> None:
    """Delete the jobs of a killed worker, whose locks would never be released.

    The periodic tasks start the work again.
    """
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)


@app.periodic(cron="*/5 * * * *")
@app.task(queue=URGENT, queueing_lock="complete_closures", pass_context=False)
def complete_closures(timestamp: int = 0) -> None:
    """Add withdrawals that a host could not write to the media store."""
    complete_journal(at=timezone.now())


@app.periodic(cron="*/15 * * * *")
@app.task(queue=HEAVY, lock="fetch_calendars", queueing_lock="fetch_calendars", pass_context=False)
def fetch_calendars(timestamp: int = 0) -> None:
    """Fetch the calendars of the plan."""
    calendars.fetch_calendars(at=timezone.now())


@app.periodic(cron="7 * * * *")
@app.task(
    queue=DEFAULT,
    lock="run_hourly_maintenance",
    queueing_lock="run_hourly_maintenance",
    pass_context=False,
    aliases=["articles.tasks.look_after_partners"],
)
def run_hourly_maintenance(timestamp: int) -> None:
    """Warn about keys, endpoints and rights that end; delete old requests and counts."""
    at = timezone.now()
    notify_expiring_keys(enqueue_key_expiry(at=at))
    notify_failing_webhooks(failing_webhooks(at=at))
    delete_old_requests(at=at)
    delete_old_push_requests(at=at)
    delete_old_counts(at)
    delete_old_copies(at)
    subscribers.delete_unconfirmed(at=at)
    announce_ending_rights(at=at)


@app.periodic(cron="* * * * *")
@app.task(queue=DEFAULT, lock="watch_wire_sources", queueing_lock="watch_wire_sources", pass_context=False)
def watch_wire_sources(timestamp: int = 0) -> None:
    """Count what arrived, begin and end alarms, and queue the mail about them."""
    at = timezone.now()
    update_source_counts(at)
    check_sources(at)
    if has_unmailed_alarms(at):
        with suppress(AlreadyEnqueued):
            mail_wire_alarms.defer(**request_arguments())


# No lock: a killed worker would leave it locked. The review page queues again what nobody reads.
@app.task(queue=READING, pass_context=False)
def read_long_copy(item_id: int) -> None:
    """Read long pasted copy, for which an editor waits."""
    with suppress(ParseFailed):  # it is set aside, with the reason
        finish_copy(item_id, at=timezone.now())


@app.periodic(cron="23 * * * *")
@app.task(queue=HEAVY, lock="delete_old_copy", queueing_lock="delete_old_copy", pass_context=True)
def delete_old_copy(context: JobContext, timestamp: int = 0) -> int:
    """Delete copy whose time of the contract is over, once a day for each source.

    It runs more often only to go on where a worker was stopped.
    """
    return delete_expired_copy(timezone.now(), should_stop=context.should_abort)


@app.task(queue=MAIL, lock="mail_wire_alarms", queueing_lock="mail_wire_alarms", pass_context=False)
def mail_wire_alarms() -> int:
    """Mail alarms and all-clears of wire sources to those who may change sources."""
    return mail_alarms(timezone.now())


@app.periodic(cron="* * * * *")
@app.task(queue=MAIL, lock="send_notices", queueing_lock="send_notices", pass_context=False)
def send_notices(timestamp: int = 0) -> int:
    """Note which assignments are due soon, and mail notices to those who want it."""
    announce_due_assignments(at=timezone.now())
    return mail_notices(at=timezone.now())


@app.task(queue=MAIL, pass_context=False, aliases=["articles.tasks.mail_asked_link"])
def mail_password_link(typed: str, language: str) -> None:
    """Mail a password link to the account that the typed text names, if there is one."""
    send_requested_link(typed, language=language, site=read_brand().name, at=timezone.now())


@app.task(
    queue=MAIL,
    pass_context=False,
    retry=RetryStrategy(max_attempts=8, exponential_wait=5, retry_exceptions=[subscribers.MailNotAccepted]),
)
def sign_up_subscriber(newsletter_id: int, encrypted: str) -> None:
    """Store an address and mail its link, again while the server is away."""
    subscribers.sign_up(newsletter_id, encrypted, write=write_confirmation, at=timezone.now())


# No lock: a killed worker would leave it locked. Each delivery is claimed, so that two workers share them.
@app.periodic(cron="* * * * *")
@app.task(queue=MAIL, queueing_lock="send_newsletters", pass_context=False)
def send_newsletters(timestamp: int = 0) -> int:
    """Prepare the mails that are sent by themselves, and send what is due."""
    mailings.prepare_due(list_stories, at=timezone.now())
    return deliveries.send_mailings(render_mail, now=timezone.now)


@app.periodic(cron="*/10 * * * *")
@app.task(queue=MAIL, queueing_lock="read_mail_reports", pass_context=False)
def read_mail_reports(timestamp: int = 0) -> int:
    """End addresses that mail servers report as dead, or whose readers complained."""
    return bounces.read_reports(settings.BOUNCE_MAILBOX) if settings.BOUNCE_MAILBOX else 0
