import pytest

from articles.actions.errors import NotPermitted
from articles.actions.people.save import add_person, remove_alias, save_person
from articles.models import AuditEntry
from people.actions import PersonDraft
from people.models import Person
from tests.factories import NOON, make_person, make_user

pytestmark = pytest.mark.django_db


def acts() -> list[tuple[str, str | None, str]]:
    rows = AuditEntry.objects.filter(model="person").order_by("pk").select_related("actor")
    return [(row.verb, row.actor.username if row.actor else None, row.label) for row in rows]


def test_who_enters_and_changes_a_person_stands_in_the_audit_list() -> None:
    mira = make_user("mira", "people.add_person", "people.change_person")

    person = add_person(PersonDraft(name="Jonna Ekvall"), by=mira, at=NOON)
    save_person(person.pk, PersonDraft(name="Jonna Ekval"), by=mira, at=NOON, changed=frozenset({"name"}))

    assert acts() == [("add", "mira", "Jonna Ekvall"), ("save", "mira", "Jonna Ekval")]
    assert AuditEntry.objects.get(verb="save").detail == {"changed": ["name"]}


def test_who_may_not_change_the_directory_leaves_no_trace() -> None:
    person = make_person("Jonna Ekvall")

    with pytest.raises(NotPermitted):
        save_person(person.pk, PersonDraft(name="Fremd"), by=make_user("nobody"), at=NOON)

    assert acts() == []
    assert Person.objects.get(pk=person.pk).name == "Jonna Ekvall"


def test_the_removal_of_an_alias_is_listed_with_the_record_that_had_it() -> None:
    survivor, loser = make_person("Mira Talberg", aliases=("Jo Talberg",)), make_person("M. Talberg")
    Person.objects.filter(pk=loser.pk).update(merged_into=survivor)
    mira = make_user("mira", "people.change_person")

    removed = remove_alias(loser.pk, "Jo Talberg", by=mira, at=NOON)
    again = remove_alias(loser.pk, "Jo Talberg", by=mira, at=NOON)

    assert (removed, again) == (True, False)
    assert acts() == [("save", "mira", "Mira Talberg")]
