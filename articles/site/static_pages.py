"""Static pages: imprint, contact, privacy, accessibility, policy and rights."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from articles.models import StaticPage
from articles.site.brand import read_brand
from articles.site.page_context import PageContext
from articles.site.public_view import public_view
from articles.site.render import render_page
from articles.site.static_page_links import BUILTIN_PAGES, DESK_PAGES
from articles.site.story_body import render_body
from articles.text.paragraphs import plain_paragraphs
from articles.url_paths import site_path
from newsroom.caching.changed_keys import EVERYTHING


@public_view()
def show_static_page(page_context: PageContext, name: str) -> HttpResponse:
    page_name = StaticPage.Name(name)
    written = StaticPage.objects.filter(name=name).values_list("body", flat=True).first()
    body = written or builtin_text(page_name, page_context.site_name)
    if not body:
        raise Http404(name)
    page_context.depend_on(EVERYTHING)
    return render_static_page(page_context, page_name, body)


def render_static_page(page_context: PageContext, name: StaticPage.Name, body: str) -> HttpResponse:
    """Render the page; `body` is sanitized HTML or one of our templates."""
    context = {
        "title": str(name.label),
        "body": mark_safe(render_body(body)),  # noqa: S308  # sanitized
        "summary": next(iter(plain_paragraphs(body)), ""),
    }
    return render_page(page_context, "site/static_page.html", context, path=site_path(f"/{name}/"))


def builtin_text(name: StaticPage.Name, site_name: str = "") -> str:
    """Return the built-in text, empty for a page that only the desk can write."""
    if name not in BUILTIN_PAGES:
        return ""
    return render_to_string(
        f"site/static_pages/{name}.{settings.SITE_LANGUAGE}.html",
        {"site_name": site_name or read_brand().name},
    )


def starter_text(name: StaticPage.Name) -> str:
    """Return a draft with missing facts in square brackets, else the built-in text."""
    if name not in DESK_PAGES:
        return builtin_text(name)
    return render_to_string(f"site/static_pages/starter/{name}.{settings.SITE_LANGUAGE}.html")


def missing_pages() -> list[StaticPage.Name]:
    """Return the pages that the desk still has to write, in one query."""
    written = set(StaticPage.objects.exclude(body="").values_list("name", flat=True))
    return [name for name in DESK_PAGES if name not in written]
