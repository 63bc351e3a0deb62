"""Who has a story open: marks that fade, a soft lock that ends with its session, taking over."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from articles.actions.desk.comments import resolve_thread, write_comment
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.models import Article, AuditEntry, Autosave, DeskMessage, Presence
from tests.articles.admin.conftest import signed_in
from tests.articles.admin.forms import filled
from tests.factories import NOON, make_chief, make_story, make_user

pytestmark = pytest.mark.django_db


def call(client: Client, name: str, story: Article, window: str = "a", **facts: Any) -> Any:
    url = reverse(f"admin:articles_article_{name}", args=[story.pk])
    return client.post(url, {"window": window, **facts})


def write(client: Client, story: Article, window: str = "a") -> Any:
    return call(client, "beat", story, window, writes="yes", unsaved="yes").json()


def read(client: Client, story: Article, window: str = "a") -> Any:
    return call(client, "beat", story, window, writes="no").json()


@pytest.fixture
def mira() -> Client:
    return signed_in(Client(), make_user("mira", superuser=True))


@pytest.fixture
def ole() -> Client:
    return signed_in(Client(), make_user("ole", superuser=True))


def test_others_are_told_who_writes_with_what_unsaved(mira: Client, ole: Client):
    story = make_story()
    write(mira, story, "m")

    seen = read(ole, story, "o")

    assert "mira schreibt" in seen["others"][0]
    assert "nicht gesichert" in seen["others"][0]


def test_the_first_that_writes_holds_the_story(mira: Client, ole: Client):
    story = make_story()
    write(mira, story, "m")

    second = write(ole, story, "o")

    assert second["holder"] == {"id": Presence.objects.get(window="m").pk}
    assert write(mira, story, "m")["holder"] is None


def test_readers_hold_nothing(mira: Client, ole: Client):
    story = make_story()
    read(mira, story, "m")

    assert read(ole, story, "o")["holder"] is None


def test_taking_over_tells_the_holder_and_leaves_its_trace(mira: Client, ole: Client):
    story = make_story()
    write(mira, story, "m")
    holder = read(ole, story, "o")["holder"]["id"]

    call(ole, "take_over", story, "o", of=holder)

    told = write(mira, story, "m")
    assert told["taken"].startswith("ole hat den Artikel übernommen")
    assert told["holder"] == {"id": Presence.objects.get(window="o").pk}
    assert AuditEntry.objects.filter(verb="take over", object_id=story.pk).exists()


def test_of_two_that_take_over_at_once_the_first_wins(mira: Client, ole: Client):
    story = make_story()
    write(mira, story, "m")
    holder = read(ole, story, "o")["holder"]["id"]
    chief = signed_in(Client(), make_chief())
    call(ole, "take_over", story, "o", of=holder)

    second = call(chief, "take_over", story, "c", of=holder)

    assert second.status_code == 409
    assert "ole" in second.json()["problem"]


def test_the_mark_of_a_crashed_browser_fades_within_a_minute(mira: Client, ole: Client):
    story = make_story()
    with time_machine.travel(datetime.now(UTC) - timedelta(seconds=61), tick=False):
        write(mira, story, "m")

    seen = write(ole, story, "o")

    assert seen["others"] == []
    assert seen["holder"] is None


def test_no_lock_outlives_its_session(mira: Client, ole: Client):
    story = make_story()
    write(mira, story, "m")
    Session.objects.get(session_key=mira.session.session_key).delete()

    assert write(ole, story, "o")["others"] == []
    assert Presence.objects.get(window="o").writes_since is not None


def test_an_account_made_inactive_holds_nothing(mira: Client, ole: Client):
    story = make_story()
    write(mira, story, "m")
    Presence.objects.get(window="m").user.__class__.objects.filter(username="mira").update(is_active=False)

    assert write(ole, story, "o")["holder"] is None


def test_closing_the_window_lets_go_at_once(mira: Client, ole: Client):
    story = make_story()
    write(mira, story, "m")

    call(mira, "leave", story, "m")

    assert write(ole, story, "o")["holder"] is None


def test_somebody_elses_window_cannot_be_closed(mira: Client, ole: Client):
    story = make_story()
    write(mira, story, "m")

    call(ole, "leave", story, "m")

    assert Presence.objects.filter(window="m").exists()


def test_ones_own_other_window_is_named_as_such(mira: Client):
    story = make_story()
    write(mira, story, "links")

    assert "mira (Ihr anderes Fenster) schreibt" in read(mira, story, "rechts")["others"][0]


def test_a_beat_tells_of_a_save_in_between(mira: Client):
    story = make_story()

    assert read(mira, story)["revision"] == story.revision


def test_a_beat_counts_the_open_threads_and_names_the_newest_comment_of_others(mira: Client, ole: Client):
    story, chief, at = make_story(), make_chief(), NOON
    assert read(mira, story)["talk"] == {"open": 0, "newest": None}

    first = write_comment(story.pk, "Stimmt die Zahl?", by=chief, at=at)
    answer = write_comment(story.pk, "Ich frage nach.", by=chief, at=at, thread_id=first.pk)
    assert read(mira, story)["talk"] == {"open": 1, "newest": answer.pk}

    resolve_thread(first.pk, resolved=True, by=chief, at=at)
    assert read(mira, story)["talk"] == {"open": 0, "newest": answer.pk}


def test_the_list_shows_who_writes_and_who_reads(mira: Client, ole: Client):
    story = make_story()
    write(mira, story, "m")
    read(ole, story, "o")

    page = mira.get(reverse("admin:articles_article_changelist")).content.decode()

    assert ">edit</span> MI" in page
    assert ">visibility</span> OL" in page


def test_the_desk_home_names_the_open_stories_and_their_writers_first(mira: Client, ole: Client):
    read(ole, make_story("Nur gelesen"), "o")
    write(mira, make_story("Gerade geschrieben"), "m")

    page = mira.get(reverse("admin:index"))

    card = next(card for card in page.context["cards"] if card.title == "Gerade geöffnet")
    assert [row.title for row in card.rows] == ["Gerade geschrieben", "Nur gelesen"]


def test_beats_of_a_story_that_is_gone_are_not_found(mira: Client):
    answer = mira.post(reverse("admin:articles_article_beat", args=[987_654]), {"window": "a"})

    assert answer.status_code == 404


def test_somebody_who_may_not_see_stories_leaves_no_mark():
    outsider = signed_in(Client(), make_user("gast"))

    answer = call(outsider, "beat", make_story())

    assert answer.status_code == 403


def test_a_window_tells_name_since_last_keystroke_and_whether_unsaved(mira: Client, ole: Client):
    story = make_story()
    write(mira, story, "m")

    window = read(ole, story, "o")["windows"][0]

    assert (window["initials"], window["doing"], window["own"]) == ("MI", "schreibt", False)
    assert [name for name, _value in window["facts"]] == ["seit", "letzter Anschlag", "nicht gesichert"]
    assert window["facts"][2][1] == "ja"


def test_ones_own_other_window_is_shown_as_such(mira: Client):
    story = make_story()
    write(mira, story, "links")

    assert read(mira, story, "rechts")["windows"][0]["own"]


def message(client: Client, story: Article, to: int, text: str = "Bitte den Vorspann kürzen") -> Any:
    return client.post(reverse("admin:articles_article_message", args=[story.pk]), {"to": to, "text": text})


def test_a_message_appears_with_its_reader_until_it_is_closed(mira: Client, ole: Client):
    story = make_story()
    write(mira, story, "m")
    message(ole, story, Presence.objects.get(window="m").pk)

    told = write(mira, story, "m")["messages"]
    mira.post(reverse("admin:articles_article_close_message", args=[told[0]["id"]]))

    assert "Bitte den Vorspann kürzen" in told[0]["text"]
    assert write(mira, story, "m")["messages"] == []


def test_nobody_closes_a_message_to_somebody_else(mira: Client, ole: Client):
    story = make_story()
    write(mira, story, "m")
    message(ole, story, Presence.objects.get(window="m").pk)

    ole.post(reverse("admin:articles_article_close_message", args=[DeskMessage.objects.get().pk]))

    assert len(write(mira, story, "m")["messages"]) == 1


@pytest.mark.parametrize("text", ["", "   ", "x" * 281])
def test_an_empty_or_endless_message_is_refused_with_a_sentence(mira: Client, ole: Client, text: str):
    story = make_story()
    write(mira, story, "m")

    answer = message(ole, story, Presence.objects.get(window="m").pk, text)

    assert answer.status_code == 409
    assert answer.json()["problem"]


def test_a_message_to_a_window_that_has_closed_says_that_nothing_was_sent(mira: Client, ole: Client):
    answer = message(ole, make_story(), 987_654)

    assert answer.status_code == 409
    assert "nicht gesendet" in answer.json()["problem"]


def typed(client: Client, story: Article, headline: str) -> None:
    """What the form's script keeps every few seconds."""
    page = filled(client, reverse("admin:articles_article_change", args=[story.pk]), "article_form")
    form = [
        [name, one]
        for name, value in {**page, "headline": headline}.items()
        for one in (value if isinstance(value, list) else [value])
    ]
    call(client, "unsaved", story, "f", form=json.dumps(form))


