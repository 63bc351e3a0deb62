"""Small answers that are no pages: robots, the accent colour, health, icon."""

import re

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.addresses import absolute
from newsroom import caching
from newsroom.db.monitor import database, note_error
from newsroom.service_unavailable import leave_out_of_log

HOUR = 3_600
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
HOUSE_RED = "#a3182b"

ROBOTS = """\
# Text and data mining is reserved under section 44b of the German Copyright Act (UrhG)
# and article 4 of Directive (EU) 2019/790.
User-agent: *
Disallow: /admin/
Disallow: /api/
Disallow: /preview/
Disallow: /search/

Sitemap: {sitemap}
Sitemap: {news}
"""


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    response = HttpResponse(
        ROBOTS.format(sitemap=absolute("/sitemap.xml"), news=absolute("/sitemap-news.xml")),
        content_type="text/plain; charset=utf-8",
    )
    caching.public_for(response, at=timezone.now(), seconds=HOUR)
    return response


@require_safe
def theme(_request: HttpRequest) -> HttpResponse:
    """The house colour as a style sheet of its own, so that no page needs an inline style."""
    colour = settings.ACCENT_COLOUR if COLOUR.fullmatch(settings.ACCENT_COLOUR) else HOUSE_RED
    response = HttpResponse(f":root{{--accent-set:{colour}}}", content_type="text/css; charset=utf-8")
    caching.public_for(response, at=timezone.now(), seconds=HOUR)
    return response


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """For load balancers: 200 when the database answers, else 503."""
    if _database_answers():
        response = HttpResponse("ok\n", content_type="text/plain")
    else:
        response = HttpResponse("database unreachable\n", status=503, content_type="text/plain")
        leave_out_of_log(response)
    response.headers["Cache-Control"] = "no-store"
    return response


def _database_answers() -> bool:
    if database.is_away:
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        note_error(error)
        return False
    return True


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(static("newsroom/icon.svg"))
