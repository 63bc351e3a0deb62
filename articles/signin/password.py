"""A new password of one's own stands in the audit list like every other act; the password itself stands nowhere."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from unfold.forms import AdminOwnPasswordChangeForm

from articles.actions.history import audit


class OwnPasswordForm(AdminOwnPasswordChangeForm):
    @transaction.atomic
    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        user = super().save(commit)
        audit("change password", user, by=user, at=timezone.now())
        return user
