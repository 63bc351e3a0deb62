"""Pages built on replicas that are late, away or none are what the primary would answer."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest
import structlog
import time_machine
from django.core.management import call_command
from django.db import connections

from articles.actions.stories.withdraw import kill
from articles.url_paths import story_path
from newsroom.db import replicas as module
from newsroom.db.replicas import LAG_PAUSES, WrongReplica, check_replicas, replicas
from tests.articles.site.conftest import READING_TIME
from tests.articles.site.random_desk import RandomDesk
from tests.articles.site.test_page_dependencies import is_empty_feed
from tests.articles.site.web_process import WebProcess, new_process
from tests.factories import make_published
from tests.newsroom.processes import soon
from tests.replicas import Primary, Server, start_primary, use_database, use_replicas

SLOW_MACHINE = 5
"""Seconds added to what an answer may take."""
type Lines = list[dict[str, object]]


@pytest.fixture(scope="module")
def primary(django_db_setup, django_db_blocker) -> Iterator[Primary]:
    with django_db_blocker.unblock(), start_primary() as started, use_database(started.url):
        yield started


@pytest.fixture(scope="module")
def pair(primary: Primary) -> list[Server]:
    return [primary.add_replica(), primary.add_replica()]


@pytest.fixture(autouse=True)
def _empty_desk(primary: Primary) -> Iterator[None]:
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False, inhibit_post_migrate=True)
    yield
    connections.close_all()


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    with structlog.testing.capture_logs() as lines:
        monkeypatch.setattr(module, "log", structlog.get_logger())
        yield lines


@contextmanager
def open_process(*servers: Server | str, prepared: bool = True) -> Iterator[WebProcess]:
    urls = [server if isinstance(server, str) else server.url for server in servers]
    with use_replicas(urls, prepared=prepared):
        process = WebProcess()
        yield process
        process.close()


@contextmanager
def no_replicas() -> Iterator[None]:
    servers, replicas.servers = replicas.servers, []
    yield
    replicas.servers = servers


def answered() -> int:
    return sum(server.answered for server in replicas.servers)


def wait_for(primary: Server, servers: Sequence[Server]) -> None:
    for server in servers:
        server.wait_for(primary)


def path_of(article) -> str:
    return story_path("politik", article.slug, article.pk)


def compare_answers(
    process: WebProcess, seed: int, acts: int, pages: int, disturb: Callable[[Random], None]
) -> Counter[str]:
    """Let the desk act and readers read; count the answers by who built them, and the stale ones by act."""
    random = Random(seed)
    desk, counts, at = RandomDesk(random), Counter[str](), READING_TIME
    with time_machine.travel(at, tick=False) as clock:
        desk.prepare(at)
        for _ in range(acts):
            at += timedelta(seconds=random.choice((1, 1, 20)))
            clock.move_to(at)
            act = desk.act(at)
            for address in random.choices(sorted(desk.addresses), k=pages):
                disturb(random)
                built, by_replica = process.built, answered()
                given = process.get(address)
                kind = (
                    "memory"
                    if process.built == built
                    else "replica"
                    if answered() > by_replica
                    else "primary"
                )
                counts[kind] += 1
                with no_replicas(), new_process() as fresh:
                    if given != fresh.get(address) and not is_empty_feed(given):
                        counts[f"stale after {act}, by {kind}: {address}"] += 1
    return counts


def list_stale(counts: Counter[str]) -> list[str]:
    return [name for name in counts if name.startswith("stale")]


def test_no_page_of_replicas_that_stop_and_go_on_is_stale(primary: Primary, pair: list[Server]) -> None:
    def disturb(random: Random) -> None:
        server = random.choice(pair)
        if random.random() < 0.25:
            server.hold()
        elif random.random() < 0.4:
            server.go_on()
            server.wait_for(primary)

    with open_process(*pair) as process:
        counts = compare_answers(process, seed=1, acts=8, pages=8, disturb=disturb)
    for server in pair:
        server.go_on()

    assert list_stale(counts) == []
    assert min(counts["replica"], counts["primary"]) > 5, counts


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "acts"),
    [(2, 8), *(pytest.param(seed, 25, marks=pytest.mark.exhaustive) for seed in range(2, 6))],
)
def test_no_page_of_two_delayed_replicas_is_stale(primary: Primary, seed: int, acts: int) -> None:
    delayed = [primary.add_replica(delay) for delay in (0.3, 1)]
    with open_process(*delayed) as process:
        counts = compare_answers(
            process, seed, acts, pages=15, disturb=lambda random: sleep(random.choice((0, 0, 0, 0, 0.5)))
        )
    for server in delayed:
        server.kill()

    assert list_stale(counts) == []
    assert min(counts["replica"], counts["primary"]) >= acts, counts


def test_first_answers_are_built_on_the_replicas_in_turn(primary: Primary, pair: list[Server]) -> None:
    stories = [make_published(f"Kai {n} gesperrt") for n in range(6)]
    wait_for(primary, pair)

    with open_process(*pair) as process:
        statuses = [process.get(path_of(story))[0] for story in stories]
        shares = [server.answered for server in replicas.servers]

    assert (statuses, shares) == (["200"] * 6, [3, 3])


def test_a_replica_that_lags_is_asked_once_in_a_pause(primary: Primary, pair: list[Server]) -> None:
    stories = [make_published(f"Kai {n} gesperrt") for n in range(12)]
    pair[0].wait_for(primary)
    pair[0].hold()
    make_published("Noch eine Meldung")

    with open_process(pair[0]) as process:
        replicas.servers[0].clock = lambda: 100.0
        statuses = [process.get(path_of(story))[0] for story in stories]
        asked, answers = replicas.servers[0].asked, replicas.servers[0].answered
    pair[0].go_on()

    assert (statuses, asked, answers) == (["200"] * 12, 1, 0)


def test_a_replica_that_has_caught_up_is_used_again(primary: Primary, pair: list[Server]) -> None:
    stories = [make_published(f"Kai {n} gesperrt") for n in range(2)]
    wait_for(primary, pair)
    pair[0].hold()
    make_published("Noch eine Meldung")
    with open_process(pair[0]) as process:
        process.get(path_of(stories[0]))
        pair[0].go_on()
        pair[0].wait_for(primary)
        sleep(LAG_PAUSES[1])

        process.get(path_of(stories[1]))

        assert answered() == 1


def test_a_killed_story_is_gone_while_all_replicas_still_have_it(
    primary: Primary, pair: list[Server]
) -> None:
    story = make_published("Kai gesperrt")
    wait_for(primary, pair)
    with open_process(*pair) as process:
        before = process.get(path_of(story))
        for server in pair:
            server.hold()
        kill(story.pk, reason="legal", by=None, at=READING_TIME)
        after = process.get(path_of(story))
    for server in pair:
        server.go_on()

    assert (before[0], after[0]) == ("200", "410")
    assert b"Kai gesperrt" not in after[1]


@pytest.mark.slow
@pytest.mark.parametrize("end", [Server.kill, Server.freeze])
def test_a_replica_that_is_away_costs_one_reader_a_second_at_most(primary: Primary, log: Lines, end) -> None:
    stories = [make_published(f"Kai {n} gesperrt") for n in range(8)]
    server = primary.add_replica()
    server.wait_for(primary)
    with open_process(server) as process:
        process.get(path_of(stories[0]))
        end(server)
        first = timed(lambda: process.get(path_of(stories[1])))
        others = [timed(lambda story=story: process.get(path_of(story))) for story in stories[2:7]]
        server.resume() if end is Server.freeze else server.start()
        is_back = soon(lambda: is_used(process), 60)
        process.get(path_of(stories[7]))
        by_replica = answered()
    server.kill()

    assert [answer[1][0] for answer in (first, *others)] == ["200"] * 6
    assert first[0] < 1 + SLOW_MACHINE
    assert (is_back, by_replica) == (True, 2)
    assert [line["event"] for line in log] == ["a replica is left out", "a replica is used again"]


def is_used(process: WebProcess) -> bool:
    """Ask for a page, so that the replica is tried again after its pause."""
    sleep(0.1)
    replicas.servers[0].is_due()
    return replicas.servers[0].left_out is None


def timed[T](call: Callable[[], T]) -> tuple[float, T]:
    begun = monotonic()
    answer = call()
    return monotonic() - begun, answer


@pytest.mark.slow
def test_a_replica_that_becomes_a_primary_is_left_out_with_a_line(primary: Primary, log: Lines) -> None:
    stories = [make_published(f"Kai {n} gesperrt") for n in range(3)]
    server = primary.add_replica()
    server.wait_for(primary)
    with open_process(server) as process:
        process.get(path_of(stories[0]))
        server.promote()
        statuses = [process.get(path_of(story))[0] for story in stories[1:]]
        by_replica = answered()
    server.kill()

    assert (statuses, by_replica) == (["200", "200"], 1)
    assert [line["event"] for line in log] == ["a replica is left out"]
    assert "a primary" in str(log[0]["reason"])


def test_a_replica_that_took_over_is_left_out_and_does_not_end_the_start(primary: Primary) -> None:
    lines: list[str] = []
    with use_replicas([primary.url]):
        check_replicas(lines.append)

    assert len(lines) == 1
    assert "is a primary, so it is left out" in lines[0]


@pytest.mark.slow
def test_a_replica_of_another_database_is_refused_at_the_start(primary: Primary, tmp_path: Path) -> None:
    with start_primary(migrated=False) as other:
        stranger = other.add_replica()

        with (
            use_replicas([stranger.url]),
            pytest.raises(WrongReplica, match="copy of another database") as refusal,
        ):
            check_replicas(lambda _line: None)

    assert "\n" not in str(refusal.value)


def test_a_replica_that_is_away_at_the_start_is_no_mistake(primary: Primary) -> None:
    lines: list[str] = []
    with use_replicas(["postgresql://newsroom:secret@127.0.0.1:1/newsroom"]):
        check_replicas(lines.append)

    assert len(lines) == 1
    assert lines[0].startswith("the replica 127.0.0.1:1/newsroom cannot be used yet")
    assert "secret" not in lines[0]


@pytest.mark.slow
def test_a_replica_of_the_former_primary_is_not_used_after_a_failover(primary: Primary) -> None:
    """It has a commit that the new primary lost, and the new primary gave the same number to another one."""
    with start_primary() as former, use_database(former.url):
        successor, follower = former.add_replica(), former.add_replica()
        story = make_published("Kai gesperrt")
        wait_for(former, [successor, follower])
        successor.stop()
        with open_process(follower) as process:
            process.get(path_of(make_published("Was verloren geht")))
            follower.wait_for(former)
            before = process.get(path_of(story))
            by_replica = answered()
            former.kill()
            successor.start()
            successor.promote()
            process.close()
            with use_database(successor.url):
                kill(story.pk, reason="legal", by=None, at=READING_TIME)
                numbers = [server.query("SELECT n FROM feed_head") for server in (successor, follower)]
                after = process.get(path_of(story))
                by_follower = answered() - by_replica
                process.close()

    assert numbers[0] == numbers[1]
    assert (before[0], by_replica > 0) == ("200", True)
    assert (after[0], by_follower) == ("410", 0)


TRIGGERS = "trigger"
WITH_LOG = "written only in a transaction that takes a number of the log, whose lock orders it"
COVERED = {
    **dict.fromkeys(
        (
            "articles_agency", "articles_embeddedmetadata", "articles_formerslug", "articles_frontblock",
            "articles_frontslot", "articles_grant", "articles_mediafile", "articles_namevariants", "articles_newsletter", "articles_photo",
            "articles_section", "articles_staffer", "articles_standingpage", "articles_storytranslation",
            "articles_topic", "articles_brandversion", "articles_sectionfront", "articles_linkonlyprovider",
            "feed_state", "people_alias", "people_office", "people_person",
        ),
        TRIGGERS,
    ),
    "articles_edition": WITH_LOG,
    "articles_correction": WITH_LOG,
    "articles_article": "pages read the notice of a withdrawn story, which is written " + WITH_LOG.partition(" ")[2],
    "articles_searchword": "the row of search_words_change_site is written last in each transaction with words",
    "articles_wireitem": "the agency's line under an automatic story was stored before the story went out",
    "feed_head": "the log number itself",
    "feed_log": WITH_LOG,
    "site_mark": "the site revision itself",
    "site_change": "read with the version, at the primary",
}  # fmt: skip
"""Tables that pages read → why each change of them moves the log number or the site revision."""
READ = """
SELECT json_object_agg(relname, coalesce(seq_scan, 0) + coalesce(idx_scan, 0)) FROM pg_stat_user_tables
"""
UPDATES_AND_DELETES = 24
MOVED_BY = f"""
SELECT json_agg(relname) FROM (
    SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE p.proname IN ('newsroom_move_site_mark', 'newsroom_record_stories', 'newsroom_translation_moves_site_mark')
    GROUP BY 1 HAVING bit_or(t.tgtype::int) & {UPDATES_AND_DELETES} >= 16
) AS moved
"""


def test_all_that_pages_read_moves_the_version_when_it_changes(primary: Primary) -> None:
    """Else a page of a replica could be older than the version says; a new table must be entered above."""
    server = primary.add_replica()
    desk = RandomDesk(Random(3))
    desk.prepare(READING_TIME)
    for _ in range(25):
        desk.act(READING_TIME)
    server.wait_for(primary)
    before = json.loads(server.query(READ).replace("'", '"'))
    with open_process(server) as process:
        for address in sorted(desk.addresses):
            process.get(address)
        assert answered() == process.built
    assert soon(lambda: json.loads(server.query(READ).replace("'", '"'))["site_mark"] >= process.built, 30)
    after = json.loads(server.query(READ).replace("'", '"'))
    moved = set(json.loads(primary.query(MOVED_BY).replace("'", '"')))
    server.kill()

    read = {table for table, scans in after.items() if scans > before[table]}
    assert len(read) > 15
    assert read - COVERED.keys() == set()
    assert {table for table in read if COVERED[table] == TRIGGERS} - moved == set()
