"""Versions of an agency's copy in every order they may arrive in: a kill holds until the agency itself lifts it."""

import dataclasses
import threading
from itertools import permutations

import pytest
from django.db import close_old_connections, transaction

from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.intake.effects.create_story import (
    StoryChange,
    create_from_item,
    proposed_change,
    update_from_item,
)
from articles.actions.intake.effects.item_copy import parse_item
from articles.actions.intake.receive.ingest import receive_copy
from articles.actions.intake.versions import item_history
from articles.actions.intake.versions.agency_changes import answer_query, link_change, open_agency_changes
from articles.actions.intake.versions.item_history import lock_agency_items
from articles.actions.intake.versions.resolve_agency_change import accept_kill, apply_change, mark_unaffected
from articles.actions.publish_checks import run_checks
from articles.actions.stories.prefetch import take_snapshot
from articles.models import AgencyChange, Article, AuditEntry, WireItem
from tests.articles.actions.intake.versions.test_agency_changes import come_in, copy_of, fresh, later
from tests.factories import NOON, make_section, make_story, make_user
from tests.threads import start_thread

pytestmark = pytest.mark.django_db

KILL = "KILL: Bitte nicht verwenden"
ITEM = "dpa:260302-99-123456"
V1, V3, V4 = copy_of(1), copy_of(3, extra="Doch richtig."), copy_of(4, extra="Noch mehr.")
K2, K4 = copy_of(2, mark=KILL), copy_of(4, mark=KILL)
V3_IN_THE_WORDS_OF_V1 = copy_of(3)
UNNUMBERED_KILL = copy_of(mark=KILL, number=f"© dpa-infocom, {ITEM}")
UNNUMBERED_V3 = copy_of(extra="Doch richtig.", number=f"© dpa-infocom, {ITEM}")


def timed(hour: int, *, mark: str = "", extra: str = "") -> str:
    """A version that says when it was made and carries no number."""
    return copy_of(mark=mark, extra=extra, number=f"© dpa-infocom, {ITEM}\n02{hour}00 Mrz 26")


def arrive(text: str, minute: int) -> WireItem:
    item = come_in(text, later(minute))
    open_agency_changes(item.pk, at=later(minute))
    return fresh(item)


def story_of(item: WireItem) -> Article:
    change = proposed_change(parse_item(item.pk))
    fields = {**change.fields, "section_id": make_section().pk}
    return create_from_item(item.pk, dataclasses.replace(change, fields=fields), by=None, at=NOON)


def is_blocked(story: Article) -> bool:
    return "agency-kill" in {o.code for o in run_checks(take_snapshot(fresh(story), later(60)))}


def waiting(story: Article) -> set[str]:
    """What waits for an editor beside kills: the kind of each change with the version it is about."""
    changes = AgencyChange.objects.filter(article=story, settled_at=None).exclude(kind="kill")
    return {f"{change.kind} {change.item.agency_version}" for change in changes.select_related("item")}


SETS = {
    "killed": ((V1, K2), True, set()),
    "killed and lifted": ((V1, K2, V3), False, {"lift 3"}),
    "lifted in the words that were killed": ((V1, K2, V3_IN_THE_WORDS_OF_V1), False, {"lift 3"}),
    "lifted and killed again": ((V1, K2, V3, K4), True, set()),
    "lifted by the second of two": ((V1, K2, V3, V4), False, {"lift 4"}),
    "never killed": ((V1, V3, V4), False, {"update 4"}),
    "by the time alone": (
        (timed(10), timed(11, mark=KILL), timed(12, extra="Doch richtig.")), False, {"lift None"},
    ),
    "killed at a time that is later": (
        (timed(10), timed(12, mark=KILL), timed(11, extra="Neu.")), True, set(),
    ),
    "killed by an item without a version": ((V1, UNNUMBERED_KILL, V3), True, {"update 3"}),
    "usable copy without a version": ((K2, UNNUMBERED_V3), True, {"update None"}),
}  # fmt: skip
ARRIVALS = [
    pytest.param(
        [texts[place] for place in places], blocked, waits,
        id=f"{name}: {''.join(map(str, places))}",
        marks=() if number in {1, len(texts)} else pytest.mark.exhaustive,
    )
    for name, (texts, blocked, waits) in SETS.items()
    for number, places in enumerate(sorted(permutations(range(len(texts))), reverse=True), 1)
]  # fmt: skip
"""By default the order that turns all round, and one in which a later version comes first."""


