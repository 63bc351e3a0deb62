"""Idempotent POSTs: a key runs the action once; the response is stored encrypted."""

import hashlib
import re
from collections.abc import Callable
from typing import Any

import orjson
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.errors import ActionRefused
from articles.actions.partners.deliveries import run_once
from articles.feed.authentication import Caller
from articles.feed.exceptions import IdempotencyKeyReused, ValueUnknown
from newsroom.encryption import decrypt, encrypt

KEY_PATTERN = re.compile(r"[\x21-\x7e]{1,128}")
HEADER = "Idempotency-Key"
PARAMETER = OpenApiParameter(
    HEADER,
    {"type": "string", "pattern": "^[!-~]{1,128}$"},
    OpenApiParameter.HEADER,
    description="Repeating a request with the same key and body returns the first response and changes nothing.",
)
REPLAYED_HEADER = "Idempotency-Replayed"


def respond_once(
    request: Request, caller: Caller, content: Any, action: Callable[[], dict[str, Any]], *, status: int = 200
) -> Response:
    """Return the response of `action`, from the first run if the key was used before.

    `content` is the parsed body. The same key with another content raises IdempotencyKeyReused.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return Response(action(), status=status)
    if not KEY_PATTERN.fullmatch(key):
        raise ValueUnknown(HEADER, key, why="Send 1 to 128 visible ASCII characters.")
    digest = hashlib.sha256(orjson.dumps([request.path, content])).hexdigest()

    def run_encrypted() -> dict[str, Any]:
        return {"sealed": encrypt(orjson.dumps(action()).decode())}

    if caller.at is None:
        raise ValueError("A caller without the time of its request cannot be answered once.")
    try:
        answer, again = run_once(caller.partner, key, digest, run_encrypted, at=caller.at)
    except ActionRefused as reused:
        raise IdempotencyKeyReused from reused
    headers = {REPLAYED_HEADER: "true"} if again else None
    return Response(orjson.loads(decrypt(answer["sealed"])), status=status, headers=headers)
