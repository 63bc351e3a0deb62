"""Copy on its way in: kept as it came, read, and held against what the desk has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from articles.actions.intake.agency_changes import consider
from articles.actions.intake.create_story import read_item, receive
from articles.actions.intake.item_history import is_kill
from articles.actions.permissions import Actor
from articles.models import AgencyChange, WireItem
from articles.parsing.errors import CopyError


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
    item = receive(raw, by=by, at=at, channel=channel, media_type=media_type)
    try:
        read_item(item.pk)
    except CopyError as refusal:
        raise ParseFailed(item, refusal) from refusal
    changes = consider(item.pk, at=at)
    return IngestResult(WireItem.objects.select_related("superseded_by").get(pk=item.pk), changes)
