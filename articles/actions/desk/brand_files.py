"""Checks of uploaded logos, icons and fonts, with reasons of refusals."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.brand.file_faults import FileFault, InvalidBrandFile
from articles.brand.pictures import clean_icon, clean_logo
from articles.brand.svg_logos import clean_svg
from articles.brand.web_fonts import check_font
from articles.models import BrandFile

MAX_SIZES = {
    BrandFile.Kind.LOGO: 300_000,
    BrandFile.Kind.LOGO_DARK: 300_000,
    BrandFile.Kind.ICON: 2_000_000,
    BrandFile.Kind.HEADLINE_FONT: 150_000,
    BrandFile.Kind.TEXT_FONT: 150_000,
}
"""Bytes of an uploaded file."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    content: bytes
    media_type: str
    width: int = 0
    height: int = 0


def check_file(kind: BrandFile.Kind, content: bytes) -> CheckedFile:
    """Return the file as it is stored; refuse it with the reason at its field."""
    try:
        _check_size(kind, content)
        return CHECKS[kind](content)
    except InvalidBrandFile as invalid:
        raise ActionRefused(_explain(invalid, kind), kind.value) from invalid


def _check_size(kind: BrandFile.Kind, content: bytes) -> None:
    if not content:
        raise InvalidBrandFile(FileFault.EMPTY)
    if len(content) > MAX_SIZES[kind]:
        raise InvalidBrandFile(FileFault.TOO_LARGE, f"{len(content) // 1000} KB")


def _check_logo(content: bytes) -> CheckedFile:
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        cleaned, width, height = clean_svg(content)
        return CheckedFile(cleaned, "image/svg+xml", width, height)
    cleaned, width, height = clean_logo(content)
    return CheckedFile(cleaned, "image/webp", width, height)


def _check_icon(content: bytes) -> CheckedFile:
    return CheckedFile(clean_icon(content), "image/png")


def _check_font(content: bytes) -> CheckedFile:
    check_font(content)
    return CheckedFile(content, "font/woff2")


CHECKS: dict[BrandFile.Kind, Callable[[bytes], CheckedFile]] = {
    BrandFile.Kind.LOGO: _check_logo,
    BrandFile.Kind.LOGO_DARK: _check_logo,
    BrandFile.Kind.ICON: _check_icon,
    BrandFile.Kind.HEADLINE_FONT: _check_font,
    BrandFile.Kind.TEXT_FONT: _check_font,
}


def _explain(invalid: InvalidBrandFile, kind: BrandFile.Kind) -> str:
    """Return the sentence that says why the file is refused."""
    limit = MAX_SIZES[kind] // 1000
    sentences = {
        FileFault.EMPTY: _("The file is empty (0 bytes)."),
        FileFault.TOO_LARGE: _("The file is too large (%(found)s). It may have up to %(limit)d KB."),
        FileFault.NO_PICTURE: _("The file is no picture in a format that works here: use PNG or WebP."),
        FileFault.TOO_SMALL: _("The picture is too small (%(found)s pixels)."),
        FileFault.NOT_SQUARE: _("The icon must be square; this picture has %(found)s pixels."),
        FileFault.NO_XML: _("The file is no valid SVG. Export it again from your drawing program."),
        FileFault.SCRIPT: _("The logo contains a script or an animation (“%(found)s”). Export it without."),
        FileFault.FOREIGN_CONTENT: _(
            "The logo contains content that is no drawing (“%(found)s”). Export it without."
        ),
        FileFault.EXTERNAL_REFERENCE: _(
            "The logo refers to something outside of its shapes (“%(found)s”). Export it without links and pictures."
        ),
        FileFault.TEXT: _("The logo contains text. Convert text to paths before you export it."),
        FileFault.NO_SIZE: _("The logo has no size (viewBox), or is far too long for its height."),
        FileFault.NO_FONT: _("The file is no font, or is damaged. Use a font in the WOFF2 format."),
        FileFault.OTHER_FONT_FORMAT: _("The font is in the format %(found)s. Use the WOFF2 format."),
        FileFault.NO_LATIN: _("The font lacks letters of German or English."),
    }
    return sentences[invalid.fault] % {"found": invalid.found, "limit": limit}
