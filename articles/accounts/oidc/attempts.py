"""Sign-ins under way at the provider, each in a signed cookie of its own.

A session could lose one: two tabs, or a page and its script, write it at the same time.
"""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

PREFIX = "sign-in-"
TIMEOUT = 600
"""Seconds from the way to the provider until the way back."""
MAX_ATTEMPTS = 5
"""Sign-ins under way in one browser, as in several tabs."""


@dataclass(frozen=True, slots=True)
class SignInAttempt:
    """Sign-in that a browser has begun; `link` is the account that is to be linked."""

    state: str
    nonce: str
    verifier: str
    next_url: str
    link: int | None = None


def remember_attempt(request: HttpRequest, response: HttpResponseBase, attempt: SignInAttempt) -> None:
    """Set the cookie of an attempt; forget all others if there are too many."""
    others = [name for name, value in request.COOKIES.items() if value and name.startswith(PREFIX)]
    if len(others) >= MAX_ATTEMPTS:
        for name in others:
            response.delete_cookie(name, path=_path(), samesite="Lax")
    response.set_cookie(
        _cookie_name(attempt.state),
        signing.dumps(asdict(attempt), salt=PREFIX, compress=True),
        max_age=TIMEOUT,
        path=_path(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",  # the provider sends the browser back from its own site
    )


def find_attempt(request: HttpRequest) -> SignInAttempt | None:
    """Return the attempt of this browser that an answer of the provider belongs to."""
    state = request.GET.get("state", "")
    try:
        found = signing.loads(request.COOKIES.get(_cookie_name(state), ""), salt=PREFIX, max_age=TIMEOUT)
    except signing.BadSignature:
        return None
    attempt = SignInAttempt(**found)
    return attempt if attempt.state == state else None


def forget_attempt(request: HttpRequest, response: HttpResponseBase) -> None:
    """Delete the cookie: an attempt ends with the provider's answer, whatever it is."""
    response.delete_cookie(_cookie_name(request.GET.get("state", "")), path=_path(), samesite="Lax")


def _cookie_name(state: str) -> str:
    """Return a name of letters, digits, `-` and `_`, whatever an address holds."""
    return PREFIX + "".join(letter for letter in state[:16] if letter.isascii() and letter.isalnum())


def _path() -> str:
    return reverse("admin:oidc_start")
