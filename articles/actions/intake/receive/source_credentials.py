"""Credentials of a wire source, stored encrypted and never shown again."""

import json
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models import WireSource
from articles.models.audit import AuditVerb
from articles.wire.transports.exchange import Credentials
from newsroom.encryption import CannotDecrypt, decrypt, encrypt


@transaction.atomic
def save_credentials(
    source_id: int, *, user: str = "", password: str = "", token: str = "", by: Actor, at: datetime
) -> WireSource:
    """Replace the credentials of a source; all empty, they are removed.

    The audit list names the source and the kinds of credentials, never their values.
    """
    require_permission(by, "change_wiresource")
    given = Credentials(user=user.strip(), password=password, token=token.strip())
    _refuse_unusable(given)
    source = WireSource.objects.select_for_update(of=("self",)).get(pk=source_id)
    values = asdict(given)
    source.encrypted_credentials = encrypt(json.dumps(values)) if any(values.values()) else ""
    source.save(update_fields=["encrypted_credentials"])
    kinds = [name for name, value in values.items() if value]
    audit(AuditVerb.SAVE_WIRE_SOURCE, source, by=by, at=at, credentials=kinds)
    return source


def read_credentials(source: WireSource) -> Credentials:
    """Return the credentials; raise CannotDecrypt after a change of SECRET_KEY."""
    if not source.encrypted_credentials:
        return Credentials()
    try:
        values = json.loads(decrypt(source.encrypted_credentials))
        return Credentials(**{name: str(values.get(name) or "") for name in ("user", "password", "token")})
    except (ValueError, AttributeError) as damaged:
        raise CannotDecrypt("The stored credentials are damaged.") from damaged


def _refuse_unusable(given: Credentials) -> None:
    """Refuse values that no request can carry."""
    if given.password and not given.user:
        raise ActionRefused(_("Enter the user name that belongs to the password."), "user")
    if ":" in given.user or not given.user.isprintable():
        raise ActionRefused(_("The user name holds a colon or a control character."), "user")
    if not (given.token.isascii() and given.token.isprintable()):
        raise ActionRefused(_("The token holds letters that cannot be sent."), "token")
