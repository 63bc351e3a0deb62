"""Saved views: a sieve of a list under a name, one's own or everybody's."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin.saved_views import normalize_query
from articles.models import SavedView
from tests.articles.admin.conftest import signed_in
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db

LIST = "admin:articles_article_changelist"


@pytest.fixture
def ole() -> Client:
    return signed_in(Client(), make_user("ole", superuser=True))


def save(client: Client, name: str = "Entwürfe", query: str = "state__exact=draft", **facts: Any) -> Any:
    return client.post(reverse("admin:articles_article_save_view"), {"name": name, "query": query, **facts})


def listed(client: Client, query: str = "") -> str:
    return client.get(f"{reverse(LIST)}?{query}").content.decode()


def test_a_saved_view_sieves_the_list_by_one_press(desk: Client):
    make_story("Ein Entwurf")

    answer = save(desk)

    assert answer.url == f"{reverse(LIST)}?state__exact=draft"
    assert f'href="{reverse(LIST)}?state__exact=draft"' in listed(desk)


def test_a_view_is_its_owners_until_it_is_shared(desk: Client, ole: Client):
    save(desk, "Nur für mich")
    save(desk, "Für alle", shared="on")

    page = listed(ole)

    assert "Nur für mich" not in page
    assert "Für alle" in page


def test_saving_under_the_same_name_replaces_the_sieve(desk: Client):
    save(desk, query="state__exact=draft")

    save(desk, query="state__exact=ready")

    assert [view.query for view in SavedView.objects.all()] == ["state__exact=ready"]


def test_only_its_owner_deletes_a_view(desk: Client, ole: Client):
    save(desk, shared="on")
    address = reverse("admin:articles_article_delete_view", args=[SavedView.objects.get().pk])

    ole.post(address)
    assert SavedView.objects.exists()
    desk.post(address)

    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("name", "query"), [("", "a=b"), ("  ", "a=b"), ("x" * 61, "a=b"), ("Lang", f"q={'x' * 1001}")]
)
def test_a_view_that_cannot_be_kept_is_refused_with_a_sentence(desk: Client, name: str, query: str):
    answer = desk.post(
        reverse("admin:articles_article_save_view"), {"name": name, "query": query}, follow=True
    )

    assert not SavedView.objects.exists()
    assert [str(message) for message in answer.context["messages"]]


def test_the_sieve_leaves_out_the_page_and_what_chooses_nothing():
    assert normalize_query("p=3&state__exact=draft&section=&q=Hafen") == "q=Hafen&state__exact=draft"


def test_the_chosen_view_is_marked_whatever_the_order_of_its_choices(desk: Client):
    save(desk, "Hafen-Entwürfe", "state__exact=draft&q=Hafen")

    page = listed(desk, "q=Hafen&state__exact=draft&p=1")

    assert 'aria-current="true"' in page


def test_the_overview_offers_the_views_and_the_list_stays_within_eight_queries(desk: Client):
    for number in range(20):
        save(desk, f"Ansicht {number}")

    with CaptureQueriesContext(connection) as queries:
        listed(desk)

    assert "Ansicht 7" in desk.get(reverse("admin:index")).content.decode()
    assert len(queries) <= 8


def test_a_story_closes_to_the_list_as_it_was_sieved(desk: Client):
    story = make_story()
    address = reverse("admin:articles_article_change", args=[story.pk])

    page = desk.get(f"{address}?_changelist_filters=state__exact%3Ddraft%26p%3D2").content.decode()

    assert f'href="{reverse(LIST)}?state__exact=draft&amp;p=2"' in page
