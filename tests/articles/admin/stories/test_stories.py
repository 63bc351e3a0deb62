"""The story form: what is typed goes through the actions, a refusal loses nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.models import Article, AuditEntry
from people.models import Person
from tests.articles.admin.forms import filled
from tests.factories import (
    NOON,
    make_chief,
    make_person,
    make_photo,
    make_published,
    make_section,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db


def address(story: Article) -> str:
    return reverse("admin:articles_article_change", args=[story.pk])


def press(desk: Client, story: Article, **changes: Any) -> Any:
    """Change fields of the form and press a button; the page that follows."""
    return desk.post(address(story), filled(desk, address(story), "article_form", **changes), follow=True)


def test_saving_keeps_every_field_that_was_not_touched(desk: Client):
    person = make_person("Mira Talberg", "Bürgermeisterin")
    story = make_story(people=(person,), pictures=(make_photo(),), tag="(afp/dl)", dek="Ein Vorspann.")

    press(desk, story, _save="1")

    saved = Article.objects.get(pk=story.pk)
    assert (saved.headline, saved.dek, saved.tag, saved.body) == (
        story.headline,
        "Ein Vorspann.",
        "(afp/dl)",
        story.body,
    )
    assert [(m.name, m.person, m.status, m.count) for m in saved.mentions.all()] == [
        ("Mira Talberg", person, "linked", 1)
    ]
    assert [p.role for p in saved.placements.all()] == ["lead"]


def test_a_new_story_is_created_by_the_action(desk: Client):
    section = make_section()
    url = reverse("admin:articles_article_add")

    desk.post(
        url, filled(desk, url, "article_form", headline="Deich hält", body="<p>Ja.</p>", section=section.pk)
    )

    story = Article.objects.get()
    assert (story.headline, story.state, story.revision) == ("Deich hält", "draft", 1)
    assert AuditEntry.objects.filter(verb="create", actor=make_chief()).exists()


def test_a_new_story_is_saved_on_the_way_to_the_publish_page(desk: Client):
    url = reverse("admin:articles_article_add")

    page = desk.post(url, filled(desk, url, "article_form", headline="Deich hält", _move="publish"))

    story = Article.objects.get()
    assert page["Location"] == reverse("admin:articles_article_publish", args=[story.pk])
    assert (story.headline, story.state) == ("Deich hält", "draft")


def test_who_may_not_publish_has_only_the_button_that_creates_a_story(client: Client):
    client.force_login(make_user("reporterin", "articles.add_article", "articles.view_article"))

    form = client.get(reverse("admin:articles_article_add")).content.decode()

    assert 'name="_save"' in form
    assert 'value="publish"' not in form


def test_scripts_in_the_text_are_cut_on_the_server(desk: Client):
    story = make_story()

    press(desk, story, body="<h1>Kopf</h1><p onclick='x()'>Text<script>alert(1)</script></p>")

    assert Article.objects.get(pk=story.pk).body == "<h2>Kopf</h2><p>Text</p>"


@pytest.mark.parametrize(("move", "state"), [("submit", "in_review"), ("approve", "ready")])
def test_a_button_makes_its_move(desk: Client, move: str, state: str):
    story = make_story()

    press(desk, story, _move=move)

    assert Article.objects.get(pk=story.pk).state == state


def test_a_wrong_move_is_refused_in_words(desk: Client):
    story = make_published()

    page = press(desk, story, _move="submit").content.decode()

    assert "nicht möglich" in page
    assert Article.objects.get(pk=story.pk).state == "published"


def test_a_conflict_keeps_what_was_typed_and_shows_what_was_saved(desk: Client):
    story = make_story(dek="Alt.")
    data = filled(desk, address(story), "article_form", headline="Meine Zeile")
    change = StoryChange(fields={"headline": "Deren Zeile"})
    save_story(story.pk, change, by=make_chief("andere"), at=NOON, based_on=story.revision)

    page = desk.post(address(story), data).content.decode()

    assert "andere hat den Artikel gesichert" in page
    assert "Meine Zeile</textarea>" in page
    assert "Deren Zeile" in page
    assert Article.objects.get(pk=story.pk).headline == "Deren Zeile"


def test_people_may_be_confirmed_although_another_save_replaced_their_rows(desk: Client):
    story = make_story(people=(make_person("Mira Talberg"),))
    data = filled(desk, address(story), "article_form", **{"mentions-0-status": "confirmed"})
    data["based_on"] = str(Article.objects.get(pk=story.pk).revision)
    story.mentions.all().delete()

    desk.post(address(story), data)

    assert [m.status for m in story.mentions.all()] == ["confirmed"]


def test_a_form_with_an_untouched_slug_leaves_the_slug_that_followed_the_headline(desk: Client):
    story = make_story("Rat berät")
    data = filled(
        desk, address(story), "article_form", headline="Rat stimmt zu", window="fenster-1", _save="1"
    )

    for _again in range(2):  # the browser sends a form again if it got no response
        desk.post(address(story), data)

    assert Article.objects.get(pk=story.pk).slug == "rat-stimmt-zu"


def test_a_taken_slug_is_refused_at_its_field(desk: Client):
    make_story("Erste", slug="hafen")
    story = make_story("Zweite")

    page = press(desk, story, slug="hafen", headline="Zweite bleibt").content.decode()

    assert "Zweite bleibt</textarea>" in page
    assert Article.objects.get(pk=story.pk).slug != "hafen"


def test_a_headline_beyond_its_column_is_refused_and_kept(desk: Client):
    story = make_story()

    page = press(desk, story, headline="x" * 300).content.decode()

    assert "x" * 300 in page
    assert Article.objects.get(pk=story.pk).headline == story.headline


def test_an_emptied_headline_is_refused(desk: Client):
    story = make_story()

    press(desk, story, headline="")

    assert Article.objects.get(pk=story.pk).headline == story.headline


def test_a_published_story_cannot_lose_its_section(desk: Client):
    story = make_published()

    page = press(desk, story, section="").content.decode()

    assert "braucht ein Ressort" in page


def test_a_save_of_a_published_story_changes_nothing_that_is_public(desk: Client):
    story = make_published("Alt")

    press(desk, story, headline="Neu")

    assert story.editions.get(live=True).headline == "Alt"


def test_one_click_enters_a_person_into_the_directory_and_links_them(desk: Client):
    story = make_story()
    row = {
        "mentions-TOTAL_FORMS": "1", "mentions-0-name": "Frieda Sommer", "mentions-0-person": "",
        "mentions-0-offices": "Verbandschefin; Rätin", "mentions-0-status": "proposed", "mentions-0-id": "",
    }  # fmt: skip

    press(desk, story, **row, _add_person="Frieda Sommer")

    person = Person.objects.get(name="Frieda Sommer")
    assert [(m.person, m.status) for m in story.mentions.all()] == [(person, "confirmed")]
    assert sorted(office.title for office in person.offices.all()) == ["Rätin", "Verbandschefin"]


def test_a_confirmed_mention_needs_a_person(desk: Client):
    story = make_story()
    row = {
        "mentions-TOTAL_FORMS": "1", "mentions-0-name": "Frieda Sommer", "mentions-0-person": "",
        "mentions-0-offices": "", "mentions-0-status": "confirmed", "mentions-0-id": "",
    }  # fmt: skip

    page = press(desk, story, **row).content.decode()

    assert "Wählen Sie die Person" in page
    assert story.mentions.count() == 0


def test_photos_change_places_in_one_save(desk: Client):
    first, second = make_photo(), make_photo()
    story = make_story(pictures=(first, second))
    swap = {
        "placements-0-role": "inline", "placements-0-position": "1", "placements-1-role": "lead",
        "placements-1-position": "0",
    }  # fmt: skip

    press(desk, story, **swap)

    assert [(p.photo_id, p.role) for p in story.placements.all()] == [
        (second.pk, "lead"),
        (first.pk, "inline"),
    ]


def test_a_photo_is_taken_from_a_story_by_its_delete_box(desk: Client):
    story = make_story(pictures=(make_photo(),))

    press(desk, story, **{"placements-0-DELETE": "on"})

    assert story.placements.count() == 0


def test_a_tag_shows_its_reading_while_it_is_typed(desk: Client):
    answer = desk.get(reverse("admin:articles_article_read_tag"), {"tag": "afp/dpa/dl"}).json()

    assert (answer["tag"], answer["initials"]) == ("(afp/dpa/dl)", ["dl"])
    assert "AFP" in answer["text"]


def test_a_killed_story_is_kept_as_it_was(desk: Client):
    story = make_published()
    desk.post(
        reverse("admin:articles_article_kill", args=[story.pk]), {"reason": "wrong", "number": str(story.pk)}
    )

    answer = desk.post(address(story), {"headline": "Anders"})

    assert answer.status_code == 403
    assert desk.get(address(story)).status_code == 200
