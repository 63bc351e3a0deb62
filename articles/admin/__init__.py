"""The editors' desk: forms, lists and buttons. Nothing here writes; everything calls an action."""

from articles.admin import audit, front, records, reference, restored_backups, standing
from articles.admin.accounts import desk as accounts
from articles.admin.accounts import groups
from articles.admin.agencies import board
from articles.admin.copy_in import received
from articles.admin.partners import contracts
from articles.admin.people import directory
from articles.admin.photos import library
from articles.admin.stories import bulk_jobs, desk

__all__ = [
    "accounts",
    "audit",
    "board",
    "bulk_jobs",
    "contracts",
    "desk",
    "directory",
    "front",
    "groups",
    "library",
    "received",
    "records",
    "reference",
    "restored_backups",
    "standing",
]
