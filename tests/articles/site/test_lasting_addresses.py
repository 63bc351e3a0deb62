"""What was once said of an address holds: renamed sections and authors, and the identifiers of the feed."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from articles.actions.desk.agencies import agency_for
from articles.actions.desk.reference_data import save_entry
from articles.actions.errors import ActionRefused
from articles.actions.stories.publish import publish
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Agency, FormerSlug, Section, StaffInitials, Topic
from tests.articles.site.conftest import forget_pages
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


def rename(model, number: int, slug: str) -> None:
    save_entry(model, {"slug": slug}, by=None, at=NOON, pk=number)
    forget_pages()


@pytest.fixture
def renamed() -> Section:
    """The section `stadt`, which was called `lokales` and before that `ort`."""
    section = make_section("Lokales", "ort")
    make_published("Hier", section=section)
    rename(Section, section.pk, "lokales")
    rename(Section, section.pk, "stadt")
    return section


@pytest.mark.parametrize("old", ["ort", "lokales"])
def test_a_renamed_section_is_found_at_every_former_address(reader, renamed, old) -> None:
    page, feed = reader.get(f"/{old}/"), reader.get(f"/{old}/feed.atom")

    assert (page.status_code, page.headers["Location"]) == (301, "/stadt/")
    assert (feed.status_code, feed.headers["Location"]) == (301, "/stadt/feed.atom")


def test_a_renamed_section_narrows_searches_and_days_under_its_old_slug(reader, renamed) -> None:
    make_published("Dort")
    forget_pages()

    found = reader.get("/suche/?q=Rat&section=lokales").content.decode()
    day = reader.get("/archiv/2026/03/02/?section=lokales").content.decode()

    assert "1 Artikel" in found
    assert ("Hier" in day, "Dort" in day) == (True, False)


def test_a_renamed_section_filters_the_feed_under_its_old_slug(client, renamed, monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    headers = {"Authorization": f"Bearer {make_key()}"}

    new, old = (
        client.get(f"/api/v1/stories?section={slug}", headers=headers).json()["stories"]
        for slug in ("stadt", "ort")
    )

    assert [item["uri"] for item in old] == [item["uri"] for item in new] != []


def test_who_takes_a_former_slug_has_it_alone(reader, renamed) -> None:
    make_published("Neu", section=save_entry(Section, {"name": "Ort", "slug": "ort"}, by=None, at=NOON))
    forget_pages()

    assert "Neu" in reader.get("/ort/").content.decode()
    assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["lokales"]


def test_a_section_that_takes_its_old_slug_back_leads_to_itself_once(reader, renamed) -> None:
    rename(Section, renamed.pk, "ort")

    assert reader.get("/ort/").status_code == 200
    assert reader.get("/stadt/").headers["Location"] == "/ort/"


def test_a_former_slug_of_a_section_without_public_stories_leads_nowhere(reader) -> None:
    section = make_section("Prozess", "prozess")
    make_story(section=section)
    rename(Section, section.pk, "verfahren")

    assert reader.get("/prozess/").status_code == 404


def test_an_author_is_found_at_the_former_address(reader) -> None:
    author = save_entry(
        StaffInitials, {"initials": "ib", "name": "Ida Brandt", "slug": "ida"}, by=None, at=NOON
    )  # fmt: skip
    make_published(byline="Von Ida Brandt")
    rename(StaffInitials, author.pk, "ida-brandt")

    answer = reader.get("/autor/ida/")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/autor/ida-brandt/")


def test_a_slug_that_published_versions_hold_cannot_be_changed() -> None:
    topic = Topic.objects.create(name="Hafenplan", slug="hafenplan")
    story = make_story(tag="(afp/dl)")
    story.topics.add(topic)
    publish(story.pk, by=None, at=NOON)

    with pytest.raises(ActionRefused):
        save_entry(Topic, {"slug": "plan"}, by=None, at=NOON, pk=topic.pk)
    with pytest.raises(ActionRefused):
        save_entry(Agency, {"code": "xyz"}, by=None, at=NOON, pk=agency_for("afp").pk)
    assert save_entry(Topic, {"name": "Der Hafenplan"}, by=None, at=NOON, pk=topic.pk).slug == "hafenplan"


@pytest.fixture
def whole():
    """A public story with one of everything that the feed has identifiers for."""
    photo = make_photo()
    story = make_story(tag="(afp/dl)", own_rewriting=True, people=(make_person(),), pictures=(photo,))
    story.topics.add(Topic.objects.create(name="Hafenplan", slug="hafenplan"))
    publish(story.pk, by=None, at=NOON)
    forget_pages()
    return story


def test_every_identifier_leads_to_its_page(reader, whole) -> None:
    person, topic = whole.mentions.get().person, whole.topics.get()
    page = f"/politik/{whole.slug}-{whole.pk}/"
    expected = {
        f"/id/story/{whole.pk}": page,
        f"/id/picture/{whole.placements.get().photo_id}": page,
        f"/id/person/{person.pk}": f"/person/{person.slug}-{person.pk}/",
        f"/id/section/{whole.section_id}": "/politik/",
        f"/id/topic/{topic.pk}": "/thema/hafenplan/",
        f"/id/agency/{agency_for('afp').pk}": "/quelle/afp/",
    }

    assert {path: reader.get(path).headers.get("Location") for path in expected} == expected


def test_the_identifier_of_a_killed_story_is_gone_and_of_a_withheld_one_not_found(reader, whole) -> None:
    other = make_published("Anderes")
    kill(whole.pk, reason="legal", by=None, at=NOON)
    withhold(other.pk, reason="legal", by=None, at=NOON)
    forget_pages()

    assert reader.get(f"/id/story/{whole.pk}").status_code == 410
    assert reader.get(f"/id/story/{other.pk}").status_code == 404
    assert reader.get(f"/id/picture/{whole.placements.get().photo_id}").status_code == 404


@pytest.mark.parametrize("kind", ["story", "picture", "person", "section", "topic", "agency", "nothing"])
def test_an_identifier_of_nothing_is_not_found(reader, whole, kind) -> None:
    assert reader.get(f"/id/{kind}/987654321").status_code == 404
    assert reader.get(f"/id/{kind}/{10**30}").status_code == 404


OURS = re.compile(r"https://zeitung\.example(/[^\"'<>\s\\]*)")
ASKED = [
    "", "stories", "changes", "feed.atom", "people", "sections", "agencies", "tags", "keywords", "stories?format=newsml",
    "stories?profile=ninjs-2.2", "stories/{story}", "stories/{story}/versions", "pictures/{picture}",
]  # fmt: skip


def test_every_address_of_ours_that_the_feeds_print_resolves(reader, whole, settings) -> None:
    settings.ALLOWED_HOSTS = ["zeitung.example", "testserver"]
    key = make_key(make_partner(), scopes=["text:read", "pictures:read"])
    partner = Client(headers={"Authorization": f"Bearer {key}"}, SERVER_NAME="zeitung.example", secure=True)
    places = {"story": whole.pk, "picture": whole.placements.get().photo_id}
    texts = [partner.get(f"/api/v1/{path.format(**places)}") for path in ASKED]
    texts += [
        reader.get(path)
        for path in ("/feed.atom", "/feed.json", "/politik/feed.atom", "/thema/hafenplan/feed.atom")
    ]

    printed = {
        urlsplit(found.replace("&amp;", "&"))._replace(fragment="").geturl()
        for answer in texts
        for found in OURS.findall(answer.content.decode())
    }
    dead = {path: status for path in printed if (status := status_of(reader, partner, path)) >= 400}

    assert {path.split("/")[2] for path in printed if path.startswith("/id/")} == {
        "story", "picture", "person", "section", "topic", "agency"
    }  # fmt: skip
    assert dead == {}


def status_of(reader: Client, partner: Client, path: str) -> int:
    """What the address answers in the end: an identifier leads to a page."""
    asking = partner if path.startswith("/api/") else reader
    answer = asking.get(path)
    if answer.status_code in {301, 302}:
        return status_of(reader, partner, answer.headers["Location"])
    return answer.status_code
