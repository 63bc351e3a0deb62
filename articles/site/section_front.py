"""Blocks of a section's or language's first page: a row and a band of pictures."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from articles.site.card_renderer import render_card
from articles.site.cards import Card
from articles.site.front_renderer import BLOCK, list_items, render_band
from articles.site.template_precompiler import PrecompiledTemplate

ROW = PrecompiledTemplate("includes/front_parts.html#more_top")
ROW_SIZE = 3
BAND_SIZE = 5
MIN_REST = 4
"""So many stories are left to the list below, or the blocks are left out."""


def render_section_front(cards: Sequence[Card], at: datetime, *, within: bool) -> tuple[str, list[Card]]:
    """Render the blocks; return them with the stories that are left, in their order."""
    rest = list(cards)
    if len(rest) < ROW_SIZE + MIN_REST:
        return "", rest
    row, rest = rest[:ROW_SIZE], rest[ROW_SIZE:]
    html = ROW({"cards": list_items([render_card(card, at, within=within) for card in row])}, {})
    band = [card for card in rest if card.picture][:BAND_SIZE]
    if len(band) < BAND_SIZE or len(rest) < BAND_SIZE + MIN_REST:
        return html, rest
    chosen = {card.article_id for card in band}
    values = {
        "id": "pictures",
        "css": "front-pictures",
        "path": "",
        "title": _("In pictures"),
        "items": render_band(band, at, within=within),
    }
    block = f'\n<div class="front-blocks">{BLOCK(values, {"newest": False})}</div>'
    return html + block, [card for card in rest if card.article_id not in chosen]
