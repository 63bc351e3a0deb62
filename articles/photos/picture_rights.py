"""Rights of a photo as its served files state them.

The desk's own values come first, then those of the agency's file.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings

from articles import visibility
from articles.models import EmbeddedMetadata, Photo
from articles.photos.metadata.types import MetadataFacts
from articles.photos.metadata.xmp import UnreadableXmp, read_xmp
from articles.photos.metadata.xmp_packet import Licensor, PictureRights
from articles.rights.grants import RightsChannel
from articles.rights.machine_uses import choose_data_mining_term
from articles.url_paths import absolute_url

RIGHTS_PATH = "/rights/"


def describe_rights(
    photo: Photo,
    at: datetime,
    *,
    captions: Collection[str],
    alt_texts: Collection[str],
    contracts: visibility.Contracts,
) -> PictureRights:
    """Return the rights of a photo loaded by `PhotoQuerySet.with_rights_statement`.

    Its caption and alternative text are stated only if they are among those that the receiver's stories show.
    """
    facts, stored = _read_packet(photo), _find_embedded(photo)
    mining = visibility.photo_decision(photo, RightsChannel.MINING, at, contracts)
    return PictureRights(
        creators=photo.photographers or _list_names(facts),
        credit=photo.credit,
        copyright_notice=_find_stored(stored, "copyright") or photo.credit,
        web_statement=_find_address(facts, "web_statement") or absolute_url(RIGHTS_PATH),
        licensors=tuple(_list_licensors(photo, facts)),
        data_mining=choose_data_mining_term(mining, settings.CRAWLERS_REFUSED, _find(facts, "data_mining")),
        digital_source=source if (source := _find_stored(stored, "digital_source")).isalpha() else "",
        ai_system=_find(facts, "ai_system"),
        ai_system_version=_find(facts, "ai_system_version"),
        ai_prompt=_find(facts, "ai_prompt"),
        ai_prompt_writer=_find(facts, "ai_prompt_writer"),
        caption=photo.caption if photo.caption in captions else "",
        alt_text=photo.alt_text if photo.alt_text in alt_texts else "",
    )


def _find_embedded(photo: Photo) -> EmbeddedMetadata | None:
    return getattr(photo, "embedded", None)


def _read_packet(photo: Photo) -> MetadataFacts:
    """Return the facts of the file's XMP packet.

    `EmbeddedMetadata.read` has no newer facts for photos that were added before.
    """
    stored = _find_embedded(photo)
    try:
        return read_xmp(bytes(stored.xmp), language=settings.SITE_LANGUAGE) if stored and stored.xmp else {}
    except UnreadableXmp:
        return {}


def _find(facts: MetadataFacts, name: str) -> str:
    value = facts.get(name, ("", ""))[0]
    return value if isinstance(value, str) else ""


def _find_address(facts: MetadataFacts, name: str) -> str:
    address = _find(facts, name)
    return address if address.startswith(("https://", "http://")) else ""


def _find_stored(stored: EmbeddedMetadata | None, name: str) -> str:
    """Return a fact of the file, which may be from IIM or EXIF as well."""
    value: Any = stored.read.get(name, {}).get("value", "") if stored else ""
    return value if isinstance(value, str) else ""


def _list_names(facts: MetadataFacts) -> tuple[str, ...]:
    value = facts.get("creators", ((), ""))[0]
    return value if isinstance(value, tuple) else ()


def _list_licensors(photo: Photo, facts: MetadataFacts) -> Iterator[Licensor]:
    """Yield the licensor that the file names, else the photo's agencies."""
    if name := _find(facts, "licensor"):
        yield Licensor(name, _find_address(facts, "licensor_url"))
        return
    for agency in getattr(photo, "licensors", ())[:3]:
        yield Licensor(agency["name"], agency["homepage"])
