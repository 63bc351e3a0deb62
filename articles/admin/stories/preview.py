"""The live preview of the story form and previews shared by link."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

from articles.actions.errors import ActionRefused
from articles.actions.stories.preview import preview_edition, revoke_previews, share_preview
from articles.admin.badges import format_time
from articles.admin.base import DeskView, page
from articles.admin.stories.inlines import bind_story_form, story_change
from articles.admin.stories.views import StoryJSONView
from articles.models import Article, SharedPreview
from articles.selectors.preview_tokens import LIFETIME
from articles.site.preview import render_story, serve_media, serve_picture
from articles.site.story_renderer import FRAMED_CSP
from articles.url_paths import absolute_url
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

PICTURE_URL_NAME = "admin:articles_article_preview_picture"


class FormPreviewView(DeskView):
    """Base of the preview views; `pk` 0 is the form of a new story."""

    @cached_property
    def story(self) -> Article | None:
        """The story, None for a new one."""
        pk = self.kwargs["pk"]
        story = Article.objects.filter(pk=pk).first() if pk else None
        if pk and story is None:
            raise Http404
        return story

    def has_permission(self) -> bool:
        if self.story is None:
            return bool(self.model_admin.has_add_permission(self.request))
        return bool(self.model_admin.has_change_permission(self.request, self.story))


@page(Article, "<int:pk>/preview/")
@method_decorator([csp_override(FRAMED_CSP), xframe_options_sameorigin], name="dispatch")
class LivePreviewView(FormPreviewView):
    """Render the form's content as readers would see it, without saving it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        form, formsets = bind_story_form(self.model_admin, request, self.story)
        if not all(each.is_valid() for each in (form, *formsets)):
            return self.show_problems(_form_errors(form, formsets))
        at = now()
        try:
            edition = preview_edition(
                pk or None, story_change(form, formsets), by=current_user(request), at=at
            )
        except ActionRefused as refusal:
            return self.show_problems([message for _field, message in refusal.messages])
        return render_story(
            edition, at, pictures=reverse(PICTURE_URL_NAME, args=["name"]).removesuffix("name")
        )

    def show_problems(self, problems: list[str]) -> HttpResponse:
        context = {"problems": problems or [_("The form cannot be previewed as it is.")]}
        template = "admin/articles/article/preview_problem.html"
        return TemplateResponse(self.request, template, context, status=422)


@page(Article, "<int:pk>/share-preview/")
class SharePreviewView(StoryJSONView):
    form_class = forms.Form
    refused_status = 403

    def apply(self, pk: int, _cleaned: dict[str, Any]) -> dict[str, Any]:
        at = now()
        token = share_preview(pk, by=current_user(self.request), at=at)
        text = _("The link shows the text as last saved, until %(time)s or until it is published.")
        return {
            "address": absolute_url(reverse("preview", args=[token])),
            "text": text % {"time": format_time(at + LIFETIME)},
        }


@page(Article, "<int:pk>/shared-previews/")
class SharedPreviewsView(FormPreviewView):
    """The open previews of a story, fetched again whenever one is shared or revoked."""

    http_method_names = ["get", "head"]
    template_name = "admin/articles/article/shared_previews.html"

    def get_context_data(self, message: str = "", **kwargs: Any) -> dict[str, Any]:
        if self.story is None:
            raise Http404
        previews = shared_previews(self.story, now())
        return super().get_context_data(story=self.story, shared=previews, message=message, **kwargs)


@page(Article, "<int:pk>/revoke-previews/")
class RevokePreviewsView(SharedPreviewsView):
    """Revoke the preview that is named, or all previews of the story."""

    http_method_names = ["post"]

    def has_permission(self) -> bool:
        return bool(self.model_admin.has_write_permission(self.request, self.story))

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        name = request.POST.get("preview", "")
        preview_id = parse_integer(name)
        if name and preview_id is None:
            raise Http404
        count = revoke_previews(pk, by=current_user(request), at=now(), preview_id=preview_id)
        message = ngettext(
            "%(n)d preview is revoked. Its link no longer works.",
            "%(n)d previews are revoked. Their links no longer work.",
            count,
        )
        return self.render_to_response(self.get_context_data(message=message % {"n": count}))


@page(Article, "preview-picture/<str:name>")
class PreviewPictureView(DeskView):
    http_method_names = ["get", "head"]
    permission_required = "articles.view_photo"

    def get(self, request: HttpRequest, name: str, **_kwargs: Any) -> HttpResponseBase:  # type: ignore[override]  # no page
        return serve_picture(request, name, now())


@page(Article, "preview-picture/files/<int:media_id>-<str:name>", "preview_media")
class PreviewMediaView(DeskView):
    http_method_names = ["get", "head"]
    permission_required = "articles.view_mediafile"

    def get(self, request: HttpRequest, media_id: int, name: str, **_kwargs: Any) -> HttpResponseBase:  # type: ignore[override]  # no page
        return serve_media(request, media_id, name, now())


def shared_previews(story: Article, at: datetime) -> QuerySet[SharedPreview]:
    return SharedPreview.objects.active(story, at).select_related("created_by")


def _form_errors(form: Any, formsets: list[Any]) -> list[str]:
    """Return every error with the label of its field."""
    rows = [form, *(row for formset in formsets for row in formset.forms)]
    return [
        f"{row.fields[name].label or name}: {message}" if name in row.fields else message
        for row in rows
        for name, messages in row.errors.items()
        for message in messages
    ]