@pytest.mark.parametrize(("order", "blocked", "waits"), ARRIVALS)
def test_the_end_is_the_same_in_every_order_of_arrival(order: list[str], blocked: bool, waits: set[str]):
    story = make_story(agency_item_id=ITEM)

    for minute, text in enumerate(order):
        arrive(text, minute)

    assert (is_blocked(story), waiting(story)) == (blocked, waits)


@pytest.mark.parametrize("texts", list(permutations((V1, K2, V3))))
def test_a_story_made_of_the_killed_version_ends_alike_in_every_order(texts: tuple[str, ...]):
    story = None
    for minute, text in enumerate(texts):
        item = arrive(text, minute)
        story = story_of(item) if text == V1 else story

    assert story is not None
    assert is_blocked(story) is False
    assert WireItem.objects.get(agency_version=1).superseded_by == WireItem.objects.get(agency_version=3)


def test_an_older_version_that_arrives_after_the_kill_is_kept_and_lifts_nothing():
    story = make_story(agency_item_id=ITEM)
    arrive(K2, 1)

    late = arrive(V1, 2)

    assert (late.status, late.superseded_by, late.changes.count()) == (
        "superseded", WireItem.objects.get(agency_version=2), 0,
    )  # fmt: skip
    assert is_blocked(story)


def test_a_story_made_of_copy_that_was_killed_before_it_arrived_is_killed():
    arrive(K2, 1)

    story = story_of(arrive(V1, 2))

    assert is_blocked(story)
    assert AgencyChange.objects.get(kind="kill").article == story


def test_copy_that_is_killed_cannot_be_put_into_another_story_unseen():
    story = make_story("Ein anderer Text")
    arrive(K2, 1)
    item = arrive(V1, 2)

    update_from_item(
        item.pk,
        story.pk,
        StoryChange(fields={"dek": "Neu"}),
        by=None,
        at=NOON,
        based_on=story.revision,
    )

    assert is_blocked(story)


def test_an_older_version_sent_again_with_a_new_time_lifts_no_kill():
    story = make_story(agency_item_id=ITEM)
    arrive(copy_of(2, mark=KILL, number=f"© dpa-infocom, {ITEM}/2\n021100 Mrz 26"), 1)

    arrive(copy_of(1, number=f"© dpa-infocom, {ITEM}/1\n021200 Mrz 26"), 2)

    assert is_blocked(story)


def test_a_taken_kill_is_ended_by_an_editor_with_a_reason_where_the_agency_tells_no_version():
    story = make_story(agency_item_id=ITEM)
    arrive(UNNUMBERED_KILL, 1)
    kill = AgencyChange.objects.get()
    accept_kill(kill.pk, by=None, at=later(2))
    arrive(V3, 3)
    update = AgencyChange.objects.get(kind="update")
    apply_change(update.pk, by=None, at=later(4), based_on=None)
    assert is_blocked(story)

    mark_unaffected(
        kill.pk, reason="Die Agentur hat am Telefon bestätigt: Fassung 3 gilt", by=None, at=later(5)
    )

    assert not is_blocked(story)
    assert fresh(kill).outcome == "unaffected"


def test_a_taken_kill_is_not_ended_without_a_reason():
    story = make_story(agency_item_id=ITEM)
    arrive(K2, 1)
    kill = AgencyChange.objects.get()
    accept_kill(kill.pk, by=None, at=later(2))

    with pytest.raises(ActionRefused):
        mark_unaffected(kill.pk, reason=" ", by=None, at=later(5))

    assert is_blocked(story)


def test_a_change_waved_aside_before_its_kill_was_known_is_open_again():
    story = make_story(agency_item_id=ITEM)
    arrive(V1, 1)
    arrive(V3, 2)
    mark_unaffected(
        AgencyChange.objects.get(settled_at=None).pk, reason="Nur ein Komma", by=None, at=later(3)
    )

    arrive(K2, 4)

    assert (is_blocked(story), waiting(story)) == (False, {"lift 3"})


