"""Renditions of photos: smaller upright copies in sRGB, with only the credit.

JPEG is made when a photo is added, so that a page never waits; WebP and AVIF follow in the background. A crop set by
hand is made at once in the formats that its photo has. No other metadata is copied, the place least of all.

The name of a rendition is made from the photo's id, a hash of its bytes and the width: a name always means the same
pixels, and contains neither the agency's file name nor a person's name. The rights are written into the file when it is
served, see `articles.photos.serve_rendition`.
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.storage import default_storage
from PIL import Image, ImageCms, ImageOps

from articles.photos.crops import RATIOS, find_box, list_set_crops, mark_box
from articles.photos.perceptual_hash import perceptual_hash
from newsroom.stored_files import replace_file

if TYPE_CHECKING:
    from articles.models import Photo

WIDTHS = (480, 800, 1200, 1600)
THUMBNAIL_SIZE = (480, 480)
FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 58, "speed": 8}),
    "webp": ("WEBP", {"quality": 78, "method": 2}),
    "jpg": ("JPEG", {"quality": 80}),
}
"""Format → Pillow's name and options, the smallest files first, as pages offer them."""
CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
RECIPES = (("jpg",), ("webp", "jpg"), ("avif", "webp", "jpg"))
"""Formats that exist for a photo, by its `recipe`; the last recipe is complete."""
COMPLETE_RECIPE = len(RECIPES) - 1
COPYRIGHT, ARTIST, ORIENTATION = 0x8298, 0x013B, 0x0112
FIRST_ROTATED_ORIENTATION = 5
"""EXIF orientations from here on swap width and height."""
NAME = re.compile(
    r"(?P<photo_id>[1-9]\d{0,17})-(?P<digest>[0-9a-f]{16})(-(?P<crop>16x9|4x3|1x1)-(?P<mark>[0-9a-f]{8}))?"
    r"-(?P<width>\d{1,4})\.(?P<kind>avif|webp|jpg)"
)


@dataclass(frozen=True, slots=True)
class RenditionName:
    """Parts of a rendition's name."""

    photo_id: int
    digest: str
    width: int
    kind: str
    crop: str = ""
    """Format of a crop; empty for the whole photo."""


def parse_rendition_name(name: str) -> RenditionName | None:
    found = NAME.fullmatch(name)
    if found is None:
        return None
    number, digest, width, kind, crop = found.group("photo_id", "digest", "width", "kind", "crop")
    return RenditionName(int(number), digest, int(width), kind, crop or "")


def rendition_name(photo: "Photo", width: int, kind: str, crop: str = "") -> str:
    """Return the name; that of a crop changes with its rectangle."""
    part = f"-{crop}-{mark_box(find_box(photo, crop))}" if crop else ""
    return f"{photo.pk}-{short_digest(photo)}{part}-{width}.{kind}"


def short_digest(photo: "Photo") -> str:
    """Return the beginning of the file's hash, as in the names of its renditions."""
    return photo.sha256[:16]


def find_current_name(photo: "Photo", former: RenditionName) -> str | None:
    """Return the name that has replaced that of a former file or crop.

    None if the photo never had it.
    """
    is_former_crop = former.digest == short_digest(photo) and former.crop
    if not photo.file or not (is_former_crop or former.digest in photo.former_digests):
        return None
    is_automatic = bool(former.crop) and former.crop not in list_set_crops(photo)
    widths = crop_widths(photo, former.crop) if former.crop else rendition_widths(photo)
    width = next((one for one in widths if one >= former.width and not is_automatic), widths[-1])
    kind = former.kind if former.kind in rendition_kinds(photo) and not is_automatic else "jpg"
    return rendition_name(photo, width, kind, former.crop)


def rendition_path(name: str) -> str:
    """Return the path in the storage, apart from the originals."""
    return f"renditions/{name}"


def rendition_widths(photo: "Photo") -> list[int]:
    """Return the widths to make, never wider than the original."""
    widest = min(photo.width or 0, WIDTHS[-1])
    return [*(width for width in WIDTHS if width < widest), widest] if widest else []


def crop_widths(photo: "Photo", crop: str) -> list[int]:
    """Return the widths of a crop, never wider than its part of the original."""
    widest = min(find_box(photo, crop).width, WIDTHS[-1])
    return [*(width for width in WIDTHS if width < widest), widest]


def crop_height(width: int, crop: str) -> int:
    return max(1, round(width / RATIOS[crop]))


def rendition_height(photo: "Photo", width: int) -> int:
    return max(1, round(width * (photo.height or 0) / (photo.width or 1)))


def picture_size(data: bytes) -> tuple[int, int]:
    """Return width and height of the upright picture."""
    with Image.open(io.BytesIO(data)) as picture:
        is_rotated = picture.getexif().get(ORIENTATION, 1) >= FIRST_ROTATED_ORIENTATION
        return (picture.height, picture.width) if is_rotated else (picture.width, picture.height)


