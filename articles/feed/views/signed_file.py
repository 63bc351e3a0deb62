"""The base of the views that send a file by a signed link."""

from datetime import datetime

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from articles.feed.authentication import Caller, key_for_link
from articles.feed.exceptions import LinkInvalid
from articles.feed.filters import StrictFilterSet
from articles.feed.renderers import FileNegotiation
from articles.feed.views.base import FeedView
from articles.models import Edition
from articles.models.partner import Scope

LINK = OpenApiParameter("link", OpenApiTypes.STR, required=True)


class FileParameters(StrictFilterSet):
    other_parameters = frozenset({"link"})


class SignedFileView(FeedView):
    # No docstring: it would become the public description of every endpoint without one.
    authentication_classes = ()
    permission_classes = ()
    content_negotiation_class = FileNegotiation

    def read_link(self, request: Request) -> str:
        """Return the signed text; other parameters are refused."""
        FileParameters(request.query_params, Edition.objects.none())
        return request.query_params.get("link", "")

    def find_caller(self, key_id: int, at: datetime) -> Caller:
        """Return the partner that the link was made for.

        Raise LinkInvalid if the partner may have no files now.
        """
        key = key_for_link(key_id, at)
        caller = Caller(key.partner, key)
        if not caller.has_scope(Scope.PICTURES):
            raise LinkInvalid
        return caller
