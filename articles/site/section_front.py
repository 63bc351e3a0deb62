"""First page of a section or a language: a lead, a row and a band of pictures."""

from collections.abc import Sequence
from typing import Any

from articles.site.cards import Card

ROW_SIZE = 3
BAND_SIZE = 5
MIN_REST = 4
"""So many stories are left to the list below, or the blocks are left out."""


def arrange_newest(cards: Sequence[Card]) -> dict[str, Any]:
    """Return the lead, the row, the band and the stories that are left to the list.

    Without enough stories the row or the band is left out.
    """
    lead, rest = cards[0] if cards else None, list(cards[1:])
    if len(rest) < ROW_SIZE + MIN_REST:
        return {"lead": lead, "cards": rest}
    row, rest = rest[:ROW_SIZE], rest[ROW_SIZE:]
    band = [card for card in rest if card.picture][:BAND_SIZE]
    if len(band) < BAND_SIZE or len(rest) < BAND_SIZE + MIN_REST:
        return {"lead": lead, "row": row, "cards": rest}
    chosen = {card.article_id for card in band}
    others = [card for card in rest if card.article_id not in chosen]
    return {"lead": lead, "row": row, "band": band, "cards": others}
