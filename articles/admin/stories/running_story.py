"""The screen on which a running story is written."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import OuterRef, Prefetch, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.errors import ActionRefused, ChecksFailed
from articles.actions.stories import running_story as running
from articles.actions.stories.publish import publish
from articles.actions.stories.running_story import EntryDraft
from articles.admin.base import add_refusal, page, show_refusal
from articles.admin.inputs import parse_integers, text_input
from articles.admin.stories.views import StoryView, story_url
from articles.models import Article, Revision, RunningStory, StoryEntry
from articles.text.paragraphs import build_body_html
from articles.workflow import UNPUBLISHED, State
from newsroom.account_names import display_name
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

SHOWN_ENTRIES = 100
MAX_PHOTOS = 10
MAX_ALT_TEXT = 500


def running_url(pk: int) -> str:
    return reverse("admin:articles_article_running", args=[pk])


class EntryForm(forms.Form):
    """An entry as plain text: each line is a paragraph."""

    headline = forms.CharField(
        label=gettext_lazy("headline"), required=False, widget=text_input(maxlength=200), max_length=200
    )
    text = forms.CharField(
        label=gettext_lazy("text"),
        widget=forms.Textarea({"rows": 6, "autofocus": "", "class": "desk-input", "data-entry-text": ""}),
        error_messages={"required": gettext_lazy("Write the text of the entry.")},
    )
    photos = forms.CharField(required=False, widget=forms.HiddenInput)
    byline = forms.CharField(
        label=gettext_lazy("byline"), required=False, max_length=200, widget=text_input()
    )
    tag = forms.CharField(
        label=gettext_lazy("closing tag"),
        required=False,
        max_length=200,
        widget=text_input(placeholder="(afp/dl)"),
    )
    urgency = forms.TypedChoiceField(
        label=gettext_lazy("urgency"), coerce=int, initial=5, choices=[(n, n) for n in range(1, 10)],
        widget=forms.Select({"class": "desk-input"}),
    )  # fmt: skip
    pinned = forms.BooleanField(label=gettext_lazy("pin above all others"), required=False)

    def to_draft(self) -> EntryDraft:
        cleaned = self.cleaned_data
        lines = [("paragraph", line.strip()) for line in cleaned["text"].splitlines() if line.strip()]
        return EntryDraft(
            body=build_body_html(lines), headline=cleaned["headline"], byline=cleaned["byline"],
            tag_raw=cleaned["tag"], urgency=cleaned["urgency"], pinned=cleaned["pinned"],
            photos=tuple(
                (pk, self.data.get(f"alt-{pk}", "").strip()[:MAX_ALT_TEXT])
                for pk in parse_integers(cleaned["photos"].split(","))[:MAX_PHOTOS]
            ),
        )  # fmt: skip


@page(Article, "<int:pk>/running/")
class RunningStoryView(StoryView):
    """The entries of a running story and the form of a new one.

    With `?list` the entries alone.

    For a story that does not run, the choice to let it run or to make it an entry.
    """

    permission_required = "articles.view_article"
    title = gettext_lazy("Running story")
    form: EntryForm | None = None

    def get_template_names(self) -> list[str]:
        name = "begin" if self.running is None else "entries" if "list" in self.request.GET else "running"
        return [f"admin/articles/running/{name}.html"]

    @cached_property
    def running(self) -> RunningStory | None:
        return RunningStory.objects.filter(article=self.story).first()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entry = StoryEntry.objects.filter(article=self.story).first()
        if entry is not None:
            return HttpResponseRedirect(running_url(entry.running_story_id))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "text" in request.POST:
            return self._write(request)
        to = request.path
        with show_refusal(request):
            to = self._change(request)
        return HttpResponseRedirect(to)

    def _write(self, request: HttpRequest) -> HttpResponse:
        self.form = EntryForm(request.POST)
        if self.form.is_valid():
            window, by = request.POST.get("window", "")[:64], current_user(request)
            try:
                entry = running.write_entry(
                    self.story.pk, self.form.to_draft(), by=by, at=now(), window=window
                )
            except ActionRefused as refusal:
                add_refusal(self.form, refusal)
            else:
                if "_draft" in request.POST or not by.has_perm("articles.publish_article"):
                    messages.success(request, _("Saved as a draft of this running story."))
                elif State(entry.state) in UNPUBLISHED:
                    _publish(request, entry)
                return HttpResponseRedirect(request.path)
        return self.get(request)

    def _change(self, request: HttpRequest) -> str:
        """Do what the button says and return the next address."""
        sent, by, pk = request.POST, current_user(request), self.story.pk
        if "begin" in sent:
            running.begin_running_story(pk, by=by, at=now())
        elif "state" in sent:
            running.set_running_state(pk, sent["state"], by=by, at=now())
        elif "into" in sent:
            story = get_object_or_404(RunningStory, pk=parse_integer(sent["into"]))
            running.add_entry(pk, story.pk, by=by, at=now())
            messages.success(request, _("The story is now a draft of this running story."))
            return running_url(story.pk)
        elif entry := self._find_entry(sent.get("publish") or sent.get("pin") or sent.get("unpin")):
            if "publish" in sent:
                _publish(request, entry.article)
            else:
                running.pin_entry(entry.pk, pinned="pin" in sent, by=by, at=now())
        return request.path

    def _find_entry(self, number: str | None) -> StoryEntry | None:
        entries = StoryEntry.objects.filter(running_story=self.story.pk).select_related("article")
        return entries.filter(pk=parse_integer(number or "")).first()

    def page_context(self) -> dict[str, Any]:
        if self.running is None:
            return {
                "stories": _list_open_stories(self.story.pk),
                "may_be_entry": State(self.story.state) in UNPUBLISHED,
            }
        return {
            "running": self.running,
            "entries": _list_entries(self.running),
            "form": self.form or EntryForm(),
            "window": self.request.POST.get("window") or uuid.uuid4().hex,
            "credit": _("Photo: %(name)s") % {"name": display_name(current_user(self.request))},
        }


def _publish(request: HttpRequest, entry: Article) -> None:
    """Publish an entry, or say why it stays a draft; warnings are left to its form."""
    try:
        publish(entry.pk, by=current_user(request), at=now())
    except ChecksFailed as failed:
        reasons = format_html_join(" ", "{}", ((result.message,) for result in failed.results))
        message = _("The entry is saved and not published.")
        link = format_html('<a href="{}">{}</a>', story_url(entry), _("Open it"))
        messages.error(request, format_html("{} {} {}", message, reasons, link))
    else:
        messages.success(request, _("Published."))


def _list_open_stories(besides: int) -> list[RunningStory]:
    stories = RunningStory.objects.exclude(state=RunningStory.Progress.CLOSED).exclude(pk=besides)
    return list(stories.exclude(article__state=State.KILLED).select_related("article")[:9])


def _list_entries(story: RunningStory) -> list[StoryEntry]:
    """Return the entries, drafts first, then the newest, each with `writer`."""
    creator = Revision.objects.filter(article=OuterRef("pk"), number=1).values("by")[:1]
    articles = Article.objects.annotate(creator=Subquery(creator)).defer("body", "fingerprint")
    entries = list(
        StoryEntry.objects.filter(running_story=story).order_by("-article_id")
        .prefetch_related(Prefetch("article", articles))[:SHOWN_ENTRIES]
    )  # fmt: skip
    users = _load_users({entry.article.creator for entry in entries})  # type: ignore[attr-defined]  # annotated
    for entry in entries:
        entry.writer = users.get(entry.article.creator, "")  # type: ignore[attr-defined]  # shown by the template
    entries.sort(key=lambda entry: (State(entry.article.state) in UNPUBLISHED, entry.pinned), reverse=True)
    return entries


def _load_users(ids: set[int | None]) -> dict[int, str]:
    return {pk: display_name(user) for pk, user in User.objects.in_bulk([pk for pk in ids if pk]).items()}
