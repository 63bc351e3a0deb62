"""The first page of a section shows blocks above its list, and each story once."""

import re
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from articles.actions.stories.withdraw import kill
from articles.models import Article
from tests.factories import NOON, make_photo, make_published

pytestmark = pytest.mark.django_db(transaction=True)
STORY = re.compile(r'class="card-headline"><a href="([^"]+)"')
BAND = 'class="front-block front-pictures"'


def make_stories(count: int, *, pictured: bool = False) -> None:
    for number in range(count):
        pictures = (make_photo(),) if pictured else ()
        make_published(f"Meldung {number}", at=NOON + timedelta(minutes=number), pictures=pictures)


def section_page(reader: Any) -> str:
    return str(reader.get("/politik/").content.decode())


def test_each_story_of_a_section_is_on_its_front_once(reader):
    make_stories(20, pictured=True)

    counted = Counter(STORY.findall(section_page(reader)))

    assert (len(counted), set(counted.values())) == (20, {1})


def test_a_section_with_many_pictures_has_a_band_of_them(reader):
    make_stories(20, pictured=True)

    assert BAND in section_page(reader)


def test_a_section_with_few_stories_is_a_plain_list(reader):
    make_stories(6, pictured=True)

    page = section_page(reader)

    assert (BAND in page, 'class="front-second"' in page) == (False, False)


def test_only_the_lead_picture_of_a_section_is_fetched_at_once(reader):
    make_stories(20, pictured=True)

    page = section_page(reader)

    assert (page.count('fetchpriority="high"'), page.count('loading="lazy"')) == (1, 19)


def test_a_killed_story_leaves_the_band_at_the_next_request(process):
    make_stories(20, pictured=True)
    killed = Article.objects.get(headline="Meldung 14")
    band = process.get("/politik/")[1].partition(BAND.encode())[2].partition(b"</section>")[0]

    kill(killed.pk, reason="legal", by=None, at=NOON + timedelta(hours=1))

    assert b"Meldung 14" in band
    assert b"Meldung 14" not in process.get("/politik/")[1]
