"""The front of a language: its newest stories, with labels and names in it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.models import Edition
from articles.site.cards import PHOTO, build_cards, drop_repeated_pictures, sort_lead_first
from articles.site.dependencies import NEWEST
from articles.site.json_ld import collection
from articles.site.page_context import PageContext
from articles.site.page_language import desk_tags, label_language
from articles.site.pagination import build_page_query, fetch_page
from articles.site.render import render_page
from articles.site.section_front import arrange_newest
from articles.site.translations import link_fronts
from articles.url_paths import front_path
from newsroom.db.compiled_queries import DATETIME_PARAM, CompiledQueryVariants
from newsroom.language_tags import name_language

PAGE_SIZE = 30


def _newest_in(tags: tuple[str, ...], older: bool) -> Any:  # noqa: FBT001  # variants are positional
    branches = [Edition.objects.public(at=DATETIME_PARAM).filter(language=tag) for tag in tags]
    more = (PHOTO,) if len(tags) == 1 else ()
    return build_page_query(branches, PAGE_SIZE, *more, older=older)


NEWEST_IN = CompiledQueryVariants(Edition, _newest_in, generic=True)


def show_language_front(page_context: PageContext, language: str) -> HttpResponse:
    """Render the front; raise Http404 unless the site has a front in the language."""
    path = front_path(language)
    if language not in page_context.state.languages or path == "/":
        raise Http404(language)
    page_context.depend_on(NEWEST)
    labels = label_language(language)
    with override(labels):
        own = page_context.in_language(labels)
        response = _render_front(own, language, path)
    response.headers["Content-Language"] = labels
    page_context.expire_by(own.expires_at)
    return response


def _render_front(page_context: PageContext, language: str, path: str) -> HttpResponse:
    tags = desk_tags(language)
    values = {DATETIME_PARAM: page_context.at}
    list_page = fetch_page(NEWEST_IN, values, page_context.params.get("before"), PAGE_SIZE, tags)
    cards = drop_repeated_pictures(
        build_cards(list_page.rows, page_context, with_pictures=True, has_photos=len(tags) == 1), set()
    )
    name = name_language(language)
    description = _("All stories in %(language)s.") % {"language": name}
    context: dict[str, Any] = {
        "front_language": language,
        "name": name,
        "description": description,
        "summary": description,
        "list_page": list_page,
        "cards": cards,
        "json_ld": [collection(name, path, description)],
    }
    if list_page.first:
        context |= {"alternates": link_fronts(page_context), **arrange_newest(sort_lead_first(cards))}
    return render_page(page_context, "site/section.html", context, path=path)
