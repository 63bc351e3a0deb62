"""Settings of newsletters, and the export of their readers."""

from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models import Newsletter
from articles.models.audit import AuditVerb
from newsroom.encryption import decrypt, encrypt

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


def export_subscribers(
    newsletter: Newsletter, *, by: Actor, at: datetime
) -> list[tuple[str, datetime | None]]:
    """Return confirmed addresses with their dates; the audit list notes it."""
    require_permission(by, "view_subscriber")
    confirmed = newsletter.subscribers.exclude(confirmed_at=None)
    readers = [(decrypt(one.encrypted_address), one.confirmed_at) for one in confirmed.iterator()]
    audit(AuditVerb.EXPORT_SUBSCRIBERS, newsletter, by=by, at=at, readers=len(readers))
    return readers
