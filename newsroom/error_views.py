"""Django's handlers for refused requests."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(("/api/", "/intake/")):
        return HttpResponse(status=400)  # a middleware writes the problem document
    response = render(request, "400.html", {"reason": _reason(exception)}, status=400)
    response.headers["Cache-Control"] = "no-store"
    return response


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    on_desk = request.path.startswith("/admin/")
    response = render(request, "403.html", {"on_desk": on_desk, "reason": str(exception)}, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response


def _reason(exception: Exception) -> str:
    if isinstance(exception, TooManyFilesSent):
        return _("More than %(limit)d files were sent at once. Send them in smaller batches.") % {
            "limit": settings.DATA_UPLOAD_MAX_NUMBER_FILES
        }
    if isinstance(exception, RequestDataTooBig):
        return _("The form has more than %(limit)d MB of text. Send it in smaller parts.") % {
            "limit": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000
        }
    if isinstance(exception, TooManyFieldsSent):
        return _("The form has more than %(limit)d fields. Save fewer rows at once.") % {
            "limit": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        }
    return _("The request from your browser could not be read.")
