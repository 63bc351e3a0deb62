"""Indexes of people, topics, authors and sources: who is in them, in which order, and who is not."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.desk.reference_data import save_entry
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Edition, StaffInitials, Topic
from articles.site import name_indexes
from people.models import Office, Person
from tests.articles.site.conftest import forget_pages
from tests.factories import NOON, make_person, make_published, make_story

pytestmark = pytest.mark.django_db
ENTRY = re.compile(
    r'<li><a href="([^"]+)">([^<]+)</a>(?: <span class="office">([^<]*)</span>)? <span class="count">([^<]+)<'
)
PEOPLE = "/archiv/personen/"
INDEXES = (PEOPLE, "/archiv/themen/", "/archiv/autoren/", "/archiv/quellen/")


def entries(reader, path: str) -> list[tuple[str, str, str, str]]:
    answer = reader.get(path)
    assert answer.status_code == 200
    return ENTRY.findall(answer.content.decode())


def names(reader, path: str) -> list[str]:
    return [name for _path, name, _office, _count in entries(reader, path)]


def test_people_are_listed_by_surname_with_office_and_number_of_stories(reader):
    mira = make_person("Mira Talberg", "Senatorin")
    olav = make_person("Olav Brandt")
    make_published(people=(mira, olav))
    make_published("Noch eine", people=(mira,))

    assert entries(reader, PEOPLE) == [
        (f"/person/olav-brandt-{olav.pk}/", "Olav Brandt", "", "1 Artikel"),
        (f"/person/mira-talberg-{mira.pk}/", "Mira Talberg", "Senatorin", "2 Artikel"),
    ]


def test_an_office_that_has_ended_is_not_named(reader):
    mira = make_person("Mira Talberg", "Senatorin")
    Office.objects.filter(person=mira).update(until=NOON.date() - timedelta(days=1))
    make_published(people=(mira,))

    assert entries(reader, PEOPLE)[0][2] == ""


def test_a_letter_has_a_page_if_a_public_story_names_someone(reader):
    make_published(people=(make_person("Mira Talberg"), make_person("Ørsted Örn")))
    make_story(people=(make_person("Olav Brandt"),))

    html = reader.get(PEOPLE).content.decode()

    assert re.findall(r'href="/archiv/personen/(.)/"', html) == ["o", "t"]
    assert names(reader, "/archiv/personen/t/") == ["Mira Talberg"]
    assert [reader.get(f"/archiv/personen/{letter}/").status_code for letter in "bx0"] == [404, 404, 404]


def test_names_with_none_of_the_letters_are_together_below_all_others(reader):
    story = make_published()
    names_by_slug = {"sterne": "5 Sterne", "jurij": "Юрий", "hafen": "Hafen"}
    Topic.objects.bulk_create(Topic(slug=slug, name=name) for slug, name in names_by_slug.items())
    Edition.objects.filter(article=story).update(topic_slugs=list(names_by_slug))

    html = reader.get("/archiv/themen/").content.decode()

    assert re.findall(r"<h2>([^<]+)<", html) == ["H", "0–9 …"]
    assert names(reader, "/archiv/themen/") == ["Hafen", "5 Sterne", "Юрий"]


@pytest.mark.parametrize("hide", [kill, withhold])
def test_who_is_in_no_public_story_any_more_is_in_no_index(reader, hide):
    Topic.objects.create(slug="hafen", name="Hafen")
    save_entry(
        StaffInitials, {"initials": "ib", "name": "Ida Brandt", "slug": "ida-brandt"}, by=None, at=NOON
    )
    story = make_published(people=(make_person("Mira Talberg"),), tag="(afp/dl)", byline="Von Ida Brandt")
    Edition.objects.filter(article=story).update(topic_slugs=["hafen"])
    before = {path: names(reader, path) for path in INDEXES}

    hide(story.pk, reason="legal", by=None, at=NOON)

    assert before == {
        INDEXES[0]: ["Mira Talberg"], INDEXES[1]: ["Hafen"], INDEXES[2]: ["Ida Brandt"], INDEXES[3]: ["AFP"]
    }  # fmt: skip
    assert {path: names(reader, path) for path in INDEXES} == {path: [] for path in INDEXES}
    assert all("noch nichts" in reader.get(path).content.decode() for path in INDEXES)


def test_a_takedown_order_removes_a_person_from_the_index(reader):
    mira = make_person("Mira Talberg")
    make_published(people=(mira,))
    before = names(reader, PEOPLE)

    mira.hidden = True
    mira.save()
    forget_pages()

    assert (before, names(reader, PEOPLE)) == (["Mira Talberg"], [])


def test_the_stories_of_a_merged_record_count_for_the_one_that_remains(reader):
    mira, double = make_person("Mira Talberg"), make_person("M. Talberg")
    make_published(people=(mira,))
    make_published("Noch eine", people=(double,))
    Person.objects.filter(pk=double.pk).update(merged_into=mira)

    assert [(name, count) for _path, name, _office, count in entries(reader, PEOPLE)] == [
        ("Mira Talberg", "2 Artikel")
    ]


def test_a_long_index_continues_after_the_last_name(reader, monkeypatch):
    monkeypatch.setattr(name_indexes, "PAGE_SIZE", 2)
    make_published(people=tuple(make_person(f"{name} Talberg") for name in ("Anna", "Bert", "Cora")))
    html = reader.get(PEOPLE).content.decode()
    older = re.findall(r'href="(\?after=[^"]+)"', html)

    assert names(reader, PEOPLE) == ["Anna Talberg", "Bert Talberg"]
    assert names(reader, f"{PEOPLE}{older[0]}") == ["Cora Talberg"]
    assert reader.get(f"{PEOPLE}?after=talberg").status_code == 404


def test_topics_and_authors_are_in_the_order_of_a_directory(reader):
    for slug, name in (("zoll", "Zoll"), ("oel", "Öl"), ("ofen", "Ofen")):
        Topic.objects.create(slug=slug, name=name)
    for initials, name in (("ib", "Ida Brandt"), ("ja", "Jonas Adler")):
        save_entry(StaffInitials, {"initials": initials, "name": name, "slug": initials}, by=None, at=NOON)
    story = make_published(byline="Ida Brandt und Jonas Adler")
    Edition.objects.filter(article=story).update(topic_slugs=["zoll", "oel", "ofen"])

    assert names(reader, "/archiv/themen/") == ["Ofen", "Öl", "Zoll"]
    assert names(reader, "/archiv/autoren/") == ["Jonas Adler", "Ida Brandt"]


def test_every_page_leads_to_the_indexes_and_so_does_the_archive(reader):
    make_published()

    for path in ("/grundsaetze/", "/archiv/"):
        html = reader.get(path).content.decode()
        wanted = 2 if path == "/archiv/" else 1
        assert [html.count(f'href="{index}"') for index in INDEXES] == [wanted] * 4


@pytest.mark.parametrize("path", INDEXES)
def test_an_index_takes_few_queries(reader, path):
    make_published(people=tuple(make_person(f"Mira {number}") for number in range(5)))
    reader.get(path)
    forget_pages()

    with CaptureQueriesContext(connection) as queries:
        reader.get(path)

    assert len(queries) <= 4


def test_the_page_of_a_name_leads_to_the_index_of_all(reader):
    mira = make_person("Mira Talberg")
    Topic.objects.create(slug="hafen", name="Hafen")
    story = make_published(people=(mira,), tag="(afp/dl)")
    Edition.objects.filter(article=story).update(topic_slugs=["hafen"])

    for path, index in (
        (f"/person/{mira.slug}-{mira.pk}/", PEOPLE),
        ("/thema/hafen/", "/archiv/themen/"),
        ("/quelle/afp/", "/archiv/quellen/"),
    ):
        assert f'<p class="kicker"><a href="{index}">' in reader.get(path).content.decode()
