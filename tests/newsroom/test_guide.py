"""The editor's guide names what exists, says the same in both languages, and is at hand on each screen."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import get_resolver
from PIL import Image

from articles.actions.accounts.save import choose_language
from newsroom.handbook import GUIDE_FOLDER, list_chapters
from tests.factories import NOON, make_story, make_user
from tests.newsroom.test_handbook import LANGUAGES, outline
from tests.paths import ROOT

EMPHASIS = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")
WORDS_A_MINUTE = 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_read_in_ten_minutes(language: str) -> None:
    text = " ".join(chapter.source for chapter in list_chapters(language, GUIDE_FOLDER))

    assert len(text.split()) < 10 * WORDS_A_MINUTE


def test_both_languages_have_the_same_chapters_screens_and_pictures() -> None:
    english, german = (
        [
            (chapter.slug, chapter.screens, outline(chapter.source), [name for _alt, name in PICTURE.findall(chapter.source)])
            for chapter in list_chapters(language, GUIDE_FOLDER)
        ]
        for language in LANGUAGES
    )  # fmt: skip

    assert len(english) == 6
    assert english == german


@pytest.mark.parametrize("language", LANGUAGES)
def test_emphasised_words_are_labels_of_the_desk(language: str) -> None:
    labels = read_labels("msgid" if language == "en" else "msgstr")
    named = {
        " ".join(word.split())
        for chapter in list_chapters(language, GUIDE_FOLDER)
        for word in EMPHASIS.findall(chapter.source)
    }

    assert len(named) > 8
    assert sorted(word for word in named if word.lower() not in labels) == []


def read_labels(kind: str) -> set[str]:
    """Return the messages of the desk in small letters; `msgid` are the English, `msgstr` the German ones."""
    catalogue = (ROOT / "newsroom/locale/de/LC_MESSAGES/django.po").read_text()
    texts = re.findall(rf'^{kind}(?:\[\d\]|_plural)? ((?:".*"\n?)+)', catalogue, re.MULTILINE)
    return {"".join(re.findall(r'"(.*)"', text)).lower() for text in texts}


def test_screens_exist_and_each_has_one_chapter() -> None:
    screens = [screen for chapter in list_chapters("en", GUIDE_FOLDER) for screen in chapter.screens]
    names = {pattern.name for pattern in find_patterns(get_resolver())}

    assert [screen for screen in screens if screen not in names] == []
    assert len(screens) == len(set(screens))


def find_patterns(resolver):  # type: ignore[no-untyped-def]  # Django's patterns have no common type
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from find_patterns(pattern)
        else:
            yield pattern


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_stand_in_the_desk_of_the_language(language: str) -> None:
    for chapter in list_chapters(language, GUIDE_FOLDER):
        for alt, name in PICTURE.findall(chapter.source):
            file = finders.find(f"newsroom/guide/{language}/{name}")

            assert file, name
            assert Image.open(file).size == (1280, 800)
            assert len(alt) > 30


@pytest.mark.django_db
def test_an_ordinary_editor_finds_the_chapter_of_the_screen_in_their_language(client: Client) -> None:
    daniela = make_user("daniela", "articles.view_article", "articles.change_article")
    choose_language("de", by=daniela, at=NOON)
    client.force_login(daniela)
    story = make_story()

    form = client.get(f"/admin/articles/article/{story.pk}/change/").content.decode()
    contents = client.get("/admin/guide/").content.decode()
    chapter = client.get("/admin/guide/stories/").content.decode()

    assert 'href="/admin/guide/stories/"' in form
    assert "Artikel finden und schreiben" in contents
    assert "newsroom/guide/de/story" in chapter
    assert client.get("/admin/guide/kitchen/").status_code == 404


@pytest.mark.django_db
def test_a_screen_without_a_chapter_leads_to_the_contents(client: Client) -> None:
    client.force_login(make_user("clara", "articles.view_topic"))

    assert 'href="/admin/guide/"' in client.get("/admin/articles/topic/").content.decode()


@pytest.mark.django_db
def test_a_reader_does_not_see_it(client: Client) -> None:
    assert client.get("/admin/guide/").status_code == 302
