"""What pages say of themselves to search engines, to people who share them, and to machines."""

import io
import json
import re
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from PIL import Image

from articles.actions.desk.brand import BrandDraft, save_brand
from articles.actions.desk.front_page import write_static_page
from articles.actions.desk.reference_data import save_entry
from articles.actions.photos.save import add_photo
from articles.actions.stories.publish import publish
from articles.models import Edition, EmbeddedMetadata, StaffInitials, Topic
from articles.rights.grants import RightsChannel
from articles.site.pagination import ListPosition
from articles.site.share_card import SIZE, draw_card
from articles.url_paths import moved_path, person_path, story_path
from tests.factories import (
    NOON,
    make_person,
    make_photo,
    make_published,
    make_section,
    make_story,
    picture_bytes,
)

pytestmark = pytest.mark.django_db
EVERYWHERE = (RightsChannel.SITE, RightsChannel.SOCIAL)


def html_of(reader, path: str) -> str:
    answer = reader.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def page_of(reader, article) -> str:
    return html_of(reader, story_path("politik", article.slug, article.pk))


def meta(html: str, name: str) -> str:
    found = re.findall(rf'<meta (?:name|property)="{name}" content="([^"]*)">', html)
    return found[0] if len(found) == 1 else f"{len(found)} of {name}"


def data_of(html: str) -> dict[str, Any]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return {entry["@type"]: entry for entry in map(json.loads, found)}


def wide_photo(name: str = "", size: tuple[int, int] = (1600, 900), channels=EVERYWHERE, made: str = ""):
    photo = add_photo(
        {"credit_raw": name or "Foto: Jonna Ekvall", "caption": "Ein Kran.", "alt_text": "Kran vor Himmel"},
        by=None, at=NOON, data=picture_bytes(f"#{len(made):03x}", size), name="kran.jpg", channels=channels,
    )  # fmt: skip
    if made:
        EmbeddedMetadata.objects.filter(photo=photo).delete()
        EmbeddedMetadata.objects.create(
            photo=photo, read={"digital_source": {"value": made, "origin": "XMP"}}
        )
    return photo


