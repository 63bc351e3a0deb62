"""The publish gate: what blocks a story from going out, what warns until somebody overrules it, what is only told.

Reads, never writes; who overruled what is written by the act that passes the gate.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from articles import visibility
from articles.actions.errors import CheckResult, ChecksFailed
from articles.actions.publish_checks.photos import about_pictures
from articles.actions.publish_checks.source_copy import about_origin, doubles
from articles.actions.publish_checks.text import (
    about_rights,
    about_tag,
    about_text,
    about_time,
    notes_in_body,
)
from articles.actions.stories.prefetch import NAMED, PLACED, RECEIVED, SOURCES
from articles.models import Article
from articles.rights.decide import Decision
from articles.rights.grants import RightsChannel

ORDER = ("blocks", "warns", "notes")
WARNINGS = (
    "headline-long", "people-unconfirmed", "body.contact", "file-missing", "alt-missing", "agency-unchanged",
    "agency-changed", "old-date", "embargo-moved", "duplicate", "credit-nameless", "agency-unknown",
)  # fmt: skip
"""Codes of all that somebody may overrule, with a reason."""

type Overrides = Mapping[str, str]
"""Why somebody goes on all the same, by the code of the warning."""


def text_decision(article: Article, channel: RightsChannel, at: datetime) -> Decision:
    """May the story's text be used there, then? Own text may; agency text as every agency's contract says."""
    return visibility.text_decision(text_holders(article), channel, at)


def text_holders(article: Article) -> list[str]:
    """Codes of the agencies whose contracts bind the text; none for an own rewriting."""
    if article.own_rewriting:
        return []
    prefetch_related_objects([article], SOURCES)
    return [source.agency.code for source in article.sources.all()]


def run_checks(article: Article, at: datetime) -> list[CheckResult]:
    """Everything the gate has to say about the story as it stands, what blocks first."""
    prefetch_related_objects([article], PLACED, RECEIVED, SOURCES, NAMED)
    holders = text_holders(article)
    placed = [placement.photo for placement in article.placements.all()]
    contracts = visibility.contracts({*holders, *(code for photo in placed for code in photo.agency_codes)})
    found = [
        *about_text(article),
        *about_time(article, at),
        *about_rights(article, holders, contracts, at),
        *about_tag(article),
        *notes_in_body(article),
        *about_pictures(article, contracts, at),
        *about_origin(article, holders, at),
        *doubles(article),
    ]
    return sorted(found, key=lambda obstacle: ORDER.index(obstacle.severity))


def enforce_checks(article: Article, at: datetime, *, overruled: Overrides | None) -> list[str]:
    """The warnings that were overruled, in words. Raises GateClosed for whatever still stands in the way.

    `overruled=None` is for acts with nobody to ask, the worker's releases and the archive's import: only what
    blocks holds them.
    """
    found = run_checks(article, at)
    _refuse([o for o in found if o.severity == "blocks"])
    if overruled is None:
        return []
    warnings = [o for o in found if o.severity == "warns"]
    _refuse([o for o in warnings if not overruled.get(o.code, "").strip()])
    return [
        _("%(warning)s Nevertheless: %(reason)s")
        % {"warning": warning.message, "reason": overruled[warning.code].strip()}
        for warning in warnings
    ]


def _refuse(standing: Sequence[CheckResult]) -> None:
    if standing:
        raise ChecksFailed(standing)
