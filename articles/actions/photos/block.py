"""Blocking a photo: it disappears from every page and feed at once."""

from datetime import datetime

from django.db import transaction

from articles.actions.audit import audit
from articles.actions.permissions import Actor, require_permission
from articles.actions.publication.rights_changes import log_photo_rights
from articles.models import Photo
from articles.models.audit import AuditVerb


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
