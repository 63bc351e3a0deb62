"""Unsaved drafts of the story form, and those of a holder who is taken over from."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.stories.autosave import discard_autosave, save_autosave
from articles.actions.stories.save import save_story
from articles.admin.badges import format_time
from articles.admin.base import DeskView, page
from articles.admin.stories.inlines import bind_story_form, story_change
from articles.admin.stories.views import StoryJSONView
from articles.models import Article, Autosave, Presence, Revision
from newsroom.account_names import display_name
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


def save_holders_draft(
    model_admin: Any, request: HttpRequest, article_id: int, *, holder_window: int
) -> None:
    """Save the holder's draft as a revision in the holder's name.

    Text that is based on an older revision, or that the form refuses, stays a private draft. `describe_words` tells
    both.
    """
    holder = Presence.objects.select_related("user").filter(pk=holder_window, article=article_id).first()
    if holder is None:
        return
    story = Article.objects.get(pk=article_id)
    draft = Autosave.objects.for_story(holder.user, article_id).filter(based_on=story.revision).first()
    if draft is None:
        return
    request.POST = to_query_dict(draft)  # type: ignore[assignment]  # a query dict, as the holder's browser would send it
    form, formsets = bind_story_form(model_admin, request, story)
    if not all(each.is_valid() for each in (form, *formsets)):
        return
    taker = current_user(request)
    note = _("taken over by %(who)s") % {"who": display_name(taker)}
    try:
        save_story(
            article_id,
            story_change(form, formsets),
            by=holder.user,
            at=now(),
            based_on=draft.based_on,
            note=note,
        )
    except ActionRefused:
        return
    discard_autosave(article_id, window=draft.window, by=holder.user, until=draft.at)


def describe_words(window: Presence, *, own: bool) -> list[str]:
    """Return sentences on which words of a window taken over are in the saved text."""
    who, sentences = {"who": display_name(window.user)}, []
    mine = Revision.objects.filter(article=window.article_id, by=window.user, at__gte=window.since)
    saved = mine.first()
    if saved is not None:
        words = (
            _("What you typed until %(time)s is in the text, as revision %(n)d.")
            if own
            else _("What %(who)s typed until %(time)s is in the text, as revision %(n)d.")
        )
        sentences.append(words % {**who, "time": format_time(saved.at), "n": saved.number})
    if _has_words_left(window, saved):
        words = (
            _("Unsaved words of yours are not in the text: they are stored as your draft.")
            if own
            else _(
                "Unsaved words of %(who)s are not in the text: they are a draft that only %(who)s can see."
            )
        )
        sentences.append(words % who)
    return sentences


def _has_words_left(window: Presence, saved: Revision | None) -> bool:
    """Return whether words of the window are in its draft or still in its browser."""
    in_browser = window.unsaved and (saved is None or (window.typed_at or window.seen_at) > saved.at)
    return in_browser or Autosave.objects.for_story(window.user, window.article_id).exists()
