"""A reader who follows every link, and a machine that reads what pages tell machines."""

import json
import re
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from articles.actions.desk.reference_data import save_entry
from articles.actions.stories.publish import correct
from articles.actions.stories.withdraw import kill
from articles.models import Edition, StaffInitials, Topic
from tests.factories import NOON, make_person, make_photo, make_published, make_section

pytestmark = pytest.mark.django_db
SITE = "https://zeitung.example"
LINK = re.compile(r'(?:href|src)="([^"#]+)"')
LINKED_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
ATOM = "{http://www.w3.org/2005/Atom}"
NEEDED = {
    "NewsArticle": {"headline", "datePublished", "dateModified", "author", "publisher", "image", "mainEntityOfPage"},
    "BreadcrumbList": {"itemListElement"},
    "CollectionPage": {"name", "url"},
    "ProfilePage": {"mainEntity"},
    "WebSite": {"name", "url", "publisher"},
}  # fmt: skip


@pytest.fixture
def _a_busy_day() -> None:
    person = make_person("Mira Lindhoff")
    photo = make_photo("Foto: Jonna Ekvall")
    Topic.objects.create(slug="hafen", name="Hafen")
    facts = {"initials": "ib", "name": "Ida Brandt", "slug": "ida-brandt", "portrait_id": photo.pk}
    save_entry(StaffInitials, facts, by=None, at=NOON)
    for section in (make_section(), make_section("Sport", "sport")):
        for number in range(3):
            story = make_published(f"Meldung {number} aus {section.name}", section=section, people=(person,),
                                   pictures=(photo,), tag="(afp/dl)", byline="Von Ida Brandt", at=NOON - timedelta(days=number))  # fmt: skip
            Edition.objects.filter(article=story).update(topic_slugs=["hafen"])
    correct(story.pk, desk_note="1.", public_note="Es waren 13.", by=None, at=NOON)
    killed = make_published("Zurückgezogen")
    kill(killed.pk, reason="legal", by=None, at=NOON)


def crawl(reader) -> dict[str, tuple[int, str]]:
    """Every address of the site that a link leads to, with its answer."""
    found: dict[str, tuple[int, str]] = {}
    waiting = ["/", "/sitemap.xml", "/sitemap-news.xml", "/feed.atom", "/feed.json", "/korrekturen/feed.atom"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        answer = reader.get(path)
        kind = answer.headers.get("Content-Type", "")
        text = b"".join(answer).decode() if kind.startswith(("text/html", "application")) else ""
        found[path] = (answer.status_code, text)
        links = LINK.findall(text) + re.findall(r"<loc>([^<]+)</loc>", text)
        waiting += [below(path, link) for link in links if is_ours(link)]
    return found


def is_ours(link: str) -> bool:
    return link.startswith(("/", "?", SITE)) and not link.startswith("/static/")


def below(path: str, link: str) -> str:
    parts = urlsplit(urljoin(SITE + path, link.replace("&amp;", "&")))
    return parts.path + (f"?{parts.query}" if parts.query else "")


@pytest.mark.usefixtures("_a_busy_day")
def test_no_link_of_the_site_leads_nowhere(reader):
    found = crawl(reader)

    assert len(found) > 40
    assert {path: status for path, (status, _) in found.items() if status not in {200, 302}} == {}


@pytest.mark.usefixtures("_a_busy_day")
def test_every_page_has_a_heading_a_language_an_address_and_credits(reader):
    pages = {path: html for path, (_, html) in crawl(reader).items() if html.startswith("<!doctype html>")}

    poor = {
        path
        for path, html in pages.items()
        if html.count("<h1") != 1
        or '<html lang="de">' not in html
        or ('rel="canonical"' not in html)
        or html.count("<img") > html.count('class="credit"')
    }

    assert poor == set()


@pytest.mark.usefixtures("_a_busy_day")
def test_what_pages_tell_machines_is_whole_and_agrees_with_their_address(reader):
    told = [
        (path, json.loads(text))
        for path, (_, html) in crawl(reader).items()
        for text in LINKED_DATA.findall(html)
    ]

    lacking = {(path, t["@type"]) for path, t in told if not NEEDED[t["@type"]] <= t.keys()}
    astray = {p for p, t in told if t["@type"] == "NewsArticle" and below(p, t["url"]) != p.partition("?")[0]}
    times = [datetime.fromisoformat(t["dateModified"]) for _, t in told if t["@type"] == "NewsArticle"]
    assert (lacking, astray) == (set(), set())
    assert all(moment.utcoffset() is not None for moment in times)


@pytest.mark.usefixtures("_a_busy_day")
@pytest.mark.parametrize("path", ["/feed.atom", "/politik/feed.atom", "/thema/hafen/feed.atom"])
def test_an_atom_feed_has_what_the_standard_asks_for(reader, path):
    feed = ElementTree.fromstring(reader.get(path).content)

    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert all(feed.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "link"))
    assert all(
        entry.find(f"{ATOM}{name}") is not None for entry in entries for name in ("id", "title", "updated")
    )
    assert len(set(ids)) == len(ids) > 0
