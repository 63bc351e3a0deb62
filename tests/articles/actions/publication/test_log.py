"""The publication log: numbered without a gap, in commit order, with the story's newest state beside it."""

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.actions.publication.log import append, append_all, take_numbers, time_after_log
from articles.actions.stories.publish import update
from articles.actions.stories.withdraw import kill, withhold
from articles.actions.webhooks.endpoints import EndpointDraft, add_webhook
from articles.models import Article, Edition, FeedHead, FeedState, LogEntry, Webhook
from tests.factories import (
    NOON,
    make_partner,
    make_person,
    make_photo,
    make_published,
    make_section,
    make_user,
)

pytestmark = pytest.mark.django_db


def live(story: Article) -> Edition:
    return Edition.objects.get(article=story, live=True)


def last_number() -> int:
    """The number given last; 0 where nothing was published since the tables were emptied."""
    return FeedHead.objects.values_list("n", flat=True).first() or 0


def woken() -> list[str]:
    return sorted(ProcrastinateJob.objects.values_list("task_name", flat=True))


def test_numbers_follow_each_other_and_the_head_stands_at_the_last() -> None:
    first = last_number()

    assert [list(take_numbers(n)) for n in (1, 3)] == [[first + 1], [first + 2, first + 3, first + 4]]
    assert list(take_numbers(0)) == []
    assert last_number() == first + 4


def test_numbers_of_a_publication_that_failed_are_given_again() -> None:
    first = last_number()
    with pytest.raises(RuntimeError), transaction.atomic():
        take_numbers(5)
        raise RuntimeError

    assert list(take_numbers(1)) == [first + 1]


def test_a_log_without_a_head_begins_at_one_under_the_nil_epoch() -> None:
    FeedHead.objects.all().delete()

    assert list(take_numbers(2)) == [1, 2]
    assert FeedHead.objects.get().epoch.int == 0


@pytest.mark.django_db(transaction=True)
def test_who_waits_for_a_number_longer_than_five_seconds_is_turned_away() -> None:
    FeedHead.objects.get_or_create(pk=1)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                take_numbers(1)
                held.set()
                done.wait(20)
        finally:
            connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert held.wait(10)
        with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
            take_numbers(1)
    finally:
        done.set()
        holder.join()


def test_what_is_dated_after_every_row_is_a_moment_later_than_the_newest() -> None:
    assert time_after_log(NOON) == NOON
    make_published(at=NOON)
    make_published(at=NOON - timedelta(hours=2))

    assert time_after_log(NOON) == NOON + timedelta(microseconds=1)
    assert time_after_log(NOON - timedelta(hours=1)) == NOON + timedelta(microseconds=1)
    assert time_after_log(NOON + timedelta(hours=1)) == NOON + timedelta(hours=1)


def test_a_row_says_what_happened_to_which_version_when_why_and_by_whom() -> None:
    story, chief = make_published(), make_user("chefin")

    append(live(story), op="put", kind="rights", by=chief, at=NOON + timedelta(hours=1), cause="Vertrag")

    entry = LogEntry.objects.latest("seq")
    assert (entry.op, entry.kind, entry.article, entry.version) == ("put", "rights", story, 1)
    assert (entry.cause, entry.actor, entry.at) == ("Vertrag", chief, NOON + timedelta(hours=1))


def test_a_cause_longer_than_its_column_is_cut_and_the_row_written() -> None:
    story = make_published()

    append(live(story), op="put", kind="rights", by=None, at=NOON, cause="x" * 301)

    assert LogEntry.objects.latest("seq").cause == "x" * 300


def test_a_storys_state_is_its_newest_row_with_everything_the_feed_filters_by() -> None:
    person, sport = make_person("Mira Talberg"), make_section("Sport", "sport")
    story = make_published(
        "Sieg", section=sport, tag="(afp/dl)", language="en", people=(person,),
        pictures=(make_photo(), make_photo()), body="<p>Mira Talberg siegt.</p>",
    )  # fmt: skip
    first = FeedState.objects.get(article=story)
    assert (first.seq, first.op, first.kind, first.at, first.version) == (1, "put", "new", NOON, 1)
    assert (first.section_id_then, first.language, first.pictures) == (sport.pk, "en", 2)
    assert (first.agency_codes, first.person_ids, first.topic_slugs) == (["afp"], [person.pk], [])

    Edition.objects.filter(article=story).update(
        language="de",
        topic_slugs=["hafen"],
        placements=[],
        person_ids=[],
        agency_codes=[],
        section=make_section(),
    )
    append(live(story), op="withhold", kind="withheld", by=None, at=NOON + timedelta(hours=1))

    state = FeedState.objects.get(article=story)
    assert (state.seq, state.op, state.kind, state.at) == (
        2,
        "withhold",
        "withheld",
        NOON + timedelta(hours=1),
    )
    assert (state.section_id_then, state.language, state.pictures) == (make_section().pk, "de", 0)
    assert (state.agency_codes, state.person_ids, state.topic_slugs) == ([], [], ["hafen"])


