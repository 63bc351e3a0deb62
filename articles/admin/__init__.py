"""The editors' desk: forms, lists and buttons. Nothing here writes; everything calls an action."""

from articles.admin import (
    access,
    agency_board,
    audit,
    bulk_jobs,
    front,
    partners,
    people,
    photos,
    records,
    reference,
    standing,
    stories,
    wire,
)

__all__ = [
    "access",
    "agency_board",
    "audit",
    "bulk_jobs",
    "front",
    "partners",
    "people",
    "photos",
    "records",
    "reference",
    "standing",
    "stories",
    "wire",
]
