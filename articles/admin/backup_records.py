"""List of the backups that were made, for administrators."""

from django.contrib import admin
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from articles.models import BackupRecord
from newsroom.admin.base import ReadOnlyAdmin


@admin.register(BackupRecord)
class BackupRecordAdmin(ReadOnlyAdmin):
    list_display = (
        "made_at",
        "location",
        "readable_size",
        "media_files",
        "log_number",
        "finished_at",
    )
    list_display_links = None
    list_before_template = "admin/articles/backuprecord/above_list.html"
    fields = ("made_at", "finished_at", "location", "size", "media_files", "log_number")

    @display(description=gettext_lazy("size"), ordering="size")
    def readable_size(self, record: BackupRecord) -> str:
        return filesizeformat(record.size)
