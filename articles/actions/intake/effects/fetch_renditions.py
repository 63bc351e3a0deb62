"""Pictures of wire items: their renditions, and pairs of text and picture."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.intake.receive.loopback import may_use_loopback
from articles.actions.intake.receive.sources import read_credentials
from articles.actions.intake.versions.item_history import ItemHistory
from articles.actions.permissions import Actor, require_permission
from articles.actions.photos.save import add_photo, save_photo
from articles.actions.photos.store_file import (
    TRUSTED_CONFIDENCE,
    DuplicateFile,
    load_metadata,
    store_metadata,
)
from articles.models import EmbeddedMetadata, Photo, WireItem, WireSource
from articles.photos.metadata import Packets, PictureMetadata, read_metadata
from articles.photos.metadata.suggestions import suggest_facts
from articles.photos.validate import DECODER_ERRORS, EXTENSIONS
from articles.selectors.desk_lexicon import desk_lexicon
from articles.wire.documents.types import DocumentPicture
from articles.wire.formats import Format
from articles.wire.item import PubStatus
from articles.wire.item_photos import (
    ORIGIN,
    PICTURE_KINDS,
    build_metadata,
    get_host,
    list_file_names,
    list_hosts,
    list_renditions,
    merge_metadata,
    rank_renditions,
)
from articles.wire.transports.ap_feed import TOKEN_HEADER
from articles.wire.transports.exchange import PollFailed, build_headers
from newsroom import safe_http
from newsroom.encryption import CannotDecrypt
from newsroom.safe_http import HttpAnswer, RequestFailed

PAIR_WINDOW = timedelta(minutes=10)
MAX_CANDIDATES = 200
type FetchPicture = Callable[[str, Mapping[str, str], Collection[str]], HttpAnswer]

MAX_PICTURE_BYTES = 50_000_000
PICTURE_SECONDS = 20.0
MAX_REDIRECTS = 2
MAX_TRIES = 3
"""Renditions of a picture that are tried, best first."""


def is_picture(item: WireItem) -> bool:
    return item.kind in PICTURE_KINDS and item.content is not None


def is_picture_file(item: WireItem) -> bool:
    """Return whether the bytes that the item came in are the picture."""
    return item.file is not None and item.file.format == Format.PHOTO


def find_pair(item: WireItem, *, with_photo: bool = False) -> WireItem | None:
    """Return the item about a picture file, or the file of an item; None without one.

    `with_photo` asks only for one that is a photo of the desk already.
    """
    if not is_picture(item) or item.source_id is None or item.file is None:
        return None
    near = _filter_near(item)
    near = near.exclude(photo=None) if with_photo else near
    found = list(near.select_related("file", "photo").defer("raw", "parsed", "file__raw")[:MAX_CANDIDATES])
    found.sort(key=lambda other: abs(other.received_at - item.received_at))
    return next((other for other in found if _is_pair(item, other)), None)


def _filter_near(item: WireItem) -> QuerySet[WireItem]:
    """Return the source's pictures of that time: files for an item, else items."""
    near = WireItem.objects.filter(
        source=item.source, kind__in=PICTURE_KINDS, content__isnull=False,
        received_at__gte=item.received_at - PAIR_WINDOW, received_at__lte=item.received_at + PAIR_WINDOW,
    ).exclude(file=item.file)  # fmt: skip
    is_file = Q(file__format=Format.PHOTO)
    return near.exclude(is_file) if is_picture_file(item) else near.filter(is_file)


def _is_pair(item: WireItem, other: WireItem) -> bool:
    if item.guid and item.guid == other.guid:
        return True
    one, two = (
        list_file_names(each.content or {}, each.file.name if each.file else "") for each in (item, other)
    )
    if one.isdisjoint(two):
        return False
    about = other if is_picture_file(item) else item
    others = WireItem.objects.filter(file=about.file_id, kind__in=PICTURE_KINDS).exclude(pk=about.pk)
    if not others.exists():
        return True
    # A file about many pictures has no picture's name; only their links tell them apart.
    return not list_file_names(about.content or {}).isdisjoint(one if about is other else two)


