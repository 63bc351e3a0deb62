"""A name that only hidden stories hold is answered everywhere like a name that nobody ever entered, byte for byte."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection
from django.test import Client

from articles.actions.desk.reference_data import GrantDraft, set_contract
from articles.actions.stories.publish import publish
from articles.actions.stories.schedule import schedule
from articles.feed.related_records import RECORDS
from articles.feed.rendered_items import ITEMS
from articles.feed.response_cache import RESPONSES
from articles.feed.urls import urlpatterns as feed_addresses
from articles.models import Agency, Article, ArticleSource, Photo, Section, StaffInitials, Topic
from articles.selectors import public_names
from articles.site import search_filters
from articles.site.pagination import ListPosition
from articles.site.urls import urlpatterns as site_addresses
from articles.url_paths import moved_path
from people.models import Person
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

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
READING = NOON + timedelta(hours=2)
WORD = "Zwiebelfisch"
NOBODY = 987_654_321
BEFORE = [ListPosition(NOON + timedelta(days=day), number).key for day, number in ((2, 1), (-9, 9))]


@dataclass(frozen=True)
class Hidden:
    """One thing that no reader may know of, as an address would say it."""

    kind: str
    number: int
    slug: str
    name: str


def open_desk() -> None:
    """Publish a story with a person, a topic, an agency and an author of its own: they are known."""
    StaffInitials.objects.create(initials="dl", name="Dora Lind", slug="dora-lind")
    story = make_story(
        "Werft baut neue Fähre", tag="(afp/dl)", byline="Von Dora Lind", people=(make_person(),)
    )
    story.topics.add(Topic.objects.create(name="Werft", slug="werft"))
    publish(story.pk, by=None, at=NOON)
    make_published("Rat tagt", at=NOON - timedelta(hours=1))


NUMBERED = (Section, Topic, Agency, StaffInitials, Person, Photo, Article)


def sequences(first: int) -> None:
    """Let what is entered next be numbered from `first` on; numbers outlive the test's transaction."""
    with connection.cursor() as cursor:
        for place, model in enumerate(NUMBERED, 1):
            sequence = "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)"
            cursor.execute(sequence, [model._meta.db_table, first + place * 1_000_000])


@pytest.fixture(autouse=True)
def _public_things_have_lower_numbers() -> Iterator[None]:
    sequences(50_000_000)
    yield
    sequences(0)


def hidden_story() -> tuple[Article, list[Hidden]]:
    """A draft whose section, topic, person, agency, author and photo stand nowhere else."""
    sequences(70_000_000)
    section = make_section(f"{WORD} Ressort", "zwiebelressort")
    above = Topic.objects.create(name=f"{WORD} Dach", slug="zwiebeldach")
    topic = Topic.objects.create(name=f"{WORD} Affaire", slug="zwiebelaffaere", parent=above)
    Topic.objects.filter(slug="werft").update(parent=topic)
    agency = Agency.objects.create(code="zwiebelnews", name=f"{WORD} News")
    set_contract(agency.pk, [GrantDraft(channel="site")], by=None, at=NOON)
    portrait = make_photo(f"{WORD} Porträt")
    author = StaffInitials.objects.create(
        initials="zf", name=f"Zoe {WORD}", slug="zoe-zwiebel", about=WORD, portrait=portrait
    )
    person, photo = make_person(f"Olga {WORD}"), make_photo(f"{WORD} Nordbild", caption=f"{WORD} am Kai")
    story = make_story(
        f"{WORD} geht", section=section, people=(person,), pictures=(photo,), byline=f"Von Zoe {WORD}"
    )  # fmt: skip
    story.topics.add(topic)
    ArticleSource.objects.create(article=story, agency=agency)
    return story, [
        Hidden("person", person.pk, person.slug, person.name),
        Hidden("topic", topic.pk, topic.slug, topic.name),
        Hidden("topic", above.pk, above.slug, above.name),
        Hidden("section", section.pk, section.slug, section.name),
        Hidden("agency", agency.pk, agency.code, agency.name),
        Hidden("author", author.pk, author.slug, author.name),
        Hidden("photo", photo.pk, photo.sha256[:16], f"{WORD} Bild"),
        Hidden("photo", portrait.pk, portrait.sha256[:16], f"{WORD} Bild"),
        Hidden("story", story.pk, story.slug, story.headline),
    ]


