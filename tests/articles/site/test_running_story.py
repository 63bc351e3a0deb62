"""The page of a running story: thirty entries a page, addresses that last, nothing of what was taken down."""

import json
import re
from datetime import timedelta

import pytest

from articles.actions.stories import publish
from articles.actions.stories import running_story as running
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.withdraw import kill
from articles.url_paths import story_path
from tests.articles.running_stories import make_running, write_entry
from tests.articles.site.web_process import WebProcess
from tests.factories import NOON, make_photo, make_published

pytestmark = pytest.mark.django_db(transaction=True)


def path_of(story, query: str = "") -> str:
    return story_path("politik", story.slug, story.pk) + query


def read(process: WebProcess, address: str) -> str:
    status, body = process.get(address)[:2]
    assert status == "200"
    return body.decode()


def entries_on(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<article class="entry[^"]*" id="entry-(\d+)"', page)]


def test_the_page_shows_the_text_then_the_entries_newest_first(process):
    story = make_running()
    first = write_entry(story, "Der Deich hält.", headline="Deich hält")
    second = write_entry(story, "Der Hafen ist zu.", minutes=5)

    page = read(process, path_of(story))

    assert page.index("Was wir wissen") < page.index("Der Hafen ist zu.") < page.index("Der Deich hält.")
    assert entries_on(page) == [second.pk, first.pk]
    assert "running_story.js" in page
    assert page.count("Der Deich hält.") == 2  # once in the linked data


def test_pages_of_thirty_are_reached_without_a_script_and_end(process):
    story = make_running()
    ids = [write_entry(story, f"Meldung {n}.", minutes=n).pk for n in range(65)][::-1]

    first = read(process, path_of(story))
    second = read(process, path_of(story, f"?before={ids[29]}"))
    third = read(process, path_of(story, f"?before={ids[59]}"))

    assert [entries_on(page) for page in (first, second, third)] == [ids[:30], ids[30:60], ids[60:]]
    assert f'href="{path_of(story)}?before={ids[29]}#entries" rel="next"' in first
    assert 'rel="next"' not in third
    assert f'href="{path_of(story)}#entries" rel="prev"' in second
    assert read(process, path_of(story, f"?entry={ids[40]}")).index(f'id="entry-{ids[40]}"')
    assert entries_on(read(process, path_of(story, f"?entry={ids[40]}")))[0] == ids[40]


@pytest.mark.parametrize("query", ["?before=99999999", "?before=x", "?entry=-1", "?before=%00"])
def test_an_address_with_an_unknown_entry_shows_the_newest(process, query):
    story = make_running()
    entry = write_entry(story, "Der Deich hält.")

    assert entries_on(read(process, path_of(story, query))) == [entry.pk]


def test_an_address_of_an_entry_taken_down_begins_where_it_stood(process):
    story = make_running()
    older, gone, newer = (write_entry(story, f"Meldung {n}.", minutes=n) for n in range(3))
    kill(gone.pk, reason="wrong", by=None, at=NOON + timedelta(hours=1))

    assert entries_on(read(process, path_of(story, f"?entry={gone.pk}"))) == [older.pk]
    assert entries_on(read(process, path_of(story, f"?before={gone.pk}"))) == [older.pk]
    assert newer.pk in entries_on(read(process, path_of(story)))


def test_a_killed_entry_is_gone_from_every_page_at_the_next_request(process):
    story = make_running()
    entry = write_entry(story, "Falscher Name.", headline="Falsch")
    pages = [
        path_of(story),
        path_of(story, "?view=text"),
        path_of(story, "?view=entries"),
        "/feed.xml",
        "/suche/?q=Falscher",
    ]
    before = [process.get(page)[1].decode() for page in pages[:3]]

    kill(entry.pk, reason="wrong", by=None, at=NOON + timedelta(hours=1))

    assert all("Falscher Name" in page for page in before)
    assert not [page for page in pages if "Falscher Name" in process.get(page)[1].decode()]
    assert f'data-gone="{entry.pk}"' in read(process, pages[2])


def test_the_entry_has_no_page_of_its_own(process):
    story = make_running()
    entry = write_entry(story, "Der Deich hält.")

    assert process.get(story_path("politik", entry.slug, entry.pk))[0] == "404"


def test_what_an_open_page_asks_for_is_small_and_has_no_frame(process):
    story = make_running()
    write_entry(story, "Der Deich hält.")

    page = read(process, path_of(story, "?view=entries"))

    assert page.strip().startswith("<section")
    assert "masthead" not in page


def test_no_other_story_has_entries_to_ask_for(process):
    assert process.get(path_of(make_published(), "?view=entries"))[0] == "404"


def test_the_linked_data_is_a_live_blog_by_the_rules_of_search_engines(process):
    story = make_running(pictures=(make_photo(),))
    write_entry(story, "Der Deich hält.", headline="Deich hält", byline="Mira Talberg")
    write_entry(story, "Ohne Überschrift.", minutes=3)
    running.set_running_state(story.pk, "closed", by=None, at=NOON + timedelta(minutes=9))

    data = json.loads(
        re.findall(r'<script type="application/ld\+json">(.*?)</script>', read(process, path_of(story)))[0]
    )
    data = next(
        one
        for one in (data if isinstance(data, list) else data.get("@graph", [data]))
        if one["@type"] != "BreadcrumbList"
    )

    assert data["@type"] == "LiveBlogPosting"
    assert data["coverageStartTime"] <= data["liveBlogUpdate"][-1]["datePublished"] <= data["coverageEndTime"]
    assert {"headline", "datePublished", "dateModified", "author", "publisher", "image"} <= data.keys()
    for update in data["liveBlogUpdate"]:
        assert update["@type"] == "BlogPosting"
        assert {"headline", "datePublished", "articleBody", "url", "author"} <= update.keys()
        assert update["headline"]
    assert data["liveBlogUpdate"][1]["author"] == [{"@type": "Person", "name": "Mira Talberg"}]


def test_a_closed_running_story_says_so_and_asks_no_more(process):
    story = make_running()
    running.set_running_state(story.pk, "closed", by=None, at=NOON + timedelta(minutes=9))

    page = read(process, path_of(story))

    assert "beendet" in page
    assert "running_story.js" not in page
    assert "Noch keine Einträge." in page


def test_a_corrected_entry_shows_its_note_in_its_place(process):
    story = make_running()
    entry = write_entry(story, "Drei Verletzte.")
    publish.correct(
        entry.pk, StoryChange(fields={"body": "<p>Zwei Verletzte.</p>"}), desk_note="Zahl war falsch: drei statt zwei.",
        public_note="Zwei Verletzte, nicht drei.", by=None, at=NOON + timedelta(minutes=9),
    )  # fmt: skip

    page = read(process, path_of(story))

    assert page.index(f'id="entry-{entry.pk}"') < page.rindex("Zwei Verletzte, nicht drei.")
