"""Datelines that only the element marks: a place in bold before the text."""

import re

from articles.parsing.story.dateline import StoryDateline, is_known_place
from articles.parsing.story.dateline_words import OPENERS
from newsroom.text.spans import Confidence, Reading, Span

_PLACE = re.compile(
    r"[A-ZÄÖÜ][\w'’-]+(?:[ /-]{1,3}(?:(?:am|an|der|im|in|ob|bei|vor|of|on|the|and|und) ){0,2}[A-ZÄÖÜ][\w'’.-]+){0,4}"
    r"(?: \([\w. ]{1,12}\))?"
)
_SENTENCE = re.compile(r"[\"'„“”«»‚]?[^\W_a-zß-öø-ÿ]")
_SIGNS = " .,:;–—-|/"


def read_place_in_element(line: str, opening: str, *, is_called_place: bool) -> StoryDateline | None:
    """Return the place in bold before the text: `<b>Trier</b> Das …`.

    The words after it begin a sentence. A place that no list has needs an element called so.
    """
    place = opening.rstrip(_SIGNS)
    rest = line[len(opening) :]
    if not place or not line.startswith(opening) or not _PLACE.fullmatch(place):
        return None
    after = rest.lstrip(_SIGNS)
    if not _SENTENCE.match(after) or (not is_called_place and not is_known_place(place)):
        return None
    is_article = after.partition(" ")[0].casefold() in OPENERS
    is_marked = place != opening.strip() or after != rest.lstrip()
    if not is_called_place and not is_article and not is_marked:
        return None
    value = Span(0, len(place))
    reading = Reading(place, value, "dateline.place", Confidence.LIKELY)
    return StoryDateline(reading, len(line) - len(after), place, ())
