"""The file of a photo: checked, stored once, with its embedded metadata."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import structlog
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.models import EmbeddedMetadata, Photo
from articles.photos.metadata import FACT_NAMES, PictureMetadata, read_metadata
from articles.photos.metadata.suggestions import suggest_facts
from articles.photos.renditions import hash_picture, picture_size
from articles.photos.validate import DECODER_ERRORS, PictureRefused, check_picture
from articles.selectors.desk_lexicon import desk_lexicon
from newsroom.media_store.errors import MediaStoreFailure, is_full
from newsroom.text.spans import Confidence

log = structlog.get_logger(__name__)

TRUSTED_CONFIDENCE = {Confidence.SURE, Confidence.LIKELY}


class DuplicateFile(ActionRefused):
    """The same bytes are in the library already, as photo `photo_id`."""

    def __init__(self, photo_id: int) -> None:
        self.photo_id = photo_id
        super().__init__(
            _("This file is already in the library as photo %(number)d.") % {"number": photo_id}, "file"
        )


@contextmanager
def delete_files_on_failure() -> Iterator[list[str]]:
    """Collect the paths of stored files and delete them if the block fails."""
    stored: list[str] = []
    succeeded = False
    try:
        yield stored
        succeeded = True
    finally:
        if not succeeded:
            for path in stored:
                _delete_unused(path)


def _delete_unused(path: str) -> None:
    """Delete a file that no row names; one that cannot be deleted is only logged."""
    try:
        default_storage.delete(path)
    except OSError as trouble:
        log.warning("an unused file is left in the store", path=path, error=str(trouble))


@contextmanager
def refuse_unstored() -> Iterator[None]:
    """Turn the failure of a store that is full or away into ActionRefused."""
    try:
        yield
    except OSError as failure:
        if not (is_full(failure) or isinstance(failure, MediaStoreFailure)):
            raise
        log.warning("a file could not be stored", error=str(failure))
        raise ActionRefused(
            _("Nothing was saved: the store of photos and videos is full. Please inform your administrator.")
            if is_full(failure)
            else _(
                "Nothing was saved: the store of photos and videos does not answer. Please try again later."
            ),
            "file",
        ) from failure


def store_file(photo: Photo, data: bytes, name: str, stored: list[str]) -> PictureMetadata:
    """Store the file and set its facts on the unsaved `photo`.

    Raises ActionRefused or DuplicateFile.
    """
    kind = _check_file(data, name)
    with refuse_unreadable():
        size, likeness, metadata = (
            picture_size(data),
            hash_picture(data),
            read_metadata(data, language=settings.SITE_LANGUAGE),
        )
    digest = hashlib.sha256(data).hexdigest()
    _refuse_duplicate(photo, digest)
    photo.sha256 = digest
    photo.original_name = name[:250]
    with refuse_unstored():
        photo.file.save(f"{digest[:32]}.{kind}", ContentFile(data), save=False)
    stored.append(photo.file.name or "")
    (photo.width, photo.height), photo.likeness, photo.recipe = size, likeness, 0
    photo.crop_wide, photo.crop_standard, photo.crop_square = [], [], []  # of another picture
    return metadata


@contextmanager
def refuse_unreadable() -> Iterator[None]:
    """Turn a decoding error of a file that passed the checks into ActionRefused."""
    try:
        yield
    except DECODER_ERRORS as mistake:
        log.warning("a picture could not be worked with", error=repr(mistake)[:200])
        raise ActionRefused(
            _("The picture is damaged or incomplete and cannot be read."), "file"
        ) from mistake


def _check_file(data: bytes, name: str) -> str:
    try:
        return check_picture(data, name)
    except PictureRefused as refusal:
        raise ActionRefused(format_refusal(refusal), "file") from refusal


def format_refusal(refusal: PictureRefused) -> str:
    return _(refusal.message) % refusal.params


def _refuse_duplicate(photo: Photo, digest: str) -> None:
    """Refuse bytes that the library has already.

    An advisory lock makes simultaneous uploads of one file wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [digest])
    duplicate = Photo.objects.filter(sha256=digest).exclude(pk=photo.pk).first()
    if duplicate is not None:
        raise DuplicateFile(duplicate.pk)


def fill_empty_fields(photo: Photo, metadata: PictureMetadata, given: Mapping[str, Any]) -> bool:
    """Fill empty fields from sure or likely metadata; return whether any was filled."""
    filled = False
    for proposal in suggest_facts(metadata, desk_lexicon()) if metadata else ():
        empty = not given.get(proposal.name) and not getattr(photo, proposal.name)
        if empty and proposal.confidence in TRUSTED_CONFIDENCE:
            setattr(photo, proposal.name, proposal.value)
            filled = True
    return filled


def load_metadata(record: EmbeddedMetadata | None) -> PictureMetadata:
    """Return the metadata as it was stored, without the packets."""
    read = record.read if record else {}
    entries = {name: entry for name, entry in read.items() if name in FACT_NAMES}
    values: dict[str, Any] = {
        n: tuple(e["value"]) if isinstance(e["value"], list) else e["value"] for n, e in entries.items()
    }
    return PictureMetadata(
        **values,
        origins={n: e["origin"] for n, e in entries.items()},
        unreadable=tuple(read.get("trouble", ())),
    )


def store_metadata(photo: Photo, metadata: PictureMetadata) -> None:
    """Store the raw metadata packets and the parsed values, replacing earlier ones."""
    values = asdict(metadata)
    read: dict[str, Any] = {
        name: {"value": values[name], "origin": metadata.origins[name]}
        for name in sorted(FACT_NAMES & metadata.origins.keys())
    }
    if metadata.unreadable:
        read["trouble"] = list(metadata.unreadable)
    packets = metadata.packets
    EmbeddedMetadata.objects.update_or_create(
        photo=photo,
        defaults={"xmp": packets.xmp, "iim": packets.iim, "exif": packets.exif, "read": read},
    )
