"""The page after a restored backup, where a chief checks the repeated withdrawals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.backups.reapply_withdrawals import SCHEDULE, confirm_restore
from articles.actions.errors import ActionRefused
from articles.admin.badges import state_badge
from articles.admin.base import DeskView, PageAdmin, page
from articles.models import Article, FormerEpoch, MediaFile, Partner, Photo
from newsroom.admin.base import current_user, now


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
