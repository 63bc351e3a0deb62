"""People found in the text of a story: while it is written, and when it is checked."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.stories.drafts import MentionDraft, StoryChange
from articles.actions.stories.publish import publish
from articles.actions.stories.save import save_story
from articles.admin.stories.checks import note_people
from articles.models import Article
from tests.factories import NOON, make_person, make_section, make_story

pytestmark = pytest.mark.django_db
TEXT = (
    "<p>Die Werft baut wieder Fähren. Das sagte Werftchefin Jonna Ekvall am Freitag.</p>"
    "<p>Landrat Tarek Lindhoff sprach von einem guten Tag.</p>"
)


def ask(desk: Client, **facts: Any) -> list[dict[str, Any]]:
    posted = {"body": TEXT, "language": "de", **facts}
    answer = desk.post(reverse("admin:articles_article_find_people"), posted)
    found: list[dict[str, Any]] = answer.json()["people"]
    return found


def notes(story: Article) -> list[str]:
    return [result.message for result in note_people(Article.objects.get(pk=story.pk))]


def test_one_record_is_offered_and_an_unknown_name_is_shown(desk: Client) -> None:
    ekvall = make_person("Jonna Ekvall")

    known, unknown = ask(desk)

    assert (known["name"], known["is_sure"], known["people"][0]["id"]) == ("Jonna Ekvall", True, ekvall.pk)
    assert known["offices"] == "Werftchefin"
    assert (unknown["name"], unknown["is_sure"], unknown["people"]) == ("Tarek Lindhoff", False, [])


def test_two_people_of_one_name_are_asked_and_not_guessed(desk: Client) -> None:
    both = [make_person("Jonna Ekvall").pk, make_person("Jonna Ekvall").pk]

    found = ask(desk)[0]

    assert not found["is_sure"]
    assert [person["id"] for person in found["people"]] == both


def test_names_that_the_form_has_and_the_author_are_not_offered(desk: Client) -> None:
    assert [person["name"] for person in ask(desk, name=["Jonna Ekvall"])] == ["Tarek Lindhoff"]
    assert ask(desk, name=["Jonna Ekvall"], byline="Von Tarek Lindhoff") == []
    assert ask(desk, body="") == []


def test_only_editors_are_answered(desk: Client) -> None:
    assert Client().post(reverse("admin:articles_article_find_people"), {"body": TEXT}).status_code == 302


def test_the_search_asks_at_most_fourteen_queries(desk: Client, django_assert_max_num_queries: Any) -> None:
    make_person("Jonna Ekvall")
    ask(desk)

    with django_assert_max_num_queries(14):
        ask(desk)


def test_the_checks_ask_about_people_and_block_nothing() -> None:
    story = make_story(section=make_section(), body=TEXT)

    assert notes(story) == [
        "2 Personen sind im Text genannt und nicht geklärt: Jonna Ekvall, Tarek Lindhoff."
    ]
    publish(story.pk, by=None, at=NOON)


def test_the_publish_page_asks_about_people(desk: Client) -> None:
    story = make_story(section=make_section(), body=TEXT)

    page = desk.get(reverse("admin:articles_article_publish", args=[story.pk])).content.decode()

    assert "2 Personen sind im Text genannt und nicht geklärt" in page


def test_a_rejected_person_is_not_asked_about_again() -> None:
    story = make_story(section=make_section(), body=TEXT)
    mentions = (MentionDraft(name="Jonna Ekvall", status="rejected"),)

    save_story(story.pk, StoryChange(mentions=mentions), by=None, at=NOON, based_on=story.revision)

    assert notes(story) == ["1 Person ist im Text genannt und nicht geklärt: Tarek Lindhoff."]
