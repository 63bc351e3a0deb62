"""Static pages in the admin: imprint, contact, privacy and others."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csp import get_nonce
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormView
from js_asset import Media

from articles.actions.desk.front_page import StaticPageChanged, write_static_page
from articles.actions.errors import ActionRefused
from articles.admin.base import DeskView, PageAdmin, add_refusal, page
from articles.admin.stories.forms import EDITOR_CONFIG
from articles.admin.unsupported_html import sanitize_body
from articles.models import AuditEntry, StaticPage
from articles.models.audit import AuditVerb, stored_model_name
from articles.site.page_context import PageContext, SiteState
from articles.site.static_page_links import BUILTIN_PAGES, DESK_PAGES
from articles.site.static_pages import builtin_text, render_static_page, starter_text
from articles.text.paragraphs import plain_paragraphs
from articles.text.sanitize import sanitize
from articles.text.word_diff import DiffPiece, diff_words
from newsroom.admin.base import current_user, now
from newsroom.admin.text_editor import TextEditorWidget
from newsroom.strict_values import parse_datetime_strictly

PLACEHOLDER = re.compile(r"\[[^\[\]<>]{2,120}\]")
MAX_TEXTS = 50
CHANGE_PERMISSION = "articles.change_staticpage"


class StaticPageForm(forms.Form):
    based_on = forms.CharField(required=False, widget=forms.HiddenInput)
    body = forms.CharField(
        label=gettext_lazy("text"),
        required=False,
        widget=TextEditorWidget(config=EDITOR_CONFIG, preset="configurable"),
    )

    def clean_body(self) -> str:
        """Refuse placeholders in square brackets: the text is public at once."""
        body = sanitize_body(self.cleaned_data["body"], self.data)
        if placeholders := PLACEHOLDER.findall(body):
            raise forms.ValidationError(
                _("Fill in or delete the text in square brackets: %(gaps)s")
                % {"gaps": ", ".join(placeholders[:3])}
            )
        return body

    def clean_based_on(self) -> datetime | None:
        return parse_datetime_strictly(self.cleaned_data["based_on"])


@dataclass(frozen=True, slots=True)
class StaticPageRow:
    name: str
    title: str
    page: StaticPage | None
    is_builtin: bool

    @property
    def is_public(self) -> bool:
        return bool((self.page and self.page.body) or self.is_builtin)


@page(StaticPage)
class StaticPageListView(DeskView):
    template_name = "admin/articles/staticpage/list.html"
    title = gettext_lazy("Static pages")

    def has_permission(self) -> bool:
        return bool(self.model_admin.has_view_permission(self.request))

    def page_context(self) -> dict[str, Any]:
        saved = {page.name: page for page in StaticPage.objects.all()}
        pages = [
            StaticPageRow(name.value, str(name.label), saved.get(name), name in BUILTIN_PAGES)
            for name in StaticPage.Name
        ]
        return {"pages": pages}


class StaticPageView(DeskView):
    """View of the static page that `name` in the URL names."""

    permission_required = CHANGE_PERMISSION

    @cached_property
    def name(self) -> Any:
        if self.kwargs["name"] not in StaticPage.Name:
            raise Http404
        return StaticPage.Name(self.kwargs["name"])

    @property
    def title(self) -> str:
        return str(self.name.label)

    @cached_property
    def page(self) -> StaticPage | None:
        return StaticPage.objects.filter(name=self.name).first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs | {"name": self.name.value})


@page(StaticPage, "<str:name>/write/")
class WriteStaticPageView(StaticPageView, FormView):  # type: ignore[type-arg]  # generic only in the stubs
    template_name = "admin/articles/staticpage/write.html"
    form_class = StaticPageForm
    conflict: StaticPageChanged | None = None

    def get_initial(self) -> dict[str, str]:
        body = (self.page.body if self.page else "") or starter_text(self.name)
        return {"body": body, "based_on": self.page.written_at.isoformat() if self.page else ""}

    def form_valid(self, form: StaticPageForm) -> HttpResponse:
        body, based_on = form.cleaned_data["body"], form.cleaned_data["based_on"]
        try:
            write_static_page(self.name, body, by=current_user(self.request), at=now(), based_on=based_on)
        except StaticPageChanged as conflict:
            self.conflict = conflict
            form = StaticPageForm({"body": body, "based_on": conflict.current.written_at.isoformat()})
            form.add_error("body", conflict.message)
        except ActionRefused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(self.request, _("The page is saved and public."))
            return HttpResponseRedirect(reverse("admin:articles_staticpage_write", args=[self.name]))
        return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.setdefault("form", self.get_form())
        current = self.conflict.current if self.conflict else None
        is_empty = not (self.page and self.page.body)
        return super().get_context_data(
            page=self.page,
            is_builtin=self.name in BUILTIN_PAGES,
            to_write=self.name in DESK_PAGES and is_empty,
            conflict=_compare_texts(current.body, form["body"].value()) if current else (),
            texts=_saved_texts(self.name).defer("detail")[:MAX_TEXTS],
            media=Media.from_media(self.model_admin.media + form.media, nonce=get_nonce(self.request)),
            **kwargs,
        )


@page(StaticPage, "<str:name>/preview/")
class PreviewStaticPageView(StaticPageView):
    """Render the page with the submitted text as readers would see it, without saving."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        at = now()
        with translation.override(settings.SITE_LANGUAGE):
            body = sanitize(request.POST.get("body", "")) or builtin_text(self.name)
            response = render_static_page(PageContext(at, SiteState.read(at), {}), self.name, body)
        response.headers["X-Robots-Tag"] = "noindex"
        return response


@page(StaticPage, "<str:name>/text/<int:pk>/")
class StaticPageTextView(StaticPageView):
    """An earlier text compared with the current one; restoring it saves it again."""

    template_name = "admin/articles/staticpage/text.html"

    def page_context(self) -> dict[str, Any]:
        entry = _saved_texts(self.name).filter(pk=self.kwargs["pk"]).first()
        if entry is None or self.page is None:
            raise Http404
        builtin = builtin_text(self.name)
        return {
            "subtitle": _("earlier text"),
            "entry": entry,
            "body": entry.detail["body"],
            "based_on": self.page.written_at.isoformat(),
            "pieces": _compare_texts(entry.detail["body"] or builtin, self.page.body or builtin),
        }


admin.site.register(StaticPage, PageAdmin)


def _saved_texts(name: str) -> Any:
    """Return the audit entries of every saved text, the newest first."""
    page_ids = StaticPage.objects.filter(name=name).values("pk")
    entries = AuditEntry.objects.filter(
        model=stored_model_name(StaticPage), verb=AuditVerb.SAVE_STATIC_PAGE, object_id__in=page_ids
    )
    return entries.filter(detail__has_key="body").select_related("actor")


def _compare_texts(before: str, after: str) -> tuple[DiffPiece, ...]:
    return diff_words("\n".join(plain_paragraphs(before)), "\n".join(plain_paragraphs(after)))
