"""The admin page that arranges the blocks and places of the front page."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

from articles.actions.desk.front_arrangement import FrontArrangement
from articles.actions.desk.front_page import FrontPageChanged, arrange_front
from articles.actions.errors import ActionRefused
from articles.admin.front_board import FrontForm, build_board, list_block_choices
from articles.models import Article, FrontSlot
from articles.models.front_page import SLOT_COUNT
from articles.site.front_page import render_draft
from articles.site.page_context import PageContext, SiteState
from articles.site.story_renderer import FRAMED_CSP
from newsroom.admin.base import ReadOnlyAdmin, current_user, now

PAGE = "admin:articles_frontslot_changelist"


@admin.register(FrontSlot)
class FrontSlotAdmin(ReadOnlyAdmin):
    """One page instead of list and form."""

    def get_urls(self) -> list[Any]:
        preview = self.admin_site.admin_view(
            csp_override(FRAMED_CSP)(xframe_options_sameorigin(self.preview_view))
        )
        return [path("preview/", preview, name="articles_frontslot_preview"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        saved = FrontArrangement.read()
        seen, form, search = saved.format_version(), FrontForm.of(saved), request.GET.get("q", "")
        if request.method == "POST":
            form, search = FrontForm.parse(request.POST), request.POST.get("q", "")
            seen = request.POST.get("seen", "")
            if "_put" in request.POST:
                newest = self._save(request, form.arrangement, seen)
                if newest is None:
                    return HttpResponseRedirect(reverse(PAGE))
                seen = newest
            else:
                form = form.apply_button(
                    request.POST.get("_act", ""),
                    request.POST.get("target", ""),
                    request.POST.get("new_block", ""),
                )
        return TemplateResponse(
            request,
            "admin/articles/frontslot/arrange.html",
            self._build_context(request, saved, form, seen, search.strip()[:200]),
        )

    def _build_context(
        self, request: HttpRequest, saved: FrontArrangement, form: FrontForm, seen: str, search: str
    ) -> dict[str, Any]:
        is_changed = form.arrangement != saved
        shows_saved = is_changed and seen == saved.format_version()
        return {
            **self.admin_site.each_context(request),
            **list_block_choices(),
            "opts": self.opts,
            "title": _("Front page"),
            "board": build_board(form, search),
            "seen": seen,
            "saved_headlines": self._headlines(saved.stories) if shows_saved else [],
            "search": search,
            "target": request.POST.get("target", ""),
            "places": SLOT_COUNT,
            "is_changed": is_changed,
            "may_arrange": request.user.has_perm("articles.change_frontslot"),
        }

    def preview_view(self, request: HttpRequest) -> HttpResponse:
        """Show the front page as the form arranges it, in a frame of the page."""
        if request.method != "POST" or not self.has_view_permission(request):
            raise PermissionDenied
        at = now()
        with translation.override(settings.SITE_LANGUAGE):
            page_context = PageContext(at, SiteState.read(at), {})
            return render_draft(page_context, FrontForm.parse(request.POST).arrangement)

    def _save(self, request: HttpRequest, arrangement: FrontArrangement, seen: str) -> str | None:
        """Save the order; if refused, return the version that the next save is based on."""
        try:
            arrange_front(arrangement, by=current_user(request), at=now(), seen=seen)
        except FrontPageChanged as conflict:
            messages.warning(request, conflict.message)
            return conflict.current.format_version()
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
            return seen
        messages.success(request, _("The front page has been saved."))
        return None

    def _headlines(self, order: Sequence[int]) -> list[str]:
        stories = Article.objects.in_bulk(order)
        return [stories[pk].headline for pk in order if pk in stories]