def test_a_newer_version_settles_the_open_update_and_leaves_the_open_correction():
    story = make_story(agency_item_id=ITEM)
    arrive(copy_of(2, extra="Neu."), 1)
    arrive(copy_of(3, mark="Berichtigung: 14 statt 40 Meter"), 2)

    arrive(V4, 3)

    assert waiting(story) == {"correction 3", "update 4"}
    assert AgencyChange.objects.get(item__agency_version=2).outcome == "superseded"


def in_threads(*acts) -> None:
    threads = [start_thread(act) for act in acts]
    for thread in threads:
        thread.join(20)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("texts", [(V1, K2, V3), (K2, V3, V1)])
def test_versions_that_arrive_at_the_same_time_end_like_those_that_queue(texts: tuple[str, ...]):
    story = make_story(agency_item_id=ITEM)
    items = [come_in(text, later()) for text in texts]

    in_threads(*(lambda pk=item.pk: open_agency_changes(pk, at=later()) for item in items))

    assert (is_blocked(story), waiting(story)) == (False, {"lift 3"})


@pytest.mark.django_db(transaction=True)
def test_a_kill_that_arrives_while_the_story_is_being_made_finds_it():
    first, kill = come_in(V1), come_in(K2, later())
    open_agency_changes(first.pk, at=NOON)
    held, ready = threading.Event(), threading.Event()

    def make_story_slowly() -> None:
        with transaction.atomic():
            lock_agency_items([ITEM])
            ready.set()
            held.wait(5)
            story_of(first)

    def kill_meanwhile() -> None:
        ready.wait(5)
        threading.Timer(0.3, held.set).start()
        open_agency_changes(kill.pk, at=later())

    in_threads(make_story_slowly, kill_meanwhile)
    close_old_connections()

    assert is_blocked(Article.objects.get())


PERHAPS = copy_of(2, mark="Zurückgezogen")


def test_a_doubtful_kill_asks_and_neither_blocks_nor_lifts():
    story = make_story(agency_item_id=ITEM)

    arrive(PERHAPS, 1)

    assert (is_blocked(story), waiting(story)) == (False, {"query 2"})
    assert "agency-query" in {o.code for o in run_checks(take_snapshot(fresh(story), later(60)))}


def test_a_doubtful_kill_lifts_no_kill():
    story = make_story(agency_item_id=ITEM)
    arrive(copy_of(1, mark=KILL), 1)

    arrive(PERHAPS, 2)

    assert is_blocked(story)


def test_a_doubtful_kill_that_is_one_blocks_like_any_other():
    story = make_story(agency_item_id=ITEM)
    arrive(PERHAPS, 1)

    answer_query(AgencyChange.objects.get().pk, kills=True, by=None, at=later(2))

    assert is_blocked(story)
    arrive(V3, 3)
    assert (is_blocked(story), waiting(story)) == (False, {"lift 3"})


def test_a_doubtful_kill_that_is_none_is_an_ordinary_version():
    story = make_story(agency_item_id=ITEM)
    arrive(PERHAPS, 1)

    answer_query(AgencyChange.objects.get().pk, kills=False, by=None, at=later(2))

    assert (is_blocked(story), waiting(story)) == (False, {"update 2"})


def test_a_question_is_answered_once():
    make_story(agency_item_id=ITEM)
    arrive(PERHAPS, 1)
    change = AgencyChange.objects.get()
    answer_query(change.pk, kills=True, by=None, at=later(2))

    with pytest.raises(ActionRefused):
        answer_query(change.pk, kills=False, by=None, at=later(3))


def test_a_question_about_an_older_version_that_is_a_kill_makes_the_newer_one_a_lift():
    story = make_story(agency_item_id=ITEM)
    arrive(PERHAPS, 1)
    arrive(V3, 2)
    question = AgencyChange.objects.get(kind="query")

    answer_query(question.pk, kills=True, by=None, at=later(3))

    assert (is_blocked(story), waiting(story)) == (False, {"lift 3"})
    assert (fresh(question).outcome, fresh(question).settled_at) == ("lifted", later(3))


