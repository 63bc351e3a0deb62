"""A photo's file: judged, kept once, its metadata kept beside it; a refused one leaves nothing behind."""

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
from newsroom.text.spans import Confidence

log = structlog.get_logger(__name__)

TRUSTED_CONFIDENCE = {Confidence.SURE, Confidence.LIKELY}


class DuplicateFile(ActionRefused):
    """The same bytes are in the library, as photo `photo_id`."""

    def __init__(self, photo_id: int) -> None:
        self.photo_id = photo_id
        super().__init__(
            _("This file is already in the library as photo %(number)d.") % {"number": photo_id}, "file"
        )


@contextmanager
def delete_files_on_failure() -> Iterator[list[str]]:
    """Takes the paths of files written; removes them again when the act does not come to its end."""
    written: list[str] = []
    done = False
    try:
        yield written
        done = True
    finally:
        if not done:
            for path in written:
                default_storage.delete(path)


def store_file(photo: Photo, data: bytes, name: str, written: list[str]) -> PictureMetadata:
    """Store the file and note on the unsaved `photo` what it is. Raises ActionRefused, DuplicateFile."""
    kind = _check_file(data, name)
    with refuse_unreadable():
        size, print_, metadata = (
            picture_size(data),
            hash_picture(data),
            read_metadata(data, language=settings.SITE_LANGUAGE),
        )
    digest = hashlib.sha256(data).hexdigest()
    _refuse_duplicate(photo, digest)
    photo.sha256 = digest
    photo.original_name = name[:250]
    photo.file.save(f"{digest[:32]}.{kind}", ContentFile(data), save=False)
    written.append(photo.file.name or "")
    (photo.width, photo.height), photo.likeness, photo.recipe = size, print_, 0
    return metadata


@contextmanager
def refuse_unreadable() -> Iterator[None]:
    """Refuse a file that passed the check and yet cannot be worked with: nobody else's upload fails for it."""
    try:
        yield
    except DECODER_ERRORS as mistake:
        log.warning("a picture could not be worked with", error=repr(mistake)[:200])
        raise ActionRefused(
            _("The picture is damaged or cut off; it cannot be opened whole."), "file"
        ) from mistake


def _check_file(data: bytes, name: str) -> str:
    try:
        return check_picture(data, name)
    except PictureRefused as refusal:
        raise ActionRefused(format_refusal(refusal), "file") from refusal


def format_refusal(refusal: PictureRefused) -> str:
    return _(refusal.message) % refusal.params


def _refuse_duplicate(photo: Photo, digest: str) -> None:
    """Two uploads of one file at the same moment queue up here, and the second finds the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [digest])
    twin = Photo.objects.filter(sha256=digest).exclude(pk=photo.pk).first()
    if twin is not None:
        raise DuplicateFile(twin.pk)


def fill_empty_fields(photo: Photo, metadata: PictureMetadata, given: Mapping[str, Any]) -> bool:
    """Put what the file says, as far as it is sure or likely, into fields that nobody filled; whether any was."""
    filled = False
    for proposal in suggest_facts(metadata, desk_lexicon()) if metadata else ():
        empty = not given.get(proposal.name) and not getattr(photo, proposal.name)
        if empty and proposal.confidence in TRUSTED_CONFIDENCE:
            setattr(photo, proposal.name, proposal.value)
            filled = True
    return filled


def store_metadata(photo: Photo, metadata: PictureMetadata) -> None:
    """The packets as they were, and what was read; in place of those of a former file."""
    values = asdict(metadata)
    read: dict[str, Any] = {
        name: {"value": values[name], "origin": metadata.origins[name]}
        for name in sorted(FACT_NAMES & metadata.origins.keys())
    }
    if metadata.trouble:
        read["trouble"] = list(metadata.trouble)
    packets = metadata.packets
    EmbeddedMetadata.objects.update_or_create(
        photo=photo,
        defaults={"xmp": packets.xmp, "iim": packets.iim, "exif": packets.exif, "read": read},
    )
