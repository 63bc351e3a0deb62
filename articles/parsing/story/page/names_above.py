"""Names in the text of a page, each with the first line that has it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.parsing.story.page.teasers import is_open_paragraph
from articles.parsing.story.types import BlockKind, CopyLine

NAME = re.compile(r"\b[A-ZÄÖÜ][\w’'-]{3,}")
WORD = re.compile(r"[^\W\d_][\w’'-]*[^\W\d_]")
_STEM_LENGTH = 6
_PERSON = re.compile(
    r"\b[A-ZÄÖÜ][\w’-]+ (?P<name>[A-ZÄÖÜ][\w-]{2,})(?=[\s,.;:!?’')“”«»\"]|$)"
    r"|\b(?P<aged>[A-ZÄÖÜ][\w-]{2,})(?:, \d\d\b| \(\d\d\))"
)
_STORY_KINDS = frozenset({BlockKind.HEADLINE, BlockKind.DEK, BlockKind.CAPTION})


@dataclass(frozen=True, slots=True)
class StoryNames:
    """Names and people of a page, found in one pass over its lines.

    `names` are beginnings of words with a capital in text, headline and captions; `people` are surnames, and names with
    an age after them. The numbers are those of the first line with the name.
    """

    names: dict[str, int]
    names_of_text: dict[str, int]
    people: dict[str, int]

    def share(self, text: str, index: int) -> frozenset[str]:
        """Return the names of a text that are in the lines down to `index`."""
        return _keep_above(split_names(text), self.names, index)

    def share_with_text(self, text: str, index: int) -> frozenset[str]:
        """Return those that are in the paragraphs down to `index`."""
        return _keep_above(split_names(text), self.names_of_text, index)

    def list_people(self, text: str, index: int) -> frozenset[str]:
        """Return the words of a text that are people in the lines down to `index`."""
        return _keep_above(frozenset(WORD.findall(text)), self.people, index)


def list_story_names(lines: Sequence[CopyLine]) -> StoryNames:
    names: dict[str, int] = {}
    names_of_text: dict[str, int] = {}
    people: dict[str, int] = {}
    for index, line in enumerate(lines):
        if not line.is_unclaimed and line.kind not in _STORY_KINDS:
            continue
        is_text = is_open_paragraph(line)
        for name in split_names(line.text):
            names.setdefault(name, index)
            if is_text:
                names_of_text.setdefault(name, index)
        for match in _PERSON.finditer(line.text):
            people.setdefault(match["name"] or match["aged"], index)
    return StoryNames(names, names_of_text, people)


def split_names(text: str) -> frozenset[str]:
    """Return the beginnings of words with a capital."""
    return frozenset(word[:_STEM_LENGTH] for word in NAME.findall(text))


def _keep_above(words: frozenset[str], first_lines: dict[str, int], index: int) -> frozenset[str]:
    return frozenset(word for word in words if first_lines.get(word, index + 1) <= index)
