"""GET /withdrawals: kills and withheld stories.

Open to every key that is not revoked, also after the end of the contract.
"""

from datetime import timedelta

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.partners.deliveries import record_recalls
from articles.feed.authentication import PartnerKeyAuthentication
from articles.feed.delta import LOADED_FIELDS, tombstone
from articles.feed.exceptions import ContractEnded
from articles.feed.filters import StrictFilterSet, parse_aware_time
from articles.feed.schema import AFTER_ID, LIMIT
from articles.feed.serializers import WITHDRAWALS
from articles.feed.views.base import FeedView, read_id_cursor, read_limit
from articles.models import Delivery, FeedState
from articles.models.publication import Operation

ACCESS_AFTER_CONTRACT = timedelta(days=730)
"""Time after the end of the contract in which withdrawals stay available."""


class WithdrawalParameters(StrictFilterSet):
    other_parameters = frozenset({"since", "after", "limit"})


class LenientKeyAuthentication(PartnerKeyAuthentication):
    """Authentication that accepts expired keys, for withdrawals and receipts."""

    accept_expired = True


class WithdrawalsView(FeedView):
    authentication_classes = (LenientKeyAuthentication,)
    scope = ""
    is_metered = False

    @extend_schema(
        responses=WITHDRAWALS,
        operation_id="withdrawals",
        parameters=[
            OpenApiParameter("since", OpenApiTypes.DATETIME, description="Start time with UTC offset."),
            AFTER_ID,
            LIMIT,
        ],
    )
    def get(self, request: Request) -> Response:
        WithdrawalParameters(request.query_params, FeedState.objects.none())
        partner, (at, head) = self.caller(request).partner, self.time_and_head(request)
        if partner.contract_until is not None and partner.contract_until + ACCESS_AFTER_CONTRACT <= at:
            raise ContractEnded
        limit, after = read_limit(request), read_id_cursor(request, "after")
        held = Delivery.objects.filter(partner=partner).values("article")
        states = FeedState.objects.exclude(op=Operation.PUT).filter(article__in=held)
        if (since := request.query_params.get("since")) is not None:
            states = states.filter(at__gte=parse_aware_time("since", since))
        states = states.filter(seq__gt=after, seq__lte=head.n).select_related("article").only(*LOADED_FIELDS)
        found = list(states.order_by("seq")[: limit + 1])
        page, more = found[:limit], len(found) > limit
        record_recalls(partner, [state.article_id for state in page], at=at)
        return Response(
            {
                "withdrawals": [tombstone(state, state.op) for state in page],
                "next": page[-1].seq if more else max(head.n, after),
                "more": more,
            }
        )
