"""What is typed and not saved: kept on every pause by the form's script, offered back when the form opens again."""

import json
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.actions.errors import ActionRefused
from articles.actions.stories.autosave import discard_autosave, save_autosave
from articles.admin.badges import format_time
from articles.models import Article, Autosave
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

RESUME_FIELD = "_take_up"
NOT_STORED = frozenset({"csrfmiddlewaretoken", "window"})


class DraftResumed(ActionRefused):
    """No mistake: the draft stands in the form again, and nothing is saved before its writer says so."""


class AutosaveViews:
    """The addresses that the form's script calls. `number` 0 is the form of a new story."""

    def urls(self) -> tuple[Any, ...]:
        return (
            ("<int:number>/unsaved/", "articles_article_unsaved", require_POST(self.keep_view)),
            (
                "<int:number>/discard-unsaved/",
                "articles_article_discard_unsaved",
                require_POST(self.discard_view),
            ),
        )

    def keep_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> JsonResponse:
        """Keep the fields given as JSON; answers with the time at which they were."""
        try:
            pairs = [(str(name), str(value)) for name, value in json.loads(request.POST.get("form", ""))]
        except (ValueError, TypeError) as trouble:
            return JsonResponse({"problem": str(trouble)}, status=400)
        if number and not Article.objects.filter(pk=number).exists():
            raise Http404
        try:
            draft = save_autosave(
                number or None,
                [
                    (name, value)
                    for name, value in pairs
                    if not name.startswith("_") and name not in NOT_STORED
                ],
                window=window_id(request),
                by=current_user(request),
                at=now(),
                based_on=_number(dict(pairs).get("based_on", "")),
            )
        except ActionRefused as refusal:
            return JsonResponse({"problem": refusal.message}, status=409)
        return JsonResponse({"told": _("Draft kept at %(time)s") % {"time": format_time(draft.at)}})

    def discard_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        discard_autosave(number or None, window=window_id(request), by=current_user(request))
        name, args = ("change", [number]) if number else ("add", [])
        return HttpResponseRedirect(reverse(f"admin:articles_article_{name}", args=args))


def window_id(request: HttpRequest) -> str:
    return request.POST.get("window", "").replace("\0", "")[:36]


def list_drafts(request: HttpRequest, article_id: int | None) -> list[Autosave]:
    """What this editor has typed into the story's form and never saved, the newest first."""
    if request.method != "GET":
        return []
    return list(Autosave.objects.for_story(current_user(request), article_id).defer("form")[:3])


def resume_draft(request: HttpRequest, article_id: int | None) -> bool:
    """Have the form view see the kept draft as if its writer had sent it just now; False where there is none."""
    drafts = Autosave.objects.for_story(current_user(request), article_id)
    draft = drafts.filter(pk=_number(request.POST[RESUME_FIELD]) or 0).first()
    if draft is None:
        return False
    data = QueryDict(mutable=True)
    for name, value in draft.form:
        data.appendlist(name, value)
    data[RESUME_FIELD] = str(draft.pk)
    data["window"] = draft.window
    request.POST = data  # type: ignore[assignment]  # a query dict
    return True


def refuse_resumed_draft(request: HttpRequest) -> None:
    if RESUME_FIELD in request.POST:
        raise DraftResumed(_("This is your unsaved draft. Look it over and save it."))


def discard_after_save(request: HttpRequest, article_id: int | None, *, at: datetime | None = None) -> None:
    """The form's text, sent at that time, is in a revision now."""
    if window := window_id(request):
        discard_autosave(article_id, window=window, by=current_user(request), until=at)


def _number(text: str) -> int | None:
    return parse_integer(text)
