"""Pages that stand as long as the paper: imprint, contact, privacy, accessibility, standards, rights of use."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from articles.models import StandingPage
from articles.site.footer import BROUGHT_ALONG
from articles.site.pages import page
from articles.site.public_view import public_view
from articles.site.visit import Visit


@public_view()
def standing(visit: Visit, name: str) -> HttpResponse:
    known = StandingPage.Name(name)
    body = StandingPage.objects.filter(name=name).values_list("body", flat=True).first() or brought(known)
    if not body:
        raise Http404(name)
    return standing_page(visit, known, body)


def standing_page(visit: Visit, name: StandingPage.Name, body: str) -> HttpResponse:
    """The page with these words, `body` being what `sanitize` returned or our own."""
    context = {"title": str(name.label), "body": mark_safe(body)}  # noqa: S308  # see above
    return page(visit, "site/standing.html", context, path=f"/{name}/")


def brought(name: StandingPage.Name) -> str:
    """The product's own words for the page, empty for one that only the desk can write."""
    if name not in BROUGHT_ALONG:
        return ""
    return render_to_string(
        f"site/standing/{name}.{settings.SITE_LANGUAGE}.html", {"site_name": settings.SITE_NAME}
    )
