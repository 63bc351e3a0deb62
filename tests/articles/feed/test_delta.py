from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.partners.contracts_and_keys import save_partner
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import correct, update
from articles.actions.stories.schedule import schedule
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Partner
from tests.factories import (
    NOON,
    make_key,
    make_partner,
    make_person,
    make_photo,
    make_published,
    make_section,
)

pytestmark = pytest.mark.django_db


def ops(page) -> list[tuple[str, str]]:
    return [(c["op"], c["kind"]) for c in page["changes"]]


def test_a_mirror_starts_with_everything_and_goes_on_from_its_cursor(get) -> None:
    make_published("Erste")
    start = get("changes").json()
    assert ops(start) == [("put", "new")]

    make_published("Zweite")
    page = get("changes", cursor=start["cursor"]).json()

    assert [c["item"]["headlines"][0]["value"] for c in page["changes"]] == ["Zweite"]
    assert get("changes", cursor=page["cursor"]).json()["changes"] == []


def test_several_changes_between_two_calls_arrive_as_the_newest_state(get) -> None:
    story = make_published("Alt")
    cursor = get("changes").json()["cursor"]
    update(story.pk, StoryChange(fields={"headline": "Neuer"}), by=None, at=NOON)
    update(story.pk, StoryChange(fields={"headline": "Neuester"}), by=None, at=NOON)

    page = get("changes", cursor=cursor).json()

    assert [c["version"] for c in page["changes"]] == [3]


def test_a_correction_carries_its_notes_and_the_duty_to_print_them(get) -> None:
    story = make_published()
    correct(story.pk, desk_note="statt: 1992", public_note="Es war 1993.", by=None, at=NOON)

    (change,) = get("changes").json()["changes"]

    assert change["notes"] == {"desk": "statt: 1992", "public": "Es war 1993."}
    assert change["duty"] == "replace-and-print-note"


def test_a_correction_is_not_lost_behind_what_followed_it_between_two_calls(get) -> None:
    story = make_published()
    before = get("changes").json()["cursor"]
    correct(story.pk, desk_note="statt: 1992", public_note="Es war 1993.", by=None, at=NOON)
    after = get("changes", cursor=before).json()["cursor"]
    update(story.pk, StoryChange(fields={"headline": "Anders"}), by=None, at=NOON)

    (missed,) = get("changes", cursor=before).json()["changes"]
    (known,) = get("changes", cursor=after).json()["changes"]

    assert (missed["kind"], missed["duty"]) == ("update", "replace-and-print-note")
    assert missed["notes"] == {"desk": "statt: 1992", "public": "Es war 1993."}
    assert (known["duty"], known["notes"]) == ("store-or-replace", {})
    assert known["corrections"] == [{"version": 2, "desk": "statt: 1992", "public": "Es war 1993."}]


def test_of_a_text_that_is_only_named_no_correction_is_told(get) -> None:
    story = make_published(tag="(dpa/dl)")
    correct(story.pk, desk_note="statt: Nordkai", public_note="Es war der Südkai.", by=None, at=NOON)

    answer = get("changes")

    assert answer.json()["changes"][0]["item"]["representationType"] == "partial"
    assert "Nordkai" not in answer.content.decode()
    assert "Südkai" not in answer.content.decode()


def test_a_kill_reaches_who_holds_the_story_without_repeating_its_words(get) -> None:
    story = make_published("Üble Nachrede")
    cursor = get("changes").json()["cursor"]
    kill(story.pk, reason="legal", by=None, at=NOON)

    answer = get("changes", cursor=cursor)

    (change,) = answer.json()["changes"]
    assert (change["op"], change["pubStatus"], change["duty"]) == ("cancel", "canceled", "remove-all-copies")
    assert "Nachrede" not in answer.content.decode()


def test_a_story_killed_before_the_partner_saw_it_is_not_mentioned(get) -> None:
    story = make_published()
    kill(story.pk, reason="legal", by=None, at=NOON)

    assert get("changes").json()["changes"] == []


def test_a_story_that_moves_out_of_the_filter_is_told_as_left(get) -> None:
    sport = make_section("Sport", "sport")
    story = make_published(section=sport)
    cursor = get("changes", section="sport").json()["cursor"]
    politics = make_section()
    update(story.pk, StoryChange(fields={"section_id": politics.pk}), by=None, at=NOON)

    page = get("changes", section="sport", cursor=cursor).json()

    assert [c["op"] for c in page["changes"]] == ["left"]


