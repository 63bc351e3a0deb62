"""Two records of one person become one, and two again; by keyboard alone."""

from typing import Any

import pytest

from articles.actions.people.merge import merge_people
from articles.models import Article, Mention
from people.actions.merge_people import MergeChoices
from people.models import NotDuplicate, Person, PersonMerge
from tests.browser.desk import at_desk, enter, press_on, ready, tab_to, told
from tests.factories import NOON, make_person, make_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def two_records(**wrong: str) -> tuple[Person, Person, Article]:
    """The older with an office, the younger named in a published story."""
    kept = make_person("Mira Talberg", "Bürgermeisterin")
    given_up = make_person("Mira Talberg")
    Person.objects.filter(pk=kept.pk).update(description="Politikerin")
    Person.objects.filter(pk=given_up.pk).update(description="Oberhaupt von Nordhaven", **wrong)
    story = make_published("Rede im Rathaus", people=(given_up,))
    return kept, given_up, story


def side_by_side(page: Any, live_server: Any, kept: Person) -> None:
    """From the person's own screen."""
    enter(page, live_server.url)
    at_desk(page, live_server, f"people/person/{kept.pk}/change/")
    press_on(page, "#doubles a[href*='/merge/']")
    page.wait_for_selector("[data-ctrl-enter]")
    ready(page)


def test_a_value_is_chosen_the_records_merged_and_the_merge_undone(page: Any, live_server: Any):
    kept, given_up, story = two_records()
    side_by_side(page, live_server, kept)
    tab_to(page, "[name=description]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+Enter")
    told(page, "Rückgängig")
    page.wait_for_selector("#merges-heading")
    ready(page)
    merged = Person.objects.get(pk=kept.pk)
    named = Mention.objects.get(article=story).person_id

    press_on(page, "form[action$='/undo/'] button")
    told(page, "Zusammenführung rückgängig gemacht:")

    assert (merged.description, named) == ("Oberhaupt von Nordhaven", kept.pk)
    assert Mention.objects.get(article=story).person_id == given_up.pk
    assert PersonMerge.objects.get().undone_at is not None


def test_the_old_address_leads_readers_to_the_record_that_remains(page: Any, live_server: Any):
    kept, given_up, _story = two_records()
    merge_people(given_up.pk, kept.pk, MergeChoices(), by=None, at=NOON)

    page.goto(f"{live_server.url}/person/{given_up.slug}-{given_up.pk}/")

    assert page.url.endswith(f"-{kept.pk}/")


def test_two_wikidata_items_block_until_one_is_said_to_be_wrong(page: Any, live_server: Any):
    kept, given_up, _story = two_records(wikidata="Q2")
    Person.objects.filter(pk=kept.pk).update(wikidata="Q1")
    side_by_side(page, live_server, kept)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".desk-row-wrong")
    ready(page)
    assert not PersonMerge.objects.exists()

    tab_to(page, "[name=wrong]")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#merges-heading")

    assert PersonMerge.objects.get().loser_id == given_up.pk


def test_two_of_one_name_are_told_apart_and_not_suggested_again(page: Any, live_server: Any):
    two_records()
    enter(page, live_server.url)
    at_desk(page, live_server, "people/person/doubles/")

    press_on(page, ".desk-pair-row button[name=from]")
    told(page, "Sie werden nicht wieder vorgeschlagen.")
    ready(page)

    assert page.locator(".desk-pair-row").count() == 0
    assert NotDuplicate.objects.count() == 1
