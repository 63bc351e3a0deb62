"""Obstacles to a publication by a wire rule: doubt never publishes."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from articles.actions.publish_checks import run_checks
from articles.actions.stories.prefetch import take_snapshot
from articles.models import Article, AuditEntry, FollowedStory, WireItem, WireRule, WireRuleUse
from articles.models.audit import AuditVerb
from articles.wire.item import PubStatus

ACCEPTED_FINDINGS = frozenset({"agency-unchanged"})
"""Findings that the operator accepts with a rule that publishes agency copy as it came."""
MAX_VERSIONS = 10
"""Versions of a story within an hour; an agency that sends more does not know its own mind."""
RATE_PERIOD = timedelta(hours=1)
APPLIED = (AuditVerb.UPDATE_BY_RULE.value, AuditVerb.CORRECT_BY_RULE.value)


def find_publication_obstacle(item: WireItem) -> str:
    """Return why an item is not published without an editor; empty if it may be."""
    if item.pubstatus != PubStatus.USABLE or item.held or item.embargo is not None:
        return _("The item is not usable yet, or has an embargo.")
    if item.warnings or (item.file is not None and item.file.warnings):
        return _("The item was read with warnings.")
    return ""


def find_failed_check(story: Article, at: datetime) -> str:
    """Return the first finding of the publish checks that an editor has to override.

    A story without an agency would be published as if it were the desk's own, under no contract.
    """
    if not story.sources.exists():
        return _("The closing tag names no agency that the desk knows.")
    results = run_checks(take_snapshot(story, at))
    failed = [one for one in results if one.severity != "notes" and one.code not in ACCEPTED_FINDINGS]
    return failed[0].message if failed else ""


def find_rate_obstacle(rule: WireRule, at: datetime) -> str:
    """Return that a rule has published as much as it may within an hour; else empty."""
    published = WireRuleUse.objects.filter(rules=rule, published=True, at__gt=at - RATE_PERIOD).count()
    if published < rule.rate_limit:
        return ""
    return _("The rule “%(rule)s” has published %(count)d stories within an hour, its limit.") % {
        "rule": rule.name, "count": published,
    }  # fmt: skip


def find_flood_obstacle(followed: FollowedStory, at: datetime) -> str:
    """Return that the agency has changed the story too often; else empty."""
    entries = AuditEntry.objects.filter(
        model="article", object_id=followed.article_id, verb__in=APPLIED, at__gt=at - RATE_PERIOD
    )
    if (count := entries.count()) < MAX_VERSIONS:
        return ""
    return _("%(agency)s has sent %(count)d versions of this story within an hour.") % {
        "agency": followed.leader, "count": count,
    }  # fmt: skip
