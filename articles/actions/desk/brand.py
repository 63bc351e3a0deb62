"""The brand of the readers' site."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.desk.brand_files import check_file
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.brand.accent import read_colour
from articles.models import Brand, BrandFile
from articles.models.audit import AuditVerb
from articles.text.sanitize import CONTROLS

FONTS = (BrandFile.Kind.HEADLINE_FONT, BrandFile.Kind.TEXT_FONT)


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
