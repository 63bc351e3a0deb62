"""After a contract changed or a backup was restored, a mirror ends equal again and loses nothing on the way."""

import uuid
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.partners.contracts_and_keys import save_partner
from articles.actions.publication.epochs import begin_epoch
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import update
from articles.actions.stories.withdraw import kill
from articles.models import FeedHead, FormerEpoch, Partner
from tests.factories import NOON, make_published, make_section

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)
LATEST = NOON + timedelta(hours=2)


class Mirror:
    """Holds what it was told; a page may be lost on the way."""

    def __init__(self, get, **filters) -> None:
        self.get, self.filters = get, filters
        self.cursor: str | None = None
        self.held: dict[str, str] = {}
        self.told: list[tuple[str, str]] = []

    def ask(self, *, at, **query):
        place = {"cursor": self.cursor} if self.cursor else {}
        return self.get("changes", at=at, **self.filters, **place, **query)

    def pull(self, *, at, limit=100) -> None:
        answer = self.ask(at=at, limit=limit)
        if answer.status_code == 410:
            answer = self.restart(answer, at)
        self.take(answer.json(), at=at, limit=limit)

    def restart(self, answer, at, mode="diff"):
        query = dict(parse_qsl(urlsplit(answer.json()["restart"][mode]).query))
        return self.get("changes", at=at, **query)

    def take(self, page, *, at, limit=100) -> None:
        for change in page["changes"]:
            self.told.append((change["op"], change["uri"]))
            if change["op"] == "put":
                self.held[change["uri"]] = change["item"]["headlines"][0]["value"]
            else:
                self.held.pop(change["uri"], None)
        self.cursor = page["cursor"]
        if page["more"]:
            self.take(self.ask(at=at, limit=limit).json(), at=at, limit=limit)


def change_contract(at=LATER, sections=(), **facts) -> None:
    partner = Partner.objects.get(name="Küstenbote")
    save_partner(partner.pk, facts, section_ids=[s.pk for s in sections], by=None, at=at)


def test_a_contract_that_stays_as_it_was_in_substance_sends_nothing_again(get) -> None:
    make_published("Eins")
    make_published("Zwei")
    mirror = Mirror(get)
    mirror.pull(at=NOON)
    mirror.told.clear()
    change_contract(contact="neu@kuestenbote.example")

    mirror.pull(at=LATER)

    assert mirror.told == []
    assert sorted(mirror.held.values()) == ["Eins", "Zwei"]


def test_browsing_lists_and_stories_does_not_make_a_mirror_receive_its_copies_again(get) -> None:
    stories = [make_published(headline) for headline in ("Eins", "Zwei", "Drei")]
    mirror = Mirror(get)
    mirror.pull(at=NOON)
    mirror.told.clear()
    get("stories", at=NOON + timedelta(minutes=5))
    get(f"stories/{stories[0].pk}", at=NOON + timedelta(minutes=70))
    get("feed.atom", at=NOON + timedelta(minutes=70))
    change_contract(contact="neu@kuestenbote.example", at=LATEST)

    mirror.pull(at=LATEST)

    assert mirror.told == []
    assert sorted(mirror.held.values()) == ["Drei", "Eins", "Zwei"]


def test_a_version_that_a_partner_has_only_browsed_is_sent_to_its_mirror(get) -> None:
    story = make_published("Eins")
    mirror = Mirror(get)
    mirror.pull(at=NOON)
    update(story.pk, StoryChange(fields={"headline": "Eins, neu"}), by=None, at=NOON)
    get("stories", at=NOON + timedelta(minutes=5))
    change_contract(contact="neu@kuestenbote.example")

    mirror.pull(at=LATER)

    assert list(mirror.held.values()) == ["Eins, neu"]


def test_a_page_that_was_lost_and_then_browsed_is_sent_to_the_mirror_again(get) -> None:
    make_published("Eins")
    mirror = Mirror(get)
    mirror.pull(at=NOON)
    make_published("Zwei")
    mirror.ask(at=NOON)
    get("stories", at=NOON + timedelta(minutes=5))
    change_contract(contact="x")

    mirror.pull(at=LATER)

    assert sorted(mirror.held.values()) == ["Eins", "Zwei"]


