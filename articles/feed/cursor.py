"""Opaque places: signed, so that none can be forged; bound to partner and filters, so that none is misused."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing

from articles.feed.problems import CursorFilterMismatch, CursorInvalid, SyncReset
from articles.models import FeedHead, Partner

LOG_SALT = "newsroom.feed.changes"
LIST_SALT = "newsroom.feed.stories"


def filter_mark(filters: dict[str, str]) -> str:
    """The same filters in any order give the same mark."""
    text = "&".join(f"{name}={','.join(sorted(value.split(',')))}" for name, value in sorted(filters.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _opened(text: str, salt: str) -> dict[str, Any]:
    try:
        content = signing.loads(text, salt=salt)
    except signing.BadSignature as forged:
        raise CursorInvalid from forged
    if not isinstance(content, dict):
        raise CursorInvalid
    return content


@dataclass(frozen=True, slots=True)
class LogCursor:
    """A place in the publication log: everything up to `seq` was handed out."""

    seq: int
    mark: str

    def sealed(self, partner: Partner, head: FeedHead) -> str:
        return signing.dumps(
            {
                "e": head.epoch.hex,
                "s": self.seq,
                "p": partner.pk,
                "c": partner.contract_revision,
                "f": self.mark,
            },
            salt=LOG_SALT,
        )

    @classmethod
    def opened(cls, text: str, partner: Partner, head: FeedHead, mark: str) -> "LogCursor":
        content = _opened(text, LOG_SALT)
        if content.get("p") != partner.pk:
            raise CursorInvalid
        if content["f"] != mark:
            raise CursorFilterMismatch
        if (
            content["e"] != head.epoch.hex
            or content["c"] != partner.contract_revision
            or content["s"] > head.n
        ):
            raise SyncReset
        return cls(content["s"], mark)


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The last row of a page of stories."""

    at: datetime
    article_id: int

    def sealed(self, partner: Partner, mark: str) -> str:
        return signing.dumps(
            {"t": self.at.isoformat(), "i": self.article_id, "p": partner.pk, "f": mark}, salt=LIST_SALT
        )

    @classmethod
    def opened(cls, text: str, partner: Partner, mark: str) -> "ListPlace":
        content = _opened(text, LIST_SALT)
        if content.get("p") != partner.pk:
            raise CursorInvalid
        if content["f"] != mark:
            raise CursorFilterMismatch
        return cls(datetime.fromisoformat(content["t"]), content["i"])
