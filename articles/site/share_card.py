"""Images of shared links without a photo: name and headline on a colour."""

import hashlib
import io
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont

from articles.brand.accent import AccentShades
from articles.models import BrandFile, Edition
from articles.site.brand import BrandSummary, read_brand
from articles.site.dependencies import story_key
from articles.site.page_context import PageContext
from articles.site.public_view import public_view
from articles.visibility import public_until
from newsroom.caching import page_cache
from newsroom.env import DEFAULT_ACCENT

SIZE = (1200, 630)
MARGIN = 90
MAX_FONT_SIZE, MIN_FONT_SIZE = 150, 40  # pixels
HEADLINE_SIZES = range(92, 38, -6)
NAME_SIZE = 44
LINE_HEIGHT = 1.16
HEADLINE_TOP, HEADLINE_BOTTOM = 175, SIZE[1] - 70
FONT = str(files("font_source_serif_pro") / "files" / "SourceSerifPro-Bold.otf")
NO_LETTER = "\uffff"
"""A character that no font has: its shape is that of all missing letters."""
MAX_AGE = 86_400
CARDS = 64
"""Drawn cards in the memory of a process; each has about 30 KB."""

type FontFile = str | bytes
"""Path or content of a font file."""


@require_safe
def share_card(_request: HttpRequest) -> HttpResponse:
    brand = read_brand()
    response = _answer(draw_card(brand.name, brand.accent_colour, load_card_font(brand)))
    page_cache.set_public_max_age(response, at=timezone.now(), seconds=MAX_AGE)
    return response


@public_view()
def story_card(page_context: PageContext, article_id: int, digest: str) -> HttpResponse:
    """Draw the card of a public story.

    The address of an earlier headline or brand leads to the current card.
    """
    public = Edition.objects.public(at=page_context.at).filter(article=article_id).order_by()
    edition = public.first()
    if edition is None:
        raise Http404(article_id)
    page_context.expire_by(public_until(edition))
    page_context.depend_on(story_key(article_id))
    brand = page_context.state.brand
    if digest != card_digest(edition.headline, brand):
        return HttpResponseRedirect(story_card_path(article_id, edition.headline, brand))
    font = load_card_font(brand)
    return _answer(draw_card(brand.name, brand.accent_colour, font, edition.headline))


def story_card_path(article_id: int, headline: str, brand: BrandSummary) -> str:
    return f"/share-card/{article_id}-{card_digest(headline, brand)}.png"


def card_digest(headline: str, brand: BrandSummary) -> str:
    """Return the part of the path that changes with all that the card shows."""
    font = brand.headline_font.digest if brand.headline_font else ""
    shown = "\0".join((brand.name, headline, brand.accent_colour, brand.pairing, font))
    return hashlib.blake2b(shown.encode(), digest_size=6).hexdigest()


def _answer(card: bytes) -> HttpResponse:
    return HttpResponse(card, content_type="image/png")


def load_card_font(brand: BrandSummary) -> FontFile:
    """Return the brand's font of headlines, or the built-in one."""
    first = brand.typefaces.headline.files[-1:] if brand.typefaces else ()
    if not first:
        return FONT
    if first[0].path.startswith("/"):
        own = BrandFile.objects.filter(kind=BrandFile.Kind.HEADLINE_FONT).first()
        return bytes(own.content) if own else FONT
    found = finders.find(first[0].path)
    return found if isinstance(found, str) else FONT


@lru_cache(maxsize=CARDS)
def draw_card(
    name: str, colour: str = DEFAULT_ACCENT, font_file: FontFile = FONT, headline: str = ""
) -> bytes:
    """Return a PNG of `SIZE` with the name alone, or with name and headline."""
    card = Image.new("RGB", SIZE, colour)
    pen = ImageDraw.Draw(card)
    ink = AccentShades.derive(colour.lower()).on_chosen
    font = next((one for one in (font_file, FONT) if has_letters(one, f"{name}{headline}")), None)
    if headline and font is not None:
        _draw_headline(pen, name, headline, font, ink)
    else:
        _draw_name(pen, name, font or FONT, ink)
    buffer = io.BytesIO()
    image = card.quantize(32)
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _draw_name(pen: ImageDraw.ImageDraw, name: str, font_file: FontFile, ink: str) -> None:
    font = fit_font(name, SIZE[0] - 2 * MARGIN, font_file)
    left, top, right, bottom = pen.textbbox((0, 0), name, font=font)
    x, y = (SIZE[0] - (right - left)) / 2 - left, (SIZE[1] - (bottom - top)) / 2 - top
    pen.text((x, y), name, font=font, fill=ink)
    for line in (MARGIN, SIZE[1] - MARGIN):
        pen.line((MARGIN, line, SIZE[0] - MARGIN, line), fill=ink, width=4)


def _draw_headline(pen: ImageDraw.ImageDraw, name: str, headline: str, font_file: FontFile, ink: str) -> None:
    width = SIZE[0] - 2 * MARGIN
    name_font = fit_font(name, width, font_file, NAME_SIZE)
    pen.text((MARGIN, 66), name, font=name_font, fill=ink)
    pen.line((MARGIN, 140, SIZE[0] - MARGIN, 140), fill=ink, width=4)
    font, lines = fit_lines(headline, width, HEADLINE_BOTTOM - HEADLINE_TOP, font_file)
    for place, line in enumerate(lines):
        pen.text((MARGIN, HEADLINE_TOP + place * font.size * LINE_HEIGHT), line, font=font, fill=ink)


def fit_lines(
    text: str, width: int, height: int, font_file: FontFile
) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest font in which the text has room, and its lines.

    A text without room in the smallest font is cut.
    """
    font = _open_font(font_file, HEADLINE_SIZES[0])
    for size in HEADLINE_SIZES:
        font = font.font_variant(size=size)
        lines = list(break_lines(text, width, font))
        room = int(height // (size * LINE_HEIGHT))
        if len(lines) <= room and all(font.getlength(line) <= width for line in lines):
            return font, lines
    shown = [_cut(line, width, font) for line in lines[:room]]
    return font, [*shown[:-1], f"{shown[-1].rstrip()} …"] if len(lines) > room else shown


def break_lines(text: str, width: int, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """Yield the lines of the text; a word longer than a line is a line of its own."""
    line = ""
    for word in text.replace("\xad", "").split():
        longer = f"{line} {word}" if line else word
        if line and font.getlength(longer) > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _cut(line: str, width: int, font: ImageFont.FreeTypeFont) -> str:
    while len(line) > 1 and font.getlength(line) > width:
        line = line[:-1]
    return line


def fit_font(
    text: str, width: int, font_file: FontFile = FONT, largest: int = MAX_FONT_SIZE
) -> ImageFont.FreeTypeFont:
    """Return the largest font that sets the text within `width` pixels."""
    font = _open_font(font_file, largest)
    while font.size > min(MIN_FONT_SIZE, largest / 2) and font.getlength(text) > width:
        font = font.font_variant(size=font.size - 5)
    return font


def has_letters(font_file: FontFile, text: str) -> bool:
    """Return whether the font has a shape for each character of the text."""
    font = _open_font(font_file, NAME_SIZE)
    missing = bytes(font.getmask(NO_LETTER))
    return all(bytes(font.getmask(letter)) != missing for letter in set(text) if not letter.isspace())


def _open_font(font_file: FontFile, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_file if isinstance(font_file, str) else io.BytesIO(font_file), size)
