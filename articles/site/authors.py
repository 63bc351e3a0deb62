"""Author pages: portrait, profile and every story whose byline names the author."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect

from articles.models import Edition, FormerSlug, StaffInitials, StaticPage
from articles.selectors.public_names import authors_in
from articles.site.cards import COLUMNS, GROUP, PHOTO, build_cards, build_face, drop_repeated_pictures
from articles.site.dependencies import author_key
from articles.site.json_ld import author_profile
from articles.site.listings import MIN_INDEXED_STORIES, PAGE_SIZE
from articles.site.page_context import PageContext
from articles.site.page_language import choose_text
from articles.site.pagination import build_page_query, fetch_page
from articles.site.photos import Picture, find_visible_photos
from articles.site.public_view import public_view
from articles.site.render import render_page
from articles.site.translations import drop_translations
from articles.url_paths import author_path
from newsroom.db.compiled_queries import DATETIME_PARAM, TEXT_PARAM, CompiledQueryVariants


def _author_pages(older: bool) -> Any:  # noqa: FBT001  # variants are positional
    stories = Edition.objects.public(at=DATETIME_PARAM).by_author(TEXT_PARAM)
    return build_page_query([stories], PAGE_SIZE, PHOTO, GROUP, older=older)


WRITTEN_BY = CompiledQueryVariants(Edition, _author_pages)


@public_view("before")
def author(page_context: PageContext, slug: str) -> HttpResponse:
    public = authors_in(Edition.objects.public(at=page_context.at))
    profile = public.filter(slug=slug).first()
    if profile is None:
        former = FormerSlug.objects.filter(kind=FormerSlug.Kind.AUTHOR, slug=slug).values("object_id")
        if renamed := public.filter(pk__in=former).first():
            page_context.depend_on(author_key(renamed.name))
            return HttpResponsePermanentRedirect(author_path(renamed.slug))
        raise Http404(slug)
    page_context.depend_on(author_key(profile.name))
    list_page = fetch_page(
        WRITTEN_BY,
        {DATETIME_PARAM: page_context.at, TEXT_PARAM: profile.name},
        page_context.params.get("before"),
        PAGE_SIZE,
    )
    for name in ("position", "beat", "about"):
        setattr(profile, name, choose_text(vars(profile), name))
    path = author_path(slug)
    portrait = _portrait(profile, page_context)
    shown = drop_translations(list_page.rows, settings.SITE_LANGUAGE, page_context, len(COLUMNS) + 1)
    cards = build_cards(shown, page_context, with_pictures=True, has_photos=True)
    context = {
        "author": profile,
        "feed": f"{path}feed.atom",
        "portrait": portrait,
        "contact": StaticPage.Name.CONTACT in page_context.state.static_pages,
        "cards": drop_repeated_pictures(cards, {portrait.photo_id} if portrait else set()),
        "list_page": list_page,
        "json_ld": [
            author_profile(profile.name, path, profile.position, profile.about, page_context.state.brand)
        ],
    }
    too_few = list_page.first and len(list_page.rows) < MIN_INDEXED_STORIES
    return render_page(page_context, "site/author.html", context, path=path, noindex=too_few)


def _portrait(author: StaffInitials, page_context: PageContext) -> Picture | None:
    """Return the portrait while its rights allow the site; one query."""
    photo = (
        find_visible_photos([author.portrait_id], page_context).get(author.portrait_id)
        if author.portrait_id
        else None
    )
    if photo is None:
        return None
    return build_face(photo, photo.alt_text or author.name)


def is_author_portrait(photo_id: int, at: datetime) -> bool:
    """Return whether a public author page shows the photo, whatever its rights."""
    return authors_in(Edition.objects.public(at=at)).filter(portrait=photo_id).exists()
