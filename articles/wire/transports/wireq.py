"""Client of dpa wireQ: entries are fetched, stored, and only then deleted. Pure.

An entry comes with a receipt that expires after some minutes. Until the receipt is deleted the entry comes again, so
none is lost; the queue's other call, which deletes at once, is never used.
"""

import json
import re
from datetime import datetime
from urllib.parse import quote

from articles.parsing.errors import gettext_noop
from articles.wire.transports.exchange import (
    PolledFile,
    PolledPage,
    PollFailed,
    PollPosition,
    SendRequest,
    require_success,
)
from articles.wire.transports.json_arrays import decode_json, slice_array
from articles.wire.transports.pace import parse_retry_after

ENTRIES_PER_CALL = 50
RECEIPT = "_wireq_receipt"
_RECEIPT_MEMBER = re.compile(
    rf'(?P<before>,\s*)?"{RECEIPT}"\s*:\s*(?:"(?:[^"\\]|\\.)*"|null)(?P<after>\s*,\s*)?', re.DOTALL
)


def fetch_entries(
    url: str,
    headers: dict[str, str],
    position: PollPosition,
    *,
    get: SendRequest,
    interval: float,
    at: datetime,
) -> PolledPage:
    """Fetch the next entries; the server's Retry-After sets the pace.

    Raise PollFailed without a complete answer; the entries then stay in the queue.
    """
    answer = get(f"{_base(url)}/entries.json", headers)
    require_success(answer, at)
    try:
        entries = slice_array(decode_json(answer.body), ("entries",))
    except ValueError as broken:
        raise PollFailed(
            gettext_noop("The answer is no JSON; the transmission may have broken off.")
        ) from broken
    if entries is None:
        raise PollFailed(gettext_noop("The answer has no list of entries."))
    wait = parse_retry_after(answer.headers.get("retry-after", ""), at)
    if wait is None:
        wait = 0.0 if len(entries) >= ENTRIES_PER_CALL else interval
    return PolledPage(
        files=tuple(_build_file(entry) for entry in entries),
        position=position,
        wait=max(wait, 1.0),
        has_more=bool(entries) and wait == 0.0,
    )


def delete_receipt(
    url: str, headers: dict[str, str], receipt: str, *, delete: SendRequest, at: datetime
) -> bool:
    """Delete a stored entry from the queue; return False if its receipt has expired.

    It then comes again and is a repeat. Raise PollFailed for any other answer.
    """
    answer = delete(f"{_base(url)}/entry/{quote(receipt, safe='')}", headers)
    if answer.status in {404, 410}:
        return False
    if not 200 <= answer.status < 300:
        require_success(answer, at)
    return True


def _base(url: str) -> str:
    return url.removesuffix("/entries.json").rstrip("/")


def _build_file(entry: str) -> PolledFile:
    """Return an entry without its receipt, which is another one each time."""
    content = json.loads(entry)
    receipt = content.pop(RECEIPT, None) if isinstance(content, dict) else None
    raw = _RECEIPT_MEMBER.sub(_replace_member, entry) if receipt is not None else entry
    if _load(raw) != content:
        raw = json.dumps(content, ensure_ascii=False)
    name = content.get("entry_id") or content.get("urn") if isinstance(content, dict) else ""
    return PolledFile(
        raw=raw.encode("utf-8", "surrogatepass"),
        name=str(name or "")[:300],
        media_type="application/json",
        receipt=receipt if isinstance(receipt, str) else "",
    )


def _replace_member(found: re.Match[str]) -> str:
    return ", " if found["before"] and found["after"] else ""


def _load(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None
