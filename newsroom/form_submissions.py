"""Forms that a script sends and stays on the page until the server has said what became of them.

A browser that sends a form by itself leaves the page, and with it what was typed, before it knows whether anybody
listens. The script `guarded_forms.js` sends it by `fetch`; here its answers become JSON it can tell apart.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

HEADER = "X-Desk-Form"
"""Its value is the number of the account that typed."""


def answer_forms_in_json(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse a form that another account typed; answer a redirect as `{"to": address}`, a lost login as 401."""

    def middleware(request: HttpRequest) -> HttpResponse:
        typed_by = request.headers.get(HEADER)
        if typed_by is None or request.method != "POST":
            return get_response(request)
        if not request.user.is_authenticated:
            return _signed_out()
        if str(request.user.pk) != typed_by:
            name = str(request.user)
            return JsonResponse(
                {"problem": _("You are signed in as %(name)s now, who did not type this.") % {"name": name}},
                status=409,
            )
        response = get_response(request)
        if not isinstance(response, HttpResponseRedirect):
            return response
        if response.url.startswith((resolve_url(settings.LOGIN_URL), resolve_url("admin:second_factor"))):
            return _signed_out()
        return _without_redirect(response)

    return middleware


def wants_json(request: HttpRequest) -> bool:
    """Say whether a script waits for the answer."""
    return HEADER in request.headers


def _signed_out() -> JsonResponse:
    return JsonResponse({"signed_out": True}, status=401)


def _without_redirect(response: HttpResponseRedirect) -> JsonResponse:
    """Keep the cookies: the messages for the next page may be among them."""
    answer = JsonResponse({"to": response.url})
    answer.cookies = response.cookies
    return answer