def hash_picture(data: bytes) -> int | None:
    with Image.open(io.BytesIO(data)) as picture:
        picture.draft("L", (256, 256))
        return perceptual_hash(ImageOps.exif_transpose(picture))


def make_thumbnail(data: bytes) -> bytes:
    """Return a checked picture as a small JPEG without metadata."""
    with Image.open(io.BytesIO(data)) as picture:
        small = ImageOps.exif_transpose(picture).convert("RGB")
        small.thumbnail(THUMBNAIL_SIZE)
    return _encode(small, "jpg", Image.Exif())


def rendition_kinds(photo: "Photo") -> tuple[str, ...]:
    """Return the formats that its renditions exist in, the smallest files first."""
    return RECIPES[min(photo.recipe, COMPLETE_RECIPE)]


def make_first_renditions(photo: "Photo", made: list[str] | None = None) -> list[str]:
    """Make the renditions that pages need at once and return their paths.

    The file must have passed `check_picture`. `made` has the paths that were written, also after a failure.
    """
    return _make_renditions(photo, RECIPES[0], made)


def make_missing_renditions(photo: "Photo") -> list[str]:
    """Make the missing renditions and return their paths.

    It is safe to repeat, and for two processes at once.
    """
    kinds = [kind for kind in RECIPES[COMPLETE_RECIPE] if kind not in rendition_kinds(photo)]
    paths = _make_renditions(photo, kinds)
    for crop in list_set_crops(photo):
        paths += make_crop(photo, crop, kinds, crop_widths(photo, crop))
    return paths


def make_first_crop(photo: "Photo", crop: str, made: list[str]) -> None:
    """Make a crop set by hand as pages need it at once and add its paths to `made`.

    Pages offer it in the formats that the photo has.
    """
    if crop in list_set_crops(photo):
        make_crop(photo, crop, rendition_kinds(photo), crop_widths(photo, crop), made)


def make_asked_crop(photo: "Photo", rendition: RenditionName) -> None:
    """Make the widest JPEG of a crop that search engines ask for, unless it exists.

    It is safe for two requests at once.
    """
    widths = crop_widths(photo, rendition.crop)[-1:]
    path = rendition_path(rendition_name(photo, rendition.width, rendition.kind, rendition.crop))
    if rendition.kind == "jpg" and rendition.width in widths and not default_storage.exists(path):
        make_crop(photo, rendition.crop, RECIPES[0], widths)


def make_crop(
    photo: "Photo", crop: str, kinds: Iterable[str], widths: Sequence[int], made: list[str] | None = None
) -> list[str]:
    """Make renditions of a crop and return their paths, which are added to `made`."""
    box = find_box(photo, crop)
    with default_storage.open(str(photo.file)) as source, Image.open(source) as original:
        enough = 2 * round(widths[-1] * max(photo.width or 1, photo.height or 1) / box.width)
        original.draft(None, (enough, enough))
        whole = _convert_to_srgb(ImageOps.exif_transpose(original))
    scale = whole.width / (photo.width or 1)
    corners = (box.left, box.top, box.left + box.width, box.top + box.height)
    picture = whole.crop(tuple(round(corner * scale) for corner in corners))  # type: ignore[arg-type]  # four numbers
    paths = [] if made is None else made
    for width in reversed(widths):
        picture = picture.resize((width, crop_height(width, crop)), Image.Resampling.LANCZOS)
        for kind in kinds:
            path = rendition_path(rendition_name(photo, width, kind, crop))
            replace_file(path, _encode(picture, kind, _credit_exif(photo)))
            paths.append(path)
    return paths


def _make_renditions(photo: "Photo", kinds: Iterable[str], made: list[str] | None = None) -> list[str]:
    with photo.file.open("rb") as source, Image.open(source) as original:
        widths = rendition_widths(photo)
        enough = 2 * max(widths[-1], rendition_height(photo, widths[-1]))
        # A JPEG decodes at a fraction of its size, at a fraction of the cost.
        original.draft(None, (enough, enough))
        picture = _convert_to_srgb(ImageOps.exif_transpose(original))
    exif = _credit_exif(photo)
    paths = [] if made is None else made
    for width in reversed(widths):
        if width != picture.width:  # each from the next larger: half the work, no visible loss
            picture = picture.resize((width, rendition_height(photo, width)), Image.Resampling.LANCZOS)
        for kind in kinds:
            path = rendition_path(rendition_name(photo, width, kind))
            replace_file(path, _encode(picture, kind, exif))
            paths.append(path)
    return paths


def _convert_to_srgb(picture: Image.Image) -> Image.Image:
    """Return RGB on white ground, with the colour profile applied and dropped."""
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
        except (ImageCms.PyCMSError, OSError):  # a damaged profile: keep the colours
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


def rendition_url(photo: "Photo", width: int, kind: str = "jpg", crop: str = "") -> str:
    return f"{settings.MEDIA_URL}{rendition_name(photo, width, kind, crop)}"
