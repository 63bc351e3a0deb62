"""The operator's handbook says the same in both languages, and names only what exists."""

import re

import pytest
from django.core.management import get_commands
from django.test import Client

from articles.actions.accounts.save import choose_language
from newsroom.admin.handbook import render_chapter
from newsroom.handbook import FOLDER, list_chapters
from tests.factories import NOON, make_chief, make_user

LANGUAGES = ("en", "de")
OTHERS_SETTINGS = {
    "POSTGRES_PASSWORD", "RESTIC_PASSWORD_FILE", "RESTIC_REPOSITORY", "WIRE_KEY", "WIRE_SECRET",
}  # fmt: skip


def outline(source: str) -> list[str]:
    """Return the levels of headings, the code blocks, and the number of rows of tables and entries of lists."""
    code = re.findall(r"```(\w*)\n(.*?)```", source, re.DOTALL)
    return [
        *re.findall(r"^#+ ", source, re.MULTILINE),
        *(f"{kind} {text.count(chr(10))}" for kind, text in code),
        *re.findall(r"^(?:\||- |\d\.)", source, re.MULTILINE),
    ]


def test_both_languages_have_the_same_chapters_with_the_same_outline() -> None:
    outlines = [
        [(chapter.slug, outline(chapter.source)) for chapter in list_chapters(language)]
        for language in LANGUAGES
    ]

    assert len(outlines[0]) == 21
    assert outlines[0] == outlines[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_chapter_begins_with_a_paragraph_that_says_what_it_is_about(language: str) -> None:
    summaries = [chapter.summary for chapter in list_chapters(language)]

    assert all(len(summary) > 80 and summary.endswith(".") for summary in summaries)


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_to_chapters_that_exist(language: str) -> None:
    text = "".join(chapter.source for chapter in list_chapters(language))
    targets = set(re.findall(r"\]\(([^)]+)\)", text))

    assert targets
    assert [target for target in targets if not (FOLDER / language / target).exists()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_settings_and_commands_that_it_names_exist(language: str) -> None:
    chapters = {chapter.slug: chapter.source for chapter in list_chapters(language)}
    text = "".join(chapters.values())
    settings = set(re.findall(r"\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b", text)) - OTHERS_SETTINGS
    commands = set(re.findall(r"manage\.py (\w+)", text))

    assert [name for name in sorted(settings) if f"`{name}`" not in chapters["settings"]] == []
    assert commands - set(get_commands()) == set()


def test_code_and_tables_are_shown_and_html_is_not_obeyed() -> None:
    html = render_chapter("# Title\n\nText <b>bold</b>\n\n## Two words\n\n| a | b |\n| - | - |\n| 1 | 2 |\n")

    assert "Title" not in html
    assert '<h2 id="two-words">Two words</h2>' in html
    assert "&lt;b&gt;bold" in html
    assert '<table class="desk-table">' in html


@pytest.mark.django_db
def test_those_who_manage_accounts_read_it_in_their_language(client: Client) -> None:
    chief = make_chief()
    choose_language("de", by=chief, at=NOON)
    client.force_login(chief)

    contents = client.get("/admin/handbook/").content.decode()
    chapter = client.get("/admin/handbook/database/").content.decode()

    assert "Die Datenbank auf eigenen Rechnern" in contents
    assert '<h2 id="lese-repliken">Lese-Repliken</h2>' in chapter
    assert "/admin/handbook/backup/" in chapter


@pytest.mark.django_db
def test_an_editor_neither_reads_it_nor_sees_it_in_the_menu(client: Client) -> None:
    client.force_login(make_user("nora", "articles.view_article"))

    assert client.get("/admin/handbook/").status_code == 403
    assert client.get("/admin/handbook/database/").status_code == 403
    assert "/admin/handbook/" not in client.get("/admin/").content.decode()


@pytest.mark.django_db
def test_a_chapter_that_does_not_exist_is_not_found(client: Client) -> None:
    client.force_login(make_chief())

    assert client.get("/admin/handbook/kitchen/").status_code == 404
