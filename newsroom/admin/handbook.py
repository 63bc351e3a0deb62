"""Operator's handbook and editor's guide as pages of the desk."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy

from newsroom.handbook import FALLBACK_LANGUAGE, FOLDER, GUIDE_FOLDER, Chapter, list_chapters
from newsroom.version import VERSION

type View = Callable[..., HttpResponse]
type Contexts = Callable[[HttpRequest], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Book:
    """A folder of chapters and who reads them; everybody if no permission is set."""

    slug: str
    folder: Path
    title: str | Promise
    intro: str | Promise
    permission: str = ""

    @property
    def chapter_url(self) -> str:
        return f"admin:{self.slug}_chapter"

    def list_chapters(self) -> tuple[Chapter, ...]:
        return list_chapters(_find_language(), self.folder)


HANDBOOK = Book(
    slug="handbook",
    folder=FOLDER,
    title=gettext_lazy("Operator's handbook"),
    intro=gettext_lazy(
        "From one laptop to several hosts: sizes, settings, commands and drills, for those who run this desk."
    ),
    permission="auth.change_user",
)
GUIDE = Book(
    slug="guide",
    folder=GUIDE_FOLDER,
    title=gettext_lazy("Guide for editors"),
    intro=gettext_lazy("The desk in ten minutes: from pasted copy to a published, corrected story."),
)


def list_book_urls(protect: Callable[[View], View], get_context: Contexts) -> list[URLPattern]:
    """Return the URLs of contents and chapters of both books, each view protected."""
    return [url for book in (HANDBOOK, GUIDE) for url in _list_urls(book, protect, get_context)]


def find_guide_url(request: HttpRequest) -> str:
    """Return the address of the guide's chapter on the screen, or of its contents."""
    screen = request.resolver_match.url_name if request.resolver_match else None
    for chapter in GUIDE.list_chapters():
        if screen in chapter.screens:
            return reverse(GUIDE.chapter_url, args=[chapter.slug])
    return reverse("admin:guide")


def _list_urls(book: Book, protect: Callable[[View], View], get_context: Contexts) -> list[URLPattern]:
    def contents(request: HttpRequest) -> HttpResponse:
        return _show_contents(request, book, get_context(request))

    def chapter(request: HttpRequest, slug: str) -> HttpResponse:
        return _show_chapter(request, book, slug, get_context(request))

    return [
        path(f"{book.slug}/", protect(contents), name=book.slug),
        path(f"{book.slug}/<slug:slug>/", protect(chapter), name=f"{book.slug}_chapter"),
    ]


def _show_contents(request: HttpRequest, book: Book, context: dict[str, Any]) -> HttpResponse:
    _require_permission(request, book)
    page = {"title": book.title, "book": book, "chapters": book.list_chapters(), "version": VERSION}
    return TemplateResponse(request, "admin/handbook/contents.html", {**context, **page})


def _show_chapter(request: HttpRequest, book: Book, slug: str, context: dict[str, Any]) -> HttpResponse:
    _require_permission(request, book)
    chapters = book.list_chapters()
    position = next((n for n, chapter in enumerate(chapters) if chapter.slug == slug), None)
    if position is None:
        raise Http404(f"no chapter {slug}")
    chapter = chapters[position]
    page = {
        "title": chapter.title,
        "book": book,
        "chapters": chapters,
        "chapter": chapter,
        "text": render_chapter(chapter.source, book, _find_language()),
        "previous": chapters[position - 1] if position else None,
        "next": chapters[position + 1] if position + 1 < len(chapters) else None,
    }
    return TemplateResponse(request, "admin/handbook/chapter.html", {**context, **page})


def _require_permission(request: HttpRequest, book: Book) -> None:
    if book.permission and not request.user.has_perm(book.permission):
        raise PermissionDenied


def _find_language() -> str:
    return (get_language() or FALLBACK_LANGUAGE).partition("-")[0]


@cache
def render_chapter(source: str, book: Book = HANDBOOK, language: str = FALLBACK_LANGUAGE) -> SafeString:
    """Return the HTML of a chapter without its title.

    Links name files of chapters or URLs of the desk (`admin:articles_article_add`), pictures
    files of `newsroom/static/newsroom/guide` without the language.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415  # only these pages need it

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(source.partition("\n")[2])
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following is not None:
            token.attrSet("id", slugify(following.content))
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", _find_target(str(child.attrGet("href") or ""), book))
            elif child.type == "image":
                child.attrs |= {
                    "src": static(f"newsroom/{book.slug}/{language}/{child.attrGet('src')}"),
                    "width": 1280,
                    "height": 800,
                    "loading": "lazy",
                }
    html = str(reader.renderer.render(tokens, reader.options, {}))
    wide = '<div class="desk-scroll" tabindex="0" role="region"><table class="desk-table">'
    html = html.replace("<table>", wide).replace("</table>", "</table></div>")
    return mark_safe(html)  # noqa: S308  # our own text; HTML in it is escaped


def _find_target(target: str, book: Book) -> str:
    if target.startswith("admin:"):
        return reverse(target)
    return reverse(book.chapter_url, args=[target[3:-3]]) if target.endswith(".md") else target
