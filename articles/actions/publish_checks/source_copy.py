"""Publish checks of agency kills, embargoes, unedited text and duplicates."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from articles.actions.errors import CheckResult
from articles.actions.publish_checks.text import format_desk_time
from articles.actions.stories.prefetch import PublishSnapshot
from articles.models import AgencyChange
from articles.selectors.held_copy import find_embargo, find_withheld
from articles.selectors.near_duplicates import SimilarStory
from articles.workflow import State

MAX_COPY_AGE = timedelta(hours=24)


def check_agency_changes(snapshot: PublishSnapshot) -> list[CheckResult]:
    kinds, results = {change["kind"] for change in snapshot.open_changes}, []
    if AgencyChange.Kind.KILL in kinds:
        message = _("The agency has killed this copy. It must not be published.")
        results.append(CheckResult("blocks", "agency-kill", message, "agency_item_id"))
    if AgencyChange.Kind.QUERY in kinds:
        message = _("The agency may have killed this copy. Clarify this first.")
        results.append(CheckResult("warns", "agency-query", message, "agency_item_id"))
    if snapshot.changed_embargo is not None:
        message = _("The agency's latest copy sets a different embargo: %(time)s.") % {
            "time": format_desk_time(snapshot.changed_embargo)
        }
        results.append(CheckResult("warns", "embargo-moved", message, "embargo_until"))
    return results


def check_held_copy(snapshot: PublishSnapshot) -> list[CheckResult]:
    """Block copy that the agency withholds, until a usable version or a release.

    An embargo blocks a first publication by itself, in the story; for an update the agency's own end counts.
    """
    results = []
    withheld = find_withheld(snapshot.wire_items)
    if withheld is not None:
        message = _(
            "The agency withholds this copy (received copy #%(n)d). It can be published when a usable version arrives, "
            "or when a chief editor releases it on the page of the item."
        ) % {"n": (withheld.superseded_by or withheld).pk}
        results.append(CheckResult("blocks", "copy-withheld", message, "agency_item_id"))
    if snapshot.article.version and (until := find_embargo(snapshot.wire_items[:1], snapshot.at)) is not None:
        message = _("The latest copy in this story is under embargo until %(time)s.") % {
            "time": format_desk_time(until)
        }
        results.append(CheckResult("blocks", "copy-embargoed", message, "body"))
    return results


def check_received_copy(snapshot: PublishSnapshot) -> list[CheckResult]:
    """Warn of agency text published unedited or more than 24 hours after receipt."""
    if not snapshot.wire_items or snapshot.article.version or not snapshot.agency_codes:
        return []
    newest, results = snapshot.wire_items[0], []
    received = (newest.reading or {}).get("paragraphs") or ()
    if received and _words(received) == _words(snapshot.paragraphs):
        message = _("The agency's text has not been edited.")
        results.append(CheckResult("warns", "agency-unchanged", message, "body"))
    if snapshot.at - newest.received_at > MAX_COPY_AGE:
        message = _("The copy was received on %(time)s. Is it still correct?") % {
            "time": format_desk_time(newest.received_at)
        }
        results.append(CheckResult("warns", "old-date", message, "body"))
    return results


def _words(paragraphs: Sequence[str]) -> list[str]:
    return " ".join(paragraphs).split()


def check_duplicates(snapshot: PublishSnapshot) -> list[CheckResult]:
    return [
        CheckResult("warns", "duplicate", _duplicate_message(similar), story=similar.article.pk)
        for similar in snapshot.similar_stories
        if similar.article.state != State.KILLED
    ]


def _duplicate_message(similar: SimilarStory) -> str:
    params = {
        "headline": similar.article.headline,
        "percent": similar.percent,
        "new": ", ".join(similar.new_facts),
    }
    if similar.new_facts:
        return (
            _(
                "A similar story is already on the desk: “%(headline)s” (%(percent)d%% similar; new here: %(new)s)."
            )
            % params
        )
    return _("A similar story is already on the desk: “%(headline)s” (%(percent)d%% similar).") % params
