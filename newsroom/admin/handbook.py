"""Operator's handbook as pages of the desk, for those who manage accounts."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from newsroom.handbook import FALLBACK_LANGUAGE, Chapter, list_chapters
from newsroom.version import VERSION

PERMISSION = "auth.change_user"

type View = Callable[..., HttpResponse]
type Contexts = Callable[[HttpRequest], dict[str, Any]]


def list_handbook_urls(protect: Callable[[View], View], get_context: Contexts) -> list[URLPattern]:
    """Return the URLs of the contents and of a chapter, each view protected."""

    def contents(request: HttpRequest) -> HttpResponse:
        return _show_contents(request, get_context(request))

    def chapter(request: HttpRequest, slug: str) -> HttpResponse:
        return _show_chapter(request, slug, get_context(request))

    return [
        path("handbook/", protect(contents), name="handbook"),
        path("handbook/<slug:slug>/", protect(chapter), name="handbook_chapter"),
    ]


def _show_contents(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    _require_permission(request)
    page = {"title": _("Operator's handbook"), "chapters": _list_chapters(), "version": VERSION}
    return TemplateResponse(request, "admin/handbook/contents.html", {**context, **page})


def _show_chapter(request: HttpRequest, slug: str, context: dict[str, Any]) -> HttpResponse:
    _require_permission(request)
    chapters = _list_chapters()
    position = next((n for n, chapter in enumerate(chapters) if chapter.slug == slug), None)
    if position is None:
        raise Http404(f"no chapter {slug}")
    chapter = chapters[position]
    page = {
        "title": chapter.title,
        "chapters": chapters,
        "chapter": chapter,
        "text": render_chapter(chapter.source),
        "previous": chapters[position - 1] if position else None,
        "next": chapters[position + 1] if position + 1 < len(chapters) else None,
    }
    return TemplateResponse(request, "admin/handbook/chapter.html", {**context, **page})


def _require_permission(request: HttpRequest) -> None:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


def _list_chapters() -> Sequence[Chapter]:
    return list_chapters((get_language() or FALLBACK_LANGUAGE).partition("-")[0])


@cache
def render_chapter(source: str) -> SafeString:
    """Return the HTML of a chapter without its title; links name files of chapters."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  # only these pages need it
    from markdown_it.token import Token  # noqa: PLC0415

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(source.partition("\n")[2])

    def change(token: Token, following: Token | None) -> None:
        if token.type == "heading_open" and following is not None:
            token.attrSet("id", slugify(following.content))
        for child in token.children or ():
            target = str(child.attrGet("href") or "")
            if child.type == "link_open" and target.endswith(".md"):
                child.attrSet("href", reverse("admin:handbook_chapter", args=[target[3:-3]]))

    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        change(token, following)
    html = str(reader.renderer.render(tokens, reader.options, {}))
    wide = '<div class="desk-scroll" tabindex="0" role="region"><table class="desk-table">'
    html = html.replace("<table>", wide).replace("</table>", "</table></div>")
    return mark_safe(html)  # noqa: S308  # our own text; HTML in it is escaped
