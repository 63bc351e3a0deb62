"""Crops of photos: rectangles, the files made of them, and which name is served."""

import io
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from articles.actions.errors import ActionRefused
from articles.actions.photos import render, save
from articles.actions.photos.render import render_waiting
from articles.actions.photos.save import add_photo, save_photo
from articles.models import Photo
from articles.photos.crops import RATIOS, Box, find_box, is_crop, list_set_crops
from articles.photos.renditions import FORMATS, crop_widths, rendition_kinds, rendition_name, rendition_path
from articles.rights.grants import RightsChannel
from tests.factories import NOON, picture_bytes

LEFT_HALF = [0.0, 0.1, 0.5]


@pytest.fixture(autouse=True)
def _pictures_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def photo_of(width: int, height: int, **facts: Any) -> Any:
    plain = {"crop_wide": [], "crop_standard": [], "crop_square": [], "focus_x": 0.5, "focus_y": 0.4}
    return SimpleNamespace(width=width, height=height, **{**plain, **facts})


@pytest.mark.parametrize(
    ("photo", "crop", "box"),
    [
        (photo_of(1800, 1200), "1x1", Box(300, 0, 1200, 1200)),
        (photo_of(1800, 1200, focus_x=0.0), "1x1", Box(0, 0, 1200, 1200)),
        (photo_of(1600, 1600, focus_y=1.0), "16x9", Box(0, 700, 1600, 900)),
        (photo_of(1800, 1200, crop_square=LEFT_HALF), "1x1", Box(0, 120, 900, 900)),
        (photo_of(1800, 1200, crop_square=[0.9, 0.9, 0.5]), "1x1", Box(900, 300, 900, 900)),
        (photo_of(1800, 1200, crop_square=[0.0, 0.0, 1.0]), "1x1", Box(0, 0, 1200, 1200)),
        (photo_of(1, 1), "16x9", Box(0, 0, 1, 1)),
    ],
)
def test_the_rectangle_is_inside_the_photo_by_hand_or_around_the_focal_point(photo: Any, crop: str, box: Box):
    assert find_box(photo, crop) == box


@pytest.mark.parametrize(
    ("values", "is_one"),
    [
        ([], True), (LEFT_HALF, True), ([0.5, 0, 0.5], True), ([0.6, 0, 0.5], False), ([0, 0], False),
        ([0, 0, 0.01], False), ([-0.1, 0, 0.5], False), ([0, 0, float("nan")], False),
    ],
)  # fmt: skip
def test_a_crop_is_three_fractions_inside_the_photo(values: list[float], is_one: bool):
    assert is_crop(values) is is_one


@pytest.fixture
def photo() -> Photo:
    return add_photo(
        {"credit_raw": "Foto: Jonna Ekvall"}, by=None, at=NOON,
        data=picture_bytes(size=(1_800, 1_200)), name="kran.jpg", channels=(RightsChannel.SITE,),
    )  # fmt: skip


def exists(photo: Photo, width: int, kind: str, crop: str) -> bool:
    return default_storage.exists(rendition_path(rendition_name(photo, width, kind, crop)))


@pytest.mark.django_db
def test_a_crop_of_a_new_photo_is_made_at_once_and_in_all_formats_by_the_worker(photo: Photo):
    saved = save_photo(photo.pk, {"crop_square": LEFT_HALF}, by=None, at=NOON)

    widths = crop_widths(saved, "1x1")
    assert (list_set_crops(saved), widths, saved.recipe) == (["1x1"], [480, 800, 900], 0)
    assert [exists(saved, width, "jpg", "1x1") for width in widths] == [True] * 3
    list(render_waiting())
    assert [exists(saved, 480, kind, "1x1") for kind in ("avif", "webp")] == [True, True]


@pytest.mark.django_db
def test_a_photo_keeps_its_formats_with_a_new_crop_which_has_them_at_once(photo: Photo):
    list(render_waiting())

    saved = save_photo(photo.pk, {"crop_square": LEFT_HALF}, by=None, at=NOON)

    assert rendition_kinds(saved) == ("avif", "webp", "jpg")
    assert all(exists(saved, width, k, "1x1") for width in crop_widths(saved, "1x1") for k in FORMATS)
    assert list(render_waiting()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("crop", RATIOS)
def test_the_pixels_are_those_of_the_rectangle(crop: str):
    whole = Image.new("RGB", (1_600, 1_600), "red")
    whole.paste("blue", (800, 0, 1_600, 1_600))
    buffer = io.BytesIO()
    whole.save(buffer, "PNG")
    photo = add_photo({"credit_raw": "Foto: X"}, by=None, at=NOON, data=buffer.getvalue(), name="x.png")
    fields = {"16x9": "crop_wide", "4x3": "crop_standard", "1x1": "crop_square"}

    saved = save_photo(photo.pk, {fields[crop]: [0.5, 0.2, 0.4]}, by=None, at=NOON)

    with default_storage.open(rendition_path(rendition_name(saved, 640, "jpg", crop))) as stored:
        made = Image.open(stored).convert("RGB")
    red, _green, blue = made.getpixel((5, 5))  # type: ignore[misc]  # RGB
    assert blue > 200 > red


@pytest.mark.django_db
def test_a_rectangle_outside_the_photo_is_refused(photo: Photo):
    with pytest.raises(ActionRefused):
        save_photo(photo.pk, {"crop_wide": [0.8, 0.0, 0.5]}, by=None, at=NOON)


@pytest.mark.django_db
def test_a_save_that_fails_deletes_no_file_of_a_crop_that_it_did_not_change(photo: Photo, monkeypatch):
    before = save_photo(photo.pk, {"crop_square": LEFT_HALF}, by=None, at=NOON)

    def fail(*_args: Any, **_facts: Any) -> None:
        raise OSError

    monkeypatch.setattr(save, "audit", fail)
    with pytest.raises(OSError):
        save_photo(photo.pk, {"crop_wide": [0.0, 0.0, 0.5]}, by=None, at=NOON)

    assert exists(before, 480, "jpg", "1x1")


@pytest.mark.django_db
def test_a_new_file_has_no_crop_of_the_old_one(photo: Photo):
    save_photo(photo.pk, {"crop_wide": [0.0, 0.0, 0.5]}, by=None, at=NOON)

    other = picture_bytes("red", size=(1_500, 1_000))
    saved = save_photo(photo.pk, {}, by=None, at=NOON, data=other, name="x.jpg")

    assert list_set_crops(saved) == []


@pytest.mark.django_db
def test_a_crop_changed_while_the_worker_renders_is_rendered_by_the_next_run(
    photo: Photo, monkeypatch: pytest.MonkeyPatch
):
    save_photo(photo.pk, {"crop_square": LEFT_HALF}, by=None, at=NOON)
    real = render.make_missing_renditions

    def change_meanwhile(before: Photo) -> list[str]:
        save_photo(photo.pk, {"crop_square": [0.5, 0.0, 0.5]}, by=None, at=NOON)
        return real(before)

    with monkeypatch.context() as patch:
        patch.setattr(render, "make_missing_renditions", change_meanwhile)
        list(render_waiting())
    assert Photo.objects.get().recipe == 0

    list(render_waiting())

    assert exists(Photo.objects.get(), 480, "avif", "1x1")
