"""Background work: ids in, one action out, safe to run twice. The engine is named here and nowhere else."""

from time import monotonic

from django.utils import timezone
from procrastinate.contrib.django import app

from articles.actions.bulk import carry_on
from articles.actions.merging import tell_merges
from articles.actions.publishing import release_due
from articles.actions.rendering import AT_ONCE, render_waiting
from articles.actions.renewal import tell_turned_rights

BULK_SECONDS = 8


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
