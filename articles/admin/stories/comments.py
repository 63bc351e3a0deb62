"""Talk at a story: its page, and the part of the form that loads it."""

import re
from typing import Any
from unicodedata import normalize

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from articles.actions.desk.comments import (
    MAX_LENGTH,
    delete_comment,
    edit_comment,
    resolve_thread,
    write_comment,
)
from articles.actions.errors import ActionRefused
from articles.admin.base import page
from articles.admin.stories.views import StoryView
from articles.models import Article, Comment
from articles.text.html_blocks import plain_text
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

IN_FORM = "X-Talk"
"""Header of the form's script, which asks for the threads alone."""


@page(Article, "<int:pk>/talk/")
class TalkView(StoryView):
    """Threads of a story; works as a page of its own and inside the form."""

    template_name = "admin/articles/article/talk.html"
    title = gettext_lazy("Talk")
    permission_required = "articles.view_article"
    problem = ""
    typed = ""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return self._show()

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        try:
            self._apply(request)
        except ActionRefused as refusal:
            self.problem, self.typed = refusal.message, request.POST.get("text", "")
            return self._show()
        if IN_FORM in request.headers:
            return self._show()
        return HttpResponseRedirect(reverse("admin:articles_article_talk", args=[self.story.pk]))

    def _apply(self, request: HttpRequest) -> None:
        facts: dict[str, Any] = {"by": current_user(request), "at": now()}
        verb, _colon, number = request.POST.get("_do", "").partition(":")
        pk, text = parse_integer(number) or 0, request.POST.get("text", "")
        if verb == "edit":
            edit_comment(pk, text, **facts)
        elif verb == "delete":
            delete_comment(pk, **facts)
        elif verb in {"resolve", "reopen"}:
            resolve_thread(pk, resolved=verb == "resolve", **facts)
        else:
            quote = request.POST.get("quote", "")
            write_comment(self.story.pk, text, thread_id=pk or None, quote=quote, **facts)

    def _show(self) -> HttpResponse:
        if IN_FORM in self.request.headers:
            return render(self.request, "admin/articles/article/talk_threads.html", self.get_context_data())
        return self.render_to_response(self.get_context_data())

    def page_context(self) -> dict[str, Any]:
        return {
            "threads": [(first, has_changed(first, self.story)) for first in list_threads(self.story)],
            "problem": self.problem,
            "typed_comment": self.typed,
            "max_length": MAX_LENGTH,
        }


def list_threads(story: Article) -> QuerySet[Comment]:
    """Return the first remarks with their answers, open threads first."""
    answers = Comment.objects.filter(deleted_at=None).select_related("by")
    threads = story.comments.filter(thread=None).select_related("by", "resolved_by")
    return threads.prefetch_related(Prefetch("answers", queryset=answers, to_attr="shown")).order_by(
        "resolved_at", "at", "pk"
    )


def has_changed(comment: Comment, story: Article) -> bool:
    """Return whether the words that a remark is about have left the text since."""
    text = f"{story.headline} {story.dek} {plain_text(story.body)}"
    return list_words(comment.quote) not in list_words(text)


def list_words(text: str) -> str:
    """Return the words alone in small letters, which typography does not change."""
    return " ".join(re.findall(r"\w+", normalize("NFKC", text).replace("\xad", "").casefold()))
