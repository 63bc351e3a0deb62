"""Audio and video: files checked by their content, rights, changes and blocks."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import connection, transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.desk.agencies import agency_for
from articles.actions.desk.reference_data import GrantDraft, make_grants
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.actions.photos.store_file import delete_files_on_failure, refuse_unstored
from articles.actions.publication.rights_changes import log_media_change
from articles.media_files.facts import MediaFacts, read_facts
from articles.media_files.formats import MediaRefused, refuse_size
from articles.models import Grant, MediaFile
from articles.models.audit import AuditVerb
from articles.parsing.credits.parse import read_credit
from articles.parsing.format import format_credit
from articles.rights.grants import RightsChannel
from articles.selectors.desk_lexicon import desk_lexicon

EDITABLE = frozenset({"title", "caption", "transcript", "captioned", "credit_raw", "poster_id"})


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


@transaction.atomic
def add_media_file(
    facts: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    file: "File[bytes]",
    name: str = "",
    channels: tuple[RightsChannel, ...] | None = None,
) -> MediaFile:
    """Add an audio or video file; its name is the title if `facts` have none.

    `channels` are allowed with the editor as their source; None means that the agency contracts decide.
    """
    require_permission(by, "add_mediafile")
    media = MediaFile(created_at=at, created_by=by)
    with delete_files_on_failure() as stored:
        store_media(media, file, name, stored)
        _set_facts(media, {**facts, "title": facts.get("title") or _title_from(name)})
        media.save()
        Grant.objects.bulk_create(
            Grant(media_file=media, channel=channel, source=Grant.Source.EDITOR) for channel in channels or ()
        )
        audit(AuditVerb.ADD_MEDIA_FILE, media, by=by, at=at)
    return media


@transaction.atomic
def save_media_file(media_id: int, facts: Mapping[str, Any], *, by: Actor, at: datetime) -> MediaFile:
    """Change the words next to a file, in published stories as well."""
    require_permission(by, "change_mediafile")
    media = MediaFile.objects.select_for_update(no_key=True).get(pk=media_id)
    before = {name: getattr(media, name) for name in EDITABLE}
    _set_facts(media, facts)
    if not media.title:
        raise ActionRefused(_("Audio and video need a title."), "title")
    if before == {name: getattr(media, name) for name in EDITABLE}:
        return media
    media.save()
    audit(AuditVerb.SAVE_MEDIA_FILE, media, by=by, at=at)
    log_media_change(media, by=by, at=at, cause="audio or video changed")
    return media


@transaction.atomic
def block_media_file(media_id: int, blocked: bool, *, by: Actor, at: datetime) -> MediaFile:  # noqa: FBT001  # the object of the verb
    """Block or unblock a file everywhere, starting with the next request."""
    require_permission(by, "block_photo")
    media = MediaFile.objects.select_for_update(no_key=True).get(pk=media_id)
    media.blocked = blocked
    media.save(update_fields=["blocked"])
    verb = AuditVerb.BLOCK_MEDIA_FILE if blocked else AuditVerb.UNBLOCK_MEDIA_FILE
    audit(verb, media, by=by, at=at)
    log_media_change(media, by=by, at=at, cause=verb.value)
    return media


@transaction.atomic
def set_media_rights(media_id: int, drafts: Sequence[GrantDraft], *, by: Actor, at: datetime) -> None:
    """Replace the file's own rights by these, with the editor as their source."""
    require_permission(by, "change_grant")
    media = MediaFile.objects.select_for_update(no_key=True).get(pk=media_id)
    media.grants.all().delete()
    Grant.objects.bulk_create(make_grants(drafts, source=Grant.Source.EDITOR, media_file=media))
    audit(AuditVerb.SET_RIGHTS, media, by=by, at=at, grants=len(drafts))
    log_media_change(media, by=by, at=at, cause="rights changed")


def _set_facts(media: MediaFile, facts: Mapping[str, Any]) -> None:
    if unknown := set(facts) - EDITABLE:
        raise ValueError(f"Audio and video have no {sorted(unknown)} to change.")
    for name, value in facts.items():
        setattr(media, name, value.strip() if isinstance(value, str) else value)
    if "credit_raw" in facts:
        credit = read_credit(media.credit_raw, desk_lexicon())
        media.credit = format_credit(credit)[:300] or media.credit_raw
        media.agency_codes = [agency_for(code).code for code in credit.agencies]


def _title_from(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0].replace("_", " ").strip()[:200] or _("without a title")
