"""Middleware of /api/: errors outside the views, compression and the request log."""

import time
from collections.abc import Callable
from dataclasses import replace

import structlog
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from articles.actions.partners.usage import AnsweredRequest, record_request
from articles.feed.authentication import CALLER_META_KEY, Caller, remote_address
from articles.feed.compression import encode_body, is_compressible
from articles.feed.etags import etag_of_coding
from articles.feed.exception_handler import MEDIA_TYPE, plain_problem, problem_slug
from articles.feed.parsers import MAX_BODY_BYTES
from articles.feed.response_cache import CACHED_BODY_KEY, CachedBody
from articles.visibility import find_contract_gap
from newsroom.db.errors import is_outage
from newsroom.db.monitor import note_error
from newsroom.strict_values import parse_integer

log = structlog.get_logger(__name__)

LIMITED = 429
PROBLEM_HEADERS = ("Allow", "Content-Range")
"""Headers of an error outside the views that its problem keeps: the methods, or the size of a file."""
UNMETERED_ROUTES = frozenset({"withdrawals", "picture-file"})
"""Routes that do not count towards a key's limits: withdrawals and picture files."""


def partner_api(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith("/api/"):
            return get_response(request)
        began = time.perf_counter()
        response = plain_problem(request, 413) if is_too_large(request) else get_response(request)
        if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIA_TYPE:
            facts = {name: response.headers[name] for name in PROBLEM_HEADERS if name in response.headers}
            response = plain_problem(request, response.status_code)
            for name, value in facts.items():
                response.headers[name] = value
        response = compress_response(
            response, request.headers.get("Accept-Encoding", ""), request.META.get(CACHED_BODY_KEY)
        )
        caller = request.META.get(CALLER_META_KEY)
        if isinstance(caller, Caller):
            state_limits(request, response, caller)
            log_request(request, response, caller, ms=int((time.perf_counter() - began) * 1000))
        return response

    return middleware


def is_too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or ""
    number = parse_integer(length)
    return number > MAX_BODY_BYTES if number is not None else length.isascii() and length.isdigit()


def compress_response(response: HttpResponseBase, offer: str, cached: CachedBody | None) -> HttpResponseBase:
    """Compress the body with Brotli or gzip and mark the ETag, as the bytes differ."""
    if not isinstance(response, HttpResponse) or response.has_header("Content-Encoding"):
        return response
    if not is_compressible(response.content, response.headers.get("Content-Type", "")):
        return response
    patch_vary_headers(response, ("Accept-Encoding",))
    response.content, coding = (
        encode_body(response.content, offer, {}) if cached is None else cached.encode(offer)
    )
    if coding:
        response.headers["Content-Encoding"] = coding
        response.headers["Content-Length"] = str(len(response.content))
        if etag := response.headers.get("ETag"):
            response.headers["ETag"] = etag_of_coding(etag, coding)
    return response


def state_limits(request: HttpRequest, response: HttpResponseBase, caller: Caller) -> None:
    """Add the limits of the key and, without a contract, the reason for empty lists."""
    if caller.meter:
        meter = replace(caller.meter, walks=caller.stats.walks)
        for name, value in meter.headers(counts=_route(request) not in UNMETERED_ROUTES).items():
            response.headers[name] = value
    if gap := find_contract_gap(caller.partner, caller.at or timezone.now()):
        response.headers["Contract-Status"] = gap


def _route(request: HttpRequest) -> str:
    return (request.resolver_match and request.resolver_match.url_name) or ""


def log_request(request: HttpRequest, response: HttpResponseBase, caller: Caller, *, ms: int) -> None:
    """Log the request. If the log cannot be written, the response is still sent."""
    route = _route(request)
    length = len(response.content) if isinstance(response, HttpResponse) else 0
    answered = AnsweredRequest(
        at=caller.at or timezone.now(),
        partner_id=caller.partner.pk,
        key_id=caller.key.pk,
        method=(request.method or "")[:7],
        endpoint=route[:40],
        path=request.path_info,
        status=response.status_code,
        problem=problem_slug(response),
        bytes=int(response.headers.get("Content-Length") or length),
        ms=ms,
        items=caller.stats.items,
        reached=caller.stats.reached,
        redactions=caller.stats.redactions,
        ip=remote_address(request),
        walks=caller.stats.walks,
        counts=route not in UNMETERED_ROUTES and response.status_code != LIMITED,
    )
    try:
        record_request(answered)
    except DatabaseError as error:
        if is_outage(error):
            note_error(error)
        log.exception("a feed request could not be logged", path=request.path_info)