@transaction.atomic
def link_pair(item_id: int, *, at: datetime) -> Photo | None:
    """Give a picture item the photo that was made of its pair before it came.

    The photo's empty fields are filled from the item. Calling it again is safe.
    """
    item = WireItem.objects.select_related("file").defer("raw", "parsed", "file__raw").get(pk=item_id)
    pair = find_pair(item, with_photo=True) if item.photo_id is None else None
    if pair is None or pair.photo_id is None:
        return None
    photo = Photo.objects.select_for_update(no_key=True).get(pk=pair.photo_id)
    is_linked = WireItem.objects.filter(pk=item.pk, photo=None).update(photo=photo)
    if is_linked and not is_picture_file(item):
        _add_item_facts(photo, build_metadata(item.content or {}), at=at)
    return photo


def _add_item_facts(photo: Photo, facts: PictureMetadata, *, at: datetime) -> None:
    """Fill the empty fields of a photo, and keep the agency's terms with its metadata."""
    missing = {name: value for name, value in get_facts(facts).items() if not getattr(photo, name)}
    if missing:
        save_photo(photo.pk, missing, by=None, at=at)
    save_item_metadata(photo, facts)


def get_facts(metadata: PictureMetadata) -> dict[str, str]:
    """Return the sure and likely facts of a photo.

    A credit that the agency states in its item is used even if it names nobody we know.
    """
    return {
        proposal.name: proposal.value
        for proposal in suggest_facts(metadata, desk_lexicon())
        if proposal.confidence in TRUSTED_CONFIDENCE
        or (proposal.name == "credit_raw" and ORIGIN in proposal.origin)
    }


def save_item_metadata(photo: Photo, facts: PictureMetadata) -> None:
    """Add the facts of the agency's item to the stored ones of the file."""
    stored = EmbeddedMetadata.objects.filter(photo=photo).first()
    packets = (
        Packets(xmp=bytes(stored.xmp), iim=bytes(stored.iim), exif=bytes(stored.exif))
        if stored
        else Packets()
    )
    merged = merge_metadata(load_metadata(stored), facts)
    store_metadata(photo, replace(merged, packets=packets))


def send_picture_request(url: str, headers: Mapping[str, str], hosts: Collection[str]) -> HttpAnswer:
    return safe_http.get(
        url, headers, seconds=PICTURE_SECONDS, max_bytes=MAX_PICTURE_BYTES, redirects=MAX_REDIRECTS, hosts=hosts,
        loopback=may_use_loopback(url),
    )  # fmt: skip


def store_item_photo(
    item_id: int, *, by: Actor, at: datetime, fetch: FetchPicture = send_picture_request
) -> Photo:
    """Make the picture of an item a photo of the desk; return it if it is one already.

    A picture file and the item about it give one photo. The network is used before the transaction begins.
    """
    require_permission(by, "add_photo")
    item = _load_item(item_id)
    if item.photo is not None:
        return item.photo
    _refuse_unusable(item)
    pair = find_pair(item)
    if pair is not None and pair.photo is not None:
        WireItem.objects.filter(pk=item.pk, photo=None).update(photo=pair.photo)
        return pair.photo
    about = next((one for one in (item, pair) if one is not None and not is_picture_file(one)), None)
    facts = build_metadata(about.content or {}) if about is not None else PictureMetadata()
    picture = _read_file(item, pair) or fetch_picture(item.source, list_renditions(item.content or {}), fetch)
    facts = _identify(facts, about or item)
    return _store_photo([one.pk for one in (item, pair) if one is not None], picture, facts, by=by, at=at)


def _identify(facts: PictureMetadata, item: WireItem) -> PictureMetadata:
    """Return the facts with the agency's identifier of the item, unless we made it."""
    guid = "" if (item.content or {}).get("guid_made") else item.guid
    return replace(facts, picture_id=guid, origins={**facts.origins, "picture_id": ORIGIN}) if guid else facts


def _load_item(item_id: int) -> WireItem:
    found = WireItem.objects.select_related("source__agency", "file", "photo")
    return found.defer("raw", "parsed", "file__raw").get(pk=item_id)


