"""The front of a language: its newest stories, with labels and names in it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.models import Edition
from articles.site.card_renderer import render_card
from articles.site.cards import PHOTO, build_cards, drop_repeated_pictures
from articles.site.dependencies import NEWEST
from articles.site.front_renderer import LEAD_SIZES
from articles.site.json_ld import collection
from articles.site.page_context import PageContext
from articles.site.page_language import desk_tags, label_language
from articles.site.pagination import build_page_query, fetch_page
from articles.site.render import render_page
from articles.url_paths import front_path
from newsroom.db.compiled_queries import DATETIME_PARAM, CompiledQueryVariants
from newsroom.language_tags import name_language

PAGE_SIZE = 30
LEAD_CANDIDATES = 4
"""So many of the newest stories are searched for a picture to lead the page."""


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
    first = (
        next((card for card in cards[:LEAD_CANDIDATES] if card.picture), None) if list_page.first else None
    )
    lead = ""
    if first is not None:
        lead = render_card(first, page_context.at, eager=True, style="card-wide", sizes=LEAD_SIZES)
        cards = [card for card in cards if card is not first]
    name = name_language(language)
    description = _("All stories in %(language)s.") % {"language": name}
    context = {
        "front_language": language,
        "name": name,
        "description": description,
        "lead": mark_safe(lead),  # noqa: S308  # made of escaped values
        "cards": cards,
        "list_page": list_page,
        "json_ld": [collection(name, path, description)],
    }
    return render_page(page_context, "site/language_front.html", context, path=path)
