"""The secret address at which calendar programs read a person's plan."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from articles.actions.audit import audit
from articles.actions.permissions import require_permission
from articles.models import Account
from articles.models.audit import AuditVerb
from articles.selectors.plan import hash_secret

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def change_plan_address(*, by: "User", at: datetime, revoked: bool = False) -> str:
    """End the address and return the secret of a new one, unless it is revoked.

    Only the hash of the secret is stored.
    """
    require_permission(by, "view_article")
    secret = "" if revoked else secrets.token_urlsafe(32)
    digest = hash_secret(secret) if secret else None
    Account.objects.update_or_create(user=by, defaults={"plan_key_sha256": digest})
    audit(AuditVerb.REVOKE_PLAN_ADDRESS if revoked else AuditVerb.MAKE_PLAN_ADDRESS, by, by=by, at=at)
    return secret