def _refuse_unusable(item: WireItem) -> None:
    if not is_picture(item):
        raise ActionRefused(_("This item is no picture."))
    if item.pubstatus != PubStatus.USABLE or ItemHistory(item).active_kills():
        raise ActionRefused(_("The agency has withdrawn or withheld this picture."))


def _read_file(*items: WireItem | None) -> DocumentPicture | None:
    """Return the picture that came by wire as a file; None without one."""
    for item in items:
        if item is not None and item.file is not None and is_picture_file(item) and item.file.raw:
            return DocumentPicture(_get_name(item.file.name), bytes(item.file.raw))
    return None


def fetch_picture(
    source: WireSource | None, links: list[Mapping[str, Any]], fetch: FetchPicture
) -> DocumentPicture:
    """Fetch the best rendition; raise ActionRefused with the first reason."""
    hosts = [host.strip().lower() for host in source.rendition_hosts] if source is not None else []
    addresses = rank_renditions(links, hosts)[:MAX_TRIES]
    if source is None or not addresses:
        raise ActionRefused(_describe_no_rendition(links))
    problem = ""
    for address in addresses:
        try:
            answer = fetch(address, _build_headers(source, address), hosts)
        except RequestFailed as trouble:
            reason = _(str(trouble))
        else:
            if answer.status == HTTPStatus.OK and answer.body:
                return DocumentPicture(_get_name(unquote(urlsplit(address).path)), answer.body)
            reason = _("status %(status)d") % {"status": answer.status}
        problem = problem or _("The picture could not be fetched from %(host)s: %(reason)s.") % {
            "host": get_host(address), "reason": reason,
        }  # fmt: skip
    raise ActionRefused(problem)


def _describe_no_rendition(links: list[Mapping[str, Any]]) -> str:
    hosts = ", ".join(list_hosts(links))
    if not hosts:
        return _("The agency has sent no picture with this item, and no address of one.")
    return _("The picture is on %(hosts)s. Allow this host in the wire source to fetch it.") % {
        "hosts": hosts
    }


def _build_headers(source: WireSource, address: str) -> dict[str, str]:
    """Return the headers of a request; only the source's own host is sent its key."""
    if get_host(address) != get_host(source.url):
        return {}
    name = TOKEN_HEADER if source.protocol == WireSource.Protocol.AP_FEED else "Authorization"
    try:
        return build_headers("", read_credentials(source), header_name=name)
    except (CannotDecrypt, PollFailed):
        return {}


def _get_name(path: str) -> str:
    """Return the name of a file, empty if its end is no picture's."""
    name = PurePosixPath(path).name
    return name if PurePosixPath(name).suffix.lower().removeprefix(".") in EXTENSIONS - {""} else ""


@transaction.atomic
def _store_photo(
    item_ids: list[int], picture: DocumentPicture, facts: PictureMetadata, *, by: Actor, at: datetime
) -> Photo:
    """Store the photo and set it on its items; the same bytes are one photo."""
    items = list(
        WireItem.objects.select_for_update(of=("self",)).only("photo").filter(pk__in=item_ids).order_by("pk")
    )
    made = next((item.photo for item in items if item.photo is not None), None)
    photo = made or _add_or_find(picture, facts, by=by, at=at)
    WireItem.objects.filter(pk__in=item_ids, photo=None).update(photo=photo)
    return photo


def _add_or_find(picture: DocumentPicture, facts: PictureMetadata, *, by: Actor, at: datetime) -> Photo:
    described = get_facts(merge_metadata(_read_metadata(picture.data), facts))
    if facts.picture_id:
        described["agency_item_id"] = facts.picture_id[:200]
    try:
        photo = add_photo(described, by=by, at=at, data=picture.data, name=picture.name)
    except DuplicateFile as known:
        return Photo.objects.get(pk=known.photo_id)
    if facts:
        save_item_metadata(photo, facts)
    return photo


def _read_metadata(data: bytes) -> PictureMetadata:
    """Return the metadata of the file; none of a damaged one, which is refused later."""
    try:
        return read_metadata(data, language=settings.SITE_LANGUAGE)
    except DECODER_ERRORS:
        return PictureMetadata()
