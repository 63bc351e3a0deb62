"""Envelopes of notification services (Amazon SNS) around agency files. Pure.

An envelope holds a news item, the addresses of files, or a request to the operator. Nothing is fetched here.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from articles.parsing.errors import CopyError
from articles.wire.safe_json import parse_json

MAX_URLS = 100
MAX_URL_LENGTH = 2_000
MAX_ID_LENGTH = 128
_CONTENT_KEYS = frozenset(
    {"headline", "title", "body", "uri", "urn", "guid", "items", "text", "article_html"}
)
"""Keys of a news item, which may have an address of its own."""


class EnvelopeKind(StrEnum):
    NOTIFICATION = "Notification"
    SUBSCRIPTION = "SubscriptionConfirmation"
    END = "UnsubscribeConfirmation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    kind: EnvelopeKind
    message_id: str = ""
    topic: str = ""
    payload: bytes = b""
    """The news item; empty for addresses and requests."""
    urls: tuple[str, ...] = ()
    confirmation_url: str = ""
    bucket: str = ""
    """Name of a store whose files have no address, so that nobody without an account can fetch them."""


def parse_envelope(raw: bytes) -> Envelope | None:
    """Return the envelope; None for every other file, also for a broken one."""
    if not raw.lstrip().startswith(b"{") or b'"Type"' not in raw:
        return None
    try:
        content, _warnings = parse_json(raw)
    except CopyError:
        return None
    if not isinstance(content, dict) or content.get("Type") not in list(EnvelopeKind):
        return None
    kind = EnvelopeKind(content["Type"])
    names: dict[str, Any] = {
        "kind": kind,
        "message_id": _text(content, "MessageId")[:MAX_ID_LENGTH],
        "topic": _text(content, "TopicArn"),
    }
    if kind is not EnvelopeKind.NOTIFICATION:
        url = _text(content, "SubscribeURL")
        return Envelope(**names, confirmation_url=url if is_fetchable(url) else "")
    return _parse_message(content.get("Message"), names) if content.get("Message") else None


def _parse_message(message: Any, names: dict[str, Any]) -> Envelope:
    text = message if isinstance(message, str) else json.dumps(message, ensure_ascii=False)
    content = message
    if isinstance(message, str):
        try:
            content, _warnings = parse_json(message.encode("utf-8", "replace"))
        except CopyError:
            content = message.strip()
    if urls := tuple(_find_urls(content))[:MAX_URLS]:
        return Envelope(**names, urls=urls)
    if bucket := _find_bucket(content):
        return Envelope(**names, bucket=bucket)
    return Envelope(**names, payload=text.encode("utf-8", "replace"))


def _find_urls(content: Any) -> Iterator[str]:
    """Yield the addresses of a message that consists of addresses alone."""
    if isinstance(content, dict) and not _CONTENT_KEYS & set(content):
        content = content.get("urls") or content.get("url")
    found = [content] if isinstance(content, str) else content
    if isinstance(found, list) and all(isinstance(one, str) and is_fetchable(one) for one in found):
        yield from dict.fromkeys(found)


def _find_bucket(content: Any) -> str:
    records = content.get("Records") if isinstance(content, dict) else None
    if not isinstance(records, list) or not records or not isinstance(records[0], dict):
        return ""
    store = records[0].get("s3")
    bucket = store.get("bucket") if isinstance(store, dict) else None
    return _text(bucket, "name") if isinstance(bucket, dict) else ""


def is_fetchable(url: str) -> bool:
    """Return whether the text is an HTTPS address of a plain form."""
    if not url.isascii() or not url.isprintable() or " " in url or len(url) > MAX_URL_LENGTH:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and parts.username is None


def _text(content: dict[str, Any], name: str) -> str:
    value = content.get(name)
    return value[:MAX_URL_LENGTH] if isinstance(value, str) else ""
