"""Template tags of the review of received copy, of refusals and of hints."""

from typing import Any

from django import template
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles.actions.accounts.sessions import HINTS_LEFT
from articles.parsing.format import describe_sources
from articles.parsing.tags.parse import Tag
from articles.selectors.desk_lexicon import desk_lexicon
from newsroom import permission_holders

register = template.Library()
HINTS = {
    "home": gettext_lazy("Here is what waits for you and what is new. Begin with “New from copy” (key n)."),
    "wire": gettext_lazy(
        "Whatever agencies send arrives here. Go through it with j and k; Enter opens an item."
    ),
    "paste": gettext_lazy(
        "Paste one text as it came. Ctrl+Enter reads headline, names and credit; you check them."
    ),
    "story": gettext_lazy("Write headline and text first; all else is in the details (key i). Ctrl+S saves."),
    "plan": gettext_lazy("Here is what will be, by day. Begin with “Plan a story” (key c)."),
}
"""Screen → what it is for and the step to begin with."""


@register.inclusion_tag("admin/hint.html", takes_context=True)
def show_hint(context: Any, name: str) -> dict[str, Any]:
    is_shown = name in context["request"].session.get(HINTS_LEFT, ())
    return {"name": name, "hint": HINTS[name] if is_shown else "", "guide_url": context.get("guide_url")}


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