def draft() -> list[Hidden]:
    return hidden_story()[1]


def scheduled() -> list[Hidden]:
    story, names = hidden_story()
    schedule(story.pk, publish_at=NOON + timedelta(days=1), by=None, at=NOON)
    return names


def embargoed() -> list[Hidden]:
    story, names = hidden_story()
    lifts = NOON + timedelta(days=1)
    schedule(story.pk, publish_at=lifts, embargo_until=lifts, by=None, at=NOON)
    return names


HIDE = [embargoed, *(pytest.param(hide, marks=pytest.mark.exhaustive) for hide in (draft, scheduled))]


def site_questions(slug: str, number: int, name: str) -> Iterator[str]:
    """Every address of the readers' site into which a slug, a number or a name fits, with every filter."""
    bare = [
        f"/person/{slug}-{number}/", f"/person/x-{number}/", f"/autor/{slug}/", f"/thema/{slug}/", f"/quelle/{slug}/",
        f"/{slug}/", f"/{slug}/x-{number}/", f"/politik/x-{number}/", f"/{slug}/{slug}-{number}/",
        f"/id/person/{number}", f"/id/topic/{number}", f"/id/section/{number}", f"/id/story/{number}",
        f"/id/picture/{number}", f"/id/agency/{number}",
        f"/newsletter/confirm/{slug}/", f"/newsletter/leave/{slug}/",
        f"/newsletter/{slug}/", f"/newsletter/{slug}/{number}/",
        f"/share-card/{number}-{slug}.png", f"/theme/{slug}.css", f"/theme/{slug}/{slug}.svg",
    ]  # fmt: skip
    for path in bare:
        yield path
        yield from (f"{path}?before={key}" for key in BEFORE)
    yield from (f"/thema/{slug}/feed.atom", f"/{slug}/feed.atom", f"/person/{slug}-{number}/feed.atom")
    yield from (
        f"/quelle/{slug}/feed.atom",
        f"/autor/{slug}/feed.atom",
        f"/archiv/2026/03/02/?section={slug}",
    )
    for size in (480, 600, 1200):
        yield from (f"/media/{number}-{slug}-{size}.{kind}" for kind in ("webp", "jpg"))
    yield f"/media/files/{number}-{slug}.mp4"
    words = ("Werft", quote(name))
    for word in words:
        yield f"/suche/?q={word}"
        for filter_ in search_filters.PARAMETERS:
            yield from (f"/suche/?q={word}&{filter_}={value}" for value in (slug, number, quote(name)))
        yield from (f"/suche/?q={word}&person={number}&before={key}" for key in BEFORE)


FACETS = ("section", "section_only", "agency", "person", "tag", "keyword", "q")


def feed_questions(slug: str, number: int, name: str) -> Iterator[str]:
    """Every address of the partners' feed likewise."""
    for place in ("people", "sections", "agencies", "tags", "keywords", "stories", "pictures"):
        yield f"{place}/{number}"
        yield f"{place}?after={number - 1}&limit=1"
    yield from (f"stories/{number}/versions", f"stories/{number}/versions/1", f"pictures/{number}/file/480px")
    yield f"media/{number}/file"
    for place in ("stories", "changes", "feed.atom"):
        for facet in FACETS:
            for value in (slug, number, quote(name)):
                yield f"{place}?{facet}={value}"
                if facet != "q":
                    yield f"{place}?{facet}!={value}"


