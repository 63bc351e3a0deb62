"""Assignments: a story is given to a person or a desk, taken, done, handed on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User as Account
from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.permissions import lock_stories, require_permission
from articles.models import Article, Assignment, Section
from articles.models.audit import AuditVerb
from articles.workflow import State
from newsroom.account_names import display_name

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_STORIES = 200
MAX_WANTED = 200
DUE_SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AssignmentDraft:
    """A person or a section's desk, what is wanted and until when."""

    user_id: int | None = None
    section_id: int | None = None
    wanted: str = ""
    due_at: datetime | None = None


@transaction.atomic
def assign_stories(
    article_ids: Iterable[int], draft: AssignmentDraft, *, by: "User", at: datetime
) -> list[Assignment]:
    """Give stories to a person or a desk, handing on those that somebody has."""
    stories = _lock_open_stories(article_ids)
    held = {one.article_id: one for one in _list_held(story.pk for story in stories)}
    if any(story.pk not in held or held[story.pk].user_id != by.pk for story in stories):
        require_permission(by, "change_article")
    wanted = " ".join(draft.wanted.split())
    if len(wanted) > MAX_WANTED:
        message = _("Say what is wanted in at most %(limit)d characters.") % {"limit": MAX_WANTED}
        raise ActionRefused(message, "wanted")
    if draft.due_at is not None and draft.due_at <= at:
        raise ActionRefused(_("That time has passed. Give a time to come, or none."), "due")
    user, section = _find_recipient(draft)
    return [
        _assign(story, held.get(story.pk), Assignment(
            article=story, user=user, section=section, wanted=wanted, due_at=draft.due_at, by=by, at=at,
            taken_at=at if user == by else None,
        ))
        for story in stories
    ]  # fmt: skip


@transaction.atomic
def take_assignment(article_id: int, *, by: "User", at: datetime) -> Assignment:
    """Say that one does it; what a desk was given becomes one's own."""
    (story,) = _lock_open_stories([article_id])
    held = _find_held(story)
    if held.user is None:
        if not Account.objects.filter(pk=by.pk, account__sections=held.section_id).exists():
            require_permission(by, "change_article")
        return _assign(story, held, Assignment(
            article=story, user=by, wanted=held.wanted, due_at=held.due_at, by=by, at=at, taken_at=at
        ))  # fmt: skip
    if held.user != by:
        raise NotPermitted(_("%(name)s has this story.") % {"name": display_name(held.user)})
    held.taken_at = held.taken_at or at
    held.save(update_fields=["taken_at"])
    audit(AuditVerb.TAKE_ASSIGNMENT, story, by=by, at=at)
    return held


@transaction.atomic
def finish_assignment(article_id: int, *, by: "User", at: datetime) -> Assignment:
    """Say that what was wanted is done."""
    (story,) = _lock_open_stories([article_id])
    held = _find_held(story)
    if held.user_id != by.pk:
        require_permission(by, "change_article")
    held.done_at = held.ended_at = at
    held.save(update_fields=["done_at", "ended_at"])
    audit(AuditVerb.FINISH_ASSIGNMENT, story, by=by, at=at, to=describe_recipient(held))
    return held


@transaction.atomic
def announce_due_assignments(*, at: datetime) -> int:
    """Write an entry for each open assignment that is due within an hour; count them.

    The row that is locked says that its entry is written, so neither a crash nor a second worker writes another.
    """
    due = Assignment.objects.open().filter(announced_at=None, due_at__gt=at, due_at__lte=at + DUE_SOON)
    locked = due.select_for_update(of=("self",), skip_locked=True)
    for held in (found := list(locked.select_related("article", "user", "section"))):
        held.announced_at = at
        held.save(update_fields=["announced_at"])
        audit(AuditVerb.DUE_SOON, held.article, by=None, at=at, **_describe(held))
    return len(found)


def _describe(held: Assignment) -> dict[str, Any]:
    """Return the details of an entry; notices find their person by the number."""
    to = {"user": held.user_id} if held.user_id else {"section": held.section_id}
    return {"to": describe_recipient(held), "wanted": held.wanted, "due": held.due_at, **to}


def describe_recipient(assignment: Assignment) -> str:
    """Return the name of the person, or of the desk."""
    if assignment.user is not None:
        return display_name(assignment.user)
    return _("%(section)s desk") % {"section": assignment.section}


def _lock_open_stories(article_ids: Iterable[int]) -> list[Article]:
    ids = set(article_ids)
    if len(ids) > MAX_STORIES:
        message = _("At most %(limit)d stories can be assigned at once.") % {"limit": MAX_STORIES}
        raise ActionRefused(message)
    stories = lock_stories(ids)
    if len(stories) < len(ids) or not ids:
        raise ActionRefused(_("A story that was to be assigned does not exist."))
    killed = next((story for story in stories if story.state == State.KILLED), None)
    if killed is not None:
        raise ActionRefused(_("“%(headline)s” is killed.") % {"headline": killed.headline})
    return stories


def _list_held(article_ids: Iterable[int]) -> Iterable[Assignment]:
    """Return what has not ended, also what a publication has done."""
    return Assignment.objects.filter(article__in=list(article_ids), ended_at=None).select_related(
        "user", "section"
    )


def _find_held(story: Article) -> Assignment:
    held = next(iter(_list_held([story.pk])), None)
    if held is None:
        raise ActionRefused(_("This story is assigned to nobody any more."))
    return held


def _find_recipient(draft: AssignmentDraft) -> "tuple[User | None, Section | None]":
    if (draft.user_id is None) == (draft.section_id is None):
        raise ActionRefused(_("Choose a person or a section’s desk."), "recipient")
    if draft.section_id is not None:
        section = Section.objects.filter(pk=draft.section_id).first()
        if section is None:
            raise ActionRefused(_("This section does not exist any more."), "recipient")
        return None, section
    user = Account.objects.filter(pk=draft.user_id or 0, is_staff=True, is_active=True).first()
    if user is None:
        raise ActionRefused(_("This person does not work at the desk any more."), "recipient")
    return user, None


def _assign(story: Article, held: Assignment | None, new: Assignment) -> Assignment:
    """End the assignment that is held and store the new one."""
    if held is not None:
        held.ended_at = new.at
        held.save(update_fields=["ended_at"])
    new.save()
    before = describe_recipient(held) if held is not None else ""
    audit(AuditVerb.ASSIGN, story, by=new.by, at=new.at, **_describe(new), before=before)
    return new
