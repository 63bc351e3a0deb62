"""The parts of the OpenAPI document that serializers cannot describe.

These are query parameters, ninjs items (ninjs 3.1 is a standard of its own), request bodies of webhooks and the
problems that every endpoint may return.
"""

from collections.abc import Collection
from typing import Any, get_args

import django_filters as df
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from articles.actions.webhooks.endpoints import TYPES
from articles.feed.duties import CORRECTION_DUTY, DUTIES
from articles.feed.exception_handler import PROBLEM_SLUGS
from articles.feed.filters import EXCLUDED_FILTERS, FORMER_NAMES, MAX_QUERY_LENGTH
from articles.feed.formats.registry import OUTPUT_FORMATS
from articles.feed.serializers import reference
from articles.feed.views.base import DEFAULT_LIMIT, MAX_LIMIT
from articles.models import WebhookEvent
from articles.models.publication import Kind, Operation
from articles.visibility import ContractGap


def comma_list_schema(known: Collection[str]) -> dict[str, Any]:
    """Return the schema of a comma list of these words."""
    word = f"({'|'.join(known)})"
    return {"type": "string", "pattern": f"^{word}( *, *{word})*$"}


TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
TIME: dict[str, Any] = {"type": "string", "format": "date-time"}
LANGUAGE_TAG = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,4}){0,2}"
FILTER_SCHEMAS: dict[str, dict[str, Any]] = {
    "has": {"type": "string", "enum": ["picture"]},
    "language": {"type": "string", "pattern": f"^{LANGUAGE_TAG}( *, *{LANGUAGE_TAG})*$"},
    "q": {**TEXT, "maxLength": MAX_QUERY_LENGTH},
    "since": TIME,
    "until": TIME,
    "urgency_max": {"type": "string", "pattern": "^[1-9]$"},
}
"""Schemas of filters; all others take slugs and ids."""
SIZE = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
LIMIT = OpenApiParameter("limit", SIZE, description="Entries per page.")
ID = {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}
AFTER_ID = OpenApiParameter("after", ID, description="`next` of the previous page.")
AFTER_CURSOR = OpenApiParameter("after", TEXT, description="`next` of the previous page.")


def filter_parameters(filters: type[df.FilterSet]) -> list[OpenApiParameter]:
    """Return the filters as parameters, without former names of exclusions."""
    return [
        OpenApiParameter(
            name,
            FILTER_SCHEMAS.get(EXCLUDED_FILTERS.get(name, name), TEXT),
            description=str(field.extra.get("help_text", "")),
        )
        for name, field in filters.base_filters.items()
        if name not in FORMER_NAMES.values()
    ]


ITEM = {"type": "object", "description": "ninjs 3.1 item", "required": ["uri"], "additionalProperties": True}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {
            "type": "string",
            "description": f"Ends with #problem- and one of: {', '.join(PROBLEM_SLUGS)}.",
        },
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object", "additionalProperties": True}},
    },
    "additionalProperties": True,
}
put_duty, *removal_duties = DUTIES.values()
DUTY_NAMES = [put_duty, CORRECTION_DUTY, *removal_duties]
CHANGE = {
    "type": "object",
    "required": ["seq", "op", "uri", "version", "duty"],
    "properties": {
        "seq": {"type": "integer"},
        "op": {"type": "string", "enum": list(map(str, DUTIES))},
        "kind": {"type": "string", "enum": Kind.values},
        "uri": {"type": "string"},
        "version": {"type": "integer"},
        "duty": {"type": "string", "enum": DUTY_NAMES},
        "notes": {"type": "object", "additionalProperties": {"type": "string"}},
        "corrections": {
            "type": "array",
            "description": "All corrections of the story, newest first.",
            "items": {
                "type": "object",
                "required": ["version"],
                "properties": {
                    "version": {"type": "integer"},
                    "desk": {"type": "string"},
                    "public": {"type": "string"},
                },
            },
        },
        "redactions": {"type": "array", "items": {"type": "object", "additionalProperties": True}},
        "item": reference("Item"),
    },
    "additionalProperties": True,
}
STORIES = {
    "type": "object",
    "required": ["stories", "next", "redactions"],
    "properties": {
        "stories": {"type": "array", "items": reference("Item")},
        "next": {"type": ["string", "null"]},
        "redactions": {"type": "object", "description": "Missing parts of stories, by uri."},
        "notes": {"type": "object", "description": "With include=notes: corrections by uri."},
        "count": {
            "type": "object",
            "description": "With count=estimate.",
            "properties": {"stories": {"type": "integer"}, "exact": {"type": "boolean"}},
        },
    },
}
STORY = {
    "oneOf": [
        reference("Item"),
        {
            "type": "object",
            "description": "With include: the item in an envelope.",
            "required": ["item"],
            "properties": {
                "item": reference("Item"),
                "redactions": {"type": "array", "items": {"type": "object"}},
                "notes": {"type": "array", "items": {"type": "object"}},
            },
        },
    ]
}
SHARED_SCHEMAS = {"Problem": PROBLEM, "Item": ITEM, "Change": CHANGE}


