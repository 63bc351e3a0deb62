"""GET / and GET /stories/<id>: the index of the API and one story."""

from typing import Any

from django.conf import settings
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.partners.deliveries import record_deliveries
from articles.feed.delta import tombstone
from articles.feed.exceptions import Withdrawn
from articles.feed.filters import StoryParameters, StrictFilterSet
from articles.feed.item_response import FORMATS, STORY_PARAMETERS, find_output, read_shape, write_message
from articles.feed.redaction import feed_items
from articles.feed.rendered_items import rendered_items
from articles.feed.schema import STORY, item_responses
from articles.feed.serializers import INDEX
from articles.feed.sparse_fields import envelope, read_fields_and_include
from articles.feed.views.base import MAX_LIMIT, FeedView, current_head
from articles.models import Delivery, Edition, FeedState
from articles.selectors.translations import public_translations

LINK_NAMES = (
    "stories", "changes", "people", "sections", "agencies", "tags", "keywords", "withdrawals", "receipts",
    "webhooks", "usage", "feed.atom", "docs/", "schema.json",
)  # fmt: skip


class IndexView(FeedView):
    @extend_schema(responses=INDEX, operation_id="index")
    def get(self, request: Request) -> Response:
        StrictFilterSet(request.query_params, Edition.objects.none())
        caller = self.caller(request)
        return Response(
            {
                "partner": caller.partner.name,
                "scopes": caller.key.scopes,
                "newest_seq": current_head().n,
                "limits": {
                    "page": MAX_LIMIT,
                    "minute": settings.FEED_PER_MINUTE,
                    "day": settings.FEED_PER_DAY,
                },
                "links": {name: request.build_absolute_uri(name) for name in LINK_NAMES},
            }
        )


def ledger_rows(editions: list[Edition]) -> list[tuple[int, int, int]]:
    """Return the ledger rows of the editions: (article id, log number, version)."""
    seqs = dict(
        FeedState.objects.filter(article__in=[e.article_id for e in editions]).values_list(
            "article_id", "seq"
        )
    )
    return [(e.article_id, seqs[e.article_id], e.version) for e in editions if e.article_id in seqs]


class StoryItemView(FeedView):
    renderer_classes = FORMATS

    @extend_schema(responses=item_responses(STORY), operation_id="story", parameters=STORY_PARAMETERS)
    def get(self, request: Request, article_id: int) -> Response:
        StoryParameters(request.query_params, Edition.objects.none())
        caller, at = self.caller(request), self.now(request)
        partner = caller.partner
        editions = Edition.objects.for_partner(partner, at=at).filter(article=article_id)
        edition = editions.only("article", "version").first()
        if edition is None:
            raise missing_story_error(article_id, partner.pk)
        included = read_fields_and_include(request)
        if output := find_output(request):
            rows = list(Edition.objects.filter(pk=edition.pk).annotate(translations=public_translations(at)))
            content: Any = write_message(output, feed_items(rows, caller, at), at)
        else:
            (item,) = rendered_items([edition.pk], caller, at, read_shape(request))
            content = {"item": item.fragment, **envelope(item, included)} if included else item.content
        record_deliveries(partner, ledger_rows([edition]), at=at)
        return Response(content)


def missing_story_error(article_id: int, partner_id: int) -> Exception:
    """Return 410 with a tombstone for a partner that holds a copy, else 404."""
    held = Delivery.objects.filter(partner=partner_id, article=article_id).exists()
    state = FeedState.objects.filter(article=article_id).exclude(op="put").first() if held else None
    return Withdrawn(tombstone(state, state.op)) if state else Http404()
