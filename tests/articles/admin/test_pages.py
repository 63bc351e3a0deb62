"""Every page of the desk opens, in both languages, and within its number of queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, override

from articles.actions.accounts.staff import ensure_groups
from articles.actions.backups.backup_facts import record_backup
from articles.actions.bulk.jobs import start_bulk
from articles.actions.bulk.request import BulkRequest
from articles.actions.desk.agencies import add_built_in_agencies, add_staff_initials
from articles.actions.desk.name_variants import save_name_variants
from articles.actions.desk.reference_data import save_entry
from articles.actions.intake.effects.item_copy import parse_item
from articles.actions.intake.effects.wire_rules import save_rule
from articles.actions.intake.receive.ingest import receive_copy
from articles.actions.intake.receive.sources import save_source
from articles.actions.intake.versions.agency_changes import open_agency_changes
from articles.actions.newsletters.mailings import prepare_mailing
from articles.actions.reading_rules.decisions import teach_rule
from articles.actions.stories.templates import save_template
from articles.models import Agency, Article, Partner, Section, Topic, WireItem
from articles.parsing.corrections.types import ProposedRule, RuleKind
from newsroom.backup.manifest import FileEntry, Manifest
from people.models import Person
from tests.articles.actions.newsletters.newsletters import make_newsletter
from tests.articles.admin.forms import filled
from tests.factories import NOON, make_key, make_media, make_person, make_photo, make_published, make_story
from tests.wire_items import receive_broken

pytestmark = pytest.mark.django_db

SHOWN = [m for m in admin.site._registry if m._meta.app_label in {"articles", "people", "auth"}]
READ_ONLY = {
    "articles.logentry", "articles.auditentry", "articles.wireitem", "articles.wirefile", "articles.bulkjob",
    "articles.readingrule", "articles.backuprecord",
}  # fmt: skip
NO_FORMS = {
    "articles.agencychange", "articles.brand", "articles.formerepoch", "articles.frontslot",
    "articles.linkonlyprovider", "articles.staticpage", "articles.wiresourcestate",
}  # fmt: skip
"""Boards of their own in place of list and form; what they do is tested beside them."""


KILLED = """KILL: Bitte nicht verwenden

Kran in Nordhaven steht wieder

Nordhaven (dpa) - Der Kran im Hafen von Nordhaven steht wieder.

