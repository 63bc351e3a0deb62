"""Pages of one’s own account: language, sessions, password, second factor."""

from base64 import b32encode
from collections.abc import Sequence
from datetime import time
from typing import Any
from urllib.parse import quote

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordChangeView
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_otp import login as otp_login
from django_otp.plugins.otp_totp.models import TOTPDevice
from unfold.forms import AdminOwnPasswordChangeForm

from articles.accounts.login import CodeForm, show_page
from articles.accounts.oidc.pages import link_token
from articles.accounts.otp import count_recovery_codes, get_device, must_have_second_factor
from articles.actions.accounts.passwords import require_open_passwords
from articles.actions.accounts.save import choose_hints, choose_language, choose_sections, choose_single_keys
from articles.actions.accounts.sessions import (
    HINTS_LEFT,
    LANGUAGE,
    SINGLE_KEYS_OFF,
    end_sessions,
    session_keys,
)
from articles.actions.accounts.two_factor import (
    begin_second_factor,
    confirm_second_factor,
    disable_second_factor,
    renew_recovery_codes,
)
from articles.actions.audit import audit
from articles.actions.desk.notices import choose_notices
from articles.actions.desk.plan_address import change_plan_address
from articles.actions.errors import ActionRefused
from articles.models import Account, Section
from articles.models.account import HINTS
from articles.models.audit import AuditVerb
from articles.roles import role_of
from articles.selectors.notice_choices import MailTime, NoticeChoice, NoticeKind, read_choices
from articles.selectors.notices import find_account
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
    facts: dict[str, Any] = {"codes": codes, "required": must_have_second_factor(user), "device": device}
    if device is None:
        new_device = begin_second_factor(by=user)
        facts |= {"form": form, "qr": qr_svg(new_device), "secret": format_secret(new_device)}
    else:
        facts |= {"form": form if form.errors else CodeForm(), "left": count_recovery_codes(user)}
    return show_page(request, context, "setup", _("Second factor"), **facts)


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


class OwnPasswordForm(AdminOwnPasswordChangeForm):
    @transaction.atomic
    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        require_open_passwords()
        user = super().save(commit)
        audit(AuditVerb.CHANGE_PASSWORD, user, by=user, at=timezone.now())
        return user


