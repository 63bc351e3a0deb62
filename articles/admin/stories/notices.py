"""Notices of the person who is signed in."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy

from articles.actions.desk.notices import mark_notices_read
from articles.admin.base import DeskView, page
from articles.models import Article
from articles.selectors.notice_choices import NoticeKind, list_kinds
from articles.selectors.notices import find_account, group_notices, list_matters
from newsroom.admin.base import current_user, now

PAGE_SIZE = 100


@page(Article, "notices/")
class NoticesView(DeskView):
    """List of what others did to one's stories; a button marks all as read."""

    template_name = "admin/articles/notices.html"
    title = gettext_lazy("Notices")
    permission_required = "articles.view_article"

    def page_context(self) -> dict[str, Any]:
        asked, at = self.request.GET, now()
        account = find_account(current_user(self.request))
        kind = next((one for one in NoticeKind if one == asked.get("kind")), None)
        rows = group_notices(account, at, [kind] if kind else list_kinds(account, screen=True))
        if asked.get("unread"):
            rows = rows.filter(is_new=True)
        shown = Paginator(rows, PAGE_SIZE).get_page(asked.get("p"))
        return {
            "notices": list_matters(shown), "page": shown, "at": at.isoformat(), "kinds": NoticeKind, "kind": kind,
            "unread": bool(asked.get("unread")),
        }  # fmt: skip

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        mark_notices_read(request.POST.get("until", ""), by=current_user(request), at=now())
        return HttpResponseRedirect(request.path)
