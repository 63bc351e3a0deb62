"""Client of AP's Media API, whose pages name the address of the next. Pure.

All versions of an item are asked for. The text of a story is a second document in NITF, fetched with the item. The
position is the address of the next page, without the key.
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

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

type Fetch = Callable[[str], Answer]

KEY, VERSIONS = "apikey", "versions"
TOKEN_HEADER = "x-api-key"  # noqa: S105  # a header's name
LOST = frozenset({400, 404, 410})
"""Answers to a position that the server no longer knows, as after three days without a poll."""
UNAVAILABLE = frozenset({401, 402, 403, 404, 410})
"""Answers for a text outside the contract; the item is stored without it."""


def fetch_page(
    url: str,
    headers: dict[str, str],
    position: PollPosition,
    *,
    get: SendRequest,
    interval: float,
    at: datetime,
) -> PolledPage:
    """Fetch the page at the position; an empty page is the end for now.

    Raise PollFailed without a complete answer; the position then stays.
    """

    def fetch(address: str) -> Answer:
        return get(address, headers)

    following = str(position.cursor.get("next_page") or "")
    answer = fetch(_copy_key(following, url)) if following else None
    restarted = answer is not None and answer.status in LOST
    if answer is None or restarted:
        answer = fetch(_add_parameter(url, VERSIONS, "all"))
    require_success(answer, at)
    text, data = _read_data(answer)
    entries = slice_array(text, ("data", "items")) or []
    next_page = _read_next_page(data, url)
    return PolledPage(
        files=tuple(_build_file(entry, url, fetch, at) for entry in entries),
        position=PollPosition(cursor={"next_page": next_page or ("" if restarted else following)}),
        wait=interval,
        has_more=bool(entries) and next_page not in {"", following},
        restarted=restarted,
    )


def _read_data(answer: Answer) -> tuple[str, dict[str, Any]]:
    try:
        text = decode_json(answer.body)
        content = json.loads(text)
    except (ValueError, RecursionError) as broken:
        raise PollFailed(
            gettext_noop("The answer is no JSON; the transmission may have broken off.")
        ) from broken
    data = content.get("data") if isinstance(content, dict) else None
    if not isinstance(data, dict):
        raise PollFailed(gettext_noop("The answer has no list of items."))
    return text, data


def _read_next_page(data: dict[str, Any], url: str) -> str:
    """Return the address of the next page without the key, empty if there is none.

    Raise PollFailed for another host, which would learn the key.
    """
    link = data.get("next_page")
    if not isinstance(link, str) or not link:
        return ""
    try:
        link = urljoin(url, link)
    except ValueError as unreadable:
        raise PollFailed(gettext_noop("The server sent an address that cannot be read.")) from unreadable
    if _get_origin(link) != _get_origin(url):
        raise PollFailed(gettext_noop("The address of the next page is on another host."))
    return _drop_parameter(link, KEY)


def _build_file(entry: str, url: str, fetch: Fetch, at: datetime) -> PolledFile:
    """Return an item with its text, as the reader of AP's JSON expects it."""
    content = json.loads(entry)
    item = content.get("item", content) if isinstance(content, dict) else {}
    item = item if isinstance(item, dict) else {}
    text = _fetch_text(item, url, fetch, at)
    nitf = f', "nitf": {json.dumps(text, ensure_ascii=False)}' if text else ""
    altids = item.get("altids")
    name = altids.get("itemid") if isinstance(altids, dict) else ""
    return PolledFile(
        raw=f'{{"data": {entry}{nitf}}}'.encode("utf-8", "surrogatepass"),
        name=str(name or ""),
        media_type="application/json",
    )


def _fetch_text(item: dict[str, Any], url: str, fetch: Fetch, at: datetime) -> str:
    """Return the NITF document of an item; empty if there is none or none to have."""
    renditions = item.get("renditions")
    nitf = renditions.get("nitf") if isinstance(renditions, dict) else None
    link = nitf.get("href") if isinstance(nitf, dict) else None
    if not isinstance(link, str) or not link or _get_origin(link) != _get_origin(url):
        return ""
    answer = fetch(_copy_key(link, url))
    if answer.status in UNAVAILABLE:
        return ""
    require_success(answer, at)
    return answer.body.decode("utf-8-sig", "replace")


def _get_origin(url: str) -> tuple[str, str | None, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as unreadable:
        raise PollFailed(gettext_noop("The server sent an address that cannot be read.")) from unreadable
    return parts.scheme, parts.hostname, port


def _copy_key(link: str, url: str) -> str:
    """Return the link with the key of the source's address, if the key is there."""
    key = dict(parse_qsl(urlsplit(url).query)).get(KEY, "")
    return _add_parameter(_drop_parameter(link, KEY), KEY, key) if key else link


def _add_parameter(url: str, name: str, value: str) -> str:
    parts = urlsplit(url)
    if name in dict(parse_qsl(parts.query, keep_blank_values=True)):
        return url
    added = urlencode({name: value})
    return urlunsplit(parts._replace(query=f"{parts.query}&{added}" if parts.query else added))


def _drop_parameter(url: str, name: str) -> str:
    parts = urlsplit(url)
    others = [pair for pair in parts.query.split("&") if pair.partition("=")[0].lower() != name]
    return urlunsplit(parts._replace(query="&".join(others)))
