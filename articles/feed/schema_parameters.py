"""What the OpenAPI page says of query parameters: what each takes, where that is the same on every desk."""

from collections.abc import Collection
from typing import Any

import django_filters as df
from drf_spectacular.utils import OpenApiParameter

from articles.feed.filters import FORMER, KIND, LONGEST_QUERY
from articles.feed.views.base import DEFAULT_LIMIT, HIGHEST_LIMIT
from articles.models import Article


def listing_of(known: Collection[str]) -> dict[str, Any]:
    """The schema of a comma list of these words."""
    word = f"({'|'.join(known)})"
    return {"type": "string", "pattern": f"^{word}( *, *{word})*$"}


WORDS: dict[str, Any] = {"type": "string", "minLength": 1}
TIME: dict[str, Any] = {"type": "string", "format": "date-time"}
VALUES: dict[str, dict[str, Any]] = {
    "has": {"type": "string", "enum": ["picture"]},
    "language": listing_of(Article.Language.values),
    "q": {**WORDS, "maxLength": LONGEST_QUERY},
    "since": TIME,
    "until": TIME,
    "urgency_max": {"type": "string", "pattern": "^[1-9]$"},
}
"""Of filters; what is not here is words and numbers of the desk's own."""
SIZE = {"type": "integer", "minimum": 1, "maximum": HIGHEST_LIMIT, "default": DEFAULT_LIMIT}
LIMIT = OpenApiParameter("limit", SIZE, description="Entries of a page.")
NUMBER = {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}
AFTER = OpenApiParameter("after", NUMBER, description="`next` of the page before.")
PLACE = OpenApiParameter("after", WORDS, description="`next` of the page before.")


def parameters_of(filters: type[df.FilterSet]) -> list[OpenApiParameter]:
    """Those that a client is to use; former names are understood, and told of in the description of the new ones."""
    return [
        OpenApiParameter(
            name, VALUES.get(KIND.get(name, name), WORDS), description=str(field.extra.get("help_text", ""))
        )
        for name, field in filters.base_filters.items()
        if name not in FORMER.values()
    ]
