"""GET /feed.atom: the newest stories and withdrawals for plain Atom readers."""

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.partners.deliveries import record_deliveries
from articles.feed.filters import AtomFilterSet
from articles.feed.formats.atom import DeletedEntry, render_atom
from articles.feed.redaction import feed_items
from articles.feed.renderers import AtomRenderer
from articles.feed.schema import filter_parameters
from articles.feed.views.base import FeedView
from articles.feed.views.story import ledger_rows
from articles.models import Delivery, Edition, FeedState
from articles.models.publication import Operation
from articles.site.brand import read_brand
from articles.url_paths import absolute_url, identifier_uri

ENTRIES = 50


class AtomView(FeedView):
    """Newest stories, sorted by first publication: updates do not move a story up."""

    renderer_classes = (AtomRenderer,)

    @extend_schema(
        responses=OpenApiTypes.STR, operation_id="atom", parameters=filter_parameters(AtomFilterSet)
    )
    def get(self, request: Request) -> Response:
        caller, at = self.caller(request), self.now(request)
        filters = AtomFilterSet(
            request.query_params, Edition.objects.for_partner(caller.partner, at=at), caller.partner
        )
        editions = list(filters.qs.newest_first().select_related("section")[:ENTRIES])
        items = feed_items(editions, caller, at)
        record_deliveries(caller.partner, ledger_rows(editions), at=at)
        held = Delivery.objects.filter(partner=caller.partner).values("article")
        gone = FeedState.objects.exclude(op=Operation.PUT).filter(article__in=held).order_by("-seq")
        return Response(
            render_atom(
                items,
                [
                    DeletedEntry(identifier_uri("story", state.article_id), state.at, state.kind)
                    for state in gone[:ENTRIES]
                ],
                title=read_brand().name,
                address=absolute_url(request.get_full_path()),
                language=settings.LANGUAGE_CODE,
                at=at,
            )
        )
