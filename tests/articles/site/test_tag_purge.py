"""The worker purges shared caches of each change: once confirmed never lost, and again for pages on their way."""

from datetime import datetime, timedelta

import pytest

from articles.actions.desk.reference_data import save_entry
from articles.actions.errors import ActionRefused
from articles.actions.photos.render import render_waiting
from articles.actions.photos.rights import block_photo
from articles.actions.publication.cache_purges import retry_purges
from articles.actions.stories.publish import publish, update
from articles.actions.stories.withdraw import kill
from articles.models import Article, CachePurgeRound, Section, WithdrawalPurge
from articles.photos.renditions import rendition_name, rendition_widths
from articles.site import tag_purge
from articles.site.tag_purge import purge_caches
from articles.text.media_figures import write_media_figure
from articles.url_paths import story_path
from tests.articles.site.conftest import READING_TIME
from tests.articles.site.shared_cache import SharedCache
from tests.factories import NOON, make_media, make_photo, make_published, make_section, make_story, make_user

pytestmark = pytest.mark.django_db(transaction=True)
SECOND = timedelta(seconds=1)


@pytest.fixture
def shared(process, settings):
    settings.CDN = "varnish"
    settings.PURGE_URLS = ("http://cache.example:6081/",)
    with SharedCache(process).connect() as cache:
        yield cache


def purge(at: datetime = READING_TIME) -> int:
    return purge_caches(lambda: at)


def settle() -> None:
    """All rounds, so that nothing is to be purged."""
    for minute in range(4):
        purge(READING_TIME + timedelta(minutes=minute))


def first_round() -> CachePurgeRound:
    return CachePurgeRound.objects.get(round=0)


def kill_story(story) -> None:
    kill(story.pk, reason="legal", by=None, at=NOON + timedelta(hours=1))


def test_a_cache_that_is_new_is_purged_of_everything(shared):
    make_published()

    purge()

    assert shared.purged == [["site"]]


def test_without_a_change_nothing_is_sent(shared):
    make_published()
    settle()
    shared.purged.clear()

    assert purge(READING_TIME + timedelta(minutes=9)) == 0
    assert shared.purged == []


def test_a_change_sends_its_tags_and_the_coarse_ones(shared):
    story = make_published()
    make_published("Fähre fährt wieder")
    settle()
    shared.purged.clear()

    kill_story(story)
    purge()

    ((*tags,),) = shared.purged
    assert {f"story:{story.pk}", "all:story", "newest", "any-change"} <= set(tags)
    assert "site" not in tags


