"""Views for scripts of the story form: tags, pasted HTML, links, people."""

from typing import Any, TypedDict

from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.admin.badges import format_time
from articles.admin.base import DeskView, page
from articles.admin.intake.forms import label_candidates
from articles.models import Article
from articles.parsing.format import describe_sources, format_tag
from articles.parsing.tags.parse import read_tag
from articles.selectors.desk_lexicon import desk_lexicon
from articles.selectors.link_targets import LinkTarget, find_link_targets, find_story_targets
from articles.selectors.people_in_text import MAX_CHARS, find_people_in_text
from articles.text.paragraphs import plain_paragraphs
from articles.text.pasted_html import MAX_LENGTH, clean_pasted_html
from newsroom.admin.base import now
from people.recognition.directory_match import PersonLink


@page(Article, "read-tag/")
class TagPreviewView(DeskView):
    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
        return JsonResponse(preview_tag(request.GET.get("tag", "")[:200]))


class TagPreview(TypedDict):
    tag: str
    agencies: list[str]
    initials: list[str]
    unknown: list[str]
    text: str
    """All of the above in one line."""


def preview_tag(raw: str) -> TagPreview:
    """Parse `afp/dl` or `(afp/dl)`; an empty `tag` means that nothing was recognised."""
    lexicon = desk_lexicon()
    text = raw.strip()
    text = text if not text or text.startswith("(") else f"({text})"
    tag = read_tag(text, lexicon)
    if not tag.trailing:
        return TagPreview(tag="", agencies=[], initials=[], unknown=[], text=_("No tag is recognised."))
    line = [format_tag(tag), describe_sources(tag.agencies, tag.editors, get_language() or "de", lexicon)]
    line += [_("unknown: %(tokens)s") % {"tokens": ", ".join(tag.unknown)}] if tag.unknown else []
    return TagPreview(
        tag=format_tag(tag),
        agencies=[lexicon.agency_name(code) for code in tag.agencies],
        initials=list(tag.editors),
        unknown=list(tag.unknown),
        text=" · ".join(part for part in line if part),
    )


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


MAX_QUERY = 100


@page(Article, "link-search/")
class LinkSearchView(DeskView):
    permission_required = "articles.view_article"

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
        """Return the matching pages; with `only=stories` just these, with their ids."""
        find = find_story_targets if request.GET.get("only") == "stories" else find_link_targets
        found = find(request.GET.get("q", "")[:MAX_QUERY], at=now())
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


MAX_NAMES = 500


@page(Article, "find-people/")
class PeopleFoundView(DeskView):
    permission_required = "articles.view_article"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
        """Return the people of the text without the names that the form has."""
        posted = request.POST
        texts = [posted.get("dek", ""), *plain_paragraphs(posted.get("body", "")[: 2 * MAX_CHARS])]
        links = find_people_in_text(
            [text for text in texts if text],
            language=posted.get("language", ""),
            byline=posted.get("byline", ""),
            settled=posted.getlist("name")[:MAX_NAMES],
        )
        labels = label_candidates(links)
        return JsonResponse({"people": [_describe(link, labels) for link in links]})


def _describe(link: PersonLink, labels: dict[int, str]) -> dict[str, Any]:
    """Return a person with the records that may be meant.

    Of several the editor chooses one.
    """
    people = [link.person_id] if link.person_id is not None else list(link.candidates)
    return {
        "name": link.found.name,
        "offices": "; ".join(office.value for office in link.found.offices),
        "is_sure": link.person_id is not None,
        "people": [{"id": number, "label": labels[number]} for number in people if number in labels],
    }
