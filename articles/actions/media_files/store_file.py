"""Storage of audio and video files, which are checked by their content.

No file is held in memory.
"""

import hashlib

from django.conf import settings
from django.core.files.base import File
from django.db import connection
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.photos.store_file import refuse_unstored
from articles.media_files.facts import MediaFacts, read_facts
from articles.media_files.formats import MediaRefused, refuse_size
from articles.models import MediaFile


class DuplicateMedia(ActionRefused):
    """The desk has the same bytes already, as file `media_id`."""

    def __init__(self, media_id: int) -> None:
        self.media_id = media_id
        super().__init__(
            _("The desk has this file already, as number %(number)d.") % {"number": media_id}, "file"
        )


def store_media(media: MediaFile, file: "File[bytes]", name: str, stored: list[str]) -> None:
    """Store the file and set its facts on the unsaved `media`.

    Its path is added to `stored`. Raises ActionRefused or DuplicateMedia.
    """
    facts = _check_file(file)
    digest = _hash_file(file)
    _refuse_duplicate(media, digest)
    media.sha256, media.size = digest, file.size
    media.original_name = name[:250]
    media.kind, media.media_type = facts.format.kind, facts.format.media_type
    media.seconds, media.width, media.height = facts.seconds, facts.width, facts.height
    file.seek(0)
    with refuse_unstored():
        media.file.save(f"{digest[:32]}.{facts.format.extension}", file, save=False)
    stored.append(media.file.name or "")


def _check_file(file: "File[bytes]") -> MediaFacts:
    try:
        refuse_size(file.size, settings.MEDIA_MAX_FILE_SIZE)
        return read_facts(file)  # type: ignore[arg-type]  # Django's files can do what is needed
    except MediaRefused as refusal:
        raise ActionRefused(_(refusal.message) % refusal.params, "file") from refusal


def _hash_file(file: "File[bytes]") -> str:
    file.seek(0)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _refuse_duplicate(media: MediaFile, digest: str) -> None:
    """Refuse bytes that the desk has already.

    Simultaneous uploads of one file wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [digest])
    duplicate = MediaFile.objects.filter(sha256=digest).exclude(pk=media.pk).first()
    if duplicate is not None:
        raise DuplicateMedia(duplicate.pk)
