"""The picker offers the photos that a story can use, and takes a dropped file into the library."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.photos.rights import block_photo
from articles.models import Photo
from articles.rights.grants import RightsChannel
from articles.selectors import photos_to_place
from tests.factories import NOON, make_photo, make_published, picture_bytes

pytestmark = pytest.mark.django_db
URL = "admin:articles_photo_pick"


def pick(desk: Client, **params: Any) -> list[int]:
    return [photo["id"] for photo in desk.get(reverse(URL), params).json()["photos"]]


def send(desk: Client, data: bytes, name: str = "kran.jpg", **fields: Any) -> Any:
    return desk.post(
        reverse(URL), {"file": SimpleUploadedFile(name, data, content_type="image/jpeg"), **fields}
    )


def test_only_photos_that_readers_may_see_are_offered_the_newest_first(desk: Client):
    first, second = make_photo(), make_photo()
    make_photo(channels=())
    make_photo(with_file=False)
    blocked = make_photo()
    block_photo(blocked.pk, True, by=None, at=NOON)

    assert pick(desk) == [second.pk, first.pk]


def test_words_number_agency_and_day_narrow_the_choice(desk: Client):
    crane = make_photo(caption="Ein Portalkran im Hafen.")
    bridge = make_photo("Foto: Jonna Ekvall/AFP", caption="Die Brücke.")
    Photo.objects.filter(pk=crane.pk).update(created_at=timezone.now())

    assert pick(desk, q="hafen portal") == [crane.pk]
    assert pick(desk, q=f"#{bridge.pk}") == [bridge.pk]
    assert pick(desk, agency="afp") == [bridge.pk]
    assert pick(desk, since=str(timezone.localdate() - timedelta(days=1))) == [crane.pk]


def test_photos_for_partners_are_a_smaller_choice(desk: Client):
    both, site_only = make_photo(), make_photo(channels=(RightsChannel.SITE,))

    assert pick(desk) == [site_only.pk, both.pk]
    assert pick(desk, rights="partner") == [both.pk]


def test_the_search_goes_on_where_it_stopped(desk: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(photos_to_place, "PAGE_SIZE", 2)
    photos = [make_photo().pk for _ in range(3)]

    answer = desk.get(reverse(URL)).json()

    assert [photo["id"] for photo in answer["photos"]] == [photos[2], photos[1]]
    assert pick(desk, start=answer["next"]) == [photos[0]]


@pytest.mark.parametrize(
    "params", [{"since": "gestern", "start": "-1"}, {"q": "\0 %"}, {"ids": "x,9" + "9" * 40}]
)
def test_nonsense_is_no_error(desk: Client, params: dict[str, str]):
    assert desk.get(reverse(URL), params).status_code == 200


def test_a_search_that_finds_only_unusable_photos_says_why(desk: Client):
    make_photo(caption="Der Kran.", channels=())
    make_photo(caption="Der Kran am Abend.", channels=(RightsChannel.PARTNER,))
    make_photo(caption="Der Kran am Morgen.", with_file=False)

    answer = desk.get(reverse(URL), {"q": "kran"}).json()

    assert answer["problem"] == (
        "Kein Foto, das passt, kann verwendet werden: noch keine Datei (1); kein Recht für die eigene Website (1); "
        "kein Recht für die eigene Website; der Nachweis nennt keine hier bekannte Agentur (1)"
    )
    assert desk.get(reverse(URL), {"q": "leuchtturm"}).json()["problem"] == ""


def test_photos_of_a_text_are_described_with_what_readers_would_miss(desk: Client):
    shown, closed, waiting = make_photo(), make_photo(channels=()), make_photo(with_file=False)

    ids = f"{shown.pk},{closed.pk},{waiting.pk}"
    photos = desk.get(reverse(URL), {"ids": ids}).json()["photos"]

    assert [photo["note"] for photo in photos] == [
        "",
        "kein Recht für die eigene Website; der Nachweis nennt keine hier bekannte Agentur",
        "noch keine Datei",
    ]
    assert photos[0]["credit"] == "Jonna Ekvall"


def test_a_dropped_file_joins_the_library_and_asks_for_its_credit(desk: Client):
    answer = send(desk, picture_bytes()).json()["photo"]

    photo = Photo.objects.get()
    assert (answer["id"], answer["note"]) == (photo.pk, "kein Nachweis")
    assert send(desk, picture_bytes()).json()["photo"]["id"] == photo.pk


def test_a_file_that_is_no_picture_is_refused_with_the_reason(desk: Client):
    answer = send(desk, b"nichts", "kran.jpg")

    assert (answer.status_code, Photo.objects.count()) == (422, 0)
    assert "JPEG" in answer.json()["refused"]


def test_a_file_fills_the_photo_that_copy_has_announced(desk: Client):
    announced = make_photo(with_file=False)
    story = make_published(pictures=(announced,))

    answer = send(desk, picture_bytes(), photo=announced.pk).json()["photo"]

    announced.refresh_from_db()
    assert (answer["id"], Photo.objects.count(), bool(announced.file)) == (announced.pk, 1, True)
    assert announced.caption == "Ein Kran im Hafen von Nordhaven."
    assert story.placements.get().photo_id == announced.pk


def test_a_photo_with_a_file_is_not_overwritten(desk: Client):
    photo = make_photo()

    answer = send(desk, picture_bytes("#abc"), photo=photo.pk)

    assert answer.status_code == 422
    assert answer.json()["refused"].startswith("Das Foto hat schon eine Datei.")


def test_nobody_else_sees_the_library():
    assert Client().get(reverse(URL)).status_code == 302