@pytest.fixture
def pages(settings) -> dict[str, str]:
    person = make_person("Mira Lindhoff")
    story = make_published(
        "Rat beschließt den Hafenplan",
        people=(person,),
        tag="(afp/dl)",
        byline="Von Ida Brandt und Jonas Feld",
    )
    topic = Topic.objects.create(slug="hafen", name="Hafen")
    story.topics.add(topic)
    Edition.objects.filter(article=story).update(topic_slugs=["hafen"])
    facts = {"initials": "ib", "name": "Ida Brandt", "slug": "ida-brandt", "position": "Redakteurin"}
    save_entry(StaffInitials, facts, by=None, at=NOON)
    write_static_page("imprint", "<p>Verlag Nordhaven, Kaistraße 1.</p>", by=None, at=NOON)
    own = story_path("politik", story.slug, story.pk)
    return {
        "front": "/", "section": "/politik/", "story": own, "text": f"{own}?view=text",
        "person": person_path(person.slug, person.pk), "topic": "/thema/hafen/", "author": "/autor/ida-brandt/",
        "source": "/quelle/afp/", "archive": "/archiv/", "year": "/archiv/2026/", "month": "/archiv/2026/03/",
        "day": "/archiv/2026/03/02/", "search": "/suche/?q=Hafen", "corrections": "/korrekturen/",
        "compact": "/kompakt/", "imprint": "/impressum/", "policy": "/grundsaetze/",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_kind_of_page_has_a_description_and_is_shared_with_title_and_picture(
    reader, pages, settings, language
) -> None:
    settings.SITE_LANGUAGE = language
    found, wrong = {}, []

    for name, path in pages.items():
        html = html_of(reader, moved_path(path) or path)
        facts = {
            key: meta(html, f"og:{key}")
            for key in ("type", "title", "description", "url", "image", "site_name")
        }
        found[name] = meta(html, "description")
        if found[name] != facts["description"] or any(
            " of " in value[:5] or not value for value in facts.values()
        ):
            wrong.append((name, found[name], facts))

    assert wrong == []
    assert len(set(found.values())) == len(found) - 1  # the story and the same story as text


def test_an_older_page_of_a_list_is_shared_under_its_own_address(reader) -> None:
    person = make_person("Wilma Sandt")
    StaffInitials.objects.create(initials="dl", name="Dora Lind", slug="dora-lind")
    make_published("Rat tagt", people=(person,), byline="Von Dora Lind", tag="(afp)", language="en")
    key = ListPosition(NOON + timedelta(days=1), 1).key
    paths = (
        "/politik/",
        person_path(person.slug, person.pk),
        "/autor/dora-lind/",
        "/quelle/afp/",
        "/kompakt/",
    )

    for path in paths:
        html = html_of(reader, f"{path}?before={key}")
        canonical = re.search(r'<link rel="canonical" href="([^"]+)"', html)

        assert meta(html, "og:url") == f"https://zeitung.example{path}?before={key}"
        assert canonical is None or canonical[1] == meta(html, "og:url")


def test_what_a_page_is_stands_in_its_open_graph(reader, pages) -> None:
    kinds = {
        name: meta(html_of(reader, pages[name]), "og:type") for name in ("front", "story", "person", "author")
    }

    assert kinds == {"front": "website", "story": "article", "person": "profile", "author": "profile"}


def test_a_page_that_is_not_there_is_not_to_be_shared(reader) -> None:
    html = reader.get("/gibtsnicht/").content.decode()

    assert "og:title" not in html
    assert "<title>Seite nicht gefunden | Nordhavener Zeitung</title>" in html


def test_a_story_without_a_dek_is_described_by_its_first_sentences(reader) -> None:
    html = page_of(reader, make_published(body="<p>Der Rat tagt. Er tagt lange.</p><p>Mehr.</p>"))

    assert meta(html, "description") == "Der Rat tagt. Er tagt lange."


def test_a_hostile_headline_cannot_leave_its_attribute(reader) -> None:
    html = page_of(reader, make_published('Rat "><script>alert(1)</script>'))

    assert "<script>alert" not in html
    assert meta(html, "og:title") == "Rat &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"


def test_the_card_of_the_paper_is_a_picture_with_its_name_in_its_colour(reader, settings) -> None:
    settings.ACCENT_COLOUR = "#0a5c36"

    answer = reader.get("/share-card.png")

    with Image.open(io.BytesIO(answer.content)) as card:
        assert (answer.headers["Content-Type"], card.size) == ("image/png", SIZE)
        assert card.convert("RGB").getpixel((5, 5)) == (10, 92, 54)


def test_the_name_on_the_card_fits_however_long_it_is() -> None:
    with Image.open(io.BytesIO(draw_card("Süddeutsche Häfen, Straßen und Brücken am Sonntag"))) as card:
        picture = card.convert("RGB")
    margins = {picture.getpixel((x, y)) for x in (20, SIZE[0] - 20) for y in range(SIZE[1])}

    assert margins == {(163, 24, 43)}


def test_a_story_may_have_a_title_for_search_engines_and_a_text_for_social_networks(reader) -> None:
    story = make_story(
        "Rat stimmt zu", section=make_section(), search_title="Hafen: Rat stimmt zu", social_text="Was nun?"
    )
    publish(story.pk, by=None, at=NOON)

    html = page_of(reader, story)

    assert "<title>Hafen: Rat stimmt zu | Politik | " in html
    assert meta(html, "og:title") == "Hafen: Rat stimmt zu"
    assert meta(html, "og:description") == "Was nun?"
    assert meta(html, "description") not in {"", "Was nun?"}
    assert "Rat stimmt zu</h1>" in html
    assert data_of(html)["NewsArticle"]["headline"] == "Rat stimmt zu"


def test_without_them_headline_and_dek_are_used(reader) -> None:
    html = page_of(reader, make_published("Rat stimmt zu", dek="Der Ausbau beginnt."))

    assert meta(html, "og:title") == "Rat stimmt zu"
    assert meta(html, "og:description") == meta(html, "description") == "Der Ausbau beginnt."


@pytest.mark.parametrize(
    ("genre", "kind"),
    [
        ("report", "NewsArticle"),
        ("interview", "NewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("background", "BackgroundNewsArticle"),
        ("comment", "OpinionNewsArticle"),
        ("review", "ReviewNewsArticle"),
    ],
)
def test_a_comment_is_an_opinion_to_machines_too(reader, genre, kind) -> None:
    assert kind in data_of(page_of(reader, make_published(genre=genre)))


def test_machines_are_given_the_widest_picture_and_the_papers_logo(reader) -> None:
    told = data_of(page_of(reader, make_published(pictures=(wide_photo(),))))["NewsArticle"]

    assert (told["image"][0]["width"], told["image"][0]["height"]) == (1600, 900)
    logo = told["publisher"]["logo"]
    assert (logo["width"], logo["url"].endswith(".png")) == (512, True)


@pytest.mark.parametrize(
    ("made", "label"),
    [
        ("trainedAlgorithmicMedia", "KI-generiert"),
        ("compositeWithTrainedAlgorithmicMedia", "Mit KI bearbeitet"),
        ("algorithmicMedia", "Computererzeugt"),
    ],
)
def test_readers_are_told_of_a_picture_made_by_a_machine(reader, made, label) -> None:
    photo = wide_photo(made=made)
    story = make_published(pictures=(photo,))

    page, front = page_of(reader, story), html_of(reader, "/")

    assert f'<strong class="origin">{label}</strong>' in page
    assert f"{label} · Foto: Jonna Ekvall" in front
    kind = f"https://schema.org/{made[0].upper()}{made[1:]}DigitalSource"
    assert data_of(page)["NewsArticle"]["image"][0]["digitalSourceType"] == kind


@pytest.mark.parametrize("made", ["digitalCapture", "", "somethingNew"])
def test_a_photo_of_a_camera_bears_no_label(reader, made) -> None:
    page = page_of(reader, make_published(pictures=(wide_photo(made=made),)))

    assert 'class="origin"' not in page


def entries_of(reader, path: str):
    answer = reader.get(path)
    assert answer.status_code == 200
    return feedparser.parse(answer.content).entries


@pytest.mark.parametrize("kind", ["person", "author", "source", "topic", "section"])
def test_person_author_source_topic_and_section_have_a_feed_that_their_page_names(
    reader, pages, kind
) -> None:
    path = f"{pages[kind]}feed.atom"

    assert [entry.title for entry in entries_of(reader, path)] == ["Rat beschließt den Hafenplan"]
    assert f'type="application/atom+xml" href="{path}"' in html_of(reader, pages[kind])


@pytest.mark.parametrize(
    "path", ["/quelle/dpa/feed.atom", "/autor/niemand/feed.atom", "/person/x-48/feed.atom"]
)
def test_a_feed_of_what_no_story_names_is_not_there(reader, pages, path) -> None:
    assert reader.get(path).status_code == 404


def test_another_address_of_a_persons_feed_leads_to_the_right_one(reader, pages) -> None:
    wrong = pages["person"].replace("mira-lindhoff", "anders")

    answer = reader.get(f"{wrong}feed.atom")

    assert (answer.status_code, answer.headers["Location"]) == (301, f"{pages['person']}feed.atom")


def test_every_author_is_an_author_of_the_entry(reader, pages) -> None:
    (entry,) = entries_of(reader, "/feed.atom")
    told = reader.get("/feed.json").json()["items"][0]

    assert [author["name"] for author in entry.authors] == ["Ida Brandt", "Jonas Feld"]
    assert told["authors"] == [{"name": "Ida Brandt"}, {"name": "Jonas Feld"}]


def test_an_entry_in_another_language_says_so(reader) -> None:
    make_published("Council agrees on the port", language="en")
    make_published("Rat tagt", at=NOON + timedelta(minutes=1))

    text = reader.get("/feed.atom").content.decode()

    assert re.findall(r"<entry([^>]*)><title>([^<]*)", text) == [
        ("", "Rat tagt"), (' xml:lang="en"', "Council agrees on the port"),
    ]  # fmt: skip


def test_a_feed_shows_the_pictures_that_may_be_shown_elsewhere_and_no_others(reader) -> None:
    make_published("Frei", pictures=(wide_photo(),))
    make_published(
        "Nur hier", pictures=(make_photo(channels=(RightsChannel.SITE,)),), at=NOON + timedelta(minutes=1)
    )

    shown = {entry.title: entry.get("media_content", []) for entry in entries_of(reader, "/feed.atom")}
    images = {item["title"]: item.get("image", "") for item in reader.get("/feed.json").json()["items"]}

    assert (shown["Nur hier"], images["Nur hier"]) == ([], "")
    assert shown["Frei"][0]["width"] == "1600"
    assert images["Frei"] == shown["Frei"][0]["url"]


def test_words_in_the_pages_language_are_marked_within_a_story_in_another(reader) -> None:
    html = page_of(reader, make_published("Council agrees", language="en", pictures=(make_photo(),)))

    assert '<article class="story" lang="en">' in html
    assert '<p class="crumb" lang="de">' in html
    assert '<span class="credit" lang="de">' in html


def test_the_two_searches_of_a_search_page_have_names_of_their_own(reader) -> None:
    html = html_of(reader, "/suche/?q=Hafen")

    names = re.findall(r'role="search" aria-label="([^"]+)"', html)
    assert (len(names), len(set(names))) == (2, 2)


def test_an_older_page_of_a_list_has_an_address_of_its_own(reader):
    for number in range(31):
        make_published(f"Meldung {number}", at=NOON - timedelta(minutes=number))
    first = html_of(reader, "/politik/")
    key = re.search(r'href="\?before=([\w-]+)" rel="next"', first)[1]

    found = [
        re.findall(r'rel="canonical" href="([^"]+)"', html)
        for html in (first, html_of(reader, f"/politik/?before={key}"))
    ]

    home = "https://zeitung.example/politik/"
    assert found == [[home], [f"{home}?before={key}"]]


def test_machines_are_told_topics_and_that_a_story_costs_nothing(reader):
    story = make_published()
    Topic.objects.create(slug="hafen", name="Hafenbau")
    Edition.objects.filter(article=story).update(topic_slugs=["hafen"])

    told = data_of(page_of(reader, story))["NewsArticle"]

    assert (told["keywords"], told["isAccessibleForFree"]) == (["Hafenbau"], True)


def test_a_site_without_a_brand_has_a_touch_icon(reader):
    icon = re.search(r'<link rel="apple-touch-icon" href="([^"]+)"', html_of(reader, "/"))

    assert icon is not None
    assert icon[1].endswith(".png")


@pytest.mark.parametrize(("kicker", "labels"), [("", 1), ("Kommentar", 1), ("Hafen", 1)])
def test_a_story_says_once_that_it_is_a_comment(reader, kicker, labels):
    html = page_of(reader, make_published("Zwölf Jahre Wegsehen", genre="comment", kicker=kicker))

    head = html.partition('<p class="crumb"')[2].partition("<h1>")[0]
    assert head.count("Kommentar") == labels


def test_a_long_word_in_the_headline_of_a_story_may_be_divided(reader):
    html = page_of(reader, make_published("Hochwasserschutzverordnung gilt"))

    assert "<h1>Hoch\u00adwas\u00adser" in html


def test_machines_are_given_the_icon_of_the_brand_as_the_papers_logo(reader):
    icon = io.BytesIO()
    Image.new("RGB", (600, 600), "#0a5c36").save(icon, "PNG")
    save_brand(BrandDraft(files={"icon": icon.getvalue()}), by=None, at=NOON)
    save_entry(StaffInitials, {"initials": "ib", "name": "Ida Brandt", "slug": "ida"}, by=None, at=NOON)
    story = data_of(page_of(reader, make_published(byline="Von Ida Brandt")))["NewsArticle"]
    front = data_of(html_of(reader, "/"))["WebSite"]
    author = data_of(html_of(reader, "/autor/ida/"))["ProfilePage"]["mainEntity"]

    logos = [told["logo"] for told in (story["publisher"], front["publisher"], author["worksFor"])]

    assert logos == [logos[0]] * 3
    address = logos[0]["url"].removeprefix("https://zeitung.example")
    with Image.open(io.BytesIO(reader.get(address).content)) as logo:
        assert (logo.size, logo.convert("RGB").getpixel((256, 256))) == ((512, 512), (10, 92, 54))
    assert (logos[0]["width"], logos[0]["height"]) == (512, 512)


def test_machines_are_given_the_share_card_of_a_story_without_a_picture(reader):
    html = page_of(reader, make_published())

    (image,) = data_of(html)["NewsArticle"]["image"]

    assert image["url"] == meta(html, "og:image")
    with Image.open(
        io.BytesIO(reader.get(image["url"].removeprefix("https://zeitung.example")).content)
    ) as card:
        assert (image["width"], image["height"]) == card.size
