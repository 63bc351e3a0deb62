"""The page of one's own passkeys, and the sign-in with one."""

import json
import time
from typing import Any

import structlog
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp import login as otp_login

from articles.accounts.backends import ACCOUNT_BACKEND
from articles.accounts.login import PendingLogin, complete_sign_in, next_page, show_page
from articles.accounts.otp import must_have_second_factor
from articles.accounts.passkeys.relying_party import relying_party
from articles.actions.accounts.passkeys import (
    MAX_NAME_LENGTH,
    add_passkey,
    remove_passkey,
    rename_passkey,
    use_passkey,
)
from articles.actions.accounts.sessions import take_from_session
from articles.actions.errors import ActionRefused
from articles.models import Passkey
from newsroom.strict_values import parse_integer

CHALLENGE = "passkey-challenge"
"""Session key of the challenge that the browser has to sign; it is used once."""
CHALLENGE_TIMEOUT = 300
"""Seconds."""
MAX_ANSWER = 20_000
"""Letters of a browser's answer."""

log = structlog.get_logger(__name__)


def passkeys_page(request: HttpRequest, user: User, context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST":
        try:
            _run_step(request, user)
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
        return HttpResponseRedirect(reverse("admin:passkeys"))
    required = must_have_second_factor(user) and DEVICE_ID_SESSION_KEY not in request.session
    facts: dict[str, Any] = {
        "passkeys": user.passkeys.all(),
        "required": required,
        "max_name": MAX_NAME_LENGTH,
    }
    return show_page(request, context, "passkeys", _("Passkeys"), **facts)


def _run_step(request: HttpRequest, user: User) -> None:
    at = timezone.now()
    if "_remove" in request.POST:
        remove_passkey(parse_integer(request.POST["_remove"]) or 0, by=user, at=at)
        messages.success(request, _("The passkey is removed. Delete it in your device, too."))
    elif "_rename" in request.POST:
        passkey_id = parse_integer(request.POST["_rename"]) or 0
        rename_passkey(passkey_id, request.POST.get("name", ""), by=user, at=at)
        messages.success(request, _("The passkey is renamed."))
    else:
        passkey = add_passkey(
            _read_answer(request),
            _take_challenge(request),
            place=relying_party(request),
            name=request.POST.get("name", ""),
            by=user,
            at=at,
            session=request.session.session_key or "",
        )
        otp_login(request, passkey)
        messages.success(request, _("The passkey is added: you can now sign in with it."))


@require_POST
def registration_options_view(request: HttpRequest) -> HttpResponse:
    from articles.accounts.passkeys import verification  # noqa: PLC0415  # it loads slowly

    user = request.user
    assert isinstance(user, User)  # noqa: S101  # for the type checker: the site lets nobody else in
    options = verification.registration_options(user, user.passkeys.all(), relying_party(request))
    _store_challenge(request, options["challenge"])
    return JsonResponse(options)


@require_POST
def sign_in_options_view(request: HttpRequest) -> HttpResponse:
    """Return the options of a sign-in.

    They name passkeys only to a browser that has entered the right password.
    """
    from articles.accounts.passkeys import verification  # noqa: PLC0415  # it loads slowly

    pending = PendingLogin.from_session(request) if "second-step" in request.GET else None
    passkeys = list(pending.user.passkeys.all()) if pending else []
    options = verification.sign_in_options(passkeys, relying_party(request))
    _store_challenge(request, options["challenge"])
    return JsonResponse(options)


@require_POST
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey, alone or as the second step after a password."""
    pending = PendingLogin.from_session(request) if "second-step" in request.GET else None
    try:
        passkey = use_passkey(
            _read_answer(request),
            _take_challenge(request),
            place=relying_party(request),
            at=timezone.now(),
            user=pending.user if pending else None,
        )
    except ActionRefused as refusal:
        log.warning("sign-in refused", step="passkey", reason=str(refusal))
        messages.error(request, refusal.message)
        return HttpResponseRedirect(reverse("admin:second_step" if pending else "admin:login"))
    return _complete(request, passkey, pending)


def _complete(request: HttpRequest, passkey: Passkey, pending: PendingLogin | None) -> HttpResponse:
    backend = pending.backend if pending else ACCOUNT_BACKEND
    next_url = pending.next_url if pending else next_page(request)
    return complete_sign_in(request, passkey.user, backend=backend, next_url=next_url, device=passkey)


def _store_challenge(request: HttpRequest, challenge: str) -> None:
    request.session[CHALLENGE] = {"challenge": challenge, "at": time.time()}


def _take_challenge(request: HttpRequest) -> str:
    stored = take_from_session(request.session, CHALLENGE)
    if stored is None or time.time() - stored["at"] > CHALLENGE_TIMEOUT:
        raise ActionRefused(_("That took too long. Please try again."))
    return str(stored["challenge"])


def _read_answer(request: HttpRequest) -> dict[str, Any]:
    text = request.POST.get("credential", "")
    try:
        answer = json.loads(text) if len(text) <= MAX_ANSWER else None
    except (ValueError, RecursionError):  # no JSON, or a number with too many digits
        answer = None
    if not isinstance(answer, dict) or not isinstance(answer.get("response"), dict):
        raise ActionRefused(_("The browser's answer could not be verified. Please try again."))
    return answer
