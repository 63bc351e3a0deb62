"""What the OpenAPI page says of our answers: shapes that the item's own standard (ninjs 3.1) details."""

from collections.abc import Collection
from typing import Any

import django_filters as df
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from articles.feed.filters import EXCLUDED_FILTERS, FORMER_NAMES, MAX_QUERY_LENGTH
from articles.feed.formats.atom import MEDIA_TYPE as ATOM_TYPE
from articles.feed.formats.newsml_g2 import MEDIA_TYPE as NEWSML
from articles.feed.views.base import DEFAULT_LIMIT, MAX_LIMIT
from articles.models import Article


def comma_list_schema(known: Collection[str]) -> dict[str, Any]:
    """The schema of a comma list of these words."""
    word = f"({'|'.join(known)})"
    return {"type": "string", "pattern": f"^{word}( *, *{word})*$"}


TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
TIME: dict[str, Any] = {"type": "string", "format": "date-time"}
FILTER_SCHEMAS: dict[str, dict[str, Any]] = {
    "has": {"type": "string", "enum": ["picture"]},
    "language": comma_list_schema(Article.Language.values),
    "q": {**TEXT, "maxLength": MAX_QUERY_LENGTH},
    "since": TIME,
    "until": TIME,
    "urgency_max": {"type": "string", "pattern": "^[1-9]$"},
}
"""Of filters; what is not here is words and numbers of the desk's own."""
SIZE = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
LIMIT = OpenApiParameter("limit", SIZE, description="Entries per page.")
ID = {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}
AFTER_ID = OpenApiParameter("after", ID, description="`next` of the previous page.")
AFTER_CURSOR = OpenApiParameter("after", TEXT, description="`next` of the previous page.")


def filter_parameters(filters: type[df.FilterSet]) -> list[OpenApiParameter]:
    """Those that a client is to use; former names are understood, and told of in the description of the new ones."""
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
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object", "additionalProperties": True}},
    },
    "additionalProperties": True,
}
CHANGE = {
    "type": "object",
    "required": ["seq", "op", "uri", "version", "duty"],
    "properties": {
        "seq": {"type": "integer"},
        "op": {"type": "string", "enum": ["put", "withhold", "cancel", "removed", "left"]},
        "kind": {"type": "string"},
        "uri": {"type": "string"},
        "version": {"type": "integer"},
        "duty": {"type": "string"},
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
        "item": ITEM,
    },
    "additionalProperties": True,
}


SHARED_SCHEMAS = {"Problem": PROBLEM, "Item": ITEM, "Change": CHANGE}


RETRY_AFTER = {"Retry-After": {"required": True, "description": "Seconds.", "schema": {"type": "integer"}}}
UNCHANGED = "Not modified: the ETag in `If-None-Match` is current."
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "schema": {"type": "string"},
    "description": "`ETag` of an earlier response. The response is 304 if it is still current.",
}


