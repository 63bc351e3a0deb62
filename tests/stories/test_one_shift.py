"""A whole shift over HTTP: copy comes in, is edited and published, is read and pulled, is killed, is gone."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from people.models import Person
from tests.articles.admin.forms import filled, through_panel
from tests.factories import make_chief, make_key, make_section

pytestmark = pytest.mark.django_db

COPY = """Nordhaven baut wieder Fähren

(L-R) Werftchefin Jonna Ekvall und Landrat Tarek Lindhoff in Nordhaven am 27. Februar 2026. \
Foto: IDA BRANDT/POOL/AFP via Getty Images

Die Werft in Nordhaven baut wieder Fähren. Das sagte Werftchefin Jonna Ekvall am Freitag vor der Belegschaft.

Landrat Tarek Lindhoff sprach von einem guten Tag. „Wir haben lange darauf gewartet“, sagte Lindhoff. (afp/dl)"""


class Shift:
    """The editor at the desk, a reader of the site, a partner of the feed: each with a browser of their own."""

    def __init__(self) -> None:
        self.desk = Client()
        self.desk.force_login(make_chief(), backend="django.contrib.auth.backends.ModelBackend")
        self.reader = Client()
        self.partner = Client(headers={"Authorization": f"Bearer {make_key()}"})
        self.cursor: str | None = None

    def paste_and_create(self, copy: str, **changes: str) -> Article:
        review = self.desk.post(reverse("admin:articles_article_from_copy"), {"copy": copy, "html": ""})
        url = review.headers["Location"]
        self.desk.post(url, filled(self.desk, url, "review-form", _create="1", **changes))
        return Article.objects.get()

    def press(self, story: Article, **changes: str) -> None:
        url = reverse("admin:articles_article_change", args=[story.pk])
        self.desk.post(url, filled(self.desk, url, "article_form", **changes))

    def outlets(self, story: Article) -> Iterator[tuple[str, str]]:
        """Every public page the story should stand on, with what it says."""
        paths = ["/", "/regional/", "/source/afp/", "/feed.atom", "/archive/"]
        paths += [f"/search/?q={quote(word)}" for word in ("Fähren", "Ekvall")]
        paths += [f"/person/{p.slug}-{p.pk}/" for p in Person.objects.all()]
        for path in paths:
            yield path, self.reader.get(path).content.decode()

    def pull(self) -> list[dict]:
        page = self.partner.get("/api/v1/changes", {"cursor": self.cursor} if self.cursor else {}).json()
        self.cursor = page["cursor"]
        return page["changes"]


@pytest.fixture
def shift() -> Shift:
    return Shift()


@pytest.fixture
def story(shift: Shift) -> Article:
    """Pasted, its people entered in the directory, published."""
    section = make_section("Regional", "regional")
    story = shift.paste_and_create(COPY, section=str(section.pk), person0="new", person1="new")
    through_panel(shift.desk, story.pk)
    story.refresh_from_db()
    return story


def test_pasted_copy_is_out_on_every_page_it_belongs_to(shift: Shift, story: Article) -> None:
    assert story.state == "published"

    missing = [path for path, page in shift.outlets(story) if path != "/archive/" and "Fähren" not in page]

    assert missing == []


def test_the_story_page_shows_caption_credit_people_and_source_in_words(shift: Shift, story: Article) -> None:
    page = shift.reader.get(f"/regional/{story.slug}-{story.pk}/").content.decode()

    assert "Ida Brandt/Pool/AFP via Getty Images" in page
    assert "Mit Material der AFP" in page
    assert len(re.findall(r'href="/person/', page)) >= 2


def test_the_partner_gets_the_story_and_then_its_recall(shift: Shift, story: Article) -> None:
    (put,) = shift.pull()
    assert (put["op"], put["version"]) == ("put", 1)

    shift.desk.post(
        reverse("admin:articles_article_kill", args=[story.pk]), {"reason": "wrong", "number": str(story.pk)}
    )

    (cancel,) = shift.pull()
    assert (cancel["op"], cancel["uri"]) == ("cancel", put["uri"])


def test_after_the_kill_no_outlet_says_a_word_of_it(shift: Shift, story: Article) -> None:
    list(shift.outlets(story))
    shift.desk.post(
        reverse("admin:articles_article_kill", args=[story.pk]), {"reason": "wrong", "number": str(story.pk)}
    )

    leaks = [
        path for path, page in shift.outlets(story) if "baut wieder" in page or "Lindhoff sprach" in page
    ]

    assert leaks == []
    assert shift.reader.get(f"/regional/{story.slug}-{story.pk}/").status_code == 410
