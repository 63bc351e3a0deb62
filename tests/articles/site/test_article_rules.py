"""What search engines ask of an article: https://developers.google.com/search/docs/appearance/structured-data/article."""

import io
import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from PIL import Image

from articles.actions.desk.reference_data import save_entry
from articles.actions.photos.save import add_photo
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import update
from articles.models import Article, StaffInitials
from articles.rights.grants import RightsChannel
from articles.url_paths import story_path
from tests.factories import NOON, make_person, make_published, picture_bytes

pytestmark = pytest.mark.django_db
SITE = "https://zeitung.example"
MIN_WIDTH = 1_200


@pytest.fixture
def story() -> Article:
    facts = {"initials": "ib", "name": "Ida Brandt", "slug": "ida-brandt"}
    save_entry(StaffInitials, facts, by=None, at=NOON)
    photo = add_photo(
        {"credit_raw": "Foto: Jonna Ekvall", "caption": "Ein Kran.", "alt_text": "Kran"}, by=None, at=NOON,
        data=picture_bytes(size=(1_800, 1_200)), name="kran.jpg", channels=(RightsChannel.SITE,),
    )  # fmt: skip
    published = make_published(
        "Rat beschließt den Hafenplan", byline="Von Ida Brandt und Jonas Feld", people=(make_person(),),
        pictures=(photo,), dek="Nach elf Jahren.",
    )  # fmt: skip
    return update(
        published.pk, StoryChange(fields={"body": "<p>Neu.</p>"}), by=None, at=NOON + timedelta(hours=1)
    )


def read_page(reader, story: Article) -> tuple[str, dict[str, Any]]:
    html = reader.get(story_path("politik", story.slug, story.pk)).content.decode()
    return html, json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)[0])


def test_an_article_names_headline_page_publisher_and_both_times_with_offset(reader, story):
    html, article = read_page(reader, story)

    assert article["@type"] == "NewsArticle"
    assert article["headline"] in html
    assert f'<link rel="canonical" href="{article["mainEntityOfPage"]}">' in html
    assert {"name", "logo", "url"} <= article["publisher"].keys()
    published, modified = (
        datetime.fromisoformat(article[name]) for name in ("datePublished", "dateModified")
    )
    assert published.utcoffset() is not None
    assert modified > published
    assert f'datetime="{article["datePublished"]}"' in html


def test_every_author_is_an_entry_of_its_own_with_the_bare_name_and_the_page(reader, story):
    _html, article = read_page(reader, story)

    assert article["author"] == [
        {"@type": "Person", "name": "Ida Brandt", "url": f"{SITE}/autor/ida-brandt/"},
        {"@type": "Person", "name": "Jonas Feld"},
    ]
    assert reader.get("/autor/ida-brandt/").status_code == 200


def test_the_picture_is_wide_enough_and_can_be_fetched(reader, story):
    html, article = read_page(reader, story)

    image, *_crops = article["image"]
    answer = reader.get(image["url"].removeprefix(SITE))

    assert image["width"] >= MIN_WIDTH
    assert image["width"] * image["height"] >= 50_000
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert image["creditText"] in html


def test_the_picture_exists_in_three_formats_that_can_be_fetched(reader, story):
    _html, article = read_page(reader, story)

    _whole, *crops = article["image"]

    assert [round(crop["width"] / crop["height"], 2) for crop in crops] == [1.78, 1.33, 1.0]
    for crop in crops:
        answer = reader.get(crop["url"].removeprefix(SITE))
        with Image.open(io.BytesIO(answer.content)) as picture:
            assert (answer.status_code, picture.size) == (200, (crop["width"], crop["height"]))
        assert crop["width"] >= MIN_WIDTH


def test_nothing_is_in_the_data_that_the_page_does_not_show(reader, story):
    html, article = read_page(reader, story)
    shown = html.partition("<body>")[2]

    named = [article["headline"], article["description"], *(author["name"] for author in article["author"])]
    assert [words for words in named if words not in shown] == []
    assert "max-image-preview:large" in html