def test_a_question_that_is_settled_is_not_answered():
    make_story(agency_item_id=ITEM)
    arrive(PERHAPS, 1)
    question = AgencyChange.objects.get()
    mark_unaffected(question.pk, reason="Eigene Recherche", by=None, at=later(2))

    with pytest.raises(ActionRefused):
        answer_query(question.pk, kills=True, by=None, at=later(3))


def test_copy_that_a_story_was_made_of_is_no_change_to_it_when_an_older_kill_comes():
    story = story_of(arrive(V3, 1))

    arrive(K2, 2)

    assert (is_blocked(story), waiting(story)) == (False, set())


def test_a_late_kill_puts_unused_newer_copy_before_the_story_as_a_lift():
    arrive(V3, 1)
    story = make_story(agency_item_id=ITEM)

    arrive(K2, 2)

    assert (is_blocked(story), waiting(story)) == (False, {"lift 3"})


def test_who_may_not_write_stories_answers_no_question_and_links_no_change():
    story = make_story(agency_item_id=ITEM)
    arrive(PERHAPS, 1)
    guest = make_user("gast")

    with pytest.raises(NotPermitted):
        answer_query(AgencyChange.objects.get().pk, kills=True, by=guest, at=later(2))
    with pytest.raises(NotPermitted):
        link_change(AgencyChange.objects.get().pk, story.pk, by=guest, at=later(2))

    assert AgencyChange.objects.get().kind == "query"


@pytest.mark.parametrize(("kills", "verb"), [(True, "agency kill"), (False, "agency update")])
def test_an_answer_is_on_record_with_who_gave_it_and_the_line(kills: bool, verb: str):
    story = make_story(agency_item_id=ITEM)
    item = arrive(PERHAPS, 1)
    editor = make_user("redakteur", "articles.settle_kill")

    change = answer_query(AgencyChange.objects.get().pk, kills=kills, by=editor, at=later(2))

    entry = AuditEntry.objects.get(verb=verb)
    assert change.kind == verb.removeprefix("agency ")
    assert (entry.actor, entry.at, entry.object_id, entry.model) == (editor, later(2), story.pk, "article")
    assert entry.detail == {"item": item.pk, "line": "Zurückgezogen"}
    assert fresh(item).reading["kill"] == ({"line": "Zurückgezogen", "confidence": "sure"} if kills else None)


def test_a_delivered_question_without_a_story_waits_and_is_over_once_it_is_no_kill():
    delivered = receive_copy(PERHAPS.encode(), by=None, at=later(1), channel="file")
    parse_item(delivered.pk)
    (change,) = open_agency_changes(delivered.pk, at=later(1))
    assert (change.kind, change.article, change.found, change.settled_at) == ("query", None, "", None)
    editor = make_user("redakteur", "articles.settle_kill")

    answered = answer_query(change.pk, kills=False, by=editor, at=later(2))

    assert (answered.kind, answered.outcome) == ("update", "unaffected")
    assert (answered.settled_at, answered.settled_by, bool(answered.reason)) == (later(2), editor, True)
    assert AuditEntry.objects.get(verb="agency update").object_id == delivered.pk


def test_a_delivered_question_without_a_story_stays_open_once_it_is_a_kill():
    delivered = receive_copy(PERHAPS.encode(), by=None, at=later(1), channel="file")
    parse_item(delivered.pk)
    (change,) = open_agency_changes(delivered.pk, at=later(1))

    answered = answer_query(change.pk, kills=True, by=None, at=later(2))

    assert (answered.kind, answered.settled_at) == ("kill", None)


def test_a_pasted_question_or_update_without_a_story_opens_nothing():
    pasted, update = come_in(PERHAPS, later(1)), come_in(V3, later(2))
    delivered = receive_copy(copy_of(9, extra="Neues.").encode(), by=None, at=later(3), channel="file")
    parse_item(delivered.pk)

    assert open_agency_changes(pasted.pk, at=later(1)) == []
    assert open_agency_changes(update.pk, at=later(2)) == []
    assert open_agency_changes(delivered.pk, at=later(3)) == []


