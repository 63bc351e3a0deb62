"""Pages of sections, languages and people as HTML, from precompiled templates."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.site.card_renderer import (
    render_card,
    render_card_list,
    render_card_list_by_year,
    render_items,
)
from articles.site.cards import Card, drop_repeated_pictures
from articles.site.front_blocks import ChosenStories
from articles.site.front_renderer import link_front_styles, render_stories
from articles.site.json_ld import collection
from articles.site.page_context import PageContext
from articles.site.page_meta import PageMeta
from articles.site.pagination import Anchor, ListPage
from articles.site.person_pictures import PersonPicture, PersonPictures
from articles.site.render import build_canonical, render_breaking_banner, render_framed, render_whole
from articles.site.section_front import render_section_front
from articles.site.template_precompiler import PrecompiledTemplate
from articles.site.translations import link_fronts
from articles.url_paths import site_path

SECTION_MAIN, PERSON_MAIN = (
    PrecompiledTemplate(name, optional=()) for name in ("site/section.html", "people/person.html")
)
SECTION, LIST, MONTHS, LINK, EMPTY, PERSON, OFFICE, FEED, PICTURES = (
    PrecompiledTemplate(f"includes/list_parts.html#{name}")
    for name in ("section", "list", "months", "link", "empty", "person", "office", "feed", "pictures")
)
PAGER = PrecompiledTemplate("includes/pager.html")
COMPACT = PrecompiledTemplate("site/compact.html")
LEAD_SIZES = "(min-width: 1000px) 760px, 100vw"


def render_section(
    page_context: PageContext,
    context: Mapping[str, Any],
    cards: Sequence[Card],
    list_page: ListPage,
    months: Iterable[Anchor],
    *,
    arranged: ChosenStories | None = None,
) -> HttpResponse:
    """Render a section's page; the context has `section`, `parent` and `children`.

    Stories `arranged` by the desk stand above the list in place of the usual blocks.
    """
    section, parent = context["section"], context["parent"]
    title = {
        "parent_path": parent.path if parent else "",
        "parent_name": parent.name if parent else "",
        "name": section.name,
        "description": section.description,
        "children": _render_links((child.path, child.name) for child in context["children"]),
    }
    within = not context["children"]
    if arranged and arranged.top:
        story_list = _render_arranged(page_context, cards, list_page, arranged, within=within)
    else:
        story_list = _render_newest(page_context.at, cards, list_page, within=within)
    story_list += _render_months(months)
    main = SECTION_MAIN({"title": _safe(SECTION(title, {})), "list": _safe(story_list)}, {})
    page_meta = PageMeta(
        (section.name,),
        description=section.description or _("All stories in %(name)s.") % {"name": section.name},
    )  # fmt: skip
    feed = _render_feed_link(page_context, reverse("section-feed", args=[section.slug]), section.name)
    head = feed + link_front_styles(page_context)
    return render_framed(page_context, main, context, page_meta=page_meta, path=section.path, head=head)


def render_language_front(
    page_context: PageContext, context: Mapping[str, Any], cards: Sequence[Card], list_page: ListPage
) -> HttpResponse:
    """Render the front of a language; the context has its `name` and `path`."""
    name, path = context["name"], context["path"]
    description = _("All stories in %(language)s.") % {"language": name}
    title = {"parent_path": "", "parent_name": "", "name": name, "description": description, "children": ""}
    story_list = _render_newest(page_context.at, cards, list_page, within=False)
    main = SECTION_MAIN({"title": _safe(SECTION(title, {})), "list": _safe(story_list)}, {})
    return render_framed(
        page_context,
        main,
        {**context, "json_ld": [collection(name, path, description)]},
        page_meta=PageMeta((name,), description=description),
        path=path,
        head=link_front_styles(page_context) + (link_fronts(page_context) if list_page.first else ""),
    )


def _render_newest(at: datetime, cards: Sequence[Card], list_page: ListPage, *, within: bool) -> str:
    """Return the list, on the first page with a lead card and blocks above.

    Cards `within` a section do not name it.
    """
    if not cards:
        return EMPTY({}, {})
    lead = front = ""
    if list_page.first:
        lead = render_card(cards[0], at, within=within, eager=True, style="card-wide", sizes=LEAD_SIZES)
        front, cards = render_section_front(cards[1:], at, within=within)
    values = {
        "lead": _safe(lead),
        "front": _safe(front),
        "cards": _safe(render_card_list(cards, at, within=within)),
        "pager": render_pager(list_page),
    }
    return LIST(values, {})


def _render_arranged(
    page_context: PageContext,
    cards: Sequence[Card],
    list_page: ListPage,
    arranged: ChosenStories,
    *,
    within: bool,
) -> str:
    """Return the arranged blocks, then the list of what they do not show."""
    at, shown = page_context.at, arranged.shown
    rest = [
        card for card in drop_repeated_pictures(cards, set(arranged.photos)) if card.article_id not in shown
    ]
    values = {
        "lead": "",
        "front": render_stories(at, arranged, within=within),
        "cards": _safe(render_card_list(rest, at, within=within)),
        "pager": render_pager(list_page),
    }
    return LIST(values, {})


def _render_months(months: Iterable[Anchor]) -> str:
    links = _render_links((f"?before={month.key}", month.name) for month in months)
    return f"\n{MONTHS({'months': links}, {})}" if links else ""


def render_person(
    page_context: PageContext, person: Any, context: Mapping[str, Any], cards: Sequence[Card],
    list_page: ListPage, *, path: str, noindex: bool,
) -> HttpResponse:  # fmt: skip
    """Render the page of a person; the context has the linked data."""
    title = {
        "name": person.name,
        "description": person.description,
        "offices": _safe("".join(_render_office(office) for office in person.offices_held)),
        "other_names": ", ".join(person.other_names),
    }
    story_list = f"{render_card_list_by_year(cards, page_context.at)}\n{render_pager(list_page)}"
    pictures: PersonPictures = context["pictures"]
    portrait, others = pictures.portrait, "".join(map(_render_person_picture, pictures.others))
    values = {
        "head_class": "page-head page-head-pictured" if portrait else "page-head",
        "portrait": _safe(_render_person_picture(portrait, portrait=True) if portrait else ""),
        "title": _safe(PERSON(title, {})),
        "body_class": "person-page" if others else "",
        "list": _safe(story_list),
        "pictures": _safe(PICTURES({"pictures": _safe(others)}, {}) if others else ""),
    }
    main = PERSON_MAIN(values, {})
    page_meta = PageMeta(
        (person.name,), kind="profile",
        description=person.description or _("Stories that name %(name)s.") % {"name": person.name},
    )  # fmt: skip
    head = _render_feed_link(page_context, f"{path}feed.atom", person.name)
    return render_framed(
        page_context, main, context, page_meta=page_meta, path=path, head=head, noindex=noindex
    )


def _render_person_picture(shown: PersonPicture, *, portrait: bool = False) -> str:
    return render_to_string("includes/person_picture.html", {"shown": shown, "portrait": portrait})


def render_compact(page_context: PageContext, cards: Sequence[Card], list_page: ListPage) -> HttpResponse:
    canonical, name = build_canonical(page_context, site_path("/compact/")), page_context.site_name
    description = _("All headlines on one light page, without pictures.")
    values = {
        "canonical": canonical,
        "page_meta": PageMeta((_("Compact"),), description=description).render(canonical, name),
        "site_name": name,
        "breaking_banner": render_breaking_banner(page_context.state.breaking),
        "headlines": render_items("includes/compact_headline.html", cards, page_context.at),
        "pager": render_pager(list_page),
    }
    return render_whole(COMPACT(values, {"language": settings.SITE_LANGUAGE}))


def _render_office(office: Mapping[str, Any]) -> str:
    years = {name: (office[name] or "")[:4] for name in ("since", "until")}
    return OFFICE({"title": office["title"], **years}, {})


def render_pager(list_page: ListPage) -> SafeString:
    return _safe(PAGER({"older": list_page.older}, {"first": list_page.first}))


def _render_feed_link(page_context: PageContext, path: str, name: str) -> str:
    return FEED({"path": path, "site_name": page_context.site_name, "name": name}, {})


def _render_links(links: Iterable[tuple[str, str]]) -> SafeString:
    return _safe("".join(LINK({"path": path, "name": name}, {}) for path, name in links))


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308  # made of escaped values
