"""Opaque cursors, signed against forgery and bound to the partner and the filters."""

import hashlib
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import Min

from articles.feed.exceptions import CursorFilterMismatch, CursorInvalid, SyncReset
from articles.models import FeedHead, FormerEpoch, Partner
from articles.visibility import is_contract_active

LOG_SALT = "newsroom.feed.changes"
LIST_SALT = "newsroom.feed.stories"


def filters_digest(filters: dict[str, str]) -> str:
    """Return a digest of the filters that does not depend on their order."""
    text = "&".join(f"{name}={','.join(sorted(value.split(',')))}" for name, value in sorted(filters.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def contract_version(partner: Partner, at: datetime) -> str:
    """Return a string that changes with the contract, and when it starts or ends."""
    return f"{partner.contract_revision}{'+' if is_contract_active(partner, at) else '-'}"


def _sign(content: dict[str, Any], salt: str) -> str:
    return signing.Signer(salt=salt).sign_object(content)


def _unsign(text: str, salt: str) -> dict[str, Any]:
    try:
        content = signing.Signer(salt=salt).unsign_object(text)
    except signing.BadSignature as forged:
        raise CursorInvalid from forged
    if not isinstance(content, dict):
        raise CursorInvalid
    return content


def last_common_seq(epoch: UUID) -> int:
    """Return the last log number shared with a former epoch, -1 for a foreign epoch."""
    first = FormerEpoch.objects.filter(epoch=epoch).order_by("pk").first()
    since = FormerEpoch.objects.filter(pk__gte=first.pk) if first else FormerEpoch.objects.none()
    agreed = since.aggregate(n=Min("n"))["n"]
    return -1 if agreed is None else int(agreed)


@dataclass(frozen=True, slots=True)
class Catchup:
    """A walk from the start that skips stories the partner already holds unchanged.

    These are the stories delivered before the walk began, up to the log number of the partner's last cursor.
    """

    held_until: int
    began: datetime


@dataclass(frozen=True, slots=True)
class LogCursor:
    """A cursor of the publication log: everything up to `seq` was delivered."""

    seq: int
    filters: str
    catchup: Catchup | None = None
    contract: str = ""
    """Contract version at issue; empty for a new cursor and for one of a former epoch."""

    def encode(self, partner: Partner, head: FeedHead, at: datetime) -> str:
        content = {
            "e": head.epoch.hex,
            "s": self.seq,
            "p": partner.pk,
            "c": contract_version(partner, at),
            "f": self.filters,
        }
        if self.catchup:
            content |= {"h": self.catchup.held_until, "b": self.catchup.began.isoformat()}
        return _sign(content, LOG_SALT)

    def restart(self, at: datetime) -> "LogCursor":
        """Return a cursor that walks from the start and sends only the differences."""
        return replace(self, seq=0, catchup=self.catchup or Catchup(self.seq, at))

    @classmethod
    def decode(
        cls,
        text: str,
        partner: Partner,
        head: FeedHead,
        filters: str,
        *,
        at: datetime,
        ignore_contract: bool = False,
    ) -> "LogCursor":
        """Return the cursor that `text` encodes.

        Raises CursorInvalid, CursorFilterMismatch or SyncReset. `ignore_contract` accepts a cursor of an older
        contract: it only says what the partner holds.
        """
        content = _unsign(text, LOG_SALT)
        if content.get("p") != partner.pk:
            raise CursorInvalid
        if content["f"] != filters:
            raise CursorFilterMismatch
        of_today = content["e"] == head.epoch.hex
        known = head.n if of_today else last_common_seq(UUID(content["e"]))
        if max(content["s"], content.get("h", 0)) > known:
            raise SyncReset(can_catch_up=False)
        contract = content["c"] if of_today else ""
        if contract != contract_version(partner, at) and not ignore_contract:
            raise SyncReset(can_catch_up=True)
        catchup = Catchup(content["h"], datetime.fromisoformat(content["b"])) if "h" in content else None
        return cls(content["s"], filters, catchup, contract)


def signed_seq(text: str, partner: Partner) -> int:
    """Return the log number of the partner's cursor, else the largest number.

    The result only chooses a limit. Whether the cursor is valid is decided when the page is made.
    """
    try:
        content = _unsign(text, LOG_SALT)
    except CursorInvalid:
        return sys.maxsize
    return int(content["s"]) if content.get("p") == partner.pk else sys.maxsize


@dataclass(frozen=True, slots=True)
class ListCursor:
    """A cursor of a list of stories: the last row of a page."""

    key: datetime | float
    """Value of the sort column: a time, or the search rank."""
    article_id: int

    def encode(self, partner: Partner, filters: str) -> str:
        key = self.key.isoformat() if isinstance(self.key, datetime) else self.key
        return _sign({"t": key, "i": self.article_id, "p": partner.pk, "f": filters}, LIST_SALT)

    @classmethod
    def decode(cls, text: str, partner: Partner, filters: str) -> "ListCursor":
        content = _unsign(text, LIST_SALT)
        if content.get("p") != partner.pk:
            raise CursorInvalid
        if content["f"] != filters:
            raise CursorFilterMismatch
        key = content["t"]
        return cls(datetime.fromisoformat(key) if isinstance(key, str) else key, content["i"])