SAME_WORDS = (
    "<p>Der große Kran im Hafen von Nordhaven steht wieder. Das teilte die Hafenverwaltung am Montag mit.</p>"
    "<p>Er ist 40 Meter hoch und wiegt 300 Tonnen.</p>"
    "<p>Der Rat berät am Mittwoch über die Kosten der Reparatur, die nach Angaben der Stadt gestiegen sind.</p>"
)
"""The body of a story in the words of the copy."""


def test_a_question_is_found_by_its_words_in_pasted_copy():
    story = make_story("Kran steht wieder", tag="(dpa/dl)", body=SAME_WORDS)

    (change,) = open_agency_changes(come_in(copy_of(mark="Zurückgezogen", number=""), later()).pk, at=later())

    assert (change.kind, change.article, change.found) == ("query", story, "words")


def test_delivered_copy_of_another_agency_is_no_change_of_a_story_in_its_words():
    make_story("Kran steht wieder", tag="(afp/dl)", body=SAME_WORDS)
    delivered = receive_copy(copy_of(number="").encode(), by=None, at=later(), channel="file")
    parse_item(delivered.pk)

    assert open_agency_changes(delivered.pk, at=later()) == []


def test_copy_a_story_was_made_of_is_not_considered_again():
    item = come_in(V1)
    story_of(item)

    assert open_agency_changes(item.pk, at=later()) == []
    assert not AgencyChange.objects.exists()


def test_copy_without_a_number_repeats_only_the_very_same_bytes():
    text = copy_of(number="")
    first, again, other = come_in(text), come_in(text, later(1)), come_in(f"{text}\n", later(2))
    for minute, item in enumerate((first, again, other)):
        open_agency_changes(item.pk, at=later(minute))

    assert fresh(again).repeats == first
    assert fresh(other).repeats is None


def test_copy_whose_standfirst_alone_differs_is_no_repeat():
    first, second = come_in(V1), come_in(copy_of(1), later(1))
    open_agency_changes(first.pk, at=NOON)
    second.reading = {**second.reading, "dek": "Ein anderer Vorspann."}
    second.save()

    open_agency_changes(second.pk, at=later(1))

    assert fresh(second).repeats is None


def test_a_change_is_laid_beside_the_copy_its_story_was_made_of():
    first = come_in(V1)
    open_agency_changes(first.pk, at=NOON)
    story = story_of(first)
    arrive(V3, 3)

    change = AgencyChange.objects.get(article=story)

    assert (change.before, change.revision) == (first, story.revision)
    assert AuditEntry.objects.get(verb="agency update").object_id == story.pk


def test_linking_by_hand_is_on_record_with_who_did_it_and_what():
    other = make_story()
    arrive(copy_of(2, mark="Berichtigung: Zahl im zweiten Absatz"), 1)
    change = AgencyChange.objects.get()
    editor = make_user("redakteur", "articles.change_article")

    link_change(change.pk, other.pk, by=editor, at=later(2))

    entry = AuditEntry.objects.get(verb="link agency change")
    assert (entry.actor, entry.object_id) == (editor, other.pk)
    assert entry.detail == {"item": change.item_id, "kind": "correction"}


def test_an_answer_waits_for_others_at_work_on_the_same_matter(monkeypatch: pytest.MonkeyPatch):
    make_story(agency_item_id=ITEM)
    arrive(PERHAPS, 1)
    locked: list[object] = []
    monkeypatch.setattr(item_history, "lock_agency_items", locked.extend)

    answer_query(AgencyChange.objects.get().pk, kills=True, by=None, at=later(2))

    assert locked == [ITEM]


def test_a_kill_of_something_unknown_waits_for_its_story():
    (change,) = open_agency_changes(come_in(K2).pk, at=NOON)

    assert (change.kind, change.article, change.found) == ("kill", None, "")


def test_a_correction_of_copy_nobody_used_is_laid_beside_that_copy():
    first = arrive(V1, 1)

    arrive(copy_of(2, mark="Berichtigung: Zahl im zweiten Absatz"), 2)

    assert AgencyChange.objects.get().before == first


def test_a_change_of_a_story_written_by_hand_is_laid_beside_the_version_before():
    make_story(agency_item_id=ITEM)
    first = arrive(V1, 1)
    third = arrive(V3, 3)

    assert AgencyChange.objects.get(item=third).before == first
