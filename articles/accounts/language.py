"""The language of the desk: the account's, or the browser's before signing in."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from articles.actions.accounts.sessions import HINTS_LEFT, LANGUAGE, SINGLE_KEYS_OFF
from articles.models import Account
from articles.models.account import HINTS

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def account_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Activate the account's language; follows the authentication middleware."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/admin/") and (language := session_language(request)):
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return get_response(request)

    return middleware


FIRST_DAYS = timedelta(days=30)
"""Age of an account up to which it is shown hints without having chosen any."""


def session_language(request: HttpRequest) -> str:
    """Return the language stored in the session, or an empty string.

    It is stored at sign-in and at every change, which saves a query per request.
    """
    return str(request.session.get(LANGUAGE, "")) if SESSION_KEY in request.session else ""


def store_preferences(request: HttpRequest, user: "User") -> None:
    """Store the account's language and its choice about single keys in the session."""
    account = Account.objects.filter(user=user).first()
    request.session[LANGUAGE] = account.language if account else ""
    chosen = account.hints_left if account else None
    is_new = timezone.now() - user.date_joined < FIRST_DAYS
    request.session[HINTS_LEFT] = (list(HINTS) if is_new else []) if chosen is None else chosen
    request.session[SINGLE_KEYS_OFF] = account is not None and not account.single_keys
