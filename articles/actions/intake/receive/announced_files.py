"""Files that agencies announce by address, fetched later from allowed hosts."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext_noop

from articles.actions.intake.receive.ingest import process_files
from articles.actions.intake.receive.loopback import may_use_loopback
from articles.actions.intake.receive.receive_file import MAX_BYTES, receive_file
from articles.actions.intake.receive.rejected_files import record_rejected_file
from articles.actions.intake.receive.source_states import note_trouble
from articles.models import AnnouncedFile, WireSource
from articles.parsing.errors import CopyError
from newsroom.safe_http import HttpAnswer, RequestFailed, get, normalized_host

PAUSES = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 1_800, 7_200, 21_600))
"""Time to the next try after each failure; then the file is given up."""
CLAIM = timedelta(minutes=5)
"""Time in which no other process fetches the file; a process that ends loses its claim after it."""
FETCH_SECONDS = 20.0
MAX_REDIRECTS = 2
BATCH_SIZE = 10

type Fetch = Callable[..., HttpAnswer]


class HostIsNotAllowed(CopyError):
    what = gettext_noop("Files of {host} are announced, but the source does not allow this host.")
    why = gettext_noop("Add the host to the source if you trust it; the files are fetched then.")


class AnnouncedFileIsMissing(CopyError):
    what = gettext_noop("The announced file could not be fetched from {host}: {problem}.")
    why = gettext_noop("Ask the sender to deliver it again.")


def announce_files(source: WireSource, urls: Sequence[str], *, at: datetime) -> None:
    """Queue files to be fetched; one that is queued already is queued once."""
    rows = [AnnouncedFile(source=source, url=url, announced_at=at, due_at=at) for url in dict.fromkeys(urls)]
    AnnouncedFile.objects.bulk_create(rows, ignore_conflicts=True)


def fetch_announced_files(at: datetime, *, fetch: Fetch = get, limit: int = BATCH_SIZE) -> int:
    """Fetch the files that are due, store and read them; return their number."""
    claimed = _claim_due(at, limit)
    for announced in claimed:
        _fetch_one(announced, fetch, at)
    return len(claimed)


@transaction.atomic
def _claim_due(at: datetime, limit: int) -> list[AnnouncedFile]:
    """Return due files, which no other process fetches meanwhile."""
    due = AnnouncedFile.objects.filter(due_at__lte=at, source__active=True).select_related("source__agency")
    found = list(due.select_for_update(of=("self",), skip_locked=True).order_by("due_at", "pk")[:limit])
    AnnouncedFile.objects.filter(pk__in=[one.pk for one in found]).update(due_at=at + CLAIM)
    return found


def _fetch_one(announced: AnnouncedFile, fetch: Fetch, at: datetime) -> None:
    source = announced.source
    try:
        fetched = _fetch(announced.url, {name.lower() for name in source.rendition_hosts}, fetch)
    except CopyError as refusal:
        if isinstance(refusal, HostIsNotAllowed):
            note_trouble(source.pk, refusal.message, at=at)
        _note_failure(announced, refusal, at)
        return
    with transaction.atomic():
        receipt = receive_file(
            fetched.body, source=source, name=_get_name(announced),
            media_type=fetched.headers.get("content-type", ""), at=at,
        )  # fmt: skip
        AnnouncedFile.objects.filter(pk=announced.pk).update(due_at=None, file=receipt.file, problem="")
    process_files([receipt], at=at)


def _fetch(url: str, hosts: set[str], fetch: Fetch) -> HttpAnswer:
    """Return the file's answer; raise HostIsNotAllowed or AnnouncedFileIsMissing."""
    host = url[:80]
    try:
        host = normalized_host(url)
        if host not in hosts:
            raise HostIsNotAllowed(host=host)
        fetched = fetch(
            url, {}, seconds=FETCH_SECONDS, max_bytes=MAX_BYTES, redirects=MAX_REDIRECTS, hosts=hosts,
            loopback=may_use_loopback(url),
        )  # fmt: skip
    except RequestFailed as trouble:
        raise AnnouncedFileIsMissing(host=host, problem=str(trouble)) from trouble
    if fetched.status != 200 or not fetched.body:
        problem = f"status {fetched.status}, {len(fetched.body)} bytes"
        raise AnnouncedFileIsMissing(host=host, problem=problem)
    return fetched


def _get_name(announced: AnnouncedFile) -> str:
    return urlsplit(announced.url).path.rpartition("/")[2]


@transaction.atomic
def _note_failure(announced: AnnouncedFile, refusal: CopyError, at: datetime) -> None:
    """Set the next try; a file that is given up is recorded in quarantine."""
    is_last = announced.tries >= len(PAUSES)
    due_at = None if is_last else at + PAUSES[announced.tries]
    file = None
    if is_last:
        file = record_rejected_file(
            announced.source, name=_get_name(announced), size=0, refusal=refusal, at=at, version=announced.url
        )
    AnnouncedFile.objects.filter(pk=announced.pk).update(
        due_at=due_at, tries=announced.tries + 1, problem=refusal.message[:300], file=file
    )
