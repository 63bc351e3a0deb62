"""A common word in a large archive: found by the index, once for number and page, in any order, to the last page."""

from itertools import chain
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from articles.search import desk
from tests.articles.admin.conftest import signed_in
from tests.factories import make_chief, make_published, make_section, make_story
from tests.plans import copy_published, explained

pytestmark = pytest.mark.django_db

STORIES = 8_000
LIST = reverse("admin:articles_article_changelist")


@pytest.fixture
def chief(client: Client) -> Client:
    return signed_in(client, make_chief())


@pytest.fixture
def archive(chief: Client) -> Article:
    """The newest of many stories with the same words."""
    make_story("Ein Entwurf über die Kaimauer")
    story = make_published("Rat tagt", section=make_section(), body="<p>Die Kaimauer steht.</p>")
    copy_published(story, STORIES)
    return story


def search(client: Client, **params: Any) -> Any:
    return client.get(LIST, {"q": "Kaimauer", **params}).context["cl"]


@pytest.mark.usefixtures("archive")
def test_a_common_word_is_looked_up_once_and_by_its_index(chief: Client) -> None:
    search(chief)
    with explained() as plans:
        found = search(chief)

    asked = [plan for plan in plans if "document" in plan.sql]
    assert found.result_count == STORIES + 2
    assert len(asked) == 2
    assert not any(plan.scans_whole("articles_edition") for plan in asked)


@pytest.mark.usefixtures("archive")
def test_after_the_look_up_of_a_rare_word_its_stories_alone_are_read(chief: Client) -> None:
    search(chief, q="Entwurf")
    with explained() as plans:
        found = search(chief, q="Entwurf")

    assert [story.headline for story in found.result_list] == ["Ein Entwurf über die Kaimauer"]
    assert [plan.sql for plan in plans if plan.examined > 100 and "UNION ALL" not in plan.sql] == []


@pytest.mark.parametrize("limit", [desk.FEW_MATCHES, 3])
def test_pages_of_a_search_in_every_order_have_each_story_once(
    chief: Client, monkeypatch, limit: int
) -> None:
    monkeypatch.setattr(desk, "FEW_MATCHES", limit)
    for number in range(120):
        make_story(f"Kaimauer {number:03}")
    make_story("Etwas anderes")
    newest = [page_headlines(chief, p=page) for page in (1, 2, 3)]
    by_headline = [page_headlines(chief, p=page, o="1") for page in (1, 2, 3)]

    assert [len(page) for page in newest] == [50, 50, 20]
    assert sorted(chain(*newest)) == [*chain(*by_headline)] == [f"Kaimauer {n:03}" for n in range(120)]


def page_headlines(chief: Client, **params: Any) -> list[str]:
    return [story.headline for story in search(chief, **params).result_list]


@pytest.mark.parametrize("limit", [desk.FEW_MATCHES, 3])
def test_filters_narrow_a_search(chief: Client, monkeypatch, limit: int) -> None:
    monkeypatch.setattr(desk, "FEW_MATCHES", limit)
    for number in range(6):
        make_story(f"Kaimauer {number}")
    make_published("Kaimauer steht", section=make_section())

    assert search(chief).result_count == 7
    assert page_headlines(chief, state__exact="published") == ["Kaimauer steht"]
