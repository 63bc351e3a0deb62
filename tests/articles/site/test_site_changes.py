"""Keys that a transaction records, and readers that miss none."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from uuid import UUID

import pytest
from django.db import connection, transaction

from articles.actions.desk.reference_data import GrantDraft, save_entry, set_contract
from articles.actions.photos.rights import block_photo
from articles.actions.publication.epochs import begin_epoch
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import update
from articles.actions.stories.withdraw import kill
from articles.models import (
    Agency,
    Article,
    FeedState,
    Grant,
    Section,
    SiteChange,
    SiteRevision,
    StaffInitials,
    Topic,
)
from articles.rights.grants import RightsChannel
from articles.site.dependencies import (
    NAMES,
    NEWEST,
    author_key,
    day_keys,
    named_key,
    person_key,
    photo_key,
    section_key,
    story_key,
    topic_key,
)
from articles.site.site_version import MAX_MISSED, SiteChanges, SiteVersion, SiteVersionReader, site_changes
from newsroom.caching.changed_keys import EVERYTHING, Dependencies
from people import actions as directory
from people.actions import PersonDraft
from people.actions.merge_people import MergeChoices, merge_records
from tests.articles.site.conftest import READING_TIME
from tests.factories import NOON, make_person, make_photo, make_published, make_section

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)
EPOCH, OTHER_EPOCH = UUID(int=1), UUID(int=2)


@pytest.fixture
def watch():
    opened = SiteVersionReader(clock=lambda: READING_TIME)
    yield opened
    opened.close()


def last_keys() -> set[str]:
    """The keys of what was recorded since the last question, as a commit records them."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    found = {key for keys in SiteChange.objects.values_list("keys", flat=True) for key in keys}
    SiteChange.objects.all().delete()
    return found


def add_states(count: int) -> None:
    """Newest log rows of so many stories, without the stories' editions."""
    stories = Article.objects.bulk_create(
        Article(guid=str(n), slug=str(n), headline="Meldung", language="de", created_at=NOON, edited_at=NOON)
        for n in range(count)
    )
    FeedState.objects.bulk_create(
        FeedState(article=story, seq=number, version=1, op="put", kind="new", at=NOON, language="de")
        for number, story in enumerate(stories, start=100)
    )


def test_a_publication_records_all_lists_that_the_story_joins():
    person, topic = make_person(), Topic.objects.create(name="Werft", slug="werft")
    article = make_published(people=(person,), tag="(afp)", byline="Von Ida Brandt und Jan Meer")
    article.topics.add(topic)
    last_keys()

    update(article.pk, by=None, at=NOON + timedelta(hours=1))

    assert last_keys() == {
        NEWEST, story_key(article.pk), section_key(article.section_id), topic_key("werft"), "agency:afp",
        named_key(person.pk), author_key("Ida Brandt"), author_key("Jan Meer"), "day:2026-03-02",
    }  # fmt: skip


def test_an_update_records_the_lists_that_the_story_leaves():
    sport, politics = make_section("Sport", "sport"), make_section()
    article = make_published(section=politics, byline="Von Ida Brandt")
    last_keys()

    change = StoryChange(fields={"section_id": sport.pk, "byline": "Von Jan Meer"})
    update(article.pk, change, by=None, at=NOON + timedelta(hours=1))

    keys = {section_key(sport.pk), section_key(politics.pk), author_key("Ida Brandt"), author_key("Jan Meer")}
    assert keys <= last_keys()


def test_a_kill_records_the_story_and_its_lists():
    article = make_published()
    last_keys()

    kill(article.pk, reason="legal", by=None, at=NOON + timedelta(hours=1))

    assert {NEWEST, story_key(article.pk), section_key(article.section_id)} <= last_keys()


@committed
def test_a_rollback_records_nothing():
    make_published()
    last_keys()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make_person()
        _ = 1 / 0

    assert last_keys() == set()


def test_many_rows_about_rights_alone_record_nothing():
    """As the worker writes them for partners, two hundred at a time."""
    add_states(51)
    last_keys()

    FeedState.objects.filter(seq__lt=150).update(kind="rights")
    few = last_keys()
    FeedState.objects.update(kind="rights")

    assert (len([key for key in few if key.startswith("story:")]), last_keys()) == (50, set())


def test_many_stories_at_once_end_everything():
    add_states(26)
    last_keys()

    FeedState.objects.update(version=2)

    assert last_keys() == {EVERYTHING}


@committed
def test_many_changes_of_one_transaction_end_everything():
    with transaction.atomic():
        for number in range(60):
            make_person(f"Mira Talberg {'i' * number}")

    assert last_keys() == {EVERYTHING}


def rename_section() -> None:
    save_entry(Section, {"name": "Landespolitik"}, by=None, at=NOON, pk=make_section().pk)


def rename_topic() -> None:
    save_entry(Topic, {"name": "Werften"}, by=None, at=NOON, pk=Topic.objects.get().pk)


def replace_contract() -> None:
    draft = GrantDraft(channel=RightsChannel.SITE, allow=True)
    set_contract(Agency.objects.get(code="afp").pk, [draft], by=None, at=NOON + timedelta(hours=1))


def change_author() -> None:
    StaffInitials.objects.update(about="Schreibt über Häfen.")


@pytest.mark.parametrize("act", [rename_section, rename_topic, replace_contract, change_author])
def test_what_may_stand_on_any_page_ends_everything(act):
    make_published(tag="(afp)")
    Topic.objects.create(name="Werft", slug="werft")
    StaffInitials.objects.create(initials="dl", name="Dora Lind", slug="dora-lind")
    last_keys()

    act()

    assert EVERYTHING in last_keys()


