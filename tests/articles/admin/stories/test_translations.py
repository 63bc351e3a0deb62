"""The page of a story's translations."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.stories.translations import link_translation
from articles.models import Article
from articles.selectors.translations import find_translations
from tests.factories import NOON, make_published, make_story

pytestmark = pytest.mark.django_db(transaction=True)


def address(story: Article) -> str:
    return reverse("admin:articles_article_translations", args=[story.pk])


def test_stories_in_other_languages_are_offered_and_linked(desk: Client):
    german, english = make_story("Hafenplan", language="de"), make_story("Harbour plan", language="en")
    make_story("Noch ein Hafenplan", language="de")
    page = desk.get(address(german), {"q": "harbour"}).content.decode()

    desk.post(address(german), {"act": "link", "other": str(english.pk)})

    assert ("„Harbour plan“ verbinden" in page, "Noch ein Hafenplan" in page) == (True, False)
    assert list(find_translations(german.pk)) == [english]


def test_a_link_is_removed_and_can_be_set_again(desk: Client):
    german, english = make_story("Hafenplan", language="de"), make_story("Harbour plan", language="en")
    link_translation(german.pk, english.pk, by=None, at=NOON)

    page = desk.post(
        address(german), {"act": "unlink", "other": str(english.pk)}, follow=True
    ).content.decode()

    assert "Verbindung ist gelöst" in page
    assert "„Harbour plan“ verbinden" in page


def test_a_translation_is_begun_and_opened(desk: Client):
    german = make_story("Hafenplan", language="de")

    answer = desk.post(address(german), {"act": "make", "language": "en"})

    draft = find_translations(german.pk).get()
    assert answer.headers["Location"] == reverse("admin:articles_article_change", args=[draft.pk])


@pytest.mark.parametrize("sent", [{}, {"act": "steal"}, {"act": "link", "other": "x"}, {"act": "make"}])
def test_what_cannot_be_done_is_refused_with_a_reason(desk: Client, sent):
    german = make_story("Hafenplan", language="de")

    answer = desk.post(address(german), sent, follow=True)

    assert answer.status_code == 200
    assert not find_translations(german.pk)


def test_the_story_form_names_the_translations(desk: Client):
    german, english = make_story("Hafenplan", language="de"), make_story("Harbour plan", language="en")
    link_translation(german.pk, english.pk, by=None, at=NOON)

    page = desk.get(reverse("admin:articles_article_change", args=[german.pk])).content.decode()

    assert (
        f'<a href="{reverse("admin:articles_article_change", args=[english.pk])}" lang="en">Harbour plan'
        in page
    )


def test_a_link_that_the_page_no_longer_shows_is_not_removed(desk: Client):
    german, english = make_story("Hafenplan", language="de"), make_story("Harbour plan", language="en")
    danish = make_story("Havneplan", language="da")
    link_translation(english.pk, danish.pk, by=None, at=NOON)

    page = desk.post(address(german), {"act": "unlink", "other": str(english.pk)}, follow=True)

    assert "nicht mehr verbunden" in page.content.decode()
    assert list(find_translations(danish.pk)) == [english]


def test_a_picture_editor_sees_translations_and_neither_links_nor_begins_one(member):
    german, english = make_story("Hafenplan", language="de"), make_story("Harbour plan", language="en")
    link_translation(german.pk, english.pk, by=None, at=NOON)
    pictures = member("picture desk")

    page = pictures.get(address(german)).content.decode()

    assert ("Harbour plan" in page, 'value="unlink"' in page, 'value="make"' in page) == (True, False, False)


def test_a_reporter_cannot_link_public_stories(member):
    german, english = make_published("Hafenplan", language="de"), make_published("Plan", language="en")

    member("reporter").post(address(german), {"act": "link", "other": str(english.pk)})

    assert not find_translations(german.pk)
