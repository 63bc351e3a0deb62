"""The page that sets the second factor up, renews recovery codes or disables it."""

from base64 import b32encode
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import segno
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django_otp import login as otp_login
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
from articles.site.brand import read_brand


def second_factor_page(request: HttpRequest, user: User, context: dict[str, Any]) -> HttpResponse:
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
    page_context = {
        **context,
        "title": _("Second factor"),
        "codes": codes,
        "required": must_have_second_factor(user),
        "device": device,
    }
    if device is None:
        new_device = begin_second_factor(by=user)
        page_context |= {"form": form, "qr": qr_svg(new_device), "secret": format_secret(new_device)}
    else:
        page_context |= {"form": form if form.errors else CodeForm(), "left": count_recovery_codes(user)}
    return TemplateResponse(request, "admin/signin/setup.html", page_context)


def _run_step(request: HttpRequest, user: User, code: str) -> Sequence[str]:
    """Run the button's action and return recovery codes to show, if any."""
    at = timezone.now()
    if "_off" in request.POST:
        disable_second_factor(code, by=user, at=at)
        messages.success(request, _("The second factor is switched off."))
        return ()
    if "_renew" in request.POST:
        return renew_recovery_codes(code, by=user, at=at)
    codes = confirm_second_factor(code, by=user, at=at, session=request.session.session_key or "")
    otp_login(request, get_device(user))
    return codes


def qr_svg(device: TOTPDevice) -> SafeString:
    """Return the QR code for authenticator apps as inline SVG."""
    issuer, kind = quote(read_brand().name.replace(":", "")), "otpauth://totp/"
    address = f"{device.config_url.replace(kind, f'{kind}{issuer}%3A')}&issuer={issuer}"
    code = segno.make(address, error="m")
    return mark_safe(code.svg_inline(scale=5, border=4, dark="#000", light="#fff"))  # noqa: S308  # generated here


def format_secret(device: TOTPDevice) -> str:
    """Return the secret in groups of four, for apps without a camera."""
    secret = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