def taken_over(by: Client, story: Article) -> Any:
    holder = read(by, story, "o")["holder"]["id"]
    return call(by, "take_over", story, "o", of=holder).json()


def test_taking_over_makes_a_version_of_what_the_holder_had_typed(mira: Client, ole: Client):
    story = make_story("Alte Zeile")
    typed(mira, story, "Miras Zeile")
    write(mira, story, "m")

    answer = taken_over(ole, story)

    newest = story.revisions.select_related("by").first()
    assert newest is not None
    assert (newest.by.username, newest.note) == ("mira", "übernommen von ole")
    assert (Article.objects.get().headline, answer["revision"]) == ("Miras Zeile", newest.number)


def test_what_began_from_an_older_revision_stays_a_draft_when_taken_over(mira: Client, ole: Client):
    story = make_story("Alte Zeile")
    typed(mira, story, "Miras Zeile")
    write(mira, story, "m")
    save_story(story.pk, StoryChange(fields={"dek": "Neu."}), by=None, at=NOON, based_on=None)

    taken_over(ole, story)

    assert Article.objects.get().headline == "Alte Zeile"
    assert Autosave.objects.filter(user__username="mira").exists()
    assert "Nicht gesicherte Worte von mira stehen nicht im Text" in read(ole, story, "o")["others"][-1]
    assert read(mira, story, "m")["taken"] == (
        "ole hat den Artikel übernommen. Nicht gesicherte Worte von Ihnen stehen nicht im Text: "
        "Sie sind als Ihr Entwurf gespeichert."
    )