def test_a_page_takes_the_same_queries_for_one_change_and_for_a_hundred(get) -> None:
    def story(number: int) -> None:
        made = make_published(
            f"Meldung {number}", tag="(afp/dl)", people=(people[number % 3],), pictures=(photo,)
        )
        correct(made.pk, desk_note="statt: 1", public_note="Es waren 2.", by=None, at=NOON)

    people = [make_person(f"Mira Talberg{end}") for end in "abc"]
    photo = make_photo()
    story(0)
    get("changes", limit=100)
    with CaptureQueriesContext(connection) as one:
        assert len(get("changes", limit=100).json()["changes"]) == 1
    for number in range(1, 100):
        story(number)
    get("changes", limit=100)

    with CaptureQueriesContext(connection) as hundred:
        assert len(get("changes", limit=100).json()["changes"]) == 100

    assert len(hundred) == len(one) < 30


def test_a_cursor_of_other_filters_is_refused(get) -> None:
    make_published()
    cursor = get("changes", section="politik").json()["cursor"]

    assert get("changes", cursor=cursor).json()["type"].endswith("cursor-filter-mismatch")


def test_a_cursor_of_another_partner_is_refused(get) -> None:
    other = make_key(make_partner("Bergpost"))
    cursor = get("changes").json()["cursor"]

    assert get("changes", cursor=cursor, auth=other).json()["type"].endswith("cursor-invalid")


def test_a_changed_contract_makes_the_mirror_start_over(get) -> None:
    cursor = get("changes").json()["cursor"]
    partner = Partner.objects.get(name="Küstenbote")
    save_partner(partner.pk, {"languages": ["de"]}, by=None, at=NOON)

    answer = get("changes", cursor=cursor)

    assert (answer.status_code, answer.json()["type"][-10:]) == (410, "sync-reset")


def test_a_walk_of_small_pages_meets_every_story_once(get) -> None:
    for number in range(7):
        make_published(f"Meldung {number}")
    seen, cursor, more = [], {}, True

    while more:
        page = get("changes", limit=2, **cursor).json()
        seen += [c["uri"] for c in page["changes"]]
        cursor, more = {"cursor": page["cursor"]}, page["more"]

    assert len(seen) == len(set(seen)) == 7


def test_a_search_word_is_no_filter_of_the_log(get) -> None:
    assert get("changes", q="Hafen").json()["type"].endswith("parameter-unknown")


def test_what_is_scheduled_appears_once_its_hour_has_come(get) -> None:
    from tests.factories import make_story

    story = make_story("Um drei")
    schedule(story.pk, publish_at=NOON + timedelta(hours=3), by=None, at=NOON)
    early = get("changes").json()
    assert early["changes"] == []

    page = get("changes", cursor=early["cursor"], at=NOON + timedelta(hours=3)).json()

    assert ops(page) == [("put", "release")]


def test_an_entry_says_everything_a_mirror_needs_to_keep_the_story(get) -> None:
    story = make_published("Rat tagt")

    (change,) = get("changes").json()["changes"]

    item = change.pop("item")
    assert change == {
        "seq": 1, "op": "put", "kind": "new", "uri": f"http://localhost:8000/id/story/{story.pk}", "version": 1,
        "at": "2026-03-02T12:00:00+00:00", "notes": {}, "duty": "store-or-replace", "redactions": [],
    }  # fmt: skip
    assert (item["uri"], item["representationType"]) == (change["uri"], "full")


@pytest.mark.parametrize(
    ("move", "op", "kind", "status", "duty"),
    [
        (withhold, "withhold", "withheld", "withheld", "take-offline-and-wait"),
        (kill, "cancel", "kill", "canceled", "remove-all-copies"),
    ],
)
def test_a_withdrawal_says_why_what_to_do_and_what_readers_are_told(
    get, move, op, kind, status, duty
) -> None:
    silent, story = make_published("Eins"), make_published("Zwei")
    cursor = get("changes").json()["cursor"]
    move(silent.pk, reason="legal", note="Anwalt", by=None, at=NOON)
    move(story.pk, reason="privacy", notice="Zurückgezogen.", by=None, at=NOON)

    first, second = get("changes", cursor=cursor).json()["changes"]

    assert second == {
        "seq": 4, "op": op, "kind": kind, "uri": f"http://localhost:8000/id/story/{story.pk}", "version": 1,
        "at": "2026-03-02T12:00:00+00:00", "duty": duty, "pubStatus": status, "reason": "privacy",
        "notes": {"public": "Zurückgezogen."},
    }  # fmt: skip
    assert (first["reason"], first["notes"]) == ("legal", {})


