"""A JSON parser with a size limit."""

from collections.abc import Mapping
from typing import IO, Any

import orjson
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from articles.feed.exceptions import BodyTooLarge

MAX_BODY_BYTES = 256 * 1024


class BoundedJSONParser(BaseParser):
    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        content = stream.read(MAX_BODY_BYTES + 1)
        if len(content) > MAX_BODY_BYTES:
            raise BodyTooLarge
        try:
            return orjson.loads(content)
        except orjson.JSONDecodeError as broken:
            raise ParseError("The body is not JSON.") from broken
