import pytest

from people.actions.merge_people import MergeChoices, merge_records
from people.models import Person
from people.names.match import search_keys
from tests.factories import NOON, make_person

pytestmark = pytest.mark.django_db


def hide(person: Person) -> Person:
    Person.objects.filter(pk=person.pk).update(hidden=True)
    return person


def merge(loser: Person, survivor: Person) -> None:
    merge_records(loser.pk, survivor.pk, MergeChoices(), by=None, at=NOON)


def test_a_merged_record_is_left_out_and_can_be_listed_alone() -> None:
    survivor, loser = make_person("Jonna Ekvall"), make_person("Jona Ekval")
    merge(loser, survivor)

    assert list(Person.objects.without_merged()) == [survivor]
    assert list(Person.objects.only_merged()) == [loser]


def test_only_people_who_are_neither_hidden_nor_merged_have_a_page() -> None:
    survivor, loser = make_person("Jonna Ekvall"), make_person("Jona Ekval")
    merge(loser, survivor)
    hide(make_person("Ida Quast"))

    assert list(Person.objects.with_public_page()) == [survivor]


def test_the_id_of_a_merged_record_leads_to_its_survivor_in_one_query(django_assert_num_queries) -> None:
    survivor, loser, hidden = (make_person(name) for name in ("Jonna Ekvall", "Jona Ekval", "Ida Quast"))
    merge(loser, survivor)
    hide(hidden)

    with django_assert_num_queries(1):
        people = Person.objects.public_by_id([survivor.pk, loser.pk, hidden.pk, 0])

    assert people == {survivor.pk: survivor, loser.pk: survivor}


def test_a_hidden_survivor_hides_the_record_merged_into_it() -> None:
    survivor, loser = make_person("Jonna Ekvall"), make_person("Jona Ekval")
    merge(loser, survivor)
    hide(survivor)

    assert Person.objects.public_by_id([loser.pk]) == {}
    assert dict(Person.objects.public_names()) == {}


def test_each_id_is_listed_with_the_name_that_its_person_has_now() -> None:
    survivor, loser = make_person("Jonna Ekvall"), make_person("Jona Ekval")
    merge(loser, survivor)

    assert dict(Person.objects.public_names()) == {survivor.pk: "Jonna Ekvall", loser.pk: "Jonna Ekvall"}


def test_people_are_found_by_the_keys_of_a_name_and_of_an_alias() -> None:
    person = make_person("Jonna Ekvall", aliases=("Jo Talberg",))
    make_person("Ida Quast")

    assert list(Person.objects.with_search_keys(search_keys("Talberg"))) == [person]
    assert list(Person.objects.with_search_keys([])) == []
