"""Datelines in the text of wires: `Berlin (dpa) - `, `TOKYO (AP) _ `. Pure."""

import re
from dataclasses import dataclass

from articles.wire.item_draft import ItemDraft
from newsroom.text.wordlists import read_words

_MAX_LENGTH = 160
_WITH_BRACKETS = re.compile(
    r"(?P<place>[^\W\d_a-zß-öø-ÿ][^()\n]{1,80}?(?:[ ]?\([A-Z][\w ./]{1,14}\))?)[ ]?"
    r"\((?P<agency>[^()\n]{2,40})\)(?P<dash>[ ]?(?:[-–—_]{1,2}|[.:][-–]?)(?=\s|$)|(?=\s|$))[ ]?"
)
_WITHOUT_BRACKETS = re.compile(
    r"(?P<place>[A-Z][A-Z .,'’-]{2,60}),?[ ](?P<date>[A-Z][a-z]{2,8}\.?[ ]\d{1,2},?[ ])?"
    r"(?P<agency>Kyodo|Xinhua|Reuters|AFP|AP)[ ]?(?P<dash>[-–—_]{1,2})(?=\s|$)[ ]?"
)
"""`TOKYO, Jan. 3 Kyodo - `"""
_AGENCIES = read_words("articles/wire/data/dateline_agencies.txt")
_DAY = re.compile(r"\s+\d{1,2}[/.]\d{1,2}\.?(?:[/.]\d{2,4})?$")
"""`BRUXELLES 02/03 (BELGA)`"""
_SEPARATORS = re.compile(r"[\s/,+&]+")


@dataclass(frozen=True, slots=True)
class PrintedDateline:
    """A dateline as printed, with its place and the agencies it names."""

    text: str
    place: str
    agencies: tuple[str, ...]


def find_printed_dateline(paragraph: str, *, also_known: str = "") -> PrintedDateline | None:
    """Return the dateline at the start of a paragraph.

    `also_known` is the agency of the file.
    """
    start = paragraph[:_MAX_LENGTH]
    match = _WITH_BRACKETS.match(start) or _WITHOUT_BRACKETS.match(start)
    if match is None:
        return None
    agencies = tuple(part for part in _SEPARATORS.split(match["agency"]) if part and part.lower() != "the")
    known = {also_known.lower()} | _AGENCIES
    if not agencies or agencies[0].lower() not in known:
        return None
    place = _DAY.sub("", match["place"].split(",")[0]).strip()
    return PrintedDateline(match[0], place, agencies)


def set_printed_dateline(draft: ItemDraft, agency: str, path: str, *, also_known: str = "") -> None:
    """Set dateline, place and provider from the first paragraphs, after a teaser.

    The agency that `path` names is the provider of a text without a dateline.
    """
    blocks = draft.get("body", ())[:4]
    lines = (find_printed_dateline(block.text, also_known=also_known) for block in blocks)
    if (found := next(filter(None, lines), None)) is not None:
        draft.set("dateline", found.text, "text")
        draft.set("located", found.place, "text")
        draft.set("provider", found.agencies[0], "text")
    draft.set("provider", agency, path)
