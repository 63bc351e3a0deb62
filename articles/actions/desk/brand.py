"""The brand of the public site, with checks of uploaded logos, icons and fonts."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.brand.accent import read_colour
from articles.brand.file_faults import FileFault, InvalidBrandFile
from articles.brand.pictures import clean_icon, clean_logo
from articles.brand.svg_logos import clean_svg
from articles.brand.web_fonts import check_font
from articles.models import Brand, BrandFile
from articles.models.audit import AuditVerb
from articles.text.sanitize import CONTROLS

MAX_SIZES = {
    BrandFile.Kind.LOGO: 300_000,
    BrandFile.Kind.LOGO_DARK: 300_000,
    BrandFile.Kind.ICON: 2_000_000,
    BrandFile.Kind.HEADLINE_FONT: 150_000,
    BrandFile.Kind.TEXT_FONT: 150_000,
}
"""Bytes of an uploaded file."""
FONTS = (BrandFile.Kind.HEADLINE_FONT, BrandFile.Kind.TEXT_FONT)


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


@dataclass(frozen=True, slots=True)
class BrandDraft:
    """Values of the form; an empty name or accent means that of the settings."""

    name: str = ""
    accent: str = ""
    density: str = Brand.Density.NORMAL.value
    pairing: str = Brand.Pairing.DEVICE.value
    files: Mapping[str, bytes] = field(default_factory=dict)
    """New files by kind; the others stay."""
    removed: frozenset[str] = frozenset()
    """Kinds of files to remove."""


class BrandChanged(ActionRefused):
    """Somebody else saved the brand in the meantime; nothing was saved."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody else has saved the brand in the meantime. Compare, and save again to apply yours.")
        )


@transaction.atomic
def save_brand(
    draft: BrandDraft, *, by: Actor, at: datetime, based_on: datetime | Literal["any"] | None = "any"
) -> Brand:
    """Save the brand, which all pages show from the next request.

    `based_on` is the time at which the brand that the editor saw was saved, None without one.
    """
    require_permission(by, "change_brand")
    before = Brand.objects.select_for_update().first()
    if based_on not in {"any", before.saved_at if before else None}:
        raise BrandChanged
    values: dict[str, Any] = {
        "name": " ".join(CONTROLS.sub(" ", draft.name).split()),
        "accent": _check_accent(draft.accent), "density": draft.density, "pairing": draft.pairing,
    }  # fmt: skip
    _check_choices(draft)
    values["files"] = _store_files(draft, before.files if before else {})
    if draft.pairing == Brand.Pairing.OWN and not any(kind in values["files"] for kind in FONTS):
        raise ActionRefused(_("Choose a font file for headlines or for texts."), "pairing")
    brand, _new = Brand.objects.update_or_create(pk=1, defaults={**values, "saved_at": at})
    audit(AuditVerb.SAVE_BRAND, brand, by=by, at=at, **values)
    return brand


def _check_accent(text: str) -> str:
    colour = read_colour(text) if text.strip() else ""
    if colour is None:
        raise ActionRefused(_("Write the colour as six hexadecimal digits, as #a3182b."), "accent")
    return colour


def _check_choices(draft: BrandDraft) -> None:
    if draft.density not in Brand.Density:
        raise ActionRefused(_("There is no such density."), "density")
    if draft.pairing not in Brand.Pairing:
        raise ActionRefused(_("There are no such typefaces."), "pairing")


def _store_files(draft: BrandDraft, before: Mapping[str, Any]) -> dict[str, Any]:
    """Store new files, delete removed ones, and return what pages need of all."""
    files = {kind: facts for kind, facts in before.items() if kind not in draft.removed}
    BrandFile.objects.filter(kind__in=draft.removed).delete()
    for kind, content in draft.files.items():
        checked = check_file(BrandFile.Kind(kind), content)
        digest = hashlib.blake2b(checked.content, digest_size=8).hexdigest()
        stored = {"digest": digest, "media_type": checked.media_type, "content": checked.content}
        BrandFile.objects.update_or_create(kind=kind, defaults=stored)
        files[kind] = {
            "digest": digest, "media_type": checked.media_type, "width": checked.width, "height": checked.height,
        }  # fmt: skip
    return files
