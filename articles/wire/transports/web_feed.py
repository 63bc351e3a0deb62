"""Client of feeds on the web: RSS, Atom, ninjs and other JSON. Pure.

A feed is sent again only if it has changed (RFC 9110, conditional requests). An entry that has left the feed says
nothing: feeds show the newest entries only.
"""

import hashlib
import json
import re
from datetime import datetime
from typing import Any

from articles.parsing.errors import gettext_noop
from articles.wire.transports.exchange import (
    Answer,
    PolledFile,
    PolledPage,
    PollFailed,
    PollPosition,
    SendRequest,
    require_success,
)
from articles.wire.transports.json_arrays import decode_json, slice_array
from articles.wire.transports.pace import parse_max_age, parse_retry_after

MAX_HEAD, MAX_END = 8_000, 2_000
"""Bytes at both ends of a page that are searched for its head and its last tag."""
MAX_ETAG, MAX_LAST_MODIFIED = 300, 80
LISTS = ("items", "_items", "entries", "results", "articles", "data")
"""Members that hold the items of a JSON feed."""
_ITEM_IDS = frozenset({"uri", "guid", "urn", "itemid"})
_BUILD_TIMES = re.compile(
    rb"<!--.*?-->|<(lastBuildDate|pubDate|updated|(?:sy|dc):date)\b[^<>]*>[^<>]*</\1\s*>", re.DOTALL
)
_FIRST_ENTRY = re.compile(rb"<(?:[a-z]+:)?(?:item|entry)[\s>]")
_LAST_TAG = re.compile(rb"</([A-Za-z_][\w.:-]*)\s*>\s*(?:<!--[^<>]*-->\s*)*\Z")
_COMMENT = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_EMPTY_ROOT = re.compile(rb"(?:<\?[^<>]*\?>\s*)?<[A-Za-z_][^<>]*/>\s*")
_LAST_COMMENTS = re.compile(rb"(?:<!--[^<>]*-->\s*)+\Z")
_FIRST_TAG = re.compile(rb"<([A-Za-z_][\w.:-]*)[\s/>]")


def fetch_feed(
    url: str,
    headers: dict[str, str],
    position: PollPosition,
    *,
    get: SendRequest,
    interval: float,
    at: datetime,
) -> PolledPage:
    """Fetch a feed if it has changed; raise PollFailed without a complete answer."""
    answer = get(url, {**headers, **_validators(position)})
    wait = _get_wait(answer, interval, at)
    if answer.status == 304:
        return PolledPage(files=(), position=position, wait=wait, unchanged=True)
    require_success(answer, at)
    files = split_feed(answer.body, answer.headers.get("content-type", ""))
    fingerprint = hash_feed(answer.body)
    unchanged = fingerprint == position.cursor.get("page")
    return PolledPage(
        files=() if unchanged else files,
        position=PollPosition(
            cursor={"page": fingerprint},
            etag=_limit(answer.headers.get("etag", ""), MAX_ETAG),
            last_modified=_limit(answer.headers.get("last-modified", ""), MAX_LAST_MODIFIED),
        ),
        wait=wait,
        unchanged=unchanged,
    )


def split_feed(body: bytes, media_type: str = "") -> tuple[PolledFile, ...]:
    """Return the files of a feed: each item of JSON, else the whole page.

    Raise PollFailed for a page that breaks off: its validators would hide the rest for ever.
    """
    kind = media_type.partition(";")[0].strip().lower()
    opening = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not opening:
        raise PollFailed(gettext_noop("The server sent an empty page."))
    if opening[:1] in {b"{", b"["}:
        return tuple(PolledFile(raw=raw, media_type="application/json") for raw in _split_json(body))
    if opening[:1] == b"<":
        _require_end(opening)
    return (PolledFile(raw=body, media_type=kind),)


def hash_feed(body: bytes) -> str:
    """Return the SHA-256 of a page without the time at which it was made.

    Many servers write that time into each answer, although no entry has changed.
    """
    first = _FIRST_ENTRY.search(body)
    head = body[: first.start()] if first and first.start() <= MAX_HEAD else b""
    rest = body[len(head) :]
    end = _LAST_COMMENTS.sub(b"", rest[-MAX_END:])
    return hashlib.sha256(_BUILD_TIMES.sub(b"", head) + rest[:-MAX_END] + end).hexdigest()


def _validators(position: PollPosition) -> dict[str, str]:
    names = {"If-None-Match": position.etag, "If-Modified-Since": position.last_modified}
    return {name: value for name, value in names.items() if value}


def _get_wait(answer: Answer, interval: float, at: datetime) -> float:
    """Return the seconds until the next poll: the interval, or more if asked for."""
    fresh = parse_max_age(answer.headers.get("cache-control", ""), answer.headers.get("age", ""))
    return max(interval, fresh, parse_retry_after(answer.headers.get("retry-after", ""), at) or 0.0)


def _limit(value: str, length: int) -> str:
    """Return the value, or nothing if it is too long to be stored whole."""
    return value if len(value) <= length else ""


def _split_json(body: bytes) -> list[bytes]:
    try:
        text = decode_json(body)
        content = json.loads(text)
        path = _find_list(content)
        items = slice_array(text, path) if path is not None else None
    except (ValueError, RecursionError) as broken:
        if body.rstrip()[-1:] in {b"}", b"]"}:
            return [body]  # complete, so its fault is for the reader to name
        raise PollFailed(gettext_noop("The transmission broke off.")) from broken
    return [item.encode() for item in items] if items is not None else [body]


def _find_list(content: Any) -> tuple[str, ...] | None:
    """Return the path of the list of items; None for a file that is one item itself."""
    if isinstance(content, list):
        return () if content and all(isinstance(one, dict) for one in content) else None
    if not isinstance(content, dict) or not _ITEM_IDS.isdisjoint(content):
        return None
    for name in LISTS:
        if isinstance(value := content.get(name), list) and all(isinstance(one, dict) for one in value):
            return (name,)
    return None


def _require_end(opening: bytes) -> None:
    """Raise PollFailed for XML that does not end with the tag it began with."""
    first, last = (
        _FIRST_TAG.search(_COMMENT.sub(b"", opening[:MAX_HEAD])),
        _LAST_TAG.search(opening[-MAX_END:]),
    )
    is_complete = last[1] == first[1] if first and last else _EMPTY_ROOT.fullmatch(opening) is not None
    if first is not None and not is_complete:
        raise PollFailed(gettext_noop("The transmission broke off."))