@pytest.fixture(autouse=True)
def _own_pictures_and_no_limit_of_requests(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.FEED_PER_MINUTE = settings.FEED_PER_DAY = 1_000_000


VARYING = {"Content-Length", "ETag", "RateLimit", "RateLimit-Policy"}


def answered(client: Client, path: str, **headers: str) -> bytes:
    forget_pages()
    RESPONSES.clear()
    ITEMS.clear()
    RECORDS.clear()
    answer = client.get(path, headers={"X-Request-ID": "one-and-the-same", **headers})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    told = {name: value for name, value in answer.headers.items() if name not in VARYING}
    return f"{answer.status_code} {sorted(told.items())}\n".encode() + body


def neutral(answer: bytes, slug: str, number: int, name: str) -> bytes:
    """The answer without what was asked, which it may repeat."""
    for text in (name, quote(name), name.replace(" ", "+"), slug, str(number - 1), str(number)):
        answer = answer.replace(text.encode(), b"#")
    return re.sub(rb'"value": ?"[^"]*"', b'"value":""', answer)


type Questions = Callable[[str, int, str], Iterator[str]]


@dataclass
class Hunt:
    """Asks about hidden names and about one that does not exist, and keeps the addresses where the answers differ."""

    ask: Callable[[str], bytes]
    questions: Questions
    absent: tuple[str, int, str] = ("gibtsnicht", NOBODY, "Xantippo Quorzz")
    asked: int = 0

    def about(self, names: list[Hidden]) -> list[tuple[str, str]]:
        nothing = [neutral(self.ask(path), *self.absent) for path in self.questions(*self.absent)]
        return [(hidden.kind, path) for hidden in names for path in self.told_of(hidden, nothing)]

    def told_of(self, hidden: Hidden, nothing: list[bytes]) -> Iterator[str]:
        real = (hidden.slug, hidden.number, hidden.name)
        for path, expected in zip(self.questions(*real), nothing, strict=True):
            answer = neutral(self.ask(path), *real)
            self.asked += 1
            if answer != expected or WORD.encode() in answer:
                yield path


@pytest.mark.parametrize("hide", HIDE)
def test_readers_are_answered_about_a_hidden_name_as_about_one_that_does_not_exist(
    hide, record_property
) -> None:
    with time_machine.travel(READING, tick=False):
        open_desk()
        client = Client()
        hunt = Hunt(lambda path: answered(client, path), site_questions)
        told = hunt.about(hide())

    record_property("addresses asked", hunt.asked)
    assert hunt.asked > 900
    assert told == []


@pytest.mark.parametrize("hide", HIDE)
def test_partners_are_answered_about_a_hidden_name_as_about_one_that_does_not_exist(
    hide, record_property
) -> None:
    with time_machine.travel(READING, tick=False):
        open_desk()
        key = make_key(make_partner(), scopes=["text:read", "pictures:read", "webhooks:write", "usage:read"])
        client = Client()

        def ask(path: str) -> bytes:
            return answered(client, f"/api/v1/{path}", Authorization=f"Bearer {key}")

        hunt = Hunt(ask, feed_questions)
        told = hunt.about(hide())

    record_property("addresses asked", hunt.asked)
    assert hunt.asked > 900
    assert told == []


def test_every_address_with_a_place_for_a_name_is_asked() -> None:
    """A new kind of page is to be asked here before it goes out."""
    routes = {str(entry.pattern) for entry in site_addresses if "<" in str(entry.pattern)}
    site = {route for route in routes if not moved_path(f"/{route}")}
    feed = {str(entry.pattern) for entry in feed_addresses if "<" in str(entry.pattern)}
    by_time = {route for route in site if route.startswith(("archiv/", "sitemap-", "preview/"))}
    asked = [
        *site_questions("SLUG", 7, "NAME"),
        *(f"/api/v1/{path}" for path in feed_questions("SLUG", 7, "NAME")),
    ]

    unasked = [
        route for route in (*(site - by_time), *feed) if not any(matches(route, path) for path in asked)
    ]

    assert [route for route in unasked if not route.startswith("webhooks/")] == []


def matches(route: str, path: str) -> bool:
    pattern = re.sub(r"<[^>]+>", "[^/?]+", route.replace(".", r"\."))
    return re.fullmatch(rf"(?:/api/v1)?/{pattern}(?:\?.*)?", path) is not None


def pages_alone(slug: str, number: int, name: str) -> Iterator[str]:
    return (path for path in site_questions(slug, number, name) if "?" not in path)


def test_the_same_names_are_told_once_their_story_is_out() -> None:
    """The control: the hunt does find a name that is public."""
    with time_machine.travel(READING, tick=False):
        open_desk()
        story, names = hidden_story()
        publish(story.pk, by=None, at=NOON)
        client = Client()
        told = Hunt(lambda path: answered(client, path), pages_alone).about(names)

    assert {kind for kind, _ in told} >= {"author", "person", "section", "story", "topic"}


def test_a_section_leaves_the_navigation_when_the_clock_takes_its_last_story_down() -> None:
    ends = READING + timedelta(minutes=30)
    with time_machine.travel(READING, tick=False) as clock:
        open_desk()
        story = make_published("Nur hier", section=make_section("Hafen", "hafen"))
        story.editions.update(visible_until=ends)
        client = Client()

        before = client.get("/politik/")
        clock.move_to(ends)
        after = client.get("/politik/")

    assert 'href="/hafen/"' in before.content.decode()
    assert 'href="/hafen/"' not in after.content.decode()


def test_a_section_with_stories_in_its_parts_alone_is_public() -> None:
    sport = make_section("Sport", "sport")
    make_published("Regatta", section=Section.objects.create(name="Segeln", slug="segeln", parent=sport))

    with time_machine.travel(READING, tick=False):
        assert Client().get("/sport/").status_code == 200


DOORS = {"Person", "Topic", "Agency", "Section", "StaffInitials"}
LOOKS_UP_WHAT_A_STORY_NAMES = {
    "articles/site/preview.py",  # for the desk and whom it sent the address
    "articles/site/story.py",  # by the numbers that a public edition holds
    "articles/feed/related_records.py",  # by the numbers that a deliverable edition holds
    "articles/feed/sandbox.py",  # enters the sandbox's own story
}


def test_readers_and_partners_names_come_through_one_door() -> None:
    """Outside `public_names` nothing of the site or the feed asks the directories for a name by itself."""
    root = Path(public_names.__file__).parents[2]
    files = [*(root / "articles/site").rglob("*.py"), *(root / "articles/feed").rglob("*.py")]

    asking = {
        file.relative_to(root).as_posix(): found
        for file in files
        if (found := sorted(set(directories_asked(file)))) and file.relative_to(root).as_posix() not in LOOKS_UP_WHAT_A_STORY_NAMES
    }  # fmt: skip

    assert asking == {
        "articles/feed/filters.py": ["Agency", "Person", "Section"],  # narrowed to what was ever published
        "articles/feed/views/taxonomies.py": ["Person"],  # who was merged leads on only to a listed record
        "articles/site/arranged_section.py": ["Section"],  # those that the site shows, by number
        "articles/site/changed_tags.py": [
            "StaffInitials"
        ],  # tags of changed records, which only the cache gets
        "articles/site/cards.py": ["StaffInitials"],  # authors of public stories, by their initials
        # Those that the site shows, by number; the topic of a draft.
        "articles/site/front_page.py": ["Section", "Topic"],
        "articles/site/listings.py": [
            "Person",
            "Topic",
        ],  # a story that names the person; slugs that end the page
        "articles/site/search_filters.py": ["Person"],  # likewise
        "articles/site/search_results.py": ["Person"],  # by the numbers of the stories found
        "articles/site/sitemaps.py": ["Person"],  # by the numbers of public stories, and with a public page
    }


def directories_asked(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name):
            yield from {node.value.id} & DOORS
