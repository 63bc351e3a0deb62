"""Nothing typed is lost: what was never saved comes back."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.models import Article, Autosave, Revision
from tests.articles.admin.conftest import signed_in
from tests.articles.admin.forms import filled
from tests.factories import NOON, make_story, make_user

pytestmark = pytest.mark.django_db
WINDOW = "fenster-1"


def address(story: Article) -> str:
    return reverse("admin:articles_article_change", args=[story.pk])


def keep(desk: Client, story: Article | None, window: str = WINDOW, **typed: str) -> Any:
    """What the form's script sends every ten seconds."""
    url = address(story) if story else reverse("admin:articles_article_add")
    data = filled(desk, url, "article_form", **typed)
    pairs = [
        (name, v) for name, value in data.items() for v in (value if isinstance(value, list) else [value])
    ]
    form = json.dumps(pairs)
    number = story.pk if story else 0
    return desk.post(
        reverse("admin:articles_article_unsaved", args=[number]), {"form": form, "window": window}
    )


def take_up(desk: Client, story: Article) -> Any:
    return desk.post(address(story), {"_take_up": Autosave.objects.get().pk})


def other_saves(story: Article, **fields: Any) -> Article:
    return save_story(
        story.pk, StoryChange(fields=fields), by=make_user(superuser=True), at=NOON, based_on=None
    )


def test_what_was_typed_before_a_crash_is_offered_again(desk: Client):
    story = make_story("Alt")
    keep(desk, story, headline="Nie gesichert")

    page = desk.get(address(story)).content.decode()

    assert "nie gesichert wurde" in page


def test_a_draft_taken_up_stands_in_the_form_and_is_not_saved(desk: Client):
    story = make_story("Alt")
    keep(desk, story, headline="Nie gesichert", body="<p>Neuer Text.</p>")

    page = take_up(desk, story).content.decode()

    assert "Nie gesichert</textarea>" in page
    assert Article.objects.get(pk=story.pk).headline == "Alt"


def test_saving_a_draft_that_was_taken_up_ends_it(desk: Client):
    story = make_story("Alt")
    keep(desk, story, headline="Nie gesichert")
    desk.post(address(story), filled(desk, address(story), "article_form", headline="Jetzt", window=WINDOW))

    assert not Autosave.objects.exists()
    assert Article.objects.get(pk=story.pk).headline == "Jetzt"


def test_a_draft_that_another_window_saved_is_said_to_be_gone(desk: Client):
    story = make_story("Alt")
    keep(desk, story, headline="Nie gesichert")
    draft = Autosave.objects.get().pk
    Autosave.objects.all().delete()

    answer = desk.post(address(story), {"_take_up": draft}, follow=True)

    assert answer.redirect_chain == [(address(story), 302)]
    assert "Diesen Entwurf gibt es nicht mehr" in answer.content.decode()


def test_a_draft_is_never_a_revision(desk: Client):
    story = make_story()

    keep(desk, story, headline="Nie gesichert")

    assert Revision.objects.filter(article=story).count() == 1


def test_a_draft_is_for_its_writer_alone(desk: Client):
    story = make_story()
    keep(desk, story, headline="Geheim")
    colleague = signed_in(Client(), make_user("kollegin", superuser=True))

    page = colleague.get(address(story))
    answer = take_up(colleague, story)

    assert page.context["unsaved"] == []
    assert (answer.status_code, answer["Location"]) == (302, address(story))


def test_two_windows_of_one_writer_keep_a_draft_each(desk: Client):
    story = make_story()
    keep(desk, story, "links", headline="Links")
    keep(desk, story, "rechts", headline="Rechts")

    page = desk.get(address(story))

    assert {draft.window for draft in page.context["unsaved"]} == {"links", "rechts"}


def test_the_form_of_a_new_story_is_kept_as_well(desk: Client):
    keep(desk, None, headline="Ganz neu")

    page = desk.get(reverse("admin:articles_article_add"))

    assert len(page.context["unsaved"]) == 1


def test_a_draft_thrown_away_is_offered_no_more(desk: Client):
    story = make_story()
    keep(desk, story, headline="Weg damit")

    desk.post(reverse("admin:articles_article_discard_unsaved", args=[story.pk]), {"window": WINDOW})

    assert desk.get(address(story)).context["unsaved"] == []


def test_an_expired_login_is_told_by_the_sign_in_page(client: Client):
    story = make_story()

    answer = client.post(reverse("admin:articles_article_unsaved", args=[story.pk]), {"form": "[]"})

    assert answer.status_code == 302


@pytest.mark.parametrize("form", ["", "nonsense", "[1]", '{"a": 1}'])
def test_a_draft_that_is_no_form_is_refused(desk: Client, form: str):
    story = make_story()

    answer = desk.post(reverse("admin:articles_article_unsaved", args=[story.pk]), {"form": form})

    assert answer.status_code == 400


def test_a_draft_of_a_story_changed_meanwhile_leads_to_the_choice(desk: Client):
    story = make_story("Alt")
    keep(desk, story, headline="Meine Zeile")
    other_saves(story, headline="Fremde Zeile")
    typed = take_up(desk, story)
    based_on = typed.context["adminform"].form["based_on"].value()

    page = desk.post(
        address(story),
        filled(desk, address(story), "article_form", headline="Meine Zeile", based_on=based_on),
    )

    assert [question.field for question in page.context["merge"].questions] == ["headline"]
