"""The screen of a running story: entries out in one step, what is refused explained, nothing lost."""

import re
from typing import Any

import pytest
from django.test import Client

from articles.actions.stories.withdraw import kill
from articles.models import Article, Edition, RunningStory, StoryEntry
from tests.articles.running_stories import make_running, write_entry
from tests.factories import NOON, make_photo, make_published, make_story, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def page_of(story: Article) -> str:
    return f"/admin/articles/article/{story.pk}/running/"


def new_entry(text: str = "Der Deich hält.", **facts: Any) -> dict[str, Any]:
    return {"text": text, "urgency": "5", "photos": "", "window": "ab" * 16, "_publish": "1", **facts}


def live(story: Article) -> Edition:
    return Edition.objects.get(article=story, live=True)


def test_an_entry_is_published_in_one_step_with_each_line_as_a_paragraph(desk: Client):
    story, photo = make_running(), make_photo()

    answer = desk.post(page_of(story), new_entry("Eins.\n\nZwei <b>.", headline="Lage", photos=str(photo.pk)))

    assert answer.status_code == 302
    assert "<p>Eins.</p>\n<p>Zwei &lt;b&gt;.</p>" in live(story).body
    assert [placed["photo_id"] for placed in live(story).placements] == [photo.pk]
    assert "Lage" in desk.get(page_of(story)).content.decode()


def test_the_same_form_sent_twice_is_one_entry(desk: Client):
    story = make_running()

    for _ in range(2):
        desk.post(page_of(story), new_entry())

    assert StoryEntry.objects.count() == 1
    assert live(story).body.count("Der Deich hält.") == 1


def test_a_draft_waits_for_its_button(desk: Client):
    story = make_running()
    form = new_entry(_draft="1")
    del form["_publish"]
    desk.post(page_of(story), form)
    entry = StoryEntry.objects.get()
    assert "Deich" not in live(story).body

    desk.post(page_of(story), {"publish": entry.pk})

    assert "Der Deich hält." in live(story).body


def test_what_a_check_stops_is_kept_and_says_why(desk: Client):
    story, photo = make_running(), make_photo(channels=None)

    page = desk.post(page_of(story), new_entry(photos=str(photo.pk)), follow=True).content.decode()

    entry = StoryEntry.objects.get()
    assert entry.article.state == "draft"
    assert f"/admin/articles/article/{entry.pk}/change/" in page
    assert "Der Eintrag ist gesichert und nicht veröffentlicht." in page


@pytest.mark.parametrize("text", ["", " \n ", "x" * 200_000])
def test_bad_input_stays_in_the_form_with_its_reason(desk: Client, text: str):
    story = make_running()

    page = desk.post(page_of(story), new_entry(text, headline="Bleibt stehen")).content.decode()

    assert "desk-error" in page
    assert "Bleibt stehen" in page
    assert not StoryEntry.objects.exists()


@pytest.mark.parametrize("photos", ["x", "1,,2", "99999999", "9" * 40, "-1"])
def test_photos_that_are_none_end_nothing(desk: Client, photos: str):
    story = make_running()

    answer = desk.post(page_of(story), new_entry(photos=photos))

    assert answer.status_code in {200, 302}


def test_entries_are_pinned_and_the_story_paused_and_closed(desk: Client):
    story = make_running()
    first, second = write_entry(story, "Eins."), write_entry(story, "Zwei.", minutes=2)

    desk.post(page_of(story), {"pin": first.pk})
    assert [facts["id"] for facts in live(story).running["entries"]] == [first.pk, second.pk]
    desk.post(page_of(story), {"unpin": first.pk})
    assert [facts["id"] for facts in live(story).running["entries"]] == [second.pk, first.pk]
    desk.post(page_of(story), {"state": "closed"})
    assert RunningStory.objects.get().state == "closed"
    assert "entry-form" not in desk.get(page_of(story)).content.decode()
    desk.post(page_of(story), {"state": "nonsense"})
    assert RunningStory.objects.get().state == "closed"


def test_no_button_reaches_the_entry_of_another_story(desk: Client):
    story, other = make_running(), make_running(slug="anderes")
    foreign = write_entry(other, "Fremd.")

    desk.post(page_of(story), {"pin": foreign.pk})

    assert not StoryEntry.objects.get().pinned


def test_a_story_begins_to_run_or_becomes_an_entry(desk: Client):
    story, draft = make_published("Sturmflut"), make_story("Aus der Meldung")
    desk.post(page_of(story), {"begin": "1"})
    choice = desk.get(page_of(draft)).content.decode()

    answer = desk.post(page_of(draft), {"into": story.pk})

    assert "Sturmflut" in choice
    assert answer.url == page_of(story)
    assert desk.get(page_of(draft)).url == page_of(story)
    assert "Aus der Meldung" in desk.get(page_of(story)).content.decode()


def test_the_list_of_stories_leaves_entries_out(desk: Client):
    story = make_running()
    write_entry(story, "Der Deich hält.", headline="Deich hält")

    page = desk.get("/admin/articles/article/").content.decode()

    assert "Sturmflut" in page
    assert "Deich hält" not in page


def test_a_reporter_writes_drafts_and_publishes_nothing(client: Client):
    story = make_running()
    client.force_login(
        make_user("nora", "articles.view_article", "articles.add_article", "articles.change_article")
    )

    page = client.get(page_of(story)).content.decode()
    client.post(page_of(story), new_entry())

    assert "_publish" not in page
    assert StoryEntry.objects.get().article.state == "draft"
    assert client.post(page_of(story), {"state": "closed"}).status_code in {302, 403}
    assert RunningStory.objects.get().state == "open"


def test_the_list_alone_is_what_an_open_screen_asks_for(desk: Client):
    story = make_running()
    write_entry(story, "Der Deich hält.")

    page = desk.get(page_of(story) + "?list").content.decode()

    assert page.strip().startswith("<section")
    assert re.findall('id="entry-([0-9]+)"', page) == [str(StoryEntry.objects.get().pk)]


def test_a_killed_running_story_cannot_be_written(desk: Client):
    story = make_running()
    kill(story.pk, reason="wrong", by=None, at=NOON)

    page = desk.post(page_of(story), new_entry()).content.decode()

    assert "zurückgezogen" in page
    assert not StoryEntry.objects.exists()
