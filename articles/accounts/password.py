"""A new password of one's own stands in the audit list like every other act; the password itself stands nowhere."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from unfold.forms import AdminOwnPasswordChangeForm

from articles.actions.accounts.sessions import end_sessions
from articles.actions.audit import audit
from articles.models.audit import AuditVerb


class OwnPasswordForm(AdminOwnPasswordChangeForm):
    @transaction.atomic
    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        user = super().save(commit)
        audit(AuditVerb.CHANGE_PASSWORD, user, by=user, at=timezone.now())
        return user


class OwnPasswordChange(PasswordChangeView):
    """Whoever was signed in with the old password elsewhere is signed out there."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        keep = self.request.session.session_key or ""
        ended = end_sessions(form.user, by=form.user, at=timezone.now(), keep=keep)
        told = _("Your password is changed; you are signed out everywhere else.")
        messages.success(self.request, told if ended else _("Your password is changed."))
        return answer
