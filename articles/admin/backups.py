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
from articles.admin.base import DeskView
from articles.models import Article, FormerEpoch, MediaFile, Partner, Photo
from newsroom.admin.base import ReadOnlyAdmin, current_user, now


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


class RestoredBackupView(DeskView):
    """The withdrawals made again after the backup `pk` was restored; 0 is no backup."""

    template_name = "admin/articles/restored_backup.html"
    title = gettext_lazy("After a restored backup")
    permission_required = "articles.view_article"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pk = self.kwargs["pk"]
        epoch = FormerEpoch.objects.select_related("checked_by").filter(pk=pk).first()
        if epoch is None and pk:
            raise Http404
        return super().get_context_data(
            epoch=epoch,
            withdrawals=list(reapplied_withdrawals(epoch)) if epoch else (),
            may_confirm=self.request.user.has_perm("articles.kill_article"),
            **kwargs,
        )


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


@admin.register(FormerEpoch)
class RestoredBackupAdmin(ReadOnlyAdmin):
    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.view_article")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the newest restored backup, or a note that there has been none."""
        newest = FormerEpoch.objects.order_by("-pk").values_list("pk", flat=True).first()
        view = RestoredBackupView.as_view(model_admin=self)
        return view(request, pk=newest or 0)

    def get_custom_urls(self) -> Any:
        check = RestoredBackupView.as_view(model_admin=self)
        confirm = ConfirmRestoreView.as_view(model_admin=self)
        return (
            ("<int:pk>/check/", "articles_formerepoch_check", check),
            ("<int:pk>/confirm/", "articles_formerepoch_confirm", confirm),
        )
