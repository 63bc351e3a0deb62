"""Records in the admin: publication log, backups, and the check after a restore."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import RangeDateTimeFilter
from unfold.decorators import display

from articles.actions.backups.reapply_withdrawals import SCHEDULE, confirm_restore
from articles.actions.errors import ActionRefused
from articles.actions.stories.withdraw import WithdrawalReason
from articles.admin.badges import badge, state_badge
from articles.admin.base import DeskView, PageAdmin, page
from articles.models import Article, BackupRecord, FormerEpoch, LogEntry, MediaFile, Partner, Photo
from newsroom.admin.base import ReadOnlyAdmin, column, current_user, now

TONES = {"put": "published", "withhold": "withheld", "cancel": "killed"}


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    list_display = ("seq", "at", "operation", "kind", "article", "version", "reason", "user")
    list_select_related = ("article", "actor")
    list_filter = ("op", "kind", ("at", RangeDateTimeFilter))
    search_fields = ("article__headline", "cause")
    fields = ("seq", "at", "op", "kind", "article", "version", "reason", "user")

    operation = column(
        gettext_lazy("operation"), lambda entry: badge(entry.get_op_display(), TONES[entry.op]), "op"
    )

    @display(description=gettext_lazy("cause"), ordering="cause")
    def reason(self, entry: LogEntry) -> str:
        """Return the label of a withdrawal's reason, or the note of a correction."""
        return str(dict(WithdrawalReason.choices).get(entry.cause, entry.cause)) or "–"

    user = column(gettext_lazy("user"), lambda entry: str(entry.actor or "–"), "actor")


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


@dataclass(frozen=True, slots=True)
class ReappliedWithdrawal:
    """Story, photo or partner key withdrawn again after a backup was restored."""

    kind: str
    name: str
    link: str
    closed_at: datetime
    """The time of the first withdrawal."""
    badge: str = ""


def reapplied_withdrawals(epoch: FormerEpoch) -> Iterator[ReappliedWithdrawal]:
    """Yield the withdrawals made again, the latest first, in three queries."""
    ids: dict[str, set[int]] = {"article": set(), "photo": set(), "mediafile": set(), "partner": set()}
    for row in epoch.closed:
        ids[row["model"]].add(row["id"])
    found: dict[str, Mapping[int, Model]] = {
        "article": Article.objects.in_bulk(ids["article"]),
        "photo": Photo.objects.in_bulk(ids["photo"]),
        "mediafile": MediaFile.objects.in_bulk(ids["mediafile"]) if ids["mediafile"] else {},
        "partner": Partner.objects.in_bulk(ids["partner"]),
    }
    kinds = {
        "article": _("Story withheld"),
        "photo": _("Photo blocked"),
        "mediafile": _("Audio or video blocked"),
        "partner": _("Key revoked"),
        SCHEDULE: _("Scheduled publication stopped"),
    }
    for row in sorted(epoch.closed, key=lambda row: str(row["at"]), reverse=True):
        instance = found[row["model"]][row["id"]]
        yield ReappliedWithdrawal(
            kind=kinds[row.get("kind") or row["model"]],
            name=str(instance),
            link=reverse(f"admin:articles_{row['model']}_change", args=[row["id"]]),
            closed_at=datetime.fromisoformat(row["at"]),
            badge=state_badge(instance) if isinstance(instance, Article) else "",
        )


@page(FormerEpoch)
@page(FormerEpoch, "<int:pk>/check/")
class RestoredBackupView(DeskView):
    """The withdrawals made again after the backup `pk` was restored; 0 is no backup."""

    template_name = "admin/articles/restored_backup.html"
    title = gettext_lazy("After a restored backup")
    permission_required = "articles.view_article"

    def page_context(self) -> dict[str, Any]:
        pk, epochs = self.kwargs.get("pk"), FormerEpoch.objects.select_related("checked_by").order_by("-pk")
        epoch = (epochs if pk is None else epochs.filter(pk=pk)).first()
        if epoch is None and pk is not None:
            raise Http404
        return {
            "epoch": epoch,
            "withdrawals": list(reapplied_withdrawals(epoch)) if epoch else (),
        }


@page(FormerEpoch, "<int:pk>/confirm/")
class ConfirmRestoreView(DeskView):
    http_method_names = ["post"]
    permission_required = "articles.kill_article"

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        try:
            confirm_restore(pk, by=current_user(request), at=now())
        except FormerEpoch.DoesNotExist:
            pass
        except ActionRefused as refusal:
            messages.warning(request, refusal.message)
        else:
            messages.success(request, _("Confirmed. The alarm has ended."))
        return HttpResponseRedirect(reverse("admin:index"))


admin.site.register(FormerEpoch, PageAdmin, view_permission="articles.view_article")
