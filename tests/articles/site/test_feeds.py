"""Atom, sitemaps, pictures and the small answers."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import correct, update
from articles.actions.stories.withdraw import withhold
from articles.models import Edition, Topic
from articles.rights.grants import RightsChannel
from articles.text.figures import write_figure
from articles.url_paths import person_path
from people.models import Person
from tests.factories import NOON, make_person, make_photo, make_published, make_section

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LATER = NOON + timedelta(hours=1)


def read_feed(reader, path: str = "/feed.atom") -> ElementTree.Element:
    answer = reader.get(path)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


def test_own_text_is_in_the_feed_in_full_and_agency_text_as_a_teaser(reader):
    make_published("Eigenes", body="<p>Ganzer eigener Text.</p>", at=NOON)
    make_published(
        "Fremdes", body="<p>Anfang.</p><p>Fremder Rest.</p>", tag="(afp)", at=NOON - timedelta(minutes=1)
    )

    own, other = read_feed(reader).findall(f"{ATOM}entry")

    assert "Ganzer eigener Text." in own.findtext(f"{ATOM}content")
    assert (other.findtext(f"{ATOM}summary"), other.find(f"{ATOM}content")) == ("Anfang.", None)


def test_an_entry_keeps_its_id_and_place_when_the_story_is_updated(reader):
    article = make_published("Alt", at=NOON)
    make_published("Neu", at=NOON + timedelta(minutes=5))
    update(article.pk, StoryChange(fields={"headline": "Alt, neu gefasst"}), by=None, at=LATER)

    entries = read_feed(reader).findall(f"{ATOM}entry")

    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Neu", "Alt, neu gefasst"]
    assert (entries[1].findtext(f"{ATOM}id"), entries[1].findtext(f"{ATOM}updated")) == (
        article.guid,
        "2026-03-02T13:00:00+00:00",
    )


def test_a_picture_that_may_not_be_shared_leaves_neither_caption_nor_reference(reader):
    everywhere = (RightsChannel.SITE, RightsChannel.SOCIAL)
    shared = make_photo("Foto: Ida Brandt", channels=everywhere, caption="Der Kran am Kai.")
    kept = make_photo("Foto: Lars Quist", channels=(RightsChannel.SITE,), caption="Die Schleuse.")
    alone = make_photo("Foto: Lars Quist", channels=(RightsChannel.SITE,), caption="Die Schleuse, leer.")
    figures = f"{write_figure([kept.pk, shared.pk])}<p>Mitte.</p>{write_figure([alone.pk])}"
    make_published(body=f"<p>Anfang.</p>{figures}<p>Ende.</p>", pictures=(kept, shared, alone))

    content = read_feed(reader).findtext(f"{ATOM}entry/{ATOM}content")
    (item,) = reader.get("/feed.json").json()["items"]

    assert re.sub(r"<figure>.*?</figure>", "▣", content) == "<p>Anfang.</p>▣<p>Mitte.</p><p>Ende.</p>"
    assert "Der Kran am Kai. Foto: Ida Brandt" in content
    assert item["content_html"] == content
    assert "image" not in item
    for feed in ("/feed.atom", "/feed.json", "/politik/feed.atom"):
        text = reader.get(feed).content.decode()
        assert [word for word in ("Schleuse", "Quist", f"/{kept.pk}/", "data-photos") if word in text] == []


def test_a_section_has_a_feed_of_its_own(reader):
    make_published("Politisches")
    make_published("Sportliches", section=make_section("Sport", "sport"))

    titles = [
        entry.findtext(f"{ATOM}title")
        for entry in read_feed(reader, "/sport/feed.atom").findall(f"{ATOM}entry")
    ]

    assert titles == ["Sportliches"]


def test_the_feed_of_an_unknown_section_is_404(reader):
    assert reader.get("/gibtsnicht/feed.atom").status_code == 404


def test_the_sitemap_leads_to_a_month_that_lists_the_story(reader):
    article = make_published()

    index = ElementTree.fromstring(reader.get("/sitemap.xml").content)
    month = index.findtext(f"{MAP}sitemap/{MAP}loc")
    listed = ElementTree.fromstring(reader.get(month.removeprefix("https://zeitung.example")).content)

    assert (
        listed.findtext(f"{MAP}url/{MAP}loc")
        == f"https://zeitung.example/politik/{article.slug}-{article.pk}/"
    )


def test_a_sitemap_has_sections_and_the_topics_and_people_that_are_indexed(reader):
    person, once = make_person("Mira Lindhoff"), make_person("Olav Brandt")
    for slug in ("hafen", "deich"):
        Topic.objects.create(slug=slug, name=slug.title())
    for number in range(3):
        people = (person, once) if number == 0 else (person,)
        story = make_published(f"Meldung {number}", people=people)
        slugs = ["hafen", "deich"] if number == 0 else ["hafen"]
        Edition.objects.filter(article=story).update(topic_slugs=slugs)

    index = reader.get("/sitemap.xml").content.decode()
    names = ElementTree.fromstring(reader.get("/sitemap-lists.xml").content)

    assert "<loc>https://zeitung.example/sitemap-lists.xml</loc>" in index
    assert [url.findtext(f"{MAP}loc") for url in names] == [
        f"https://zeitung.example{path}"
        for path in ("/politik/", "/thema/hafen/", person_path(person.slug, person.pk))
    ]


def test_the_sitemap_counts_the_stories_of_merged_people_together(reader):
    person, other = make_person("Mira Lindhoff"), make_person("Mira Lindhof")
    for number, named in enumerate((person, other, other)):
        make_published(f"Meldung {number}", people=(named,))
    Person.objects.filter(pk=other.pk).update(merged_into=person)

    listed = reader.get("/sitemap-lists.xml").content.decode()

    assert person_path(person.slug, person.pk) in listed
    assert f"-{other.pk}/" not in listed


@pytest.mark.parametrize("path", ["/sitemap-2026-13.xml", "/sitemap-2026-00.xml", "/sitemap-9999-12.xml"])
def test_a_sitemap_of_no_month_is_404(reader, path):
    assert reader.get(path).status_code == 404


def test_robots_reserve_data_mining_and_name_the_sitemap(reader):
    text = reader.get("/robots.txt").content.decode()

    assert ("44b" in text, "Sitemap: https://zeitung.example/sitemap.xml" in text) == (True, True)


def test_the_house_colour_is_a_style_sheet_of_its_own(reader, settings):
    settings.ACCENT_COLOUR = "#0a5c36"

    answer = reader.get("/theme.css")

    assert answer.content == b":root{--accent-set:#0a5c36}"
    assert answer.headers["Content-Type"].startswith("text/css")


def test_health_is_told_and_never_kept(reader):
    answer = reader.get("/healthz")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


def test_a_picture_is_served_in_the_sizes_made_of_it(reader):
    photo = make_photo()
    make_published(pictures=(photo,))

    answer = reader.get(f"/media/{photo.pk}-{photo.sha256[:16]}-480.jpg")

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert answer.headers["Cache-Control"] == "public, max-age=3600, s-maxage=60, must-revalidate"
    assert answer.headers["ETag"]


def test_a_picture_is_kept_no_longer_than_its_rights_last(reader):
    photo = make_photo()
    make_published(pictures=(photo,))
    photo.grants.update(until=NOON + timedelta(hours=2, seconds=30))

    answer = reader.get(f"/media/{photo.pk}-{photo.sha256[:16]}-480.jpg")

    assert "max-age=30," in answer.headers["Cache-Control"]


@pytest.mark.parametrize("wrong", ["{pk}-0000000000000000-480.webp", "{pk}-{hash}-481.webp", "{pk}-{hash}-480.png", "../secret_key",
                                   "{pk}-{hash}-0480.webp", "9{pk}-{hash}-480.webp", "{file}", "..%2f..%2fsecret_key"])  # fmt: skip
def test_no_other_name_leads_to_a_file(reader, wrong):
    photo = make_photo()
    make_published(pictures=(photo,))

    name = wrong.format(pk=photo.pk, hash=photo.sha256[:16], file=photo.file.name)

    assert reader.get(f"/media/{name}").status_code == 404


def test_pages_take_no_post(reader):
    assert reader.post("/").status_code == 405


def test_a_topic_has_a_feed_of_its_own(reader):
    Topic.objects.create(slug="hafen", name="Hafen")
    tagged = make_published("Kai gesperrt")
    Edition.objects.filter(article=tagged).update(topic_slugs=["hafen"])
    make_published("Etwas anderes")

    titles = [
        e.findtext(f"{ATOM}title")
        for e in read_feed(reader, "/thema/hafen/feed.atom").findall(f"{ATOM}entry")
    ]

    assert titles == ["Kai gesperrt"]
    assert reader.get("/thema/gibtsnicht/feed.atom").status_code == 404


def test_the_json_feed_tells_what_the_atom_feed_tells(reader):
    make_published("Eigene Meldung", byline="Mira Lindhoff")

    told = reader.get("/feed.json").json()

    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert [(i["title"], i["authors"][0]["name"]) for i in told["items"]] == [
        ("Eigene Meldung", "Mira Lindhoff")
    ]


def test_the_json_feed_holds_agency_text_back_as_atom_does(reader):
    make_published("Meldung der Agentur", tag="(afp)", dek="Das Nötigste.")

    (item,) = reader.get("/feed.json").json()["items"]

    assert (item["content_text"], "content_html" in item) == ("Das Nötigste.", False)


def test_the_news_map_lists_two_days_by_first_publication(reader):
    make_published("Von heute")
    make_published("Von voriger Woche", at=NOON - timedelta(days=6))

    text = reader.get("/sitemap-news.xml").content.decode()

    assert ("Von heute" in text, "Von voriger Woche" in text) == (True, False)
    assert ElementTree.fromstring(text).tag == f"{MAP}urlset"


@pytest.mark.parametrize(("colour", "sheets"), [("#a3182b", 0), ("#0a5c36", 1)])
def test_only_another_colour_than_the_house_s_costs_a_request(reader, settings, colour, sheets):
    settings.ACCENT_COLOUR = colour

    assert reader.get("/").content.decode().count('href="/theme.css"') == sheets


def test_corrections_have_a_feed_that_forgets_a_withheld_story_s(reader):
    kept, withheld = make_published("Hafenplan beschlossen"), make_published("Fähre gestrichen")
    for story, note in ((kept, "Es sind 13 Kräne."), (withheld, "Sie fährt doch.")):
        correct(story.pk, desk_note="1.", public_note=note, by=None, at=LATER)
    before = [
        entry.findtext(f"{ATOM}summary")
        for entry in read_feed(reader, "/korrekturen/feed.atom").iter(f"{ATOM}entry")
    ]

    withhold(withheld.pk, reason="legal", by=None, at=LATER)

    entries = list(read_feed(reader, "/korrekturen/feed.atom").iter(f"{ATOM}entry"))
    assert sorted(before) == ["Es sind 13 Kräne.", "Sie fährt doch."]
    assert [(e.findtext(f"{ATOM}title"), e.findtext(f"{ATOM}summary")) for e in entries] == [
        ("Hafenplan beschlossen", "Es sind 13 Kräne.")
    ]
