"""Records in the admin, read-only: the publication log and the backups."""

from django.contrib import admin
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import RangeDateTimeFilter
from unfold.decorators import display

from articles.actions.stories.withdraw import WithdrawalReason
from articles.admin.badges import badge
from articles.models import BackupRecord, LogEntry
from newsroom.admin.base import ReadOnlyAdmin, column

TONES = {"put": "published", "withhold": "withheld", "cancel": "killed"}


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    list_display = ("seq", "at", "operation", "kind", "article", "version", "reason", "user")
    list_select_related = ("article", "actor")
    list_filter = ("op", "kind", ("at", RangeDateTimeFilter))
    search_fields = ("article__headline", "cause")
    fields = ("seq", "at", "op", "kind", "article", "version", "reason", "user")

    operation = column(_("operation"), lambda entry: badge(entry.get_op_display(), TONES[entry.op]), "op")

    @display(description=_("cause"), ordering="cause")
    def reason(self, entry: LogEntry) -> str:
        """Return the label of a withdrawal's reason, or the note of a correction."""
        return str(dict(WithdrawalReason.choices).get(entry.cause, entry.cause)) or "–"

    user = column(_("user"), lambda entry: str(entry.actor or "–"), "actor")


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

    readable_size = column(gettext_lazy("size"), lambda record: filesizeformat(record.size), "size")
