"""What readers see of a person whose records were merged: published versions name the old number for ever."""

from datetime import timedelta

import pytest

from articles.actions.people.merge import merge_people, undo_merge
from people.actions.merge_people import MergeChoices
from people.models import Person, PersonMerge
from tests.factories import NOON, make_person, make_published

pytestmark = pytest.mark.django_db

BODY = "<p>M. Talberg sprach in Nordhaven.</p>"


def merged(loser: Person, survivor: Person) -> PersonMerge:
    return merge_people(loser.pk, survivor.pk, MergeChoices(), by=None, at=NOON + timedelta(hours=1))


def page_of(person: Person) -> str:
    return f"/person/{person.slug}-{person.pk}/"


def test_a_published_story_that_names_the_loser_links_to_the_survivor(reader):
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    story = make_published(body=BODY, people=(loser,))

    merged(loser, survivor)

    page = reader.get(f"/politik/{story.slug}-{story.pk}/").content.decode()
    assert page_of(survivor) in page
    assert page_of(loser) not in page


def test_the_survivors_page_lists_stories_published_under_the_old_record(reader):
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    make_published("Rede im Rathaus", people=(loser,))

    merged(loser, survivor)

    answer = reader.get(page_of(survivor))
    assert answer.status_code == 200
    assert "Rede im Rathaus" in answer.content.decode()


def test_the_address_of_the_old_record_leads_on_for_good(reader):
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    make_published(people=(loser,))

    merged(loser, survivor)

    answer = reader.get(page_of(loser))
    assert (answer.status_code, answer["Location"]) == (301, page_of(survivor))


def test_a_chain_of_merges_leads_readers_to_the_last_survivor(reader):
    first, second, third = (make_person(name) for name in ("A. Berg", "B. Berg", "C. Berg"))
    make_published(people=(first,))
    merged(first, second)

    merged(second, third)

    assert reader.get(page_of(first))["Location"] == page_of(third)
    assert reader.get(page_of(third)).status_code == 200


def test_a_person_under_a_takedown_order_stays_without_a_page_after_the_merge(reader):
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    story = make_published(body=BODY, people=(loser,))
    Person.objects.filter(pk=loser.pk).update(hidden=True)

    merged(loser, survivor)

    assert [reader.get(page_of(p)).status_code for p in (survivor, loser)] == [404, 404]
    assert "/person/" not in reader.get(f"/politik/{story.slug}-{story.pk}/").content.decode()


def test_undo_gives_the_old_record_its_page_back(reader):
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    make_published(people=(loser,))

    undo_merge(merged(loser, survivor).pk, by=None, at=NOON + timedelta(hours=2))

    assert reader.get(page_of(loser)).status_code == 200
    assert reader.get(page_of(survivor)).status_code == 404


def test_a_story_that_names_both_records_names_the_person_once(reader):
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    story = make_published(people=(survivor, loser))

    merged(loser, survivor)

    page = reader.get(f"/politik/{story.slug}-{story.pk}/").content.decode()
    assert page.count(f'href="{page_of(survivor)}"') == 1


def test_search_offers_the_survivor_under_the_losers_name(reader):
    survivor, loser = make_person("Mira Talberg"), make_person("Mira Ohm")
    make_published(people=(loser,))

    merged(loser, survivor)

    assert page_of(survivor) in reader.get("/suche/", {"q": "Ohm"}).content.decode()
