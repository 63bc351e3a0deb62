"""Comments have the name and the face of their author wherever a card shows them."""

import re
from datetime import timedelta

import pytest

from articles.actions.photos.rights import block_photo
from articles.models import Photo, StaffInitials
from articles.rights.grants import RightsChannel
from tests.factories import NOON, make_person, make_photo, make_published
from tests.front_pages import arrange_front_page

pytestmark = pytest.mark.django_db(transaction=True)
FACE = re.compile(
    r'<p class="card-author"><span class="face"><picture>.*?</picture>\s*</span>Dora Lind',
    re.DOTALL,
)
ALL_LISTS = ["/", "/politik/", "/suche/?q=Wegsehen", "{person}"]


def make_comment(portrait: Photo | None, headline: str = "Zwölf Jahre Wegsehen", **fields):
    StaffInitials.objects.update_or_create(
        initials="dl", defaults={"name": "Dora Lind", "slug": "dora-lind", "portrait": portrait}
    )
    return make_published(headline, genre="comment", byline="Von Dora Lind", **fields)


def read(process, path: str) -> str:
    return process.get(path)[1].decode()


@pytest.mark.parametrize("path", ALL_LISTS)
def test_a_comment_has_the_face_of_its_author_on_every_list_and_on_the_front(process, path: str) -> None:
    person = make_person("Wilma Sandt")
    story = make_comment(make_photo("Foto: Ida Brandt"), people=(person,))
    arrange_front_page_with(story)

    page = read(process, path.format(person=f"/person/{person.slug}-{person.pk}/"))

    assert len(FACE.findall(page)) == 1
    assert '<span class="credit">Foto: Ida Brandt</span>' in page


def arrange_front_page_with(story) -> None:
    """Put the comment in the lead, so that no block of opinion takes it."""
    arrange_front_page([story.pk], by=None, at=NOON)


@pytest.mark.parametrize("path", ["/", "/politik/"])
@pytest.mark.parametrize("channels", [None, (RightsChannel.PARTNER,)])
def test_without_a_usable_picture_the_name_stands_alone_and_leaves_no_hole(process, path, channels) -> None:
    photo = make_photo("Foto: Ida Brandt", channels=channels) if channels else None
    arrange_front_page_with(make_comment(photo))

    page = read(process, path)

    assert '<p class="card-author">Dora Lind</p>' in page
    assert "face" not in page.partition("<main")[2]
    assert "Ida Brandt" not in page


def test_a_portrait_that_is_blocked_or_changed_is_so_on_the_next_page(process) -> None:
    first, second = make_photo("Foto: Ida Brandt"), make_photo("Foto: Lars Quist")
    make_comment(first)
    pages = [read(process, "/politik/")]
    StaffInitials.objects.update(portrait=second)
    pages.append(read(process, "/politik/"))
    block_photo(second.pk, True, by=None, at=NOON)
    pages.append(read(process, "/politik/"))

    assert [[name in page for name in ("Ida Brandt", "Lars Quist")] for page in pages] == [
        [True, False], [False, True], [False, False]
    ]  # fmt: skip


def test_a_list_shows_a_face_once_and_the_authors_own_page_only_above(process) -> None:
    portrait = make_photo("Foto: Ida Brandt")
    make_comment(portrait)
    make_comment(portrait, "Und noch einmal", at=NOON - timedelta(hours=2))

    assert len(FACE.findall(read(process, "/politik/"))) == 1
    assert len(FACE.findall(read(process, "/autor/dora-lind/"))) == 0


def test_a_report_has_no_face(process) -> None:
    make_comment(make_photo("Foto: Ida Brandt"))
    make_published("Bericht", byline="Von Dora Lind", at=NOON + timedelta(hours=1))

    assert read(process, "/politik/").count('class="face"') == 1
