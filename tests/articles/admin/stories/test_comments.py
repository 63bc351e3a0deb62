"""The talk at a story: threads, answers, mentions, resolving; never public."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.desk.comments import (
    delete_comment,
    edit_comment,
    find_mentioned,
    resolve_thread,
    write_comment,
)
from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.publish_checks import run_checks
from articles.actions.stories.prefetch import take_snapshot
from articles.admin.stories.comments import has_changed
from articles.models import Account, Article, Comment, StaffInitials
from articles.selectors.notices import count_new_notices, find_account
from tests.articles.admin.conftest import signed_in
from tests.factories import make_published, make_section, make_story, make_user

pytestmark = pytest.mark.django_db(transaction=True)

IN_FORM = {"X-Talk": "threads"}


def make_editor(name: str = ""):
    return make_user(name, "articles.view_article", "articles.change_article")


def write(story: Any, text: str, by: Any, **facts: Any) -> Comment:
    return write_comment(story.pk, text, by=by, at=timezone.now(), **facts)


def talk(story: Any) -> str:
    return reverse("admin:articles_article_talk", args=[story.pk])


def test_a_thread_is_written_answered_resolved_and_opened_again(client: Client):
    nora, ida, story = make_editor("nora"), make_editor("ida"), make_story()
    desk = signed_in(client, nora)
    desk.post(talk(story), {"text": "Stimmt die Zahl?", "_do": "write", "quote": "am Montag"})
    first = Comment.objects.get()
    write(story, "Ja.", ida, thread_id=first.pk)

    (shown, is_changed), *_rest = desk.get(talk(story)).context["threads"]
    assert ([one.text for one in shown.shown], is_changed) == (["Ja."], False)
    desk.post(talk(story), {"_do": f"resolve:{first.pk}"})
    assert Comment.objects.get(pk=first.pk).resolved_by == nora
    desk.post(talk(story), {"_do": f"reopen:{first.pk}"})
    assert Comment.objects.get(pk=first.pk).resolved_at is None


def test_a_comment_says_when_its_words_have_changed(client: Client):
    nora, story = make_editor(), make_story()
    write(story, "Welcher?", nora, quote="hat am Montag")

    Article.objects.filter(pk=story.pk).update(body="<p>Der Rat tagt.</p>")

    page = signed_in(client, nora).get(talk(story), headers=IN_FORM)
    assert page.context["threads"][0][1] is True
    assert b"<html" not in page.content  # the form's script asks for the threads alone


@pytest.mark.parametrize(
    ("quote", "body", "changed"),
    [
        ('am "Montag"', "<p>Der Rat hat am „Montag“ getagt.</p>", False),  # typography
        ("Hafen plan – neu", "<p>Der Hafen\u00a0plan - neu</p>", False),
        ("Ende. Anfang", "<p>Das Ende.</p><p>Anfang von Neuem</p>", False),  # over two paragraphs
        ("Hafen\u00adplan", "<p>Der Hafenplan</p>", False),
        ("am Dienstag", "<p>Der Rat hat am Montag getagt.</p>", True),
        ("", "<p>Der Rat</p>", False),
        ("???", "<p>Der Rat</p>", False),
    ],
)
def test_words_count_as_changed_by_their_letters_alone(quote: str, body: str, changed: bool):
    assert has_changed(Comment(quote=quote), Article(headline="Titel", body=body)) is changed


def test_long_selections_are_cut(client: Client):
    nora, story = make_editor("nora"), make_story()

    signed_in(client, nora).post(talk(story), {"text": "Zu lang?", "_do": "write", "quote": "Wort " * 100})

    assert len(Comment.objects.get().quote) == 200


def test_people_are_mentioned_by_name_initials_and_section():
    nora, dl, sport = make_editor("nora"), make_editor("dora.lind"), make_editor("sportler")
    StaffInitials.objects.create(initials="dl", name="Dora Lind", slug="dora-lind", user=dl)
    Account.objects.create(user=sport).sections.add(make_section("Sport", "sport"))

    assert find_mentioned("@nora, @DL und @sport: bitte an redaktion@nora.example schreiben.") == [
        nora,
        dl,
        sport,
    ]
    assert find_mentioned("@dora.lind.") == [dl]
    assert find_mentioned("Ohne Namen @ hier") == []


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 2001, "@niemand", "@gone liest das nicht mehr"])
def test_what_cannot_be_said_is_refused_and_stays_in_the_field(client: Client, text: str):
    gone = make_editor("gone")
    gone.is_active = False
    gone.save()

    page = signed_in(client, make_editor()).post(talk(make_story()), {"text": text, "_do": "write"})

    assert page.context["problem"]
    assert page.context["typed_comment"] == text
    assert not Comment.objects.exists()


def test_only_the_author_changes_and_deletes():
    nora, ida, story = make_editor(), make_editor(), make_story()
    comment = write(story, "Erste Fassung", nora)
    at = timezone.now()

    for attempt in (
        lambda: edit_comment(comment.pk, "Anders", by=ida, at=at),
        lambda: delete_comment(comment.pk, by=ida, at=at),
    ):
        with pytest.raises(NotPermitted):
            attempt()
    edit_comment(comment.pk, "Zweite Fassung", by=nora, at=at)
    assert Comment.objects.get().text == "Zweite Fassung"
    delete_comment(comment.pk, by=nora, at=at)

    with pytest.raises(ActionRefused):
        edit_comment(comment.pk, "Zu spät", by=nora, at=at)
    with pytest.raises(ActionRefused):
        write(make_story("Anderer"), "Falscher Artikel", nora, thread_id=comment.pk)


def test_who_is_mentioned_or_talks_gets_a_notice():
    nora, ida, other = make_editor("nora"), make_editor("ida"), make_editor()
    story = make_story()

    write(story, "@nora schaust du?", ida)
    assert [count_new_notices(find_account(user), timezone.now()) for user in (nora, ida, other)] == [1, 0, 0]
    write(story, "Ja.", nora)
    assert count_new_notices(find_account(ida), timezone.now()) == 1


def test_an_open_thread_warns_at_publication_until_it_is_resolved():
    nora, story = make_editor(), make_story()
    comment = write(story, "Moment noch", nora)

    def codes() -> set[str]:
        return {result.code for result in run_checks(take_snapshot(Article.objects.get(), timezone.now()))}

    assert "talk-open" in codes()
    resolve_thread(comment.pk, resolved=True, by=nora, at=timezone.now())
    assert "talk-open" not in codes()


def test_no_word_of_the_talk_is_public(client: Client):
    story = make_published("Kran steht")
    write(story, "Geheimwort Zackelschaf", make_editor())

    for address in ("/", f"/{story.section.slug}/", "/feed.atom", "/suche/?q=Zackelschaf"):
        assert "Geheimwort" not in client.get(address, follow=True).content.decode()
