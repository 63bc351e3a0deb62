"""What the OpenAPI page says of our answers: shapes that the item's own standard (ninjs 3.1) details."""

from typing import Any

import django_filters as df
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from articles.feed.formats.atom import MEDIA_TYPE as ATOM_TYPE
from articles.feed.formats.newsml import MEDIA_TYPE as NEWSML

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
        "redactions": {"type": "array", "items": {"type": "object", "additionalProperties": True}},
        "item": ITEM,
    },
    "additionalProperties": True,
}


def _object(**properties: object) -> dict[str, object]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _answers(good: dict[str, object], *refusals: int) -> dict[tuple[int, str] | int, object]:
    problem = "application/problem+json"
    return {
        (200, "application/json"): good,
        **{(code, problem): OpenApiResponse(PROBLEM) for code in (400, 401, 403, *refusals)},
    }


NEWSML_TEXT = {(200, NEWSML): OpenApiTypes.STR}
STORIES = NEWSML_TEXT | _answers(
    _object(stories={"type": "array", "items": ITEM}, next={"type": ["string", "null"]}),
)
STORY = NEWSML_TEXT | _answers(ITEM, 404, 410)
CHANGES = _answers(
    _object(
        cursor={"type": "string"},
        more={"type": "boolean"},
        poll_after={"type": "integer"},
        changes={"type": "array", "items": CHANGE},
    ),
    410,
)
INDEX = _answers(
    _object(
        partner={"type": "string"},
        scopes={"type": "array", "items": {"type": "string"}},
        newest_seq={"type": "integer"},
        limits={"type": "object", "additionalProperties": {"type": "integer"}},
        links={"type": "object", "additionalProperties": {"type": "string"}},
    )
)


PICTURE = NEWSML_TEXT | _answers(ITEM, 404)
VERSIONS = _answers(
    _object(
        uri={"type": "string"},
        versions={"type": "array", "items": {"type": "object", "additionalProperties": True}},
    ),
    404,
    410,
)
WITHDRAWALS = _answers(
    _object(
        withdrawals={"type": "array", "items": CHANGE},
        next={"type": "integer"},
        more={"type": "boolean"},
    )
)
RECEIPTS = _answers(
    _object(recorded={"type": "integer"}, unknown={"type": "array", "items": {"type": "string"}}),
    413,
    415,
    422,
)
RECEIPTS_BODY = {
    "application/json": _object(
        receipts={
            "type": "array",
            "minItems": 1,
            "maxItems": 500,
            "items": _object(
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
CONCEPTS = _answers(_object(entries={"type": "array", "items": ENTRY}, next={"type": ["integer", "null"]}))
CONCEPT = {
    **_answers(ENTRY, 404),
    308: OpenApiResponse(ITEM, description="Merged: `Location` leads to the record that remains."),
}
ATOM = {
    (200, ATOM_TYPE): OpenApiTypes.STR,
    **{(code, "application/problem+json"): OpenApiResponse(PROBLEM) for code in (400, 401, 403)},
}
FILE = {
    (200, "image/jpeg"): OpenApiTypes.BINARY,
    **{(code, "application/problem+json"): OpenApiResponse(PROBLEM) for code in (400, 403, 404)},
}


def parameters_of(filters: type[df.FilterSet]) -> list[OpenApiParameter]:
    return [
        OpenApiParameter(name, OpenApiTypes.STR, description=str(field.extra.get("help_text", "")))
        for name, field in filters.base_filters.items()
    ]


class PartnerKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself
    target_class = "articles.feed.authentication.PartnerKeyAuthentication"
    name = "partnerKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "nd_live_<public>_<secret>"}


class LenientKeyScheme(PartnerKeyScheme):  # type: ignore[no-untyped-call]  # registers itself
    """The same key; an expired one still opens what recalls copies."""

    target_class = "articles.feed.withdrawals.LenientKey"
    name = "partnerKeyEvenExpired"
