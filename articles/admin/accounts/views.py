"""What is done to an account by a button: links, sessions, locks, second factor, deactivation."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.actions.accounts.login_locks import lift_login_lock
from articles.actions.accounts.save import deactivate_account, reactivate_account, sign_out_everywhere
from articles.actions.accounts.sign_in_links import issue_link, revoke_link
from articles.actions.accounts.two_factor import reset_second_factor
from articles.actions.errors import ActionRefused
from articles.admin.accounts.sign_in_links import mail_link_to_account, show_link
from articles.models import SignInLink
from newsroom.admin.base import current_user, now, require_permission

type AccountAction = Callable[[HttpRequest, int], HttpResponse | str]
"""Returns the sentence to show on the account's page, or an answer of its own."""


class AccountPages:
    def __init__(self, model_admin: Any) -> None:
        self.admin = model_admin

    def urls(self) -> tuple[Any, ...]:
        deeds = {
            "new-link": ("new_link", self.new_link),
            "revoke-link": ("revoke_link", self.revoke_link),
            "deactivate": ("deactivate", self.deactivate),
            "reactivate": ("reactivate", self.reactivate),
            "sign-out": ("sign_out", self.sign_out),
            "reset-second-factor": ("reset_second_factor", self.reset_second_factor),
        }
        return (
            *(
                (f"<int:number>/{path}/", f"auth_user_{name}", require_POST(self._page(deed)))
                for path, (name, deed) in deeds.items()
            ),
            ("lift-lock/", "auth_user_lift_lock", require_POST(self.lift_lock)),
        )

    def _page(self, deed: AccountAction) -> Callable[..., HttpResponse]:
        def permitted(request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
            require_permission(request, "auth.change_user")
            user = get_object_or_404(User, pk=number)
            if not self.admin.has_change_permission(request, user):
                raise PermissionDenied
            try:
                answer = deed(request, number)
            except ActionRefused as refusal:
                messages.error(request, refusal.message)
                return self._back(number)
            if isinstance(answer, HttpResponse):
                return answer
            messages.success(request, answer)
            return self._back(number)

        return permitted

    def _back(self, number: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[number]))

    def new_link(self, request: HttpRequest, number: int) -> HttpResponse | str:
        user = User.objects.get(pk=number)
        by_mail = "_mail" in request.POST and bool(user.email)
        link, token = issue_link(
            number, by=current_user(request), at=now(), mailed_to=user.email if by_mail else ""
        )
        if by_mail and mail_link_to_account(request, link, token):
            return _("The mail to %(mail)s is on its way.") % {"mail": user.email}
        return show_link(self.admin, request, link, token, failed=by_mail)

    def revoke_link(self, request: HttpRequest, number: int) -> str:
        link = SignInLink.objects.filter(user=number).unused().first()
        if link is None:
            raise Http404
        revoke_link(link.pk, by=current_user(request), at=now())
        return _("The link is revoked: it opens nothing from now on.")

    def deactivate(self, request: HttpRequest, number: int) -> str:
        user = deactivate_account(number, by=current_user(request), at=now())
        return _("%(name)s can no longer sign in and is signed out everywhere.") % {"name": user}

    def reactivate(self, request: HttpRequest, number: int) -> str:
        user = reactivate_account(number, by=current_user(request), at=now())
        return _("%(name)s can sign in again.") % {"name": user}

    def sign_out(self, request: HttpRequest, number: int) -> str:
        ended = sign_out_everywhere(number, by=current_user(request), at=now())
        return ngettext("%(n)d session ended.", "%(n)d sessions ended.", ended) % {"n": ended}

    def reset_second_factor(self, request: HttpRequest, number: int) -> str:
        user = reset_second_factor(number, by=current_user(request), at=now())
        return _(
            "The second factor of %(name)s is reset: the password alone opens the desk until a new one."
        ) % {"name": user}

    def lift_lock(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        require_permission(request, "auth.change_user")
        username = request.POST.get("username", "")
        lifted = lift_login_lock(username, by=current_user(request), at=now())
        if lifted:
            messages.success(request, _("The lock is lifted: %(name)s can try again.") % {"name": username})
        else:
            messages.info(request, _("There is no lock on this name any more."))
        user = User.objects.filter(username=username).first()
        if user and "_list" not in request.POST:
            return self._back(user.pk)
        return HttpResponseRedirect(reverse("admin:auth_user_changelist"))