def test_a_narrower_contract_takes_back_what_it_no_longer_covers(get) -> None:
    sport = make_section("Sport", "sport")
    make_published("Wahl")
    make_published("Sieg", section=sport)
    mirror = Mirror(get)
    mirror.pull(at=NOON)
    mirror.told.clear()
    change_contract(sections=[sport])

    mirror.pull(at=LATER)

    assert [op for op, _ in mirror.told] == ["removed"]
    assert list(mirror.held.values()) == ["Sieg"]


def test_a_contract_narrowed_and_widened_again_hands_out_what_was_taken_back(get) -> None:
    sport = make_section("Sport", "sport")
    make_published("Wahl")
    mirror = Mirror(get)
    mirror.pull(at=NOON)
    change_contract(sections=[sport])
    mirror.pull(at=LATER)
    change_contract(sections=[])

    mirror.pull(at=LATEST)

    assert list(mirror.held.values()) == ["Wahl"]


def test_a_page_lost_before_the_contract_changed_is_handed_out_again(get) -> None:
    make_published("Eins")
    mirror = Mirror(get)
    mirror.pull(at=NOON)
    make_published("Zwei")
    mirror.ask(at=NOON)
    change_contract(contact="x")

    mirror.pull(at=LATER)

    assert sorted(mirror.held.values()) == ["Eins", "Zwei"]


def test_a_page_lost_while_catching_up_is_handed_out_again(get) -> None:
    for number in range(4):
        make_published(f"Meldung {number}")
    mirror = Mirror(get)
    mirror.pull(at=NOON)
    mirror.held.clear()
    Partner.objects.get().deliveries.update(view_hash="an older view")
    change_contract(contact="x")

    reset = mirror.ask(at=LATER)
    mirror.restart(reset, LATER)
    mirror.take(mirror.restart(reset, LATER).json(), at=LATER)

    assert len(mirror.held) == 4


def test_a_contract_that_ends_by_the_clock_takes_everything_back(get) -> None:
    make_published("Eins")
    change_contract(contract_until=LATER)
    mirror = Mirror(get)
    mirror.pull(at=NOON)

    mirror.pull(at=LATER)

    assert mirror.held == {}
    assert [op for op, _ in mirror.told] == ["put", "removed"]


def test_catching_up_in_small_pages_goes_on_to_new_changes(get) -> None:
    stories = [make_published(f"Meldung {number}") for number in range(5)]
    mirror = Mirror(get)
    mirror.pull(at=NOON)
    change_contract(contact="x")
    update(stories[0].pk, StoryChange(fields={"headline": "Neu"}), by=None, at=LATER)
    kill(stories[1].pk, reason="wrong", by=None, at=LATER)
    mirror.told.clear()

    mirror.pull(at=LATER, limit=2)

    assert sorted(mirror.held.values()) == ["Meldung 2", "Meldung 3", "Meldung 4", "Neu"]
    assert sorted(op for op, _ in mirror.told) == ["cancel", "put"]


def test_after_a_restored_backup_only_a_full_walk_is_offered(get) -> None:
    make_published("Eins")
    mirror = Mirror(get)
    mirror.pull(at=NOON)
    FeedHead.objects.update(epoch=uuid.uuid4())

    answer = mirror.ask(at=LATER)

    assert answer.status_code == 410
    assert list(answer.json()["restart"]) == ["full"]
    assert len(mirror.restart(answer, LATER, "full").json()["changes"]) == 1


def test_a_cursor_beyond_the_logs_end_starts_over_from_nothing(get) -> None:
    make_published("Eins")
    make_published("Zwei")
    mirror = Mirror(get)
    mirror.pull(at=NOON)
    FeedHead.objects.update(n=1)

    answer = mirror.ask(at=LATER)

    assert answer.json()["type"].endswith("sync-reset")
    assert list(answer.json()["restart"]) == ["full"]


def test_a_walk_that_catches_up_from_beyond_a_backup_starts_over_from_nothing(get) -> None:
    for number in range(3):
        make_published(f"Meldung {number}")
    mirror = Mirror(get)
    mirror.pull(at=NOON)
    Partner.objects.get().deliveries.update(view_hash="an older view")
    change_contract(contact="x")
    mirror.cursor = mirror.restart(mirror.ask(at=LATER, limit=1), LATER).json()["cursor"]
    FeedHead.objects.update(n=2)
    begin_epoch(at=LATER)

    assert list(mirror.ask(at=LATER).json()["restart"]) == ["full"]


