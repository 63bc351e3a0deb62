"""Author pages: who writes for the paper, on what, and every story whose byline names them."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect

from articles.models import Edition, FormerSlug, StaffInitials, StaticPage
from articles.public_names import authors_in
from articles.site.cards import cards
from articles.site.json_ld import author_profile
from articles.site.listings import PAGE, TOO_FEW
from articles.site.page_context import PageContext
from articles.site.pagination import one_page, page_of
from articles.site.photos import Picture, photos_by_number, picture
from articles.site.public_view import public_view
from articles.site.render import page
from articles.url_paths import author_path
from newsroom.db.compiled_queries import MOMENT, TEXT, CompiledQueryVariants


def _author_pages(older: bool) -> Any:  # noqa: FBT001  # a statement's shape is positional
    return page_of([Edition.objects.public(at=MOMENT).by_author(TEXT)], PAGE, older=older)


WRITTEN_BY = CompiledQueryVariants(Edition, _author_pages)


@public_view("before")
def author(visit: PageContext, slug: str) -> HttpResponse:
    public = authors_in(Edition.objects.public(at=visit.at))
    known = public.filter(slug=slug).first()
    if known is None:
        former = FormerSlug.objects.filter(kind=FormerSlug.Kind.AUTHOR, slug=slug).values("number")
        if renamed := public.filter(pk__in=former).first():
            return HttpResponsePermanentRedirect(author_path(renamed.slug))
        raise Http404(slug)
    found = one_page(WRITTEN_BY, {MOMENT: visit.at, TEXT: known.name}, visit.params.get("before"), PAGE)
    path = author_path(slug)
    portrait = _portrait(known, visit)
    context = {
        "author": known,
        "feed": f"{path}feed.atom",
        "portrait": portrait,
        "contact": StaticPage.Name.CONTACT in visit.state.written,
        "cards": cards(found.rows, visit),
        "slice": found,
        "data": [author_profile(known.name, path, known.position, known.about)],
    }
    few = found.first and len(found.rows) < TOO_FEW
    return page(visit, "site/author.html", context, path=path, noindex=few)


def _portrait(author: StaffInitials, visit: PageContext) -> Picture | None:
    """Only while its rights allow the site; one query."""
    photo = (
        photos_by_number([author.portrait_id], visit).get(author.portrait_id) if author.portrait_id else None
    )
    if photo is None or not photo.file:
        return None
    words = {"caption": "", "credit": photo.credit, "alt": photo.alt_text or author.name, "people": []}
    return picture({**words, "decorative": False}, photo)


def is_portrait(photo_id: int, at: datetime) -> bool:
    """Say whether the page of an author whom readers know shows the photo, rights aside."""
    return authors_in(Edition.objects.public(at=at)).filter(portrait=photo_id).exists()
