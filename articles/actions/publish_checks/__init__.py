"""The publish gate: what blocks a story from going out, what warns until somebody overrules it, what is only told.

Reads, never writes; who overrides what is written by the act that passes the gate.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from articles import visibility
from articles.actions.errors import CheckResult, ChecksFailed
from articles.actions.publish_checks.photos import check_photos
from articles.actions.publish_checks.source_copy import check_duplicates, check_source_copy
from articles.actions.publish_checks.text import (
    check_notes_in_body,
    check_rights,
    check_tag,
    check_text,
    check_time,
)
from articles.actions.stories.prefetch import MENTIONS, PLACEMENTS, SOURCES, WIRE_ITEMS
from articles.models import Article
from articles.rights.decide import Decision
from articles.rights.grants import RightsChannel

SEVERITIES = ("blocks", "warns", "notes")
OVERRIDABLE = (
    "headline-long", "people-unconfirmed", "body.contact", "file-missing", "alt-missing", "agency-unchanged",
    "agency-changed", "old-date", "embargo-moved", "duplicate", "credit-nameless", "agency-unknown",
)  # fmt: skip
"""Codes of all that somebody may overrule, with a reason."""

type Overrides = Mapping[str, str]
"""Why somebody goes on all the same, by the code of the warning."""


def text_decision(article: Article, channel: RightsChannel, at: datetime) -> Decision:
    """May the story's text be used there, then? Own text may; agency text as every agency's contract says."""
    return visibility.text_decision(text_agency_codes(article), channel, at)


def text_agency_codes(article: Article) -> list[str]:
    """Codes of the agencies whose contracts bind the text; none for an own rewriting."""
    if article.own_rewriting:
        return []
    prefetch_related_objects([article], SOURCES)
    return [source.agency.code for source in article.sources.all()]


def run_checks(article: Article, at: datetime) -> list[CheckResult]:
    """Everything the gate has to say about the story as it stands, what blocks first."""
    prefetch_related_objects([article], PLACEMENTS, WIRE_ITEMS, SOURCES, MENTIONS)
    holders = text_agency_codes(article)
    placed = [placement.photo for placement in article.placements.all()]
    contracts = visibility.load_contracts(
        {*holders, *(code for photo in placed for code in photo.agency_codes)}
    )
    found = [
        *check_text(article),
        *check_time(article, at),
        *check_rights(article, holders, contracts, at),
        *check_tag(article),
        *check_notes_in_body(article),
        *check_photos(article, contracts, at),
        *check_source_copy(article, holders, at),
        *check_duplicates(article),
    ]
    return sorted(found, key=lambda obstacle: SEVERITIES.index(obstacle.severity))


def enforce_checks(article: Article, at: datetime, *, overrides: Overrides | None) -> list[str]:
    """The warnings that were overrides, in words. Raises GateClosed for whatever still stands in the way.

    `overrides=None` is for acts with nobody to ask, the worker's releases and the archive's import: only what
    blocks holds them.
    """
    found = run_checks(article, at)
    _raise_if_any([o for o in found if o.severity == "blocks"])
    if overrides is None:
        return []
    warnings = [o for o in found if o.severity == "warns"]
    _raise_if_any([o for o in warnings if not overrides.get(o.code, "").strip()])
    return [
        _("%(warning)s Nevertheless: %(reason)s")
        % {"warning": warning.message, "reason": overrides[warning.code].strip()}
        for warning in warnings
    ]


def _raise_if_any(standing: Sequence[CheckResult]) -> None:
    if standing:
        raise ChecksFailed(standing)
