"""The person's screen, possible doubles, and merging two records on the desk."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.people.merge import merge_people
from articles.actions.stories.drafts import PersonInPicture, PlacementDraft, StoryChange
from articles.actions.stories.save import save_story
from articles.models import Mention
from people.actions.merge_people import MergeChoices, mark_as_different
from people.models import NotDuplicate, Person, PersonMerge
from tests.articles.admin.forms import filled
from tests.factories import NOON, make_person, make_photo, make_published, make_story

pytestmark = pytest.mark.django_db


def screen(desk: Client, person: Person) -> str:
    return desk.get(form_of(person)).content.decode()


def form_of(person: Person) -> str:
    return reverse("admin:people_person_change", args=[person.pk])


def merge_page(survivor: Person, loser: Person) -> str:
    return reverse("admin:people_person_merge", args=[survivor.pk, loser.pk])


def merged(loser: Person, survivor: Person) -> PersonMerge:
    return merge_people(loser.pk, survivor.pk, MergeChoices(), by=None, at=NOON + timedelta(hours=1))


def test_the_screen_lists_stories_with_names_and_pictures_with_the_place_in_them(desk: Client):
    mira = make_person()
    story = make_story("Rede im Rathaus", people=(mira,))
    shown = PersonInPicture(name="Talberg", office="Bürgermeisterin", picture_position="2", person_id=mira.pk)
    placed = PlacementDraft(photo_id=make_photo().pk, people=(shown,))
    save_story(story.pk, StoryChange(placements=(placed,)), by=None, at=NOON, based_on=None)

    page = screen(desk, mira)

    assert "Rede im Rathaus" in page
    assert "2. von links" in page


def test_the_screen_names_records_of_the_same_name_and_sound_and_none_else(desk: Client):
    person = make_person("Sergej Lawrow")
    make_person("Sergey Lavrov", "Diplomat")
    make_person("Ina Sturm")

    page = screen(desk, person)

    assert "Sergey Lavrov" in page
    assert "Ina Sturm" not in page


def test_a_new_record_of_a_known_name_asks_whether_it_is_the_same_person(desk: Client):
    known = make_person("Mira Talberg", "Bürgermeisterin")
    url = reverse("admin:people_person_add")

    page = desk.post(url, filled(desk, url, "person_form", name="Mira Talberg"), follow=True).text
    other = desk.post(url, filled(desk, url, "person_form", name="Jonna Ekvall"), follow=True).text

    added = Person.objects.exclude(pk=known.pk).get(name="Mira Talberg")
    assert "Gesichert. Das Verzeichnis kennt schon „Mira Talberg“: Ist es dieselbe Person?" in page
    assert merge_page(added, known) in page
    assert "dieselbe Person?" not in other


def test_half_a_name_in_the_same_story_is_a_possible_double(desk: Client):
    whole, half = make_person("Mira Talberg"), make_person("Talberg")
    make_story(people=(whole, half))

    page = screen(desk, whole)

    assert reverse("admin:people_person_merge", args=[whole.pk, half.pk]) in page
    assert "1 gemeinsamer Artikel" in page


def test_people_told_apart_are_never_suggested_again(desk: Client):
    first, second = make_person("Mira Talberg"), make_person("Mira Talberg")

    desk.post(reverse("admin:people_person_apart", args=[first.pk, second.pk]), {"from": "list"})

    pages = [screen(desk, first), desk.get(reverse("admin:people_person_doubles")).content.decode()]
    assert NotDuplicate.objects.count() == 1
    assert all("Vergleichen" not in page for page in pages)


def test_possible_doubles_are_listed_in_pairs(desk: Client):
    first, second = make_person("Mira Talberg"), make_person("Mira Thalberg")
    make_person("Ina Sturm")

    page = desk.get(reverse("admin:people_person_doubles")).content.decode()

    assert merge_page(first, second) in page
    assert "Ina Sturm" not in page


def test_another_record_is_found_by_name_and_by_number(desk: Client):
    mira, ohm = make_person("Mira Talberg"), make_person("Mira Ohm")
    url = reverse("admin:people_person_find_double", args=[mira.pk])

    pages = [desk.get(url, {"q": words}).content.decode() for words in ("ohm", f"#{ohm.pk}", "niemand")]

    assert [merge_page(mira, ohm) in page for page in pages] == [True, True, False]


def test_side_by_side_shows_what_hangs_on_each_record(desk: Client):
    survivor = make_person("Mira Talberg", "Bürgermeisterin")
    loser = make_person("M. Talberg", aliases=("Mira T.",))
    make_published(people=(loser,))

    page = desk.get(merge_page(survivor, loser)).content.decode()

    assert all(words in page for words in ("Bürgermeisterin", "Mira T.", f"/person/{loser.slug}-{loser.pk}/"))
    assert "1 Artikel und 0 Bilder" in page


def test_the_values_chosen_are_the_survivors_after_the_merge(desk: Client):
    survivor, loser = make_person("M. Talberg"), make_person("Mira Talberg")
    story = make_story(people=(loser,))

    desk.post(merge_page(survivor, loser), {"name": "loser", "description": "survivor"})

    survivor.refresh_from_db()
    assert survivor.name == "Mira Talberg"
    assert Mention.objects.get(article=story).person == survivor


def test_two_wikidata_items_block_the_merge_until_one_is_said_to_be_wrong(desk: Client):
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    for person, item in ((survivor, "Q1"), (loser, "Q2")):
        Person.objects.filter(pk=person.pk).update(wikidata=item)

    refused = desk.post(merge_page(survivor, loser), {"name": "survivor"}).content.decode()
    before = PersonMerge.objects.count()
    desk.post(merge_page(survivor, loser), {"name": "survivor", "wrong": "Q1"})

    assert "Nichts wurde zusammengeführt." in refused
    assert (before, PersonMerge.objects.count()) == (0, 1)
    assert Person.objects.get(pk=survivor.pk).wikidata == "Q2"


def test_a_merge_is_undone_from_the_survivors_screen(desk: Client):
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    merge = merged(loser, survivor)
    undo = reverse("admin:people_person_undo_merge", args=[merge.pk])

    offered = undo in screen(desk, survivor)
    desk.post(undo)

    assert offered
    assert Person.objects.get(pk=loser.pk).merged_into is None


def test_the_form_of_a_merged_record_leads_to_the_one_that_remains(desk: Client):
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    merged(loser, survivor)

    answer = desk.get(form_of(loser))

    assert (answer.status_code, answer["Location"]) == (302, form_of(survivor))


def test_who_had_the_merged_record_open_is_told_and_saves_onto_the_survivor(desk: Client):
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    typed = filled(desk, form_of(loser), "person_form", description="Bürgermeisterin von Nordhaven")
    merged(loser, survivor)

    page = desk.post(form_of(loser), typed, follow=True)

    assert page.redirect_chain[-1][0] == form_of(survivor)
    assert "wurde mit diesem Datensatz zusammengeführt, während" in page.content.decode()
    assert Person.objects.get(pk=survivor.pk).description == "Bürgermeisterin von Nordhaven"


def test_a_merge_page_of_one_record_leads_back_to_it(desk: Client):
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    merged(loser, survivor)

    assert desk.get(merge_page(survivor, loser))["Location"] == form_of(survivor)


def test_a_note_that_two_are_different_is_shown_and_can_be_taken_back(desk: Client):
    survivor, loser = make_person("Mira Talberg"), make_person("Mira Talberg")
    mark_as_different(survivor.pk, loser.pk, by=None, at=NOON)

    page = desk.get(merge_page(survivor, loser)).content.decode()
    desk.post(reverse("admin:people_person_apart", args=[survivor.pk, loser.pk]), {"together": "1"})

    assert "als verschiedene Personen vermerkt" in page
    assert not NotDuplicate.objects.exists()


@pytest.mark.parametrize(("group", "code"), [("reporter", 403), ("editor", 200), ("chief", 200)])
def test_editors_and_chiefs_come_to_the_merge_and_reporters_do_not(member: Any, group: str, code: int):
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")

    browser = member(group)

    pages = [merge_page(survivor, loser), reverse("admin:people_person_doubles")]
    assert [browser.get(page).status_code for page in pages] == [code, code]


def test_a_reporters_attempt_to_undo_a_merge_changes_nothing(member: Any):
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    merge = merged(loser, survivor)

    member("reporter").post(reverse("admin:people_person_undo_merge", args=[merge.pk]))

    assert Person.objects.get(pk=loser.pk).merged_into == survivor
