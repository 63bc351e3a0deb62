"""A desk does anything at random: what is answered from memory equals, byte for byte, what a new process answers."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import cache
from random import Random
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from django.utils import timezone

from articles.actions.stories.publish import update
from articles.actions.stories.withdraw import kill
from articles.models import Section
from articles.site import page_context, public_view
from articles.site.direct_answers import DirectAnswers
from articles.site.page_context import CurrentState, is_page_current
from articles.site.site_version import SiteChanges, SiteVersionReader
from articles.url_paths import story_path
from newsroom.caching import page_cache
from newsroom.caching.bounded_cache import BoundedCache
from newsroom.caching.wsgi_cache import WSGIPageCache
from tests.articles.site.conftest import READING_TIME
from tests.articles.site.random_desk import RandomDesk
from tests.factories import NOON, make_person, make_photo, make_published, make_section

pytestmark = pytest.mark.django_db(transaction=True)

type Answer = tuple[str, bytes, list[tuple[str, str]]]


@cache
def load_django() -> WSGIHandler:
    return WSGIHandler()


class WebProcess:
    """The application as a server process has it, and how often it built a page."""

    def __init__(self) -> None:
        self.reader = SiteVersionReader(clock=timezone.now)
        self.direct = DirectAnswers(load_django())
        self.cache = WSGIPageCache(self.direct, site_version=self.reader, is_current=is_page_current)
        self.built = 0

    def close(self) -> None:
        self.reader.close()
        self.direct.connections.close()

    def get(self, address: str) -> Answer:
        heads: list[tuple[str, list[tuple[str, str]]]] = []
        environ = RequestFactory().get(address, HTTP_HOST="localhost").environ
        with patch.object(page_cache, "build_page", self.count(page_cache.build_page)):
            body = b"".join(self.cache(environ, lambda status, headers, *_: heads.append((status, headers))))
        status, headers = heads[-1]
        return status[:3], body, sorted(pair for pair in headers if pair[0] != "X-Request-ID")

    def count(self, build_page):
        def count_call(*args, **named):
            self.built += 1
            return build_page(*args, **named)

        return count_call

    def answers_from_memory(self, address: str) -> bool:
        before = self.built
        self.get(address)
        return self.built == before


@contextmanager
def new_process() -> Iterator[WebProcess]:
    """A process that knows nothing, beside the one under test."""
    changes = SiteChanges()
    process = WebProcess()
    process.cache.site_version = lambda: None
    with ExitStack() as stack:
        stack.callback(process.close)
        stack.enter_context(patch.object(page_context, "site_changes", changes))
        stack.enter_context(patch.object(public_view, "site_changes", changes))
        stack.enter_context(patch.object(page_context, "site_state", CurrentState()))
        for module, name, cache in list(find_caches()):
            if isinstance(cache, BoundedCache):
                empty = BoundedCache[Any, Any](cache.max_size, cache.size_of)
                stack.enter_context(patch.object(module, name, empty))
            else:
                cache.cache_clear()
        yield process


def find_caches() -> Iterator[tuple[ModuleType, str, Any]]:
    """What the site's modules remember of pages and their parts: (module, name, cache)."""
    for module_name, module in list(sys.modules.items()):
        if module_name.startswith(("articles.site.", "newsroom.caching.")):
            for name, value in list(vars(module).items()):
                if isinstance(value, BoundedCache) or hasattr(value, "cache_clear"):
                    yield module, name, value


@pytest.fixture
def process() -> Iterator[WebProcess]:
    opened = WebProcess()
    yield opened
    opened.close()


def compare_answers(process: WebProcess, seed: int, acts: int, pages: int) -> Counter[str]:
    """Let the desk act and readers read; count the answers, those from memory, and the stale ones by act."""
    random = Random(seed)
    desk, counts, at = RandomDesk(random), Counter[str](), READING_TIME
    with time_machine.travel(at, tick=False) as clock:
        desk.prepare(at)
        for _ in range(acts):
            at += timedelta(seconds=random.choice((1, 1, 20)))
            clock.move_to(at)
            act = desk.act(at)
            for address in random.choices(sorted(desk.addresses), k=pages):
                before = process.built
                kept = process.get(address)
                counts["from memory"] += process.built == before
                with new_process() as fresh:
                    counts["answers"] += 1
                    if kept != fresh.get(address) and not is_empty_feed(kept):
                        counts[f"stale after {act}: {address}"] += 1
    return counts


def is_empty_feed(answer: Answer) -> bool:
    """Whether it is a feed without entries, which was last updated just now."""
    return b"<feed" in answer[1] and b"<entry>" not in answer[1]


def stale(counts: Counter[str]) -> list[str]:
    return [name for name in counts if name.startswith("stale")]


def test_no_act_of_the_desk_leaves_a_stale_page(process):
    counts = compare_answers(process, seed=1, acts=12, pages=20)

    assert stale(counts) == []
    assert counts["from memory"] > 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 5))
def test_no_act_of_a_long_day_leaves_a_stale_page(process, seed):
    counts = compare_answers(process, seed, acts=60, pages=30)

    assert stale(counts) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(100, 140))
def test_none_of_two_hundred_thousand_answers_is_stale(process, seed):
    counts = compare_answers(process, seed, acts=125, pages=40)

    assert (stale(counts), counts["answers"]) == ([], 5_000)


