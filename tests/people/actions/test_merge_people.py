"""What becomes of the two records themselves."""

from datetime import date, timedelta
from typing import Any

import pytest

from newsroom.actions import ActionRefused
from people.actions import OfficeDraft, PersonDraft, add_alias, remove_alias, save_person
from people.actions.merge_people import (
    MergeChoices,
    mark_as_different,
    merge_records,
    undo_record_merge,
    unmark_as_different,
)
from people.models import NotDuplicate, Person, PersonMerge
from tests.factories import NOON, make_person

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
