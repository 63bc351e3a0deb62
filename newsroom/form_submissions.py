"""Answers in JSON for forms that the script `guarded_forms.js` submits by `fetch`.

A browser that submits a form itself leaves the page, and the typed text with it, before it knows whether the server
can be reached. The script keeps the page open until the server has confirmed the submission.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

HEADER = "X-Desk-Form"
"""Its value is the primary key of the account that typed the text."""


def answer_forms_in_json(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse a form that another account typed.

    Answer a redirect as `{"to": url}`, a lost login as 401.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        typed_by = request.headers.get(HEADER)
        if typed_by is None or request.method != "POST":
            return get_response(request)
        if not request.user.is_authenticated:
            return _signed_out_response()
        if str(request.user.pk) != typed_by:
            name = str(request.user)
            return JsonResponse(
                {
                    "problem": _("You are now signed in as %(name)s, but another account typed this.")
                    % {"name": name}
                },
                status=409,
            )
        response = get_response(request)
        if not isinstance(response, HttpResponseRedirect):
            return response
        if response.url.startswith((resolve_url(settings.LOGIN_URL), resolve_url("admin:second_factor"))):
            return _signed_out_response()
        return _redirect_as_json(response)

    return middleware


def wants_json(request: HttpRequest) -> bool:
    """Return whether a script submitted the form."""
    return HEADER in request.headers


def _signed_out_response() -> JsonResponse:
    return JsonResponse({"signed_out": True}, status=401)


def _redirect_as_json(response: HttpResponseRedirect) -> JsonResponse:
    """Return the redirect as JSON, with its cookies: they may hold messages."""
    answer = JsonResponse({"to": response.url})
    answer.cookies = response.cookies
    return answer
