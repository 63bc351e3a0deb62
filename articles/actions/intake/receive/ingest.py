"""Arrival of copy: store the bytes, parse them, compare them with the stories."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.actions.errors import ActionRefused
from articles.actions.intake.autopilot.run import run_autopilot
from articles.actions.intake.effects.fetch_renditions import link_pair
from articles.actions.intake.effects.item_copy import is_long, parse_item
from articles.actions.intake.effects.rule_effects import begin_rule_uses
from articles.actions.intake.effects.wire_rules import apply_rules
from articles.actions.intake.receive.program_faults import PROGRAM_FAULTS, reraise_outage
from articles.actions.intake.receive.read_file import (
    dismiss_half_files,
    parse_file,
    set_aside,
    split_runs,
    store_run,
)
from articles.actions.intake.receive.receive_file import (
    HEARTBEAT,
    FileReceipt,
    FileResult,
    ItemResult,
    note_heartbeat,
    receive_file,
)
from articles.actions.intake.versions.agency_changes import match_item, open_agency_changes
from articles.actions.intake.versions.item_history import is_kill
from articles.actions.permissions import Actor, require_permission
from articles.actions.task_queue import read_later
from articles.models import WireFile, WireItem, WireSource
from articles.parsing.errors import CopyError
from articles.selectors.held_copy import is_withheld
from articles.wire.documents.reader import MAX_BYTES as MAX_DOCUMENT_BYTES
from articles.wire.documents.reader import may_be_document
from articles.wire.item_photos import PICTURE_KINDS

MAX_BYTES = 10_000_000
log = structlog.get_logger(__name__)


class ProgramFailed(CopyError):
    what = gettext_noop("The file could not be read because of a fault in Newsroom: {error}.")
    why = gettext_noop("The fault is in the log. Report it, and read the file again after an update.")


class ParseFailed(Exception):
    """Copy that is stored as `item` in quarantine because it could not be parsed."""

    def __init__(self, item: WireItem, why: CopyError) -> None:
        super().__init__(why.message)
        self.item, self.why = item, why


def ingest(
    raw: bytes, *, by: Actor, at: datetime, channel: str = "file", media_type: str = "text/plain",
    may_wait: bool = False,
) -> ItemResult:  # fmt: skip
    """Store the copy, parse it and open the changes that it makes to stories.

    With `may_wait` long copy is stored only, and a task does the rest. Each step commits by itself, so copy that cannot
    be parsed stays stored. Raise ActionRefused or ParseFailed.
    """
    with transaction.atomic():
        item = receive_copy(raw, by=by, at=at, channel=channel, media_type=media_type)
        if may_wait and is_long(item):
            read_later(item.pk)
            return ItemResult(item)
    return finish_copy(item.pk, at=at)


def finish_copy(item_id: int, *, at: datetime) -> ItemResult:
    """Parse stored copy and open the changes that it makes; raise ParseFailed.

    It may run twice, also at the same time.
    """
    try:
        parse_item(item_id)
    except CopyError as refusal:
        raise ParseFailed(WireItem.objects.get(pk=item_id), refusal) from refusal
    changes = open_agency_changes(item_id, at=at)
    return ItemResult(WireItem.objects.select_related("superseded_by").get(pk=item_id), changes)


@transaction.atomic
def ingest_stories(stories: Sequence[tuple[str, str]], *, by: Actor, at: datetime) -> list[ItemResult]:
    """Store each story of one paste as an item of its own, all or none.

    `stories` are pairs of text and media type. Raise ActionRefused or ParseFailed for the first that is refused; its
    item is not stored either.
    """
    return [
        ingest(text.encode("utf-8", "replace"), by=by, at=at, channel="paste", media_type=media_type)
        for text, media_type in stories
    ]


def ingest_file(
    raw: bytes,
    *,
    source: WireSource | None,
    name: str = "",
    media_type: str = "",
    by: Actor = None,
    at: datetime,
) -> FileResult:
    """Store a file, read it, and open the changes that its items make to stories.

    This is the one way in for every transport. Each step commits by itself and can be repeated. Raise ActionRefused
    for a file that cannot be stored.
    """
    receipt = receive_file(raw, source=source, name=name, media_type=media_type, by=by, at=at)
    return process_file(receipt.file, at=at, repeated=receipt.repeated)


def process_file(file: WireFile, *, at: datetime, repeated: bool = False) -> FileResult:
    """Read a stored file and match its items; finish what was begun before."""
    return process_files([FileReceipt(file, repeated)], at=at)[0]


def process_files(receipts: Sequence[FileReceipt], *, at: datetime) -> list[FileResult]:
    """Read stored files and match their items, as if one came after the other.

    A file that makes a program fail is set aside; otherwise it would fail again and again. Errors of the connection are
    raised: the files wait. What is stored about the items is read by the desk, not by the agency that pushes.
    """
    try:
        with translation.override(settings.SITE_LANGUAGE):
            return _process_together(receipts, at)
    except PROGRAM_FAULTS as fault:
        reraise_outage(fault)
        if len(receipts) > 1:  # alone, each shows whether it is the one at fault
            return [process_files([receipt], at=at)[0] for receipt in receipts]
        log.exception("a file of an agency made a program fail", file_id=receipts[0].file.pk)
        failed = fault if isinstance(fault, CopyError) else ProgramFailed(error=type(fault).__name__)
        set_aside(receipts[0].file, failed)
        return [FileResult(receipts[0].file, receipts[0].repeated, ())]


def _process_together(receipts: Sequence[FileReceipt], at: datetime) -> list[FileResult]:
    """Store independent files together, which is several times as fast."""
    results: list[list[ItemResult]] = []
    for run in split_runs(parse_file(receipt.file) for receipt in receipts):
        matched = _match_run([one.file for one in run], store_run(run, at=at), at)
        _finish_items([item for items in matched for item in items], at)
        results += matched
    for receipt, items in zip(receipts, results, strict=True):
        _note_heartbeat(receipt, items, at)
    dismiss_half_files([receipt.file for receipt in receipts if not receipt.repeated], at=at)
    return [
        FileResult(receipt.file, receipt.repeated, items)
        for receipt, items in zip(receipts, results, strict=True)
    ]


def _match_run(
    files: Sequence[WireFile], stored: Sequence[list[ItemResult]], at: datetime
) -> list[list[ItemResult]]:
    """Match the items of independent files; the kills are obeyed first.

    What an agency withholds is as urgent.
    """
    has_kill = [any(is_kill(one.item) or is_withheld(one.item) for one in results) for results in stored]
    matched: dict[int, list[ItemResult]] = {}
    for place in sorted(range(len(files)), key=lambda place: not has_kill[place]):
        matched[place] = [_match_item(each, files[place], at) for each in stored[place]]
        if has_kill[place] and any(result.changes for result in matched[place]):
            run_autopilot(at)
    return [matched[place] for place in range(len(files))]


def _note_heartbeat(receipt: FileReceipt, items: Sequence[ItemResult], at: datetime) -> None:
    file = receipt.file
    if file.source_id is not None and any(result.item.outcome == HEARTBEAT for result in items):
        note_heartbeat(file.source_id, at=at if receipt.repeated else file.received_at)


def _finish_items(items: Sequence[ItemResult], at: datetime) -> None:
    """Link pictures, apply what agencies say of stories, then the rules.

    What agencies say does not wait for the stories that rules make of the same delivery.
    """
    new = [result.item for result in items if not result.repeated]
    for item in new:
        if item.kind in PICTURE_KINDS:
            link_pair(item.pk, at=at)
    if any(result.changes for result in items):
        run_autopilot(at)
    if new:
        apply_rules(new, at=at)


def _match_item(stored: ItemResult, file: WireFile, at: datetime) -> ItemResult:
    item = stored.item
    if stored.repeated or item.outcome:
        return stored
    if item.content is None:
        try:
            parse_item(item.pk)
        except CopyError as refusal:
            set_aside(file, refusal)
            return ItemResult(WireItem.objects.defer("raw", "parsed").get(pk=item.pk))
        item.refresh_from_db(fields=["reading", "status"])
    with transaction.atomic():
        item, changes = match_item(item, at=at)
        begin_rule_uses([item], at=at)
    return ItemResult(item, changes)


@transaction.atomic
def receive_copy(
    raw: bytes, *, by: Actor, at: datetime, channel: str = "paste", media_type: str = "text/plain"
) -> WireItem:
    """Store the bytes as received.

    Raise ActionRefused for blank copy and for more than ten megabytes; documents with pictures may have forty.
    """
    require_permission(by, "add_article")
    if not raw.strip():
        raise ActionRefused(_("There is nothing to read. Paste the copy into the box."), "copy")
    limit = MAX_DOCUMENT_BYTES if len(raw) > MAX_BYTES and may_be_document(raw) else MAX_BYTES
    if len(raw) > limit:
        raise ActionRefused(
            _("The copy has %(size)d MB; the limit is %(limit)d MB. Paste one story at a time.")
            % {"size": len(raw) // 1_000_000, "limit": limit // 1_000_000},
            "copy",
        )
    return WireItem.objects.create(
        received_at=at,
        received_by=by,
        channel=channel,
        media_type=media_type,
        raw=raw,
        sha256=hashlib.sha256(raw).hexdigest(),
    )
