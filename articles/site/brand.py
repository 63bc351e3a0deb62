"""The brand as pages read it, and the style sheet that shows it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db.models import Subquery
from django.db.models.functions import JSONObject
from django.templatetags.static import static

from articles.brand.accent import AccentShades
from articles.brand.style_rules import build_rules
from articles.brand.type_pairings import PAIRINGS, TypePairing, pair_own_fonts
from articles.models import Brand
from articles.site.theme import read_theme_sheet
from newsroom.env import DEFAULT_ACCENT

SHEETS = ("articles/site/site.css", "articles/site/front.css")
"""Our style sheets, in the order in which the file of a brand has them."""
EXTENSIONS = {"image/svg+xml": "svg", "image/webp": "webp", "image/png": "png", "font/woff2": "woff2"}
COLUMNS = ("name", "accent", "density", "pairing", "files")


@dataclass(frozen=True, slots=True)
class BrandFileSummary:
    """A file of the brand as pages link it."""

    kind: str
    digest: str
    media_type: str
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        return f"/theme/{self.digest}/{self.kind}.{EXTENSIONS[self.media_type]}"

    def icon_path(self, size: int) -> str:
        """Return the path of the icon with this number of pixels."""
        return f"/theme/{self.digest}/{self.kind}-{size}.png"


@dataclass(frozen=True, slots=True)
class BrandSummary:
    """The brand of one time; the default is name and look of the settings."""

    name: str = field(default_factory=lambda: str(settings.SITE_NAME))
    """Name of the paper, on pages, in feeds and in mails."""
    accent: str = ""
    density: str = Brand.Density.NORMAL.value
    pairing: str = Brand.Pairing.DEVICE.value
    logo: BrandFileSummary | None = None
    logo_dark: BrandFileSummary | None = None
    icon: BrandFileSummary | None = None
    headline_font: BrandFileSummary | None = None
    text_font: BrandFileSummary | None = None

    @classmethod
    def parse(cls, stored: Any) -> Self:
        """Read what `brand_subquery` returns."""
        row: Mapping[str, Any] = (json.loads(stored) if isinstance(stored, str) else stored) or {}
        known = {field.name for field in fields(cls)}
        values: dict[str, Any] = {name: row[name] for name in COLUMNS if name in known and row.get(name)}
        values |= {
            kind: BrandFileSummary(kind, **facts)
            for kind, facts in (row.get("files") or {}).items()
            if kind in known
        }
        return cls(**values)

    @property
    def has_sheet(self) -> bool:
        """Return whether pages need another style sheet than the static one."""
        if read_theme_sheet(settings.THEME_DIR):
            return True
        return (self.accent, self.density) != ("", Brand.Density.NORMAL.value) or self.typefaces is not None

    @property
    def accent_colour(self) -> str:
        return (self.accent or str(settings.ACCENT_COLOUR)).lower()

    @property
    def typefaces(self) -> TypePairing | None:
        """The pairing; None for the typefaces of the reader's device."""
        if self.pairing == Brand.Pairing.OWN.value:
            headline, text = (font.path if font else "" for font in (self.headline_font, self.text_font))
            return pair_own_fonts(headline, text) if headline or text else None
        return PAIRINGS.get(self.pairing)


def brand_subquery() -> Subquery:
    return Subquery(Brand.objects.values(json=JSONObject(**{name: name for name in COLUMNS}))[:1])


def read_brand() -> BrandSummary:
    return BrandSummary.parse(Brand.objects.values(*COLUMNS).first())


def list_first_fonts(typefaces: TypePairing) -> list[str]:
    """Return the addresses of the fonts that the top of every page needs."""
    return [to_address(file.path) for file in typefaces.list_first_files()]


def to_address(path: str) -> str:
    """Return the URL of a static file; one of the desk has its path already."""
    return path if path.startswith("/") else static(path)


def build_sheet(brand: BrandSummary) -> tuple[str, str]:
    """Return the style sheet and the digest in its address."""
    return _build_sheet(brand, brand.accent_colour)


@lru_cache(maxsize=8)
def _build_sheet(brand: BrandSummary, colour: str) -> tuple[str, str]:
    accent = AccentShades.derive(colour) if colour != DEFAULT_ACCENT else None
    rules = build_rules(accent, brand.density, brand.typefaces, to_address)
    parts = (*map(_read_sheet, SHEETS), read_theme_sheet(settings.THEME_DIR), rules)
    sheet = "\n".join(parts)
    return sheet, hashlib.blake2b(sheet.encode(), digest_size=8).hexdigest()


def _read_sheet(name: str) -> str:
    found = finders.find(name)
    return Path(found).read_text(encoding="utf-8") if isinstance(found, str) else ""
