"""The desk: lists, forms and buttons of the admin; they write through actions."""

from articles.admin import (
    audit,
    backup_records,
    backups,
    brand,
    embeds,
    front_page,
    name_variants,
    publication_log,
    reference_data,
    static_pages,
    wire_health,
)
from articles.admin.accounts import admin as account_admin
from articles.admin.accounts import groups
from articles.admin.agencies import changes
from articles.admin.media_files import admin as media_file_admin
from articles.admin.partners import admin as partner_admin
from articles.admin.people import admin as people_admin
from articles.admin.photos import admin as photo_admin
from articles.admin.reading_rules import admin as reading_rule_admin
from articles.admin.rules import admin as rule_admin
from articles.admin.sources import admin as source_admin
from articles.admin.stories import admin as story_admin
from articles.admin.stories import bulk_jobs
from articles.admin.wire import admin as wire_admin
from articles.admin.wire import quarantine

__all__ = [
    "account_admin",
    "audit",
    "backup_records",
    "backups",
    "brand",
    "bulk_jobs",
    "changes",
    "embeds",
    "front_page",
    "groups",
    "media_file_admin",
    "name_variants",
    "partner_admin",
    "people_admin",
    "photo_admin",
    "publication_log",
    "quarantine",
    "reading_rule_admin",
    "reference_data",
    "rule_admin",
    "source_admin",
    "static_pages",
    "story_admin",
    "wire_admin",
    "wire_health",
]