def mark_contract_as_logged() -> None:
    Agency.objects.update(contract_changed_at=NOON, contract_logged_at=NOON)


def mark_grant_as_logged() -> None:
    Grant.objects.update(logged_at=NOON)


def save_unchanged() -> None:
    for section in Section.objects.all():
        section.save()


@pytest.mark.parametrize("act", [mark_contract_as_logged, mark_grant_as_logged, save_unchanged])
def test_what_no_page_shows_records_nothing(act):
    make_published(tag="(afp)", pictures=(make_photo(),))
    last_keys()

    act()

    assert last_keys() == set()


@committed
def test_what_only_partners_are_shown_moves_the_revision_and_ends_no_page():
    make_published(tag="(afp)")
    revision = SiteRevision.objects.get().changed
    last_keys()

    Agency.objects.update(headline_to_partners=True)

    assert SiteRevision.objects.get().changed != revision
    assert last_keys() == set()


def test_a_person_is_recorded_with_the_records_merged_into_hers():
    loser, survivor = make_person("Mira Talberg"), make_person("M. Talberg")
    last_keys()

    merge_records(loser.pk, survivor.pk, MergeChoices(), by=None, at=NOON)
    assert {NAMES, person_key(loser.pk), person_key(survivor.pk)} <= last_keys()

    directory.save_person(survivor.pk, PersonDraft(name="Mira Lindhoff"), by=None)
    assert {person_key(loser.pk), person_key(survivor.pk)} <= last_keys()


def test_a_blocked_photo_is_recorded():
    photo = make_photo()
    last_keys()

    block_photo(photo.pk, True, by=None, at=NOON)

    assert last_keys() == {photo_key(photo.pk)}


@committed
def test_old_changes_are_deleted():
    make_person()
    SiteRevision.objects.update(number=20_000)

    make_person("Olav Brandt")

    assert list(SiteChange.objects.values_list("source", "number")) == [("mark", 20_001)]


def test_days_are_those_of_utc():
    begin = NOON.replace(hour=23)

    assert list(day_keys(begin, begin + timedelta(hours=24))) == ["day:2026-03-02", "day:2026-03-03"]
    assert list(day_keys(begin, begin + timedelta(hours=1))) == ["day:2026-03-02"]


@committed
def test_a_reader_gets_the_changes_since_its_last_reading(watch):
    make_published()
    watch()
    before = site_changes.keys.number
    article = make_published("Noch eine Meldung")
    person = make_person()

    watch()
    watch()

    assert site_changes.keys.number == before + 1
    assert {story_key(article.pk), person_key(person.pk)} <= site_changes.keys.newest.keys()


@committed
def test_a_new_epoch_ends_all_pages(watch):
    make_published()
    watch()
    page = Dependencies(site_changes.keys.number, frozenset({"story:1"}))

    begin_epoch(at=READING_TIME)
    watch()

    assert not site_changes.keys.is_current(page)


def finish_reading(changes: SiteChanges, start, n: int, keys: Iterable[str], *, epoch: UUID = EPOCH) -> int:
    return changes.finish(start, SiteVersion(epoch, n, None), list(keys))


def begun(n: int = 5) -> SiteChanges:
    changes = SiteChanges()
    finish_reading(changes, changes.begin(), n, [])
    return changes


@pytest.mark.parametrize(("n", "epoch"), [(4, EPOCH), (5 + MAX_MISSED + 1, EPOCH), (6, OTHER_EPOCH)])
def test_a_log_that_goes_back_or_far_ahead_or_elsewhere_ends_all_pages(n, epoch):
    changes = begun()
    page = Dependencies(changes.keys.number, frozenset({"story:1"}))

    finish_reading(changes, changes.begin(), n, ["story:2"], epoch=epoch)

    assert not changes.keys.is_current(page)
    assert changes.seen == SiteVersion(epoch, n, None)


def test_a_reading_that_ends_after_a_newer_one_changes_nothing():
    changes = begun()
    slow, quick = changes.begin(), changes.begin()
    newest = finish_reading(changes, quick, 7, ["story:1", "story:2"])

    older = finish_reading(changes, slow, 6, ["story:1"])

    assert (changes.seen, changes.keys.number) == (SiteVersion(EPOCH, 7, None), newest)
    assert older == slow.number < newest


@committed
def test_readers_miss_no_change_of_transactions_that_commit_at_once(watch):
    """Numbers are in the order of commits: who has seen one has seen all before it."""
    make_published()
    watch()
    seen: set[str] = set()
    done = Event()

    def read() -> None:
        while not done.is_set():
            watch()
        watch()
        seen.update(site_changes.keys.newest)

    def publish_some(worker: int) -> list[str]:
        try:
            stories = [make_published(f"Meldung {worker} {number}") for number in range(8)]
            return [story_key(story.pk) for story in stories]
        finally:
            connection.close()

    def add_people(worker: int) -> list[str]:
        try:
            return [
                person_key(make_person(f"Mira {worker} Talberg {'i' * number}").pk) for number in range(15)
            ]
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        reader = pool.submit(read)
        writers = [pool.submit(work, worker) for work in (publish_some, add_people) for worker in range(2)]
        try:
            made = {key for writer in writers for key in writer.result()}
        finally:
            done.set()
        reader.result()

    assert made <= seen
