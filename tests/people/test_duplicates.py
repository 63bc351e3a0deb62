import pytest

from people.actions.merge_people import MergeChoices, mark_as_different, merge_records
from people.duplicates import (
    MAX_SAME_SOUND,
    NameSimilarity,
    compare_names,
    find_different_ids,
    find_duplicate_pairs,
    find_duplicates,
)
from people.models import Person
from tests.factories import NOON, make_person

pytestmark = pytest.mark.django_db


def with_names(*people: Person) -> list[Person]:
    return [Person.objects.prefetch_related("aliases").get(pk=person.pk) for person in people]


def test_two_spellings_of_one_sound_are_a_pair_newest_first() -> None:
    first, second = make_person("Sergej Lawronow"), make_person("Sergey Lavronov")
    third, fourth = make_person("Jonna Mueller"), make_person("Jonna Müller")
    make_person("Ida Quast")

    assert find_duplicate_pairs(limit=5) == [(third, fourth), (first, second)]
    assert find_duplicate_pairs(limit=5, offset=1) == [(first, second)]


def test_different_people_and_merged_records_are_no_pair() -> None:
    pairs = [[make_person(name) for _ in range(2)] for name in ("Jonna Ekvall", "Ida Quast")]
    mark_as_different(pairs[0][0].pk, pairs[0][1].pk, by=None, at=NOON)
    merge_records(pairs[1][0].pk, pairs[1][1].pk, MergeChoices(), by=None, at=NOON)

    assert find_duplicate_pairs(limit=5) == []


def test_a_sound_of_too_many_people_is_a_common_name() -> None:
    for _ in range(MAX_SAME_SOUND + 1):
        make_person("Jonna Ekvall")

    assert find_duplicate_pairs(limit=5) == []


def test_one_persons_duplicates_sound_alike_or_are_spelt_alike() -> None:
    person = make_person("Jonna Talberg-Ekvall")
    same_sound, near = make_person("Jonna Thalberg-Ekvall"), make_person("Jonna Talberg-Ekvalls")
    make_person("Ida Quast")

    assert find_duplicates(person) == [same_sound, near]


def test_a_person_marked_as_different_is_no_duplicate() -> None:
    person, other = make_person("Jonna Ekvall"), make_person("Jonna Ekvall")
    mark_as_different(person.pk, other.pk, by=None, at=NOON)

    assert find_duplicates(person) == []
    assert (find_different_ids(person), find_different_ids(other)) == ([other.pk], [person.pk])


@pytest.mark.parametrize(
    ("name", "aliases", "similarity"),
    [
        ("Jonna Ekvall", (), NameSimilarity(same_name=True, other_name=False, sound=True)),
        ("Jonna Eckvall", (), NameSimilarity(same_name=False, other_name=False, sound=True)),
        ("Ida Quast", ("Jonna Ekvall",), NameSimilarity(same_name=False, other_name=True, sound=True)),
        ("Ida Quast", (), NameSimilarity(same_name=False, other_name=False, sound=False)),
    ],
)
def test_two_records_are_compared_by_name_other_name_and_sound(
    name: str, aliases: tuple[str, ...], similarity: NameSimilarity
) -> None:
    one, other = with_names(make_person("Jonna Ekvall"), make_person(name, aliases=aliases))

    assert compare_names(one, other) == similarity
