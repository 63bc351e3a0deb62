"""Lines of a press release around its title and text: its name, number and end.

`Pressemitteilung Nr. 12/2015`, `PRESS RELEASE`, `FOR IMMEDIATE RELEASE`, `ENDS`: the sender prints them on lines of
their own.
"""

import re
from collections.abc import Sequence

from articles.parsing.story.types import BlockKind, CopyLine
from newsroom.text.spans import Confidence

_MAX_LENGTH = 90
_FIRST_LINES = 8
_NAME = (
    r"(?:(?:gemeinsame |amtliche )?(?:presse|medien|polizei)-?\s?"
    r"(?:mitteilung|information|meldung|aussendung|dienst|info|notiz)"
    r"|(?:press|news|media)\s(?:release|statement)|media advisory|communiqu[ée](?: de presse)?|comunicato stampa)"
)
_DATE = r"(?:\d{1,2}\.\s?(?:\d{1,2}\.|[a-zäé]{3,10})\s?\d{2,4}|\d{1,2} [a-z]{3,10},? \d{4}|[a-z]{3,10} \d{1,2}, \d{4})"
_NUMBER = r"(?:(?:nr|no|nummer|number)\.?:?\s?\d[\d/.\s-]{0,12}|\d{1,4}\s?/\s?\d{2,4})"
_HEAD = re.compile(
    rf"{_NAME}(?:[\s,|:–—-]+(?:{_NUMBER}|{_DATE}|(?:vom|of|from|du|del)\s{_DATE}))*\s?:?"
    rf"|{_NUMBER}(?:\s?[|/,–-]\s?|\s(?:vom\s)?)?(?:{_DATE})?|(?:for\s)?immediate release:?|sperrfrist: keine",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(_NUMBER, re.IGNORECASE)
_END = re.compile(r"[-–—#*\s]*(?:ends?|ende)[-–—#*\s]*|#{3}|-30-", re.IGNORECASE)


def claim_press_release(lines: Sequence[CopyLine]) -> None:
    """Claim the lines with the release's name and number above, and its end mark.

    A number alone counts only next to such a name.
    """
    named = False
    for index, line in enumerate(lines[:_FIRST_LINES]):
        if len(line.text) > _MAX_LENGTH or not _is_head(lines, index):
            continue
        if line.is_unclaimed and (named or not _NUMBER_FIRST.match(line.text)):
            named = True
            line.claim(BlockKind.FURNITURE, "furniture.press-release", Confidence.LIKELY)
    for line in lines[2:]:
        if line.is_unclaimed and len(line.text) < _MAX_END_LENGTH and _END.fullmatch(line.text):
            line.claim(BlockKind.FURNITURE, "furniture.end", Confidence.LIKELY)


_MAX_END_LENGTH = 16


def names_release(text: str) -> bool:
    """Return whether a line is the name of a release: `Pressemitteilung Nr. 12/2015`."""
    return len(text) <= _MAX_LENGTH and _HEAD.fullmatch(text) is not None and not _NUMBER_FIRST.match(text)


def _is_head(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether the line names the release; with its sender a date must be below."""
    text = lines[index].text
    if _HEAD.fullmatch(text) is not None:
        return True
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    return not index and _WITH_SENDER.match(text) is not None and _DATE_LINE.fullmatch(below) is not None


_WITH_SENDER = re.compile(rf"{_NAME}\s(?:der|des|von|vom|of|from)\s", re.IGNORECASE)
_DATE_LINE = re.compile(rf"(?:(?:datum|date)\s?:\s?|vom\s)?{_DATE}", re.IGNORECASE)
