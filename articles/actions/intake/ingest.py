"""Copy on its way in: kept as it came, read, and held against what the desk has."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.intake.agency_changes import open_agency_changes
from articles.actions.intake.item_history import is_kill
from articles.actions.permissions import Actor, require_permission
from articles.models import AgencyChange, WireItem
from articles.parsing.errors import CopyError
from articles.parsing.story.parse import Copy, read_copy
from articles.parsing.to_dict import story_to_dict
from articles.selectors.desk_lexicon import desk_lexicon
from articles.text.html_blocks import plain_text
from articles.wire.detect import decode_text, refuse_markup

MAX_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class IngestResult:
    item: WireItem
    changes: Sequence[AgencyChange]
    """What it changes on the desk; empty for copy on a new matter."""

    @property
    def superseded(self) -> str:
        """Why nothing changes though the desk has the matter: a newer version, or a kill, was here before."""
        newer = self.item.superseded_by
        if newer is None:
            return ""
        if is_kill(newer):
            said = _(
                "The agency has killed this copy (received copy #%(n)d). A story made of it stays blocked."
            )
        else:
            said = _("A newer version of this copy is here already (received copy #%(n)d).")
        return said % {"n": newer.pk}


class ParseFailed(Exception):
    """The copy is kept as `item` and set aside; `why` says what the reader met."""

    def __init__(self, item: WireItem, why: CopyError) -> None:
        super().__init__(why.message)
        self.item, self.why = item, why


def ingest(
    raw: bytes, *, by: Actor, at: datetime, channel: str = "file", media_type: str = "text/plain"
) -> IngestResult:
    """Each step commits by itself: copy that cannot be read is kept all the same. Raises ActionRefused, Unreadable."""
    item = receive_copy(raw, by=by, at=at, channel=channel, media_type=media_type)
    try:
        parse_item(item.pk)
    except CopyError as refusal:
        raise ParseFailed(item, refusal) from refusal
    changes = open_agency_changes(item.pk, at=at)
    return IngestResult(WireItem.objects.select_related("superseded_by").get(pk=item.pk), changes)


@transaction.atomic
def receive_copy(
    raw: bytes, *, by: Actor, at: datetime, channel: str = "paste", media_type: str = "text/plain"
) -> WireItem:
    """Keep the bytes as they came. Raises ActionRefused for nothing at all and for more than ten megabytes."""
    require_permission(by, "add_article")
    if not raw.strip():
        raise ActionRefused(_("There is nothing to read: paste the copy into the box."), "copy")
    if len(raw) > MAX_BYTES:
        raise ActionRefused(
            _("The copy has %(size)d MB; up to %(limit)d MB are taken. Paste one story at a time.")
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


def get_copy(item: WireItem) -> Copy:
    """Read received copy with the time it was received, whenever it is asked for, and what the desk has taught since.

    The only place that reads stored copy: with another clock its embargo would move.
    """
    zone = ZoneInfo(settings.DESK_TIME_ZONE)
    return read_copy(readable_text(item), lexicon=desk_lexicon(), at=item.received_at, zone=zone)


def parse_item(item_id: int) -> Copy:
    """Read a stored item and keep what was read. What cannot be read is set aside; the CopyError goes on."""
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


def readable_text(item: WireItem) -> str:
    """The text of the copy, or HTML that was handed in as such. Raises CopyError for every other format.

    What a browser hands over as HTML may be the source of a file, copied out of an editor.
    """
    raw = bytes(item.raw)
    is_html = item.media_type.startswith("text/html")
    refuse_markup(raw, said_to_be_html=is_html)
    text = decode_text(raw)
    if is_html:
        refuse_markup(plain_text(text).encode("utf-8", "replace"))
    return text


def displayed_text(item: WireItem) -> str:
    """The bytes as text, to look at; what cannot be read becomes a visible mark."""
    raw = bytes(item.raw)
    try:
        return decode_text(raw)
    except CopyError:
        return raw.decode("utf-8", errors="replace")
