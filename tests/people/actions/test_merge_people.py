"""What becomes of the two records themselves."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from newsroom.actions import ActionRefused, NotPermitted
from people.actions import OfficeDraft, PersonDraft, add_alias, remove_alias, save_person
from people.actions.merge_people import (
    MergeChoices,
    lock_merged_records,
    mark_as_different,
    merge_records,
    undo_record_merge,
    unmark_as_different,
)
from people.models import NotDuplicate, Person, PersonMerge
from tests.factories import NOON, make_person, make_user

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)


def merge(loser: Person, survivor: Person, **choice: Any) -> PersonMerge:
    return merge_records(loser.pk, survivor.pk, MergeChoices(**choice), by=None, at=LATER)


def undo(done: PersonMerge) -> None:
    undo_record_merge(done.pk, by=None, at=LATER)


def give(person: Person, **values: Any) -> Person:
    Person.objects.filter(pk=person.pk).update(**values)
    return Person.objects.get(pk=person.pk)


def aliases(person: Person) -> list[str]:
    return list(person.aliases.values_list("name", flat=True))


def test_the_losers_names_become_aliases_under_which_the_survivor_is_found() -> None:
    survivor = make_person("Mira Talberg")
    loser = make_person("Mira Talberg-Ohm", aliases=("Die Deichgräfin",))

    merge(loser, survivor)

    assert aliases(survivor) == ["Die Deichgräfin", "Mira Talberg-Ohm"]
    assert Person.objects.with_search_keys(["die deichgraefin"]).get() == survivor


def test_an_alias_that_is_removed_leaves_all_records_that_it_came_to_by_merges() -> None:
    first, second, third = (make_person(name) for name in ("M. Talberg", "Mira Talberg", "Mira Ohm"))
    add_alias(first.pk, "Jo Talberg", by=None)
    done = merge(first, second)
    merge(second, third)

    owner = remove_alias(first.pk, "Jo Talberg", by=None)
    undo(done)

    assert owner == third
    assert [aliases(person) for person in (first, second)] == [[], []]
    assert aliases(third) == ["Mira Talberg"]


def test_an_alias_that_the_survivor_had_before_stays_when_it_leaves_the_loser() -> None:
    survivor, loser = make_person("Mira Talberg", aliases=("Jo Talberg",)), make_person("M. Talberg")
    add_alias(loser.pk, "Jo Talberg", by=None)
    merge(loser, survivor)

    owner = remove_alias(loser.pk, "Jo Talberg", by=None)

    assert (owner, aliases(loser)) == (loser, [])
    assert "Jo Talberg" in aliases(survivor)


def test_an_alias_stays_while_it_is_the_name_of_a_merged_record() -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("Jo Talberg")
    add_alias(survivor.pk, "Jo Talberg", by=None)
    done = merge(loser, survivor)

    stays = remove_alias(survivor.pk, "Jo Talberg", by=None), aliases(survivor)
    undo(done)

    assert stays == (None, ["Jo Talberg"])
    assert remove_alias(survivor.pk, "Jo Talberg", by=None) == survivor


def test_number_and_slug_of_the_loser_stay_and_lead_to_the_survivor() -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")

    merge(loser, survivor)

    kept = Person.objects.get(slug=loser.slug)
    assert (kept.pk, kept.merged_into_id) == (loser.pk, survivor.pk)


def test_the_name_chosen_from_the_loser_keeps_the_old_one_as_an_alias() -> None:
    survivor, loser = make_person("M. Talberg"), make_person("Mira Talberg")

    merge(loser, survivor, from_loser=frozenset({"name"}))

    survivor.refresh_from_db()
    assert (survivor.name, aliases(survivor)) == ("Mira Talberg", ["M. Talberg"])


def test_offices_of_both_are_kept_and_none_twice() -> None:
    survivor = make_person("Mira Talberg", "Bürgermeisterin")
    loser = make_person("M. Talberg", "Bürgermeisterin", "Landrätin")

    merge(loser, survivor)

    assert sorted(o.title for o in survivor.offices.all()) == ["Bürgermeisterin", "Landrätin"]


def test_two_wikidata_items_block_until_one_is_declared_wrong() -> None:
    survivor = give(make_person("Mira Talberg"), wikidata="Q1")
    loser = give(make_person("M. Talberg"), wikidata="Q2")

    with pytest.raises(ActionRefused) as refused:
        merge(loser, survivor)

    assert refused.value.field == "wikidata"
    assert "Q1" in refused.value.message


@pytest.mark.parametrize(("wrong", "stays"), [("Q1", "Q2"), ("Q2", "Q1")])
def test_the_item_that_is_not_wrong_stays(wrong: str, stays: str) -> None:
    survivor = give(make_person("Mira Talberg"), wikidata="Q1")
    loser = give(make_person("M. Talberg"), wikidata="Q2")

    merge(loser, survivor, wrong_wikidata=wrong)

    survivor.refresh_from_db()
    assert survivor.wikidata == stays


def test_an_item_that_only_the_loser_has_goes_to_the_survivor_and_back() -> None:
    survivor = make_person("Mira Talberg")
    loser = give(make_person("M. Talberg"), wikidata="Q2")

    done = merge(loser, survivor)
    with_item = Person.objects.get(wikidata="Q2")
    undo(done)

    assert with_item == survivor
    assert Person.objects.get(wikidata="Q2") == loser


@pytest.mark.parametrize("hidden", ["loser", "survivor"])
def test_a_takedown_order_survives_whoever_it_was_about(hidden: str) -> None:
    people = {"survivor": make_person("Mira Talberg"), "loser": make_person("M. Talberg")}
    give(people[hidden], hidden=True)

    merge(people["loser"], people["survivor"])

    assert Person.objects.get(pk=people["survivor"].pk).hidden


def test_undo_gives_both_records_back_as_they_were() -> None:
    survivor = make_person("Mira Talberg", "Bürgermeisterin", aliases=("Mira T.",))
    loser = give(make_person("M. Talberg", "Landrätin"), description="Politikerin", hidden=True)
    done = merge(loser, survivor, from_loser=frozenset({"name", "description"}))

    undo(done)

    survivor.refresh_from_db()
    assert (survivor.name, survivor.description, survivor.hidden) == ("Mira Talberg", "", False)
    assert aliases(survivor) == ["Mira T."]
    assert [o.title for o in survivor.offices.all()] == ["Bürgermeisterin"]
    assert Person.objects.get(pk=loser.pk).merged_into is None


def test_undo_leaves_what_was_changed_by_hand_since() -> None:
    survivor, loser = make_person("Mira Talberg"), give(make_person("M. Talberg"), description="Politikerin")
    done = merge(loser, survivor, from_loser=frozenset({"description"}))
    give(survivor, description="Bürgermeisterin von Nordhaven")

    undo(done)

    survivor.refresh_from_db()
    assert survivor.description == "Bürgermeisterin von Nordhaven"


def test_a_merge_is_undone_only_once() -> None:
    done = merge(make_person("M. Talberg"), make_person("Mira Talberg"))
    undo(done)

    with pytest.raises(ActionRefused):
        undo(done)


def test_a_record_is_not_merged_into_itself_by_way_of_another() -> None:
    first, second = make_person("A. Berg"), make_person("B. Berg")
    merge(first, second)

    with pytest.raises(ActionRefused):
        merge(second, first)


def test_people_told_apart_are_not_merged_until_they_are_taken_together() -> None:
    first, second = make_person("Mira Talberg"), make_person("Mira Talberg")
    mark_as_different(second.pk, first.pk, by=None, at=NOON)

    with pytest.raises(ActionRefused):
        merge(first, second)
    unmark_as_different(first.pk, second.pk, by=None)

    assert merge(first, second).survivor == second


def test_telling_the_same_pair_apart_twice_is_one_note() -> None:
    first, second = make_person("Mira Talberg"), make_person("Mira Talberg")

    for pair in ((first, second), (second, first)):
        mark_as_different(pair[0].pk, pair[1].pk, by=None, at=NOON)

    assert NotDuplicate.objects.count() == 1


def test_what_was_typed_on_a_record_merged_meanwhile_goes_to_the_survivor() -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    merge(loser, survivor)
    draft = PersonDraft(
        name="Mira T.", description="Politikerin", aliases=["Die Deichgräfin"],
        offices=[OfficeDraft(title="Landrätin", since=date(2020, 1, 1))],
    )  # fmt: skip

    saved = save_person(
        loser.pk, draft, by=None, changed=frozenset({"name", "description", "aliases", "offices"})
    )

    assert (saved.pk, saved.name, saved.description) == (survivor.pk, "Mira Talberg", "Politikerin")
    assert aliases(saved) == ["Die Deichgräfin", "M. Talberg", "Mira T."]
    assert [o.title for o in saved.offices.all()] == ["Landrätin"]


def record(person: Person) -> dict[str, Any]:
    """Everything that the directory has of a person."""
    columns = ("name", "sort_name", "slug", "description", "wikidata", "hidden", "keys", "merged_into_id")
    return {
        **Person.objects.values(*columns).get(pk=person.pk),
        "aliases": aliases(person),
        "offices": list(person.offices.values_list("title", "since", "until")),
    }


@pytest.fixture
def records() -> dict[str, Person]:
    """Two records with something of everything; a third has been merged into the loser."""
    survivor = give(
        make_person("Zoe Talberg", "Kapitänin", aliases=("Z. Talberg",)), wikidata="Q1", description="Lotsin"
    )
    loser = give(
        make_person("Mira Ohm", aliases=("Die Deichgräfin", "Z. Talberg")), wikidata="Q2", hidden=True
    )
    for title, since, until in (("Landrätin", date(2020, 1, 1), date(2024, 5, 6)), ("Kapitänin", None, None)):
        loser.offices.create(title=title, since=since, until=until)
    former = make_person("M. Ohm")
    merge(former, loser)
    return {"survivor": survivor, "loser": loser, "former": former}


def test_a_merge_gathers_everything_and_its_undo_gives_everything_back(records: dict[str, Person]) -> None:
    survivor, loser, former = records.values()
    make_person("Ein anderer Ohm")
    before = {name: record(person) for name, person in records.items()}
    editor = make_user("merger", "people.add_personmerge", "people.change_personmerge")
    choices = MergeChoices(from_loser=frozenset({"name"}), wrong_wikidata="Q1")

    done = merge_records(loser.pk, survivor.pk, choices, by=editor, at=LATER)
    merged = {name: record(person) for name, person in records.items()}
    undone = undo_record_merge(done.pk, by=editor, at=LATER + timedelta(days=1))

    done.refresh_from_db(fields=["loser", "survivor", "at", "by", "journal"])
    assert (done.loser, done.survivor, done.at, done.by) == (loser, survivor, LATER, editor)
    assert (done.undone_at, done.undone_by) == (None, None)
    assert done.journal == {
        "before": {"name": "Zoe Talberg", "wikidata": "Q1", "hidden": False},
        "after": {"name": "Mira Ohm", "wikidata": "Q2", "hidden": True},
        "aliases": ["Die Deichgräfin", "M. Ohm", "Zoe Talberg"],
        "offices": [["Landrätin", "2020-01-01", "2024-05-06"]],
        "led": [former.pk],
        "wikidata": "Q2",
    }
    names = ("Die Deichgräfin", "M. Ohm", "Z. Talberg", "Zoe Talberg")
    like = record(make_person("Mira Ohm", aliases=names))
    assert merged["survivor"] == {
        **{column: like[column] for column in ("name", "sort_name", "keys", "aliases")},
        "slug": "zoe-talberg",
        "description": "Lotsin",
        "wikidata": "Q2",
        "hidden": True,
        "merged_into_id": None,
        "offices": [("Landrätin", date(2020, 1, 1), date(2024, 5, 6)), ("Kapitänin", None, None)],
    }
    assert merged["loser"] == {**before["loser"], "wikidata": "", "merged_into_id": survivor.pk}
    assert merged["former"] == {**before["former"], "merged_into_id": survivor.pk}
    assert {name: record(person) for name, person in records.items()} == before
    assert PersonMerge.objects.get(pk=done.pk) == undone
    undone.refresh_from_db()
    assert (undone.undone_at, undone.undone_by) == (LATER + timedelta(days=1), editor)


def test_the_undo_takes_what_was_gained_from_the_record_the_survivor_was_merged_into(
    records: dict[str, Person],
) -> None:
    survivor, loser, former = records.values()
    before = {name: record(person) for name, person in records.items()}
    done = merge(loser, survivor, wrong_wikidata="Q2")
    last = make_person("Ada Berg")
    merge(survivor, last)
    stranger = make_person("Ole Finken", "Landrätin", aliases=("Die Deichgräfin",))
    of_stranger = record(stranger)

    undo(done)

    like = record(make_person("Ada Berg", aliases=("Z. Talberg", "Zoe Talberg")))
    assert record(loser) == before["loser"]
    assert record(former) == before["former"]
    assert record(survivor) == {**before["survivor"], "wikidata": "", "merged_into_id": last.pk}
    assert record(last) == {
        **like,
        "slug": last.slug,
        "description": "",
        "wikidata": "Q1",
        "hidden": True,
        "merged_into_id": None,
        "offices": [("Kapitänin", None, None)],
    }
    assert record(stranger) == of_stranger


@pytest.mark.parametrize("is_merged_again", [False, True])
def test_undo_leaves_a_record_whose_own_merge_into_the_loser_was_undone(is_merged_again: bool) -> None:
    former, loser, survivor, other = (make_person(f"{letter}. Berg") for letter in "ABCD")
    first = merge(former, loser)
    done = merge(loser, survivor)
    undo(first)
    if is_merged_again:
        merge(former, other)

    undo(done)

    assert Person.objects.get(pk=former.pk).merged_into == (other if is_merged_again else None)


def test_undo_leaves_a_wikidata_item_with_the_person_who_has_it_by_now() -> None:
    loser = give(make_person("M. Talberg"), wikidata="Q2")
    survivor = give(make_person("Mira Talberg"), wikidata="Q1")
    done = merge(loser, survivor, wrong_wikidata="Q2")
    other = give(make_person("Ole Finken"), wikidata="Q2")

    undo(done)

    items = Person.objects.filter(pk__in=(loser.pk, survivor.pk, other.pk)).order_by("pk")
    assert list(items.values_list("wikidata", flat=True)) == ["", "Q1", "Q2"]


def test_a_record_merged_into_a_merged_one_goes_to_the_last_survivor() -> None:
    first, second, third = (make_person(name) for name in ("A. Berg", "B. Berg", "C. Berg"))
    merge(second, third)

    done = merge(first, second)

    assert (done.loser, done.survivor) == (first, third)
    assert Person.objects.get(pk=first.pk).merged_into == third


def test_a_refused_merge_says_why() -> None:
    first, second, gone, third = (make_person(f"{letter}. Berg") for letter in "ABCD")
    merge(gone, first)
    mark_as_different(second.pk, third.pk, by=make_user("ida", "people.add_personmerge"), at=NOON)
    mark_as_different(first.pk, third.pk, by=None, at=NOON)

    def refuse(loser: int, survivor: int) -> tuple[str, str]:
        with pytest.raises(ActionRefused) as refused:
            merge_records(loser, survivor, MergeChoices(), by=None, at=LATER)
        return refused.value.message, refused.value.field

    with override("en"):
        assert refuse(first.pk, first.pk) == ("Both are the same record.", "")
        assert refuse(first.pk, gone.pk) == ("Both are the same record.", "")
        assert refuse(first.pk, 999_999) == ("One of the records is not in the directory.", "")
        assert refuse(999_999, first.pk) == ("One of the records is not in the directory.", "")
        assert refuse(gone.pk, second.pk) == ("C. Berg has already been merged into A. Berg.", "")
        assert refuse(third.pk, second.pk) == ("ida has marked these as two different people.", "")
        assert refuse(third.pk, first.pk) == ("the system has marked these as two different people.", "")
        give(first, wikidata="Q1")
        give(second, wikidata="Q2")
        assert refuse(second.pk, first.pk) == (
            "The records have different Wikidata items, Q1 and Q2. Choose the wrong one.",
            "wikidata",
        )
        with pytest.raises(ActionRefused, match=re.escape("This merge has already been undone.")):
            for _ in range(2):
                undo(PersonMerge.objects.get(loser=gone))


def test_a_mark_names_the_lower_number_first_and_whoever_made_it() -> None:
    first, second = make_person("Mira Talberg"), make_person("Mira Talberg")
    other = make_person("Mira Talberg")
    editor = make_user("marker", "people.add_personmerge")

    mark = mark_as_different(second.pk, first.pk, by=editor, at=LATER)
    again = mark_as_different(first.pk, second.pk, by=None, at=NOON)
    kept = mark_as_different(first.pk, other.pk, by=None, at=NOON)
    unmark_as_different(second.pk, first.pk, by=editor)

    assert (mark.first, mark.second, mark.at, mark.by, again) == (first, second, LATER, editor, mark)
    assert list(NotDuplicate.objects.all()) == [kept]


@pytest.mark.parametrize(
    ("permission", "act"),
    [
        (
            "people.add_personmerge",
            lambda by, a, b, done: merge_records(a, b, MergeChoices(), by=by, at=LATER),
        ),
        ("people.change_personmerge", lambda by, a, b, done: undo_record_merge(done, by=by, at=LATER)),
        ("people.add_personmerge", lambda by, a, b, done: mark_as_different(a, b, by=by, at=LATER)),
        ("people.add_personmerge", lambda by, a, b, done: unmark_as_different(a, b, by=by)),
    ],
    ids=["merge", "undo", "mark", "unmark"],
)
def test_each_act_needs_its_permission(permission: str, act: Callable[..., object]) -> None:
    done = merge(make_person("M. Talberg"), make_person("Mira Talberg"))
    pair = [make_person(name).pk for name in ("A. Berg", "B. Berg")]
    other = {"people.add_personmerge": "people.change_personmerge"}.get(permission, "people.add_personmerge")

    with pytest.raises(NotPermitted):
        act(make_user("reporter", other), *pair, done.pk)
    act(make_user("merger", permission), *pair, done.pk)


def test_merging_marking_and_undoing_lock_the_records_in_the_order_of_their_numbers() -> None:
    last = make_person("Ada Berg")
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")

    def list_locks(act: Callable[[], object]) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            act()
        locks = [query["sql"] for query in queries if query["sql"].endswith("FOR UPDATE")]
        return [
            re.sub(r".* FROM \"(\w+)\" .*?(ORDER BY .*)?FOR UPDATE", r"\1 \2", sql).strip() for sql in locks
        ]

    people = 'people_person ORDER BY "people_person"."id" ASC'
    marking = list_locks(lambda: mark_as_different(loser.pk, last.pk, by=None, at=NOON))
    merging = list_locks(lambda: merge(loser, survivor))
    done = PersonMerge.objects.get()
    merge(survivor, last, from_loser=frozenset())
    undoing = list_locks(lambda: undo(done))

    assert (marking, merging, undoing) == ([people], [people], ["people_personmerge", people])
    assert lock_merged_records(done) == [last, survivor, loser]
