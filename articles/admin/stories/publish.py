"""The publish page: results of the checks, targets, and the button that publishes.

The page works without scripts and publishes the story as saved; revisions saved by others meanwhile are shown first.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormView

from articles.actions.errors import ActionRefused, CheckResult, ChecksFailed, EditConflict
from articles.actions.stories.publish import correct, fix_typo, publish, update
from articles.admin.base import add_refusal
from articles.admin.revision_diff import FieldDiff, compare_snapshots
from articles.admin.stories.checks import run_story_checks
from articles.admin.stories.pending_changes import (
    NextVersion,
    find_repeats,
    list_deliveries,
    load_next_version,
)
from articles.admin.stories.publish_targets import find_publish_targets
from articles.admin.stories.views import NumberField, OverridesForm, StoryView, read_overrides, story_url
from articles.models import Article, Correction, Revision
from articles.text.correction_notes import draft_notes
from articles.workflow import MOVES, UNPUBLISHED, State
from newsroom.admin.base import current_user, now, require_permission

DEFAULT_REASONS = {
    "headline-long": gettext_lazy("long on purpose"),
    "people-unconfirmed": gettext_lazy("entered later"),
    "file-missing": gettext_lazy("the file follows"),
    "alt-missing": gettext_lazy("follows at once"),
    "agency-unchanged": gettext_lazy("taken over on purpose"),
    "old-date": gettext_lazy("checked, still right"),
    "duplicate": gettext_lazy("looked at, a story of its own"),
    "embargo-moved": gettext_lazy("agreed with the agency"),
    "body.contact": gettext_lazy("meant for readers"),
    "credit-nameless": gettext_lazy("The agency names no photographer"),
    "agency-unknown": gettext_lazy("no agency"),
    "fact-changed": gettext_lazy("only misspelt, never wrong"),
}
"""Prefilled reasons: overriding a warning takes one key."""
KIND_LABELS = {
    "correct": (
        gettext_lazy("Correction"),
        gettext_lazy("Something was wrong. Readers and partners are told."),
    ),
    "update": (gettext_lazy("Update"), gettext_lazy("Something is new. Shown as updated.")),
    "typo": (gettext_lazy("Typing error"), gettext_lazy("A slip without meaning. Nobody is told.")),
}
KIND_MOVES = {"publish": "publish", "correct": "correct", "update": "update", "typo": "update"}
SUCCESS_MESSAGES = {
    "publish": gettext_lazy("Published."),
    "update": gettext_lazy("Published as an update."),
    "typo": gettext_lazy("The typing error is fixed in public."),
    "correct": gettext_lazy("The correction is published."),
}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """All results of one check, with the editor's override."""

    severity: str
    code: str
    messages: tuple[str, ...]
    address: str
    """The page on which the problem is solved."""
    reason: str = ""
    ticked: bool = False


class PublishForm(OverridesForm):
    based_on = NumberField()
    kind = forms.ChoiceField()
    desk_note = forms.CharField(required=False)
    public_note = forms.CharField(required=False)
    place = forms.ChoiceField(required=False, choices=Correction.Position.choices)

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = _("Choose what kind of change this is.")
        choices = [(kind, kind) for kind in kinds]
        self.fields["kind"] = forms.ChoiceField(
            choices=choices, error_messages={"required": missing, "invalid_choice": missing}
        )

    def publish(self, pk: int, *, by: Any, at: Any) -> None:
        """Call the action of the chosen kind."""
        cleaned = dict(self.cleaned_data)
        kind = cleaned.pop("kind")
        notes = {name: cleaned.pop(name) for name in ("desk_note", "public_note", "place")}
        notes["place"] = notes["place"] or Correction.Position.END
        ACTIONS[kind](pk, by=by, at=at, **cleaned, **(notes if kind == "correct" else {}))


