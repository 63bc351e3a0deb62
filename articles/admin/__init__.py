"""The editors' desk: forms, lists and buttons. Nothing here writes; everything calls an action."""

from articles.admin import audit, backups, front_page, publication_log, reference_data, static_pages
from articles.admin.accounts import admin as accounts
from articles.admin.accounts import groups
from articles.admin.agencies import changes
from articles.admin.intake import wire_items
from articles.admin.partners import admin as partners
from articles.admin.people import admin as people
from articles.admin.photos import admin as photos
from articles.admin.stories import admin as stories
from articles.admin.stories import bulk_jobs

__all__ = [
    "accounts",
    "audit",
    "backups",
    "bulk_jobs",
    "changes",
    "front_page",
    "groups",
    "partners",
    "people",
    "photos",
    "publication_log",
    "reference_data",
    "static_pages",
    "stories",
    "wire_items",
]
