"""Errors of the intake as `application/problem+json` (RFC 9457), in plain English."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse

from newsroom.service_unavailable import RETRY_AFTER_SECONDS, leave_out_of_log

MEDIA_TYPE = "application/problem+json"
REALM = 'Bearer realm="intake"'
UNAUTHORIZED = "A valid key of this source is required, and a signature if the source demands one."
"""The same for a missing, wrong or revoked key, a wrong signature and an unknown source."""
DETAILS = {
    400: "The request cannot be read.",
    401: UNAUTHORIZED,
    404: "There is no endpoint at this address. Files are delivered to /intake/<source>/.",
    405: "This endpoint accepts POST only.",
    413: "The request is too large.",
    503: "The files could not be stored now. Send the request again.",
}
"""Detail of errors that were raised outside the views, by status."""


class PushRefused(Exception):
    """Refusal of a request; nothing was stored."""

    def __init__(self, status: int, detail: str = "", **headers: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail or DETAILS.get(status, "")
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def build_problem(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
    """Return a problem document; a detail is added where none is given."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or DETAILS.get(status, "An internal error occurred. It has been logged."),
        "request_id": request.META.get("newsroom.request_id", ""),
    }
    response = JsonResponse(body, status=status, content_type=MEDIA_TYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = REALM
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        leave_out_of_log(response)
    return response
