import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Agency, Edition, Topic
from people.models import Person
from tests.articles.site.conftest import forget_pages
from tests.factories import NOON, make_person, make_photo, make_published, make_section

pytestmark = pytest.mark.django_db
HEADLINE = re.compile(r'class="card-headline"[^>]*><a href="[^"]*">(.*?)</a>')


def make_many(count: int, **fields) -> None:
    """`Meldung 0` is the oldest; two and two share their minute."""
    for number in range(count):
        make_published(f"Meldung {number}", at=NOON - timedelta(minutes=(count - number) // 2), **fields)


def walked(reader, path: str) -> list[str]:
    """Every headline of a list, page after page, as a reader who follows “older” meets them."""
    found, address = [], path
    while address:
        html = reader.get(address).content.decode()
        found += HEADLINE.findall(html)
        older = re.search(r'class="pager-older" href="\?before=([\w-]+)"', html)
        address = f"{path}?before={older[1]}" if older else ""
    return found


def test_the_front_page_leads_with_the_most_urgent_story_of_the_day(reader):
    make_many(3)
    make_published("Deich gebrochen", urgency=1, at=NOON - timedelta(hours=3))
    make_published("Fußball am Abend", at=NOON)

    html = reader.get("/").content.decode()

    assert HEADLINE.findall(html)[0] == "Deich gebrochen"


def test_an_empty_desk_has_a_front_page_that_says_so(reader):
    answer = reader.get("/")

    assert (answer.status_code, "noch nichts erschienen" in answer.content.decode()) == (200, True)


def test_the_front_page_shows_no_picture_twice(reader):
    photo = make_photo()
    make_published("Erste Meldung", pictures=(photo,))
    make_published("Zweite Meldung", pictures=(photo,))

    html = reader.get("/").content.decode()

    assert html.count("<img") == 1


def test_each_picture_of_a_list_has_its_credit_in_the_same_figure(reader):
    make_published(pictures=(make_photo("Jonna Ekvall/Nordbild"),))

    figures = re.findall(r"<figure.*?</figure>", reader.get("/politik/").content.decode(), re.DOTALL)

    assert [("<img" in figure, "Jonna Ekvall" in figure) for figure in figures] == [(True, True)]


def test_a_story_in_another_language_says_so_in_the_page_s_own(reader):
    make_published("Harbour plan approved", language="en")

    html = reader.get("/politik/").content.decode()

    assert '<span class="language-label">Englisch</span>' in html
    assert '<p class="card-time" lang="de">' in html


def test_older_pages_show_every_story_once_and_in_order(reader):
    make_many(65)

    assert walked(reader, "/politik/") == [f"Meldung {number}" for number in range(64, -1, -1)]


def test_a_story_published_while_reading_moves_no_other(reader):
    make_many(40)
    first = reader.get("/politik/").content.decode()
    older = re.search(r"before=([\w-]+)", first)[1]

    make_published("Eilmeldung", at=NOON + timedelta(hours=1))
    second = reader.get(f"/politik/?before={older}").content.decode()

    assert HEADLINE.findall(second) == [f"Meldung {number}" for number in range(9, -1, -1)]


@pytest.mark.parametrize("key", ["x", "AAAA", "MTIzLjQ1Ng==", "LTEuNQ", "../../etc", "9" * 500, "ä"])
def test_a_forged_page_key_is_a_clear_404(reader, key):
    make_published()

    answer = reader.get("/politik/", {"before": key})

    assert (answer.status_code, "keine Seite" in answer.content.decode()) == (404, True)


def test_unknown_parameters_change_nothing(reader):
    make_published()

    assert reader.get("/politik/?utm_source=x").content == reader.get("/politik/").content


def test_a_section_shows_the_stories_of_its_parts(reader):
    parent = make_section("Land", "land")
    part = make_section("Hafen", "hafen")
    type(part).objects.filter(pk=part.pk).update(parent=parent)
    make_published("Neuer Kai", section=part)

    html = reader.get("/land/").content.decode()

    assert ("Neuer Kai" in html, 'href="/hafen/"' in html) == (True, True)


def test_the_stories_of_its_parts_name_them_and_its_own_do_not(reader):
    parent = make_section("Land", "land")
    part = make_section("Hafen", "hafen")
    type(part).objects.filter(pk=part.pk).update(parent=parent)
    for number in range(5):
        at = NOON - timedelta(minutes=number)
        make_published(f"Neuer Kai {number}", section=part, kicker="", at=at)
        make_published(f"Neuer Weg {number}", section=parent, kicker="", at=at)

    of_family, of_part = (
        reader.get(path).content.decode().partition("<main")[2].partition("</main>")[0]
        for path in ("/land/", "/hafen/")
    )

    assert of_family.count('<p class="kicker">Hafen</p>') == 5
    assert '<p class="kicker">Land</p>' not in of_family
    assert '<p class="kicker">Hafen</p>' not in of_part


@pytest.mark.parametrize(
    "path", ["/gibtsnicht/", "/thema/gibtsnicht/", "/quelle/gibtsnicht/", "/person/x-999/"]
)
def test_a_list_of_nothing_known_is_404(reader, path):
    assert reader.get(path).status_code == 404


def test_an_address_without_its_last_slash_leads_on(reader):
    make_section()

    answer = reader.get("/politik")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/politik/")


def test_a_topic_names_what_it_is_part_of_and_its_parts_that_have_stories(reader):
    traffic = Topic.objects.create(slug="verkehr", name="Verkehr")
    rail = Topic.objects.create(slug="bahn", name="Bahn", parent=traffic)
    Topic.objects.create(slug="nachtzug", name="Nachtzug", parent=rail)
    Topic.objects.create(slug="seilbahn", name="Seilbahn", parent=rail)
    for slug in ("bahn", "nachtzug", "verkehr"):
        Edition.objects.filter(article=make_published(slug)).update(topic_slugs=[slug])

    html = reader.get("/thema/bahn/").content.decode()

    assert 'Teil von <a href="/thema/verkehr/">Verkehr</a>' in html
    assert '<li><a href="/thema/nachtzug/">Nachtzug</a></li>' in html
    assert "seilbahn" not in html


def test_a_topic_lists_its_stories_under_its_name(reader):
    topic = Topic.objects.create(name="Hafenausbau", slug="hafenausbau")
    article = make_published("Kai wird länger")
    article.editions.update(topic_slugs=[topic.slug])

    html = reader.get("/thema/hafenausbau/").content.decode()

    assert ("<h1>Hafenausbau</h1>" in html, "Kai wird länger" in html) == (True, True)


def test_a_source_page_lists_what_was_made_with_its_material(reader):
    make_published("Mit AFP", tag="(afp/dl)")
    make_published("Ganz von uns")

    html = reader.get("/quelle/afp/").content.decode()

    assert ("Mit AFP" in html, "Ganz von uns" in html) == (True, False)


def test_a_person_page_tells_offices_aliases_and_stories(reader):
    mira = make_person("Mira Talberg", "Hafenministerin", aliases=("M. Talberg",))
    make_published("Talberg reist nach Kiel", people=(mira,))

    html = reader.get(f"/person/{mira.slug}-{mira.pk}/").content.decode()

    assert all(words in html for words in ("Hafenministerin", "M. Talberg", "Talberg reist nach Kiel"))


def test_another_slug_of_a_person_leads_on(reader):
    mira = make_person()
    make_published(people=(mira,))

    answer = reader.get(f"/person/talberg-{mira.pk}/")

    assert (answer.status_code, answer.headers["Location"]) == (301, f"/person/{mira.slug}-{mira.pk}/")


def test_a_merged_person_leads_to_the_survivor(reader):
    old, new = make_person("M. Talberg"), make_person("Mira Talberg")
    make_published(people=(new,))
    Person.objects.filter(pk=old.pk).update(merged_into=new)

    answer = reader.get(f"/person/{old.slug}-{old.pk}/")

    assert (answer.status_code, answer.headers["Location"]) == (301, f"/person/{new.slug}-{new.pk}/")


def test_a_hidden_person_has_no_page(reader):
    mira = make_person()
    make_published(people=(mira,))
    Person.objects.filter(pk=mira.pk).update(hidden=True)

    assert reader.get(f"/person/{mira.slug}-{mira.pk}/").status_code == 404


def test_somebody_in_no_public_story_has_no_page(reader):
    mira = make_person()

    assert reader.get(f"/person/{mira.slug}-{mira.pk}/").status_code == 404


@pytest.mark.parametrize(("count", "robots"), [(2, "noindex"), (3, None)])
def test_a_name_in_few_stories_is_not_offered_to_search_engines_and_a_source_never(reader, count, robots):
    mira = publish_of_everything(count)

    found = [
        reader.get(path).headers.get("X-Robots-Tag")
        for path in ("/thema/hafen/", f"/person/{mira.slug}-{mira.pk}/", "/quelle/afp/")
    ]

    assert found == [robots, robots, "noindex"]


def test_the_last_page_of_a_long_list_is_offered_to_search_engines(reader):
    mira = publish_of_everything(31)

    for path in ("/thema/hafen/", f"/person/{mira.slug}-{mira.pk}/"):
        key = re.search(r'href="\?before=([\w-]+)"', reader.get(path).content.decode())[1]
        older = reader.get(f"{path}?before={key}")
        assert HEADLINE.findall(older.content.decode()) == ["Meldung 0"]
        assert "X-Robots-Tag" not in older.headers


def publish_of_everything(count: int) -> Person:
    """Stories with a topic, a source and the person who is returned."""
    mira = make_person("Mira Talberg", aliases=("M. Talberg",))
    Person.objects.filter(pk=mira.pk).update(description="Ministerin", wikidata="Q1")
    make_many(count, people=(mira,), tag="(afp/dl)")
    Topic.objects.create(slug="hafen", name="Hafen", description="Alles vom Wasser.")
    Edition.objects.update(topic_slugs=["hafen"])
    return mira


def linked_data(reader, path: str) -> list[dict[str, Any]]:
    html = reader.get(path).content.decode()
    return [
        json.loads(text) for text in re.findall(r"<script[^>]*ld\+json[^>]*>(.*?)</script>", html, re.DOTALL)
    ]


def test_each_list_describes_itself_in_linked_data(reader, settings):
    mira = publish_of_everything(1)
    parent, part = make_section("Land", "land"), make_section("Politik", "politik")
    type(part).objects.filter(pk=part.pk).update(parent=parent, description="Rat und Land.")
    type(mira).objects.filter(pk=mira.pk).update(wikidata="Q1")
    forget_pages()
    person, root = f"/person/{mira.slug}-{mira.pk}/", settings.SITE_URL
    Agency.objects.filter(code="afp").update(description="Aus Paris.")

    (section, crumbs), (topic,), (source,), (profile,) = (
        linked_data(reader, path) for path in ("/politik/", "/thema/hafen/", "/quelle/afp/", person)
    )

    named = [
        (page["@type"], page["name"], page["url"], page["description"]) for page in (section, topic, source)
    ]
    assert named == [
        ("CollectionPage", "Politik", f"{root}/politik/", "Rat und Land."),
        ("CollectionPage", "Hafen", f"{root}/thema/hafen/", "Alles vom Wasser."),
        ("CollectionPage", "AFP", f"{root}/quelle/afp/", "Aus Paris."),
    ]
    assert [(step["name"], step["item"]) for step in crumbs["itemListElement"]] == [
        ("Land", f"{root}/land/"), ("Politik", f"{root}/politik/"),
    ]  # fmt: skip
    assert profile["mainEntity"] == {
        "@type": "Person", "name": "Mira Talberg", "url": f"{root}{person}", "description": "Ministerin",
        "alternateName": ["M. Talberg"], "sameAs": ["https://www.wikidata.org/entity/Q1"],
    }  # fmt: skip


def test_the_first_section_page_alone_stands_in_its_own_breadcrumbs(reader):
    make_published()

    (_section, crumbs) = linked_data(reader, "/politik/")

    assert [step["name"] for step in crumbs["itemListElement"]] == ["Politik"]


@pytest.mark.parametrize(
    ("path", "name"), [("/thema/hafen/", "Hafen"), ("/quelle/afp/", "AFP"), ("/politik/", "Politik")]
)
def test_each_list_leads_to_its_feed(reader, path, name):
    publish_of_everything(1)

    html = reader.get(path).content.decode()

    assert re.search(rf'type="application/atom\+xml" href="{path}feed.atom" title="[^"]+ – {name}"', html)


def test_offices_are_on_the_page_with_their_years(reader):
    mira = make_person("Mira Talberg", "Abgeordnete")
    mira.offices.create(title="Landrätin", since=date(2020, 1, 1), until=date(2024, 5, 6))
    make_published(people=(mira,))

    html = reader.get(f"/person/{mira.slug}-{mira.pk}/").content.decode()

    offices = re.findall(r"<li>(.*?)</li>", re.search(r'<ul class="offices">(.*?)</ul>', html)[1])
    assert offices == ['Landrätin <span class="office-time">2020–2024</span>', "Abgeordnete"]


def test_records_merged_in_a_circle_have_no_page(reader):
    first, second = make_person("M. Talberg"), make_person("Mira Talberg")
    make_published(people=(first, second))
    for one, other in ((first, second), (second, first)):
        Person.objects.filter(pk=one.pk).update(merged_into=other)

    assert reader.get(f"/person/{first.slug}-{first.pk}/").status_code == 404


def test_parts_of_a_topic_stand_in_the_order_of_their_names(reader):
    above = Topic.objects.create(slug="verkehr", name="Verkehr")
    for slug, name in (("b", "Zug"), ("c", "Bahn"), ("a", "Kran")):
        Topic.objects.create(slug=slug, name=name, parent=above)
    Edition.objects.filter(article=make_published()).update(topic_slugs=["a", "b", "c", "verkehr"])

    html = reader.get("/thema/verkehr/").content.decode()

    assert re.findall(r'<li><a href="/thema/(\w)/">(\w+)</a></li>', html) == [
        ("c", "Bahn"), ("a", "Kran"), ("b", "Zug"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "most"), [("/", 6), ("/politik/", 5), ("/quelle/afp/", 5), ("/korrekturen/", 5)]
)
def test_a_list_takes_few_queries_however_long_it_is(reader, path, most):
    for number in range(6):
        make_published(
            f"Meldung {number}", tag="(afp/dl)", pictures=(make_photo(f"P{number}/AFP", channels=None),)
        )

    with CaptureQueriesContext(connection) as queries:
        reader.get(path)

    assert len(queries) <= most


@pytest.mark.parametrize("path", ["/politik/", "/suche/?q=Hafen"])
def test_lists_name_the_author_of_an_opinion_and_of_no_report(reader, path):
    make_published("Der Hafen braucht Mut", genre="comment", byline="Von Ida Brandt und Jonas Feld")
    make_published("Rat berät über den Hafen", byline="Von Dora Lind", at=NOON - timedelta(minutes=1))

    html = reader.get(path).content.decode()

    assert re.findall(r'<p class="card-author">([^<]*)</p>', html) == ["Ida Brandt, Jonas Feld"]
