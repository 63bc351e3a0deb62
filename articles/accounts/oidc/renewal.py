"""The check whether the provider still confirms a session."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from articles.accounts.oidc.errors import ProviderAway, ProviderRefused
from articles.accounts.oidc.person import read_person
from articles.actions.accounts.provider import (
    CHECK_PATIENCE,
    claim_check,
    confirm_provider_session,
    decrypt_token,
    end_access_by_provider,
    end_provider_session,
    postpone_check,
)
from articles.actions.accounts.sessions import PROVIDER_ENDED, PROVIDER_SESSION
from articles.actions.errors import ActionRefused
from articles.models import ProviderSession
from newsroom.service_unavailable import OutageKind, service_unavailable

if TYPE_CHECKING:
    from articles.accounts.oidc.client import Tokens

log = structlog.get_logger(__name__)


def renew_provider_session(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Check a session that the provider began as soon as its check is due.

    A session that it no longer confirms ends: the request goes on as that of nobody, so that forms keep their text.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith("/admin/"):
            return get_response(request)
        stored = request.session.get(PROVIDER_SESSION)
        at = timezone.now()
        if stored is None or (settings.SIGN_ON.issuer and stored["check_at"] > at.timestamp()):
            return get_response(request)
        try:
            next_check = _check(stored["id"], at)
        except ProviderAway:
            postpone_check(stored["id"], at=at)
            return service_unavailable(request, OutageKind.PROVIDER)
        except (ProviderRefused, ActionRefused, ProviderSession.DoesNotExist) as refusal:
            _end(request, stored["id"], refusal)
        else:
            request.session[PROVIDER_SESSION] = {**stored, "check_at": next_check.timestamp()}
        return get_response(request)

    return middleware


def _check(session_id: int, at: datetime) -> datetime:
    """Ask the provider about a session; return the time of the next check."""
    if not settings.SIGN_ON.issuer:
        raise ProviderRefused("there is no provider any more (OIDC_ISSUER)")
    session = claim_check(session_id, at=at)
    if session is None:
        return at + CHECK_PATIENCE / 4
    account = session.account
    if account.issuer != settings.SIGN_ON.issuer:
        raise ProviderRefused("another provider began the session (OIDC_ISSUER)")
    tokens = _ask_provider(session, account.subject)
    claims = {**tokens.claims, "sub": account.subject}
    try:
        return confirm_provider_session(
            session,
            read_person(claims, settings.SIGN_ON, is_complete=tokens.is_complete),
            refresh_token=tokens.refresh,
            id_token=tokens.id_token,
            at=at,
        )
    except ActionRefused:
        end_access_by_provider(account.user, at=at)
        raise


def _ask_provider(session: ProviderSession, subject: str) -> "Tokens":
    """Return tokens and claims.

    Without a refresh token the access token still has to be accepted.
    """
    from articles.accounts.oidc.client import Tokens, provider_client  # noqa: PLC0415  # part of an extra

    client, id_token = provider_client(), decrypt_token(session.encrypted_id_token)
    if refresh_token := decrypt_token(session.encrypted_refresh_token):
        return client.refresh(refresh_token, id_token=id_token, subject=subject)
    access_token = decrypt_token(session.encrypted_access_token)
    claims = client.read_userinfo(access_token, subject)
    return Tokens(access_token, "", id_token, claims, is_complete=False)


def _end(request: HttpRequest, session_id: int, refusal: Exception) -> None:
    log.warning("a session ended at the sign-in provider", reason=str(refusal))
    end_provider_session(session_id)
    logout(request)
    request.session[PROVIDER_ENDED] = True
