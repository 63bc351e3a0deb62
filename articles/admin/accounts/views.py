"""Buttons of an account: links, sessions, locks, second factor, deactivation."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from articles.actions.accounts.email import mail_link
from articles.actions.accounts.login_locks import lift_login_lock
from articles.actions.accounts.save import deactivate_account, reactivate_account, sign_out_everywhere
from articles.actions.accounts.sign_in_links import issue_link, revoke_link
from articles.actions.accounts.two_factor import reset_second_factor
from articles.actions.errors import ActionRefused
from articles.admin.base import DeskView, page
from articles.models import SignInLink
from articles.site.brand import read_brand
from newsroom.admin.base import current_user, now


def link_url(request: HttpRequest, token: str) -> str:
    """Return the URL of the link under the host name of the request."""
    return request.build_absolute_uri(reverse("admin:sign_in_link", args=[token]))


def mail_link_to_account(request: HttpRequest, link: SignInLink, token: str) -> bool:
    return mail_link(link, link_url(request, token), site=read_brand().name)


def show_link(
    model_admin: Any, request: HttpRequest, link: SignInLink, token: str, *, failed: bool = False
) -> HttpResponse:
    """Show the link once; `failed` says that an email could not be sent."""
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Sign-in link for %(name)s") % {"name": link.user},
        "subtitle": "",
        "user_shown": link.user,
        "link": link,
        "address": link_url(request, token),
        "failed": failed,
    }
    response = TemplateResponse(request, "admin/accounts/link.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


class AccountActionView(DeskView):
    """A button of an account: runs `action` and says `message`."""

    http_method_names = ["post"]
    permission_required = "auth.change_user"
    action: Any = None
    message: Any = ""

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
        result = self.action(user.pk, by=current_user(self.request), at=now())
        return str(self.message % {"name": user, "n": result})


@page(User, "<int:pk>/new-link/")
class NewLinkView(AccountActionView):
    def run(self, user: User) -> HttpResponse | str:
        mailed_to = user.email if "_mail" in self.request.POST else ""
        link, token = issue_link(user.pk, by=current_user(self.request), at=now(), mailed_to=mailed_to)
        if mailed_to and mail_link_to_account(self.request, link, token):
            return _("An email to %(mail)s is on its way.") % {"mail": mailed_to}
        return show_link(self.model_admin, self.request, link, token, failed=bool(mailed_to))


@page(User, "lift-lock/")
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


ACTIONS: dict[str, tuple[Any, Any]] = {
    "revoke_link": (revoke_link, gettext_lazy("The link is revoked and no longer works.")),
    "deactivate": (
        deactivate_account,
        gettext_lazy("%(name)s can no longer sign in and is signed out everywhere."),
    ),
    "reactivate": (reactivate_account, gettext_lazy("%(name)s can sign in again.")),
    "sign_out": (
        sign_out_everywhere,
        ngettext_lazy("%(n)d session ended.", "%(n)d sessions ended.", "n"),
    ),
    "reset_second_factor": (
        reset_second_factor,
        gettext_lazy(
            "The second factor of %(name)s is reset: the password is enough until a new one is set up."
        ),
    ),
}
"""Name of a button → the action on the account's id, and the words after it."""

for name, (action, message) in ACTIONS.items():
    path = f"<int:pk>/{name.replace('_', '-')}/"
    page(User, path, action=action, message=message)(AccountActionView)
