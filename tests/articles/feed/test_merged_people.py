"""What partners get of a person whose records were merged."""

from datetime import timedelta

import pytest

from articles.actions.people.merge import merge_people, notify_merges
from people.actions.merge_people import MergeChoices
from people.models import Person
from tests.factories import NOON, make_person, make_published

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)


def merged(loser: Person, survivor: Person) -> None:
    merge_people(loser.pk, survivor.pk, MergeChoices(), by=None, at=LATER)
    notify_merges(at=LATER)


def test_a_merge_tells_partners_of_every_story_it_concerns(get) -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    make_published("Mit ihr", people=(loser,))
    make_published("Ohne sie")
    cursor = get("changes").json()["cursor"]

    merged(loser, survivor)

    changes = get("changes", cursor=cursor).json()["changes"]
    assert [(c["kind"], c["item"]["headlines"][0]["value"]) for c in changes] == [("metadata", "Mit ihr")]
    assert changes[0]["item"]["people"][0]["uri"].endswith(f"/id/person/{survivor.pk}")


def test_the_old_number_answers_with_the_way_to_the_survivor(get) -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    make_published(people=(loser,))

    merged(loser, survivor)

    answer = get(f"people/{loser.pk}")
    assert (answer.status_code, answer["Location"].rsplit("/", 1)[1]) == (308, str(survivor.pk))


def test_the_survivor_is_listed_once_for_stories_under_either_number(get) -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    make_published(people=(loser,))

    merged(loser, survivor)

    assert [entry["id"] for entry in get("people").json()["entries"]] == [survivor.pk]


@pytest.mark.parametrize("asked", ["survivor", "loser"])
def test_stories_are_found_by_either_number(get, asked: str) -> None:
    people = {"survivor": make_person("Mira Talberg"), "loser": make_person("M. Talberg")}
    make_published(people=(people["loser"],))

    merged(people["loser"], people["survivor"])

    assert len(get("stories", person=str(people[asked].pk)).json()["stories"]) == 1
