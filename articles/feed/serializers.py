"""What the OpenAPI page says of webhooks and of usage."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse

from articles.actions.webhooks.endpoints import TYPES
from articles.feed.schema import json_responses, object_schema, problem_responses

WHEN: dict[str, Any] = {"type": ["string", "null"], "format": "date-time"}
KINDS = {"url": "an https URL", "types": "a list of types", "label": "a string", "active": "true or false"}
TYPE = {"type": "string", "enum": [kind.value for kind in TYPES]}
FACTS: dict[str, Any] = {
    "id": {"type": "integer"},
    "url": {"type": "string"},
    "types": {"type": "array", "items": {"type": "string"}},
    "label": {"type": "string"},
    "active": {"type": "boolean"},
    "ended": {
        "type": ["object", "null"],
        "properties": {"at": WHEN, "why": {"type": "string", "enum": ["gone", "desk", "partner"]}},
    },
    "created": WHEN,
    "failing_since": WHEN,
    "old_secret_until": WHEN,
    "deliveries": {"type": "string"},
}
ENDPOINT = object_schema(**FACTS)
WITH_SECRET = object_schema(
    **FACTS, secret={"type": "string", "description": "`whsec_…`, shown only once.", "pattern": "^whsec_"}
)
ASKED: dict[str, Any] = {
    "url": {
        "type": "string",
        "format": "uri",
        "pattern": "^https://",
        "maxLength": 500,
        "description": "An https URL on a public host.",
    },
    "types": {"type": "array", "items": TYPE, "minItems": 1},
    "label": {"type": "string", "maxLength": 80},
    "active": {"type": "boolean"},
}
NEW = {
    "application/json": {
        "type": "object",
        "required": ["url"],
        "additionalProperties": False,
        "properties": ASKED,
        "example": {"url": "https://hooks.example/newsroom", "types": ["story.changed", "story.withdrawn"]},
    }
}
CHANGE = {"application/json": {"type": "object", "additionalProperties": False, "properties": ASKED}}
MESSAGE = object_schema(
    id={"type": "string"},
    type={"type": "string"},
    created=WHEN,
    state={"type": "string", "enum": ["waiting", "delivered", "given-up"]},
    next_try=WHEN,
    delivered=WHEN,
    body={"type": "string", "description": "The signed bytes."},
    attempts={
        "type": "array",
        "items": object_schema(
            at={"type": "string"},
            status={"type": "integer", "description": "0 if there was no response."},
            ms={"type": "integer"},
            error={"type": "string"},
        ),
    },
)
QUEUE = object_schema(queued={"type": "array", "items": {"type": "string"}})

WEBHOOKS = json_responses(object_schema(webhooks={"type": "array", "items": ENDPOINT}))
WEBHOOK = json_responses(ENDPOINT, 404)
ADDED = json_responses(WITH_SECRET, 413, 415, 422, good_status=201)
CHANGED = json_responses(ENDPOINT, 404, 413, 415)
ROTATED = json_responses(WITH_SECRET, 404, 413, 415, 422)
REMOVED = {204: OpenApiResponse(description="Removed, with all waiting messages."), **problem_responses(404)}
QUEUED = json_responses(QUEUE, 404, 413, 415, 422, good_status=202)
DELIVERIES = json_responses(
    object_schema(deliveries={"type": "array", "items": MESSAGE}, next={"type": ["string", "null"]}), 404
)
