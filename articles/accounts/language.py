"""The language of the desk: that of the account, and before somebody is signed in that of the browser."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from articles.actions.accounts.sessions import LANGUAGE
from articles.models import Account

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def account_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Speak the language that the account chose; stands behind the middleware that finds the account."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/admin/") and (chosen := session_language(request)):
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen
        return get_response(request)

    return middleware


def session_language(request: HttpRequest) -> str:
    """Return the language of whoever is signed in; empty for nobody and for who never chose one.

    It is kept in the session at sign-in and whenever it is changed, so that no request asks the database for it.
    """
    return str(request.session.get(LANGUAGE, "")) if SESSION_KEY in request.session else ""


def store_language(request: HttpRequest, user: "User") -> None:
    found = Account.objects.filter(user=user).values_list("language", flat=True).first()
    request.session[LANGUAGE] = found or ""
