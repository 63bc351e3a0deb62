"""The story page, and what it says of its story in words."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.csp import CSP
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles.models.story_text import AiUse
from articles.parsing.format import describe_sources
from articles.parsing.lexicon import BUILTIN
from articles.site import date_formats
from articles.site.card_renderer import genre_label, lang_attribute
from articles.site.embeds import build_frame_policy, list_frame_origins
from articles.site.figure_renderer import figure_writer
from articles.site.media_renderer import media_writer
from articles.site.page_context import PageContext
from articles.site.page_language import choose_text
from articles.site.render import render_page
from articles.site.running_story import Entry
from articles.site.story_body import render_body
from articles.site.translations import render_alternates, render_links
from articles.text.authors import link_authors
from articles.text.reading_time import reading_minutes
from articles.text.typography import add_thin_spaces_to_html
from articles.url_paths import absolute_url, source_path, topic_path

AI_SENTENCES = {
    AiUse.ASSISTED: gettext_lazy("This text was made with the help of artificial intelligence."),
    AiUse.GENERATED: gettext_lazy("Artificial intelligence wrote this text."),
}
FRAMED_CSP: dict[str, Any] = {**settings.SECURE_CSP, "frame-ancestors": [CSP.SELF]}
"""For previews, which the desk shows in a frame."""


def render_story(
    page_context: PageContext, context: Mapping[str, Any], *, path: str | None, is_preview: bool = False
) -> HttpResponse:
    """Render the story page from the context that `build_story_context` returns."""
    story, translations = context["story"], context["translations"]
    shown = context["entries"].entries if context["entries"] else ()
    whole = "".join([context["body"], *(entry.body for entry in shown)])
    origins = list_frame_origins(whole, page_context.state.link_only)
    facts = {
        "is_preview": is_preview,
        "has_frames": bool(origins),
        "lang": lang_attribute(story.language),
        "author_urls": map(absolute_url, context["writers"].values()),
        "alternates": render_alternates(path or "", story.language, translations),
        "also_in": render_links(translations),
        "parent": page_context.parent_of(context["section"]),
        "kind": _name_kind(story),
        "is_breaking": page_context.show_until(story.breaking_until),
        "byline": _render_byline(context),
        "minutes": reading_minutes(context["body"], story.language),
        "review": describe_ai_use(story),
        "text": _render_text(page_context, context, path, context["body"]),
        "shown_entries": _render_bodies(page_context, context, path),
        "sourcing": describe_story_sources(story),
        "topics": [(topic_path(topic["slug"]), choose_text(topic, "name")) for topic in story.topics],
    }
    response = render_page(page_context, "site/story.html", {**context, **facts}, path=path)
    if origins:
        policy = FRAMED_CSP if is_preview else settings.SECURE_CSP
        response.headers[CSP.HEADER_ENFORCE.value] = build_frame_policy(origins, policy)
    return response


def render_entries(page_context: PageContext, context: Mapping[str, Any], *, path: str) -> HttpResponse:
    """Render the newest entries alone, which an open page asks for.

    Raise Http404 for a story that does not run.
    """
    if context["entries"] is None:
        raise Http404(path)
    facts = {"shown_entries": _render_bodies(page_context, context, path)}
    return render_page(page_context, "includes/entries.html", {**context, **facts, "json_ld": []}, path=None)


def _render_bodies(
    page_context: PageContext, context: Mapping[str, Any], path: str | None
) -> list[tuple[Entry, SafeString]]:
    """Return the entries of the page, each with its body as it is displayed."""
    entries = context["entries"].entries if context["entries"] else ()
    return [(entry, _render_text(page_context, context, path, entry.body)) for entry in entries]


def _render_text(
    page_context: PageContext, context: Mapping[str, Any], path: str | None, html: str
) -> SafeString:
    language = context["story"].language
    lang, canonical = lang_attribute(language), absolute_url(path) if path is not None else ""
    write_figure = figure_writer(context["placed_pictures"], context["addresses"], lang)
    write_media = media_writer(context["media"], lang, canonical)
    body = render_body(html, write_figure, page_context.state.link_only, write_media)
    return mark_safe(add_thin_spaces_to_html(body, language))  # noqa: S308  # sanitized when saved


def _name_kind(story: Any) -> str:
    """Return the label of the genre, unless the kicker says it."""
    label = genre_label(story.genre)
    return "" if label.casefold() in story.kicker.casefold() else label


def describe_ai_use(story: Any) -> str:
    """Return what readers learn about AI in the text; empty for a text without it."""
    if story.ai_use == AiUse.NONE:
        return ""
    sentence = AI_SENTENCES[story.ai_use]
    if not story.ai_reviewer:
        return str(sentence)
    params = {"name": story.ai_reviewer, "date": date_formats.format_date(story.ai_reviewed_at, "day")}
    return f"{sentence} {_('%(name)s read and checked it on %(date)s.') % params}"


def _render_byline(context: Mapping[str, Any]) -> SafeString:
    story = context["story"]
    authors = link_authors(story.byline, context["writers"]) if story.byline else ""
    codes = ((source_path(code), BUILTIN.agency_name(code)) for code in story.agency_codes)
    agencies = format_html_join(", ", '<a href="{}">{}</a>', codes)
    return mark_safe(" · ".join(filter(None, (authors, agencies))))  # noqa: S308  # made of escaped values


def describe_story_sources(story: Any) -> str:
    """Return `Mit Material der AFP · bearbeitet von dl`."""
    return describe_sources(tuple(story.agency_codes), tuple(story.initials), get_language() or "de")
