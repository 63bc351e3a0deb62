"""Kills and withholds alone: open to every key that was not revoked, also after the contract ended."""

from datetime import timedelta

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.partners.deliveries import note_recalls
from articles.feed.authentication import PartnerKeyAuthentication
from articles.feed.delta import TOLD, tombstone
from articles.feed.exceptions import ContractEnded
from articles.feed.filters import StrictFilterSet, aware_time
from articles.feed.schema import AFTER, LIMIT, WITHDRAWALS
from articles.feed.views.base import FeedView, page_size, place_number
from articles.models import Delivery, FeedState
from articles.models.publication import Operation

AFTERCARE = timedelta(days=730)
"""How long after its contract a partner hears of what it must take back."""


class WithdrawalParameters(StrictFilterSet):
    paging = frozenset({"since", "after", "limit"})


class LenientKey(PartnerKeyAuthentication):
    """An expired key still learns what to take back."""

    expired_too = True


class WithdrawalsView(FeedView):
    authentication_classes = (LenientKey,)
    scope = ""
    counted = False

    @extend_schema(
        responses=WITHDRAWALS,
        operation_id="withdrawals",
        parameters=[
            OpenApiParameter("since", OpenApiTypes.DATETIME, description="With an offset."),
            AFTER,
            LIMIT,
        ],
    )
    def get(self, request: Request) -> Response:
        WithdrawalParameters(request.query_params, FeedState.objects.none())
        partner, (at, head) = self.caller(request).partner, self.place(request)
        if partner.contract_until is not None and partner.contract_until + AFTERCARE <= at:
            raise ContractEnded
        limit, after = page_size(request), place_number(request, "after")
        held = Delivery.objects.filter(partner=partner).values("article")
        states = FeedState.objects.exclude(op=Operation.PUT).filter(article__in=held)
        if (since := request.query_params.get("since")) is not None:
            states = states.filter(at__gte=aware_time("since", since))
        states = states.filter(seq__gt=after, seq__lte=head.n).select_related("article").only(*TOLD)
        found = list(states.order_by("seq")[: limit + 1])
        page, more = found[:limit], len(found) > limit
        note_recalls(partner, [state.article_id for state in page], at=at)
        return Response(
            {
                "withdrawals": [tombstone(state, state.op) for state in page],
                "next": page[-1].seq if more else max(head.n, after),
                "more": more,
            }
        )
