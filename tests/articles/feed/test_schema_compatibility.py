"""The committed description says what the code does, and breaks no client that was written to it."""

import copy
import json
import re

import jsonschema
import pytest
from django.urls import reverse

from articles.actions.webhooks.endpoints import EndpointDraft, add_webhook
from articles.actions.webhooks.outbox import send_test
from articles.models import WebhookEvent, WebhookMessage
from articles.models.publication import Kind
from tests.factories import NOON, make_key, make_partner, make_published
from tests.feed_schema import committed_schema, current_schema, find_breaks, format_schema
from tests.outbox import enqueue_messages

pytestmark = pytest.mark.django_db


def test_the_committed_description_is_what_the_code_says() -> None:
    assert find_breaks(committed_schema(), current_schema()) == []
    assert format_schema(committed_schema()) == format_schema(current_schema()), (
        "run python -m tests.feed_schema"
    )


def test_the_description_has_every_message_of_a_webhook_as_it_is_sent() -> None:
    partner = make_partner()
    make_key(partner)
    webhook = add_webhook(partner, EndpointDraft(url="https://bells.example/a"), at=NOON)[0]
    make_published()
    enqueue_messages(at=NOON)
    send_test(webhook, at=NOON)
    described = current_schema()["webhooks"]

    assert set(described) == set(WebhookEvent.values)
    messages = list(WebhookMessage.objects.all())
    assert {message.type for message in messages} == {"story.changed", "test"}
    for message in messages:
        post = described[message.type]["post"]
        jsonschema.validate(
            json.loads(message.body), post["requestBody"]["content"]["application/json"]["schema"]
        )


def test_the_description_lists_the_values_of_kind_and_duty() -> None:
    change = current_schema()["components"]["schemas"]["Change"]["properties"]

    assert change["kind"]["enum"] == Kind.values
    assert change["duty"]["enum"] == [
        "store-or-replace", "replace-and-print-note", "take-offline-and-wait", "remove-all-copies",
        "delete-your-copy", "drop-from-this-walk",
    ]  # fmt: skip


def test_no_two_parameters_of_an_operation_are_one_name_in_a_programming_language() -> None:
    """Generators of clients keep letters and figures, and leave out an operation whose names meet."""
    met = []
    for path, operations in current_schema()["paths"].items():
        for method, operation in operations.items():
            names = [re.sub(r"[^a-z0-9]", "", p["name"].lower()) for p in operation.get("parameters", ())]
            met += [(method, path, name) for name in set(names) if names.count(name) > 1]
            assert all(re.fullmatch(r"[A-Za-z_][\w-]*", p["name"]) for p in operation.get("parameters", ()))

    assert met == []


def test_a_former_name_that_is_still_understood_breaks_no_client() -> None:
    before, now = current_schema(), current_schema()
    operation = before["paths"]["/api/v1/stories"]["get"]
    operation["parameters"].append({"in": "query", "name": "agency!", "schema": {"type": "string"}})
    assert find_breaks(before, now) == []

    del now["paths"]["/api/v1/stories"]["get"]["x-deprecated-parameters"]
    assert find_breaks(before, now) == ["GET /api/v1/stories: the parameter agency! is gone"]


def test_every_route_of_the_feed_is_described() -> None:
    from articles.feed.urls import urlpatterns

    undescribed = {"guide", "guide-de", "schema", "schema-json", "docs"}
    routes = {pattern.name for pattern in urlpatterns} - undescribed
    described = current_schema()["paths"]

    assert len(described) == len(routes)
    assert reverse("feed:changes") in described


def test_the_index_leads_to_the_description_that_is_committed(client, get) -> None:
    address = get("").json()["links"]["schema.json"]

    assert client.get(address).json()["paths"] == committed_schema()["paths"]


CHANGES = "/api/v1/changes"
HOOKS = "/api/v1/webhooks"


def answer_of(content):
    return content["components"]["schemas"]["ChangesPage"]


def body_of(content):
    return content["paths"][HOOKS]["post"]["requestBody"]["content"]["application/json"]["schema"]


def drop_parameter(content) -> None:
    content["paths"][CHANGES]["get"]["parameters"].pop()


def need_parameter(content) -> None:
    content["paths"][CHANGES]["get"]["parameters"][0]["required"] = True


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c["paths"].pop(CHANGES),
        lambda c: c["paths"][HOOKS].pop("post"),
        drop_parameter,
        need_parameter,
        lambda c: answer_of(c)["required"].remove("cursor"),
        lambda c: answer_of(c)["properties"].pop("cursor"),
        lambda c: answer_of(c)["properties"]["more"].update(type="string"),
        lambda c: c["components"]["schemas"]["Change"]["properties"]["op"]["enum"].append("moved"),
        lambda c: c["components"]["schemas"]["Problem"]["required"].remove("status"),
        lambda c: c["paths"][CHANGES]["get"]["responses"].pop("410"),
        lambda c: body_of(c)["required"].append("label"),
        lambda c: body_of(c)["properties"].pop("label"),
        lambda c: body_of(c)["properties"]["types"]["items"]["enum"].remove("story.changed"),
        lambda c: c["paths"][HOOKS]["post"].pop("requestBody"),
    ],
)
def test_a_change_that_clients_would_stumble_over_is_found(change) -> None:
    before, now = committed_schema(), copy.deepcopy(committed_schema())

    change(now)

    assert find_breaks(before, now) != []


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c["paths"].update({"/api/v1/new": {"get": {"responses": {}}}}),
        lambda c: c["paths"][CHANGES]["get"]["parameters"].append(
            {"in": "query", "name": "new", "schema": {}}
        ),
        lambda c: answer_of(c)["properties"].update(new={"type": "string"}),
        lambda c: answer_of(c)["required"].append("poll_after"),
        lambda c: body_of(c)["properties"].update(new={"type": "string"}),
        lambda c: c["paths"][CHANGES]["get"]["responses"].update({"451": {}}),
    ],
)
def test_an_addition_breaks_nothing(change) -> None:
    now = copy.deepcopy(committed_schema())

    change(now)

    assert find_breaks(committed_schema(), now) == []
