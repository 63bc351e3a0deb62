"""The publish page: results of the checks, targets, and the button that publishes.

The page works without scripts and publishes the story as saved; revisions saved by others meanwhile are shown first.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.errors import CheckResult
from articles.actions.stories.breaking_news import DEFAULT_DURATION
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import correct, fix_typo, publish, update
from articles.admin.base import page
from articles.admin.datetime_input import ParsedDatetime, format_for_input, parse_field
from articles.admin.stories.checks import OverridesForm, note_people, run_story_checks
from articles.admin.stories.pending_changes import (
    NextVersion,
    find_publish_targets,
    find_repeats,
    list_deliveries,
    load_next_version,
)
from articles.admin.stories.views import NumberField, StoryFormView, story_url
from articles.models import Article, Correction
from articles.models.edition import BREAKING_URGENCY
from articles.text.correction_notes import draft_notes
from articles.workflow import MOVES, UNPUBLISHED, State
from newsroom.admin.base import current_user, now, require_permission

KIND_LABELS = {
    "correct": (
        gettext_lazy("Correction"),
        gettext_lazy("Something was wrong. Readers and partners are notified."),
    ),
    "update": (gettext_lazy("Update"), gettext_lazy("Something is new. The story is marked as updated.")),
    "typo": (
        gettext_lazy("Typing error"),
        gettext_lazy(
            "A slip that does not change the meaning. Nobody is notified, and readers see no new time."
        ),
    ),
}
KIND_MOVES = {"publish": "publish", "correct": "correct", "update": "update", "typo": "update"}
SUCCESS_MESSAGES = {
    "publish": gettext_lazy("Published."),
    "update": gettext_lazy("Published as an update."),
    "typo": gettext_lazy("The typing error is corrected."),
    "correct": gettext_lazy("The correction is published."),
}


class PublishForm(OverridesForm):
    based_on = NumberField()
    kind = forms.ChoiceField()
    desk_note = forms.CharField(required=False)
    public_note = forms.CharField(required=False)
    place = forms.ChoiceField(required=False, choices=Correction.Position.choices)

    def __init__(self, *args: Any, kinds: list[str], at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        missing = _("Choose what kind of change this is.")
        choices = [(kind, kind) for kind in kinds]
        self.fields["kind"] = forms.ChoiceField(
            choices=choices, error_messages={"required": missing, "invalid_choice": missing}
        )

    @cached_property
    def breaking_until(self) -> ParsedDatetime:
        if self.is_bound and "breaking_until" in self.data:
            return parse_field(self.data, "breaking_until", self.at)
        return ParsedDatetime(self.initial["breaking_until"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.breaking_until.doubt:
            self.add_error(None, f"{_('Breaking news until')}: {self.breaking_until.doubt}")
        if cleaned.get("kind") == "correct" and self._is_unread(cleaned["public_note"]):
            self.add_error(
                "public_note", _("This note is a proposal. Read it, change it if need be, and publish again.")
            )
        return cleaned

    def _is_unread(self, note: str) -> bool:
        """Return whether the note is as proposed, and the form has not asked about it yet."""
        as_proposed = note.split() == self.initial["public_note"].split()
        return bool(note.strip()) and as_proposed and self.data.get("read_note", "").split() != note.split()

    def publish(self, pk: int, *, by: Any, at: Any) -> None:
        """Call the action of the chosen kind."""
        cleaned = dict(self.cleaned_data)
        kind = cleaned.pop("kind")
        if "breaking_until" in self.data:
            cleaned |= name_breaking_argument(kind, self.breaking_until.value)
        notes = {name: cleaned.pop(name) for name in ("desk_note", "public_note", "place")}
        notes["place"] = notes["place"] or Correction.Position.END
        ACTIONS[kind](pk, by=by, at=at, **cleaned, **(notes if kind == "correct" else {}))


@page(Article, "<int:pk>/publish/")
class PublishView(StoryFormView):
    template_name = "admin/articles/article/publish.html"
    title = gettext_lazy("Publish")
    form_class = PublishForm

    @cached_property
    def kinds(self) -> list[str]:
        return available_kinds(self.story, self.request.user)

    @cached_property
    def next_version(self) -> NextVersion:
        return load_next_version(self.story) if self.story.version else NextVersion({}, {}, (), ())

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.kinds:
            require_permission(request, f"articles.{MOVES['publish'].needs}")
            message = _("A story that is “%(state)s” cannot be published or corrected.")
            messages.error(request, message % {"state": self.story.get_state_display()})
            return HttpResponseRedirect(story_url(self.story))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"kinds": self.kinds, "at": now()}

    def get_initial(self) -> dict[str, Any]:
        changes = self.next_version.changes
        versions = self.next_version.public, self.next_version.next
        names = [mention["name"] for version in versions for mention in version.get("mentions", ())]
        desk_note, public_note = draft_notes(changes, self.story.language, names)
        headline = any(change.field == "headline" for change in changes)
        return {
            "based_on": self.story.revision,
            "desk_note": desk_note,
            "public_note": public_note,
            "place": Correction.Position.TEASER if headline else Correction.Position.END,
            "breaking_until": format_for_input(propose_breaking_until(self.story, now())),
        }

    def apply(self, form: PublishForm) -> Any:
        form.publish(self.story.pk, by=current_user(self.request), at=now())
        return SUCCESS_MESSAGES[form.cleaned_data["kind"]]

    def form_invalid(self, form: PublishForm) -> HttpResponse:
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=409 if self.newer_changes else 200)

    def get_check_results(self) -> list[CheckResult]:
        """Return the results of the checks, then those found by the action alone."""
        results = [*run_story_checks(self.story, now()), *note_people(self.story)]
        codes = {result.code for result in results}
        return [*results, *(result for result in self.failed_checks if result.code not in codes)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        story, at = self.story, now()
        context = super().get_context_data(
            kinds=[(kind, *KIND_LABELS[kind]) for kind in self.kinds if kind in KIND_LABELS],
            targets=find_publish_targets(story, at),
            places=Correction.Position.choices,
            may_be_breaking=story.urgency <= BREAKING_URGENCY,
            deliveries=list_deliveries(story) if story.version else [],
            repeats=find_repeats(story, self.next_version, at) if self.next_version.changes else [],
            **kwargs,
        )
        return context | {"blocked": any(line.severity == "blocks" for line in context["lines"])}


def name_breaking_argument(kind: str, until: datetime | None) -> dict[str, Any]:
    """Return the argument of the action with the end of breaking news."""
    if kind == "publish":
        return {"breaking_until": until}
    return {} if kind == "typo" else {"change": StoryChange(breaking_until=until)}


def propose_breaking_until(article: Article, at: datetime) -> datetime | None:
    """Return when breaking news ends; for a new urgent story in two hours."""
    if article.version:
        return article.breaking_until if article.breaking_until and article.breaking_until > at else None
    return at + DEFAULT_DURATION if article.urgency <= BREAKING_URGENCY else None


def available_kinds(article: Article, user: Any) -> list[str]:
    """Return the ways in which the user may publish the saved story."""
    if article.state in UNPUBLISHED:
        offered = ["publish"]
    elif article.state == State.PUBLISHED:
        offered = ["correct", "update", "typo"]
    else:
        return []
    return [kind for kind in offered if user.has_perm(f"articles.{MOVES[KIND_MOVES[kind]].needs}")]


ACTIONS: dict[str, Callable[..., Any]] = {
    "publish": publish,
    "update": update,
    "typo": fix_typo,
    "correct": correct,
}
