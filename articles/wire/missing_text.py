"""Texts that arrive without their text, and headings without theirs. Pure."""

from dataclasses import replace

from articles.parsing.errors import gettext_noop
from articles.wire.item import KILL_NOTICES, EditorNote, ItemKind, NewsItem, Notice, PubStatus, WireWarning

_HEADINGS = frozenset({"h2", "h3"})
_COMPLETE_WITH_HEADLINE = KILL_NOTICES | {Notice.ALERT}


def hold_without_text(item: NewsItem) -> NewsItem:
    """Warn of a usable text without body; hold it if it has no summary either.

    The headline of an alert says all, and a kill needs no text.
    """
    is_text = item.kind is ItemKind.TEXT and item.pubstatus is PubStatus.USABLE
    says_all = bool(item.headline) and not _COMPLETE_WITH_HEADLINE.isdisjoint(item.notices)
    if item.body or not is_text or says_all:
        return item
    if item.teaser:
        what = gettext_noop("The item has a summary, but no text.")
    else:
        what = gettext_noop("The item has no text; it is held until an editor decides.")
    return replace(item, held=item.held or not item.teaser, warnings=(*item.warnings, WireWarning(what)))


def move_last_headings(item: NewsItem) -> NewsItem:
    """Move headings at the end of a text, which head nothing, to the notes."""
    end = len(item.body)
    while end and item.body[end - 1].tag in _HEADINGS:
        end -= 1
    if end in {0, len(item.body)}:
        return item
    notes = (EditorNote(block.text, role="note") for block in item.body[end:])
    return replace(item, body=item.body[:end], ednotes=(*item.ednotes, *notes))
