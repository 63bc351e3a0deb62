"""Settings of newsletters."""

from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models import Newsletter
from articles.models.audit import AuditVerb
from newsroom.encryption import encrypt

RESERVED = frozenset({"sign-up", "confirm", "leave"})


@transaction.atomic
def save_newsletter(newsletter: Newsletter, *, by: Actor, at: datetime) -> None:
    """Save a newsletter, with a key of its own when it is new."""
    require_permission(by, "change_newsletter")
    if newsletter.slug in RESERVED:
        raise ActionRefused(_("The site needs this address itself."), "slug")
    newsletter.encrypted_key = newsletter.encrypted_key or encrypt(token_hex(32))
    newsletter.save()
    audit(AuditVerb.SAVE_NEWSLETTER, newsletter, by=by, at=at, active=newsletter.active)
