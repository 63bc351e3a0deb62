"""Views besides pages: robots.txt, licences, security.txt, theme."""

from datetime import timedelta

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import StaticPage
from articles.rights.machine_uses import list_permissions
from articles.site import licence_file
from articles.site.brand import read_brand
from articles.site.crawlers import build_robots_txt
from articles.url_paths import absolute_url, site_path
from newsroom.caching import page_cache

MAX_AGE = 3_600
SECURITY_TXT_LIFETIME = timedelta(days=180)


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    sitemaps = [absolute_url("/sitemap.xml"), absolute_url("/sitemap-news.xml")]
    text = build_robots_txt(
        list_permissions(settings.CRAWLERS_REFUSED), sitemaps, absolute_url(licence_file.PATH)
    )
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    page_cache.set_public_max_age(response, at=timezone.now(), seconds=MAX_AGE)
    return response


@require_safe
def licence(_request: HttpRequest) -> HttpResponse:
    content = licence_file.build_licence_file(
        list_permissions(settings.CRAWLERS_REFUSED), read_brand().name, absolute_url(site_path("/rights/")),
        absolute_url(site_path("/contact/")),
    )  # fmt: skip
    response = HttpResponse(content, content_type=licence_file.CONTENT_TYPE)
    page_cache.set_public_max_age(response, at=timezone.now(), seconds=MAX_AGE)
    return response


@require_safe
def tdmrep(_request: HttpRequest) -> HttpResponse:
    """Reserve text and data mining, by the TDM Reservation Protocol of the W3C group."""
    reservation = [{"location": "/", "tdm-reservation": 1, "tdm-policy": absolute_url(site_path("/rights/"))}]
    response = HttpResponse(orjson.dumps(reservation), content_type="application/json")
    page_cache.set_public_max_age(response, at=timezone.now(), seconds=MAX_AGE)
    return response


@require_safe
def security_txt(_request: HttpRequest) -> HttpResponse:
    """Return the contact for vulnerability reports by RFC 9116; 404 without one."""
    contact = _security_contact()
    if not contact:
        return HttpResponse("no contact is set\n", status=404, content_type="text/plain")
    at = timezone.now()
    end = (at + SECURITY_TXT_LIFETIME).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {end.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: de, en",
        f"Canonical: {absolute_url('/.well-known/security.txt')}",
    ]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    page_cache.set_public_max_age(response, at=at, seconds=MAX_AGE)
    return response


def _security_contact() -> str:
    """Return the address in the settings, else the contact page, else the desk's mail."""
    if settings.SECURITY_CONTACT:
        return str(settings.SECURITY_CONTACT)
    if StaticPage.objects.filter(name=StaticPage.Name.CONTACT).exclude(body="").exists():
        return absolute_url(site_path("/contact/"))
    return f"mailto:{settings.DESK_MAIL}" if settings.DESK_MAIL else ""


@require_safe
def theme(_request: HttpRequest) -> HttpResponse:
    """Return the accent colour as a style sheet, so that no page needs inline styles."""
    response = HttpResponse(
        f":root{{--accent-set:{settings.ACCENT_COLOUR}}}", content_type="text/css; charset=utf-8"
    )
    page_cache.set_public_max_age(response, at=timezone.now(), seconds=MAX_AGE)
    return response
