"""Rights of a photo as its served files state them.

The desk's own values come first, then those of the agency's file.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import orjson
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles import visibility
from articles.models import Agency, Grant, Photo
from articles.photos.crops import FIELDS
from articles.photos.metadata.types import MetadataFacts
from articles.photos.metadata.xmp import UnreadableXmp, read_xmp
from articles.photos.metadata.xmp_packet import Licensor, PictureRights
from articles.rights.decide import Decision
from articles.rights.grants import GrantRule, RightsChannel
from articles.rights.machine_uses import choose_data_mining_term
from articles.url_paths import absolute_url
from newsroom.db.compiled_queries import PK_PARAM, CompiledQuery, IsAnyOf

RIGHTS_PATH = "/rights/"
PHOTO_FIELDS = (
    "file", "width", "height", "sha256", "blocked", "agency_codes", "credit", "photographers", "caption", "alt_text",
    "focus_x", "focus_y", *FIELDS.values(),
)  # fmt: skip
RULE_FIELDS = {name: name for name in ("channel", "allow", "since", "until", "source")}


def _query_photo() -> "QuerySet[Photo]":
    rules = Grant.objects.filter(photo=OuterRef("pk")).order_by("channel", "id")
    agencies = Agency.objects.filter(IsAnyOf(F("code"), OuterRef("agency_codes"))).order_by("name")
    return (
        Photo.objects.filter(pk=PK_PARAM)
        .only(*PHOTO_FIELDS)
        .order_by()
        .annotate(
            xmp=F("embedded__xmp"),
            read=F("embedded__read"),
            rules=ArraySubquery(rules.values(json=JSONObject(**RULE_FIELDS))),
            licensors=ArraySubquery(agencies.values(json=JSONObject(name="name", homepage="homepage"))),
        )
    )


PHOTO: CompiledQuery[Photo] = CompiledQuery(Photo, _query_photo)


@dataclass(frozen=True, slots=True)
class LicensedPhoto:
    """A photo with the rules and the metadata that decide about its use."""

    photo: Any
    """Record with `PHOTO_FIELDS`."""
    rules: tuple[GrantRule, ...]
    contracts: visibility.Contracts
    read: dict[str, Any]
    """As in `EmbeddedMetadata.read`."""
    xmp: bytes
    agencies: tuple[dict[str, str], ...]

    def decide(self, channel: RightsChannel, at: datetime) -> Decision:
        return visibility.photo_decision_from(self.photo, self.rules, channel, at, self.contracts)


def load_licensed_photo(photo_id: int) -> LicensedPhoto | None:
    """Load the photo in two queries; None if there is none."""
    record: Any = next(PHOTO.records({PK_PARAM: photo_id}), None)
    if record is None:
        return None
    record.pk = record.id
    return LicensedPhoto(
        photo=record,
        rules=tuple(_build_rule(_parse_json(rule), record.credit) for rule in record.rules),
        contracts=visibility.load_contracts(record.agency_codes),
        read=_parse_json(record.read) or {},
        xmp=bytes(record.xmp or b""),
        agencies=tuple(map(_parse_json, record.licensors)),
    )


def _parse_json(value: Any) -> Any:
    return orjson.loads(value) if isinstance(value, str) else value


def _build_rule(grant: dict[str, Any], holder: str) -> GrantRule:
    times = {name: grant[name] and datetime.fromisoformat(grant[name]) for name in ("since", "until")}
    return visibility.to_grant_rule(SimpleNamespace(**{**grant, **times}), holder)  # type: ignore[arg-type]  # its columns


def describe_rights(
    licensed: LicensedPhoto, at: datetime, *, captions: Collection[str], alt_texts: Collection[str]
) -> PictureRights:
    """Return the rights of a photo.

    Its caption and alternative text are stated only if they are among those that the receiver's stories show.
    """
    photo, facts = licensed.photo, _read_packet(licensed)
    mining = licensed.decide(RightsChannel.MINING, at)
    source = _find_stored(licensed, "digital_source")
    return PictureRights(
        creators=photo.photographers or _list_names(facts),
        credit=photo.credit,
        copyright_notice=_find_stored(licensed, "copyright") or photo.credit,
        web_statement=_find_address(facts, "web_statement") or absolute_url(RIGHTS_PATH),
        licensors=tuple(_list_licensors(licensed, facts)),
        data_mining=choose_data_mining_term(mining, settings.CRAWLERS_REFUSED, _find(facts, "data_mining")),
        digital_source=source if source.isalpha() else "",
        ai_system=_find(facts, "ai_system"),
        ai_system_version=_find(facts, "ai_system_version"),
        ai_prompt=_find(facts, "ai_prompt"),
        ai_prompt_writer=_find(facts, "ai_prompt_writer"),
        caption=photo.caption if photo.caption in captions else "",
        alt_text=photo.alt_text if photo.alt_text in alt_texts else "",
    )


def _read_packet(licensed: LicensedPhoto) -> MetadataFacts:
    """Return the facts of the file's XMP packet.

    `EmbeddedMetadata.read` has no newer facts for photos that were added before.
    """
    try:
        return read_xmp(licensed.xmp, language=settings.SITE_LANGUAGE) if licensed.xmp else {}
    except UnreadableXmp:
        return {}


def _find(facts: MetadataFacts, name: str) -> str:
    value = facts.get(name, ("", ""))[0]
    return value if isinstance(value, str) else ""


def _find_address(facts: MetadataFacts, name: str) -> str:
    address = _find(facts, name)
    return address if address.startswith(("https://", "http://")) else ""


def _find_stored(licensed: LicensedPhoto, name: str) -> str:
    """Return a fact of the file, which may be from IIM or EXIF as well."""
    value: Any = licensed.read.get(name, {}).get("value", "")
    return value if isinstance(value, str) else ""


def _list_names(facts: MetadataFacts) -> tuple[str, ...]:
    value = facts.get("creators", ((), ""))[0]
    return value if isinstance(value, tuple) else ()


def _list_licensors(licensed: LicensedPhoto, facts: MetadataFacts) -> Iterator[Licensor]:
    """Yield the licensor that the file names, else the photo's agencies."""
    if name := _find(facts, "licensor"):
        yield Licensor(name, _find_address(facts, "licensor_url"))
        return
    for agency in licensed.agencies[:3]:
        yield Licensor(agency["name"], agency["homepage"])
