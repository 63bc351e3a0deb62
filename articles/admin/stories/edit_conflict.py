"""Edit conflicts: a merge of both texts, and questions about what both changed."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from articles.actions.errors import EditConflict
from articles.actions.permissions import edit_conflict
from articles.actions.stories.drafts import PlacementDraft, StoryChange
from articles.admin.revision_diff import DIFF_FIELDS, RelatedNames, field_label, format_value, load_names
from articles.admin.stories.inlines import bind_story_form
from articles.admin.stories.workflow_buttons import StoryFormSubmission
from articles.models import Article, Revision, Topic
from articles.parsing.agency_update import split_body
from articles.parsing.three_way_merge import MergedRun, merge_versions
from articles.text.word_diff import DiffPiece, diff_words
from newsroom.strict_values import parse_integer

SUBMISSION = "newsroom.story_submission"
STORY_MERGE = "newsroom.story_merge"
SEEN = "seen"
"""Hidden field: the saved revision that the form was last compared with."""
EDITED_FIELDS = tuple(name for name in DIFF_FIELDS if name not in {"tag", "agencies", "state", "version"})
COLUMNS = {"section": "section_id"}
PARTS = {"topics": "topic_ids", "placements": "placements", "mentions": "mentions"}
TYPED, SAVED, BOTH = "typed", "saved", "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeQuestion:
    """Text that both editors changed, each compared with what both began from."""

    field: str
    name: str
    """Name of the input. It depends on the saved text, so that a later save is asked about again."""
    label: str
    saved: tuple[DiffPiece, ...]
    typed: tuple[DiffPiece, ...]
    saved_value: str
    """Value of the answer “as saved”. It depends on the typed text: words typed after the answer are not dropped."""
    answer: str

    @property
    def joins(self) -> bool:
        """Return whether both texts may stay, one after the other."""
        return self.field == "body"

    def choose(self, run: MergedRun) -> tuple[str, ...]:
        """Return the paragraphs that the answer chooses."""
        if self.answer == self.saved_value:
            return run.saved
        return (*run.saved, *run.typed) if self.answer == BOTH else run.typed


@dataclass(frozen=True, slots=True)
class TakenChange:
    """A change that only the other editor made."""

    label: str
    pieces: tuple[DiffPiece, ...]


@dataclass(slots=True)
class StoryMerge:
    """Merge of the saved story with `typed`, the change in the form."""

    saved_revision: int
    typed: StoryChange
    names: RelatedNames
    answers: Mapping[str, str]
    questions: list[MergeQuestion] = field(default_factory=list)
    taken: list[TakenChange] = field(default_factory=list)
    saved_fields: set[str] = field(default_factory=set)
    """Fields whose saved value the form takes, because only the other editor changed them."""
    body_in_form: list[str] = field(default_factory=list)
    """Paragraphs to go on with: of what both changed, as typed."""
    body_to_save: list[str] = field(default_factory=list)
    """Paragraphs with the answers applied."""
    by: str = ""
    """Name of the other editor."""

    @property
    def is_seen(self) -> bool:
        """Return whether the form was already compared with this revision."""
        return self.answers.get(SEEN) == str(self.saved_revision)

    def merge_field(self, name: str, runs: Iterable[MergedRun]) -> None:
        for run in runs:
            typed = to_save = run.typed
            if run.is_clash and self._write(name, run.saved) != self._write(name, run.typed):
                question = self._ask(name, run)
                to_save = question.choose(run)
                self.questions.append(question)
            elif run.is_in_both or (run.is_only_saved and not self.is_seen):
                typed = run.saved
                self.saved_fields.add(name)
                self.taken.append(TakenChange(self._label(name), self._compare(name, run.base, run.saved)))
            if name == "body":
                self.body_in_form += typed
                self.body_to_save += to_save

    def get_change(self) -> StoryChange:
        """Return the change without the fields whose saved value was chosen."""
        as_saved = {q.field for q in self.questions if q.answer == q.saved_value and q.field != "body"}
        columns = {COLUMNS.get(name, name) for name in as_saved}
        fields = {name: value for name, value in self.typed.fields.items() if name not in columns}
        if "body" in fields:
            fields["body"] = "\n".join(self.body_to_save)
        return replace(
            self.typed, fields=fields, **{part: None for name, part in PARTS.items() if name in as_saved}
        )

    def _ask(self, name: str, run: MergedRun) -> MergeQuestion:
        key = f"merge-{name}-{_digest(*run.base, '', *run.saved)}"
        saved_value = f"{SAVED}-{_digest(*run.typed)}"
        given = self.answers.get(key, "")
        return MergeQuestion(
            field=name,
            name=key,
            label=self._label(name),
            saved=self._compare(name, run.base, run.saved),
            typed=self._compare(name, run.base, run.typed),
            saved_value=saved_value,
            answer=given if given in {TYPED, BOTH, saved_value} else "",
        )

    def _label(self, name: str) -> str:
        """Return the name of the field; of the text also which paragraph it is."""
        label = field_label(name)
        if name != "body":
            return label
        return _("%(field)s, paragraph %(n)d") % {"field": label, "n": len(self.body_in_form) + 1}

    def _compare(self, name: str, one: Sequence[str], other: Sequence[str]) -> tuple[DiffPiece, ...]:
        return diff_words(self._write(name, one), self._write(name, other))

    def _write(self, name: str, parts: Sequence[str]) -> str:
        joined = "\n".join(parts)
        return format_value("body", {"body": joined}, self.names) if name == "body" else joined


def apply_answers(submission: StoryFormSubmission, data: Mapping[str, str]) -> StoryFormSubmission:
    """Return the submission merged with the revision that its form was compared with.

    Raise EditConflict while a question has no answer.
    """
    seen, based_on = parse_integer(data.get(SEEN, "")), submission.based_on
    if seen is None or based_on is None:
        return submission
    merge = merge_submission(submission, seen, data)
    if not all(question.answer for question in merge.questions):
        raise edit_conflict(Article.objects.get(pk=submission.article_id), based_on)
    return replace(submission, change=merge.get_change(), based_on=seen)


def show_merge(model_admin: Any, request: HttpRequest, conflict: EditConflict) -> None:
    """Put what only the other editor changed into the form, and ask about the rest."""
    submission: StoryFormSubmission = request.META[SUBMISSION]
    merge = merge_submission(submission, conflict.current_revision, request.POST)
    merge.by = conflict.by
    saved = model_admin.get_queryset(request).get(pk=submission.article_id)
    unbound = copy(request)
    unbound.method = "GET"
    form, formsets = bind_story_form(model_admin, unbound, saved)
    data = request.POST.copy()
    fill_form(merge, form, formsets, data)
    request.POST = data  # type: ignore[assignment]  # a query dict, mutable
    request.META[STORY_MERGE] = merge


def merge_submission(
    submission: StoryFormSubmission, saved_revision: int, answers: Mapping[str, str]
) -> StoryMerge:
    """Merge what was typed with the saved revision; both began from the same one."""
    change, numbers = submission.change, (submission.based_on or 0, saved_revision)
    revisions = Revision.objects.filter(article=submission.article_id, number__in=numbers)
    snapshots = dict(revisions.values_list("number", "snapshot"))
    base, saved = (snapshots.get(number, {}) for number in numbers)
    typed = to_snapshot(change, base)
    if "slug" not in change.fields:  # it followed the other headline, and nobody typed one here
        typed["slug"] = saved.get("slug")
    merge = StoryMerge(saved_revision, change, load_names(base, saved, typed), answers)
    for name in EDITED_FIELDS:
        versions = [_split(name, version, merge.names) for version in (base, saved, typed)]
        merge.merge_field(name, merge_versions(*versions))
    return merge


def _split(name: str, version: Mapping[str, Any], names: RelatedNames) -> tuple[str, ...]:
    """Return the paragraphs of the text; any other field is one part, in words."""
    if name == "body":
        return tuple(split_body(version.get("body") or ""))
    words = format_value(name, version, names)
    return (words,) if words else ()


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]


def to_snapshot(change: StoryChange, base: Mapping[str, Any]) -> dict[str, Any]:
    """Return the change as a revision snapshot; other fields come from `base`."""
    typed = {**base, **{name: value for name, value in change.fields.items() if name != "section_id"}}
    if "section_id" in change.fields:
        typed["section"] = change.fields["section_id"]
    if change.topic_ids is not None:
        typed["topics"] = list(Topic.objects.filter(pk__in=change.topic_ids).values_list("slug", flat=True))
    if change.placements is not None:
        people = {row["photo"]: row["people"] for row in base.get("placements", ())}
        typed["placements"] = [_placement_row(draft, people) for draft in change.placements]
    if change.mentions is not None:
        columns = ("name", "person_id", "status", "count")
        typed["mentions"] = [
            {**{name: getattr(draft, name) for name in columns}, "offices": list(draft.offices)}
            for draft in change.mentions
        ]
    return typed


def _placement_row(draft: PlacementDraft, people: Mapping[int, Any]) -> dict[str, Any]:
    row = {name: getattr(draft, name) for name in ("role", "caption", "alt_text", "decorative")}
    return {**row, "photo": draft.photo_id, "people": people.get(draft.photo_id, [])}


def fill_form(merge: StoryMerge, form: Any, formsets: Iterable[Any], data: QueryDict) -> None:
    """Put the merge into the data; the forms are unbound, of the saved story."""
    for name in merge.saved_fields & set(form.fields):
        _write_field(data, name, form[name].value())
    for formset in formsets:
        if formset.prefix in merge.saved_fields:
            _write_formset(data, formset)
    if "body" in data:
        data["body"] = "\n".join(merge.body_in_form)
    data[SEEN] = str(merge.saved_revision)


def _write_formset(data: QueryDict, formset: Any) -> None:
    for name in [name for name in data if name.startswith(f"{formset.prefix}-")]:
        del data[name]
    for form in (formset.management_form, *formset.forms):
        for bound in form:
            _write_field(data, bound.html_name, bound.value())


def _write_field(data: QueryDict, name: str, value: Any) -> None:
    """Write a value as a browser would submit it."""
    values = value if isinstance(value, (list, tuple)) else [value]
    data.setlist(
        name, ["on" if one is True else str(one) for one in values if one is not None and one is not False]
    )
