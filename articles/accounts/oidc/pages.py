"""The way to the provider and back, and the end of the session there."""

import secrets
from typing import Any
from urllib.parse import urlencode

import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django_otp import DEVICE_ID_SESSION_KEY

from articles.accounts.backends import ACCOUNT_BACKEND
from articles.accounts.login import sign_in
from articles.accounts.oidc.attempts import (
    SignInAttempt,
    find_attempt,
    forget_attempt,
    remember_attempt,
)
from articles.accounts.oidc.errors import ProviderAway, ProviderRefused
from articles.accounts.oidc.person import has_multiple_factors, read_person
from articles.actions.accounts.provider import (
    begin_provider_session,
    end_provider_session,
    link_provider_account,
    sign_in_by_provider,
)
from articles.actions.accounts.sessions import PENDING_LOGIN, PROVIDER_SESSION
from articles.actions.errors import ActionRefused

MAX_NEXT_URL = 1_000
"""Characters of the address of the page to go on with, which is in a cookie."""

log = structlog.get_logger(__name__)


@require_GET
def start_provider_sign_in(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Send the browser to the provider with state, nonce and the challenge of PKCE."""
    client = _client_or_page(request, context)
    if isinstance(client, HttpResponse):
        return client
    state, nonce, verifier = (secrets.token_urlsafe(48) for _part in range(3))
    attempt = SignInAttempt(state, nonce, verifier, _next_url(request), _account_to_link(request))
    query = {
        "response_type": "code",
        "client_id": settings.SIGN_ON.client_id,
        "redirect_uri": _callback_url(request),
        "scope": settings.SIGN_ON.scopes,
        "state": state,
        "nonce": nonce,
        "code_challenge": client.code_challenge(verifier),
        "code_challenge_method": "S256",
    }
    address = client.provider.authorization
    response = HttpResponseRedirect(f"{address}{'&' if '?' in address else '?'}{urlencode(query)}")
    remember_attempt(request, response, attempt)
    return response


def _account_to_link(request: HttpRequest) -> int | None:
    token = request.GET.get("link", "")
    is_asked = request.user.is_authenticated and constant_time_compare(token, link_token(request))
    return request.user.pk if is_asked else None


def link_token(request: HttpRequest) -> str:
    """Return a token of this session: no other site may begin to link an account."""
    return salted_hmac(
        "articles.oidc.link", request.session.session_key or "", algorithm="sha256"
    ).hexdigest()


@require_GET
def finish_provider_sign_in(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Sign in the person that the provider sends back."""
    attempt = find_attempt(request)
    if attempt is None:
        return _refusal_page(
            request, context, _("This sign-in was not begun here, or took too long."), status=400
        )
    response = _finish(request, context, attempt)
    forget_attempt(request, response)
    return response


def _finish(request: HttpRequest, context: dict[str, Any], attempt: SignInAttempt) -> HttpResponse:
    if error := request.GET.get("error"):
        log.warning("sign-in refused", step="provider", reason=error[:60])
        return _refusal_page(request, context, _("The sign-in provider has not let you in."))
    tokens = _tokens_or_page(request, context, attempt)
    if isinstance(tokens, HttpResponse):
        return tokens
    try:
        return _enter(request, attempt, tokens)
    except ActionRefused as refusal:
        subject = str(tokens.claims["sub"])[:60]
        log.warning("sign-in refused", step="provider", reason=str(refusal), subject=subject)
        return _refusal_page(request, context, refusal.message)


def _tokens_or_page(request: HttpRequest, context: dict[str, Any], attempt: SignInAttempt) -> Any:
    """Return the tokens for the code, or the page that says why there are none."""
    client = _client_or_page(request, context)
    if isinstance(client, HttpResponse):
        return client
    try:
        return client.exchange_code(
            request.GET.get("code", ""),
            verifier=attempt.verifier,
            nonce=attempt.nonce,
            redirect_uri=_callback_url(request),
            at=timezone.now(),
        )
    except ProviderAway:
        return _away_page(request, context)
    except ProviderRefused as refusal:
        return _log_refusal(request, context, refusal)


def _enter(request: HttpRequest, attempt: SignInAttempt, tokens: Any) -> HttpResponse:
    at, person = timezone.now(), read_person(tokens.claims, settings.SIGN_ON)
    if attempt.link is not None:
        user = request.user
        if not isinstance(user, User) or user.pk != attempt.link:
            raise ActionRefused(_("This sign-in was not begun here, or took too long."))
        link_provider_account(person, by=user, at=at)
        messages.success(request, _("Your account is linked: you can now sign in by the provider."))
        return HttpResponseRedirect(reverse("admin:own_account"))
    account = sign_in_by_provider(person, at=at)
    session = begin_provider_session(
        account,
        refresh_token=tokens.refresh,
        access_token=tokens.access,
        id_token=tokens.id_token,
        at=at,
    )
    if request.user.is_authenticated and request.user != account.user:
        request.session.flush()
    request.session.pop(PENDING_LOGIN, None)
    request.session[PROVIDER_SESSION] = {"id": session.pk, "check_at": session.check_at.timestamp()}
    skips_second_step = has_multiple_factors(tokens.claims)
    response = sign_in(
        request,
        account.user,
        backend=ACCOUNT_BACKEND,
        next_url=attempt.next_url,
        has_passed=skips_second_step,
    )
    if skips_second_step:
        request.session[DEVICE_ID_SESSION_KEY] = f"articles.provideraccount/{account.pk}"
    return response


def end_provider_sign_in(request: HttpRequest) -> str:
    """Sign out here and return the URL that signs out at the provider.

    It is empty if the provider has none.
    """
    stored = request.session.get(PROVIDER_SESSION)
    logout(request)
    if stored is None:
        return ""
    id_token = end_provider_session(stored["id"])
    if not settings.SIGN_ON.issuer or not id_token:
        return ""
    from articles.accounts.oidc.discovery import discover  # noqa: PLC0415  # part of an extra

    try:
        address = discover().end_session
    except (ProviderAway, ProviderRefused):
        return ""
    query = {
        "id_token_hint": id_token,
        "client_id": settings.SIGN_ON.client_id,
        "post_logout_redirect_uri": request.build_absolute_uri(reverse("admin:login")),
    }
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}" if address else ""


def _client_or_page(request: HttpRequest, context: dict[str, Any]) -> Any:
    """Return the client of the provider, or the page that says why there is none."""
    if not settings.SIGN_ON.issuer:
        raise Http404
    from articles.accounts.oidc.client import provider_client  # noqa: PLC0415  # part of an extra

    try:
        return provider_client()
    except ProviderAway:
        return _away_page(request, context)
    except ProviderRefused as refusal:
        return _log_refusal(request, context, refusal)


def _callback_url(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("admin:oidc_callback"))


def _next_url(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    is_safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_safe and 0 < len(wanted) <= MAX_NEXT_URL else reverse("admin:index")


def _log_refusal(request: HttpRequest, context: dict[str, Any], refusal: ProviderRefused) -> HttpResponse:
    log.error("sign-in refused", step="provider", reason=str(refusal))
    return _refusal_page(request, context, refusal.message)


def _away_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    said = _("The sign-in provider does not answer. Please try again in a minute.")
    return _refusal_page(request, context, said, status=503)


def _refusal_page(
    request: HttpRequest, context: dict[str, Any], said: str, *, status: int = 403
) -> HttpResponse:
    page_context = {
        **context,
        "title": _("Not signed in"),
        "said": said,
    }
    return TemplateResponse(request, "admin/signin/provider_refused.html", page_context, status=status)
