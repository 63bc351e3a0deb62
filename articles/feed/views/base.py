"""The base of all endpoints: caller, request time, ETags and private caching."""

from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

from django.utils import timezone
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from articles.actions.stories.schedule import release_due
from articles.feed.authentication import Caller
from articles.feed.deprecations import deprecation_headers
from articles.feed.etags import matches_etag, request_etag
from articles.feed.exceptions import NotModified, ValueUnknown
from articles.feed.renderers import StrictNegotiation
from articles.feed.repeated_answers import FACTS_KEY, ResponseFacts, response_facts
from articles.feed.response_cache import CACHED_BODY_KEY, RESPONSES, CachedBody, CacheHit
from articles.feed.throttling import RateLimited
from articles.models import FeedHead
from articles.models.partner import Scope
from newsroom.strict_values import parse_integer

DEFAULT_LIMIT, MAX_LIMIT = 50, 100
SAFE_METHODS = ("GET", "HEAD")
REPEATABLE = (status.HTTP_200_OK, status.HTTP_304_NOT_MODIFIED)


class FeedView(APIView):
    # No docstring: it would become the public description of every endpoint without one.
    scope: ClassVar[str] = Scope.TEXT
    is_metered: ClassVar[bool] = True
    """Whether requests count towards the key's limits."""
    has_etag: ClassVar[bool] = True
    """Whether responses depend on the log alone and have an ETag before they are made."""
    etag: str = ""
    content_negotiation_class = StrictNegotiation

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        self.perform_authentication(request)  # before the format, so that a 406 states the limits too
        super().initial(request, *args, **kwargs)
        caller = request.user
        if not (
            isinstance(caller, Caller)
            and caller.position
            and self.has_etag
            and request.method in SAFE_METHODS
        ):
            return
        if caller.position.due:  # the release of a due story moves the head
            return
        self.etag = request_etag(request, caller, caller.position, request.accepted_renderer.media_type)
        if matches_etag(request, self.etag):
            raise NotModified(self.etag)
        if answer := RESPONSES.get((self.etag, request.get_host())):
            self._refuse_known(request, caller, answer)
            raise CacheHit(answer)

    def _refuse_known(self, request: Request, caller: Caller, answer: CachedBody) -> None:
        """Raise NotModified if the request names the ETag that the view set."""
        own = answer.headers.get("ETag", "")
        if own and matches_etag(request, own):
            caller.stats.reached = answer.stats.reached
            raise NotModified(own)

    def check_throttles(self, request: Request) -> None:
        caller = request.user
        if not (self.is_metered and isinstance(caller, Caller) and caller.meter):
            return
        caller.stats.walks = self.is_walk(request, caller)
        if wait := replace(caller.meter, walks=caller.stats.walks).wait_seconds:
            raise RateLimited(wait=wait)

    def is_walk(self, request: Request, caller: Caller) -> bool:
        """Return whether the request counts as a page of a walk through the log."""
        return False

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        answer: Response = super().finalize_response(request, response, *args, **kwargs)
        answer.headers["Cache-Control"] = "private, no-cache"
        answer.headers["Vary"] = "Authorization, Accept"
        if self.etag and answer.status_code == status.HTTP_200_OK:
            self._cache(request, answer)
            answer.headers.setdefault("ETag", self.etag)
        for name, value in deprecation_headers(request).items():
            answer.headers[name] = value
        if self.etag and request.method == "GET" and answer.status_code in REPEATABLE:
            request.META[FACTS_KEY] = self._response_facts(request, answer.headers["ETag"])
        return answer

    def _response_facts(self, request: Request, etag: str) -> ResponseFacts:
        caller, match = self.caller(request), request.resolver_match
        return response_facts(
            caller,
            etag=etag,
            cached_under=(self.etag, request.get_host()),
            endpoint=((match and match.url_name) or "")[:40],
            is_metered=self.is_metered,
            walks=caller.stats.walks,
            reached=None if etag == self.etag else caller.stats.reached,
        )

    def _cache(self, request: Request, answer: Response) -> None:
        """Cache the rendered response with the headers that the view set."""
        if CACHED_BODY_KEY in request.META:
            return
        key, stats = (self.etag, request.get_host()), self.caller(request).stats
        # A view's own ETag may stay valid longer than ours, under which the response is cached.
        headers = {name: value for name in ("Link", "ETag") if (value := answer.headers.get(name))}

        def store(made: Any) -> None:
            entry = CachedBody(made.content, headers, stats)
            request.META[CACHED_BODY_KEY] = entry
            RESPONSES.put(key, entry)

        answer.add_post_render_callback(store)

    def caller(self, request: Request) -> Caller:
        return request.user  # type: ignore[return-value]  # IsPartner let nobody else in

    def now(self, request: Request) -> datetime:
        """Return the time of the request, with due stories released."""
        return self.time_and_head(request)[0]

    def time_and_head(self, request: Request) -> tuple[datetime, FeedHead]:
        """Return the time of the request and the log's head, with due stories released."""
        caller = request.user
        if not isinstance(caller, Caller) or caller.at is None or caller.position is None:
            at = timezone.now()
            release_due(at=at)
            return at, current_head()
        if not caller.position.due:
            return caller.at, caller.position.head
        release_due(at=caller.at)
        return caller.at, current_head()


def read_limit(request: Request) -> int:
    text = request.query_params.get("limit", str(DEFAULT_LIMIT))
    number = parse_integer(text, least=1, most=MAX_LIMIT)
    if number is None:
        raise ValueUnknown("limit", text, why=f"Send a number from 1 to {MAX_LIMIT}.")
    return number


def read_id_cursor(request: Request, name: str) -> int:
    """Return the id after which the page starts, 0 for the first page."""
    text = request.query_params.get(name, "0")
    number = parse_integer(text)
    if number is None:
        raise ValueUnknown(name, text, why="Send the number that the previous page has in next.")
    return number


def read_choice(request: Request, name: str, allowed: tuple[str, ...]) -> str:
    value = request.query_params.get(name, allowed[0])
    if value not in allowed:
        raise ValueUnknown(name, value, allowed)
    return value


def current_head() -> FeedHead:
    """Return the log's head, an empty one before the first publication."""
    return FeedHead.objects.first() or FeedHead(
        n=0, epoch=FeedHead._meta.get_field("epoch").to_python("0" * 32)
    )