def test_a_state_follows_the_version_that_is_out() -> None:
    story = make_published()
    update(story.pk, by=None, at=NOON)

    assert FeedState.objects.get(article=story).version == 2


def test_many_stories_are_numbered_in_their_order_by_one_statement(django_assert_num_queries) -> None:
    stories = [make_published(str(n)) for n in range(3)]
    editions = [live(story) for story in reversed(stories)]

    with django_assert_num_queries(1):
        append_all(editions, op="put", kind="rights", by=None, at=NOON)

    told = list(LogEntry.objects.order_by("seq").values_list("seq", "article"))[3:]
    assert told == [(4, stories[2].pk), (5, stories[1].pk), (6, stories[0].pk)]
    assert {s.article_id: s.seq for s in FeedState.objects.all()} == {a: n for n, a in told}


def test_nothing_to_tell_takes_no_number(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        append_all([], op="put", kind="rights", by=None, at=NOON)


# The worker is woken once it stands in the log


def happening(act, capture) -> list[str]:
    ProcrastinateJob.objects.all().delete()
    with capture(execute=True):
        act()
    return woken()


@pytest.mark.parametrize(
    ("act", "task"),
    [
        (lambda story: update(story.pk, by=None, at=NOON), "deliver_webhooks"),
        (
            lambda story: withhold(story.pk, reason="legal", by=None, at=NOON),
            "deliver_withdrawals",
        ),
        (lambda story: kill(story.pk, reason="legal", by=None, at=NOON), "deliver_withdrawals"),
    ],
)
def test_a_change_wakes_who_tells_partners_and_a_withdrawal_the_one_that_goes_first(
    act, task, django_capture_on_commit_callbacks, settings
) -> None:
    story = make_published()
    settings.WEBHOOKS_TO_LOOPBACK = True
    add_webhook(make_partner(), EndpointDraft(url="http://127.0.0.1:9/bell"), at=NOON)

    assert happening(lambda: act(story), django_capture_on_commit_callbacks) == [f"articles.tasks.{task}"]


def test_where_no_partner_is_called_nobody_is_woken(django_capture_on_commit_callbacks, settings) -> None:
    story = make_published()
    settings.WEBHOOKS_TO_LOOPBACK = True
    add_webhook(make_partner(), EndpointDraft(url="http://127.0.0.1:9/bell"), at=NOON)
    Webhook.objects.update(ended_at=NOON, ended_why="gone")

    assert happening(lambda: update(story.pk, by=None, at=NOON), django_capture_on_commit_callbacks) == []


def test_a_shared_cache_in_front_of_the_site_is_emptied_at_once(
    django_capture_on_commit_callbacks, settings
) -> None:
    story = make_published()
    settings.PURGE_URLS = ("http://cache.example/",)

    told = happening(lambda: update(story.pk, by=None, at=NOON), django_capture_on_commit_callbacks)

    assert told == ["articles.tasks.purge_shared_cache"]


def test_the_hub_of_the_feeds_is_notified_at_once(django_capture_on_commit_callbacks, settings) -> None:
    story = make_published()
    settings.WEBSUB_HUB = "https://hub.example/"

    told = happening(lambda: update(story.pk, by=None, at=NOON), django_capture_on_commit_callbacks)

    assert told == ["articles.tasks.notify_hub"]


def test_a_worker_that_cannot_be_woken_takes_nothing_back(
    django_capture_on_commit_callbacks, settings, monkeypatch
) -> None:
    from articles.actions.publication import log

    story = make_published()
    settings.PURGE_URLS = ("http://cache.example/",)

    def broken(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr(log, "run_now", broken)
    with django_capture_on_commit_callbacks(execute=True):
        update(story.pk, by=None, at=NOON)

    assert LogEntry.objects.latest("seq").version == 2
