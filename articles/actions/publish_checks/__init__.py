"""Publish checks: errors block, warnings need an override, notes inform.

Every check is a function of a `PublishSnapshot`. Who overrode which warning is recorded by the action.
"""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _

from articles.actions.errors import CheckResult, ChecksFailed
from articles.actions.publish_checks.media import check_media
from articles.actions.publish_checks.photos import check_photos
from articles.actions.publish_checks.source_copy import (
    check_agency_changes,
    check_duplicates,
    check_held_copy,
    check_received_copy,
)
from articles.actions.publish_checks.text import (
    check_approvals,
    check_closing_tag,
    check_embargo,
    check_fields,
    check_lint,
    check_people,
    check_placeholders,
    check_review,
    check_talk,
    check_text_rights,
)
from articles.actions.stories.prefetch import PublishSnapshot

CHECKS: tuple[Callable[[PublishSnapshot], list[CheckResult]], ...] = (
    check_fields,
    check_review,
    check_people,
    check_placeholders,
    check_talk,
    check_approvals,
    check_embargo,
    check_text_rights,
    check_closing_tag,
    check_lint,
    check_photos,
    check_media,
    check_agency_changes,
    check_held_copy,
    check_received_copy,
    check_duplicates,
)
SEVERITIES = ("blocks", "warns", "notes")
OVERRIDABLE = (
    "headline-long", "people-unconfirmed", "body.contact", "alt-missing", "agency-unchanged",
    "agency-changed", "old-date", "embargo-moved", "duplicate", "credit-nameless", "agency-unknown",
    "transcript-missing", "talk-open", "approval-open", "placeholder-open",
)  # fmt: skip
"""Codes of warnings."""

type Overrides = Mapping[str, str]
"""Warning code → reason for publishing all the same."""


def run_checks(snapshot: PublishSnapshot) -> list[CheckResult]:
    """Return the results of all checks, errors first."""
    results = [result for check in CHECKS for result in check(snapshot)]
    return sorted(results, key=lambda result: SEVERITIES.index(result.severity))


def enforce_checks(snapshot: PublishSnapshot, *, overrides: Overrides | None) -> list[str]:
    """Return the overridden warnings with reasons; raise ChecksFailed for others.

    `overrides=None` is for scheduled releases and the archive import, which have nobody to ask: warnings are
    ignored, errors still block.
    """
    results = run_checks(snapshot)
    _raise_if_any([result for result in results if result.severity == "blocks"])
    if overrides is None:
        return []
    warnings = [result for result in results if result.severity == "warns"]
    _raise_if_any([warning for warning in warnings if not overrides.get(warning.code, "").strip()])
    return [
        _("%(warning)s Overridden: %(reason)s")
        % {"warning": warning.message, "reason": overrides[warning.code].strip()}
        for warning in warnings
    ]


def _raise_if_any(results: Sequence[CheckResult]) -> None:
    if results:
        raise ChecksFailed(results)
