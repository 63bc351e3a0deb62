"""Media folder of a desk, which all its hosts share.

A marker file has the folder's id, and an entry of the audit list registers it. A host whose folder has another id would
show pages without their photos, and its editors' photos would be missing everywhere else.
"""

import socket
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import connection, transaction

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.publication.log import take_numbers
from articles.models import AuditEntry, FeedHead, MediaFile, Photo
from articles.models.audit import AuditVerb

MARKER = ".media-folder"
LOCK = 0x6D656469  # advisory lock: two hosts must not register their folders at once
NEWEST = 10
"""Files by which a folder without a marker is recognised, as of desks of former versions."""
REFUSAL = (
    "the photos of this desk are in {known} on the host {host}, and {folder} on this host is another folder. Set "
    "MEDIA_URL_S3 on all hosts, or let them share that folder; `manage.py accept_media_folder` accepts this one if the "
    "files were moved here."
)


class MediaFolderElsewhere(ActionRefused):
    """The host's media folder is not the one that the desk uses."""


@transaction.atomic
def register_media_folder(folder: Path, *, at: datetime) -> None:
    """Register the folder if the desk has none yet; refuse another one."""
    wait_for_other_hosts()
    marker = read_marker(folder)
    known = find_registration()
    if known is None:
        marker = marker or uuid4().hex
        write_marker(folder, marker)
        record_registration(folder, marker, at=at)
    elif marker != known["folder"]:
        if marker or not has_newest_files(folder):
            raise MediaFolderElsewhere(REFUSAL.format(known=known["path"], host=known["host"], folder=folder))
        write_marker(folder, known["folder"])


@transaction.atomic
def accept_media_folder(folder: Path, *, at: datetime) -> None:
    """Make the folder the desk's, after its files were moved there."""
    wait_for_other_hosts()
    marker = uuid4().hex
    write_marker(folder, marker)
    record_registration(folder, marker, at=at)


def record_registration(folder: Path, marker: str, *, at: datetime) -> None:
    take_numbers(0)  # the head of the log is there from now on
    where = {"folder": marker, "host": socket.gethostname(), "path": str(folder)}
    audit(AuditVerb.REGISTER_MEDIA_FOLDER, FeedHead.objects.get(), by=None, at=at, **where)


def wait_for_other_hosts() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def find_registration() -> dict[str, Any] | None:
    """Return id, host and path of the desk's folder."""
    entries = AuditEntry.objects.filter(verb=AuditVerb.REGISTER_MEDIA_FOLDER)
    return entries.order_by("-at", "-pk").values_list("detail", flat=True).first()


def has_newest_files(folder: Path) -> bool:
    """Return whether the desk has files and the newest of them are in the folder."""
    photos = Photo.objects.order_by("-pk").values_list("file", flat=True)[:NEWEST]
    others = MediaFile.objects.order_by("-pk").values_list("file", flat=True)[:NEWEST]
    names = [name for name in chain(photos, others) if name]
    return bool(names) and all((folder / name).is_file() for name in names)


def read_marker(folder: Path) -> str:
    file = folder / MARKER
    return file.read_text(encoding="ascii").strip() if file.exists() else ""


def write_marker(folder: Path, marker: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{MARKER}.new"
    draft.write_text(f"{marker}\n", encoding="ascii")
    draft.replace(folder / MARKER)
