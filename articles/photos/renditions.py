"""Smaller copies of a picture for screens: upright, in sRGB, without metadata but the credit and never where.

JPEG is made when a picture is added, so that a page never waits; WebP and AVIF follow in the background.

A rendition's name is made of the picture's number, a hash of its bytes and the width: the same name always means
the same bytes, and neither the agency's file name nor a person's name is in it.
"""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageCms, ImageOps

from articles.photos.perceptual_hash import perceptual_hash

if TYPE_CHECKING:
    from articles.models import Photo

WIDTHS = (480, 800, 1200, 1600)
FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 58, "speed": 8}),
    "webp": ("WEBP", {"quality": 78, "method": 2}),
    "jpg": ("JPEG", {"quality": 80}),
}
"""The lightest first, as pages offer them."""
CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
RECIPES = (("jpg",), ("webp", "jpg"), ("avif", "webp", "jpg"))
"""Which kinds there are of a photo, by its `recipe`; the last is complete."""
COMPLETE_RECIPE = len(RECIPES) - 1
COPYRIGHT, ARTIST, ORIENTATION = 0x8298, 0x013B, 0x0112
FIRST_ROTATED_ORIENTATION = 5
"""Orientations from here on swap width and height."""
NAME = re.compile(
    r"(?P<number>[1-9]\d{0,17})-(?P<digest>[0-9a-f]{16})-(?P<width>\d{1,4})\.(?P<kind>avif|webp|jpg)"
)


@dataclass(frozen=True, slots=True)
class RenditionName:
    """What the name of a rendition says."""

    number: int
    digest: str
    width: int
    kind: str


def parse_rendition_name(name: str) -> RenditionName | None:
    found = NAME.fullmatch(name)
    if found is None:
        return None
    return RenditionName(int(found["number"]), found["digest"], int(found["width"]), found["kind"])


def rendition_name(photo: "Photo", width: int, kind: str) -> str:
    return f"{photo.pk}-{photo.sha256[:16]}-{width}.{kind}"


def rendition_path(name: str) -> str:
    """Where the storage keeps it, apart from the originals."""
    return f"renditions/{name}"


def rendition_widths(photo: "Photo") -> list[int]:
    """The widths made of it, never wider than the original."""
    whole = min(photo.width or 0, WIDTHS[-1])
    return [*(width for width in WIDTHS if width < whole), whole] if whole else []


def rendition_height(photo: "Photo", width: int) -> int:
    return max(1, round(width * (photo.height or 0) / (photo.width or 1)))


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height as the picture is seen, a camera's turn taken into account."""
    with Image.open(io.BytesIO(data)) as opened:
        turned = opened.getexif().get(ORIENTATION, 1) >= FIRST_ROTATED_ORIENTATION
        return (opened.height, opened.width) if turned else (opened.width, opened.height)


def hash_picture(data: bytes) -> int | None:
    with Image.open(io.BytesIO(data)) as opened:
        opened.draft("L", (256, 256))
        return perceptual_hash(ImageOps.exif_transpose(opened))


def rendition_kinds(photo: "Photo") -> tuple[str, ...]:
    """The kinds its renditions exist in, the lightest first."""
    return RECIPES[min(photo.recipe, COMPLETE_RECIPE)]


def make_first_renditions(photo: "Photo") -> list[str]:
    """What a page needs at once. The file must have passed `check_picture`; the paths written."""
    return _make_renditions(photo, RECIPES[0])


def make_missing_renditions(photo: "Photo") -> list[str]:
    """The kinds that are still to be made; safe to run again and by two at once."""
    return _make_renditions(
        photo, [kind for kind in RECIPES[COMPLETE_RECIPE] if kind not in rendition_kinds(photo)]
    )


def _make_renditions(photo: "Photo", kinds: Iterable[str]) -> list[str]:
    with photo.file.open("rb") as source, Image.open(source) as opened:
        widths = rendition_widths(photo)
        enough = 2 * max(widths[-1], rendition_height(photo, widths[-1]))
        opened.draft(
            None, (enough, enough)
        )  # a JPEG decodes at a fraction of its size, at a fraction of the cost
        whole = _convert_to_srgb(ImageOps.exif_transpose(opened))
    exif = _credit_exif(photo)
    paths = []
    for width in reversed(widths):
        if width != whole.width:  # each from the next larger: half the work, no visible loss
            whole = whole.resize((width, rendition_height(photo, width)), Image.Resampling.LANCZOS)
        for kind in kinds:
            paths.append(rendition_path(rendition_name(photo, width, kind)))
            _store(paths[-1], _encode(whole, kind, exif))
    return paths


def _convert_to_srgb(picture: Image.Image) -> Image.Image:
    """RGB on white ground; a colour profile is applied, then left out."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(ground, layer).convert("RGB")
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            converted = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError):  # a damaged profile: the colours as they are
            converted = None
        if converted is not None:
            return converted
    return picture.convert("RGB")


def _credit_exif(photo: "Photo") -> Image.Exif:
    exif = Image.Exif()
    if photo.credit:
        exif[COPYRIGHT] = photo.credit
    if photo.photographers:
        exif[ARTIST] = "; ".join(photo.photographers)
    return exif


def _encode(picture: Image.Image, kind: str, exif: Image.Exif) -> bytes:
    pillow_format, options = FORMATS[kind]
    buffer = io.BytesIO()
    picture.save(buffer, pillow_format, exif=exif.tobytes(), **options)
    return buffer.getvalue()


def _store(path: str, data: bytes) -> None:
    if default_storage.exists(path):
        default_storage.delete(path)
    default_storage.save(path, ContentFile(data))


def rendition_url(photo: "Photo", width: int, kind: str = "jpg") -> str:
    return f"{settings.MEDIA_URL}{rendition_name(photo, width, kind)}"
