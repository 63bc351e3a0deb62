"""Pages of stories that follow an agency, and of what the autopilot did."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.admin.alarms import alarms
from articles.models import Article, FollowedStory
from tests.articles.actions.intake.autopilot.conftest import (
    NEW_TEXT,
    Deliver,
    after,
    deliver,
    rule,
    source,
    story,
)
from tests.articles.admin.conftest import signed_in
from tests.factories import make_user

__all__ = ["deliver", "rule", "source", "story"]

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/admin/articles/article/autopilot/"


@pytest.fixture
def desk(client: Client) -> Client:
    user = make_user("mia", "articles.view_article", "articles.change_article", "articles.view_agencychange")
    return signed_in(client, user)


def form_of(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def test_a_followed_story_is_read_only_until_it_is_taken_over(desk: Client, story: Article) -> None:
    shown = desk.get(form_of(story)).content.decode()
    assert "Dieser Artikel folgt Xyz." in shown
    assert 'name="headline"' not in shown

    answer = desk.post(reverse("admin:articles_article_take_from_agency", args=[story.pk]), follow=True)
    assert FollowedStory.objects.get().ended_by is not None
    shown = answer.content.decode()
    assert "Dieser Artikel folgt" not in shown
    assert 'name="headline"' in shown


def test_who_may_not_edit_cannot_take_a_story_over(client: Client, story: Article) -> None:
    reader = signed_in(client, make_user("leo", "articles.view_article"))

    assert "take-from-agency" in reader.get(form_of(story)).content.decode()
    assert reader.post(reverse("admin:articles_article_take_from_agency", args=[story.pk])).status_code == 403
    assert FollowedStory.objects.get().ended_at is None


def test_the_list_shows_and_finds_followed_stories(desk: Client, story: Article) -> None:
    stories = reverse("admin:articles_article_changelist")
    assert "folgt Xyz" in desk.get(stories).content.decode()
    assert story.headline in desk.get(stories, {"followed": "yes"}).content.decode()
    assert story.headline not in desk.get(stories, {"followed": "no"}).content.decode()


def test_the_wire_desk_finds_items_that_lead_a_story(desk: Client, story: Article, deliver: Deliver) -> None:
    deliver(guid="urn:b", headline="Anderes", extra="", paragraphs=("Nordhaven - Ganz anderes.",))
    wire = reverse("admin:articles_wireitem_changelist")

    shown = desk.get(wire, {"followed": "on"}).content.decode()
    assert ("Kran steht wieder" in shown, "Anderes" in shown) == (True, False)


def test_the_morning_page_says_what_was_done_and_what_waits(
    desk: Client, story: Article, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(2, paragraphs=NEW_TEXT)
    deliver(3, paragraphs=("Nordhaven - Ohne Agentur.",))
    monkeypatch.setattr("articles.admin.stories.autopilot.now", lambda: after(60))

    cards = {card.title: card.rows for card in desk.get(PAGE).context["cards"]}

    assert {title: len(rows) for title, rows in cards.items() if rows} == {
        "Wartet auf Sie": 1, "Veröffentlicht": 1, "Aktualisiert": 1, "Der Redaktion überlassen, mit Grund": 1,
    }  # fmt: skip
    assert "Hafen" in cards["Aktualisiert"][0].fact
    assert [alarm.link for alarm in alarms(after(60))] == [form_of(story)]


def test_an_empty_night_says_so(desk: Client) -> None:
    shown = desk.get(PAGE, {"hours": "9999999"}).content.decode()
    assert "Es wartet nichts." in shown
