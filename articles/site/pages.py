"""A page from its template: what the frame round every page needs, and what a search engine is told."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

from articles.addresses import absolute
from articles.site import footer
from articles.site.visit import Visit


def page(
    visit: Visit,
    template: str,
    context: dict[str, Any],
    *,
    path: str | None,
    status: int = 200,
    noindex: bool = False,
) -> HttpResponse:
    """`path` is the page's own address; None for a page that has none and must not be listed."""
    frame = {
        "visit": visit,
        "language": settings.SITE_LANGUAGE,
        "site_name": settings.SITE_NAME,
        "canonical": absolute(path) if path is not None else "",
        "noindex": noindex or path is None,
        "sections": visit.main_sections,
        "standing": list(footer.listed(visit)),
    }
    response = HttpResponse(render_to_string(template, {**frame, **context}), status=status)
    if noindex or path is None:
        response.headers["X-Robots-Tag"] = "noindex"
    return response
