"""Polling of feeds and queues: each source is asked by one process at a time.

The files of a page are stored and read first, and the position after them is saved second. A crash between repeats the
page, which is recognised by its bytes; it never loses one.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial

import structlog
from django.utils.translation import gettext_noop

from articles.actions.intake.receive.loopback import may_use_loopback
from articles.actions.intake.receive.source_credentials import read_credentials
from articles.actions.intake.receive.source_progress import (
    ask_source,
    get_position,
    hash_address,
    ingest_polled_file,
    list_due_sources,
    run_each,
    save_progress,
)
from articles.models import WireSource
from articles.wire.transports import ap_feed, web_feed, wireq
from articles.wire.transports.exchange import (
    PolledPage,
    PollFailed,
    PollPosition,
    SendRequest,
    build_headers,
    expand_address,
)
from newsroom import safe_http
from newsroom.safe_http import HttpAnswer

log = structlog.get_logger(__name__)

type FetchPage = Callable[[PollPosition], PolledPage]
type Acknowledge = Callable[[str], object]

REQUEST_SECONDS = 40.0
"""AP's server waits up to 15 seconds for news, and may take 30 for a long page."""
DELETE_SECONDS = 10.0
MAX_PAGES, MAX_POLL_SECONDS = 20, 60.0
"""Limits of one poll; a source with more pages is due again at once."""
MAX_REDIRECTS = 3
CLIENTS = {
    WireSource.Protocol.FEED: web_feed.fetch_feed,
    WireSource.Protocol.WIREQ: wireq.fetch_entries,
    WireSource.Protocol.AP_FEED: ap_feed.fetch_page,
}


def poll_due_sources(at: datetime) -> int:
    """Poll each source that is due; return the number of new files."""
    return run_each(list_due_sources(WireSource.Transport.POLL, at), partial(poll_source, at=at))


def poll_source(source_id: int, *, at: datetime) -> int:
    """Poll a source if it is due and no other process does; return the new files."""
    return ask_source(source_id, WireSource.Transport.POLL, partial(_poll_pages, at=at), at=at)


def build_client(
    source: WireSource, at: datetime, *, seconds: float = REQUEST_SECONDS
) -> tuple[FetchPage, Acknowledge]:
    """Return the functions that fetch a page and delete a receipt of the source."""
    if source.protocol not in CLIENTS or not source.url:
        raise PollFailed(gettext_noop("The source has no address or no protocol."))
    credentials = read_credentials(source)
    protocol = WireSource.Protocol(source.protocol)
    name = ap_feed.TOKEN_HEADER if protocol == WireSource.Protocol.AP_FEED else "Authorization"
    headers = build_headers(source.url, credentials, header_name=name)
    address = expand_address(source.url, credentials)
    interval = float(max(source.interval_seconds, 1))

    def fetch(position: PollPosition) -> PolledPage:
        return CLIENTS[protocol](
            address, headers, position, get=partial(send_get, seconds=seconds), interval=interval, at=at
        )

    return fetch, partial(_delete_receipt, address, headers, delete=send_delete, at=at)


def _delete_receipt(
    address: str, headers: dict[str, str], receipt: str, *, delete: SendRequest, at: datetime
) -> None:
    if not wireq.delete_receipt(address, headers, receipt, delete=delete, at=at):
        log.info("a receipt had expired; its entry comes again")


def _poll_pages(source: WireSource, *, at: datetime) -> Iterator[int]:
    """Yield the new files of each page, once they and the position are stored."""
    fetch, acknowledge = build_client(source, at)
    address = hash_address(f"{source.protocol} {source.url}")
    position = get_position(source, address)
    ends = time.monotonic() + MAX_POLL_SECONDS
    for number in range(1, MAX_PAGES + 1):
        page = fetch(position)
        if page.restarted:
            log.warning("the position in a feed had expired", source=source.code)
        new_files = sum(ingest_polled_file(file, source, at=at) for file in page.files)
        goes_on = page.has_more and number < MAX_PAGES and time.monotonic() < ends
        wait = 0.0 if page.has_more else page.wait
        save_progress(source, address, page.position, wait=wait, repeats=int(page.unchanged), at=at)
        yield new_files
        for file in page.files:
            if file.receipt:
                acknowledge(file.receipt)
        position = page.position
        if not goes_on:
            break


def send_get(url: str, headers: Mapping[str, str], /, *, seconds: float = REQUEST_SECONDS) -> HttpAnswer:
    return safe_http.get(
        url, headers, seconds=seconds, redirects=MAX_REDIRECTS, loopback=may_use_loopback(url)
    )


def send_delete(url: str, headers: Mapping[str, str], /) -> HttpAnswer:
    return safe_http.delete(url, headers, seconds=DELETE_SECONDS, loopback=may_use_loopback(url))
