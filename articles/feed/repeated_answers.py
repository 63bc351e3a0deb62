"""Known responses of the feed, sent before Django with the same headers and bytes.

A view leaves what its response was made from in the request's environment. The next equal request takes one statement,
which finds the key, compares everything the response depends on, and logs and counts the request. If anything has
changed, nothing is recorded and Django answers as ever.
"""

import hashlib
import time
import uuid
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from articles.actions.partners.usage import AnsweredRequest, KnownState, MeterCounts, record_if_current
from articles.feed.authentication import Caller, ResponseStats, allows_network, read_address
from articles.feed.compression import is_compressible
from articles.feed.etags import etag_of_coding, names_etag
from articles.feed.key_lookup import key_sql
from articles.feed.response_cache import RESPONSES
from articles.feed.signed_urls import STEP_SECONDS, link_step_start
from articles.feed.throttling import meter_from_counts
from newsroom.caching.bounded_cache import BoundedCache
from newsroom.caching.wsgi_cache import (
    PER_REQUEST_HEADERS,
    Application,
    Environ,
    Headers,
    cache_key,
    call_application,
)
from newsroom.db.own_connection import OwnConnection, StatementFailed
from newsroom.middleware import ACCEPTABLE_ID

FACTS_KEY = "newsroom.feed_facts"
"""Key of a view's `ResponseFacts` in the request's environment."""
MAX_RESPONSES = 4_000
STATUS_LINES = {200: "200 OK", 304: "304 Not Modified"}
VARY = "Authorization, Accept"
OWN_HEADERS = PER_REQUEST_HEADERS | {"vary", "ratelimit", "ratelimit-policy", "link"}


@dataclass(frozen=True, slots=True)
class ResponseFacts:
    """The state from which a response was made, and the key that asked for it."""

    state: str
    """Digest of everything in the database that decides the response."""
    until: datetime
    """The next time at which the clock alone changes the response."""
    etag: str
    cached_under: tuple[str, str]
    """Key of the body in `RESPONSES`."""
    partner_id: int
    key_id: int
    public: str
    networks: Sequence[str]
    endpoint: str
    is_metered: bool
    walks: bool
    reached: int | None


@dataclass(frozen=True, slots=True)
class KnownResponse:
    facts: ResponseFacts
    headers: Headers
    """Headers that 200 and 304 share."""
    content_type: str
    """Empty if only 304 was sent so far."""


@dataclass(frozen=True, slots=True)
class RepeatedBody:
    """A known response as it is sent."""

    status: int
    headers: Headers
    body: bytes
    stats: ResponseStats


def response_facts(caller: Caller, **facts: Any) -> ResponseFacts:
    """Return the facts of a response to this caller."""
    at, key, partner = caller.at, caller.key, caller.partner
    if at is None:
        raise ValueError("A caller without the time of its request has no facts.")
    times = [key.expires_at, partner.contract_from, partner.contract_until]
    return ResponseFacts(
        state=key.state,  # type: ignore[attr-defined]  # read by load_key
        until=min([link_step_end(at), *(time for time in times if time is not None and time > at)]),
        partner_id=partner.pk,
        key_id=key.pk,
        public=key.public,
        networks=key.networks,
        **facts,
    )


def link_step_end(at: datetime) -> datetime:
    return link_step_start(at) + timedelta(seconds=STEP_SECONDS)


