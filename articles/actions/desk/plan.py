"""Planned stories: drafts with a planned time of publication."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.desk.assignments import AssignmentDraft, assign_stories
from articles.actions.errors import ActionRefused
from articles.actions.permissions import lock_story, require_permission
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import create_story
from articles.models import Article, CalendarEvent, StoryPlan
from articles.models.audit import AuditVerb
from articles.workflow import UNPUBLISHED

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def plan_new_story(
    title: str, plan: StoryPlan, *, by: "User", at: datetime, section_id: int | None = None,
    event: CalendarEvent | None = None, assignment: AssignmentDraft | None = None,
) -> Article:  # fmt: skip
    """Create a draft with a plan; what is known of an event goes into its notes."""
    fields = {"headline": title, "section_id": section_id, "notes": describe_event(event) if event else ""}
    article = create_story(StoryChange(fields=fields), by=by, at=at)
    plan.article = article
    if event is not None:
        plan.event, plan.event_title, plan.event_starts_at = event, event.title, event.starts_at
        plan.place = event.place
    plan_story(plan, by=by, at=at, needs="add_article")
    if assignment is not None:
        assign_stories([article.pk], assignment, by=by, at=at)
    return article


@transaction.atomic
def plan_story(plan: StoryPlan, *, by: "User", at: datetime, needs: str = "change_article") -> None:
    """Save the plan of a story that is not published."""
    require_permission(by, needs)
    article = lock_story(plan.article_id)
    if article.state not in UNPUBLISHED:
        raise ActionRefused(_("“%(headline)s” is already published.") % {"headline": article.headline})
    before = StoryPlan.objects.filter(article=article).values_list("publish_at", flat=True).first()
    if plan.publish_at <= at and plan.publish_at != before:
        raise ActionRefused(_("That time has passed. Choose a time to come."), "publish_at")
    if before is None:
        plan.created_by, plan.created_at = by, at
    plan.save()
    audit(AuditVerb.PLAN_STORY, article, by=by, at=at, publish_at=plan.publish_at, before=before)


@transaction.atomic
def move_planned_story(article_id: int, day: date, *, by: "User", at: datetime) -> None:
    """Move the planned publication to another day at the same time of day."""
    plan = StoryPlan.objects.select_related("article").filter(article=lock_story(article_id)).first()
    if plan is None or plan.article.scheduled_at is not None:
        raise ActionRefused(_("This story is scheduled or no longer planned. Change its time at the story."))
    clock = timezone.localtime(plan.publish_at).time()
    plan.publish_at = timezone.make_aware(datetime.combine(day, clock))
    plan_story(plan, by=by, at=at)


@transaction.atomic
def remove_from_plan(plan: StoryPlan, *, by: "User", at: datetime) -> None:
    """Delete the plan; the draft stays."""
    require_permission(by, "change_article")
    plan.delete()
    audit(AuditVerb.UNPLAN_STORY, plan.article, by=by, at=at)


def describe_event(event: CalendarEvent) -> str:
    """Return what is known of an event, for the internal notes of its story."""
    begins = f"{timezone.localtime(event.starts_at):{'%d.%m.%Y' if event.all_day else '%d.%m.%Y %H:%M'}}"
    return "\n".join(
        fact for fact in (event.title, begins, event.place, event.url, event.description) if fact
    )
