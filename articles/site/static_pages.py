"""Pages that stand as long as the paper: imprint, contact, privacy, accessibility, standards, rights of use."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from articles.models import StaticPage
from articles.site.page_context import PageContext
from articles.site.public_view import public_view
from articles.site.render import page
from articles.site.static_page_links import BROUGHT_ALONG, ONLY_THE_DESK
from articles.text.paragraphs import plain_paragraphs


@public_view()
def show_static_page(visit: PageContext, name: str) -> HttpResponse:
    known = StaticPage.Name(name)
    body = StaticPage.objects.filter(name=name).values_list("body", flat=True).first() or brought(known)
    if not body:
        raise Http404(name)
    return standing_page(visit, known, body)


def standing_page(visit: PageContext, name: StaticPage.Name, body: str) -> HttpResponse:
    """The page with these words, `body` being what `sanitize` returned or our own."""
    context = {
        "title": str(name.label),
        "body": mark_safe(body),  # noqa: S308  # see above
        "summary": next(iter(plain_paragraphs(body)), ""),
    }
    return page(visit, "site/standing.html", context, path=f"/{name}/")


def brought(name: StaticPage.Name) -> str:
    """The product's own words for the page, empty for one that only the desk can write."""
    if name not in BROUGHT_ALONG:
        return ""
    return render_to_string(
        f"site/standing/{name}.{settings.SITE_LANGUAGE}.html", {"site_name": settings.SITE_NAME}
    )


def starter(name: StaticPage.Name) -> str:
    """Return a text for the desk to begin from, with what only the desk knows in square brackets; else ours."""
    if name not in ONLY_THE_DESK:
        return brought(name)
    return render_to_string(f"site/standing/starter/{name}.{settings.SITE_LANGUAGE}.html")


def unwritten_pages() -> list[StaticPage.Name]:
    """Return the pages that only the desk can write and has not written; one query."""
    written = set(StaticPage.objects.exclude(body="").values_list("name", flat=True))
    return [name for name in ONLY_THE_DESK if name not in written]
