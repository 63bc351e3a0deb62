"""A desk does anything at random: what is answered from memory equals, byte for byte, what a new process answers."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
import time_machine
from django.utils import timezone

from articles.actions.stories.publish import update
from articles.actions.stories.withdraw import kill
from articles.models import Section
from articles.site import page_context, public_view
from articles.url_paths import story_path
from tests.articles.site.conftest import READING_TIME
from tests.articles.site.random_desk import RandomDesk
from tests.articles.site.web_process import Answer, WebProcess, load_django, new_process
from tests.factories import NOON, make_person, make_photo, make_published, make_section

pytestmark = pytest.mark.django_db(transaction=True)


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
@pytest.mark.parametrize("seed", [2, *(pytest.param(seed, marks=pytest.mark.exhaustive) for seed in (3, 4))])
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
