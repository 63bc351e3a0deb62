"""Pictures as pages show them: only while their rights allow the own site, each with its credit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, JSONObject

from articles import visibility
from articles.models import Edition, Grant, Photo
from articles.photos.digital_source import SYNTHETIC_SOURCES
from articles.photos.renditions import (
    CONTENT_TYPES,
    rendition_height,
    rendition_kinds,
    rendition_url,
    rendition_widths,
)
from articles.querysets import DIGITAL_SOURCE_TYPE
from articles.rights.grants import GrantRule, RightsChannel
from articles.site.page_context import PageContext
from newsroom.db.compiled_queries import PKS_PARAM, ArrayParam, CompiledQueryVariants

RULE_FIELDS = {name: name for name in ("channel", "allow", "since", "until", "source")}
CHANNELS = (RightsChannel.SITE, RightsChannel.SOCIAL)
PHOTO_FIELDS = (
    "file", "width", "height", "sha256", "recipe", "focus_x", "focus_y", "blocked", "agency_codes", "credit",
    "alt_text",
)  # fmt: skip
"""What a picture on a page is made of; the rest of a photo is the desk's."""


class IsAnyOf(Func):
    """`column = ANY(array)`"""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def _query_photos(waiting: bool) -> "QuerySet[Photo]":  # noqa: FBT001  # a statement's shape is positional
    rules = Grant.objects.filter(channel__in=CHANNELS).order_by("channel", "id")
    own = rules.filter(photo=OuterRef("pk"))
    by_contract = rules.filter(IsAnyOf(F("agency__code"), OuterRef("agency_codes")))
    photos = Photo.objects.filter(IsAnyOf(F("pk"), ArrayParam(PKS_PARAM))).only(*PHOTO_FIELDS).order_by()
    return (photos if waiting else photos.exclude(file="")).annotate(
        made=Coalesce(DIGITAL_SOURCE_TYPE, Value(""), output_field=TextField()),
        own=ArraySubquery(own.values(json=JSONObject(**RULE_FIELDS))),
        contracts=ArraySubquery(
            by_contract.values(json=JSONObject(**RULE_FIELDS, code="agency__code", holder="agency__name"))
        ),
    )


PHOTOS: CompiledQueryVariants[Photo] = CompiledQueryVariants(Photo, _query_photos)


def find_visible_photos(
    photo_ids: Iterable[int],
    page_context: PageContext,
    *,
    waiting: bool = True,
    shareable: set[int] | None = None,
) -> dict[int, Photo]:
    """Those that a reader may see now, or that are `waiting` for their file; the page ends with the first right that
    does.

    `shareable` takes the photo_ids of those that may be shown elsewhere beside a link.
    """
    wanted = sorted(set(photo_ids))
    if not wanted:
        return {}
    found: list[Any] = list(PHOTOS(waiting).rows({PKS_PARAM: wanted}))
    return {photo.pk: photo for photo in found if _is_visible(photo, page_context, shareable)}


def _is_visible(photo: Any, page_context: PageContext, shareable: set[int] | None) -> bool:
    if not photo.file and not photo.blocked:
        return True
    own = [_build_rule(orjson.loads(text), photo.credit) for text in photo.own]
    contracts: dict[str, list[GrantRule]] = {}
    for told in map(orjson.loads, photo.contracts):
        contracts.setdefault(told["code"], []).append(_build_rule(told, told["holder"]))
    decision = visibility.photo_decision_from(photo, own, RightsChannel.SITE, page_context.at, contracts)
    if not decision.allowed:
        return False
    page_context.expire_by(decision.until)
    if shareable is not None:
        elsewhere = visibility.photo_decision_from(
            photo, own, RightsChannel.SOCIAL, page_context.at, contracts
        )
        if elsewhere.allowed:
            shareable.add(photo.pk)
            page_context.expire_by(elsewhere.until)
    return True


def _build_rule(told: Mapping[str, Any], holder: str) -> GrantRule:
    return GrantRule(
        channel=RightsChannel(told["channel"]),
        allow=told["allow"],
        since=_parse_datetime(told["since"]),
        until=_parse_datetime(told["until"]),
        source=told["source"],
        holder=holder,
    )


def _parse_datetime(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class PicturePerson:
    person_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """`src` is empty while the desk waits for the file: caption and credit stand alone."""

    photo_id: int
    caption: str
    credit: str
    alt: str
    people: tuple[PicturePerson, ...] = ()
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


def sort_lead_first(edition: Edition) -> list[dict[str, Any]]:
    return sorted(edition.placements, key=lambda placement: placement["role"] != "lead")


def build_picture(placement: dict[str, Any], photo: Photo) -> Picture:
    people = tuple(PicturePerson(p["person_id"], p["name"]) for p in placement["people"])
    alt = "" if placement["decorative"] else placement["alt"]
    made = getattr(photo, "made", "")  # read by `find_visible_photos` alone
    words = Picture(
        photo.pk, placement["caption"], placement["credit"], alt, people,
        made=made if made in SYNTHETIC_SOURCES else "",
    )  # fmt: skip
    widths = rendition_widths(photo) if photo.file else []
    if not widths:
        return words
    middle = next((width for width in widths if width >= 800), widths[-1])
    return replace(
        words,
        src=rendition_url(photo, middle),
        srcset=_build_srcset(photo, widths, "jpg"),
        sources=tuple(
            (CONTENT_TYPES[k], _build_srcset(photo, widths, k)) for k in rendition_kinds(photo) if k != "jpg"
        ),
        width=middle,
        height=rendition_height(photo, middle),
        largest=rendition_url(photo, widths[-1]),
        largest_width=widths[-1],
        largest_height=rendition_height(photo, widths[-1]),
        focus=f"fx{round(photo.focus_x * 10)} fy{round(photo.focus_y * 10)}",
        upright=(photo.height or 0) > (photo.width or 0),
    )


def _build_srcset(photo: Photo, widths: Sequence[int], kind: str) -> str:
    return ",".join(f"{rendition_url(photo, width, kind)} {width}w" for width in widths)


def list_pictures(edition: Edition, page_context: PageContext) -> list[Picture]:
    """Every picture of a story, the lead first."""
    shareable: set[int] = set()
    photos = find_visible_photos(
        {p["photo_id"] for p in edition.placements}, page_context, shareable=shareable
    )
    pictures = [
        build_picture(p, photos[p["photo_id"]]) for p in sort_lead_first(edition) if p["photo_id"] in photos
    ]
    return [replace(shown, shareable=shown.photo_id in shareable) for shown in pictures]
