"""Preview of a closing tag while it is typed."""

from typing import Any, TypedDict

from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.admin.base import DeskView, page
from articles.models import Article
from articles.parsing.format import describe_sources, format_tag
from articles.parsing.tags.parse import read_tag
from articles.selectors.desk_lexicon import desk_lexicon


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
