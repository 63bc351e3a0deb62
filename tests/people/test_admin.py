"""The directory's forms go through its actions."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Person
from tests.articles.admin.conftest import signed_in
from tests.articles.admin.forms import filled
from tests.factories import make_chief, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    return signed_in(client, make_chief())


def save(desk: Client, url: str, **changes: Any) -> Any:
    return desk.post(url, filled(desk, url, "person_form", **changes), follow=True)


def test_a_person_is_added_and_found_by_the_readers_at_once(desk: Client):
    aliases = {"aliases-TOTAL_FORMS": "1", "aliases-0-name": "M. Talberg", "aliases-0-id": ""}

    save(desk, reverse("admin:people_person_add"), name="Mira  Talberg", **aliases)

    person = Person.objects.get()
    assert (person.name, person.slug) == ("Mira Talberg", "mira-talberg")
    assert [alias.name for alias in person.aliases.all()] == ["M. Talberg"]


def test_saving_untouched_keeps_offices_and_aliases(desk: Client):
    person = make_person("Mira Talberg", "Bürgermeisterin", aliases=("M. Talberg",))

    save(desk, reverse("admin:people_person_change", args=[person.pk]))

    assert [office.title for office in person.offices.all()] == ["Bürgermeisterin"]
    assert [alias.name for alias in person.aliases.all()] == ["M. Talberg"]


def test_an_office_that_ends_before_it_begins_is_refused_and_kept_in_the_form(desk: Client):
    person = make_person()
    office = {
        "offices-TOTAL_FORMS": "1", "offices-0-title": "Rätin", "offices-0-since": "01.01.2020",
        "offices-0-until": "01.01.2010", "offices-0-id": "",
    }  # fmt: skip

    page = save(desk, reverse("admin:people_person_change", args=[person.pk]), **office)

    assert "Rätin" in page.content.decode()
    assert "<p>Amt: Das Amt endet, bevor es beginnt.</p>" in page.content.decode()
    assert "unten aufgeführten" not in page.content.decode()
    assert person.offices.count() == 0


def test_the_box_above_a_form_names_the_field_of_a_row_that_is_wrong(desk: Client):
    person = make_person()
    office = {
        "offices-TOTAL_FORMS": "1", "offices-0-title": "Rätin", "offices-0-since": "irgendwann", "offices-0-id": "",
    }  # fmt: skip

    page = save(desk, reverse("admin:people_person_change", args=[person.pk]), **office)

    assert "Bitte korrigieren:" in page.content.decode()
    assert '<a href="#id_offices-0-since">Amt, Von</a>' in page.content.decode()


def test_a_wikidata_item_of_somebody_else_is_refused(desk: Client):
    Person.objects.filter(pk=make_person("Ina Sturm").pk).update(wikidata="Q1")
    person = make_person("Mira Talberg")

    save(desk, reverse("admin:people_person_change", args=[person.pk]), wikidata="Q1")

    assert Person.objects.get(pk=person.pk).wikidata == ""


def test_people_are_found_by_another_name_of_theirs(desk: Client):
    make_person("Mira Talberg", aliases=("Die Deichgräfin",))
    make_person("Ina Sturm")

    page = desk.get(f"{reverse('admin:people_person_changelist')}?q=deichgräfin").content.decode()

    assert "Mira Talberg" in page
    assert "Ina Sturm" not in page
