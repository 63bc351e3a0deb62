"""What every endpoint shares: who asks, the clock read once, the size of a page, answers no shared cache keeps."""

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Exists
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from articles.actions.publishing import release_due
from articles.feed.authentication import Caller
from articles.feed.problems import ValueUnknown
from articles.feed.renderers import StrictNegotiation
from articles.models import Article, FeedHead
from articles.models.partner import Scope

DEFAULT_LIMIT, HIGHEST_LIMIT = 50, 100


class FeedView(APIView):
    scope: ClassVar[str] = Scope.TEXT
    content_negotiation_class = StrictNegotiation

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        answer: Response = super().finalize_response(request, response, *args, **kwargs)
        answer.headers["Cache-Control"] = "private, no-cache"
        answer.headers["Vary"] = "Authorization, Accept"
        return answer

    def caller(self, request: Request) -> Caller:
        return request.user  # type: ignore[return-value]  # IsPartner let nobody else in

    def now(self) -> datetime:
        """The one reading of the clock; what is due by then is released first."""
        at = timezone.now()
        release_due(at=at)
        return at


def page_size(request: Request) -> int:
    text = request.query_params.get("limit", str(DEFAULT_LIMIT))
    if not (text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= HIGHEST_LIMIT):
        raise ValueUnknown("limit", text, why=f"Write a number from 1 to {HIGHEST_LIMIT}.")
    return int(text)


def place_number(request: Request, name: str) -> int:
    """A place in a list kept by number; 0, before all, where none is given."""
    text = request.query_params.get(name, "0")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise ValueUnknown(name, text, why="Write the number that the page before gave as next.")
    return int(text)


def choice(request: Request, name: str, allowed: tuple[str, ...]) -> str:
    value = request.query_params.get(name, allowed[0])
    if value not in allowed:
        raise ValueUnknown(name, value, allowed)
    return value


def head_and_due(at: datetime) -> tuple[FeedHead, bool]:
    """The log's head, and whether a story waits to be released before anything is answered; one query."""
    due = Exists(Article.objects.due(at))
    head = FeedHead.objects.annotate(something_is_due=due).first()
    return (head, head.something_is_due) if head else (head_now(), Article.objects.due(at).exists())


def head_now() -> FeedHead:
    """The log's head; before the first publication there is none yet."""
    return FeedHead.objects.first() or FeedHead(
        n=0, epoch=FeedHead._meta.get_field("epoch").to_python("0" * 32)
    )
