"""The change of one's own password; the audit list records that it happened."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from unfold.forms import AdminOwnPasswordChangeForm

from articles.actions.accounts.passwords import require_open_passwords
from articles.actions.accounts.sessions import end_sessions
from articles.actions.audit import audit
from articles.models.audit import AuditVerb


class OwnPasswordForm(AdminOwnPasswordChangeForm):
    @transaction.atomic
    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        require_open_passwords()
        user = super().save(commit)
        audit(AuditVerb.CHANGE_PASSWORD, user, by=user, at=timezone.now())
        return user


class OwnPasswordChange(PasswordChangeView):
    """The change of one's own password, which ends all other sessions."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        keep = self.request.session.session_key or ""
        ended = end_sessions(form.user, by=form.user, at=timezone.now(), keep=keep)
        message = _("Your password is changed; you are signed out everywhere else.")
        messages.success(self.request, message if ended else _("Your password is changed."))
        return response
