"""The page of a story's translations: link, unlink, and begin one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.errors import ActionRefused
from articles.actions.stories.translations import link_translation, make_translation, unlink_translation
from articles.admin.badges import state_badge
from articles.admin.base import page, show_refusal
from articles.admin.stories.views import StoryView, story_url
from articles.models import Article
from articles.models.desk_languages import language_choices
from articles.search.desk import match_stories
from articles.selectors.translations import find_translations
from articles.workflow import State
from newsroom.admin.base import current_user, now
from newsroom.language_tags import name_language, primary_tag
from newsroom.strict_values import parse_integer

MAX_OFFERS = 12
WITHDRAWN = frozenset({State.WITHHELD, State.KILLED})


@page(Article, "<int:pk>/translations/")
class TranslationsView(StoryView):
    template_name = "admin/articles/article/translations.html"
    title = gettext_lazy("Translations")
    permission_required = "articles.view_article"

    def page_context(self) -> dict[str, Any]:
        translations = list(find_translations(self.story.pk))
        taken = {primary_tag(story.language) for story in (self.story, *translations)}
        search = self.request.GET.get("q", "").strip()
        may_change = bool(self.model_admin.has_write_permission(self.request, self.story))
        return {
            "subtitle": self.story.headline,
            "language": name_language(self.story.language),
            "translations": describe_stories(translations),
            "search": search,
            "offers": describe_stories(self._find_offers(search, taken)) if may_change else (),
            "languages": [
                (code, name) for code, name in language_choices() if primary_tag(code) not in taken
            ],
            "may_change": may_change,
            "may_add": may_change
            and self.story.state not in WITHDRAWN
            and self.request.user.has_perm("articles.add_article"),
        }

    def _find_offers(self, search: str, taken: set[str]) -> list[Article]:
        """Return matching stories in other languages, the latest edited first."""
        stories = Article.objects.filter(match_stories(search)) if search else Article.objects.all()
        others = stories.filter(translation=None).exclude(state__in=WITHDRAWN)
        others = others.exclude(language__in=[*taken, self.story.language])
        return list(others.order_by("-edited_at", "-pk")[:MAX_OFFERS])

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        button = BUTTONS.get(request.POST.get("act", ""))
        target = ""
        with show_refusal(request):
            target = button(self, request) if button else ""
        here = reverse("admin:articles_article_translations", args=[self.story.pk])
        return HttpResponseRedirect(target or here)

    def link(self, request: HttpRequest) -> str:
        other = parse_integer(request.POST.get("other", "")) or 0
        link_translation(self.story.pk, other, by=current_user(request), at=now())
        messages.success(
            request, _("The stories are linked. Readers of each see the other as long as it is public.")
        )
        return ""

    def unlink(self, request: HttpRequest) -> str:
        pk = parse_integer(request.POST.get("other", "")) or 0
        if not find_translations(self.story.pk).filter(pk=pk).exists():
            raise ActionRefused(_("The stories are not linked any more."))
        unlink_translation(pk, by=current_user(request), at=now())
        messages.success(request, _("The link is removed. To undo this, link the stories again."))
        return ""

    def make(self, request: HttpRequest) -> str:
        language = request.POST.get("language", "")
        draft = make_translation(self.story.pk, language, by=current_user(request), at=now())
        messages.success(
            request, _("The draft has the text of the story. Translate it paragraph by paragraph.")
        )
        return story_url(draft)


BUTTONS: dict[str, Callable[[TranslationsView, HttpRequest], str]] = {
    "link": TranslationsView.link,
    "unlink": TranslationsView.unlink,
    "make": TranslationsView.make,
}
"""By value; each returns the address to go to, empty for this page."""


def describe_stories(stories: list[Article]) -> list[dict[str, Any]]:
    """Return what lists of translations show of each story."""
    return [
        {
            "pk": story.pk,
            "headline": story.headline,
            "lang": story.language,
            "language": name_language(story.language),
            "badge": state_badge(story),
        }
        for story in stories
    ]
