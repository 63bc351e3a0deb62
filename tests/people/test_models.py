"""Constraints of the directory, each by its name and a row that it refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from people.models import Alias, NotDuplicate, Office, Person, PersonMerge
from tests.factories import NOON, make_person

pytestmark = pytest.mark.django_db


@contextmanager
def refused_by(constraint: str) -> Iterator[None]:
    with pytest.raises(IntegrityError, match=f'"{constraint}"'), transaction.atomic():
        yield


def enter(**columns: str) -> Person:
    return Person.objects.create(
        **{"name": "Jonna Ekvall", "slug": "jonna-ekvall", "created_at": NOON, **columns}
    )


def test_a_person_without_a_name_is_refused() -> None:
    with refused_by("person_has_a_name"):
        enter(name="")


def test_a_person_without_a_slug_is_refused() -> None:
    with refused_by("person_has_a_slug"):
        enter(slug="")


def test_two_people_of_one_slug_are_refused() -> None:
    enter()

    with refused_by("people_person_slug_key"):
        enter()


def test_a_person_merged_into_itself_is_refused() -> None:
    person = make_person("Jonna Ekvall")

    with refused_by("person_is_not_merged_into_itself"):
        Person.objects.filter(pk=person.pk).update(merged_into=person)


def test_two_people_of_one_wikidata_item_are_refused() -> None:
    enter(wikidata="Q1")

    with refused_by("person_wikidata_item_belongs_to_one_person"):
        enter(slug="jonna-ekvall-2", wikidata="Q1")


def test_many_people_may_have_no_wikidata_item() -> None:
    enter()
    enter(slug="jonna-ekvall-2")

    assert Person.objects.filter(wikidata="").count() == 2


def test_an_alias_without_a_name_is_refused() -> None:
    with refused_by("alias_has_a_name"):
        Alias.objects.create(person=make_person("Jonna Ekvall"), name="")


def test_an_alias_listed_twice_for_a_person_is_refused() -> None:
    person = make_person("Jonna Ekvall")
    Alias.objects.create(person=person, name="J. Ekvall")

    with refused_by("alias_is_listed_once_a_person"):
        Alias.objects.create(person=person, name="J. Ekvall")


def test_two_people_may_share_an_alias() -> None:
    for name in ("Jonna Ekvall", "Jan Ekvall"):
        Alias.objects.create(person=make_person(name), name="J. Ekvall")

    assert Alias.objects.count() == 2


def test_an_office_without_a_title_is_refused() -> None:
    with refused_by("office_has_a_title"):
        Office.objects.create(person=make_person("Jonna Ekvall"), title="")


def test_an_office_that_ends_before_it_begins_is_refused() -> None:
    with refused_by("office_ends_after_it_begins"):
        Office.objects.create(
            person=make_person("Jonna Ekvall"),
            title="Minister",
            since=date(2026, 3, 2),
            until=date(2026, 3, 1),
        )


def test_an_office_may_last_one_day_and_be_open_at_either_end() -> None:
    person, day = make_person("Jonna Ekvall"), date(2026, 3, 1)

    for since, until in ((day, day), (None, day), (day, None), (None, None)):
        Office.objects.create(person=person, title="Minister", since=since, until=until)

    assert person.offices.count() == 4


def test_a_merge_of_a_record_with_itself_is_refused() -> None:
    person = make_person("Jonna Ekvall")

    with refused_by("merge_is_of_two_records"):
        PersonMerge.objects.create(loser=person, survivor=person, at=NOON)


def test_a_second_merge_of_a_record_is_refused_until_the_first_is_undone() -> None:
    loser, survivor, other = (make_person(name) for name in ("Jonna Ekvall", "Jonna Ekval", "J. Ekvall"))
    merge = PersonMerge.objects.create(loser=loser, survivor=survivor, at=NOON)

    with refused_by("merge_of_a_record_stands_once"):
        PersonMerge.objects.create(loser=loser, survivor=other, at=NOON)

    PersonMerge.objects.filter(pk=merge.pk).update(undone_at=NOON)
    assert PersonMerge.objects.create(loser=loser, survivor=other, at=NOON).pk


def test_a_pair_of_different_people_out_of_order_is_refused() -> None:
    first, second = make_person("Jonna Ekvall"), make_person("Jan Ekvall")

    with refused_by("different_people_in_order"):
        NotDuplicate.objects.create(first=second, second=first, at=NOON)


def test_a_pair_of_different_people_is_noted_once() -> None:
    first, second = make_person("Jonna Ekvall"), make_person("Jan Ekvall")
    NotDuplicate.objects.create(first=first, second=second, at=NOON)

    with refused_by("different_people_are_said_once"):
        NotDuplicate.objects.create(first=first, second=second, at=NOON)
