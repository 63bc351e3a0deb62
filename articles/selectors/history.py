"""History of a story as steps: many saves of one sitting are one step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from articles.models import Article, AuditEntry, Revision
from articles.models.audit import AuditVerb
from newsroom.account_names import display_name

MAX_GAP = timedelta(minutes=30)
"""Time between two saves of one sitting."""


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """A revision with the earlier saves of the same sitting, newest first."""

    revision: Any
    earlier: tuple[Any, ...] = ()


def fold_steps(revisions: Iterable[Any]) -> list[HistoryStep]:
    """Fold the saves of one person and sitting; the newest revision comes first.

    A change of the state, another person, a pause and a name each begin a new step.
    """
    steps: list[list[Any]] = []
    for revision in revisions:
        if steps and _is_same_sitting(steps[-1][-1], revision):
            steps[-1].append(revision)
        else:
            steps.append([revision])
    return [HistoryStep(newest, tuple(earlier)) for newest, *earlier in steps]


def _is_same_sitting(later: Any, earlier: Any) -> bool:
    is_save = later.kind == earlier.kind == Revision.Kind.SAVED
    return is_save and later.by_id == earlier.by_id and later.at - earlier.at <= MAX_GAP and not earlier.name


def find_approvers(story: Article) -> list[tuple[datetime, str]]:
    """Return when and by which name the story was approved, newest first."""
    verbs = [AuditVerb.APPROVE, AuditVerb.APPROVE_FROM_OUTSIDE]
    entries = AuditEntry.objects.filter(model="article", object_id=story.pk, verb__in=verbs)
    return [
        (entry.at, display_name(entry.actor) if entry.actor else entry.detail.get("name", ""))
        for entry in entries.select_related("actor")
    ]


def name_approvers(revisions: Iterable[Any], approvals: Iterable[tuple[datetime, str]]) -> None:
    """Set `approvers` of each published revision: who approved since the one before."""
    published = [revision for revision in revisions if revision.kind in Revision.GONE_OUT]
    for later, earlier in zip(published, [*published[1:], None], strict=False):
        since = earlier.at if earlier else None
        names = (name for at, name in approvals if at <= later.at and (since is None or at > since))
        later.approvers = ", ".join(dict.fromkeys(filter(None, names)))
