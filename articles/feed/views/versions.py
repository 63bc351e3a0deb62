"""Earlier versions of a story, back to the first one this partner was entitled to.

Versions count from the contract's first day. A version that was current at a withdrawal stays hidden after the story
is restored.
"""

from datetime import datetime

from django.db.models import Max, QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles import visibility
from articles.actions.partners.deliveries import record_holdings
from articles.feed.filters import StoryParameters, StrictFilterSet
from articles.feed.item_response import FORMATS, STORY_PARAMETERS, story_content
from articles.feed.redaction import feed_items
from articles.feed.schema import STORY, item_responses
from articles.feed.serializers import VERSIONS, VersionSerializer
from articles.feed.views.base import FeedView
from articles.feed.views.story import ledger_rows, missing_story_error
from articles.models import Edition, LogEntry, Partner
from articles.models.publication import Operation
from articles.url_paths import identifier_uri


def versions_for(partner: Partner, article_id: int, at: datetime) -> QuerySet[Edition]:
    """Return the versions, newest first. Raises 404, or 410 with a tombstone."""
    if not Edition.objects.for_partner(partner, at=at).filter(article=article_id).exists():
        raise missing_story_error(article_id, partner.pk)
    withdrawn = LogEntry.objects.filter(article=article_id).exclude(op=Operation.PUT)
    taken_back = withdrawn.aggregate(last=Max("version"))["last"] or 0
    inside = Edition.objects.filter(
        visibility.covered_by_contract(partner, at), article=article_id, version__gt=taken_back
    )
    before = inside.filter(published_at__lte=partner.contract_from).aggregate(last=Max("version"))["last"]
    live = Edition.objects.live_of(article_id).values_list("running__since", flat=True).first()
    return (
        inside.filter(version__gte=max(before or 0, live or 0)).select_related("section").order_by("-version")
    )


class VersionsView(FeedView):
    @extend_schema(responses=VERSIONS, operation_id="versions")
    def get(self, request: Request, article_id: int) -> Response:
        StrictFilterSet(request.query_params, Edition.objects.none())
        editions = versions_for(self.caller(request).partner, article_id, self.now(request))
        rows = editions.select_related(None).only("version", "published_at", "article_id", "running")
        versions = VersionSerializer(rows, many=True, context={"request": request}).data
        return Response({"uri": identifier_uri("story", article_id), "versions": versions})


class VersionView(FeedView):
    renderer_classes = FORMATS

    @extend_schema(responses=item_responses(STORY), operation_id="version", parameters=STORY_PARAMETERS)
    def get(self, request: Request, article_id: int, version: int) -> Response:
        StoryParameters(request.query_params, Edition.objects.none())
        caller, at = self.caller(request), self.now(request)
        edition = versions_for(caller.partner, article_id, at).filter(version=version).first()
        if edition is None:
            raise Http404
        (item,) = feed_items([edition], caller, at)
        record_holdings(caller.partner, ledger_rows([edition]), at=at)
        return Response(story_content(item, request, at))
