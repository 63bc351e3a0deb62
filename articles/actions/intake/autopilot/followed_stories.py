"""Stories that follow their items, until somebody takes them over."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import lock_story, require_permission
from articles.models import Article, FollowedStory, WireItem, WireRule
from articles.models.audit import AuditVerb

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def start_following(article: Article, item: WireItem, rule: WireRule, *, at: datetime) -> str:
    """Let a story follow its item; return the name of the agency that leads it.

    It ends by itself when the rule or the agency says so, whichever is earlier.
    """
    agency = item.source.agency if item.source is not None else None
    leader = agency.name if agency is not None else item.provider
    days = rule.withhold_after_days
    ends = [end for end in (days and at + timedelta(days=days), item.expires) if end and end > at]
    FollowedStory.objects.create(
        article=article, item=item, rule=rule, rule_name=rule.name, leader=leader[:120], since=at, applied_at=at,
        withhold_at=min(ends, default=None), fetch_at=at,
    )  # fmt: skip
    return leader


@transaction.atomic
def take_from_agency(article_id: int, *, by: "User", at: datetime) -> Article:
    """End the following of a story; the agency's next versions wait for an editor."""
    require_permission(by, "change_article")
    article = lock_story(article_id)
    followed = FollowedStory.objects.filter(article=article, ended_at=None).first()
    if followed is None:
        raise ActionRefused(_("This story does not follow an agency any more."))
    followed.ended_at, followed.ended_by = at, by
    followed.save(update_fields=["ended_at", "ended_by"])
    audit(AuditVerb.TAKE_FROM_AGENCY, article, by=by, at=at, agency=followed.leader, rule=followed.rule_name)
    return article
