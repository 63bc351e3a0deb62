"""Image of a shared link without a photo: the site's name on its colour."""

import io
from functools import lru_cache
from importlib.resources import files

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont

from newsroom.caching import page_cache
from newsroom.env import DEFAULT_ACCENT

SIZE = (1200, 630)
MARGIN = 90
MAX_FONT_SIZE, MIN_FONT_SIZE = 150, 40  # pixels
FONT = str(files("font_source_serif_pro") / "files" / "SourceSerifPro-Bold.otf")
MAX_AGE = 86_400


@require_safe
def share_card(_request: HttpRequest) -> HttpResponse:
    response = HttpResponse(draw_card(settings.SITE_NAME, settings.ACCENT_COLOUR), content_type="image/png")
    page_cache.set_public_max_age(response, at=timezone.now(), seconds=MAX_AGE)
    return response


@lru_cache(maxsize=4)
def draw_card(name: str, colour: str = DEFAULT_ACCENT) -> bytes:
    """Return a PNG of `SIZE` with the name in white, as large as one line allows."""
    card = Image.new("RGB", SIZE, colour)
    pen = ImageDraw.Draw(card)
    font = fit_font(name, SIZE[0] - 2 * MARGIN)
    left, top, right, bottom = pen.textbbox((0, 0), name, font=font)
    x, y = (SIZE[0] - (right - left)) / 2 - left, (SIZE[1] - (bottom - top)) / 2 - top
    pen.text((x, y), name, font=font, fill="white")
    for line in (MARGIN, SIZE[1] - MARGIN):
        pen.line((MARGIN, line, SIZE[0] - MARGIN, line), fill="white", width=4)
    buffer = io.BytesIO()
    image = card.quantize(32)
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def fit_font(text: str, width: int) -> ImageFont.FreeTypeFont:
    """Return the largest font that sets the text within `width` pixels."""
    font = ImageFont.truetype(FONT, MAX_FONT_SIZE)
    while font.size > MIN_FONT_SIZE and font.getlength(text) > width:
        font = font.font_variant(size=font.size - 5)
    return font
