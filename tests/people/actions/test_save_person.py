from datetime import date

import pytest

from newsroom.actions import ActionRefused, NotPermitted
from people.actions import (
    OfficeDraft,
    PersonDraft,
    add_alias,
    add_people,
    add_person,
    remove_alias,
    save_person,
)
from people.actions.merge_people import MergeChoices, merge_records
from people.models import Person
from tests.factories import NOON, make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (PersonDraft(name="  "), "name"),
        (PersonDraft(name="x" * 201), "name"),
        (PersonDraft(name="Ida Quast", slug="jonna-ekvall"), "slug"),
        (PersonDraft(name="Ida Quast", wikidata=" q1 "), "wikidata"),
        (
            PersonDraft(
                name="Ida Quast",
                offices=[OfficeDraft(title="Chef", since=date(2026, 3, 2), until=date(2026, 3, 1))],
            ),
            "offices",
        ),
    ],
)
def test_a_draft_that_cannot_be_saved_is_refused_at_its_field(draft: PersonDraft, field: str) -> None:
    add_person(PersonDraft(name="Jonna Ekvall", wikidata="Q1"), by=None, at=NOON)

    with pytest.raises(ActionRefused) as refused:
        add_person(draft, by=None, at=NOON)

    assert refused.value.field == field
    assert Person.objects.count() == 1


def test_a_name_is_folded_for_sorting_and_gets_a_slug_and_keys() -> None:
    person = add_person(PersonDraft(name=" Ørjan  von der Åse "), by=None, at=NOON)

    assert (person.name, person.slug) == ("Ørjan von der Åse", "oerjan-von-der-ase")
    assert person.sort_name == "ase, ørjan von der"
    assert {"aase", "von der aase", "oerjan von der aase"} <= set(person.keys)


def test_a_second_person_of_one_name_gets_a_numbered_slug() -> None:
    slugs = [make_person("Jonna Ekvall").slug for _ in range(3)]

    assert slugs == ["jonna-ekvall", "jonna-ekvall-2", "jonna-ekvall-3"]


def test_aliases_and_offices_left_out_of_a_draft_stay() -> None:
    person = make_person("Jonna Ekvall", "Ministerin", aliases=("Jo Ekvall",))

    save_person(person.pk, PersonDraft(name="Jonna Ekvall"), by=None)

    assert (person.aliases.get().name, person.offices.get().title) == ("Jo Ekvall", "Ministerin")


def test_aliases_and_offices_of_a_draft_replace_the_old_ones() -> None:
    person = make_person("Jonna Ekvall", "Ministerin", aliases=("Jo Ekvall", "J. Ekvall"))
    draft = PersonDraft(
        name="Jonna Ekvall",
        aliases=[" J.  Ekvall ", "Jonna Ekvall", ""],
        offices=[OfficeDraft(title=" Chefin "), OfficeDraft(title=" ")],
    )

    save_person(person.pk, draft, by=None)

    assert [alias.name for alias in person.aliases.all()] == ["J. Ekvall"]
    assert [office.title for office in person.offices.all()] == ["Chefin"]


def test_an_alias_of_a_merged_record_is_added_to_the_survivor_and_removed_from_it():
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    Person.objects.filter(pk=loser.pk).update(merged_into=survivor)

    person = add_alias(loser.pk, "Jo Talberg", by=None)
    added = list(survivor.aliases.values_list("name", flat=True))

    assert (person, added) == (survivor, ["Jo Talberg"])
    assert remove_alias(loser.pk, "Jo Talberg", by=None)


def test_an_alias_adds_its_keys_and_the_own_name_is_no_alias() -> None:
    person = make_person("Jonna Ekvall")

    add_alias(person.pk, "Jonna Ekvall", by=None)
    person = add_alias(person.pk, " Jo  Talberg ", by=None)

    assert [alias.name for alias in person.aliases.all()] == ["Jo Talberg"]
    assert "talberg" in person.keys


def test_a_merged_record_is_saved_only_with_what_changed() -> None:
    survivor, loser = make_person("Jonna Ekvall"), make_person("Jona Ekval")
    merge_records(loser.pk, survivor.pk, MergeChoices(), by=None, at=NOON)
    draft = PersonDraft(name="Jo Ekvall", description="Ministerin")

    with pytest.raises(ActionRefused):
        save_person(loser.pk, draft, by=None)
    saved = save_person(loser.pk, draft, by=None, changed=frozenset({"name", "description"}))

    assert (saved.pk, saved.name, saved.description) == (survivor.pk, "Jonna Ekvall", "Ministerin")
    assert "Jo Ekvall" in [alias.name for alias in saved.aliases.all()]


def test_many_people_are_added_at_once_with_their_offices() -> None:
    drafts = [
        PersonDraft(name="Jonna Ekvall", slug="jonna", offices=[OfficeDraft(title="Ministerin")]),
        PersonDraft(name="Ida Quast", slug="ida"),
    ]

    assert add_people(drafts, by=None, at=NOON) == 2
    assert Person.objects.get(slug="jonna").offices.get().title == "Ministerin"


@pytest.mark.parametrize("permission", ["people.add_person", "people.change_person"])
def test_adding_and_changing_need_a_permission_each(permission: str) -> None:
    person = make_person("Jonna Ekvall")
    user = make_user("mira", permission)
    draft = PersonDraft(name="Jonna Ekvall")
    refused = []

    for name, call in (
        ("add", lambda: add_person(draft, by=user, at=NOON)),
        ("add many", lambda: add_people([], by=user, at=NOON)),
        ("save", lambda: save_person(person.pk, draft, by=user)),
        ("alias", lambda: add_alias(person.pk, "Jo", by=user)),
    ):
        try:
            call()
        except NotPermitted:
            refused.append(name)

    assert refused == (["save", "alias"] if permission == "people.add_person" else ["add", "add many"])
