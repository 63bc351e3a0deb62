"""Cleaning of HTML that is pasted into the editor."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from articles.admin.base import DeskView, page
from articles.models import Article
from articles.text.pasted_html import MAX_LENGTH, clean_pasted_html


@page(Article, "clean-paste/")
class CleanPasteView(DeskView):
    permission_required = "articles.view_article"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
        source = request.POST.get("html", "")
        if len(source) > MAX_LENGTH:
            return JsonResponse({"problem": _("This is too much HTML for a story.")}, status=413)
        pasted = clean_pasted_html(source)
        return JsonResponse({"html": pasted.html, "left_out": list(pasted.left_out)})
