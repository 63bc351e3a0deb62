"""/webhooks: a partner's endpoints, their deliveries, tests and replays."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import translation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.errors import ActionRefused
from articles.actions.webhooks.delivery import message_name
from articles.actions.webhooks.endpoints import (
    TYPES,
    EndpointDraft,
    add_webhook,
    change_webhook,
    remove_webhook,
    rotate_secret,
)
from articles.actions.webhooks.outbox import replay, send_test
from articles.feed.exceptions import BodyInvalid, ValueUnknown, find_nearest
from articles.feed.filters import StrictFilterSet
from articles.feed.idempotency import PARAMETER, respond_once
from articles.feed.parsers import BoundedJSONParser
from articles.feed.schema import AFTER_CURSOR, LIMIT, WEBHOOK_CHANGE, WEBHOOK_NEW
from articles.feed.serializers import (
    DELIVERIES,
    QUEUED,
    WEBHOOKS,
    DeliverySerializer,
    WebhookSerializer,
    WebhookWithSecretSerializer,
)
from articles.feed.views.base import SAFE_METHODS, FeedView, read_choice, read_limit
from articles.models import Webhook, WebhookMessage
from articles.models.partner import Scope
from newsroom.keyset import rows_after

STATES: dict[str, Q] = {
    "all": Q(),
    "waiting": ~Q(due_at=None),
    "delivered": Q(due_at=None) & ~Q(delivered_at=None),
    "given-up": Q(due_at=None, delivered_at=None),
}
FIELDS = {"url": str, "types": list, "label": str, "active": bool}
KINDS = {"url": "an https URL", "types": "a list of types", "label": "a string", "active": "true or false"}
MAX_URL_LENGTH, MAX_LABEL_LENGTH = 500, 80
MAX_REPLAYED = 1000


class WebhookAPIView(FeedView):
    scope = Scope.WEBHOOKS
    has_etag = False
    parser_classes = (BoundedJSONParser,)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method not in SAFE_METHODS or type(self) is not DeliveriesView:
            StrictFilterSet(request.query_params, Webhook.objects.none())

    def own_webhooks(self, request: Request) -> QuerySet[Webhook]:
        return Webhook.objects.filter(partner=self.caller(request).partner)

    def get_webhook(self, request: Request, number: int) -> Webhook:
        webhook = self.own_webhooks(request).filter(pk=number).first()
        if webhook is None:
            raise Http404
        return webhook

    def get_active_webhook(self, request: Request, number: int) -> Webhook:
        webhook = self.get_webhook(request, number)
        if not webhook.active:
            raise BodyInvalid("", "The webhook is switched off.")
        return webhook


class WebhooksView(WebhookAPIView):
    @extend_schema(responses=WEBHOOKS, operation_id="webhooks")
    def get(self, request: Request) -> Response:
        return Response({"webhooks": WebhookSerializer(self.own_webhooks(request), many=True).data})

    @extend_schema(
        request=WEBHOOK_NEW,
        responses={201: WebhookWithSecretSerializer},
        operation_id="webhook_add",
        parameters=[PARAMETER],
    )
    def post(self, request: Request) -> Response:
        draft = parse_draft(request.data)
        if draft.url is None:
            raise BodyInvalid("/url", "Send the URL of your endpoint.")
        partner, at = self.caller(request).partner, self.now(request)

        def action() -> dict[str, Any]:
            with refusals_as_problems():
                webhook, secret = add_webhook(partner, draft, at=at)
            return {**WebhookSerializer(webhook).data, "secret": secret}

        return respond_once(
            request, self.caller(request), request.data, action, status=status.HTTP_201_CREATED
        )


class WebhookView(WebhookAPIView):
    @extend_schema(responses=WebhookSerializer, operation_id="webhook")
    def get(self, request: Request, number: int) -> Response:
        return Response(WebhookSerializer(self.get_webhook(request, number)).data)

    @extend_schema(request=WEBHOOK_CHANGE, responses=WebhookSerializer, operation_id="webhook_change")
    def patch(self, request: Request, number: int) -> Response:
        webhook, draft = self.get_webhook(request, number), parse_draft(request.data)
        with refusals_as_problems():
            webhook = change_webhook(webhook.pk, webhook.partner, draft, at=self.now(request))
        return Response(WebhookSerializer(webhook).data)

    @extend_schema(
        responses={204: OpenApiResponse(description="Removed, with all waiting messages.")},
        operation_id="webhook_remove",
    )
    def delete(self, request: Request, number: int) -> Response:
        webhook = self.get_webhook(request, number)
        remove_webhook(webhook.pk, webhook.partner, at=self.now(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class RotateSecretView(WebhookAPIView):
    @extend_schema(
        request=None,
        responses=WebhookWithSecretSerializer,
        operation_id="webhook_rotate",
        parameters=[PARAMETER],
    )
    def post(self, request: Request, number: int) -> Response:
        """Issue a new secret. For 24 hours messages are signed with the old secret too."""
        webhook, at = self.get_webhook(request, number), self.now(request)

        def action() -> dict[str, Any]:
            rotated, secret = rotate_secret(webhook.pk, webhook.partner, at=at)
            return {**WebhookSerializer(rotated).data, "secret": secret}

        return respond_once(request, self.caller(request), None, action)


class SendTestView(WebhookAPIView):
    @extend_schema(request=None, responses={202: QUEUED}, operation_id="webhook_test", parameters=[PARAMETER])
    def post(self, request: Request, number: int) -> Response:
        """Send a message of type `test`. Its result is listed under deliveries."""
        webhook, at = self.get_active_webhook(request, number), self.now(request)

        def action() -> dict[str, Any]:
            return {"queued": [message_name(send_test(webhook, at=at))]}

        return respond_once(request, self.caller(request), None, action, status=status.HTTP_202_ACCEPTED)


class DeliveryFilterSet(StrictFilterSet):
    other_parameters = frozenset({"state", "limit", "after"})


class DeliveriesView(WebhookAPIView):
    @extend_schema(
        responses=DELIVERIES,
        operation_id="webhook_deliveries",
        parameters=[
            OpenApiParameter("state", OpenApiTypes.STR, enum=list(STATES)),
            LIMIT,
            AFTER_CURSOR,
        ],
    )
    def get(self, request: Request, number: int) -> Response:
        DeliveryFilterSet(request.query_params, WebhookMessage.objects.none())
        limit = read_limit(request)
        state = read_choice(request, "state", tuple(STATES))
        messages = WebhookMessage.objects.filter(STATES[state], webhook=self.get_webhook(request, number))
        if (after := request.query_params.get("after")) is not None:
            messages = messages_after(messages, after, number)
        found = list(messages.order_by("-created_at", "-id")[: limit + 1])
        page = found[:limit]
        next_message = message_name(page[-1]) if len(found) > limit else None
        return Response({"deliveries": DeliverySerializer(page, many=True).data, "next": next_message})


def messages_after(messages: QuerySet[WebhookMessage], after: str, webhook_id: int) -> QuerySet[Any]:
    last = find_message(after, webhook_id)
    if last is None:
        raise ValueUnknown("after", after, why="Send the value that the previous page has in next.")
    return messages.filter(rows_after(("created_at", "id"), (last.created_at, last.id)))


class ReplayView(WebhookAPIView):
    @extend_schema(
        request=None, responses={202: QUEUED}, operation_id="webhook_replay", parameters=[PARAMETER]
    )
    def post(self, request: Request, number: int) -> Response:
        """Send all given-up messages again, each with its webhook-id."""
        return self.replay_messages(request, number, None)

    def replay_messages(self, request: Request, number: int, named: WebhookMessage | None) -> Response:
        webhook, at = self.get_active_webhook(request, number), self.now(request)

        def action() -> dict[str, Any]:
            given_up = WebhookMessage.objects.filter(STATES["given-up"], webhook=webhook)
            messages = [named] if named else list(given_up[:MAX_REPLAYED])
            replay(webhook, messages, at=at)
            return {"queued": [message_name(message) for message in messages]}

        return respond_once(request, self.caller(request), None, action, status=status.HTTP_202_ACCEPTED)


class ReplayOneView(ReplayView):
    @extend_schema(
        request=None, responses={202: QUEUED}, operation_id="webhook_replay_one", parameters=[PARAMETER]
    )
    def post(self, request: Request, number: int, message: str) -> Response:  # type: ignore[override]  # its own route
        """Send one message again with its webhook-id."""
        self.get_webhook(request, number)
        named = find_message(message, number)
        if named is None:
            raise Http404
        return self.replay_messages(request, number, named)


def find_message(name: str, webhook_id: int) -> WebhookMessage | None:
    try:
        message_id = UUID(hex=name.removeprefix("msg_"))
    except ValueError:
        return None
    return WebhookMessage.objects.filter(pk=message_id, webhook=webhook_id).first()


def parse_draft(body: Any) -> EndpointDraft:
    """Return the changes that a body requests; errors point at the field."""
    if not isinstance(body, dict):
        raise BodyInvalid("", "Send a JSON object.")
    for name, value in body.items():
        if name not in FIELDS:
            hint = find_nearest(name, list(FIELDS)).get("nearest")
            raise BodyInvalid(
                f"/{name[:80]}", f"This field is unknown{f'; did you mean {hint}?' if hint else '.'}"
            )
        if type(value) is not FIELDS[name]:
            raise BodyInvalid(f"/{name}", f"Send {KINDS[name]}.")
    _check_lengths(body)
    return EndpointDraft(**body)


def _check_lengths(body: dict[str, Any]) -> None:
    if any(type(kind) is not str for kind in body.get("types", [])):
        raise BodyInvalid("/types", f"Choose from {', '.join(TYPES)}.")
    for name, longest in (("url", MAX_URL_LENGTH), ("label", MAX_LABEL_LENGTH)):
        if len(body.get(name, "")) > longest or "\x00" in body.get(name, ""):
            raise BodyInvalid(f"/{name}", f"Send at most {longest} characters, none of them NUL.")


@contextmanager
def refusals_as_problems() -> Iterator[None]:
    """Turn refusals of an action into problems, in English."""
    with translation.override("en"):
        try:
            yield
        except ActionRefused as refused:
            raise BodyInvalid(f"/{refused.field}" if refused.field else "", refused.message) from refused
        except Webhook.DoesNotExist as gone:
            raise Http404 from gone
