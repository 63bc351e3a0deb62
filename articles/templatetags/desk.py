"""Template tags of the review of received copy, and of refusals."""

from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.parsing.format import describe_sources
from articles.parsing.tags.parse import Tag
from articles.selectors.desk_lexicon import desk_lexicon
from newsroom import permission_holders

register = template.Library()


@register.inclusion_tag("admin/articles/article/read_field.html")
def read_field(form: Any, name: str) -> dict[str, Any]:
    return {
        "field": form[name],
        "evidence": form.evidence.get(name),
        "accepted": f"accept-{name}" in form.data,
    }


@register.simple_tag(takes_context=True)
def explain_refusal(context: Any, permission: str) -> str:
    """Return why the reader's account may not do a thing, and the people to ask."""
    return permission_holders.explain_refusal(context["request"].user, permission)


@register.simple_tag
def format_tag(tag: Tag) -> str:
    words = describe_sources(tag.agencies, tag.editors, get_language() or "de", desk_lexicon())
    unknown = _("unknown: %(tokens)s") % {"tokens": ", ".join(tag.unknown)} if tag.unknown else ""
    return " · ".join(part for part in (words, unknown) if part)
