"""No address of the desk breaks, whatever stands in it: each answer is a page, a redirect or a refusal."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.articles.admin.test_pages import fill_desk

pytestmark = pytest.mark.django_db

ODD = ["0", "-1", "2147483648", "99999999999999999999", "x", "%00", "%C3%A9", "%ED%A0%80", "a" * 300]
HOLES = re.compile(r"<[^>]+>")
ELSEWHERE = {"logout", "jsi18n"}


def desk_routes() -> list[str]:
    return [route for route in routes(get_resolver("newsroom.urls")) if route.startswith("admin/")]


def routes(place: Any, before: str = "") -> Iterator[str]:
    for entry in place.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif isinstance(entry, URLPattern) and entry.name not in ELSEWHERE and "(?P" not in route:
            yield route


def answers_to(desk: Client, path: str) -> set[int]:
    return {desk.get(path).status_code, desk.post(path).status_code}


@pytest.mark.parametrize("odd", ODD)
def test_every_page_and_act_about_something_that_cannot_be_is_refused(desk: Client, odd: str) -> None:
    fill_desk()
    paths = [f"/{HOLES.sub(odd, route)}" for route in desk_routes() if HOLES.search(route)]

    broken = [
        path for path in paths if not answers_to(desk, path) <= {200, 301, 302, 400, 403, 404, 405, 409, 422}
    ]

    assert len(paths) > 100
    assert broken == []