(dpa/dl)
© dpa-infocom, dpa:260302-99-123456/2
"""


def fill_desk() -> None:
    person = make_person("Mira Talberg", "Bürgermeisterin")
    make_story(people=(person,), pictures=(make_photo(),), tag="(afp/dl)")
    story = make_published("Werft stellt Leute ein")
    make_media()
    make_key()
    add_staff_initials("dl", "Dora Lind", by=None, at=NOON)
    save_name_variants("Talbergen\nTalbergue", by=None, at=NOON)
    topic = save_entry(Topic, {"name": "Hafen", "slug": "hafen"}, by=None, at=NOON)
    start_bulk(BulkRequest(facet="topic", gives=topic.pk), Article.objects.all(), query="", by=None, at=NOON)
    ensure_groups()
    prepare_mailing(make_newsletter().pk, [story.pk], by=None, at=NOON)
    save_source({"code": "dpa-text", "name": "dpa", "transport": "folder"}, by=None, at=NOON)
    teach_rule(ProposedRule(RuleKind.HOUSE, "Wattblick Kontor"), item_id=None, by=None, at=NOON)
    save_rule({"name": "Hafen", "sluglines": "Hafen/*"}, topic_ids=(), by=None, at=NOON)
    save_template({"name": "Wetter", "headline": "Wetter am [Tag]"}, topic_ids=(), by=None, at=NOON)
    parse_item(receive_copy(b"Ein Satz.", by=None, at=NOON).pk)
    receive_broken()
    kill = receive_copy(KILLED.encode(), by=None, at=NOON)
    parse_item(kill.pk)
    open_agency_changes(kill.pk, at=NOON)
    files = [FileEntry("database.dump", 4_200_000, "a" * 64)]
    record_backup(Manifest(NOON, "d", "e", 7, 18, {}, files), location="/backups/newsroom-1", at=NOON)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_list_and_every_form_opens(desk: Client, language: str):
    fill_desk()
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    answers = {}

    for model in SHOWN:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        answers[f"{name}_changelist"] = desk.get(reverse(f"{name}_changelist")).status_code
        if model._meta.label_lower in NO_FORMS:
            continue
        if model._meta.label_lower not in READ_ONLY:
            answers[f"{name}_add"] = desk.get(reverse(f"{name}_add")).status_code
        first = model._default_manager.first()
        assert first is not None, model
        answers[f"{name}_change"] = desk.get(reverse(f"{name}_change", args=[first.pk])).status_code

    assert {name: code for name, code in answers.items() if code != 200} == {}


@pytest.mark.parametrize(("language", "words"), [("de", "Neu aus Text"), ("en", "New from copy")])
def test_the_desk_home_speaks_the_language_of_its_reader(desk: Client, language: str, words: str):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = language

    page = desk.get(reverse("admin:index")).content.decode()

    assert words in page


@pytest.mark.parametrize(
    ("path", "title"),
    [("articles/article/", "Artikel"), ("articles/wireitem/", "wire"), ("auth/group/", "Gruppen")],
)
def test_a_list_is_titled_by_its_rows(desk: Client, path: str, title: str):
    page = desk.get(f"/admin/{path}").content.decode()

    with override("de"):
        assert page.partition("<title>")[2].partition("</title>")[0].split("|")[0].strip() == capfirst(
            gettext(title)
        )


def test_the_desk_home_shows_what_is_wanted_now(desk: Client):
    make_story("Entwurf über Deiche")
    make_published("Fähre fährt wieder")

    page = desk.get(reverse("admin:index")).content.decode()

    assert "Entwurf über Deiche" in page
    assert "Fähre fährt wieder" in page


def test_a_row_of_the_story_list_shows_author_and_first_photo(desk: Client):
    photo = make_photo()
    make_story("Mit Bild", byline="Jonna Ekvall", tag="(afp/dl)", pictures=(photo,))
    make_story("Ohne Bild")

    page = desk.get(reverse("admin:articles_article_changelist")).content.decode()

    picture = reverse("admin:articles_photo_picture", args=[photo.pk])
    assert f'<img class="desk-row-thumb" src="{picture}" alt="" loading="lazy">' in page
    assert "Jonna Ekvall · (afp/dl)" in page
    assert page.count('<span class="desk-row-thumb"></span>') == 1


def test_the_story_list_takes_eight_queries_for_fifty_stories(desk: Client):
    for number in range(50):
        make_story(f"Meldung {number} aus dem Hafen", tag="(afp/dl)")

    with CaptureQueriesContext(connection) as queries:
        page = desk.get(reverse("admin:articles_article_changelist"))

    assert page.status_code == 200
    assert len(queries) <= 8


def crowded_story(headline: str = "Rat beschließt neuen Hafenplan") -> Article:
    people = tuple(make_person(f"{name} Talberg") for name in ("Mira", "Ole", "Ina", "Jan", "Kea", "Udo"))
    pictures = tuple(make_photo() for _ in range(4))
    return make_published(headline, people=people, pictures=pictures, tag="(afp/dpa/dl)")


def test_the_story_form_takes_few_queries_however_many_people_it_names(member: Any):
    editor = member("editor")
    add_built_in_agencies()
    story = crowded_story()
    editor.get(reverse("admin:articles_article_change", args=[make_story().pk]))  # some things are asked once

    with CaptureQueriesContext(connection) as queries:
        page = editor.get(reverse("admin:articles_article_change", args=[story.pk]))

    assert page.status_code == 200
    assert len(queries) <= 24


def test_a_save_takes_thirty_queries_however_many_people_it_names(member: Any):
    editor = member("editor")
    add_built_in_agencies()
    url = reverse("admin:articles_article_change", args=[crowded_story().pk])
    data = filled(editor, url, "article_form", headline="Neue Zeile", window="w")

    with CaptureQueriesContext(connection) as queries:
        editor.post(url, data)

    assert Article.objects.get().headline == "Neue Zeile"
    assert len(queries) <= 30


@pytest.mark.parametrize(
    "query",
    [
        "q=Hafenplan", "q=(afp/dl)", "q=1", "q=%00", "state__exact=draft", "photo=yes", "photo=no", "photo=alt",
        "waiting=scheduled", "waiting=embargo", "language__exact=de", "edited_at_from_0=2026-01-01&edited_at_to_0=x",
    ],
)  # fmt: skip
def test_every_sieve_of_the_story_list_answers(desk: Client, query: str):
    make_story(tag="(afp/dl)")

    answer = desk.get(f"{reverse('admin:articles_article_changelist')}?{query}", follow=True)

    assert answer.status_code == 200


def test_a_search_finds_words_of_the_headline_and_no_others(desk: Client):
    make_story("Rat beschließt neuen Hafenplan")
    make_story("Museum öffnet Flügel", body="<p>Ein neuer Flügel.</p>")

    page = desk.get(f"{reverse('admin:articles_article_changelist')}?q=hafenplan").content.decode()

    assert "Rat beschließt" in page
    assert "Museum öffnet" not in page


def test_a_search_finds_what_only_the_published_text_says(desk: Client):
    make_published("Rat tagt", body="<p>Es ging um die Nordmole und ihre Leuchtfeuer.</p>")
    make_published("Museum öffnet", body="<p>Ein neuer Flügel.</p>")

    page = desk.get(f"{reverse('admin:articles_article_changelist')}?q=Leuchtfeuer").content.decode()

    assert "Rat tagt" in page
    assert "Museum öffnet" not in page


def test_a_headline_search_asks_the_trigram_index(desk: Client):
    with CaptureQueriesContext(connection) as queries:
        desk.get(f"{reverse('admin:articles_article_changelist')}?q=hafenplan")

    assert any('"headline"::text ~* ' in query["sql"] for query in queries)
    assert len(queries) <= 9


@pytest.mark.parametrize("signs", ["*", "(", "[a", "\\", "%25", "'", "-", '"', "🦊", "a" * 5000])
def test_signs_in_a_search_are_looked_for_and_break_nothing(desk: Client, signs: str):
    lists = ("articles_article", "people_person", "articles_photo")

    codes = {desk.get(reverse(f"admin:{name}_changelist"), {"q": signs}).status_code for name in lists}

    assert codes == {200}


def test_stories_are_found_by_a_person_they_name(desk: Client):
    person = make_person("Mira Talberg")
    make_story("Talberg stellt Plan vor", people=(person,))
    make_story("Museum öffnet Flügel")

    page = desk.get(f"{reverse('admin:articles_article_changelist')}?mentions__person__id__exact={person.pk}")

    assert "Talberg stellt" in page.content.decode()
    assert "Museum öffnet" not in page.content.decode()


def test_the_look_up_tells_people_of_one_name_apart(desk: Client):
    make_person("Jonas Brandt", "Verbandspräsident")
    make_person("Jonas Brandt", "Torwart")
    where = {"app_label": "articles", "model_name": "mention", "field_name": "person", "term": "brandt"}

    hits = desk.get(reverse("admin:autocomplete"), where).json()["results"]

    assert sorted(hit["text"] for hit in hits) == [
        "Jonas Brandt – Torwart",
        "Jonas Brandt – Verbandspräsident",
    ]


def test_the_admin_has_a_policy_of_its_own_and_names_no_foreign_host(desk: Client):
    policy = desk.get(reverse("admin:index")).headers["Content-Security-Policy"]

    assert "script-src 'self' 'nonce-" in policy or "script-src 'self' 'unsafe-eval'" in policy
    assert "http" not in policy


def test_a_story_page_carries_the_nonce_its_editor_needs(desk: Client):
    story = make_story()

    page = desk.get(reverse("admin:articles_article_change", args=[story.pk]))

    nonce = page.headers["Content-Security-Policy"].split("'nonce-")[1].split("'")[0]
    assert f'nonce="{nonce}"' in page.content.decode()


def test_the_history_lists_every_revision_with_who_and_why(desk: Client):
    story = make_published("Werft stellt Leute ein", at=NOON + timedelta(hours=2))

    page = desk.get(reverse("admin:articles_article_history", args=[story.pk])).content.decode()

    assert "angelegt" in page
    assert "veröffentlicht" in page


def test_a_picture_is_shown_to_the_desk_and_to_nobody_else(desk: Client):
    photo = make_photo(channels=())
    url = reverse("admin:articles_photo_picture", args=[photo.pk])

    inside, outside = desk.get(url), Client().get(url)

    assert inside.headers["Content-Type"] == "image/jpeg"
    assert outside.status_code == 302


def test_nothing_of_the_reference_data_is_ever_deleted_here(desk: Client):
    make_story()
    make_key()
    first = {"article": Article, "section": Section, "partner": Partner}

    codes = {
        name: desk.get(
            reverse(f"admin:articles_{name}_delete", args=[model._default_manager.first().pk])
        ).status_code
        for name, model in first.items()
    }

    assert codes == {"article": 403, "section": 403, "partner": 403}


def test_received_copy_is_shown_as_it_came_and_cannot_be_changed(desk: Client):
    item = receive_copy("Müller & Söhne <b>fett</b>".encode(), by=None, at=NOON)
    url = reverse("admin:articles_wireitem_change", args=[item.pk])

    page, attempt = desk.get(url).content.decode(), desk.post(url, {"reason": "weg"})

    assert "Müller &amp; Söhne &lt;b&gt;fett&lt;/b&gt;" in page
    assert (attempt.status_code, WireItem.objects.get(pk=item.pk).reason) == (405, "")


@pytest.mark.parametrize(
    "asked", ["state", "section", "agencies", "language", "photo", "topics", "mentions__person", "q"]
)
def test_the_list_of_stories_takes_nine_queries_whatever_it_is_sifted_by(desk: Client, asked: str):
    fill_desk()
    numbers = {
        "section": Section.objects.get().pk, "topics": Topic.objects.get().pk,
        "agencies": Agency.objects.get(code="afp").pk, "mentions__person": Person.objects.get().pk,
    }  # fmt: skip
    values = {
        "state": ("state__exact", "published"),
        "language": ("language", "de"),
        "photo": ("photo", "yes"),
        "q": ("q", "Werft"),
    }
    name, value = values.get(asked) or (f"{asked}__id__exact", numbers[asked])
    address = f"{reverse('admin:articles_article_changelist')}?{name}={value}"
    desk.get(address)

    with CaptureQueriesContext(connection) as counted:
        page = desk.get(address)

    assert page.status_code == 200
    assert len(counted) <= 9
    assert page.context["cl"].result_count == (
        0 if asked == "topics" else page.context["cl"].queryset.distinct().count()
    )


def test_the_list_of_stories_names_sections_in_the_language_of_its_reader(desk: Client):
    save_entry(Section, {"name": "Hafen", "name_en": "Harbour", "slug": "hafen"}, by=None, at=NOON)
    make_story()
    address = reverse("admin:articles_article_changelist")

    pages = {
        code: desk.get(address, headers={"accept-language": code}).content.decode() for code in ("de", "en")
    }

    assert ("Harbour" in pages["de"], "Harbour" in pages["en"]) == (False, True)
