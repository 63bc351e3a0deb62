import io

import pytest
from PIL import Image, ImageEnhance

from articles.photos.perceptual_hash import (
    MAX_DISTANCE,
    hamming_distance,
    perceptual_hash,
    similarity_percent,
)
from tests.articles.photos.invented import encoded, scene
from tests.tables import each_of


def trimmed(picture: Image.Image, share: float) -> Image.Image:
    w, h = picture.size
    return picture.crop((int(w * share), int(h * share), int(w * (1 - share)), int(h * (1 - share))))


def recompressed(picture: Image.Image) -> Image.Image:
    return Image.open(io.BytesIO(encoded(picture, "JPEG", quality=25)))


CHANGES = {
    "smaller": lambda p: p.resize((240, 160)),
    "recompressed": recompressed,
    "paler": lambda p: ImageEnhance.Contrast(p).enhance(0.75),
    "brighter": lambda p: ImageEnhance.Brightness(p).enhance(1.15),
    "grey": lambda p: p.convert("L"),
    "trimmed": lambda p: trimmed(p, 0.015),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_changed_copy_looks_like_its_original(change, number):
    original = scene(number)

    assert (
        hamming_distance(perceptual_hash(original), perceptual_hash(CHANGES[change](original)))
        <= MAX_DISTANCE
    )


def test_no_two_of_forty_scenes_are_taken_for_copies():
    prints = [perceptual_hash(scene(number, (128, 86))) for number in range(40)]

    assert min(hamming_distance(a, b) for i, a in enumerate(prints) for b in prints[:i]) > MAX_DISTANCE


@each_of(["white", "black", "#345"])
def test_a_plain_field_is_like_no_other_picture(colour):
    assert perceptual_hash(Image.new("RGB", (300, 200), colour)) is None


def test_a_distance_is_told_in_per_cent():
    assert [similarity_percent(bits) for bits in (0, 16, 64)] == [100, 88, 50]
