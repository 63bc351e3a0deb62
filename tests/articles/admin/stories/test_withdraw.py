import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.factories import make_published

pytestmark = pytest.mark.django_db


def page_of(move: str, story: Article) -> str:
    return reverse(f"admin:articles_article_{move}", args=[story.pk])


def test_withholding_asks_for_a_reason(desk: Client):
    story = make_published()

    desk.post(page_of("withhold", story), {"reason": "", "notice": "Wird geprüft."})

    assert Article.objects.get(pk=story.pk).state == "published"


def test_a_withheld_story_leaves_public_view_and_comes_back_when_restored(desk: Client):
    story = make_published()

    desk.post(page_of("withhold", story), {"reason": "legal", "notice": "Wird geprüft."})
    hidden = story.editions.filter(live=True).exists()
    desk.post(page_of("restore", story), {"note": "geklärt"})

    assert not hidden
    assert story.editions.get(live=True).version == 2


@pytest.mark.parametrize("typed", ["", "0", "ja"])
def test_a_kill_needs_the_number_of_the_story(desk: Client, typed: str):
    story = make_published()

    answer = desk.post(
        page_of("kill", story), {"reason": "wrong", "number": typed, "notice": "Bleibt stehen."}
    )

    assert "Bleibt stehen." in answer.content.decode()
    assert Article.objects.get(pk=story.pk).state == "published"


def test_a_kill_with_its_number_is_final(desk: Client):
    story = make_published()

    desk.post(page_of("kill", story), {"reason": "wrong", "number": str(story.pk)})

    assert Article.objects.get(pk=story.pk).state == "killed"


def test_a_draft_cannot_be_withheld_and_says_so(desk: Client):
    story = make_published()
    desk.post(page_of("kill", story), {"reason": "wrong", "number": str(story.pk)})

    answer = desk.post(page_of("withhold", story), {"reason": "legal"})

    assert "nicht möglich" in answer.content.decode()
