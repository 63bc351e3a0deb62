"""A corrected typing error leaves the times that readers see; all that delivers versions has the new one."""

import json
import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import fix_typo, update
from articles.actions.stories.save import save_story
from articles.models import Article, Edition, LogEntry
from articles.url_paths import story_path
from tests.articles.site.conftest import forget_pages
from tests.factories import NOON, make_chief, make_key, make_partner, make_published

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
UPDATED, CORRECTED = NOON + HOUR, NOON + HOUR + timedelta(minutes=20)


def change(story: Article, body: str) -> None:
    save_story(story.pk, StoryChange(fields={"body": f"<p>{body}</p>"}), by=None, at=NOON, based_on=None)


def fix(story: Article) -> None:
    change(story, "Der Rat hat getagt.")
    fix_typo(story.pk, by=make_chief(), at=CORRECTED)
    forget_pages()


@pytest.fixture
def updated_story() -> Article:
    story = make_published("Rat tagt", body="<p>Der Rat tagt.</p>")
    change(story, "Der Rat hta getagt.")
    update(story.pk, by=None, at=UPDATED)
    return story


def page_times(reader: Client, story: Article) -> tuple[str, str, list[str]]:
    """The time of the linked data, those on the page, and that of its head."""
    html = reader.get(story_path(story.section.slug, story.slug, story.pk)).content.decode()
    linked = json.loads(re.search(r'ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    head = re.findall(r'modified_time" content="([^"]+)"', html)
    return linked["dateModified"], " ".join(re.findall(r"<time[^>]*>[^<]*</time>", html)), head


def sitemap(reader: Client) -> list[str]:
    return re.findall(r"<lastmod>([^<]+)<", reader.get("/sitemap-2026-03.xml").content.decode())


def test_the_page_of_an_updated_story_keeps_its_time(reader: Client, updated_story: Article) -> None:
    before = page_times(reader, updated_story)

    fix(updated_story)

    assert before[0] == "2026-03-02T14:00:00+01:00"
    assert page_times(reader, updated_story) == before


def test_a_story_that_was_never_updated_is_not_called_updated(reader: Client) -> None:
    story = make_published("Rat tagt", body="<p>Der Rat hta getagt.</p>")
    before = page_times(reader, story)

    fix(story)

    assert before[0] == "2026-03-02T13:00:00+01:00"
    assert page_times(reader, story) == before


def test_an_update_without_other_words_before_the_error_stays_untold(reader: Client) -> None:
    story = make_published("Rat tagt", body="<p>Der Rat hta getagt.</p>")
    update(story.pk, by=None, at=UPDATED)
    before = page_times(reader, story)

    fix(story)

    assert page_times(reader, story) == before


def test_an_update_after_the_error_is_told(reader: Client, updated_story: Article) -> None:
    fix(updated_story)
    change(updated_story, "Der Rat hat getagt. Er geht heim.")
    update(updated_story.pk, by=None, at=CORRECTED + timedelta(minutes=10))
    forget_pages()

    assert page_times(reader, updated_story)[0] == "2026-03-02T14:30:00+01:00"


def test_a_second_error_leaves_the_time_too(reader: Client, updated_story: Article) -> None:
    before = page_times(reader, updated_story), sitemap(reader)
    fix(updated_story)
    change(updated_story, "Der Rat hat getagt .")

    fix_typo(updated_story.pk, by=make_chief(), at=CORRECTED + timedelta(minutes=10))
    forget_pages()

    assert (page_times(reader, updated_story), sitemap(reader)) == before


def test_the_sitemap_and_the_order_of_the_lists_stay(reader: Client, updated_story: Article) -> None:
    make_published("Danach", at=NOON + timedelta(minutes=5))
    before = sitemap(reader), list_headlines(reader)

    fix(updated_story)

    assert (sitemap(reader), list_headlines(reader)) == before
    assert before[0][1] == "2026-03-02T14:00:00+01:00"
    assert before[1] == ["Danach", "Rat tagt"]


def list_headlines(reader: Client) -> list[str]:
    return re.findall(r"Danach|Rat tagt", reader.get("/feed.json").content.decode())


def test_the_log_partners_and_the_readers_feed_have_the_version_and_its_time(
    client: Client, updated_story: Article
) -> None:
    seq = LogEntry.objects.latest("seq").seq
    key = make_key(make_partner())

    fix(updated_story)

    row = LogEntry.objects.get(seq__gt=seq)
    told = client.get("/api/v1/stories", headers={"Authorization": f"Bearer {key}"}).json()["stories"][0]
    atom = client.get("/feed.atom").content.decode()
    assert (row.version, row.at) == (3, CORRECTED)
    assert (told["version"], datetime.fromisoformat(told["versionCreated"])) == ("3", CORRECTED)
    assert "<updated>2026-03-02T13:20:00+00:00</updated>" in atom
    assert "hat getagt" in atom


def test_a_version_stays_the_last_published_for_partners_by_its_own_time(updated_story: Article) -> None:
    fix(updated_story)

    edition = Edition.objects.get(article=updated_story, live=True)
    assert (edition.published_at, edition.last_update_at) == (CORRECTED, UPDATED)
