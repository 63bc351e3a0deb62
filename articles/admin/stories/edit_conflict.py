"""Edit conflicts: both texts of each field and the choice between them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from articles.actions.errors import EditConflict
from articles.actions.stories.drafts import PlacementDraft, StoryChange
from articles.admin.revision_diff import DIFF_FIELDS, field_label, format_value, load_names
from articles.models import Article, Revision, Topic
from articles.text.word_diff import DiffPiece, diff_words
from newsroom.admin.base import REFUSAL

SUBMITTED_CHANGE = "newsroom.submitted_change"
EDITED_FIELDS = tuple(name for name in DIFF_FIELDS if name not in {"tag", "agencies", "state", "version"})
COLUMNS = {"section": "section_id"}
PARTS = {"topics": "topic_ids", "placements": "placements", "mentions": "mentions"}


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """Field that differs between the saved story and the form.

    `theirs` and `mine` are compared with the revision that the form began from.
    """

    name: str
    label: str
    theirs: tuple[DiffPiece, ...]
    mine: tuple[DiffPiece, ...]
    keep: str
    """The default choice, `mine` or `theirs`."""


def field_conflicts(request: HttpRequest, fresh: Article) -> list[FieldConflict]:
    """Return the fields in conflict.

    The saved value is preselected where this editor changed nothing, the typed value elsewhere.
    """
    refusal, change = request.META.get(REFUSAL), request.META.get(SUBMITTED_CHANGE)
    if not isinstance(refusal, EditConflict) or change is None:
        return []
    numbers = (refusal.based_on, fresh.revision)
    snapshots = dict(
        Revision.objects.filter(article=fresh, number__in=numbers).values_list("number", "snapshot")
    )
    base, theirs = (snapshots.get(number, {}) for number in numbers)
    mine = to_snapshot(change, base)
    if "slug" not in change.fields:  # it followed the other headline, and nobody typed one here
        mine["slug"] = theirs.get("slug")
    names = load_names(base, theirs, mine)
    conflicts = []
    for name in EDITED_FIELDS:
        original, saved, typed = (format_value(name, snapshot, names) for snapshot in (base, theirs, mine))
        if saved.split() != typed.split():
            keep = "theirs" if typed.split() == original.split() else "mine"
            pieces = diff_words(original, saved), diff_words(original, typed)
            conflicts.append(
                FieldConflict(name, field_label(name), *pieces, request.POST.get(f"merge-{name}", keep))
            )
    return conflicts


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
        typed["mentions"] = [
            {
                "name": d.name,
                "person_id": d.person_id,
                "offices": list(d.offices),
                "status": d.status,
                "count": d.count,
            }
            for d in change.mentions
        ]
    return typed


def _placement_row(draft: PlacementDraft, people: Mapping[int, Any]) -> dict[str, Any]:
    return {
        "photo": draft.photo_id,
        "role": draft.role,
        "caption": draft.caption,
        "alt_text": draft.alt_text,
        "decorative": draft.decorative,
        "people": people.get(draft.photo_id, []),
    }


def apply_choices(change: StoryChange, data: Mapping[str, Any]) -> StoryChange:
    """Return the change without the fields whose saved value the editor chose."""
    saved = {key.removeprefix("merge-") for key in data if key.startswith("merge-") and data[key] == "theirs"}
    fields = {
        name: value for name, value in change.fields.items() if name not in {COLUMNS.get(n, n) for n in saved}
    }
    parts = {given: None for name, given in PARTS.items() if name in saved}
    return replace(change, fields=fields, **parts)
