"""The live preview beside the story form, unsaved words included, and the address that shows it to others."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from articles.actions.errors import ActionRefused
from articles.actions.stories.preview import preview_edition, revoke_previews, share_preview
from articles.admin.badges import format_time
from articles.admin.stories.inlines import bind_story_form, story_change
from articles.models import Article, SharedPreview
from articles.preview_tokens import LIFETIME
from articles.site.preview import FRAMED_CSP, render_story, serve_picture
from articles.url_paths import absolute_url
from newsroom.admin.base import current_user, now, refusal_messages, require_permission
from newsroom.strict_values import parse_integer

PICTURE_URL_NAME = "admin:articles_article_preview_picture"


class PreviewViews:
    """The addresses that the form's preview calls. `number` 0 is the form of a new story."""

    def __init__(self, model_admin: Any) -> None:
        self.admin = model_admin

    def urls(self) -> tuple[Any, ...]:
        live = csp_override(FRAMED_CSP)(xframe_options_sameorigin(require_POST(self.live_view)))
        return (
            ("<int:number>/preview/", "articles_article_preview", live),
            ("<int:number>/share-preview/", "articles_article_share_preview", require_POST(self.share_view)),
            (
                "<int:number>/shared-previews/",
                "articles_article_shared_previews",
                require_safe(self.shared_view),
            ),
            (
                "<int:number>/revoke-previews/",
                "articles_article_revoke_previews",
                require_POST(self.revoke_view),
            ),
            (
                "preview-picture/<str:name>",
                "articles_article_preview_picture",
                require_safe(self.picture_view),
            ),
        )

    def live_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        """The form as it stands, shown as readers would see it. Nothing of it is saved."""
        story = self._story(request, number)
        form, formsets = bind_story_form(self.admin, request, story)
        if not all(each.is_valid() for each in (form, *formsets)):
            return self._cannot(request, _form_errors(form, formsets))
        at = now()
        try:
            edition = preview_edition(
                number or None, story_change(form, formsets), by=current_user(request), at=at
            )
        except ActionRefused as refusal:
            return self._cannot(request, [message for _field, message in refusal_messages(refusal)])
        return render_story(
            edition, at, pictures=reverse(PICTURE_URL_NAME, args=["name"]).removesuffix("name")
        )

    def share_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> JsonResponse:
        at = now()
        try:
            token = share_preview(number, by=current_user(request), at=at)
        except Article.DoesNotExist as missing:
            raise Http404 from missing
        except ActionRefused as refusal:
            return JsonResponse({"problem": refusal.message}, status=403)
        told = _("Shows the text as last saved, until %(time)s or until it is published.")
        return JsonResponse(
            {
                "address": absolute_url(reverse("preview", args=[token])),
                "told": told % {"time": format_time(at + LIFETIME)},
            }
        )

    def shared_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        """The open previews of a story, drawn anew whenever one was shared or revoked."""
        story = self._story(request, number)
        return self._shared_list(request, story)

    def revoke_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        """End the preview that is named, or all of the story's."""
        story, asked = self._story(request, number), request.POST.get("preview", "")
        one = parse_integer(asked)
        if asked and one is None:
            raise Http404
        ended = revoke_previews(number, by=current_user(request), at=now(), preview_id=one)
        told = ngettext(
            "%(n)d preview is revoked: its address shows nothing any more.",
            "%(n)d previews are revoked: their addresses show nothing any more.",
            ended,
        )
        return self._shared_list(request, story, told % {"n": ended})

    def _shared_list(self, request: HttpRequest, story: Article | None, told: str = "") -> HttpResponse:
        if story is None:
            raise Http404
        context = {"story": story, "shared": shared_previews(story, now()), "told": told}
        return TemplateResponse(request, "admin/articles/article/shared_previews.html", context)

    def picture_view(self, request: HttpRequest, name: str, **_kwargs: Any) -> HttpResponseBase:
        require_permission(request, "articles.view_photo")
        return serve_picture(name, now())

    def _story(self, request: HttpRequest, number: int) -> Article | None:
        story = Article.objects.filter(pk=number).first() if number else None
        if number and story is None:
            raise Http404
        allowed = (
            self.admin.has_change_permission(request, story)
            if story
            else self.admin.has_add_permission(request)
        )
        if not allowed:
            raise PermissionDenied
        return story

    def _cannot(self, request: HttpRequest, problems: list[str]) -> HttpResponse:
        context = {"problems": problems or [_("The form cannot be shown as it stands.")]}
        return TemplateResponse(request, "admin/articles/article/preview_problem.html", context, status=422)


def shared_previews(story: Article, at: datetime) -> QuerySet[SharedPreview]:
    return SharedPreview.objects.active(story, at).select_related("created_by")


def _form_errors(form: Any, formsets: list[Any]) -> list[str]:
    """Which fields stand in the way, each with its sentence."""
    rows = [form, *(row for formset in formsets for row in formset.forms)]
    return [
        f"{row.fields[name].label or name}: {message}" if name in row.fields else message
        for row in rows
        for name, messages in row.errors.items()
        for message in messages
    ]
