"""The standing pages: imprint, contact, privacy and the rest, written with a preview and every earlier text at hand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csp import get_nonce
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media

from articles.actions.desk.front_page import WRITE_PAGE_VERB, StaticPageChanged, write_static_page
from articles.actions.errors import ActionRefused
from articles.admin.stories.forms import EDITOR_CONFIG
from articles.admin.unsupported_html import sanitize_body
from articles.models import AuditEntry, StaticPage
from articles.models.audit import stored_model_name
from articles.site.page_context import PageContext, SiteState
from articles.site.static_page_links import BUILTIN_PAGES, DESK_PAGES
from articles.site.static_pages import builtin_text, render_static_page, starter_text
from articles.text.paragraphs import plain_paragraphs
from articles.text.sanitize import sanitize
from articles.text.word_diff import DiffPiece, diff_words
from newsroom.admin.base import ReadOnlyAdmin, current_user, now, require_permission
from newsroom.strict_values import parse_datetime_strictly

PLACEHOLDER = re.compile(r"\[[^\[\]<>]{2,120}\]")
MAX_TEXTS = 50
CHANGE_PERMISSION = "articles.change_staticpage"


class StaticPageForm(forms.Form):
    based_on = forms.CharField(required=False, widget=forms.HiddenInput)
    body = forms.CharField(
        label=gettext_lazy("text"),
        required=False,
        widget=AdminProseEditorWidget(config=EDITOR_CONFIG, preset="configurable"),
    )

    def clean_body(self) -> str:
        """Refuse a text in which something is still to be filled in: it would be public at once."""
        body = sanitize_body(self.cleaned_data["body"], self.data)
        if gaps := PLACEHOLDER.findall(body):
            raise forms.ValidationError(
                _("Fill in or delete what stands in square brackets: %(gaps)s")
                % {"gaps": ", ".join(gaps[:3])}
            )
        return body

    def clean_based_on(self) -> datetime | None:
        return parse_datetime_strictly(self.cleaned_data["based_on"])


@dataclass(frozen=True, slots=True)
class StaticPageRow:
    """One page as the list shows it."""

    name: str
    title: str
    page: StaticPage | None
    brought: bool

    @property
    def public(self) -> bool:
        return bool((self.page and self.page.body) or self.brought)


@admin.register(StaticPage)
class StaticPageAdmin(ReadOnlyAdmin):
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        written = {page.name: page for page in StaticPage.objects.all()}
        pages = [
            StaticPageRow(name.value, str(name.label), written.get(name), name in BUILTIN_PAGES)
            for name in StaticPage.Name
        ]
        return self._page(request, "list", {"title": _("Standing pages"), "pages": pages})

    def get_custom_urls(self) -> Any:
        return (
            ("<str:name>/write/", "articles_staticpage_write", self.write_view),
            ("<str:name>/preview/", "articles_staticpage_preview", require_POST(self.preview_view)),
            (
                "<str:name>/text/<int:number>/",
                "articles_staticpage_text",
                self.text_view,
            ),
        )

    def write_view(self, request: HttpRequest, name: str, **_kwargs: Any) -> HttpResponse:
        known = self._known(request, name)
        page = StaticPage.objects.filter(name=name).first()
        form = StaticPageForm(
            request.POST if request.method == "POST" else None, initial=_initial(known, page)
        )
        stands: StaticPage | None = None
        if request.method == "POST" and form.is_valid():
            body = form.cleaned_data["body"]
            try:
                write_static_page(
                    name, body, by=current_user(request), at=now(), based_on=form.cleaned_data["based_on"]
                )
            except StaticPageChanged as moved:
                stands = moved.current
                form = StaticPageForm({"body": body, "based_on": stands.written_at.isoformat()})
                form.add_error("body", moved.message)
            except ActionRefused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            else:
                messages.success(request, _("The page stands as written."))
                return HttpResponseRedirect(reverse("admin:articles_staticpage_write", args=[name]))
        context = {
            "title": str(known.label),
            "name": name,
            "form": form,
            "page": page,
            "brought": known in BUILTIN_PAGES,
            "to_write": known in DESK_PAGES and not (page and page.body),
            "stands": _compare_texts(stands.body, form["body"].value()) if stands else (),
            "texts": _saved_texts(name).defer("detail")[:MAX_TEXTS],
            "media": Media.from_media(self.media + form.media, nonce=get_nonce(request)),
        }
        return self._page(request, "write", context)

    def preview_view(self, request: HttpRequest, name: str, **_kwargs: Any) -> HttpResponse:
        """The readers' page with these words; nothing is saved, and nobody may keep it."""
        known = self._known(request, name)
        at = now()
        with translation.override(settings.SITE_LANGUAGE):
            body = sanitize(request.POST.get("body", "")) or builtin_text(known)
            response = render_static_page(PageContext(at, SiteState.read(at), {}), known, body)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def text_view(self, request: HttpRequest, name: str, number: int, **_kwargs: Any) -> HttpResponse:
        """An earlier text beside today's; it comes back as a new one."""
        known = self._known(request, name)
        entry = _saved_texts(name).filter(pk=number).first()
        if entry is None:
            raise Http404
        page = StaticPage.objects.get(name=name)
        now_stands = page.body or builtin_text(known)
        context = {
            "title": str(known.label),
            "subtitle": _("earlier text"),
            "name": name,
            "entry": entry,
            "body": entry.detail["body"],
            "based_on": page.written_at.isoformat(),
            "pieces": _compare_texts(entry.detail["body"] or builtin_text(known), now_stands),
        }
        return self._page(request, "text", context)

    def _known(self, request: HttpRequest, name: str) -> StaticPage.Name:
        require_permission(request, CHANGE_PERMISSION)
        if name not in StaticPage.Name:
            raise Http404
        return StaticPage.Name(name)

    def _page(self, request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
        whole = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "may_write": request.user.has_perm(CHANGE_PERMISSION),
            **context,
        }
        return TemplateResponse(request, f"admin/articles/staticpage/{template}.html", whole)


def _initial(name: StaticPage.Name, page: StaticPage | None) -> dict[str, str]:
    """The desk's words, or a text to begin from."""
    body = (page.body if page else "") or starter_text(name)
    return {"body": body, "based_on": page.written_at.isoformat() if page else ""}


def _saved_texts(name: str) -> Any:
    """What has ever been saved of the page, the newest first."""
    numbers = StaticPage.objects.filter(name=name).values("pk")
    entries = AuditEntry.objects.filter(
        model=stored_model_name(StaticPage), verb=WRITE_PAGE_VERB, object_id__in=numbers
    )
    return entries.filter(detail__has_key="body").select_related("actor")


def _compare_texts(before: str, after: str) -> tuple[DiffPiece, ...]:
    return diff_words("\n".join(plain_paragraphs(before)), "\n".join(plain_paragraphs(after)))
