"""Pictures of pages, shown only while their rights allow the site."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, JSONObject

from articles import visibility
from articles.models import Edition, Grant, Photo
from articles.photos.crops import FIELDS, list_set_crops
from articles.photos.digital_source import SYNTHETIC_SOURCES
from articles.photos.renditions import (
    CONTENT_TYPES,
    crop_height,
    crop_widths,
    rendition_height,
    rendition_kinds,
    rendition_url,
    rendition_widths,
)
from articles.querysets import DIGITAL_SOURCE_TYPE
from articles.rights.grants import GrantRule, RightsChannel
from articles.site.dependencies import photo_key
from articles.site.page_context import PageContext
from newsroom.db.compiled_queries import PKS_PARAM, ArrayParam, CompiledQuery, IsAnyOf

RULE_FIELDS = {name: name for name in ("channel", "allow", "since", "until", "source")}
CHANNELS = (RightsChannel.SITE, RightsChannel.SOCIAL)
PHOTO_FIELDS = (
    "file", "width", "height", "sha256", "recipe", "focus_x", "focus_y", "blocked", "agency_codes", "credit",
    "alt_text", *FIELDS.values(),
)  # fmt: skip
"""Fields that a picture on a page needs."""
RIGHTS = ("digital_source", "own", "contracts")
"""Annotations of `_annotate_rights`."""


class PlacedPhotos(Func):
    """Ids of the photos in a column of placements."""

    template = "ARRAY(SELECT (jsonb_array_elements(%(expressions)s) ->> 'photo_id')::bigint)"
    output_field = ArrayField(BigIntegerField())


def placed_photos() -> ArraySubquery:
    """Return the photos of an edition with their rights, a column for `list_pictures`."""
    placed = IsAnyOf(F("pk"), PlacedPhotos(OuterRef("placements")))
    return ArraySubquery(query_photo_documents(Photo.objects.filter(placed)))


def placed_photo(placement: str) -> Subquery:
    """Return the photo of a column with one placement; null without a file.

    `read_visible_photos` reads the column.
    """
    number = Cast(KeyTextTransform("photo_id", OuterRef(placement)), BigIntegerField())
    return Subquery(query_photo_documents(Photo.objects.filter(pk=number).exclude(file="")))


def query_photo_documents(photos: "QuerySet[Photo]") -> Any:
    """Return photos with their rights, as the column that `read_visible_photos` reads."""
    columns = {name: name for name in ("id", *PHOTO_FIELDS, *RIGHTS)}
    return _annotate_rights(photos).order_by().values(json=JSONObject(**columns))


def _query_photos() -> "QuerySet[Photo]":
    photos = Photo.objects.filter(IsAnyOf(F("pk"), ArrayParam(PKS_PARAM))).exclude(file="")
    return _annotate_rights(photos.only(*PHOTO_FIELDS).order_by())


def _annotate_rights(photos: "QuerySet[Photo]") -> "QuerySet[Photo]":
    source = Coalesce(DIGITAL_SOURCE_TYPE, Value(""), output_field=TextField())
    return photos.annotate(digital_source=source, **query_rights("photo"))


def query_rights(column: str) -> dict[str, Any]:
    """Return annotations with the rights that `is_visible` reads.

    `column` is the one of a grant that names the row.
    """
    rules = Grant.objects.filter(channel__in=CHANNELS).order_by("channel", "id")
    own = rules.filter(**{column: OuterRef("pk")})
    by_contract = rules.filter(IsAnyOf(F("agency__code"), OuterRef("agency_codes")))
    return {
        "own": ArraySubquery(own.values(json=JSONObject(**RULE_FIELDS))),
        "contracts": ArraySubquery(
            by_contract.values(json=JSONObject(**RULE_FIELDS, code="agency__code", holder="agency__name"))
        ),
    }


PHOTOS: CompiledQuery[Photo] = CompiledQuery(Photo, _query_photos, generic=True)


def find_visible_photos(
    photo_ids: Iterable[int],
    page_context: PageContext,
    *,
    shareable: set[int] | None = None,
) -> dict[int, Photo]:
    """Return visible photos by id.

    They have the fields that pages need. The page depends on the photos and expires with the first of their rights.
    `shareable` collects the ids of photos that other sites may show with a link.
    """
    unique_ids = sorted(set(photo_ids))
    if not unique_ids:
        return {}
    page_context.depend_in_part_on(*map(photo_key, unique_ids))
    photos: list[Any] = list(PHOTOS.records({PKS_PARAM: unique_ids}))
    for photo in photos:
        photo.pk = photo.id
    return {photo.pk: photo for photo in photos if is_visible(photo, page_context, shareable)}


def read_visible_photos(
    photo_ids: Iterable[int], texts: Iterable[str | None], page_context: PageContext
) -> dict[int, Photo]:
    """Return the visible photos of a column of `placed_photo` by id; no query."""
    page_context.depend_in_part_on(*map(photo_key, photo_ids))
    photos = _read_placed(text for text in dict.fromkeys(texts) if text)
    return {photo.pk: photo for photo in photos if is_visible(photo, page_context, None)}


def _read_placed(texts: Iterable[str]) -> Iterator[Any]:
    """Yield the photos of a column of `placed_photos`."""
    for text in texts:
        values = orjson.loads(text)
        yield SimpleNamespace(pk=values["id"], **values)


def is_visible(photo: Any, page_context: PageContext, shareable: set[int] | None) -> bool:
    """Return whether the site may show a photo, audio or video.

    It has the columns of `query_rights`. The page expires with the right.
    """
    own = [_build_rule(grant, photo.credit) for grant in map(_parse_json, photo.own)]
    contracts: dict[str, list[GrantRule]] = {}
    for grant in map(_parse_json, photo.contracts):
        contracts.setdefault(grant["code"], []).append(_build_rule(grant, grant["holder"]))
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


def _parse_json(value: Any) -> Any:
    return orjson.loads(value) if isinstance(value, str) else value


def _build_rule(grant: Mapping[str, Any], holder: str) -> GrantRule:
    return GrantRule(
        channel=RightsChannel(grant["channel"]),
        allow=grant["allow"],
        since=_parse_datetime(grant["since"]),
        until=_parse_datetime(grant["until"]),
        source=grant["source"],
        holder=holder,
    )


def _parse_datetime(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class PicturePerson:
    person_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class PictureFormat:
    url: str
    width: int
    height: int
    by_hand: bool
    """Whether the desk has set its rectangle."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page."""

    photo_id: int
    caption: str
    credit: str
    alt: str
    people: tuple[PicturePerson, ...] = ()
    src: str = ""
    srcset: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    """(media type, srcset) of the formats smaller than JPEG, the smallest first."""
    width: int = 0
    height: int = 0
    largest: str = ""
    largest_width: int = 0
    largest_height: int = 0
    digital_source: str = ""
    """IPTC digital source type of a computer-made or altered picture; empty for others."""
    shareable: bool = False
    """Whether its rights allow other sites to show it with a link."""
    focus: str = ""
    upright: bool = False
    formats: tuple[PictureFormat, ...] = ()
    """The widest crop of each format, of the first picture of a story."""