def test_a_worker_that_is_killed_before_the_answer_sends_the_tags_again(shared, monkeypatch):
    story = make_published()
    settle()
    kill_story(story)

    class Killed(BaseException):
        """The end of a process."""

    def die(*_arguments: object, **_named: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(tag_purge, "record_purge", die)
        purge()
    shared.purged.clear()
    purge()

    assert f"story:{story.pk}" in shared.purged[0]


def test_a_cache_that_fails_is_tried_again_after_growing_delays(shared):
    story = make_published()
    settle()
    kill_story(story)
    shared.is_away = True

    for seconds in range(8):
        purge(READING_TIME + seconds * SECOND)
    row = first_round()

    assert (row.attempts, row.failing_since, row.problem) == (3, READING_TIME, "timed out")
    assert row.retry_at == READING_TIME + 14 * SECOND
    shared.is_away = False
    assert purge(READING_TIME + 14 * SECOND) == 1
    assert f"story:{story.pk}" in shared.purged[-1]
    assert (first_round().attempts, first_round().failing_since) == (0, None)


def test_one_cache_that_fails_does_not_stop_the_other(shared, settings, monkeypatch):
    settings.PURGE_URLS = ("http://one.example:6081/", "http://two.example:6081/")
    story = make_published()
    settle()

    def send(url: str, tags: list[str]) -> None:
        if "one" in url:
            raise tag_purge.PurgeFailed("status 503")
        shared.purge(url, tags)

    monkeypatch.setattr(tag_purge, "purge_tags", send)
    shared.purged.clear()
    kill_story(story)
    purge()

    assert f"story:{story.pk}" in shared.purged[0]
    rows = CachePurgeRound.objects.filter(round=0).order_by("cache")
    assert [row.problem for row in rows] == ["status 503", ""]


def test_purges_are_repeated_after_five_and_after_sixty_seconds(shared):
    story = make_published()
    settle()
    kill_story(story)
    tag = f"story:{story.pk}"
    at, sent = READING_TIME + timedelta(minutes=10), []

    for seconds in range(0, 75, 2):
        shared.purged.clear()
        purge(at + seconds * SECOND)
        if any(tag in tags for tags in shared.purged):
            sent.append(seconds)

    assert sent == [0, 6, 60]


def test_a_page_that_reached_the_cache_after_the_purge_is_dropped_by_the_next_round(shared):
    story = make_published()
    path = story_path("politik", story.slug, story.pk)
    settle()
    on_its_way = shared.process.get(path)

    kill_story(story)
    at = READING_TIME + timedelta(minutes=10)
    purge(at)
    shared.store(path, on_its_way)
    purge(at + SECOND)
    purge(at + 7 * SECOND)

    assert path not in shared.stored


def test_a_position_that_the_record_no_longer_covers_purges_everything(shared):
    make_published()
    settle()
    shared.purged.clear()
    row = first_round()
    row.position[1] -= 5_000
    row.save()

    purge()

    assert shared.purged[0] == ["site"]


def test_the_first_story_of_a_section_ends_all_pages_as_their_navigation_changes(shared):
    make_published()
    settle()
    shared.purged.clear()

    make_published("Sieg im Derby", section=make_section("Sport", "sport"))
    purge()

    assert any("pages" in tags or "site" in tags for tags in shared.purged)


def test_breaking_news_ends_all_pages_and_no_file(shared):
    make_published()
    settle()
    shared.purged.clear()

    story = make_story("Deich gebrochen")
    Article.objects.filter(pk=story.pk).update(urgency=1)
    publish(story.pk, by=None, at=READING_TIME, breaking_until=READING_TIME + timedelta(hours=1))
    purge()

    assert "pages" in shared.purged[0]
    assert "site" not in shared.purged[0]


def test_a_renamed_section_ends_everything(shared):
    make_published()
    settle()
    shared.purged.clear()

    save_entry(Section, {"name": "Hafenpolitik"}, by=None, at=NOON, pk=Section.objects.get().pk)
    purge()

    assert shared.purged[0] == ["site"]


def picture_path(photo) -> str:
    photo.refresh_from_db()
    return f"/media/{rendition_name(photo, rendition_widths(photo)[-1], 'jpg')}"


def test_the_picture_of_a_killed_story_is_dropped(shared):
    photo = make_photo()
    story = make_published(pictures=(photo,))
    list(render_waiting(limit=5))
    settle()
    path = picture_path(photo)
    status, _body, headers = shared.get(path)

    kill_story(story)
    purge()

    assert (status, dict(headers)["xkey"]) == ("200", f"site picture:{photo.pk}")
    assert path not in shared.stored
    assert shared.get(path)[0] == "404"
    assert path not in shared.stored


def test_a_blocked_picture_is_dropped(shared):
    photo = make_photo()
    make_published(pictures=(photo,))
    list(render_waiting(limit=5))
    settle()
    path = picture_path(photo)
    shared.get(path)

    block_photo(photo.pk, True, by=None, at=NOON)
    purge()

    assert path not in shared.stored


def test_the_files_of_a_killed_story_are_named(shared):
    media = make_media()
    story = make_published(body=f"<p>Ein Film.</p>{write_media_figure(media.pk)}")
    settle()
    shared.purged.clear()

    kill_story(story)
    purge()

    assert f"file:{media.pk}" in shared.purged[0]


def test_the_time_of_each_purged_withdrawal_is_recorded(shared):
    story = make_published()
    settle()
    kill_story(story)

    purge(READING_TIME + SECOND)

    assert [row.at for row in WithdrawalPurge.objects.all()] == [READING_TIME + SECOND]


def test_a_retry_needs_the_permission_to_withhold(shared):
    with pytest.raises(ActionRefused):
        retry_purges(by=make_user("reader"))


def test_a_retry_does_not_wait_for_the_delay(shared):
    story = make_published()
    settle()
    update(story.pk, by=None, at=READING_TIME)
    shared.is_away = True
    purge()
    shared.is_away = False

    retry_purges(by=None)

    assert purge(READING_TIME) == 1
