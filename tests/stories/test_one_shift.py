"""A whole shift over HTTP: copy comes in, is edited and published, is read and pulled, is killed, is gone."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.photos.save import fill_announced_photo
from articles.models import Article, Photo
from people.models import Person
from tests.articles.admin.forms import filled, through_panel
from tests.factories import make_chief, make_key, make_section, picture_bytes

pytestmark = pytest.mark.django_db

COPY = """Nordhaven baut wieder Fähren

(L-R) Werftchefin Jonna Ekvall und Landrat Tarek Lindhoff in Nordhaven am 27. Februar 2026. \
Foto: IDA BRANDT/POOL/AFP via Getty Images

Die Werft in Nordhaven baut wieder Fähren. Das sagte Werftchefin Jonna Ekvall am Freitag vor der Belegschaft.

Landrat Tarek Lindhoff sprach von einem guten Tag. „Wir haben lange darauf gewartet“, sagte Lindhoff. (afp/dl)"""


COPY_OF_A_PICTURE = """ date 2026-02 (L-R) Vize-Hafenministerin Wanda Sperling, Küstenrat-Präsident Jens Stolterfoht, \
nordischer Vize-Hafenminister Alexej Grusdew und stellvertretender Fährminister der Nordischen Inseln, \
Aleko Fomitsch in Nordhaven am 12. Februar 2026. Foto: OLE HOSENFELD/POOL/AFP via Getty Images

Vor dem Hintergrund des Fährstreits ist erstmals seit zwei Jahren der Küstenrat zusammengekommen. \
Küstenrat-Präsident Jens Stolterfoht empfing dafür am Donnerstag unter anderem den nordischen Vize-Hafenminister \
Alexej Grusdew in Nordhaven. Grusdew hatte von einem „Moment der Wahrheit“ gesprochen.

Für das Festland nahm an dem Treffen Vize-Hafenministerin Wanda Sperling teil.

Nach Angaben der neuen Hafenbotschafterin beim Küstenrat, Juliane Schmied, soll kein Kran verlegt werden.

Der Küstenrat hatte 2023 letztmals getagt. (afp/dl)"""
"""Agency copy that begins with the picture and has no headline of its own."""


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

    def outlets(
        self, story: Article, words: tuple[str, ...] = ("Fähren", "Ekvall")
    ) -> Iterator[tuple[str, str]]:
        """Every public page the story should stand on, with what it says; it is searched by each of `words`."""
        paths = ["/", "/regional/", "/quelle/afp/", "/feed.atom", "/archiv/"]
        paths += [f"/suche/?q={quote(word)}" for word in words]
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

    missing = [path for path, page in shift.outlets(story) if path != "/archiv/" and "Fähren" not in page]

    assert missing == []


def test_copy_that_begins_with_its_picture_is_out_everywhere_under_the_editors_headline(shift: Shift) -> None:
    section = make_section("Regional", "regional")
    people = {f"person{number}": "new" for number in range(5)}
    answers = {"section": str(section.pk), "headline": "Küstenrat tagt nach zwei Jahren wieder", **people}
    story = shift.paste_and_create(COPY_OF_A_PICTURE, **answers)
    through_panel(shift.desk, story.pk)

    pages = dict(shift.outlets(story, words=("Hafenministerin", "Stolterfoht")))
    missing = [path for path, page in pages.items() if path != "/archiv/" and "Küstenrat tagt" not in page]
    (put,) = shift.pull()

    assert Person.objects.count() == 5
    assert missing == []
    assert put["item"]["headlines"][0]["value"] == "Küstenrat tagt nach zwei Jahren wieder"
    assert (story.body.count("<p>"), "(afp/dl)" in story.body, story.tag) == (4, False, "(afp/dl)")


def test_the_story_page_shows_caption_credit_people_and_source_in_words(shift: Shift, story: Article) -> None:
    photo = Photo.objects.get()
    fill_announced_photo(photo.pk, by=None, at=timezone.now(), data=picture_bytes(), name="werft.jpg")

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
