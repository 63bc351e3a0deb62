"""Lines of a page for the tests of its rules, and the texts that a kind of rule claimed."""

from collections.abc import Sequence

from articles.parsing.story.lines import read_lines
from articles.parsing.story.types import BlockKind, CopyLine

SENTENCE = "Die Stadt Nordhaven baut eine zweite Brücke über die Aue, teilte Bürgermeisterin Mira Talberg am Montag mit."
SECOND = (
    "Der Reeder Ole Finken nannte die Brücke überfällig, weil die Lastwagen seit Monaten einen Umweg fahren."
)


def make_lines(*texts: str) -> list[CopyLine]:
    """Return unclaimed lines; an empty text is a blank line."""
    return read_lines("\n".join(texts))[1]


def make_html_lines(html: str) -> list[CopyLine]:
    return read_lines(html)[1]


def list_claimed(lines: Sequence[CopyLine], kind: BlockKind = BlockKind.FURNITURE) -> list[str]:
    return [line.text for line in lines if line.kind is kind]


def list_unclaimed(lines: Sequence[CopyLine]) -> list[str]:
    return [line.text for line in lines if line.is_unclaimed]
