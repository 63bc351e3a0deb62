"""Is this a picture we take in? Type by content, never by name; size in bytes and pixels limited. Pure."""

import io
import warnings

from PIL import Image, UnidentifiedImageError

KINDS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "TIFF": "tif"}
MAX_BYTES = 60_000_000
MAX_PIXELS = 120_000_000


class PictureRefused(Exception):
    """The bytes are not taken in; the message says why."""


def check_picture(data: bytes) -> str:
    """The file name extension that fits the content. Raises PictureRefused."""
    if not data:
        raise PictureRefused("The file is empty (0 bytes).")
    if len(data) > MAX_BYTES:
        raise PictureRefused(
            f"The file has {len(data) // 1_000_000} MB; up to {MAX_BYTES // 1_000_000} MB are taken."
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=tuple(KINDS)) as picture:
                kind = KINDS[picture.format or ""]
                pixels = picture.width * picture.height
                if pixels > MAX_PIXELS:
                    raise PictureRefused(
                        f"The picture has {pixels // 1_000_000} megapixels; up to 120 are taken."
                    )
                picture.load()
    except UnidentifiedImageError as mistake:
        raise PictureRefused(
            "This is no JPEG, PNG, WebP, AVIF or TIFF picture, whatever its name says."
        ) from mistake
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as mistake:
        raise PictureRefused("The picture unpacks to more pixels than are taken.") from mistake
    except (OSError, SyntaxError, ValueError) as mistake:
        raise PictureRefused(f"The picture is damaged: {mistake}") from mistake
    return kind
