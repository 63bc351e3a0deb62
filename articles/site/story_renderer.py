"""The story page as HTML, from precompiled templates.

Each optional part has a template of its own: the variants of one template would multiply.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.csp import CSP
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles.models.story_text import AiUse
from articles.parsing.format import describe_sources
from articles.parsing.lexicon import BUILTIN
from articles.site import date_formats
from articles.site.card_renderer import (
    genre_label,
    lang_attribute,
    render_headlines,
)
from articles.site.embeds import build_frame_policy, list_frame_origins, render_script
from articles.site.figure_renderer import figure_writer, render_figure
from articles.site.media_renderer import media_writer
from articles.site.page_context import PageContext
from articles.site.page_language import choose_text
from articles.site.page_meta import PageMeta
from articles.site.render import render_framed
from articles.site.share_links import render_share_links, render_share_script
from articles.site.story_body import render_body
from articles.site.template_precompiler import PrecompiledTemplate, Variant
from articles.site.translations import render_alternates, render_links
from articles.text.authors import link_authors
from articles.text.reading_time import reading_minutes
from articles.text.typography import add_thin_spaces, add_thin_spaces_to_html, hyphenate
from articles.url_paths import absolute_url, source_path, topic_path

TITLE, FACTS, TAIL, RELATED, HEAD, PERSON, TOPIC = (
    PrecompiledTemplate(f"includes/story_parts.html#{name}")
    for name in ("title", "facts", "tail", "related", "head", "person", "topic")
)
AI_SENTENCES = {
    AiUse.ASSISTED: gettext_lazy("This text was made with the help of artificial intelligence."),
    AiUse.GENERATED: gettext_lazy("Artificial intelligence wrote this text."),
}
FRAMED_CSP: dict[str, Any] = {**settings.SECURE_CSP, "frame-ancestors": [CSP.SELF]}
"""For previews, which the desk shows in a frame."""
MAIN = PrecompiledTemplate("site/story.html", optional=())


def render_story(
    page_context: PageContext, context: Mapping[str, Any], *, path: str | None, is_preview: bool = False
) -> HttpResponse:
    """Render the story page from the context that `build_story_context` returns."""
    story, section = context["story"], context["section"]
    canonical = absolute_url(path) if path is not None else ""
    page_meta = PageMeta(
        (story.search_title or story.headline, section.name), description=context["summary"],
        kind="article", picture=context["share_picture"], language=story.language, social_text=story.social_text,
    )  # fmt: skip
    main = _render_main(context, page_context, canonical)
    origins = list_frame_origins(context["body"], page_context.state.link_only)
    script = render_script() if origins else ""
    if is_preview:
        style = f'<link rel="stylesheet" href="{escape(static("articles/site/preview.css"))}">'
        note = escape(_("Preview: this version is not published"))
        main = f'<p class="preview-line" role="note">{note}</p>\n{main}'
        response = render_framed(
            page_context, main, context, page_meta=page_meta, path=path, head=style + script
        )
    else:
        links = render_alternates(path or "", story.language, context["translations"])
        head = _render_head(context) + links + script
        response = render_framed(page_context, main, context, page_meta=page_meta, path=path, head=head)
    if origins:
        policy = FRAMED_CSP if is_preview else settings.SECURE_CSP
        response.headers[CSP.HEADER_ENFORCE.value] = build_frame_policy(origins, policy)
    return response


def _render_head(context: Mapping[str, Any]) -> str:
    authors = [
        f'<meta property="article:author" content="{escape(absolute_url(address))}">\n'
        for address in context["writers"].values()
    ]
    values = {
        "published_iso": date_formats.format_iso(context["story"].first_published_at),
        "modified_iso": date_formats.format_iso(context["modified"]),
        "authors": _join(authors),
        "section_name": context["section"].name,
    }
    return HEAD(values, {}) + render_share_script()


def _render_main(context: Mapping[str, Any], page_context: PageContext, canonical: str) -> str:
    story, section, updated = context["story"], context["section"], context["updated"]
    language: Variant = {"language": settings.SITE_LANGUAGE}
    lang = lang_attribute(story.language)
    parent = page_context.parent_of(section)
    title = {
        "parent_path": parent.path if parent else "", "parent_name": parent.name if parent else "",
        "section_path": section.path, "section_name": section.name, "kind": _name_kind(story),
        "kicker": story.kicker, "headline": hyphenate(story.headline, story.language),
        "dek": add_thin_spaces(story.dek, story.language),
        "breaking": _("Breaking") if page_context.show_until(story.breaking_until) else "",
    }  # fmt: skip
    facts = {
        "byline": _render_byline(context),
        "published_iso": date_formats.format_iso(story.first_published_at),
        "published": date_formats.format_full(story.first_published_at),
        "updated_iso": date_formats.format_iso(updated) if updated else "",
        "updated": date_formats.format_full(updated) if updated else "",
        "minutes": str(reading_minutes(context["body"], story.language) or ""),
        "review": describe_ai_use(story),
    }
    tail = {
        "sourcing": _describe_sources(
            tuple(story.agency_codes), tuple(story.initials), get_language() or "de"
        ),
        "people": _render_people(context["people"], lang),
        "topics": _render_topics(story.topics),
    }
    addresses = context["addresses"]
    pictures = [render_figure(picture, addresses, lang) for picture in context["more_pictures"]]
    lead = render_figure(context["lead"], addresses, lang, eager=True) if context["lead"] else ""
    write_figure = figure_writer(context["placed_pictures"], addresses, lang)
    write_media = media_writer(context["media"], lang, canonical)
    body = render_body(context["body"], write_figure, page_context.state.link_only, write_media)
    values = {
        "lang": lang,
        "title": _safe(TITLE(title, language)),
        "corrections_above": _render_corrections(context["corrections_above"], story),
        "facts": _safe(FACTS(facts, language) + render_links(context["translations"])),
        "lead": _safe(add_thin_spaces_to_html(lead, story.language)),
        "body": _safe(add_thin_spaces_to_html(body, story.language)),
        "more_pictures": _safe(add_thin_spaces_to_html(_join(pictures), story.language)),
        "corrections_below": _render_corrections(context["corrections_below"], story),
        "tail": _safe(TAIL(tail, language)),
        "share": render_share_links(f"{story.headline} | {page_context.site_name}", canonical),
        "canonical": canonical,
        "related": _render_related(context["related"], page_context),
    }
    return MAIN(values, language)


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
    agencies = _link_agencies(tuple(story.agency_codes), settings.SITE_LANGUAGE)
    return _safe(" · ".join(filter(None, (authors, agencies))))


@lru_cache(maxsize=256)
def _link_agencies(codes: tuple[str, ...], _language: str) -> str:
    links = [
        f'<a href="{escape(source_path(code))}">{escape(BUILTIN.agency_name(code))}</a>' for code in codes
    ]
    return ", ".join(links)


_describe_sources = lru_cache(maxsize=1024)(describe_sources)


def _render_people(people: Sequence[Mapping[str, Any]], lang: SafeString) -> SafeString:
    items = [
        PERSON({"path": p["path"], "name": p["name"], "office": p["office"]}, {"lang": lang}) for p in people
    ]
    return _join(items)


def _render_topics(topics: Sequence[Mapping[str, Any]]) -> SafeString:
    return _join([TOPIC({"path": topic_path(t["slug"]), "name": choose_text(t, "name")}, {}) for t in topics])


def _render_corrections(corrections: Sequence[Any], story: Any) -> SafeString:
    if not corrections:
        return SafeString("")
    context = {"corrections": corrections, "story": story, "language": settings.SITE_LANGUAGE}
    return render_to_string("includes/corrections.html", context)


def _render_related(related: Sequence[Any], page_context: PageContext) -> SafeString:
    if not related:
        return SafeString("")
    return _safe(RELATED({"headlines": render_headlines(related, page_context.at)}, {}))


def _join(parts: Sequence[str]) -> SafeString:
    return _safe("".join(parts))


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308  # made of escaped values