def add_common_responses(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """drf-spectacular's step before the last: when to ask again, and how not to be told twice."""
    for operations in result["paths"].values():
        for method, operation in operations.items():
            answers = operation["responses"]
            if "requestBody" in operation:
                operation["requestBody"]["required"] = True
            for status in {"429", "503"} & answers.keys():
                answers[status]["headers"] = RETRY_AFTER
            names = {parameter["name"] for parameter in operation.get("parameters", ())}
            if former := {FORMER_NAMES[name]: name for name in sorted(names & FORMER_NAMES.keys())}:
                operation["x-deprecated-parameters"] = former
            if method == "get" and "429" in answers:
                answers["304"] = {"description": UNCHANGED}
                operation.setdefault("parameters", []).append(IF_NONE_MATCH)
    return result


def share_schemas(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """drf-spectacular's last step: what stands in many answers is written once and referred to."""
    schemas = {name: _replace_by_references(schema, skip=name) for name, schema in SHARED_SCHEMAS.items()}
    result.setdefault("components", {}).setdefault("schemas", {}).update(schemas)
    result["paths"] = _replace_by_references(result["paths"])
    return result


def _replace_by_references(value: Any, skip: str = "") -> Any:
    """The value with every copy of a shared schema replaced by a reference; `skip` is the one being written."""
    if isinstance(value, list):
        return [_replace_by_references(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    for name, schema in SHARED_SCHEMAS.items():
        if value == schema and name != skip:
            return {"$ref": f"#/components/schemas/{name}"}
    return {key: _replace_by_references(inner) for key, inner in value.items()}


PROBLEM_TYPE = "application/problem+json"
COMMON_ERRORS = (400, 401, 403, 406, 429, 503)
"""Refusals that every endpoint knows."""


def object_schema(**properties: object) -> dict[str, object]:
    """An object that always has these properties; a client is to ignore others."""
    return {"type": "object", "required": list(properties), "properties": properties}


def problem_responses(*refusals: int) -> dict[tuple[int, str] | int, object]:
    return {(code, PROBLEM_TYPE): OpenApiResponse(PROBLEM) for code in sorted({*COMMON_ERRORS, *refusals})}


def json_responses(
    good: dict[str, object], *refusals: int, good_status: int = 200
) -> dict[tuple[int, str] | int, object]:
    return {(good_status, "application/json"): good, **problem_responses(*refusals)}


NEWSML_TEXT = {(200, NEWSML): OpenApiTypes.STR}
STORIES = NEWSML_TEXT | json_responses(
    {
        "type": "object",
        "required": ["stories", "next", "redactions"],
        "properties": {
            "stories": {"type": "array", "items": ITEM},
            "next": {"type": ["string", "null"]},
            "redactions": {"type": "object", "description": "Missing parts of stories, by uri."},
            "notes": {"type": "object", "description": "With include=notes: corrections by uri."},
            "count": {
                "type": "object",
                "description": "With count=estimate.",
                "properties": {"stories": {"type": "integer"}, "exact": {"type": "boolean"}},
            },
        },
    },
)
STORY = NEWSML_TEXT | json_responses(
    {
        "oneOf": [
            ITEM,
            {
                "type": "object",
                "description": "With include: the item in an envelope.",
                "required": ["item"],
                "properties": {
                    "item": ITEM,
                    "redactions": {"type": "array", "items": {"type": "object"}},
                    "notes": {"type": "array", "items": {"type": "object"}},
                },
            },
        ]
    },
    404,
    410,
)
CHANGES = json_responses(
    object_schema(
        cursor={"type": "string"},
        more={"type": "boolean"},
        poll_after={"type": "integer"},
        changes={"type": "array", "items": CHANGE},
    ),
    410,
)
INDEX = json_responses(
    object_schema(
        partner={"type": "string"},
        scopes={"type": "array", "items": {"type": "string"}},
        newest_seq={"type": "integer"},
        limits={"type": "object", "additionalProperties": {"type": "integer"}},
        links={"type": "object", "additionalProperties": {"type": "string"}},
    )
)


PICTURE = NEWSML_TEXT | json_responses(ITEM, 404)
VERSIONS = json_responses(
    object_schema(
        uri={"type": "string"},
        versions={"type": "array", "items": {"type": "object", "additionalProperties": True}},
    ),
    404,
    410,
)
WITHDRAWALS = json_responses(
    object_schema(
        withdrawals={"type": "array", "items": CHANGE},
        next={"type": "integer"},
        more={"type": "boolean"},
    )
)
RECEIPTS = json_responses(
    object_schema(recorded={"type": "integer"}, unknown={"type": "array", "items": {"type": "string"}}),
    413,
    415,
    422,
)
RECEIPTS_BODY = {
    "application/json": object_schema(
        receipts={
            "type": "array",
            "minItems": 1,
            "maxItems": 500,
            "items": object_schema(
                uri={"type": "string"}, version={"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
            ),
        }
    )
}
ENTRY = {
    "type": "object",
    "required": ["uri", "id", "name", "slug"],
    "properties": {
        "uri": {"type": "string"},
        "id": {"type": "integer"},
        "name": {"type": "string"},
        "slug": {"type": "string"},
    },
    "additionalProperties": True,
}
CONCEPTS = json_responses(
    object_schema(entries={"type": "array", "items": ENTRY}, next={"type": ["integer", "null"]})
)
CONCEPT = {
    **json_responses(ENTRY, 404),
    308: OpenApiResponse(ITEM, description="Merged: `Location` is the remaining record."),
}
ATOM = {
    (200, ATOM_TYPE): OpenApiTypes.STR,
    **problem_responses(),
}
FILE = {
    (200, "image/jpeg"): OpenApiTypes.BINARY,
    **{(code, PROBLEM_TYPE): OpenApiResponse(PROBLEM) for code in (400, 403, 404)},
}


SUMS = {name: {"type": "integer"} for name in ("calls", "unchanged", "errors", "limited", "bytes", "items")}
USAGE = json_responses(
    object_schema(
        partner={"type": "string"},
        limits=object_schema(minute={"type": "integer"}, day={"type": "integer"}),
        since={"type": "string", "format": "date"},
        total=object_schema(**SUMS),
        days={
            "type": "array",
            "items": object_schema(
                day={"type": "string", "format": "date"}, endpoint={"type": "string"}, **SUMS
            ),
        },
        problems={"type": "object", "additionalProperties": {"type": "integer"}},
        redactions={
            "type": "array",
            "items": object_schema(
                reason={"type": "string"}, source={"type": "string"}, times={"type": "integer"}
            ),
        },
    )
)


class PartnerKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself
    target_class = "articles.feed.authentication.PartnerKeyAuthentication"
    name = "partnerKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "nd_live_<public>_<secret>"}


class LenientKeyScheme(PartnerKeyScheme):  # type: ignore[no-untyped-call]  # registers itself
    """The same key; an expired one still opens what recalls copies."""

    target_class = "articles.feed.views.withdrawals.LenientKeyAuthentication"
    name = "partnerKeyEvenExpired"
