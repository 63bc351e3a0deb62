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
from django.http import HttpResponse
from django.utils import timezone

from articles.actions.partners.usage import AnsweredRequest, KnownState, record_if_current
from articles.feed.authentication import Caller, ResponseStats, allows_network, read_address
from articles.feed.etags import names_etag
from articles.feed.key_lookup import key_sql
from articles.feed.middleware import compress_response
from articles.feed.response_cache import RESPONSES
from articles.feed.signed_urls import STEP_SECONDS, link_step_start
from articles.feed.throttling import meter_from_counts
from newsroom.caching.bounded_cache import BoundedCache
from newsroom.caching.wsgi_cache import PER_REQUEST_HEADERS, Application, Environ, Headers, cache_key
from newsroom.db.own_connection import OwnConnection, StatementFailed
from newsroom.middleware import ACCEPTABLE_ID

FACTS_KEY = "newsroom.feed_facts"
"""Key of a view's `ResponseFacts` in the request's environment."""
MAX_RESPONSES = 4_000
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
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return [response.content]

    def _repeat(self, known: KnownResponse, environ: Environ) -> HttpResponse | None:
        """Return the response if it is still the right one, recorded and counted."""
        began, at, facts = time.perf_counter(), timezone.now(), known.facts
        if at >= facts.until or not allows_network(facts, read_address(environ)):
            return None
        made = _make_response(known, environ)
        if made is None:
            return None
        response, stats = made
        request = AnsweredRequest(
            at=at,
            partner_id=facts.partner_id,
            key_id=facts.key_id,
            method="GET",
            endpoint=facts.endpoint,
            path=environ["PATH_INFO"],
            status=response.status_code,
            bytes=len(response.content),
            ms=int((time.perf_counter() - began) * 1000),
            items=stats.items,
            reached=stats.reached,
            redactions=stats.redactions,
            ip=read_address(environ),
            counts=facts.is_metered,
            walks=facts.walks,
        )
        return response if self._record(request, facts, response) else None

    def _record(self, request: AnsweredRequest, facts: ResponseFacts, response: HttpResponse) -> bool:
        per_minute = settings.FEED_WALK_PER_MINUTE if facts.walks else settings.FEED_PER_MINUTE
        limits = {"per_minute": per_minute, "per_day": settings.FEED_PER_DAY}
        try:
            self.found = self.found or key_sql()
            known = KnownState(self.found, facts.public, facts.state)
            counts = record_if_current(self.connection.execute, request, known, **limits)
        except (StatementFailed, DatabaseError):
            return False
        if counts is not None and facts.is_metered:
            meter = meter_from_counts(counts, request.at, walks=facts.walks)
            for name, value in meter.headers().items():
                response.headers[name] = value
        return counts is not None

    def _call_application(
        self, key: Hashable, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        heads: list[tuple[str, Headers]] = []

        def capture_start_response(status: str, headers: Headers, *more: Any) -> Any:
            heads.append((status, headers))
            return start_response(status, headers, *more)

        body = self.application(environ, capture_start_response)
        facts: ResponseFacts | None = environ.get(FACTS_KEY)
        if facts is not None and heads:
            self._store(key, facts, *heads[-1])
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


def _make_response(known: KnownResponse, environ: Environ) -> tuple[HttpResponse, ResponseStats] | None:
    facts = known.facts
    if names_etag(environ.get("HTTP_IF_NONE_MATCH", ""), facts.etag):
        response, stats = HttpResponse(status=304), ResponseStats(reached=facts.reached)
        del response.headers["Content-Type"]
        response.headers["ETag"], response.headers["Content-Length"] = facts.etag, "0"
        return _add_headers(response, known, environ), stats
    cached = RESPONSES.get(facts.cached_under)
    if cached is None or not known.content_type:
        return None
    response = HttpResponse(cached.body, content_type=known.content_type, headers=cached.headers)
    response.headers["ETag"] = facts.etag
    _add_headers(response, known, environ)
    compress_response(response, environ.get("HTTP_ACCEPT_ENCODING", ""), cached.compressed)
    response.headers["Content-Length"] = str(len(response.content))
    return response, cached.stats


def _add_headers(response: HttpResponse, known: KnownResponse, environ: Environ) -> HttpResponse:
    request_id = environ.get("HTTP_X_REQUEST_ID", "")
    given = request_id if ACCEPTABLE_ID.fullmatch(request_id) else uuid.uuid4().hex
    for name, value in [*known.headers, ("Vary", VARY), ("X-Request-ID", given)]:
        response.headers[name] = value
    return response
