"""Pictures as pages show them: only while their rights allow the own site, each with its credit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from articles.models import Edition, Photo
from articles.photos.digital_source import MADE_BY_MACHINE
from articles.photos.renditions import TYPES, address_of, height_at, kinds_of, widths_of
from articles.site.page_context import Visit
from articles.site.photo_rows import photos_by_number


@dataclass(frozen=True, slots=True)
class CaptionPerson:
    person_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """`src` is empty while the desk waits for the file: caption and credit stand alone."""

    photo_id: int
    caption: str
    credit: str
    alt: str
    people: tuple[CaptionPerson, ...] = ()
    src: str = ""
    srcset: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    """(media type, srcset) of the kinds lighter than JPEG that are made, the lightest first."""
    width: int = 0
    height: int = 0
    largest: str = ""
    largest_width: int = 0
    largest_height: int = 0
    made: str = ""
    """IPTC's digital source type of a picture that a machine made or changed; empty for all others."""
    shareable: bool = False
    """Whether its rights allow other people's pages to show it beside a link."""
    focus: str = ""
    upright: bool = False


def lead_first(edition: Edition) -> list[dict[str, Any]]:
    return sorted(edition.placements, key=lambda placement: placement["role"] != "lead")


def picture(placement: dict[str, Any], photo: Photo) -> Picture:
    people = tuple(CaptionPerson(p["person_id"], p["name"]) for p in placement["people"])
    alt = "" if placement["decorative"] else placement["alt"]
    made = getattr(photo, "made", "")  # read by `photos_by_number` alone
    words = Picture(
        photo.pk, placement["caption"], placement["credit"], alt, people,
        made=made if made in MADE_BY_MACHINE else "",
    )  # fmt: skip
    widths = widths_of(photo) if photo.file else []
    if not widths:
        return words
    middle = next((width for width in widths if width >= 800), widths[-1])
    return replace(
        words,
        src=address_of(photo, middle),
        srcset=_srcset(photo, widths, "jpg"),
        sources=tuple((TYPES[k], _srcset(photo, widths, k)) for k in kinds_of(photo) if k != "jpg"),
        width=middle,
        height=height_at(photo, middle),
        largest=address_of(photo, widths[-1]),
        largest_width=widths[-1],
        largest_height=height_at(photo, widths[-1]),
        focus=f"fx{round(photo.focus_x * 10)} fy{round(photo.focus_y * 10)}",
        upright=(photo.height or 0) > (photo.width or 0),
    )


def _srcset(photo: Photo, widths: Sequence[int], kind: str) -> str:
    return ",".join(f"{address_of(photo, width, kind)} {width}w" for width in widths)


def pictures_of(edition: Edition, visit: Visit) -> list[Picture]:
    """Every picture of a story, the lead first."""
    shareable: set[int] = set()
    photos = photos_by_number({p["photo_id"] for p in edition.placements}, visit, shareable=shareable)
    pictures = [picture(p, photos[p["photo_id"]]) for p in lead_first(edition) if p["photo_id"] in photos]
    return [replace(shown, shareable=shown.photo_id in shareable) for shown in pictures]
