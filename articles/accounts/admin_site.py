"""The admin site with its public pages and the check of the second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import User
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override

from articles.accounts.forgot_password import forgot_password
from articles.accounts.login import PasswordForm, TwoStepLogin, second_step
from articles.accounts.otp import has_second_factor_session, must_have_second_factor
from articles.accounts.otp_setup import second_factor_page
from articles.accounts.password import OwnPasswordChange, OwnPasswordForm
from articles.accounts.profile import own_account_page
from articles.accounts.sign_in_links import choose_password, open_link
from newsroom.admin.site import POLICY, DeskSite

FORMER_MODEL_PATHS = {
    "articles/staffer/": "articles/staffinitials/",
    "articles/standingpage/": "articles/staticpage/",
}
"""Paths of renamed models, which bookmarks and open forms still use."""
ALLOWED_WITHOUT_OTP = frozenset(
    {"second_factor", "logout", "jsi18n", "password_change", "password_change_done"}
)
"""URL names open to accounts that must have a second factor and have not entered one."""


class StaffSite(DeskSite):
    """The admin site; it requires a second factor of accounts that must have one."""

    login_form = PasswordForm

    def get_urls(self) -> list[Any]:
        return [
            path(
                "login/second-step/",
                csp_override(POLICY)(never_cache(self._second_step_page)),
                name="second_step",
            ),
            path("second-factor/", self.admin_view(self._second_factor_page), name="second_factor"),
            path("account/", self.admin_view(self._own_account_page), name="own_account"),
            path("forgotten-password/", self._public_view(forgot_password), name="admin_password_reset"),
            path("sign-in-link/<str:token>/", self._public_view(open_link), name="sign_in_link"),
            path("choose-password/", self._public_view(choose_password), name="choose_password"),
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

        return csp_override(POLICY)(never_cache(page))

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:  # noqa: FBT001, FBT002  # Django's signature
        base_view = super().admin_view(view, cacheable)

        @wraps(view)
        def protected_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if self._needs_second_factor(request):
                return HttpResponseRedirect(reverse("admin:second_factor"))
            return base_view(request, *args, **kwargs)  # type: ignore[no-any-return]  # untyped

        return protected_view

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:
        home = reverse("admin:index")
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(TwoStepLogin(request=request).get_redirect_url() or home)
        context = {
            **self.each_context(request),
            "title": _("Log in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            REDIRECT_FIELD_NAME: TwoStepLogin(request=request).get_redirect_url() or home,
            **(extra_context or {}),
        }
        request.current_app = self.name
        view = TwoStepLogin.as_view(
            extra_context=context, authentication_form=self.login_form, template_name="admin/login.html"
        )
        return csp_override(POLICY)(never_cache(view))(request)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        request.current_app = self.name
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

    def _second_step_page(self, request: HttpRequest) -> HttpResponse:
        return second_step(request, {**self.each_context(request), "subtitle": None})

    def _own_account_page(self, request: HttpRequest) -> HttpResponse:
        return own_account_page(request, self.each_context(request))

    def _second_factor_page(self, request: HttpRequest) -> HttpResponse:
        return second_factor_page(request, self.each_context(request))


def _redirect_to(folder: str) -> Callable[..., HttpResponse]:
    """Return a view that redirects to the same page below `folder`."""

    def redirect(request: HttpRequest, rest: str) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        path = f"{reverse('admin:index')}{folder}{quote(rest)}{'?' if query else ''}{query}"
        return HttpResponsePermanentRedirect(path, preserve_request=True)

    return redirect
