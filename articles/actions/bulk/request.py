"""Requests for bulk changes, and their validation."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from articles.actions.bulk.apply import Filing, SectionFiling, TopicFiling
from articles.actions.bulk.apply_person import PersonFiling
from articles.actions.errors import ActionRefused
from articles.models import BulkJob, Section, Topic
from people.models import Person

FACET_MODELS: Mapping[str, type[models.Model]] = {
    BulkJob.Subject.TOPIC: Topic,
    BulkJob.Subject.SECTION: Section,
    BulkJob.Subject.PERSON: Person,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkRequest:
    """A change of one facet: `gives` adds, `takes` removes, both replace.

    A replacement applies only to stories that have the key to be replaced.
    """

    facet: str
    takes: int | None = None
    gives: int | None = None

    def as_facts(self) -> dict[str, Any]:
        return asdict(self)


def request_of(job: BulkJob) -> BulkRequest:
    return BulkRequest(facet=job.facet, takes=job.takes, gives=job.gives)


def filing_for(job: BulkJob) -> Filing:
    if job.facet == BulkJob.Subject.TOPIC:
        return TopicFiling(job.takes, job.gives)
    return (SectionFiling if job.facet == BulkJob.Subject.SECTION else PersonFiling)(job.takes, job.gives)


def load_records(request: BulkRequest) -> tuple[Any, Any]:
    """Return the records of `takes` and `gives`, or None for those not set."""
    found = FACET_MODELS[request.facet]._default_manager.in_bulk(
        [n for n in (request.takes, request.gives) if n]
    )
    return found.get(request.takes), found.get(request.gives)


def validate_request(request: BulkRequest) -> None:
    """Raise ActionRefused with the invalid field."""
    if request.takes is None and request.gives is None:
        raise ActionRefused(_("Select what to add, what to remove, or both."), "gives")
    if request.takes == request.gives:
        raise ActionRefused(_("The values to add and to remove are the same."), "gives")
    if request.facet == BulkJob.Subject.SECTION and request.gives is None:
        raise ActionRefused(_("Every story needs a section. Select the new one."), "gives")
    taken, given = load_records(request)
    if (request.takes and taken is None) or (request.gives and given is None):
        raise ActionRefused(_("One of the selected entries no longer exists."), "gives")
    if getattr(given, "retired", False):
        raise ActionRefused(
            _("The topic “%(name)s” is retired and cannot be added to stories.") % {"name": given},
            "gives",
        )
    if getattr(given, "merged_into_id", None) is not None:
        raise ActionRefused(
            _("“%(name)s” was merged into another person. Select that one.") % {"name": given}, "gives"
        )
