"""Notices of the person who is signed in."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy

from articles.actions.desk.notices import mark_notices_read
from articles.admin.base import DeskView, page
from articles.models import Article
from articles.selectors.notices import list_notices
from newsroom.admin.base import current_user, now


@page(Article, "notices/")
class NoticesView(DeskView):
    """List of what others did to one's stories; a button marks all as read."""

    template_name = "admin/articles/notices.html"
    title = gettext_lazy("Notices")
    permission_required = "articles.view_article"

    def page_context(self) -> dict[str, Any]:
        return {"notices": list_notices(current_user(self.request), now()), "at": now().isoformat()}

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        mark_notices_read(request.POST.get("until", ""), by=current_user(request), at=now())
        return HttpResponseRedirect(request.path)
