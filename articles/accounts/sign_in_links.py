"""Sign-in links: their pages, and the page that emails one after a lost password."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminPasswordWidget, UnfoldAdminTextInputWidget

from articles.accounts.backends import ACCOUNT_BACKEND
from articles.accounts.login import show_page, sign_in
from articles.actions.accounts.password_reset import request_link
from articles.actions.accounts.passwords import has_open_passwords
from articles.actions.accounts.sign_in_links import hash_token, set_password_by_link, use_access_link
from articles.actions.errors import ActionRefused
from articles.models import SignInLink

LINK_KEY = "sign-in-link"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def find_link(token: str) -> SignInLink | None:
    """Return a link that works; while passwords are closed, those that set one do not."""
    active = SignInLink.objects.active(timezone.now()).select_related("user__account")
    link = active.filter(token_sha256=hash_token(token)).first()
    is_open = has_open_passwords() or (link is not None and link.purpose == SignInLink.Purpose.ACCESS)
    return link if is_open else None


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
    if find_link(token) is None:
        return _invalid_link_page(request, context)
    request.session[LINK_KEY] = token
    return HttpResponseRedirect(reverse("admin:choose_password"))


def use_link(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the form of a link, and sign in once it is sent and valid.

    A GET request does not use the link, since programs open links in emails.
    """
    link = find_link(request.session.get(LINK_KEY, ""))
    if link is None:
        return _invalid_link_page(request, context)
    is_access = link.purpose == SignInLink.Purpose.ACCESS
    account = getattr(link.user, "account", None)
    with translation.override((account.language if account else "") or translation.get_language()):
        sent = request.POST if request.method == "POST" else None
        form = forms.Form(sent) if is_access else NewPasswordForm(link.user, sent)
        if form.is_bound and form.is_valid() and (response := _enter(request, form, is_access=is_access)):
            return response
        facts: dict[str, Any] = {
            "form": form,
            "who": link.user,
            "invited": link.purpose == SignInLink.Purpose.INVITATION,
            "other": request.user if request.user.is_authenticated and request.user != link.user else None,
        }
        if is_access:
            return show_page(request, context, "access_link", _("Sign in"), **facts).render()
        return show_page(request, context, "choose_password", _("Choose your password"), **facts).render()


def _enter(request: HttpRequest, form: forms.Form, *, is_access: bool) -> HttpResponse | None:
    """Use up the link and sign in; None if that was refused, which the form says."""
    token, at = request.session[LINK_KEY], timezone.now()
    try:
        if is_access:
            user, backend, page = use_access_link(token, at=at), ACCOUNT_BACKEND, "admin:passkeys"
        else:
            password = form.cleaned_data["new_password1"]
            user, backend, page = set_password_by_link(token, password, at=at), BACKEND, "admin:index"
    except ActionRefused as refusal:
        form.add_error(refusal.field or None, refusal.message)
        return None
    request.session.flush()
    return sign_in(request, user, backend=backend, next_url=reverse(page))


def _invalid_link_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return show_page(request, context, "invalid_link", _("This link no longer works"), 410)


MAX_REQUESTS = 10
"""Requests of one IP address in a `PERIOD`."""
PERIOD = 3600
"""Seconds."""


class ForgotPasswordForm(forms.Form):
    who = forms.CharField(
        label=gettext_lazy("User name or email address"),
        max_length=254,
        widget=UnfoldAdminTextInputWidget(
            {"autocomplete": "username", "autofocus": True, "spellcheck": "false"}
        ),
    )


def forgot_password(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the page and queue a link.

    The answer is the same for every name, so it does not reveal which accounts exist.
    """
    form = ForgotPasswordForm(request.POST if request.method == "POST" else None)
    sends_mail = settings.SENDS_MAIL and has_open_passwords()
    asked = form.is_bound and sends_mail and form.is_valid()
    if asked and not _is_over_limit(request):
        request_link(form.cleaned_data["who"], language=get_language() or "")
    facts: dict[str, Any] = {"form": form, "asked": asked, "sends_mail": sends_mail}
    return show_page(request, context, "forgot_password", _("Forgot your password?"), **facts)


def _is_over_limit(request: HttpRequest) -> bool:
    key = f"forgotten-{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, PERIOD)
    return int(cache.incr(key)) > MAX_REQUESTS
