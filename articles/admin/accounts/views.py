"""Buttons of an account: links, sessions, locks, second factor, deactivation."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.actions.accounts.login_locks import lift_login_lock
from articles.actions.accounts.save import deactivate_account, reactivate_account, sign_out_everywhere
from articles.actions.accounts.sign_in_links import issue_link, revoke_link
from articles.actions.accounts.two_factor import reset_second_factor
from articles.actions.errors import ActionRefused
from articles.admin.accounts.sign_in_links import mail_link_to_account, show_link
from articles.admin.base import DeskView
from articles.models import SignInLink
from newsroom.admin.base import current_user, now


class AccountActionView(DeskView):
    """A button of an account; `run` returns a message or a response."""

    http_method_names = ["post"]
    permission_required = "auth.change_user"

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        user = get_object_or_404(User, pk=pk)
        if not self.model_admin.has_change_permission(request, user):
            raise PermissionDenied
        try:
            result = self.run(user)
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
        else:
            if isinstance(result, HttpResponse):
                return result
            messages.success(request, result)
        return _redirect_to_account(pk)

    def run(self, user: User) -> HttpResponse | str:
        raise NotImplementedError


class NewLinkView(AccountActionView):
    def run(self, user: User) -> HttpResponse | str:
        by_mail = "_mail" in self.request.POST and bool(user.email)
        mailed_to = user.email if by_mail else ""
        link, token = issue_link(user.pk, by=current_user(self.request), at=now(), mailed_to=mailed_to)
        if by_mail and mail_link_to_account(self.request, link, token):
            return _("An email to %(mail)s is on its way.") % {"mail": user.email}
        return show_link(self.model_admin, self.request, link, token, failed=by_mail)


class RevokeLinkView(AccountActionView):
    def run(self, user: User) -> str:
        link = SignInLink.objects.filter(user=user).not_used().first()
        if link is None:
            raise Http404
        revoke_link(link.pk, by=current_user(self.request), at=now())
        return _("The link is revoked and no longer works.")


class DeactivateView(AccountActionView):
    def run(self, user: User) -> str:
        deactivate_account(user.pk, by=current_user(self.request), at=now())
        return _("%(name)s can no longer sign in and is signed out everywhere.") % {"name": user}


class ReactivateView(AccountActionView):
    def run(self, user: User) -> str:
        reactivate_account(user.pk, by=current_user(self.request), at=now())
        return _("%(name)s can sign in again.") % {"name": user}


class SignOutView(AccountActionView):
    def run(self, user: User) -> str:
        count = sign_out_everywhere(user.pk, by=current_user(self.request), at=now())
        return ngettext("%(n)d session ended.", "%(n)d sessions ended.", count) % {"n": count}


class ResetSecondFactorView(AccountActionView):
    def run(self, user: User) -> str:
        reset_second_factor(user.pk, by=current_user(self.request), at=now())
        message = _(
            "The second factor of %(name)s is reset: the password is enough until a new one is set up."
        )
        return message % {"name": user}


class LiftLockView(DeskView):
    """The button that lifts the login locks of a user name."""

    http_method_names = ["post"]
    permission_required = "auth.change_user"

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        username = request.POST.get("username", "")
        if lift_login_lock(username, by=current_user(request), at=now()):
            messages.success(request, _("The lock is lifted: %(name)s can try again.") % {"name": username})
        else:
            messages.info(request, _("This name is no longer locked."))
        user = User.objects.filter(username=username).first()
        if user and "_list" not in request.POST:
            return _redirect_to_account(user.pk)
        return HttpResponseRedirect(reverse("admin:auth_user_changelist"))


def _redirect_to_account(pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:auth_user_change", args=[pk]))
