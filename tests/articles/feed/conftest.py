from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.feed.related_records import RECORDS
from articles.feed.rendered_items import ITEMS
from articles.feed.response_cache import RESPONSES
from tests import factories

type Get = partial[Any]


@pytest.fixture(autouse=True)
def nothing_finished() -> Iterator[None]:
    """A process starts without kept answers."""
    RESPONSES.clear()
    ITEMS.clear()
    RECORDS.clear()
    yield
    RESPONSES.clear()
    ITEMS.clear()
    RECORDS.clear()


@pytest.fixture
def get(client: Client, monkeypatch: pytest.MonkeyPatch) -> Get:
    """GET a path of the feed as a partner that may see everything, at NOON or a given hour."""
    scopes = ["text:read", "pictures:read", "webhooks:write", "usage:read"]
    key = factories.make_key(factories.make_partner("Küstenbote"), scopes=scopes)

    def ask(path: str, *, at: Any = factories.NOON, auth: str | None, **query: Any) -> Any:
        monkeypatch.setattr(timezone, "now", lambda: at)
        # What moves a tag beside the log moves at commit, and most tests live in one transaction.
        RESPONSES.clear()
        ITEMS.clear()
        RECORDS.clear()
        headers = {"Authorization": f"Bearer {auth}"} if auth else {}
        return client.get(f"/api/v1/{path}", query, headers=headers)

    return partial(ask, auth=key)
