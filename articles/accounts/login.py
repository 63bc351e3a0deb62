"""Sign-in: the password form, the second step with a code, and the lock."""

import time
from dataclasses import dataclass
from typing import Any, Self

import structlog
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_lockout_response
from axes.models import AccessAttempt
from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_login_failed
from django.contrib.auth.views import LoginView
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.forms import AuthenticationForm
from unfold.widgets import UnfoldAdminTextInputWidget

from articles.accounts.language import store_preferences
from articles.accounts.otp import (
    count_recovery_codes,
    get_device,
    get_recovery_device,
    has_second_factor,
    verify_code,
)
from articles.actions.accounts.login_locks import LoginLock, cool_off, login_locks
from articles.actions.accounts.passwords import has_open_passwords
from articles.actions.accounts.sessions import PENDING_LOGIN
from articles.actions.audit import audit
from articles.models.audit import AuditVerb

log = structlog.get_logger(__name__)

SECOND_STEP_TIMEOUT = 300
"""Seconds for which a right password is remembered while the code is entered."""


@dataclass(frozen=True, slots=True)
class PendingLogin:
    """A login whose password was right and whose code is still to be entered."""

    user: User
    backend: str
    next_url: str

    @classmethod
    def from_session(cls, request: HttpRequest) -> Self | None:
        data = request.session.get(PENDING_LOGIN)
        if data is None or time.time() - data["at"] > SECOND_STEP_TIMEOUT:
            return None
        if data["backend"] not in settings.AUTHENTICATION_BACKENDS:  # passwords were closed meanwhile
            return None
        user = User.objects.filter(pk=data["user"], is_active=True).first()
        return cls(user, data["backend"], data["next"]) if user else None


class PasswordForm(AuthenticationForm):
    """The login form; names longer than any user name are refused without a look-up."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": gettext_lazy(
            "User name and password do not match an account. Capital letters count."
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs["autocomplete"] = "username webauthn"

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if len(username) > (User._meta.get_field("username").max_length or 0):
            raise self.get_invalid_login_error()
        return username


class TwoStepLogin(LoginView):
    """The login view; an account with a second factor continues with the second step."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if has_open_passwords() and tries_many_names(request):
            log.warning(
                "sign-in refused",
                step="password",
                reason="many names",
                address=request.META.get("REMOTE_ADDR"),
            )
            return locked_page(request, None, None)
        if has_open_passwords():
            return super().post(request, *args, **kwargs)
        log.warning("sign-in refused", step="password", reason="passwords are closed")
        form = self.get_form_class()(request)
        return self.render_to_response(self.get_context_data(form=form, refused=True), status=403)

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        return sign_in(self.request, user, backend=user.backend, next_url=self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        if username := form.cleaned_data.get("username", ""):  # empty if it is too long or contains NUL
            log_refusal(self.request, username, step="password")
        return super().form_invalid(form)


def sign_in(
    request: HttpRequest, user: User, *, backend: str, next_url: str, has_passed: bool = False
) -> HttpResponse:
    """Log the user in, or continue with the second step if the account has one.

    `has_passed` says that the second factor has been checked elsewhere.
    """
    if has_passed or not has_second_factor(user):
        return complete_sign_in(request, user, backend=backend, next_url=next_url)
    request.session.cycle_key()
    request.session[PENDING_LOGIN] = {
        "user": user.pk, "backend": backend, "next": next_url, "at": time.time(),
    }  # fmt: skip
    return HttpResponseRedirect(reverse("admin:second_step"))


def complete_sign_in(
    request: HttpRequest, user: User, *, backend: str, next_url: str, device: Any = None
) -> HttpResponse:
    """Log the user in, with the device that has proved the second factor."""
    user.otp_device = device  # type: ignore[attr-defined]  # read by django-otp at login
    request.session.pop(PENDING_LOGIN, None)
    login(request, user, backend=backend)
    store_preferences(request, user)
    return HttpResponseRedirect(next_url)


def show_page(
    request: HttpRequest, context: dict[str, Any], name: str, title: str, status: int = 200, **facts: Any
) -> TemplateResponse:
    """Return a page of the sign-in or of one's own account."""
    page = {**context, "title": title, **facts}
    return TemplateResponse(request, f"admin/signin/{name}.html", page, status=status)


def next_page(request: HttpRequest) -> str:
    """Return the address to go on with: the parameter `next` if it is safe."""
    return TwoStepLogin(request=request).get_redirect_url() or reverse("admin:index")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Sign-in code"),
        max_length=20,
        widget=UnfoldAdminTextInputWidget(
            {
                "autocomplete": "one-time-code",
                "autofocus": True,
                "spellcheck": "false",
                "autocapitalize": "off",
            }
        ),
        help_text=gettext_lazy("Six digits from your app, or one of your recovery codes."),
    )


