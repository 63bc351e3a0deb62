"""The way to the provider and back, and the end of the session there."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django_otp import DEVICE_ID_SESSION_KEY

from articles.accounts.backends import ACCOUNT_BACKEND
from articles.accounts.login import next_page, show_page, sign_in
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
from articles.actions.accounts.sessions import PROVIDER_SESSION
from articles.actions.errors import ActionRefused

if TYPE_CHECKING:
    from articles.accounts.oidc.client import Tokens

MAX_NEXT_URL = 1_000
"""Characters of the address of the page to go on with, which is in a cookie."""

log = structlog.get_logger(__name__)


def provider_page(view: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap a view so that a page shows, and the log names, each refusal.

    The provider's response ends the attempt, whatever it is.
    """

    def page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        if not settings.SIGN_ON.issuer:
            raise Http404
        try:
            response = view(request)
        except (ProviderAway, ProviderRefused, ActionRefused) as refusal:
            error = request.GET.get("error", "")[:60]
            log.warning("sign-in refused", step="provider", reason=str(refusal), error=error)
            status = 503 if isinstance(refusal, ProviderAway) else 403
            title, said = _("Not signed in"), refusal.message
            response = show_page(request, context, "provider_refused", title, status, said=said)
        if "state" in request.GET:
            forget_attempt(request, response)
        return response

    return require_GET(page)


@provider_page
def start_provider_sign_in(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider with state, nonce and the challenge of PKCE."""
    from articles.accounts.oidc.client import provider_client  # noqa: PLC0415  # part of an extra

    way = provider_client().app.create_authorization_url(_callback_url(request))
    attempt = SignInAttempt(
        way["state"], way["nonce"], way["code_verifier"], _next_url(request), _account_to_link(request)
    )
    response = HttpResponseRedirect(way["url"])
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


@provider_page
def finish_provider_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in the person that the provider sends back."""
    from articles.accounts.oidc.client import provider_client  # noqa: PLC0415  # part of an extra

    attempt = find_attempt(request)
    if attempt is None:
        raise ActionRefused(_("This sign-in was not begun here, or took too long."))
    if "error" in request.GET:
        raise ActionRefused(_("The sign-in provider has not let you in."))
    tokens = provider_client().exchange_code(
        request.GET.get("code", ""),
        verifier=attempt.verifier,
        nonce=attempt.nonce,
        redirect_uri=_callback_url(request),
    )
    log.info("confirmed by the sign-in provider", subject=str(tokens.claims["sub"])[:60])
    return _enter(request, attempt, tokens)


def _enter(request: HttpRequest, attempt: SignInAttempt, tokens: "Tokens") -> HttpResponse:
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
    request.session[PROVIDER_SESSION] = {"id": session.pk, "check_at": session.check_at.timestamp()}
    user, has_passed = account.user, has_multiple_factors(tokens.claims)
    response = sign_in(
        request, user, backend=ACCOUNT_BACKEND, next_url=attempt.next_url, has_passed=has_passed
    )
    if has_passed:
        request.session[DEVICE_ID_SESSION_KEY] = f"articles.provideraccount/{account.pk}"
    return response


def end_provider_sign_in(request: HttpRequest) -> str:
    """Sign out here and return the URL that signs out at the provider.

    It is empty if the provider has none.
    """
    id_token = end_provider_session(request.session[PROVIDER_SESSION]["id"])
    logout(request)
    if not settings.SIGN_ON.issuer or not id_token:
        return ""
    from articles.accounts.oidc.client import provider_client  # noqa: PLC0415  # part of an extra

    try:
        client = provider_client()
    except (ProviderAway, ProviderRefused):
        return ""
    if "end_session_endpoint" not in client.provider:
        return ""
    login_page = request.build_absolute_uri(reverse("admin:login"))
    way = client.app.create_logout_url(login_page, id_token, client_id=client.app.client_id)
    return str(way["url"])


def _callback_url(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("admin:oidc_callback"))


def _next_url(request: HttpRequest) -> str:
    wanted = next_page(request)
    return wanted if len(wanted) <= MAX_NEXT_URL else reverse("admin:index")