def item_responses(schema: dict[str, Any]) -> dict[tuple[int, str], Any]:
    """Return the responses of an endpoint that also renders the other formats."""
    others = {(200, output.MEDIA_TYPE): OpenApiTypes.STR for output in OUTPUT_FORMATS}
    return {(200, "application/json"): schema, **others}


WEBHOOK_BODY: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "url": {
            "type": "string",
            "format": "uri",
            "pattern": "^https://",
            "maxLength": 500,
            "description": "An https URL on a public host.",
        },
        "types": {
            "type": "array",
            "items": {"type": "string", "enum": [kind.value for kind in TYPES]},
            "minItems": 1,
        },
        "label": {"type": "string", "maxLength": 80},
        "active": {"type": "boolean"},
    },
}
WEBHOOK_CHANGE = {"application/json": WEBHOOK_BODY}
WEBHOOK_NEW = {
    "application/json": {
        **WEBHOOK_BODY,
        "required": ["url"],
        "example": {"url": "https://hooks.example/newsroom", "types": ["story.changed", "story.withdrawn"]},
    }
}


def _message(event: WebhookEvent, summary: str, **data: dict[str, Any]) -> dict[str, Any]:
    """Return the description of a message; `data` are schemas of its facts."""
    schema = {
        "type": "object",
        "required": ["type", "timestamp", "data"],
        "properties": {
            "type": {"type": "string", "const": event.value},
            "timestamp": TIME,
            "data": {"type": "object", "required": list(data), "properties": data},
        },
    }
    headers = ("webhook-id", "webhook-timestamp", "webhook-signature")
    return {
        "post": {
            "summary": summary,
            "parameters": [
                {"in": "header", "name": name, "required": True, "schema": {"type": "string"}}
                for name in headers
            ],
            "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
            "responses": {
                "2XX": {"description": "Received."},
                "410": {"description": "Switches the webhook off."},
            },
        }
    }


def _story_message(event: WebhookEvent, summary: str, *ops: str) -> dict[str, Any]:
    op = {"type": "string", "enum": list(ops)}
    return _message(event, summary, uri={"type": "string"}, seq={"type": "integer"}, op=op)


MESSAGES = {
    WebhookEvent.CHANGED.value: _story_message(
        WebhookEvent.CHANGED, "A story changed: fetch `changes`.", Operation.PUT.value, "removed"
    ),
    WebhookEvent.WITHDRAWN.value: _story_message(
        WebhookEvent.WITHDRAWN, "A story was withdrawn.", Operation.WITHHOLD.value, Operation.CANCEL.value
    ),
    WebhookEvent.EXPIRING.value: _message(
        WebhookEvent.EXPIRING,
        "A key ends in 30, 7 or 1 days.",
        key=TEXT,
        label={"type": "string"},
        expires=TIME,
    ),
    WebhookEvent.TEST.value: _message(WebhookEvent.TEST, "A test that you requested."),
}

