"""Opaque places: signed, so that none can be forged; bound to partner and filters, so that none is misused."""

import hashlib
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
    """The same filters in any order give the same mark."""
    text = "&".join(f"{name}={','.join(sorted(value.split(',')))}" for name, value in sorted(filters.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def contract_version(partner: Partner, at: datetime) -> str:
    """Changes with every change of the contract, and when it begins or ends by the clock."""
    return f"{partner.contract_revision}{'+' if is_contract_active(partner, at) else '-'}"


def _sign(content: dict[str, Any], salt: str) -> str:
    """The same place is the same text, whenever it is sealed."""
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
    """Up to which number the log agrees with a former epoch, whatever was restored since; -1 with a foreign one."""
    first = FormerEpoch.objects.filter(epoch=epoch).order_by("pk").first()
    since = FormerEpoch.objects.filter(pk__gte=first.pk) if first else FormerEpoch.objects.none()
    agreed = since.aggregate(n=Min("n"))["n"]
    return -1 if agreed is None else int(agreed)


@dataclass(frozen=True, slots=True)
class Catchup:
    """A walk from the beginning that leaves out what the partner surely holds unchanged.

    It surely holds what it was handed up to the number that it came back with, before the walk began.
    """

    held_until: int
    began: datetime


@dataclass(frozen=True, slots=True)
class LogCursor:
    """A place in the publication log: everything up to `seq` was handed out."""

    seq: int
    filters: str
    catchup: Catchup | None = None
    contract: str = ""
    """Under which it was issued; empty for a new one and for one of a former epoch."""

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
        """The same walk from the beginning, telling only what differs."""
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
        """`ignore_contract`: the cursor only says what is held, so that an older contract is no obstacle."""
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


@dataclass(frozen=True, slots=True)
class ListCursor:
    """The last row of a page of stories."""

    key: datetime | float
    """What the list is ordered by: a time, or how well the story answers the words."""
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
