"""Notes to desks that agencies write into the text of a story. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from articles.parsing.errors import gettext_noop
from articles.wire.item import BodyBlock, EditorNote, NewsItem, PubStatus, WireWarning
from articles.wire.release_status import speaks_of_embargo
from articles.wire.vocabularies import read_forms

NOTE = "note"
_RULE = re.compile(r"(?:[-–—_=*~+]\s?){4,}")
_WORDS = (
    r"(?:(?i:korrektur[-\s]?hinweis|redaktion(?:s|eller)[-\s]?hinweise?"
    r"|hinweise? (?:an|für) (?:die |alle )?redaktion(?:en)?"
    r"|an (?:die|alle) redaktion(?:en)?|(?:note|notice|attention|advisory),? (?:to )?(?:all )?editors)"
    r"|HINWEIS|ACHTUNG|EDITORS|E[Dd][Ss]\.?)"
)
_OPENING = re.compile(
    rf"[^\w\s]*\s*(?:{_WORDS}[^\w\s]*\s*(?:[:!–—]|$)|(?i:achtung),? (?i:redaktion(?:en)?)\b)"
)
"""`HINWEIS: …`, `Achtung Redaktionen, …`; `Achtung: Glatteis` and `Hinweis: …` are for readers, too."""
_HEADING = re.compile(rf"[^\w\s]*\s*(?:{_WORDS}|(?i:achtung),? (?i:redaktion(?:en)?))[^\w]*")
_EDITING = re.compile(read_forms("desk", "edits"), re.IGNORECASE | re.DOTALL)


def is_note_to_desks(text: str, *, preformatted: bool = False) -> bool:
    """Return True for a paragraph that addresses editors, or asks to edit the copy.

    The second counts in preformatted text alone: `Die Stelle muss gestrichen werden` may be news.
    """
    return bool(_OPENING.match(text)) or (preformatted and bool(_EDITING.search(text)))


def move_desk_notes(item: NewsItem) -> NewsItem:
    """Move the notes in the text of an item to its notes; drop rules of dashes.

    A text that is nothing but notes keeps them. A sub-headline that is repeated on top is left out.
    """
    marked = list(_mark_notes(item))
    story = tuple(block for block, is_note in marked if not is_note and not _RULE.fullmatch(block.text))
    if not story or len(story) == len(item.body):
        return item
    notes = [block.text for block, is_note in marked if is_note and not _RULE.fullmatch(block.text)]
    changed = replace(
        item, body=story, ednotes=(*item.ednotes, *(EditorNote(note, role=NOTE) for note in notes))
    )
    is_open = item.embargo is None and not item.held and item.pubstatus is PubStatus.USABLE
    embargo = next((note for note in notes if speaks_of_embargo(note)), "") if is_open else ""
    if not embargo:
        return changed
    warning = WireWarning(
        gettext_noop("A note speaks of an embargo, but the file sets none: “{note}”."), {"note": embargo}
    )
    return replace(changed, held=True, warnings=(*item.warnings, warning))


def _mark_notes(item: NewsItem) -> Iterator[tuple[BodyBlock, bool]]:
    """Yield each block with True for a note; a heading takes the next one along."""
    is_below_heading = False
    is_between_rules = False
    for position, block in enumerate(item.body):
        if _RULE.fullmatch(block.text):
            is_between_rules = not is_between_rules and _begins_note(item.body[position + 1 : position + 2])
            yield block, False
            continue
        is_note = block.tag == "pre" or is_note_to_desks(block.text)
        is_repeated = position == 0 and block.tag in {"h2", "h3"} and block.text == item.subheadline
        if is_repeated:
            continue
        yield block, is_note or is_below_heading or is_between_rules
        is_below_heading = is_note and bool(_HEADING.fullmatch(block.text))


def _begins_note(blocks: tuple[BodyBlock, ...]) -> bool:
    return any(is_note_to_desks(block.text) for block in blocks)
