"""Arrival of copy: store the bytes, parse them, compare them with the stories."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.intake.agency_changes import open_agency_changes
from articles.actions.intake.item_history import is_kill
from articles.actions.intake.read_file import get_zone, read_file, set_aside
from articles.actions.intake.receive_file import receive_file
from articles.actions.permissions import Actor, require_permission
from articles.models import AgencyChange, WireFile, WireItem, WireSource
from articles.parsing.errors import CopyError
from articles.parsing.lexicon import BUILTIN
from articles.parsing.serialize import CopyDataError, dump_copy, load_copy
from articles.parsing.story.news_item import read_news_item
from articles.parsing.story.parse import Copy, read_copy
from articles.parsing.to_dict import story_to_dict
from articles.selectors.desk_lexicon import desk_lexicon, lexicon_fingerprint
from articles.text.html_blocks import plain_text
from articles.wire.detect import decode_text, refuse_markup

MAX_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class IngestResult:
    item: WireItem
    changes: Sequence[AgencyChange]
    """Changes of stories on the desk; empty for copy on a new subject."""

    @property
    def superseded_message(self) -> str:
        """Message that names the newer version or the kill; empty without one."""
        newer = self.item.superseded_by
        if newer is None:
            return ""
        if is_kill(newer):
            message = _(
                "The agency has killed this copy (received copy #%(n)d). A story made from it stays blocked."
            )
        else:
            message = _("A newer version of this copy is already on the desk (received copy #%(n)d).")
        return message % {"n": newer.pk}


@dataclass(frozen=True, slots=True)
class ItemResult:
    """An item of a file with its effect; `repeated` if it was stored before."""

    item: WireItem
    changes: Sequence[AgencyChange]
    repeated: bool = False

    @property
    def outcome(self) -> str:
        return WireItem.IntakeOutcome.REPEAT if self.repeated else self.item.outcome


@dataclass(frozen=True, slots=True)
class FileResult:
    """A received file with its items; a quarantined file has none."""

    file: WireFile
    repeated: bool
    items: Sequence[ItemResult]

    @property
    def outcome(self) -> str:
        """The effect of the file: that of its first item that is not a repeat."""
        if self.file.status == WireFile.Status.QUARANTINED:
            return "quarantined"
        if self.repeated:
            return WireItem.IntakeOutcome.REPEAT
        outcomes = [result.outcome for result in self.items]
        return next(
            (one for one in outcomes if one != WireItem.IntakeOutcome.REPEAT), WireItem.IntakeOutcome.REPEAT
        )


class ParseFailed(Exception):
    """Copy that is stored as `item` in quarantine because it could not be parsed."""

    def __init__(self, item: WireItem, why: CopyError) -> None:
        super().__init__(why.message)
        self.item, self.why = item, why


def ingest(
    raw: bytes, *, by: Actor, at: datetime, channel: str = "file", media_type: str = "text/plain"
) -> IngestResult:
    """Store the copy, parse it and open the changes that it makes to stories.

    Each step commits by itself, so copy that cannot be parsed stays stored. Raise ActionRefused or ParseFailed.
    """
    item = receive_copy(raw, by=by, at=at, channel=channel, media_type=media_type)
    try:
        parse_item(item.pk)
    except CopyError as refusal:
        raise ParseFailed(item, refusal) from refusal
    changes = open_agency_changes(item.pk, at=at)
    return IngestResult(WireItem.objects.select_related("superseded_by").get(pk=item.pk), changes)


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
    items = [
        _match_item(stored.item, file, repeated=stored.repeated, at=at) for stored in read_file(file, at=at)
    ]
    return FileResult(file, repeated, items)


def _match_item(item: WireItem, file: WireFile, *, repeated: bool, at: datetime) -> ItemResult:
    if repeated or item.outcome:
        return ItemResult(item, (), repeated)
    if item.content is None:
        try:
            parse_item(item.pk)
        except CopyError as refusal:
            set_aside(file, refusal)
            return ItemResult(WireItem.objects.defer("raw", "parsed").get(pk=item.pk), ())
    changes = open_agency_changes(item.pk, at=at)
    return ItemResult(WireItem.objects.defer("raw", "parsed").get(pk=item.pk), changes)


@transaction.atomic
def receive_copy(
    raw: bytes, *, by: Actor, at: datetime, channel: str = "paste", media_type: str = "text/plain"
) -> WireItem:
    """Store the bytes as received.

    Raise ActionRefused for blank copy and for more than ten megabytes.
    """
    require_permission(by, "add_article")
    if not raw.strip():
        raise ActionRefused(_("There is nothing to read. Paste the copy into the box."), "copy")
    if len(raw) > MAX_BYTES:
        raise ActionRefused(
            _("The copy has %(size)d MB; the limit is %(limit)d MB. Paste one story at a time.")
            % {"size": len(raw) // 1_000_000, "limit": MAX_BYTES // 1_000_000},
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


def parse_item(item_id: int) -> Copy:
    """Parse a stored item and save the result; quarantine it on a CopyError."""
    item = WireItem.objects.get(pk=item_id)
    try:
        copy = get_copy(item)
    except CopyError as refusal:
        WireItem.objects.filter(pk=item_id).update(status=WireItem.Status.QUARANTINED, reason=refusal.message)
        raise
    WireItem.objects.filter(pk=item_id).exclude(status=WireItem.Status.USED).update(
        status=WireItem.Status.READ, reason="", reading=story_to_dict(copy)
    )
    return copy


def get_copy(item: WireItem) -> Copy:
    """Return the stored parse of the item; parse again if the lexicon has changed.

    An item is parsed as of its time of receipt, on which its embargo may depend, and the result is stored. Raise
    CopyError.
    """
    lexicon = desk_lexicon()
    fingerprint = lexicon_fingerprint(lexicon)
    if item.parsed is not None and item.parsed.get("lexicon") == fingerprint:
        with suppress(CopyDataError):
            return load_copy(item.parsed["copy"])
    if item.content is not None:
        zone, agency = get_zone(item.source), BUILTIN.find_agency(item.provider)
        copy = read_news_item(item.content, lexicon=lexicon, agency=agency.code if agency else "", zone=zone)
    else:
        zone = ZoneInfo(settings.DESK_TIME_ZONE)
        copy = read_copy(readable_text(item), lexicon=lexicon, at=item.received_at, zone=zone)
    item.parsed = {"lexicon": fingerprint, "copy": dump_copy(copy)}
    item.save(update_fields=["parsed"])
    return copy


def readable_text(item: WireItem) -> str:
    """Return plain text or declared HTML; raise CopyError for any other format.

    HTML from a browser's clipboard may be the source of a file of another format, copied out of an editor.
    """
    raw = raw_bytes(item)
    is_html = item.media_type.startswith("text/html")
    refuse_markup(raw, said_to_be_html=is_html)
    text = decode_text(raw)
    if is_html:
        refuse_markup(plain_text(text).encode("utf-8", "replace"))
    return text


def raw_bytes(item: WireItem) -> bytes:
    """Return the bytes of pasted copy, or of the file that an item came in."""
    return bytes(item.file.raw or b"") if item.file is not None else bytes(item.raw)


def displayed_text(item: WireItem) -> str:
    """Return the bytes as text, with replacement characters for undecodable bytes."""
    raw = raw_bytes(item)
    try:
        return decode_text(raw)
    except CopyError:
        return raw.decode("utf-8", errors="replace")
