"""Lines below the story of a page about its author."""

import re
from collections.abc import Sequence

from articles.parsing.story.page.names_above import WORD, StoryNames
from articles.parsing.story.types import BlockKind, CopyLine

AUTHOR = re.compile(
    r"(?P<name>(?:[A-ZÄÖÜ][\w.'’-]+ ){1,4})(?:,? \w+ ){0,2}"
    r"(?:ist (?:seit .{2,30})?(?:\w+ )?"
    r"(?:[\w-]*(?:[Rr]edakteur|[Kk]orrespondent|[Rr]eporter|[Aa]utor|[Jj]ournalist|[Vv]olontär)|freie)"
    r"|(?:arbeitet|schreibt|berichtet|volontiert) (?:seit|als|für|über|bei|im|in)\b"
    r"|is (?:an?|the|our|\w+['’]s) (?:\w+ ){0,4}(?:reporter|correspondent|editor|writer|journalist|columnist)"
    r"|(?:covers|writes (?:about|for)|reports on)\b)"
)
"""`Jana Beispiel ist Redakteurin im Ressort Politik.`"""


def is_author(names: StoryNames, index: int, line: CopyLine) -> bool:
    """Return whether a line is about an author. A person of the story is named above."""
    match = AUTHOR.match(line.text)
    return match is not None and not names.share(match["name"], index)


def is_address_of_author(lines: Sequence[CopyLine], index: int, line: CopyLine) -> bool:
    """Return whether a line begins with an author named above and has an address."""
    if "@" not in line.text:
        return False
    words = " ".join(WORD.findall(line.text)[:2]).casefold()
    bylines = (one.text for one in lines[: index + 1] if one.kind is BlockKind.BYLINE)
    return " " in words and any(words in text.casefold() for text in bylines)
