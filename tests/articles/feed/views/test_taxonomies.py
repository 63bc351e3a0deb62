import pytest
from django.utils import timezone

from articles.actions.desk.agencies import agency_for
from articles.models import Section
from tests.factories import (
    NOON,
    make_key,
    make_partner,
    make_person,
    make_photo,
    make_published,
    make_section,
    make_story,
)

pytestmark = pytest.mark.django_db


def names(answer) -> list[str]:
    return [entry["name"] for entry in answer.json()["entries"]]


def test_sections_are_listed_with_lasting_identifiers_and_what_they_belong_to(get) -> None:
    parent = make_section("Sport", "sport")
    child = Section.objects.create(name="Segeln", slug="segeln", parent=parent)
    make_published(section=child)

    entries = get("sections").json()["entries"]

    assert entries[1]["uri"] == f"http://localhost:8000/id/section/{child.pk}"
    assert entries[1]["broader"] == entries[0]["uri"]


def test_agencies_are_listed_by_name_and_code(get) -> None:
    agency = agency_for("afp")
    make_published(tag="(afp/dl)")

    assert get(f"agencies/{agency.pk}").json()["slug"] == "afp"
    assert names(get("agencies")) == [agency.name]


def test_people_are_listed_once_a_story_names_them(get) -> None:
    make_published(people=(make_person("Mira Talberg"),))
    make_story(people=(make_person("Geheime Quelle"),))

    assert names(get("people")) == ["Mira Talberg"]


def test_a_person_known_to_the_desk_alone_does_not_exist(get) -> None:
    person = make_person("Geheime Quelle")
    make_story(people=(person,))

    assert get(f"people/{person.pk}").status_code == 404


def test_a_merged_person_leads_to_the_record_that_remains(get) -> None:
    survivor, double = make_person("Mira Talberg"), make_person("M. Talberg")
    make_published(people=(survivor,))
    double.merged_into = survivor
    double.save()

    answer = get(f"people/{double.pk}")

    assert answer.status_code == 308
    assert answer["Location"].endswith(f"/api/v1/people/{survivor.pk}")


def test_a_vocabulary_is_walked_in_pages_without_gap_or_repeat(get) -> None:
    sections = [make_section(f"Ressort {n}", f"ressort-{n}") for n in range(5)]
    made = [make_published(section=section).section_id for section in sections]
    seen, after = [], 0

    while after is not None:
        page = get("sections", limit=2, after=after).json()
        seen += [entry["id"] for entry in page["entries"]]
        after = page["next"]

    assert seen == sorted(made)


@pytest.mark.parametrize("query", [{"after": "x"}, {"after": "9" * 30}, {"limit": "0"}, {"page": "2"}])
@pytest.mark.parametrize("path", ["people", "sections", "agencies", "tags"])
def test_bad_paging_of_a_vocabulary_is_an_error(get, path, query) -> None:
    assert get(path, **query).status_code == 400


@pytest.mark.parametrize("path", ["people", "sections", "agencies", "tags"])
def test_an_unknown_entry_is_not_found(get, path) -> None:
    assert get(f"{path}/{10**17}").status_code == 404
    assert get(f"{path}/{10**30}").status_code == 404


def test_pictures_of_people_do_not_change_the_directory_of_the_feed(get) -> None:
    make_published(pictures=(make_photo(),))

    assert names(get("people")) == names(get("tags")) == []


def test_what_the_contract_names_is_listed_before_the_first_story(client, monkeypatch) -> None:
    sport, culture, afp = make_section("Sport", "sport"), make_section("Kultur", "kultur"), agency_for("afp")
    partner = make_partner()
    partner.sections.add(sport)
    partner.agencies.add(afp)
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    headers = {"Authorization": f"Bearer {make_key(partner)}"}

    def told(path: str):
        return client.get(f"/api/v1/{path}", headers=headers)

    assert names(told("sections")) == ["Sport"]
    assert names(told("agencies")) == [afp.name]
    assert told("stories?section=sport&agency=afp").status_code == 200
    assert told(f"stories?section={culture.slug}").status_code == 400
