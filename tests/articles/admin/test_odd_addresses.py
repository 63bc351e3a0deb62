"""No address of the desk breaks, whatever stands in it: each answer is a page, a redirect or a refusal."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from articles.models import Article
from tests.articles.admin.forms import filled
from tests.articles.admin.test_pages import fill_desk
from tests.factories import make_story

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
        path
        for path in paths
        if not answers_to(desk, path) <= {200, 301, 302, 307, 308, 400, 403, 404, 405, 409, 410, 422}
    ]

    assert len(paths) > 100
    assert broken == []


ODD_VALUES = ["", "\0", "nonsense", "99999999999999999999", "-1", "2026-99-99", "<script>", "x" * 5000]
FORMS = [
    ("/admin/articles/article/{number}/change/", "article_form"),
    ("/admin/articles/partner/add/", "partner_form"),
    ("/admin/articles/agency/add/", "agency_form"),
    ("/admin/articles/section/add/", "section_form"),
    ("/admin/people/person/add/", "person_form"),
]


@pytest.mark.parametrize(("address", "form"), FORMS)
def test_every_field_with_odd_content_leads_back_to_the_form_or_is_saved(
    desk: Client, address: str, form: str
) -> None:
    path = address.format(number=make_story("Kran dreht sich").pk)
    whole = filled(desk, path, form)
    trials = [(name, odd) for number, name in enumerate(whole) for odd in (ODD_VALUES[number % 8], "\0")]

    broken = [
        trial
        for trial in trials
        if desk.post(path, {**whole, trial[0]: trial[1]}).status_code not in {200, 302, 400, 409}
    ]

    assert len(trials) > 10
    assert broken == []


@pytest.mark.parametrize("urgency", [0, 10])
def test_an_urgency_off_the_scale_is_refused_at_its_field(desk: Client, urgency: int) -> None:
    path = f"/admin/articles/article/{make_story('Kran dreht sich').pk}/change/"

    answer = desk.post(path, filled(desk, path, "article_form", urgency=urgency))

    assert "Die Dringlichkeit geht von 1 (Eilmeldung) bis 9 (kann warten)." in answer.content.decode()
    assert Article.objects.get().urgency == 4


def test_a_view_and_a_window_of_zero_bytes_are_taken_without_them(desk: Client) -> None:
    path = f"/admin/articles/article/{make_story('Kran dreht sich').pk}"

    saved = desk.post("/admin/articles/article/save-view/", {"name": "\0Hafen", "query": "state=draft"})
    discarded = desk.post(f"{path}/discard-unsaved/", {"window": "\0a"})

    assert (saved.status_code, discarded.status_code) == (302, 302)


def test_what_cannot_be_a_number_is_refused_where_something_is_looked_up(desk: Client) -> None:
    fill_desk()
    wish = {"facet": "topic", "topic_gives": "nonsense", "_preview": "1"}

    assert desk.post("/admin/articles/article/bulk/", wish).status_code == 200
