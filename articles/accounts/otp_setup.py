"""Setting the second factor up by an app's camera, new recovery codes, and taking it away again."""

from base64 import b32encode
from collections.abc import Sequence
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django_otp import login as prove_session
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.accounts.login import CodeForm
from articles.accounts.otp import count_recovery_codes, get_device, must_have_second_factor
from articles.actions.accounts.two_factor import (
    begin_second_factor,
    confirm_second_factor,
    disable_second_factor,
    renew_recovery_codes,
)
from articles.actions.errors import ActionRefused


def second_factor_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)  # noqa: S101  # for the type checker: the site lets nobody else in
    form = CodeForm(request.POST if request.method == "POST" else None)
    codes: Sequence[str] = ()
    if form.is_bound and form.is_valid():
        try:
            codes = _run_step(request, user, form.cleaned_data["code"])
        except ActionRefused as refusal:
            form.add_error("code", refusal.message)
        else:
            if not codes:
                return HttpResponseRedirect(reverse("admin:second_factor"))
    device = get_device(user)
    whole = {
        **context,
        "title": _("Second factor"),
        "codes": codes,
        "owes": must_have_second_factor(user),
        "device": device,
    }
    if device is None:
        begun = begin_second_factor(by=user)
        whole |= {"form": form, "qr": qr_svg(begun), "secret": format_secret(begun)}
    else:
        whole |= {"form": form if form.errors else CodeForm(), "left": count_recovery_codes(user)}
    return TemplateResponse(request, "admin/signin/setup.html", whole)


def _run_step(request: HttpRequest, user: User, code: str) -> Sequence[str]:
    """Recovery codes to show, if the step made any."""
    at = timezone.now()
    if "_off" in request.POST:
        disable_second_factor(code, by=user, at=at)
        messages.success(request, _("The second factor is off."))
        return ()
    if "_renew" in request.POST:
        return renew_recovery_codes(code, by=user, at=at)
    codes = confirm_second_factor(code, by=user, at=at, session=request.session.session_key or "")
    prove_session(request, get_device(user))
    return codes


def qr_svg(device: TOTPDevice) -> SafeString:
    """The QR code that authenticator apps read, as SVG within the page."""
    code = segno.make(device.config_url, error="m")
    return mark_safe(code.svg_inline(scale=5, border=4, dark="#000", light="#fff"))  # noqa: S308  # drawn here from figures


def format_secret(device: TOTPDevice) -> str:
    """The secret for apps without a camera, in groups of four."""
    secret = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