class PublishView(StoryView, FormView):  # type: ignore[type-arg]  # generic only in the stubs
    template_name = "admin/articles/article/publish.html"
    title = gettext_lazy("Publish")
    form_class = PublishForm
    refused: tuple[CheckResult, ...] = ()
    """Results that the action found in addition to the checks of the page."""
    conflict: EditConflict | None = None
    newer_changes: Sequence[FieldDiff] = ()
    """Changes that somebody else has saved meanwhile; they would be published too."""

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
        return super().get_form_kwargs() | {"kinds": self.kinds}

    def get_initial(self) -> dict[str, Any]:
        changes = self.next_version.changes
        desk_note, public_note = draft_notes(changes, self.story.language)
        headline = any(change.field == "headline" for change in changes)
        return {
            "based_on": self.story.revision,
            "desk_note": desk_note,
            "public_note": public_note,
            "place": Correction.Position.TEASER if headline else Correction.Position.END,
        }

    def form_valid(self, form: PublishForm) -> HttpResponse:
        try:
            form.publish(self.story.pk, by=current_user(self.request), at=now())
        except EditConflict as conflict:
            form.add_error(None, conflict.message)
            self.conflict = conflict
            self.newer_changes = diff_since(self.story, conflict)
        except ChecksFailed as failed:
            self.refused = failed.results
        except ActionRefused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(self.request, SUCCESS_MESSAGES[form.cleaned_data["kind"]])
            return HttpResponseRedirect(story_url(self.story))
        return self.form_invalid(form)

    def form_invalid(self, form: PublishForm) -> HttpResponse:
        self.story.refresh_from_db()
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=409 if self.newer_changes else 200)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        story, at = self.story, now()
        results = run_story_checks(story, at)
        lines = check_lines(
            story, [*results, *additional_results(results, self.refused)], read_overrides(self.request.POST)
        )
        return super().get_context_data(
            kinds=[(kind, *KIND_LABELS[kind]) for kind in self.kinds if kind in KIND_LABELS],
            based_on=self.conflict.current_revision
            if self.conflict
            else self.request.POST.get("based_on", story.revision),
            newer_changes=self.newer_changes,
            lines=lines,
            blocked=any(line.severity == "blocks" for line in lines),
            targets=find_publish_targets(story, at),
            next_version=self.next_version,
            places=Correction.Position.choices,
            deliveries=list_deliveries(story) if story.version else [],
            repeats=find_repeats(story, self.next_version, at) if self.next_version.changes else [],
            **kwargs,
        )


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


def diff_since(article: Article, conflict: EditConflict) -> list[FieldDiff]:
    """Return the changes between the editor's revision and the newest one."""
    numbers = (conflict.based_on, conflict.current_revision)
    revisions = Revision.objects.filter(article=article, number__in=numbers)
    snapshots = dict(revisions.values_list("number", "snapshot"))
    return compare_snapshots(*(snapshots.get(number, {}) for number in numbers))


def additional_results(results: list[CheckResult], refused: Sequence[CheckResult]) -> list[CheckResult]:
    """Return results of the action alone, such as a changed fact in a “typing error”."""
    codes = {result.code for result in results}
    return [result for result in refused if result.code not in codes]


def check_lines(
    article: Article, results: Sequence[CheckResult], overridden: Mapping[str, str]
) -> list[CheckLine]:
    """Return one line per check, blocking ones first."""
    by_code: dict[str, list[CheckResult]] = {}
    for result in results:
        by_code.setdefault(result.code, []).append(result)
    lines = [_check_line(article, code, same, overridden) for code, same in by_code.items()]
    order = ("blocks", "warns", "notes")
    return sorted(lines, key=lambda line: order.index(line.severity))


def _check_line(
    article: Article, code: str, results: list[CheckResult], overridden: Mapping[str, str]
) -> CheckLine:
    first = results[0]
    return CheckLine(
        severity=first.severity,
        code=code,
        messages=tuple(dict.fromkeys(result.message for result in results)),
        address=_fix_url(article, first),
        reason=overridden.get(code) or str(DEFAULT_REASONS.get(code, "")),
        ticked=bool(overridden.get(code)),
    )


def _fix_url(article: Article, result: CheckResult) -> str:
    """Return the URL of the form field, of the schedule page or of the other story."""
    if result.story:
        return reverse("admin:articles_article_change", args=[result.story])
    if result.field == "embargo_until":
        return reverse("admin:articles_article_hour", args=[article.pk])
    name = result.field.partition(".")[0]
    return f"{story_url(article)}#id_{name}" if name else story_url(article)
