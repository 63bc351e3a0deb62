"""Bulk changes: started, applied in chunks, paused, cancelled and undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.bulk.apply import Filing
from articles.actions.bulk.request import BulkRequest, filing_for, validate_request
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, lock_stories, require_permission
from articles.actions.publication.log import append_all, reissue_editions
from articles.actions.revisions import record
from articles.models import Article, BulkItem, BulkJob, Edition, Revision
from articles.models.audit import AuditVerb
from articles.models.publication import Kind, Operation
from articles.querysets import ArticleQuerySet
from articles.workflow import State

CHUNK_SIZE = 200
"""Stories per transaction and per lock of the publication log."""
UNDO_PERIOD = timedelta(days=7)

INSERT_ITEMS = """
INSERT INTO articles_bulkitem (job_id, article_id, outcome)
SELECT %s, listed.pk, 'waiting' FROM ({stories}) AS listed (pk) ORDER BY listed.pk DESC
"""


@transaction.atomic
def start_bulk(
    request: BulkRequest, stories: ArticleQuerySet, *, query: str, by: Actor, at: datetime
) -> BulkJob:
    """Create a job with every story that the list holds now; the worker applies it."""
    require_permission(by, "add_bulkjob")
    validate_request(request)
    job = BulkJob.objects.create(
        facet=request.facet,
        takes=request.takes,
        gives=request.gives,
        query=query,
        started_at=at,
        started_by=by,
    )
    job.total = _add_items(job, stories)
    if not job.total:
        raise ActionRefused(_("The list is empty."))
    job.save(update_fields=["total"])
    audit(AuditVerb.START_BULK_CHANGE, job, by=by, at=at, stories=job.total, **request.as_facts())
    return job


def _add_items(job: BulkJob, stories: ArticleQuerySet) -> int:
    """Add an item per story, the newest first; return their number."""
    try:
        listed, params = stories.order_by().values("pk").distinct().query.sql_with_params()
    except EmptyResultSet:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(INSERT_ITEMS.format(stories=listed), [job.pk, *params])
        return int(cursor.rowcount)


@transaction.atomic
def pause_bulk(job_id: int, *, by: Actor, at: datetime) -> BulkJob:
    return _change_state(job_id, "pause", {BulkJob.Status.RUNNING}, BulkJob.Status.PAUSED, by=by, at=at)


@transaction.atomic
def resume_bulk(job_id: int, *, by: Actor, at: datetime) -> BulkJob:
    return _change_state(job_id, "resume", {BulkJob.Status.PAUSED}, BulkJob.Status.RUNNING, by=by, at=at)


@transaction.atomic
def cancel_bulk(job_id: int, *, by: Actor, at: datetime) -> BulkJob:
    """Cancel a job: changed stories stay changed and can be undone, the rest is left."""
    at_work = {BulkJob.Status.RUNNING, BulkJob.Status.PAUSED}
    job = _change_state(job_id, "cancel", at_work, BulkJob.Status.CANCELLED, by=by, at=at, ended_at=at)
    if job.undoing:
        raise ActionRefused(_("An undo cannot be cancelled; pause it instead."))
    job.items.filter(outcome=BulkItem.Outcome.WAITING).update(outcome=BulkItem.Outcome.LEFT)
    return job


@transaction.atomic
def undo_bulk(job_id: int, *, by: Actor, at: datetime) -> BulkJob:
    """Undo exactly what the job changed, story by story; possible for a week."""
    ended = {BulkJob.Status.DONE, BulkJob.Status.CANCELLED}
    job = _change_state(job_id, "undo", ended, BulkJob.Status.RUNNING, by=by, at=at, undoing=True)
    if job.ended_at is None or at > job.ended_at + UNDO_PERIOD:
        raise ActionRefused(_("A bulk change can be undone within seven days; that time has passed."))
    if (other := _overlapping_jobs(job).first()) is not None:
        raise ActionRefused(
            _(
                "Bulk change %(other)s is processing some of the same stories. Please wait until it is finished."
            )
            % {"other": other}
        )
    return job


def _change_state(
    job_id: int,
    verb: str,
    begin: set[BulkJob.Status],
    end: BulkJob.Status,
    *,
    by: Actor,
    at: datetime,
    **facts: object,
) -> BulkJob:
    require_permission(by, "change_bulkjob")
    job = BulkJob.objects.select_for_update().get(pk=job_id)
    if job.state not in begin:
        raise ActionRefused(
            _("This is not possible while the bulk change is “%(state)s”.")
            % {"state": job.get_state_display()}
        )
    job.state = end
    for name, value in facts.items():
        setattr(job, name, value)
    job.save()
    audit(AuditVerb(f"{verb} bulk change"), job, by=by, at=at)
    return job


def _overlapping_jobs(job: BulkJob) -> QuerySet[BulkJob]:
    own = BulkItem.objects.filter(job=job).values("article")
    others = BulkJob.objects.filter(state__in=(BulkJob.Status.RUNNING, BulkJob.Status.PAUSED)).exclude(
        pk=job.pk
    )
    return others.filter(items__article__in=own).distinct()


def find_blocking_job(job: BulkJob) -> BulkJob | None:
    """Return the earlier job that must end first because it shares stories."""
    return _overlapping_jobs(job).filter(pk__lt=job.pk).first()


@transaction.atomic(durable=True)
def run_next_chunk(*, at: datetime) -> int:
    """Apply one chunk of the first job that is ready; return the number of stories.

    A chunk that is interrupted is rolled back and repeated by the next call. Two workers take different jobs, since
    the row of a job is locked until the end.
    """
    running = BulkJob.objects.filter(state=BulkJob.Status.RUNNING).order_by("pk")
    for job in running.select_for_update(skip_locked=True):
        if find_blocking_job(job) is None and (done := _run_chunk(job, at)):
            return done
    return 0


def _run_chunk(job: BulkJob, at: datetime) -> int:
    pending = BulkItem.Outcome.CHANGED if job.undoing else BulkItem.Outcome.WAITING
    items = list(job.items.filter(outcome=pending).order_by("pk")[: CHUNK_SIZE + 1])
    if len(items) <= CHUNK_SIZE:
        job.state = BulkJob.Status.UNDONE if job.undoing else BulkJob.Status.DONE
        job.ended_at = at if not job.undoing else job.ended_at
        job.save(update_fields=["state", "ended_at"])
    if chunk := items[:CHUNK_SIZE]:
        _process_items(job, chunk, at)
    return len(chunk)


def _process_items(job: BulkJob, items: Sequence[BulkItem], at: datetime) -> None:
    stories = {story.pk: story for story in lock_stories(item.article_id for item in items)}
    editions = Edition.objects.filter(live=True, article__in=stories).order_by("article")
    work = _ChunkWork(job, filing_for(job), stories, {e.article_id: e for e in editions}, {})
    for item in items:
        item.outcome = (work.undo if job.undoing else work.change)(item)
    reissued = reissue_editions([work.editions[number] for number in work.columns], work.columns)
    for edition in reissued:
        stories[edition.article_id].version = edition.version
    changed_outcomes = (BulkItem.Outcome.CHANGED, BulkItem.Outcome.REVERTED)
    _record([stories[item.article_id] for item in items if item.outcome in changed_outcomes], work, at)
    BulkItem.objects.bulk_update(items, ["outcome", "journal"])
    append_all(reissued, op=Operation.PUT, kind=Kind.METADATA, by=job.started_by, at=at, cause=_note(job))


@dataclass(frozen=True, slots=True)
class _ChunkWork:
    """One chunk: its stories, their live editions and the columns of next versions."""

    job: BulkJob
    filing: Filing
    stories: Mapping[int, Article]
    editions: Mapping[int, Edition]
    columns: dict[int, Mapping[str, object]]

    def change(self, item: BulkItem) -> BulkItem.Outcome:
        story = self.stories[item.article_id]
        if story.state == State.KILLED:
            return BulkItem.Outcome.LEFT
        journal = {"copy": self.filing.change_article(story)}
        if edition := self.editions.get(story.pk):
            journal["edition"], columns = self.filing.change_edition(edition)
            if columns:
                self.columns[story.pk] = columns
        item.journal = {name: change for name, change in journal.items() if change}
        return BulkItem.Outcome.CHANGED if item.journal else BulkItem.Outcome.RIGHT

    def undo(self, item: BulkItem) -> BulkItem.Outcome:
        story, journal = self.stories[item.article_id], item.journal or {}
        if story.state == State.KILLED:
            return BulkItem.Outcome.LEFT
        if "copy" in journal:
            self.filing.undo_article(story, journal["copy"])
        edition = self.editions.get(story.pk)
        if (
            edition
            and "edition" in journal
            and (back := self.filing.undo_edition(edition, journal["edition"]))
        ):
            self.columns[story.pk] = back
        return BulkItem.Outcome.REVERTED


def _record(stories: Sequence[Article], work: _ChunkWork, at: datetime) -> None:
    """Record a revision per story.

    A story without unpublished edits gets a published revision, all others a saved one.
    """
    newest = Revision.objects.filter(article__in=stories, number=F("article__revision"))
    published = set(newest.filter(kind__in=Revision.GONE_OUT).values_list("article", flat=True))
    for story in stories:
        public = story.pk in work.columns and story.pk in published
        kind = Revision.Kind.PUBLISHED if public else Revision.Kind.SAVED
        record(story, by=work.job.started_by, at=at, kind=kind, note=_note(work.job), edited=False)


def _note(job: BulkJob) -> str:
    return (_("bulk change %(job)s undone") if job.undoing else _("bulk change %(job)s")) % {"job": job}