def second_step(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    pending = PendingLogin.from_session(request)
    if pending is None:
        return HttpResponseRedirect(reverse("admin:login"))
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        credentials = {"username": pending.user.get_username()}
        if not AxesProxyHandler.is_allowed(request, credentials):
            return get_lockout_response(request, credentials=credentials)  # type: ignore[no-any-return]  # untyped
        if kind := verify_code(pending.user, form.cleaned_data["code"]):
            return _complete_by_code(request, pending, kind)
        user_login_failed.send(sender=__name__, credentials=credentials, request=request)
        log_refusal(request, credentials["username"], step="code")
        form.add_error("code", _("This code is wrong or has been used. Please wait for the next one."))
    facts: dict[str, Any] = {
        "has_app": get_device(pending.user) is not None,
        "has_passkey": pending.user.passkeys.exists(),
    }
    return show_page(request, context, "second_step", _("Second step"), form=form, who=pending.user, **facts)


def _complete_by_code(request: HttpRequest, pending: PendingLogin, kind: str) -> HttpResponse:
    user = pending.user
    device = get_device(user) if kind == "app" else get_recovery_device(user)
    if kind == "recovery":
        audit(AuditVerb.USE_RECOVERY_CODE, user, by=user, at=timezone.now(), left=count_recovery_codes(user))
    return complete_sign_in(request, user, backend=pending.backend, next_url=pending.next_url, device=device)


MAX_NAMES = 20
"""Names that fail from one address before it is locked: nobody reaches it with their own name."""


def locked_page(
    request: HttpRequest, _response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """Return the page shown instead of the login; `django-axes` calls this."""
    at = timezone.now()
    lock = find_lock(request, str((credentials or {}).get("username") or ""))
    context = {
        **admin.site.each_context(request),
        "title": _("Sign-in is locked"),
        "ends_at": lock.ends_at if lock else at + cool_off(),
    }
    response = TemplateResponse(request, "admin/signin/locked.html", context, status=429).render()
    if lock:
        response.headers["Retry-After"] = str(max(1, int((lock.ends_at - at).total_seconds())))
    response.headers["Cache-Control"] = "no-store"
    return response


def find_lock(request: HttpRequest, username: str) -> LoginLock | None:
    address = request.META.get("REMOTE_ADDR", "")
    return next(
        (one for one in login_locks(at=timezone.now(), username=username) if one.address == address), None
    )


def tries_many_names(request: HttpRequest) -> bool:
    """Return whether a list of names is being tried from the request's address."""
    address = request.META.get("REMOTE_ADDR") or None
    recent = AccessAttempt.objects.filter(ip_address=address, attempt_time__gt=timezone.now() - cool_off())
    return bool(recent.values("username").distinct().count() >= MAX_NAMES)


def log_refusal(request: HttpRequest, username: str, *, step: str) -> None:
    """Log a failed attempt with its address, its count and the end of the lock."""
    address = request.META.get("REMOTE_ADDR", "")
    lock = find_lock(request, username)
    recent = AccessAttempt.objects.filter(
        username=username, ip_address=address or None, attempt_time__gt=timezone.now() - cool_off()
    )
    log.warning(
        "sign-in refused",
        user=username[:150],
        address=address,
        step=step,
        attempts=recent.aggregate(n=Sum("failures_since_start"))["n"] or 0,
        locked_until=lock.ends_at.isoformat(timespec="seconds") if lock else None,
    )