def sort_lead_first(edition: Edition) -> list[dict[str, Any]]:
    return sorted(edition.placements, key=lambda placement: placement["role"] != "lead")


def build_picture(placement: dict[str, Any], photo: Photo, crop: str = "") -> Picture:
    """Return the picture.

    With a format `crop` it is the crop of the photo, if that was set by hand.
    """
    people = tuple(PicturePerson(p["person_id"], p["name"]) for p in placement["people"])
    alt = "" if placement["decorative"] else placement["alt"]
    digital_source = getattr(photo, "digital_source", "")  # annotated by `find_visible_photos` only
    picture = Picture(
        photo.pk, placement["caption"], placement["credit"], alt, people,
        digital_source=digital_source if digital_source in SYNTHETIC_SOURCES else "",
    )  # fmt: skip
    return _add_renditions(picture, photo, crop if crop in list_set_crops(photo) else "")


def _add_renditions(picture: Picture, photo: Photo, crop: str) -> Picture:
    """Return the picture with the renditions of the crop, or of the whole photo."""

    def measure(width: int) -> int:
        return crop_height(width, crop) if crop else rendition_height(photo, width)

    widths, mark = crop_widths(photo, crop) if crop else rendition_widths(photo), _mark_rights(photo)
    middle = next((width for width in widths if width >= 800), widths[-1])
    middle_of_crop = "fx5 fy5"
    return replace(
        picture,
        src=rendition_url(photo, middle, crop=crop) + mark,
        srcset=_build_srcset(photo, widths, "jpg", crop),
        sources=tuple(
            (CONTENT_TYPES[k], _build_srcset(photo, widths, k, crop))
            for k in rendition_kinds(photo)
            if k != "jpg"
        ),
        width=middle,
        height=measure(middle),
        largest=rendition_url(photo, widths[-1], crop=crop) + mark,
        largest_width=widths[-1],
        largest_height=measure(widths[-1]),
        focus=middle_of_crop if crop else f"fx{round(photo.focus_x * 10)} fy{round(photo.focus_y * 10)}",
        upright=not crop and (photo.height or 0) > (photo.width or 0),
    )


def _mark_rights(photo: Any) -> str:
    """Return the end of its addresses, which changes with its credit and rights.

    A browser that has stored the picture under former rights asks for it again.
    """
    rules = [_parse_json(rule) for rule in (*photo.own, *photo.contracts)]
    stated = orjson.dumps([photo.credit, rules], option=orjson.OPT_SORT_KEYS)
    return f"?r={hashlib.blake2b(stated, digest_size=4).hexdigest()}"


def _describe_format(photo: Photo, crop: str) -> PictureFormat:
    width = crop_widths(photo, crop)[-1]
    url = rendition_url(photo, width, crop=crop) + _mark_rights(photo)
    return PictureFormat(url, width, crop_height(width, crop), crop in list_set_crops(photo))


def _build_srcset(photo: Photo, widths: Sequence[int], kind: str, crop: str) -> str:
    mark = _mark_rights(photo)
    return ",".join(f"{rendition_url(photo, width, kind, crop)}{mark} {width}w" for width in widths)


def list_pictures(edition: Edition, page_context: PageContext) -> list[Picture]:
    """Return the visible pictures of a story, the lead first.

    An edition annotated with `placed_photos` as `photos` takes no query.
    """
    shareable: set[int] = set()
    known: Iterable[str] | None = getattr(edition, "photos", None)
    if known is None:
        photo_ids = {placement["photo_id"] for placement in edition.placements}
        photos = find_visible_photos(photo_ids, page_context, shareable=shareable)
    else:
        page_context.depend_on(*(photo_key(placement["photo_id"]) for placement in edition.placements))
        photos = {p.pk: p for p in _read_placed(known) if is_visible(p, page_context, shareable)}
    pictures = [
        build_picture(p, photos[p["photo_id"]]) for p in sort_lead_first(edition) if p["photo_id"] in photos
    ]
    if pictures:
        photo = photos[pictures[0].photo_id]
        pictures[0] = replace(pictures[0], formats=tuple(_describe_format(photo, name) for name in FIELDS))
    return [replace(picture, shareable=picture.photo_id in shareable) for picture in pictures]