class OwnPasswordChange(PasswordChangeView):
    """The change of one's own password, which ends all other sessions."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        keep = self.request.session.session_key or ""
        ended = end_sessions(form.user, by=form.user, at=timezone.now(), keep=keep)
        message = _("Your password is changed; you are signed out everywhere else.")
        messages.success(self.request, message if ended else _("Your password is changed."))
        return response


NATIVE_NAMES = {"de": "Deutsch", "en": "English"}
"""Language names in their own language, so that everybody finds theirs."""


CLOCK = forms.TimeInput({"type": "time", "class": "desk-input"}, format="%H:%M")


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the desk"),
        choices=list(NATIVE_NAMES.items()),
        widget=forms.RadioSelect,
    )


class SectionsForm(forms.Form):
    sections = forms.ModelMultipleChoiceField(
        Section.objects.all(),
        label=gettext_lazy("My sections"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sections_shown = forms.BooleanField(widget=forms.HiddenInput, initial=True)


class NoticesForm(forms.Form):
    """Places of the notices of each kind, and the quiet time."""

    quiet_from = forms.TimeField(label=gettext_lazy("Quiet from"), required=False, widget=CLOCK)
    quiet_until = forms.TimeField(label=gettext_lazy("until"), required=False, widget=CLOCK)

    def __init__(self, account: Account, data: Any = None) -> None:
        quiet = {"quiet_from": account.quiet_from, "quiet_until": account.quiet_until}
        super().__init__(data, initial=quiet)
        for kind, choice in read_choices(account).items():
            self.fields[f"screen_{kind}"] = forms.BooleanField(required=False, initial=choice.screen)
            self.fields[f"browser_{kind}"] = forms.BooleanField(required=False, initial=choice.browser)
            self.fields[f"mail_{kind}"] = forms.ChoiceField(
                choices=MailTime.choices, initial=choice.mail, widget=forms.Select({"class": "desk-input"})
            )

    def list_rows(self) -> list[tuple[Any, ...]]:
        return [
            (kind.label, self[f"screen_{kind}"], self[f"browser_{kind}"], self[f"mail_{kind}"])
            for kind in NoticeKind
        ]

    def to_choices(self) -> dict[NoticeKind, NoticeChoice]:
        given = self.cleaned_data
        return {
            kind: NoticeChoice(given[f"screen_{kind}"], given[f"browser_{kind}"], given[f"mail_{kind}"])
            for kind in NoticeKind
        }

    def to_quiet_time(self) -> tuple[time | None, time | None]:
        return self.cleaned_data["quiet_from"], self.cleaned_data["quiet_until"]


def own_account_page(request: HttpRequest, user: User, context: dict[str, Any]) -> HttpResponse:
    language = Account.objects.filter(user=user).values_list("language", flat=True).first()
    form = LanguageForm(
        request.POST if "language" in request.POST else None,
        initial={"language": language or translation.get_language()},
    )
    if form.is_bound and form.is_valid():
        return _set_language(form.cleaned_data["language"], request, user)
    sections = SectionsForm(
        request.POST if "sections_shown" in request.POST else None,
        initial={"sections": Section.objects.filter(accounts__user=user)},
    )
    if sections.is_bound and sections.is_valid():
        return _set_sections(sections.cleaned_data["sections"], request, user)
    notices = NoticesForm(find_account(user), request.POST if "quiet_from" in request.POST else None)
    if notices.is_valid() and _set_notices(notices, request, user):
        return HttpResponseRedirect(f"{reverse('admin:own_account')}#notices")
    for name, store in POSTS.items():
        if name in request.POST:
            return store(request, user)
    others = [key for key in session_keys(user.pk, at=timezone.now()) if key != request.session.session_key]
    facts: dict[str, Any] = {
        "who": user,
        "role": role_of(user),
        "staffer": getattr(user, "staff_initials", None),
        "form": form,
        "sections_form": sections,
        "notices_form": notices,
        "sends_mail": settings.SENDS_MAIL,
        "others": len(others),
        "device": get_device(user),
        "passkeys": user.passkeys.count(),
        "plan_address": _change_plan_address(request, user) if "_plan" in request.POST else "",
        "has_plan_address": Account.objects.filter(user=user, plan_key_sha256__isnull=False).exists(),
        "link_token": link_token(request),
        "linked": user.provider_accounts.exists() if settings.SIGN_ON.issuer else False,
    }
    return show_page(request, context, "own_account", _("My account"), **facts)


def _set_language(language: str, request: HttpRequest, user: User) -> HttpResponse:
    choose_language(language, by=user, at=timezone.now())
    request.session[LANGUAGE] = language
    with translation.override(language):
        messages.success(request, _("The language of the desk is now English."))
    return HttpResponseRedirect(reverse("admin:own_account"))


def _set_sections(sections: Any, request: HttpRequest, user: User) -> HttpResponse:
    choose_sections(sections, by=user, at=timezone.now())
    messages.success(request, _("Your sections are saved."))
    return HttpResponseRedirect(reverse("admin:own_account"))


def _set_notices(form: NoticesForm, request: HttpRequest, user: User) -> bool:
    """Store the choices; return whether they were accepted."""
    try:
        choose_notices(form.to_choices(), form.to_quiet_time(), by=user, at=timezone.now())
    except ActionRefused as refusal:
        form.add_error("quiet_until", refusal.message)
        return False
    messages.success(request, _("Your notices are saved."))
    return True


def _set_single_keys(request: HttpRequest, user: User) -> HttpResponse:
    """Store the choice, which the dialog of keys sends without leaving its page."""
    are_on = request.POST["single_keys"] == "on"
    choose_single_keys(are_on=are_on, by=user, at=timezone.now())
    request.session[SINGLE_KEYS_OFF] = not are_on
    return HttpResponse(status=204)


def _set_hints(request: HttpRequest, user: User) -> HttpResponse:
    """Store that a script dismissed one hint, or that all or none are shown."""
    dismissed = request.POST.get("hint")
    left = HINTS if dismissed is None else request.session.get(HINTS_LEFT, ())
    wanted = [name for name in left if name != dismissed] if request.POST.get("hints") != "none" else []
    request.session[HINTS_LEFT] = choose_hints(wanted, by=user, at=timezone.now())
    if dismissed is not None:
        return HttpResponse(status=204)
    return HttpResponseRedirect(f"{reverse('admin:own_account')}#hints")


def _change_plan_address(request: HttpRequest, user: User) -> str:
    """Revoke the address of the plan, or return a new one to show once."""
    try:
        revoked = request.POST["_plan"] == "revoke"
        secret = change_plan_address(by=user, at=timezone.now(), revoked=revoked)
    except ActionRefused as refusal:
        messages.error(request, refusal.message)
        return ""
    return request.build_absolute_uri(reverse("plan:feed", args=[secret, "ics"])) if secret else ""


def _sign_out_elsewhere(request: HttpRequest, user: User) -> HttpResponse:
    ended = end_sessions(user, by=user, at=timezone.now(), keep=request.session.session_key or "")
    message = ngettext("%(n)d other session ended.", "%(n)d other sessions ended.", ended)
    messages.success(request, message % {"n": ended})
    return HttpResponseRedirect(reverse("admin:own_account"))


POSTS = {
    "single_keys": _set_single_keys, "hint": _set_hints, "hints": _set_hints, "_sign_out": _sign_out_elsewhere,
}  # fmt: skip
"""Field of a request → what it stores."""