RETRY_AFTER = {"Retry-After": {"required": True, "description": "Seconds.", "schema": {"type": "integer"}}}
KEY_HEADERS = {
    "RateLimit": {
        "description": "What is left of the limits of your key; also with errors and 304.",
        "schema": {"type": "string"},
    },
    "RateLimit-Policy": {"description": "The limits of your key.", "schema": {"type": "string"}},
    "Contract-Status": {
        "description": "Why lists are empty; missing while your contract is active.",
        "schema": {"type": "string", "enum": [gap for gap in get_args(ContractGap.__value__) if gap]},
    },
}
"""Headers of every response to a valid key, documented with the first response of each operation."""
KEY_HEADER_REFERENCES = {name: {"$ref": f"#/components/headers/{name}"} for name in KEY_HEADERS}
NOT_MODIFIED = {"description": "Not modified: the ETag in `If-None-Match` is current."}
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "schema": {"type": "string"},
    "description": "`ETag` of an earlier response. The response is 304 if it is still current.",
}
RANGE = {
    "in": "header",
    "name": "Range",
    "schema": {"type": "string"},
    "description": "Part of the file, such as `bytes=0-1048575`. The response is 206, or 416 after its end.",
}
PROBLEM_CONTENT = {"application/problem+json": {"schema": reference("Problem")}}
COMMON_ERRORS = {400, 401, 403, 406, 429, 503}
ERRORS_BY_METHOD: dict[str, set[int]] = {"post": {413, 415, 422}, "patch": {413, 415}}
WITH_TOMBSTONES = {"story", "versions", "version", "changes"}
"""Operations that respond with 410 and a tombstone, or with a restart of the sync."""


def complete_document(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add shared schemas, messages, problems and conditional requests to the document."""
    result["components"]["schemas"] |= SHARED_SCHEMAS
    result["components"]["headers"] = KEY_HEADERS
    result["webhooks"] = MESSAGES
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            _add_problems(path, method, operation)
            if "requestBody" in operation:
                operation["requestBody"]["required"] = True
            names = {parameter["name"] for parameter in operation.get("parameters", ())}
            if former := {FORMER_NAMES[name]: name for name in sorted(names & FORMER_NAMES.keys())}:
                operation["x-deprecated-parameters"] = former
            if method == "get" and operation.get("security"):
                operation["responses"]["304"] = NOT_MODIFIED
                operation.setdefault("parameters", []).append(IF_NONE_MATCH)
            if operation.get("security"):
                operation["responses"][min(operation["responses"])]["headers"] = KEY_HEADER_REFERENCES
            if "206" in operation["responses"]:
                operation["parameters"].append(RANGE)
    return result


def _add_problems(path: str, method: str, operation: dict[str, Any]) -> None:
    if not operation.get("security"):  # a file, whose link replaces the key
        codes = {400, 403, 404} | ({416} if "206" in operation["responses"] else set())
    else:
        codes = COMMON_ERRORS | ERRORS_BY_METHOD.get(method, set())
        codes |= {404} if "{" in path else set()
        codes |= {410} if operation["operationId"] in WITH_TOMBSTONES else set()
    for code in codes:
        response: dict[str, Any] = {"content": PROBLEM_CONTENT, "description": ""}
        operation["responses"][str(code)] = response | (
            {"headers": RETRY_AFTER} if code in {429, 503} else {}
        )


class PartnerKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself
    target_class = "articles.feed.authentication.PartnerKeyAuthentication"
    name = "partnerKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "nd_live_<public>_<secret>"}


class LenientKeyScheme(PartnerKeyScheme):  # type: ignore[no-untyped-call]  # registers itself
    """The scheme of endpoints that also accept an expired key."""

    target_class = "articles.feed.views.withdrawals.LenientKeyAuthentication"
    name = "partnerKeyEvenExpired"