def test_what_leaves_a_walk_or_a_contract_is_told_without_a_reason(get) -> None:
    sport, politics = make_section("Sport", "sport"), make_section()
    story = make_published(section=sport)
    walk, whole = (get("changes", **f).json()["cursor"] for f in ({"section": "sport"}, {}))
    update(story.pk, StoryChange(fields={"section_id": politics.pk}), by=None, at=NOON)
    (left,) = get("changes", section="sport", cursor=walk).json()["changes"]
    partner = Partner.objects.get()
    save_partner(partner.pk, {}, section_ids=[sport.pk], by=None, at=NOON)

    again = get("changes", cursor=whole)
    (removed,) = get("changes", cursor=whole, mode="diff").json()["changes"]

    assert again.status_code == 410
    assert (left["op"], left["duty"], left["version"]) == ("left", "drop-from-this-walk", 2)
    assert (removed["op"], removed["duty"]) == ("removed", "delete-your-copy")
    assert {"pubStatus", "reason", "notes", "item"} & (left.keys() | removed.keys()) == set()


def test_every_correction_of_a_story_is_listed_and_only_an_unheard_one_is_to_be_printed(get) -> None:
    story = make_published()
    cursor = get("changes").json()["cursor"]
    for day in ("Montag", "Dienstag"):
        note = f"Es war {day}."
        correct(story.pk, desk_note=f"statt: {day}", public_note=note, by=None, at=NOON)
    unheard = get("changes", cursor=cursor).json()
    update(story.pk, by=None, at=NOON)

    (printed,) = unheard["changes"]
    (later,) = get("changes", cursor=unheard["cursor"]).json()["changes"]

    listed = [
        {"version": 3, "desk": "statt: Dienstag", "public": "Es war Dienstag."},
        {"version": 2, "desk": "statt: Montag", "public": "Es war Montag."},
    ]
    assert (printed["duty"], printed["notes"]) == (
        "replace-and-print-note", {"desk": "statt: Dienstag", "public": "Es war Dienstag."},
    )  # fmt: skip
    assert (later["duty"], later["notes"]) == ("store-or-replace", {})
    assert printed["corrections"] == later["corrections"] == listed


def test_notes_belong_to_their_own_story(get) -> None:
    first, second = make_published("Eins"), make_published("Zwei")
    for story, day in ((first, "Montag"), (second, "Dienstag")):
        correct(story.pk, desk_note=f"statt: {day}", public_note=f"{day}.", by=None, at=NOON)

    told = {c["uri"].rpartition("/")[2]: c["notes"]["public"] for c in get("changes").json()["changes"]}

    assert told == {str(first.pk): "Montag.", str(second.pk): "Dienstag."}


@pytest.mark.parametrize(
    ("limit", "more"), [(1, [True, True, False]), (2, [True, False]), (3, [False]), (4, [False])]
)
def test_a_page_says_whether_there_is_more_and_the_last_one_stands_at_the_head(get, limit, more) -> None:
    for headline in ("Eins", "Zwei", "Drei"):
        make_published(headline)

    pages, cursor = [], None
    while not pages or pages[-1]["more"]:
        place = {"cursor": cursor} if cursor else {}
        pages.append(get("changes", limit=limit, **place).json())
        cursor = pages[-1]["cursor"]

    assert [page["more"] for page in pages] == more
    assert [c["seq"] for page in pages for c in page["changes"]] == [1, 2, 3]
    assert get("changes", cursor=cursor).json()["cursor"] == cursor


def test_what_is_left_out_of_a_text_is_said_in_its_entry(get) -> None:
    make_published(tag="(dpa/dl)")

    (change,) = get("changes").json()["changes"]

    assert [(r["part"], r["reason"], r["source"]) for r in change["redactions"]] == [
        ("bodies", "own-use-only", "dpa")
    ]
