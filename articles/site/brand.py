"""The brand as pages read it, and the style sheet that shows it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db.models import Subquery
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.brand.accent import AccentShades
from articles.brand.style_rules import build_rules
from articles.brand.type_pairings import PAIRINGS, TypePairing
from articles.models import Brand
from newsroom.caching import page_cache
from newsroom.env import DEFAULT_ACCENT

SHEETS = ("articles/site/site.css",)
"""Style sheets of every page, in the order in which one file has them."""
MAX_AGE = 31_536_000


@dataclass(frozen=True, slots=True)
class BrandSummary:
    """The brand of one time; the default is the look of the settings."""

    accent: str = ""
    density: str = Brand.Density.NORMAL.value
    pairing: str = Brand.Pairing.DEVICE.value

    @classmethod
    def parse(cls, stored: Any) -> Self:
        """Read what `brand_subquery` returns."""
        row: Mapping[str, Any] = (json.loads(stored) if isinstance(stored, str) else stored) or {}
        return cls(**row)

    @property
    def has_sheet(self) -> bool:
        """Return whether pages need another style sheet than the static one."""
        return self != BUILT_IN_LOOK

    @property
    def accent_colour(self) -> str:
        return self.accent or str(settings.ACCENT_COLOUR)

    @property
    def typefaces(self) -> TypePairing | None:
        return PAIRINGS.get(self.pairing)


BUILT_IN_LOOK = BrandSummary()


def brand_subquery() -> Subquery:
    columns = JSONObject(accent="accent", density="density", pairing="pairing")
    return Subquery(Brand.objects.values(json=columns)[:1])


def read_brand() -> BrandSummary:
    columns = Brand.objects.values("accent", "density", "pairing").first()
    return BrandSummary.parse(columns)


@require_safe
def style_sheet(_request: HttpRequest, digest: str) -> HttpResponse:
    """Return the style sheet of the current brand.

    Only its own address may be stored for long.
    """
    sheet, current = build_sheet(read_brand())
    response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    if digest == current:
        page_cache.set_public_max_age(response, at=timezone.now(), seconds=MAX_AGE)
        response.headers["Cache-Control"] += ", immutable"
    else:
        response.headers["Cache-Control"] = page_cache.REVALIDATE
    return response


def list_first_fonts(typefaces: TypePairing) -> list[str]:
    """Return the addresses of the fonts that the top of every page needs."""
    return [static(typefaces.headline.files[-1].path), static(typefaces.text.files[0].path)]


def build_sheet(brand: BrandSummary) -> tuple[str, str]:
    """Return the style sheet and the digest in its address."""
    return _build_sheet(brand, brand.accent_colour.lower())


@lru_cache(maxsize=8)
def _build_sheet(brand: BrandSummary, colour: str) -> tuple[str, str]:
    accent = AccentShades.derive(colour) if colour != DEFAULT_ACCENT else None
    rules = build_rules(accent, brand.density, brand.typefaces, static)
    sheet = "".join(_read_sheet(name) for name in SHEETS) + rules
    return sheet, hashlib.blake2b(sheet.encode(), digest_size=8).hexdigest()


def _read_sheet(name: str) -> str:
    found = finders.find(name)
    return Path(found).read_text(encoding="utf-8") if isinstance(found, str) else ""