def test_a_stored_draft_is_passed_on_although_the_last_beat_found_nothing_newer(mira: Client, ole: Client):
    story = make_story("Alte Zeile")
    write(mira, story, "m")
    typed(mira, story, "Miras Zeile")
    call(mira, "beat", story, "m", writes="yes", unsaved="no")

    answer = taken_over(ole, story)

    assert Article.objects.get().headline == "Miras Zeile"
    assert any(
        line.startswith("Was mira bis ") and line.endswith("als Fassung 2.") for line in answer["others"]
    )


def test_the_holder_is_told_that_the_words_were_passed_on_and_has_no_draft_of_them(mira: Client, ole: Client):
    story = make_story("Alte Zeile")
    write(mira, story, "m")
    typed(mira, story, "Miras Zeile")
    taken_over(ole, story)

    told = read(mira, story, "m")["taken"]

    assert "ole hat den Artikel übernommen. Was Sie bis " in told
    assert told.endswith(" getippt haben, steht im Text, als Fassung 2.")
    assert not Autosave.objects.exists()


def test_words_still_in_the_holders_browser_are_told_at_once(mira: Client, ole: Client):
    story = make_story("Alte Zeile")
    write(mira, story, "m")

    answer = taken_over(ole, story)

    assert answer["others"][-1] == (
        "Nicht gesicherte Worte von mira stehen nicht im Text: Sie sind ein Entwurf, den nur mira sieht."
    )


def test_words_typed_after_the_story_was_passed_on_are_told_to_both(mira: Client, ole: Client):
    story = make_story("Alte Zeile")
    write(mira, story, "m")
    typed(mira, story, "Miras Zeile")
    taken_over(ole, story)
    typed(mira, story, "Miras Zeile, noch länger")

    assert "Nicht gesicherte Worte von mira" in read(ole, story, "o")["others"][-1]
    assert "Nicht gesicherte Worte von Ihnen" in read(mira, story, "m")["taken"]
