"""Restored backups: what was closed again, for a chief to check before the alarm ends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.actions.backups.reapply_withdrawals import confirm_restore
from articles.actions.errors import ActionRefused
from articles.admin.badges import state_badge
from articles.models import Article, FormerEpoch, Partner, Photo
from newsroom.admin.base import ReadOnlyAdmin, current_user, now, require_permission


@dataclass(frozen=True, slots=True)
class ReappliedWithdrawal:
    """A story, photo or partner that was closed again; `closed_at` is when it was closed first."""

    kind: str
    name: str
    link: str
    closed_at: datetime
    badge: str = ""


def reapplied_withdrawals(epoch: FormerEpoch) -> Iterator[ReappliedWithdrawal]:
    """Three queries, however many there are; the latest first."""
    ids: dict[str, set[int]] = {"article": set(), "photo": set(), "partner": set()}
    for row in epoch.closed:
        ids[row["model"]].add(row["id"])
    found: dict[str, Mapping[int, Model]] = {
        "article": Article.objects.in_bulk(ids["article"]),
        "photo": Photo.objects.in_bulk(ids["photo"]),
        "partner": Partner.objects.in_bulk(ids["partner"]),
    }
    kinds = {"article": _("Story withheld"), "photo": _("Photo blocked"), "partner": _("Key revoked")}
    for row in sorted(epoch.closed, key=lambda one: str(one["at"]), reverse=True):
        thing = found[row["model"]][row["id"]]
        yield ReappliedWithdrawal(
            kind=kinds[row["model"]],
            name=str(thing),
            link=reverse(f"admin:articles_{row['model']}_change", args=[row["id"]]),
            closed_at=datetime.fromisoformat(row["at"]),
            badge=state_badge(thing) if isinstance(thing, Article) else "",
        )


@admin.register(FormerEpoch)
class RestoredBackupAdmin(ReadOnlyAdmin):
    """One page a restored backup; the alarm leads there."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.view_article")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The newest one, or the word that there never was any."""
        newest = FormerEpoch.objects.order_by("-pk").values_list("pk", flat=True).first()
        return self.check_view(request, newest or 0)

    def get_custom_urls(self) -> Any:
        return (
            ("<int:number>/check/", "articles_formerepoch_check", self.check_view),
            ("<int:number>/confirm/", "articles_formerepoch_confirm", require_POST(self.confirm_view)),
        )

    def check_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        require_permission(request, "articles.view_article")
        epoch = FormerEpoch.objects.select_related("checked_by").filter(pk=number).first()
        if epoch is None and number:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("After a restored backup"),
            "epoch": epoch,
            "things": list(reapplied_withdrawals(epoch)) if epoch else (),
            "may_confirm": request.user.has_perm("articles.kill_article"),
        }
        return TemplateResponse(request, "admin/articles/restored_backup.html", context)

    def confirm_view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        require_permission(request, "articles.kill_article")
        try:
            confirm_restore(number, by=current_user(request), at=now())
        except FormerEpoch.DoesNotExist:
            pass
        except ActionRefused as refusal:
            messages.warning(request, refusal.message)
        else:
            messages.success(request, _("Confirmed. The alarm has ended."))
        return HttpResponseRedirect(reverse("admin:index"))
