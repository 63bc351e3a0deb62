"""Logos and icons in pixels, written again without metadata."""

import io
import warnings

from PIL import Image

from articles.brand.file_faults import FileFault, InvalidBrandFile

FORMATS = ("PNG", "WEBP")
MAX_PIXELS = 16_000_000
MIN_LOGO_HEIGHT = 40
MAX_LOGO_SIZE = (1600, 600)
ICON_SIZE = 512
MAX_ICON_RATIO = 1.02
"""Longer side of an icon by the shorter one: a pixel more does no harm."""


def clean_logo(content: bytes) -> tuple[bytes, int, int]:
    """Return the logo as WebP, no larger than pages need, its width and its height."""
    with _open_picture(content) as picture:
        if picture.height < MIN_LOGO_HEIGHT:
            raise InvalidBrandFile(FileFault.TOO_SMALL, f"{picture.width} × {picture.height}")
        logo = picture.convert("RGBA")
    logo.thumbnail(MAX_LOGO_SIZE)
    return _write(logo, "WEBP"), logo.width, logo.height


def clean_icon(content: bytes) -> bytes:
    """Return the icon as a square PNG of `ICON_SIZE`."""
    with _open_picture(content) as picture:
        found = f"{picture.width} × {picture.height}"
        if max(picture.size) > MAX_ICON_RATIO * min(picture.size):
            raise InvalidBrandFile(FileFault.NOT_SQUARE, found)
        if min(picture.size) < ICON_SIZE:
            raise InvalidBrandFile(FileFault.TOO_SMALL, found)
        icon = picture.convert("RGBA").resize((ICON_SIZE, ICON_SIZE), Image.Resampling.LANCZOS)
    return _write(icon, "PNG")


def resize_icon(icon: bytes, size: int) -> bytes:
    with Image.open(io.BytesIO(icon)) as picture:
        return _write(picture.resize((size, size), Image.Resampling.LANCZOS), "PNG")


def _open_picture(content: bytes) -> Image.Image:
    """Open a PNG or WebP and decode it; raise if it is none, or has too many pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
        if picture.width * picture.height > MAX_PIXELS:
            raise InvalidBrandFile(FileFault.TOO_LARGE, f"{picture.width} × {picture.height}")
        picture.load()
    except (
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        if isinstance(error, InvalidBrandFile):
            raise
        raise InvalidBrandFile(FileFault.NO_PICTURE) from error
    return picture


def _write(image: Image.Image, kind: str) -> bytes:
    buffer = io.BytesIO()
    options = {"lossless": True} if kind == "WEBP" else {"optimize": True}
    image.save(buffer, kind, **options)
    return buffer.getvalue()
