"""The portrait of a person and the pictures that show the person: which, in which order, and only while they may."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.photos.rights import block_photo
from articles.actions.stories.withdraw import kill
from articles.models import Article, Edition, Grant, Photo, StaffInitials, Topic
from articles.rights.grants import RightsChannel
from people.models import Person
from tests.articles.site.conftest import forget_pages
from tests.factories import NOON, make_person, make_photo, make_published

pytestmark = pytest.mark.django_db
SHOWN = re.compile(r'<figure class="(portrait|person-picture)">.*?<img src="/media/(\d+)-', re.S)


def publish_showing(
    *shown: tuple[Photo, tuple[Person, ...]], headline: str = "Rat tagt", hours: int = 0
) -> Article:
    """A story with these photos, whose captions name these people."""
    people = tuple({person.pk: person for _photo, named in shown for person in named}.values())
    story = make_published(
        headline,
        people=people,
        pictures=tuple(photo for photo, _named in shown),
        at=NOON - timedelta(hours=hours),
    )
    edition = Edition.objects.get(article=story)
    for placement, (_photo, named) in zip(edition.placements, shown, strict=True):
        placement["people"] = [{"person_id": person.pk, "name": person.name} for person in named]
    Edition.objects.filter(pk=edition.pk).update(placements=edition.placements)
    return story


def shown_on(reader, person: Person) -> list[tuple[str, int]]:
    forget_pages()
    answer = reader.get(f"/person/{person.slug}-{person.pk}/")
    assert answer.status_code == 200
    return [(kind, int(pk)) for kind, pk in SHOWN.findall(answer.content.decode())]


def test_the_newest_picture_of_the_person_alone_is_the_portrait(reader):
    mira, olav = make_person("Mira Talberg"), make_person("Olav Brandt")
    old, both, new = make_photo(), make_photo(), make_photo()
    publish_showing((old, (mira,)), hours=3)
    publish_showing((new, (mira,)), (both, (mira, olav)))

    assert shown_on(reader, mira) == [
        ("portrait", new.pk),
        ("person-picture", both.pk),
        ("person-picture", old.pk),
    ]
    assert shown_on(reader, olav) == [("person-picture", both.pk)]


def test_no_picture_is_on_the_page_twice(reader):
    mira, photo = make_person(), make_photo()
    publish_showing((photo, (mira,)), hours=2)
    publish_showing((photo, (mira,)))

    assert shown_on(reader, mira) == [("portrait", photo.pk)]


def test_a_picture_that_may_not_be_shown_is_not_on_the_page(reader):
    mira, blocked, for_partners = make_person(), make_photo(), make_photo()
    publish_showing((blocked, (mira,)), (for_partners, (mira,)))
    before = shown_on(reader, mira)

    block_photo(blocked.pk, True, by=None, at=NOON)
    Grant.objects.filter(photo=for_partners, channel=RightsChannel.SITE).delete()

    assert (len(before), shown_on(reader, mira)) == (2, [])


def test_the_picture_of_a_killed_story_is_not_on_the_page(reader):
    mira, photo = make_person(), make_photo()
    make_published("Ohne Bild", people=(mira,))
    story = publish_showing((photo, (mira,)))
    before = shown_on(reader, mira)

    kill(story.pk, reason="legal", by=None, at=NOON)

    assert (before, shown_on(reader, mira)) == ([("portrait", photo.pk)], [])


def test_a_page_with_pictures_takes_few_queries(reader):
    mira = make_person()
    publish_showing(*((make_photo(), (mira,)) for _number in range(5)))
    forget_pages()

    with CaptureQueriesContext(connection) as queries:
        reader.get(f"/person/{mira.slug}-{mira.pk}/")

    assert len(queries) <= 4


def test_lists_of_topics_and_authors_show_no_picture_twice(reader):
    photo = make_photo()
    Topic.objects.create(slug="hafen", name="Hafen")
    StaffInitials.objects.create(initials="dl", name="Dora Lind", slug="dora-lind", portrait=photo)
    for number in range(2):
        make_published(f"Meldung {number}", pictures=(photo,), byline="Von Dora Lind")
    Edition.objects.update(topic_slugs=["hafen"])

    pages = [reader.get(path).content.decode() for path in ("/thema/hafen/", "/autor/dora-lind/")]

    assert [html.count("<img") for html in pages] == [1, 1]
