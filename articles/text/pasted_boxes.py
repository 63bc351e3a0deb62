"""Boxes, pull quotes and players in pasted HTML, an lxml tree. Pure."""

import re
from typing import Any

from lxml import etree

from articles.text.boxes import is_quote_class

_PLAYER_ADDRESS = re.compile(r"https://\S*(?:embed|player|video|watch)")
_OF_WORDS = ("p", "h1", "h2", "h3", "h4", "h5", "h6")
_HOLDERS = frozenset({"aside", "li", "td", "th", "blockquote"})


def keep_players(body: Any) -> None:
    """Replace players of videos and the like by their addresses.

    One in a paragraph follows it. Saving the story names those of unknown providers.
    """
    for player in reversed(list(body.iter("iframe"))):
        address = player.get("src") or ""
        if _PLAYER_ADDRESS.match(address):
            holder = next(player.iterancestors(*_OF_WORDS), player)
            figure = etree.Element("figure", {"data-embed": address})
            figure.tail, holder.tail = holder.tail, None
            holder.addnext(figure)
            player.drop_tree()


def keep_boxes(body: Any) -> None:
    """Make pull quotes of elements with a class of quotes, and keep boxes.

    A box of links to other pages is none of the story's.
    """
    for quote in list(body.iter("aside", "blockquote", "figure")):
        if quote.getparent() is not None and is_quote_class(quote.get("class") or ""):
            _make_pull_quote(quote)
    for box in list(body.iter("aside")):
        words = len(box.text_content().strip())
        linked = sum(len(link.text_content().strip()) for link in box.iter("a"))
        if 2 * linked > words or any(outer.tag in _HOLDERS for outer in box.iterancestors()):
            box.drop_tag()


def _make_pull_quote(quote: Any) -> None:
    """Make a box that `arrange_boxes` reads by its class, with the source last."""
    source = next(iter(quote.iter("cite", "footer", "figcaption")), None)
    name = source.text_content().strip(" \n\t\u00a0-–—") if source is not None else ""
    if source is not None:
        source.drop_tree()
    box = etree.Element("aside", {"class": "pullquote"})
    box.text, box.tail = quote.text, quote.tail
    quote.getparent().replace(quote, box)
    box.extend(list(quote))
    if name:
        etree.SubElement(box, "p").text = f"– {name}"
