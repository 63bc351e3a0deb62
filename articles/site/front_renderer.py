"""The front page as HTML, from precompiled templates."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from html import escape
from itertools import takewhile
from typing import Any

from django.http import HttpResponse
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.models.front_page import FrontBlockKind, StripShape
from articles.site.card_renderer import render_card, render_headlines, render_items
from articles.site.cards import Card
from articles.site.front_blocks import ChosenStories, ShownBlock
from articles.site.json_ld import website
from articles.site.page_context import PageContext
from articles.site.page_meta import PageMeta
from articles.site.render import render_framed
from articles.site.template_precompiler import PrecompiledTemplate
from articles.site.translations import link_fronts
from articles.url_paths import topic_path

MAIN, FRONT = (PrecompiledTemplate(name, optional=()) for name in ("site/front.html", "includes/front.html"))
EMPTY, RELATED, SIDE, MORE_TOP, BLOCK, LIST = (
    PrecompiledTemplate(f"includes/front_parts.html#{name}")
    for name in ("empty", "related", "side", "more_top", "block", "list")
)
LEAD_SIZES = "(min-width: 1000px) 800px, 100vw"
STRIP_SIZES = "(min-width: 640px) 300px, 100vw"
ROW_SIZES = "(min-width: 640px) 300px, 34vw"
BAND_SIZES = "(min-width: 1000px) 300px, 72vw"
BAND_LEAD_SIZES = "(min-width: 1000px) 600px, 72vw"
SIDE_KINDS = frozenset({FrontBlockKind.IMPORTANT.value, FrontBlockKind.NEWEST.value})
"""Blocks of headlines; those that come first stand next to the lead on wide screens."""


def link_front_styles(page_context: PageContext) -> str:
    """Return the link to the styles of blocks, which the sheet of a brand has in it."""
    if page_context.state.brand.has_sheet:
        return ""
    return f'<link rel="stylesheet" href="{escape(static("articles/site/front.css"))}">'


def render_front(page_context: PageContext, chosen: ChosenStories) -> HttpResponse:
    name = {"site_name": page_context.site_name}
    description = _("News from %(site_name)s, with an archive and all corrections.")
    context = {"front": True, "json_ld": [website(page_context.state.brand)]}
    return render_framed(
        page_context,
        _render_main(page_context.at, chosen, name),
        context,
        page_meta=PageMeta(description=description % name),
        path="/",
        head=link_front_styles(page_context) + link_fronts(page_context),
    )


def _render_main(at: datetime, chosen: ChosenStories, name: Mapping[str, str]) -> str:
    if not chosen.top:
        return EMPTY(name, {})
    return MAIN({**name, "front": render_stories(at, chosen)}, {})


def render_stories(at: datetime, chosen: ChosenStories, *, within: bool = False) -> SafeString:
    """Render the lead and the blocks.

    `within` a section the cards do not name it.
    """
    top, blocks = chosen.top, chosen.blocks
    side = list(takewhile(lambda block: block.facts.kind in SIDE_KINDS, blocks))
    parts = [
        _render_block(replace(block, within=within), number, at)
        for number, block in enumerate(blocks, start=1)
    ]
    lead = render_card(top[0], at, eager=True, sizes=LEAD_SIZES, style="card-lead", within=within)
    second, more = _render_items(top[1:3], at, within), _render_items(top[3:], at, within)
    values = {
        "lead": _safe(lead),
        "related": _render_related(chosen.related, at),
        "secondary": _safe(f'<ul class="pair">{second}</ul>' if second else ""),
        "side": _safe(SIDE({"blocks": _join(parts[: len(side)])}, {}) if side else ""),
        "more_top": _safe(MORE_TOP({"cards": more}, {}) if more else ""),
        "blocks": _join(parts[len(side) :]),
    }
    return _safe(FRONT(values, {}))


def _render_related(cards: Sequence[Card], at: datetime) -> SafeString:
    return _safe(RELATED({"headlines": render_headlines(cards, at)}, {}) if cards else "")


def _render_items(cards: Sequence[Card], at: datetime, within: bool) -> SafeString:  # noqa: FBT001  # private
    return _join([f"<li>{render_card(card, at, within=within)}</li>" for card in cards])


def _render_block(block: ShownBlock, number: int, at: datetime) -> str:
    facts = block.facts
    path, name = _name_block(block)
    template = LIST if facts.kind in SIDE_KINDS else BLOCK
    values = {
        "id": f"strip-{block.section.slug}" if block.section else f"block-{number}",
        "css": _name_style(block),
        "path": path,
        "title": facts.title or name,
        "items": RENDER_ITEMS[FrontBlockKind(facts.kind)](block, at),
    }
    return template(values, {"newest": facts.kind == FrontBlockKind.NEWEST})


def _name_block(block: ShownBlock) -> tuple[str, str]:
    """Return the path that the title links, if any, and the default title."""
    if block.section is not None:
        return block.section.path, block.section.name
    if block.facts.topic is not None:
        slug, name = block.facts.topic
        return topic_path(slug), name
    return "", str(FrontBlockKind(block.facts.kind).label)


def _name_style(block: ShownBlock) -> str:
    if block.section is not None:
        return f"strip strip-{block.shape}"
    return {FrontBlockKind.TOPIC: "strip strip-lead front-topic"}.get(
        FrontBlockKind(block.facts.kind), f"front-{block.facts.kind}"
    )


def _render_strip(block: ShownBlock, at: datetime) -> SafeString:
    """Render the stories of a section or a topic in the shape of the block."""
    headline: dict[str, Any] = {"level": "h3", "within": True, "short": True}
    if block.shape == StripShape.LIST:
        items = [render_card(card, at, bare=True, **headline) for card in block.cards]
    elif block.shape == StripShape.ROW:
        pictured_first = sorted(block.cards, key=lambda card: card.picture is None)
        items = [render_card(card, at, sizes=ROW_SIZES, **headline) for card in pictured_first]
    else:
        first, *others = sort_pictured_first(block.cards)
        items = [render_card(first, at, level="h3", within=True, sizes=STRIP_SIZES)]
        items += [render_card(card, at, bare=True, **headline) for card in others]
    return list_items(items)


def sort_pictured_first(own: Sequence[Card]) -> list[Card]:
    """Return the cards with the newest pictured one first."""
    return sorted(own, key=lambda card: card is not next((c for c in own if c.picture), None))


def _render_ranked(block: ShownBlock, at: datetime) -> SafeString:
    shape: dict[str, Any] = {"bare": True, "level": "h3", "short": True, "within": block.within}
    return list_items([render_card(card, at, **shape) for card in block.cards])


def _render_newest(block: ShownBlock, at: datetime) -> SafeString:
    return render_headlines(block.cards, at)


def render_band(cards: Sequence[Card], at: datetime, *, within: bool = False) -> SafeString:
    """Render pictures with their headlines, the first one large."""
    items = []
    for number, card in enumerate(cards):
        sizes = BAND_SIZES if number else BAND_LEAD_SIZES
        items.append(render_card(card, at, level="h3", short=True, within=within, sizes=sizes))
    return list_items(items)


def _render_pictures(block: ShownBlock, at: datetime) -> SafeString:
    return render_band(block.cards, at, within=block.within)


def _render_opinions(block: ShownBlock, at: datetime) -> SafeString:
    return render_items("includes/front_opinion.html", block.cards, at)


RENDER_ITEMS: dict[FrontBlockKind, Callable[[ShownBlock, datetime], SafeString]] = {
    FrontBlockKind.IMPORTANT: _render_ranked,
    FrontBlockKind.NEWEST: _render_newest,
    FrontBlockKind.PICTURES: _render_pictures,
    FrontBlockKind.OPINION: _render_opinions,
    FrontBlockKind.TOPIC: _render_strip,
    FrontBlockKind.SECTION: _render_strip,
    FrontBlockKind.SECTIONS: _render_strip,
}


def list_items(items: Sequence[str]) -> SafeString:
    return _join([f"<li>{item}</li>" for item in items])


def _join(parts: Sequence[str]) -> SafeString:
    return _safe("".join(parts))


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308  # made of escaped values
