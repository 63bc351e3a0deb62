"""Messages that may withdraw copy in words that no form is certain of. Pure.

A word for taking back, the name of a message and an address to desks together are a question for an editor; no grammar
says how agencies have to put them.
"""

import re
from collections.abc import Iterator

from articles.parsing.story.annulment import classify_annulment
from articles.wire.desk_marks import DESK_MARK
from articles.wire.item import ItemKind, NewsItem, Notice
from articles.wire.replaced_items import find_replaced
from articles.wire.vocabularies import read_forms
from newsroom.text.spans import Confidence

URGENT = 2
_MAX_LENGTH = 600
_MAX_BLOCKS = 6
_WITHDRAWS = re.compile(rf"\b(?:{read_forms('withdrawal', 'takes_back')})\b", re.IGNORECASE | re.DOTALL)
_NAMES_COPY = re.compile(
    rf"\b(?:{read_forms('withdrawal', 'names_copy')})(?:en|s|es)?\b|\b[a-z]{{2,4}}\d{{4}}\b", re.IGNORECASE
)
_TO_DESKS = re.compile(
    r"\b(?:(?:liebe|an (?:die|alle)|achtung,?) (?:redaktionen|kunden)|editors are (?:asked|requested|advised)"
    r"|(?:redaktionen|kunden) werden gebeten(?=.*\b(?:meldung|text|bericht|[a-z]{2,4}\d{4})\b))"
    r"|^\W*(?:hinweis an die )?(?:redaktion(?:en)?|editors)\s?:",
    re.IGNORECASE | re.DOTALL,
)
_REQUEST = re.compile(read_forms("withdrawal", "requests"), re.IGNORECASE)
_LIMITED = re.compile(rf"\b(?:{read_forms('withdrawal', 'limits')})\b", re.IGNORECASE)
"""Words of notes about a part of the copy, a time or a purpose."""


def find_possible_withdrawal(item: NewsItem) -> str:
    """Return the line of an item that may withdraw copy; empty without one.

    An urgent advisory is one in any words, and so is one that names another message.
    """
    line = next(_find_lines(item), "")
    is_advisory = item.kind is ItemKind.ADVISORY or Notice.ADVISORY in item.notices
    if line or not is_advisory:
        return line
    names_another = bool(find_replaced([item.headline], item.versioncreated))
    is_urgent = item.urgency is not None and item.urgency <= URGENT
    return _get_title(item) if is_urgent or names_another else ""


def asks_for_withdrawal(text: str, *, is_to_desks: bool) -> bool:
    """Return True for words that may take a message back."""
    if len(text) > _MAX_LENGTH or not _WITHDRAWS.search(text):
        return classify_annulment(text) is Confidence.SURE and is_to_desks
    is_addressed = is_to_desks or bool(_TO_DESKS.search(text)) or bool(_REQUEST.match(text))
    return is_addressed and bool(_NAMES_COPY.search(text)) and not _LIMITED.search(text)


def _find_lines(item: NewsItem) -> Iterator[str]:
    yield from (note for note in _list_notes(item) if asks_for_withdrawal(note, is_to_desks=True))
    is_to_desks = Notice.ADVISORY in item.notices or item.kind is ItemKind.ADVISORY
    if asks_for_withdrawal(item.headline, is_to_desks=is_to_desks):
        yield item.headline
    for block in item.body[:3] if len(item.body) <= _MAX_BLOCKS else ():
        is_alone = is_to_desks or not item.headline
        if asks_for_withdrawal(block.text, is_to_desks=is_alone) and not _REQUEST.match(block.text):
            yield block.text


def _list_notes(item: NewsItem) -> list[str]:
    return [note.text for note in item.ednotes if note.role not in {"notes", DESK_MARK}]


def _get_title(item: NewsItem) -> str:
    return item.headline or next((block.text for block in item.body), "") or item.slugline
