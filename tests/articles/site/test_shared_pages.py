"""A desk does anything at random: what a shared cache shows after the purges equals what a new process answers."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from articles.actions.photos.render import render_waiting
from articles.actions.stories.preview import share_preview
from articles.actions.stories.schedule import release_due, schedule
from articles.actions.stories.withdraw import kill
from articles.photos.renditions import rendition_name, rendition_widths
from articles.site.tag_purge import purge_caches
from articles.url_paths import story_path
from tests.articles.site.conftest import READING_TIME, forget_pages
from tests.articles.site.random_desk import RandomDesk
from tests.articles.site.shared_cache import SharedCache, serve
from tests.articles.site.test_page_dependencies import is_empty_feed
from tests.articles.site.web_process import new_process
from tests.factories import NOON, make_chief, make_photo, make_published, make_section, make_story
from tests.varnish import run_varnish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _purged_by_tag(settings) -> None:
    settings.CDN = "varnish"
    settings.PURGE_URLS = ("http://cache.example:6081/",)


@pytest.fixture
def shared(process):
    with SharedCache(process).connect() as cache:
        yield cache


def purge(at: datetime) -> int:
    return purge_caches(lambda: at)


def find_stale(cache: Any, seed: int, acts: int, pages: int, step: timedelta | None = None) -> list[str]:
    """Let the desk act and readers read; return the addresses that show something else than a new process."""
    random, at, stale = Random(seed), READING_TIME, []
    desk = RandomDesk(random)
    with time_machine.travel(at, tick=False) as clock:
        desk.prepare(at)
        for _ in range(acts):
            at += step or timedelta(seconds=random.choice((1, 1, 20)))
            clock.move_to(at)
            act = desk.act(at)
            release_due(at=at)
            purge(at)
            for address in random.choices(sorted(desk.addresses), k=pages):
                status, body = show(cache.get(address))
                with new_process() as fresh:
                    answer = fresh.get(address)
                if (status, body) != (int(answer[0]), answer[1]) and not is_empty_feed(answer):
                    stale.append(f"stale after {act}: {address}")
    return stale


def show(answer: Any) -> tuple[int, bytes]:
    if isinstance(answer, tuple):
        return int(answer[0]), answer[1]
    return answer.status, answer.body


def test_no_act_of_the_desk_leaves_a_stale_page_in_a_shared_cache(shared):
    stale = find_stale(shared, seed=1, acts=12, pages=20)

    assert stale == []
    assert shared.hits > 10


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(2, 5))
def test_no_act_of_a_long_day_leaves_a_stale_page_in_a_shared_cache(shared, seed):
    assert find_stale(shared, seed, acts=40, pages=15) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [6, pytest.param(7, marks=pytest.mark.exhaustive)])
def test_no_act_of_the_desk_leaves_a_stale_page_in_varnish(process, settings, seed):
    with serve(process) as port, run_varnish(port, probe=False) as varnish:
        settings.PURGE_URLS = (varnish.url,)

        stale = find_stale(varnish, seed, acts=15, pages=15, step=timedelta(milliseconds=10))

    assert stale == []


def test_a_killed_story_is_gone_from_the_shared_cache_with_all_that_showed_it(shared):
    story = make_published()
    path = story_path("politik", story.slug, story.pk)
    purge(READING_TIME)
    shown = [address for address in (path, "/", "/politik/", "/feed.atom") if shared.get(address)[0] == "200"]

    kill(story.pk, reason="legal", by=None, at=NOON + timedelta(hours=1))
    purge(READING_TIME)

    assert len(shown) == 4
    assert shared.stored == {}
    assert shared.get(path)[0] == "410"
    assert path not in shared.stored


def test_a_publication_leaves_the_page_of_an_unrelated_story_in_the_shared_cache(shared):
    story = make_published()
    path = story_path("politik", story.slug, story.pk)
    purge(READING_TIME)
    sport = make_section("Sport", "sport")
    make_published("Sieg im Derby", section=sport)
    purge(READING_TIME)
    shared.get(path)

    make_published("Noch ein Sieg", section=sport)
    purge(READING_TIME)

    assert path in shared.stored


def test_a_page_is_shared_until_midnight_at_most(shared):
    make_published()

    headers = dict(shared.get("/")[2])

    assert headers["Surrogate-Control"] == f"max-age={seconds_until_midnight() - 300}"
    assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert headers["xkey"] == "site pages newest"


def seconds_until_midnight() -> int:
    local = timezone.localtime(READING_TIME)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return int((midnight - local).total_seconds())


def test_a_page_is_not_shared_beyond_the_end_of_what_it_shows(shared):
    story = make_published()
    story.editions.update(visible_until=READING_TIME + timedelta(seconds=400))
    path = story_path("politik", story.slug, story.pk)

    with time_machine.travel(READING_TIME, tick=False) as clock:
        first = dict(shared.get(path)[2])
        clock.move_to(READING_TIME + timedelta(seconds=399))
        forget_pages()
        last = dict(shared.process.get(path)[2])

    assert first["Surrogate-Control"] == "max-age=100"
    assert "Surrogate-Control" not in last


@pytest.mark.parametrize(
    ("kind", "tag_header", "lifetime_header"),
    [
        ("varnish", "xkey", "Surrogate-Control"),
        ("fastly", "Surrogate-Key", "Surrogate-Control"),
        ("cloudflare", "Cache-Tag", "Cloudflare-CDN-Cache-Control"),
    ],
)
def test_each_kind_of_cache_gets_headers_of_its_own(process, settings, kind, tag_header, lifetime_header):
    settings.CDN = kind
    make_published()

    headers = dict(process.get("/")[2])

    assert {tag_header, lifetime_header} <= headers.keys()


def test_without_a_cache_that_is_purged_by_tag_there_are_no_tags(process, settings):
    settings.CDN = ""
    make_published()

    headers = dict(process.get("/")[2])

    assert not {"xkey", "Surrogate-Control"} & headers.keys()


def test_a_scheduled_story_appears_in_the_shared_cache_with_its_release(shared):
    make_published()
    purge(READING_TIME)
    story = make_story("Fähre fährt wieder")
    due = READING_TIME + timedelta(minutes=1)
    schedule(story.pk, publish_at=due, by=None, at=READING_TIME)
    before = shared.get("/")[1]

    with time_machine.travel(due, tick=False):
        release_due(at=due)
        purge(due)
        after = shared.get("/")[1]

    assert b"F\xc3\xa4hre f\xc3\xa4hrt wieder" not in before
    assert b"F\xc3\xa4hre f\xc3\xa4hrt wieder" in after


def list_private_addresses() -> list[str]:
    """Addresses of the desk, the interfaces and of what is not public."""
    killed, draft = make_published("Wird zurückgezogen"), make_story("Entwurf")
    kill(killed.pk, reason="legal", by=None, at=NOON + timedelta(hours=1))
    blocked = make_photo()
    list(render_waiting(limit=5))
    blocked.refresh_from_db()
    shared = share_preview(draft.pk, by=None, at=READING_TIME)
    return [
        "/admin/", "/admin/login/", f"/admin/articles/article/{draft.pk}/change/",
        f"/admin/articles/article/{draft.pk}/preview/", "/api/v1/changes", "/intake/dpa/",
        f"/preview/{shared}/", f"/preview/{shared}/story/", "/healthz", "/metrics", "/nowhere/",
        story_path("politik", killed.slug, killed.pk), f"/x/y-{draft.pk}/",
        f"/media/{rendition_name(blocked, rendition_widths(blocked)[-1], 'jpg')}",
    ]  # fmt: skip


@pytest.mark.parametrize("signed_in", [False, True])
def test_nothing_private_may_be_shared(client, settings, signed_in):
    make_published()
    addresses = list_private_addresses()
    if signed_in:
        client.force_login(make_chief(), backend="django.contrib.auth.backends.ModelBackend")

    answers = {address: client.get(address) for address in addresses}

    assert [a for a, answer in answers.items() if {"xkey", "Surrogate-Control"} & set(answer.headers)] == []
    assert len({answer.status_code for answer in answers.values()}) > 3


def test_a_page_for_a_signed_in_editor_is_that_of_every_reader(client):
    make_published()
    before = client.get("/")
    client.force_login(make_chief(), backend="django.contrib.auth.backends.ModelBackend")

    after = client.get("/")

    assert before.content == after.content
    assert not after.cookies
