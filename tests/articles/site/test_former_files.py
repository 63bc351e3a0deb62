"""A replaced photo: pages from before its change lead to the new file, and never to nothing."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.actions.photos.former_files import delete_renditions
from articles.actions.photos.rights import block_photo
from articles.actions.photos.save import save_photo
from articles.models import Photo
from articles.photos.renditions import (
    make_missing_renditions,
    rendition_name,
    rendition_path,
    rendition_widths,
    short_digest,
)
from newsroom.media_store.storages import media_store
from tests.factories import NOON, make_photo, make_published, picture_bytes

pytestmark = pytest.mark.django_db(transaction=True)


def replace(photo: Photo, width: int = 1_000) -> Photo:
    data = picture_bytes("#a31", (width, 600))
    return save_photo(photo.pk, {}, by=None, at=NOON, data=data, name="neu.jpg")


def make_old_photo() -> Photo:
    """Return a photo with a file of 640 pixels; those of the factory differ in width."""
    data = picture_bytes("#123", (640, 427))
    return save_photo(make_photo(with_file=False).pk, {}, by=None, at=NOON, data=data, name="alt.jpg")


def names(photo: Photo, kind: str = "jpg") -> list[str]:
    return [rendition_name(photo, width, kind) for width in rendition_widths(photo)]


def deletions() -> Any:
    return ProcrastinateJob.objects.filter(task_name="articles.tasks.delete_former_renditions")


def location(answer: Any) -> tuple[str, str]:
    return answer[0], dict(answer[2]).get("Location", "")


def test_an_old_address_leads_to_the_new_file_of_the_next_width(process):
    photo = make_old_photo()
    make_published(pictures=(photo,))
    old = names(photo)

    new = replace(photo)

    found = [location(process.get(f"/media/{name}")) for name in old]
    assert found == [
        ("302", f"/media/{rendition_name(new, 480, 'jpg')}"),
        ("302", f"/media/{rendition_name(new, 800, 'jpg')}"),
    ]
    assert process.get(found[0][1])[0] == "200"


def test_an_old_format_leads_to_one_that_is_there(process):
    photo = make_old_photo()
    make_missing_renditions(photo)
    make_published(pictures=(photo,))

    new = replace(photo, width=400)

    answer = process.get(f"/media/{names(photo, 'avif')[0]}")
    assert location(answer) == ("302", f"/media/{rendition_name(new, 400, 'jpg')}")
    assert dict(answer[2])["Cache-Control"] == "no-store"


def test_an_old_address_of_a_hidden_photo_leads_nowhere(process):
    photo = make_old_photo()
    make_published(pictures=(photo,))
    new = replace(photo)
    invented = names(photo)[0].replace(short_digest(photo), "0" * 16)

    block_photo(new.pk, True, by=None, at=NOON)

    assert process.get(f"/media/{names(photo)[0]}")[0] == "404"
    block_photo(new.pk, False, by=None, at=NOON)
    assert process.get(f"/media/{invented}")[0] == "404"


def test_the_old_files_stay_until_no_answer_needs_them(process):
    photo = make_old_photo()
    new = replace(photo)

    job = deletions().latest("id")
    assert all(default_storage.exists(rendition_path(name)) for name in (*names(photo), *names(new)))
    assert job.scheduled_at is not None
    assert job.args == {"photo_id": photo.pk, "digest": short_digest(photo)}

    assert delete_renditions(**job.args) == 2

    left = [file.name for file in media_store().list_files("renditions/")]
    assert sorted(left) == sorted(map(rendition_path, names(new)))


def test_a_file_that_is_the_present_one_again_is_not_deleted():
    photo = make_old_photo()
    with photo.file.open() as stored:
        data = stored.read()
    replace(photo)

    save_photo(photo.pk, {}, by=None, at=NOON, data=data, name="alt.jpg")

    again = Photo.objects.get()
    assert (short_digest(again), len(again.former_digests)) == (short_digest(photo), 1)
    assert delete_renditions(photo.pk, short_digest(photo)) == 0
    assert all(default_storage.exists(rendition_path(name)) for name in names(photo))


def test_a_save_without_a_new_file_remembers_nothing():
    photo, before = make_photo(), deletions().count()

    save_photo(photo.pk, {"title": "Kran"}, by=None, at=NOON)

    assert Photo.objects.get().former_digests == []
    assert deletions().count() == before
