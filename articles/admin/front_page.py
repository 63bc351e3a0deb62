"""The admin page that arranges the front page and the pages of sections."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

from articles.actions.desk.front_arrangement import FrontArrangement
from articles.actions.desk.front_page import FrontPageChanged
from articles.actions.errors import ActionRefused
from articles.admin.base import DeskView, PageAdmin, page
from articles.admin.front_board import (
    Front,
    FrontForm,
    build_board,
    find_front,
    list_block_choices,
    list_fronts,
)
from articles.models import Article, FrontSlot
from articles.models.front_page import SLOT_COUNT
from articles.site.front_page import render_draft
from articles.site.listings import render_section_draft
from articles.site.page_context import PageContext, SiteState
from articles.site.story_renderer import FRAMED_CSP
from newsroom.admin.base import current_user, now


@page(FrontSlot)
class FrontPageView(DeskView):
    template_name = "admin/articles/frontslot/arrange.html"
    permission_required = "articles.view_frontslot"

    @cached_property
    def front(self) -> Front:
        return find_front(self.request)

    @property
    def title(self) -> str:
        return self.front.section.name if self.front.section else _("Front page")

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        saved = self.front.read()
        form = FrontForm.of(saved, self.front.default_blocks)
        return self.show(saved, form, saved.format_version(), request.GET.get("q", ""))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        data, saved, seen = request.POST, self.front.read(), request.POST.get("seen", "")
        form = FrontForm.parse(data, self.front.default_blocks)
        if "_put" not in data:
            button, target, kind = (data.get(name, "") for name in ("_act", "target", "new_block"))
            form = form.apply_button(button, target, kind)
        elif (newest := self._save(form.arrangement, seen)) is not None:
            seen = newest
        else:
            return HttpResponseRedirect(self.front.url)
        return self.show(saved, form, seen, data.get("q", ""))

    def show(self, saved: FrontArrangement, form: FrontForm, seen: str, search: str) -> HttpResponse:
        front, search, is_changed = self.front, search.strip()[:200], form.arrangement != saved
        shows_saved = is_changed and seen == saved.format_version()
        context = self.get_context_data(
            **list_block_choices(front),
            front=front,
            fronts=list_fronts(front),
            board=build_board(form, search, front),
            seen=seen,
            saved_headlines=_list_headlines(saved.stories) if shows_saved else [],
            search=search,
            target=self.request.POST.get("target", ""),
            places=SLOT_COUNT,
            is_changed=is_changed,
            is_automatic=front.section is not None and not form.rows,
        )
        return self.render_to_response(context)

    def _save(self, arrangement: FrontArrangement, seen: str) -> str | None:
        """Save the order; if refused, return the version that the next save is based on."""
        try:
            self.front.arrange(arrangement, by=current_user(self.request), at=now(), seen=seen)
        except FrontPageChanged as conflict:
            messages.warning(self.request, conflict.message)
            return conflict.current.format_version()
        except ActionRefused as refusal:
            messages.error(self.request, refusal.message)
            return seen
        saved = (
            _("The page of the section has been saved.")
            if self.front.section
            else _("The front page has been saved.")
        )
        messages.success(self.request, saved)
        return None


@page(FrontSlot, "preview/")
@method_decorator([csp_override(FRAMED_CSP), xframe_options_sameorigin], name="dispatch")
class FrontPreviewView(FrontPageView):
    """The page as the form arranges it, in a frame of the page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        at, front = now(), self.front
        arrangement = FrontForm.parse(request.POST, front.default_blocks).arrangement
        with translation.override(settings.SITE_LANGUAGE):
            page_context = PageContext(at, SiteState.read(at), {})
            if front.section is not None:
                return render_section_draft(page_context, front.section.pk, arrangement)
            return render_draft(page_context, arrangement)


admin.site.register(FrontSlot, PageAdmin)


def _list_headlines(order: Sequence[int]) -> list[str]:
    stories = Article.objects.in_bulk(order)
    return [stories[pk].headline for pk in order if pk in stories]
