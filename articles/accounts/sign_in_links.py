"""The pages of a sign-in link: choose a password, or sign in without one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminPasswordWidget

from articles.accounts.backends import ACCOUNT_BACKEND
from articles.accounts.login import sign_in
from articles.actions.accounts.passwords import has_open_passwords
from articles.actions.accounts.sign_in_links import hash_token, set_password_by_link, use_access_link
from articles.actions.errors import ActionRefused
from articles.models import SignInLink

LINK_KEY = "sign-in-link"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class ValidLink:
    """A link that still works; while passwords are closed those that set one do not."""

    token: str
    user: User
    purpose: str

    @classmethod
    def find(cls, token: str, at: datetime) -> Self | None:
        link = (
            SignInLink.objects.active(at)
            .filter(token_sha256=hash_token(token))
            .select_related("user__account")
            .first()
        )
        if link is None or not (has_open_passwords() or link.purpose == SignInLink.Purpose.ACCESS):
            return None
        return cls(token, link.user, link.purpose)

    @property
    def language(self) -> str:
        account = getattr(self.user, "account", None)
        return (account.language if account else "") or translation.get_language()


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # generic only in the stubs
    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        for name in ("new_password1", "new_password2"):
            self.fields[name].widget = UnfoldAdminPasswordWidget({"autocomplete": "new-password"})
        self.fields["new_password1"].help_text = _(
            "At least ten characters; a few words that only you would combine are best."
        )
        self.fields["new_password2"].label = _("Repeat the password")
        self.fields["new_password2"].help_text = ""


def open_link(request: HttpRequest, context: dict[str, Any], token: str) -> HttpResponse:
    """Move the token from the URL, which referrers and logs record, to the session."""
    if ValidLink.find(token, timezone.now()) is None:
        return _invalid_link_page(request, context)
    request.session[LINK_KEY] = token
    return HttpResponseRedirect(reverse("admin:choose_password"))


def choose_password(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the form and sign in once it is valid; a GET request does not use the link."""
    link = ValidLink.find(request.session.get(LINK_KEY, ""), timezone.now())
    if link is None:
        return _invalid_link_page(request, context)
    if link.purpose == SignInLink.Purpose.ACCESS:
        return _access_page(request, context, link)
    with translation.override(link.language):
        form = NewPasswordForm(link.user, request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid() and (response := _set_password(request, link, form)):
            return response
        page_context = {
            **context,
            "title": _("Choose your password"),
            "form": form,
            "who": link.user,
            "invited": link.purpose == SignInLink.Purpose.INVITATION,
            "other": request.user if request.user.is_authenticated and request.user != link.user else None,
        }
        return TemplateResponse(request, "admin/signin/choose_password.html", page_context).render()


def _access_page(request: HttpRequest, context: dict[str, Any], link: ValidLink) -> HttpResponse:
    """Show the button that signs in; programs that open links in emails press none."""
    if request.method == "POST":
        try:
            user = use_access_link(link.token, at=timezone.now())
        except ActionRefused:
            return _invalid_link_page(request, context)
        request.session.flush()
        return sign_in(request, user, backend=ACCOUNT_BACKEND, next_url=reverse("admin:passkeys"))
    with translation.override(link.language):
        page_context = {
            **context,
            "title": _("Sign in"),
            "who": link.user,
            "other": request.user if request.user.is_authenticated and request.user != link.user else None,
        }
        return TemplateResponse(request, "admin/signin/access_link.html", page_context).render()


def _set_password(request: HttpRequest, link: ValidLink, form: forms.Form) -> HttpResponse | None:
    try:
        user = set_password_by_link(link.token, form.cleaned_data["new_password1"], at=timezone.now())
    except ActionRefused as refusal:
        form.add_error(refusal.field or None, refusal.message)
        return None
    request.session.flush()
    return sign_in(request, user, backend=BACKEND, next_url=reverse("admin:index"))


def _invalid_link_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    page_context = {
        **context,
        "title": _("This link no longer works"),
    }
    return TemplateResponse(request, "admin/signin/invalid_link.html", page_context, status=410)
