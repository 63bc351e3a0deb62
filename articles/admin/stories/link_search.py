"""Search for public pages to link to, and for related stories."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from articles.admin.badges import format_time
from articles.admin.base import DeskView, page
from articles.models import Article
from articles.selectors.link_targets import LinkTarget, find_link_targets, find_story_targets
from newsroom.admin.base import now

MAX_LENGTH = 100


@page(Article, "link-search/")
class LinkSearchView(DeskView):
    permission_required = "articles.view_article"

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
        """Return the matching pages; with `only=stories` just these, with their ids."""
        find = find_story_targets if request.GET.get("only") == "stories" else find_link_targets
        found = find(request.GET.get("q", "")[:MAX_LENGTH], at=now())
        return JsonResponse(
            {
                "targets": [
                    {"name": t.name, "url": t.url, "note": describe_target(t), "id": t.article_id}
                    for t in found
                ]
            }
        )


def describe_target(target: LinkTarget) -> str:
    """Return what the page is; of a story also when it was published."""
    if target.published_at is not None:
        return f"{_('story')}, {format_time(target.published_at)}"
    return {"person": _("person"), "topic": _("topic")}[target.kind]
