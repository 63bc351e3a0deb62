"""Rights of single photos: set by an editor, extended on proof, or blocked."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.desk.reference_data import GrantDraft, make_grants
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.actions.publication.rights_changes import log_photo_rights
from articles.models import Grant, Photo
from articles.models.audit import AuditVerb
from articles.rights.grants import RightsChannel

MIN_PROOF_LENGTH = 6


@transaction.atomic
def set_photo_rights(photo_id: int, drafts: Sequence[GrantDraft], *, by: Actor, at: datetime) -> None:
    """Replace the photo's own rights by these, with the editor as their source."""
    require_permission(by, "change_grant")
    photo = Photo.objects.select_for_update(no_key=True).get(pk=photo_id)
    photo.grants.all().delete()
    Grant.objects.bulk_create(make_grants(drafts, source=Grant.Source.EDITOR, photo=photo))
    audit(AuditVerb.SET_RIGHTS, photo, by=by, at=at, grants=len(drafts))
    log_photo_rights(photo, by=by, at=at, cause="rights changed")


@transaction.atomic
def extend_licence(
    photo_ids: Collection[int],
    channels: Collection[str],
    *,
    until: datetime | None,
    proof: str,
    by: Actor,
    at: datetime,
) -> int:
    """Allow the photos on these channels until a time; return their number.

    None as the time means without end. The new grants name the editor as their source and keep the proof; earlier
    grants stay. Readers and partners see the pictures again at once.
    """
    require_permission(by, "change_grant")
    proof_text = " ".join(proof.split())
    _validate(channels, until, proof_text, at)
    photos = list(Photo.objects.select_for_update().filter(pk__in=photo_ids).order_by("pk"))
    if not photos:
        raise ActionRefused(_("No photo was selected."))
    Grant.objects.bulk_create(
        Grant(photo=photo, channel=channel, until=until, source=Grant.Source.EDITOR, remark=proof_text[:200])
        for photo in photos
        for channel in sorted(channels)
    )
    for photo in photos:
        audit(
            AuditVerb.EXTEND_LICENCE,
            photo,
            by=by,
            at=at,
            channels=sorted(channels),
            until=until,
            proof=proof_text,
        )
    for photo in photos:
        log_photo_rights(photo, by=by, at=at, cause="licence extended")
    return len(photos)


def _validate(channels: Collection[str], until: datetime | None, proof: str, at: datetime) -> None:
    if not channels or set(channels) - {channel.value for channel in RightsChannel}:
        raise ActionRefused(_("Select at least one channel."), "channels")
    if until is not None and until <= at:
        raise ActionRefused(_("That date has passed; choose one in the future."), "until")
    if len(proof) < MIN_PROOF_LENGTH:
        raise ActionRefused(
            _("Enter the proof: the agency's email, the invoice or the contract number."), "proof"
        )


@transaction.atomic
def block_photo(photo_id: int, blocked: bool, *, by: Actor, at: datetime) -> Photo:  # noqa: FBT001  # the object of the verb
    """Block or unblock a photo everywhere, starting with the next request."""
    require_permission(by, "block_photo")
    photo = Photo.objects.select_for_update(no_key=True).get(pk=photo_id)
    photo.blocked = blocked
    photo.save(update_fields=["blocked"])
    audit(AuditVerb.BLOCK_PHOTO if blocked else AuditVerb.UNBLOCK_PHOTO, photo, by=by, at=at)
    log_photo_rights(photo, by=by, at=at, cause="photo blocked" if blocked else "photo unblocked")
    return photo
