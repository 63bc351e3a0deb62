"""Unsaved drafts of the story form, stored while the editor types."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.stories.autosave import discard_autosave, save_autosave
from articles.admin.badges import format_time
from articles.admin.base import DeskView, page
from articles.admin.stories.views import StoryJSONView
from articles.models import Article, Autosave
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

RESUME_FIELD = "_take_up"
NOT_STORED = frozenset({"csrfmiddlewaretoken", "window"})


class DraftResumed(ActionRefused):
    """The draft is in the form again; nothing is saved until its writer saves it."""


class AutosaveForm(forms.Form):
    """Fields of the story form as JSON pairs of name and value."""

    form = forms.JSONField()

    def clean_form(self) -> list[tuple[str, str]]:
        try:
            return [(str(name), str(value)) for name, value in self.cleaned_data["form"]]
        except (ValueError, TypeError) as error:
            raise forms.ValidationError(str(error)) from error


@page(Article, "<int:pk>/unsaved/")
class AutosaveView(StoryJSONView):
    """Store the form's fields as an unsaved draft; `pk` 0 is the form of a new story."""

    form_class = AutosaveForm

    def apply(self, pk: int, cleaned: dict[str, Any]) -> dict[str, Any]:
        if pk and not Article.objects.filter(pk=pk).exists():
            raise Http404
        fields = dict(cleaned["form"])
        draft = save_autosave(
            pk or None,
            [pair for pair in cleaned["form"] if not pair[0].startswith("_") and pair[0] not in NOT_STORED],
            window=window_id(self.request),
            by=current_user(self.request),
            at=now(),
            based_on=parse_integer(fields.get("based_on", "")),
        )
        return {"text": _("Draft saved at %(time)s") % {"time": format_time(draft.at)}}


@page(Article, "<int:pk>/discard-unsaved/")
class DiscardDraftView(DeskView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        discard_autosave(pk or None, window=window_id(request), by=current_user(request))
        name, args = ("change", [pk]) if pk else ("add", [])
        return HttpResponseRedirect(reverse(f"admin:articles_article_{name}", args=args))


def window_id(request: HttpRequest) -> str:
    return request.POST.get("window", "").replace("\0", "")[:36]


def list_drafts(request: HttpRequest, article_id: int | None) -> list[Autosave]:
    """Return the user's unsaved drafts of the story, the newest first."""
    if request.method != "GET":
        return []
    return list(Autosave.objects.for_story(current_user(request), article_id).defer("form")[:3])


def resume_draft(request: HttpRequest, article_id: int | None) -> bool:
    """Replace `request.POST` by the stored draft; return False if there is none."""
    drafts = Autosave.objects.for_story(current_user(request), article_id)
    draft = drafts.filter(pk=parse_integer(request.POST[RESUME_FIELD]) or 0).first()
    if draft is None:
        return False
    data = to_query_dict(draft)
    data[RESUME_FIELD] = str(draft.pk)
    data["window"] = draft.window
    request.POST = data  # type: ignore[assignment]  # a query dict
    return True


def refuse_resumed_draft(request: HttpRequest) -> None:
    if RESUME_FIELD in request.POST:
        raise DraftResumed(_("This is your unsaved draft. Check it and save it."))


def discard_after_save(request: HttpRequest, article_id: int | None, *, at: datetime | None = None) -> None:
    """Discard the window's draft up to `at`, because a revision holds its text now."""
    if window := window_id(request):
        discard_autosave(article_id, window=window, by=current_user(request), until=at)


def to_query_dict(draft: Autosave) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in draft.form:
        data.appendlist(name, value)
    return data