def test_a_story_leaves_the_news_sitemap_after_two_days(process):
    end = make_published().first_published_at + timedelta(days=2)
    with time_machine.travel(end - timedelta(seconds=1), tick=False) as clock:
        first = process.get("/sitemap-news.xml")[1]
        clock.move_to(end + timedelta(seconds=1))
        second = process.get("/sitemap-news.xml")[1]

    assert (first.count(b"<url>"), second.count(b"<url>")) == (1, 0)


def test_a_publication_keeps_the_feed_of_another_section(process):
    make_published()
    sport = make_section("Sport", "sport")
    make_published("Sieg im Derby", section=sport)
    addresses = ("/politik/feed.atom", "/sport/feed.atom", "/feed.atom", "/impressum/", "/grundsaetze/")
    for address in addresses:
        process.get(address)

    make_published("Noch ein Sieg", section=sport)

    kept = [address for address in addresses if process.answers_from_memory(address)]
    assert kept == ["/politik/feed.atom", "/grundsaetze/"]


def test_a_publication_keeps_the_page_of_an_unrelated_story(process):
    sport = make_section("Sport", "sport")
    article = make_published()
    make_published("Sieg im Derby", section=sport)
    path = story_path("politik", article.slug, article.pk)
    process.get(path)

    make_published("Noch ein Sieg", section=sport)

    assert process.answers_from_memory(path)


def test_the_first_story_of_a_section_is_in_the_navigation_of_every_page(process):
    make_published()
    sport = make_section("Sport", "sport")
    process.get("/grundsaetze/")

    article = make_published("Sieg im Derby", section=sport)
    with_sport = process.get("/grundsaetze/")[1]
    kill(article.pk, reason="legal", by=None, at=NOON + timedelta(hours=1))

    assert b'href="/sport/"' in with_sport
    assert b'href="/sport/"' not in process.get("/grundsaetze/")[1]


def test_a_renamed_section_ends_every_page(process):
    make_published()
    process.get("/grundsaetze/")

    Section.objects.update(name="Hafenpolitik")

    assert b"Hafenpolitik" in process.get("/grundsaetze/")[1]


def test_a_person_who_changes_ends_her_feed_and_no_other(process):
    mira, olav = make_person("Mira Talberg"), make_person("Olav Brandt")
    make_published(people=(mira, olav))
    feeds = [f"/person/{person.slug}-{person.pk}/feed.atom" for person in (mira, olav)]
    for address in feeds:
        process.get(address)

    mira.hidden = True
    mira.save()

    assert process.get(feeds[0])[0] == "404"
    assert process.answers_from_memory(feeds[1])


def test_a_story_that_moves_ends_the_feed_that_it_left(process):
    sport = make_section("Sport", "sport")
    make_published()
    article = make_published("Rat baut Stadion")
    process.get("/politik/feed.atom")
    article.section = sport
    article.save()

    update(article.pk, by=None, at=NOON + timedelta(hours=1))

    assert b"Stadion" not in process.get("/politik/feed.atom")[1]


def test_a_first_answer_asks_for_its_content_alone(process, django_assert_num_queries):
    make_published()
    process.cache.application = load_django()  # on the test's connection, which counts
    process.get("/grundsaetze/")

    with django_assert_num_queries(1):
        process.get("/datenschutz/")


def test_a_request_for_a_page_that_ended_asks_for_the_version_once(process):
    make_published()
    process.get("/feed.atom")
    make_published("Noch eine Meldung")
    asked_before = process.reader.readings

    answer = process.get("/feed.atom")

    assert b"Noch eine Meldung" in answer[1]
    assert process.reader.readings == asked_before + 1


def test_a_missing_page_ends_with_every_change(process):
    """It may exist after any of them, and offers the newest stories."""
    make_published()
    process.get("/person/mira-1/feed.atom")
    kept = process.answers_from_memory("/person/mira-1/feed.atom")

    make_person("Olav Brandt")

    assert (kept, process.answers_from_memory("/person/mira-1/feed.atom")) == (True, False)


def test_pictures_alone_do_not_make_a_page_complete():
    context = page_context.PageContext(READING_TIME, page_context.SiteState.read(READING_TIME), {})
    context.depend_in_part_on("photo:1")
    incomplete = context.all_dependencies()

    context.depend_on("story:1")

    assert (incomplete, context.all_dependencies()) == (frozenset(), {"photo:1", "story:1"})


def test_a_story_that_comes_out_while_a_request_begins_is_on_its_page(process, monkeypatch):
    """Else the page would be kept without the story, as if it had been built after the publication."""
    make_published()
    real = public_view.current_state

    with time_machine.travel(READING_TIME, tick=False) as clock:

        def publish_first(*args):
            clock.shift(1)
            make_published("Noch eine Meldung", at=timezone.now())
            return real(*args)

        monkeypatch.setattr(public_view, "current_state", publish_first)
        answer = process.get("/feed.atom")

    assert b"Noch eine Meldung" in answer[1]


def test_a_list_reads_the_photos_of_its_stories_with_them(process, django_assert_num_queries):
    process.cache.application = load_django()
    make_published(pictures=(make_photo(),))
    process.get("/politik/")
    make_published("Kran steht still", pictures=(make_photo(),))

    with django_assert_num_queries(2):  # the second one is for what all pages show
        status, body, _headers = process.get("/politik/")

    assert (status, body.count(b"<img")) == ("200", 2)