def test_a_cursor_holds_up_to_the_oldest_of_several_restored_backups(get) -> None:
    make_published("Eins")
    mirror = Mirror(get)
    mirror.pull(at=NOON)
    begin_epoch(at=NOON)
    make_published("Zwei")
    begin_epoch(at=LATER)

    assert list(mirror.ask(at=LATER).json()["restart"]) == ["diff", "full"]
    FormerEpoch.objects.filter(n=2).update(n=0)
    assert list(mirror.ask(at=LATER).json()["restart"]) == ["full"]


def test_a_story_that_changes_in_the_middle_of_a_walk_is_met_at_its_new_place(get) -> None:
    stories = [make_published(f"Meldung {number}") for number in range(4)]
    first = get("changes", limit=2).json()
    update(stories[3].pk, StoryChange(fields={"headline": "Neu"}), by=None, at=NOON)
    update(stories[0].pk, StoryChange(fields={"headline": "Auch neu"}), by=None, at=NOON)

    rest = get("changes", limit=10, cursor=first["cursor"]).json()

    said = [c["item"]["headlines"][0]["value"] for c in rest["changes"]]
    assert said == ["Meldung 2", "Neu", "Auch neu"]


def test_two_walks_of_one_partner_do_not_delete_each_others_story(get) -> None:
    sport, politics = make_section("Sport", "sport"), make_section()
    make_published("Rat tagt", section=politics)  # a section without a story is no filter yet
    story = make_published("Wandert", section=sport)
    walks = {slug: Mirror(get, section=slug) for slug in ("sport", "politik")}
    for walk in walks.values():
        walk.pull(at=NOON)
    update(story.pk, StoryChange(fields={"section_id": politics.pk}), by=None, at=NOON)

    walks["politik"].pull(at=NOON)
    walks["sport"].pull(at=NOON)

    assert walks["sport"].told[-1][0] == "left"
    assert sorted(walks["politik"].held.values()) == ["Rat tagt", "Wandert"]


def test_a_mirror_that_has_everything_is_answered_304_with_two_queries(get, client) -> None:
    make_published("Eins")
    mirror = Mirror(get)
    mirror.pull(at=NOON)
    mark = mirror.ask(at=NOON)["ETag"]
    auth = {"Authorization": f"Bearer {get.keywords['auth']}", "If-None-Match": mark}

    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/api/v1/changes", {"cursor": mirror.cursor}, headers=auth)

    assert (answer.status_code, answer.content) == (304, b"")
    assert len(queries) <= 2


def test_a_mark_no_longer_holds_once_something_was_published(get, client) -> None:
    mirror = Mirror(get)
    mirror.pull(at=NOON)
    auth = {"Authorization": f"Bearer {get.keywords['auth']}", "If-None-Match": mirror.ask(at=NOON)["ETag"]}
    make_published("Eins")

    answer = client.get("/api/v1/changes", {"cursor": mirror.cursor}, headers=auth)

    assert answer.status_code == 200


@pytest.mark.parametrize("query", [{"mode": "diff"}, {"mode": "all"}, {"mode": "full", "cursor": "x"}])
def test_a_mode_without_what_it_needs_is_refused(get, query) -> None:
    assert get("changes", **query).json()["type"].endswith("value-unknown")


def test_a_page_of_changes_takes_the_same_queries_for_one_and_for_a_hundred_rows(get) -> None:
    get("sections")
    counts = []
    for more in (1, 99):
        for number in range(more):
            make_published(f"Meldung {number}", tag="(afp/dl)")
        with CaptureQueriesContext(connection) as queries:
            get("changes", limit=100)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_story_published_while_the_request_was_on_its_way_is_not_passed_over(get) -> None:
    make_published("Eben erst", at=NOON + timedelta(milliseconds=30))

    (change,) = get("changes", at=NOON).json()["changes"]

    assert change["item"]["headlines"][0]["value"] == "Eben erst"
