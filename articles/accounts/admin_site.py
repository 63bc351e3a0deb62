"""The admin site with its public pages and the check of the second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import User
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override

from articles.accounts.login import PasswordForm, TwoStepLogin, next_page, second_step
from articles.accounts.oidc.pages import (
    end_provider_sign_in,
    finish_provider_sign_in,
    start_provider_sign_in,
)
from articles.accounts.otp import has_second_factor_session, must_have_second_factor
from articles.accounts.passkeys.pages import (
    passkey_sign_in,
    passkeys_page,
    registration_options_view,
    sign_in_options_view,
)
from articles.accounts.profile import OwnPasswordChange, OwnPasswordForm, own_account_page, second_factor_page
from articles.accounts.sign_in_links import forgot_password, open_link, use_link
from articles.actions.accounts.passwords import has_open_passwords
from articles.actions.accounts.sessions import PROVIDER_ENDED, PROVIDER_SESSION
from articles.site.brand import read_brand
from newsroom.admin.site import SIGN_IN_POLICY, DeskSite

FORMER_MODEL_PATHS = {
    "articles/staffer/": "articles/staffinitials/",
    "articles/standingpage/": "articles/staticpage/",
}
"""Paths of renamed models, which bookmarks and open forms still use."""
ALLOWED_WITHOUT_OTP = frozenset(
    {
        "second_factor",
        "passkeys",
        "passkey_registration",
        "logout",
        "jsi18n",
        "password_change",
        "password_change_done",
    }
)
"""URL names open to accounts that must have a second factor and have not entered one."""


class StaffSite(DeskSite):
    """The admin site; it requires a second factor of accounts that must have one."""

    login_form = PasswordForm

    def get_urls(self) -> list[Any]:
        return [
            path("login/second-step/", self._public_view(second_step), name="second_step"),
            path("second-factor/", self._own_view(second_factor_page), name="second_factor"),
            path("login/provider/", self._public_view(start_provider_sign_in), name="oidc_start"),
            path("login/provider/back/", self._public_view(finish_provider_sign_in), name="oidc_callback"),
            path("passkeys/", self._own_view(passkeys_page), name="passkeys"),
            path("passkeys/new/", self.admin_view(registration_options_view), name="passkey_registration"),
            path("login/passkey-challenge/", never_cache(sign_in_options_view), name="passkey_challenge"),
            path("login/passkey/", never_cache(passkey_sign_in), name="passkey_sign_in"),
            path("account/", self._own_view(own_account_page), name="own_account"),
            path("forgotten-password/", self._public_view(forgot_password), name="admin_password_reset"),
            path("sign-in-link/<str:token>/", self._public_view(open_link), name="sign_in_link"),
            path("choose-password/", self._public_view(use_link), name="choose_password"),
            *(path(f"{old}<path:rest>", _redirect_to(new)) for old, new in FORMER_MODEL_PATHS.items()),
            *super().get_urls(),
        ]

    def _public_view(self, view: Callable[..., HttpResponse]) -> Callable[..., Any]:
        """Make a page public, uncached and without a referrer for other sites."""

        def page(request: HttpRequest, **arguments: Any) -> HttpResponse:
            response = view(request, {**self.each_context(request), "subtitle": None}, **arguments)
            # Without this header browsers send forms with the origin “null”.
            response.headers["Referrer-Policy"] = "same-origin"
            return response

        return csp_override(SIGN_IN_POLICY)(never_cache(page))

    def _own_view(self, view: Callable[..., HttpResponse]) -> Callable[..., Any]:
        """Make a page of the signed-in account."""

        def page(request: HttpRequest) -> HttpResponse:
            assert isinstance(request.user, User)  # noqa: S101  # for the type checker: nobody else is let in
            return view(request, request.user, self.each_context(request))

        return self.admin_view(page)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:  # noqa: FBT001, FBT002  # Django's signature
        base_view = super().admin_view(view, cacheable)

        @wraps(view)
        def protected_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if self._needs_second_factor(request):
                return HttpResponseRedirect(reverse("admin:second_factor"))
            return base_view(request, *args, **kwargs)  # type: ignore[no-any-return]  # untyped

        return protected_view

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        if not has_open_passwords():
            closed = reverse("admin:password_change")
            context["account_links"] = [link for link in context["account_links"] if link["link"] != closed]
        if not self.has_permission(request):  # the pages of the desk itself have the name of the product
            context["site_title"] = read_brand().name
        return {**context, "passwords_open": has_open_passwords(), "provider": provider_label()}

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(next_page(request))
        context = {
            **self.each_context(request),
            "title": _("Log in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            "passkey_is_first": not (has_open_passwords() or provider_label()),
            "provider_ended": request.session.pop(PROVIDER_ENDED, False),
            REDIRECT_FIELD_NAME: next_page(request),
            **(extra_context or {}),
        }
        request.current_app = self.name
        view = TwoStepLogin.as_view(
            extra_context=context,
            authentication_form=self.login_form,
            template_name="admin/signin/login.html",
        )
        return csp_override(SIGN_IN_POLICY)(never_cache(view))(request)

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:
        if request.method == "POST" and PROVIDER_SESSION in request.session:
            if address := end_provider_sign_in(request):
                context = {**self.each_context(request), "title": _("Signed out"), "address": address}
                return TemplateResponse(request, "admin/signin/provider_logout.html", context)
            return HttpResponseRedirect(reverse("admin:login"))
        return super().logout(request, extra_context)  # type: ignore[no-any-return]  # untyped

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        request.current_app = self.name
        if not has_open_passwords():
            messages.error(request, _("Passwords are closed on this desk: nobody can sign in with one."))
            return HttpResponseRedirect(reverse("admin:own_account"))
        view = OwnPasswordChange.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse("admin:own_account"),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return view(request)

    def _needs_second_factor(self, request: HttpRequest) -> bool:
        match = request.resolver_match
        if match is not None and match.url_name in ALLOWED_WITHOUT_OTP:
            return False
        user = request.user
        return (
            isinstance(user, User)
            and user.is_staff
            and not has_second_factor_session(request)
            and must_have_second_factor(user)
        )


def provider_label() -> str:
    """Return the words of the button for the sign-in provider, empty without one."""
    if not settings.SIGN_ON.issuer:
        return ""
    return settings.SIGN_ON.button or _("Sign in with your work account")


def _redirect_to(folder: str) -> Callable[..., HttpResponse]:
    """Return a view that redirects to the same page below `folder`."""

    def redirect(request: HttpRequest, rest: str) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        path = f"{reverse('admin:index')}{folder}{quote(rest)}{'?' if query else ''}{query}"
        return HttpResponsePermanentRedirect(path, preserve_request=True)

    return redirect