@dataclass(slots=True)
class RepeatedAnswers:
    """WSGI middleware that answers what it knows, with one statement."""

    application: Application
    connection: OwnConnection = field(default_factory=OwnConnection)
    known: BoundedCache[Hashable, KnownResponse] = field(default_factory=lambda: BoundedCache(MAX_RESPONSES))
    found: str = ""

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        key = request_key(environ)
        if key is None:
            return self.application(environ, start_response)
        known = self.known.get(key)
        response = None if known is None else self._repeat(known, environ)
        if response is None:
            return self._call_application(key, environ, start_response)
        start_response(STATUS_LINES[response.status], response.headers)
        return [response.body]

    def _repeat(self, known: KnownResponse, environ: Environ) -> RepeatedBody | None:
        """Return the response if it is still the right one, recorded and counted."""
        began, at, facts = time.perf_counter(), timezone.now(), known.facts
        address = read_address(environ)
        if at >= facts.until or not allows_network(facts, address):
            return None
        response = _make_response(known, environ)
        if response is None:
            return None
        request = AnsweredRequest(
            at=at,
            partner_id=facts.partner_id,
            key_id=facts.key_id,
            method="GET",
            endpoint=facts.endpoint,
            path=environ["PATH_INFO"],
            status=response.status,
            bytes=len(response.body),
            ms=int((time.perf_counter() - began) * 1000),
            items=response.stats.items,
            reached=response.stats.reached,
            redactions=response.stats.redactions,
            ip=address,
            counts=facts.is_metered,
            walks=facts.walks,
        )
        counts = self._record(request, facts)
        if counts is None:
            return None
        meter = meter_from_counts(counts, at, walks=facts.walks)
        response.headers.extend(meter.headers(counts=facts.is_metered).items())
        return response

    def _record(self, request: AnsweredRequest, facts: ResponseFacts) -> MeterCounts | None:
        per_minute = settings.FEED_WALK_PER_MINUTE if facts.walks else settings.FEED_PER_MINUTE
        limits = {"per_minute": per_minute, "per_day": settings.FEED_PER_DAY}
        try:
            self.found = self.found or key_sql()
            known = KnownState(self.found, facts.public, facts.state)
            return record_if_current(self.connection.execute, request, known, **limits)
        except (StatementFailed, DatabaseError):
            return None

    def _call_application(
        self, key: Hashable, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        body, head = call_application(self.application, environ, start_response)
        facts: ResponseFacts | None = environ.get(FACTS_KEY)
        if facts is not None and head is not None:
            self._store(key, facts, *head)
        return body

    def _store(self, key: Hashable, facts: ResponseFacts, status: str, headers: Headers) -> None:
        named = {name.lower(): value for name, value in headers}
        if status[:3] not in {"200", "304"} or "set-cookie" in named:
            return
        before = self.known.get(key)
        content_type = named.get("content-type", "") if status[:3] == "200" else ""
        if not content_type and before is not None and before.facts.state == facts.state:
            content_type = before.content_type
        shared = [(name, value) for name, value in headers if name.lower() not in OWN_HEADERS]
        self.known.put(key, KnownResponse(facts, shared, content_type))


def request_key(environ: Environ) -> Hashable | None:
    """Return what decides the response, except validators and codings.

    The result is None for a request whose response is never known.
    """
    authorization = environ.get("HTTP_AUTHORIZATION")
    if not authorization or not environ.get("PATH_INFO", "").startswith("/api/"):
        return None
    if environ.get("CONTENT_LENGTH", "") not in {"", "0"} or not environ.get("HTTP_HOST"):
        return None
    address = cache_key(environ)
    if address is None:
        return None
    # A digest, so that no secret of a partner stays in memory.
    return (address, environ.get("HTTP_ACCEPT", ""), hashlib.sha256(authorization.encode()).digest())


def _make_response(known: KnownResponse, environ: Environ) -> RepeatedBody | None:
    facts, headers = known.facts, [*known.headers, ("X-Request-ID", _request_id(environ))]
    if names_etag(environ.get("HTTP_IF_NONE_MATCH", ""), facts.etag):
        headers += [("ETag", facts.etag), ("Content-Length", "0"), ("Vary", VARY)]
        return RepeatedBody(304, headers, b"", ResponseStats(reached=facts.reached))
    cached = RESPONSES.get(facts.cached_under)
    if cached is None or not known.content_type:
        return None
    body, etag, vary = cached.body, facts.etag, VARY
    if is_compressible(body, known.content_type):
        vary = f"{VARY}, Accept-Encoding"
        body, coding = cached.encode(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if coding:
            etag = etag_of_coding(etag, coding)
            headers.append(("Content-Encoding", coding))
    headers += [("Content-Type", known.content_type), ("Content-Length", str(len(body)))]
    headers += [("ETag", etag), ("Vary", vary)]
    headers += [(name, value) for name, value in cached.headers.items() if name != "ETag"]
    return RepeatedBody(200, headers, body, cached.stats)


def _request_id(environ: Environ) -> str:
    given = environ.get("HTTP_X_REQUEST_ID", "")
    return given if ACCEPTABLE_ID.fullmatch(given) else uuid.uuid4().hex
