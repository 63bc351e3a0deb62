"""The admin page that arranges the front page and the pages of sections."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

from articles.actions.desk.front_arrangement import FrontArrangement
from articles.actions.desk.front_page import FrontPageChanged
from articles.actions.errors import ActionRefused
from articles.admin.front_board import FrontForm, build_board, list_block_choices
from articles.admin.fronts import Front, find_front, list_fronts
from articles.models import Article, FrontSlot
from articles.models.front_page import SLOT_COUNT
from articles.site.front_page import render_draft
from articles.site.listings import render_section_draft
from articles.site.page_context import PageContext, SiteState
from articles.site.story_renderer import FRAMED_CSP
from newsroom.admin.base import ReadOnlyAdmin, current_user, now


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
        front = find_front(request)
        saved = front.read()
        seen, search = saved.format_version(), request.GET.get("q", "")
        form = FrontForm.of(saved, front.default_blocks)
        if request.method == "POST":
            form, search = FrontForm.parse(request.POST, front.default_blocks), request.POST.get("q", "")
            seen = request.POST.get("seen", "")
            if "_put" in request.POST:
                newest = self._save(request, front, form.arrangement, seen)
                if newest is None:
                    return HttpResponseRedirect(front.url)
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
            self._build_context(request, front, saved, form, seen, search.strip()[:200]),
        )

    def _build_context(
        self,
        request: HttpRequest,
        front: Front,
        saved: FrontArrangement,
        form: FrontForm,
        seen: str,
        search: str,
    ) -> dict[str, Any]:
        is_changed = form.arrangement != saved
        shows_saved = is_changed and seen == saved.format_version()
        return {
            **self.admin_site.each_context(request),
            **list_block_choices(front),
            "opts": self.opts,
            "title": front.section.name if front.section else _("Front page"),
            "front": front,
            "fronts": list_fronts(front),
            "board": build_board(form, search, front),
            "seen": seen,
            "saved_headlines": self._headlines(saved.stories) if shows_saved else [],
            "search": search,
            "target": request.POST.get("target", ""),
            "places": SLOT_COUNT,
            "is_changed": is_changed,
            "is_automatic": front.section is not None and not form.rows,
            "may_arrange": request.user.has_perm("articles.change_frontslot"),
        }

    def preview_view(self, request: HttpRequest) -> HttpResponse:
        """Show the page as the form arranges it, in a frame of the page."""
        if request.method != "POST" or not self.has_view_permission(request):
            raise PermissionDenied
        at, front = now(), find_front(request)
        arrangement = FrontForm.parse(request.POST, front.default_blocks).arrangement
        with translation.override(settings.SITE_LANGUAGE):
            page_context = PageContext(at, SiteState.read(at), {})
            if front.section is not None:
                return render_section_draft(page_context, front.section.pk, arrangement)
            return render_draft(page_context, arrangement)

    def _save(
        self, request: HttpRequest, front: Front, arrangement: FrontArrangement, seen: str
    ) -> str | None:
        """Save the order; if refused, return the version that the next save is based on."""
        try:
            front.arrange(arrangement, by=current_user(request), at=now(), seen=seen)
        except FrontPageChanged as conflict:
            messages.warning(request, conflict.message)
            return conflict.current.format_version()
        except ActionRefused as refusal:
            messages.error(request, refusal.message)
            return seen
        saved = (
            _("The page of the section has been saved.")
            if front.section
            else _("The front page has been saved.")
        )
        messages.success(request, saved)
        return None

    def _headlines(self, order: Sequence[int]) -> list[str]:
        stories = Article.objects.in_bulk(order)
        return [stories[pk].headline for pk in order if pk in stories]
