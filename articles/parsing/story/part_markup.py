"""HTML of each story of one paste, made of the blocks that its words are in. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.parsing.story.digests import cut_number
from articles.text.html_blocks import plain_text
from articles.text.html_parts import ANY_TAG

_PARAGRAPH_TAG = re.compile(r"</?p\b[^>]*>|<br ?/?>")


@dataclass(frozen=True, slots=True)
class _TextBlock:
    html: str
    text: str

    @property
    def words(self) -> str:
        """Return the text without white space."""
        return "".join(self.text.split())

    @property
    def has_markup(self) -> bool:
        """Return whether the block is more than a paragraph."""
        return ANY_TAG.search(_PARAGRAPH_TAG.sub("", self.html)) is not None

    def without_number(self) -> "_TextBlock":
        text = cut_number(self.text)
        number = self.text.removesuffix(text)
        return _TextBlock(self.html.replace(number, "", 1), text)


def write_parts(parts: Sequence[str], blocks: Sequence[str]) -> list[str]:
    """Return the HTML of each part of a text whose outermost elements are `blocks`.

    It is empty where the words of the part are not those of whole blocks, and where these are paragraphs only.
    """
    known = [block for block in (_TextBlock(one, plain_text(one)) for one in blocks) if block.words]
    written = []
    at = 0
    for part in parts:
        chosen, at = _find_blocks("".join(part.split()), known, at)
        rich = any(block.has_markup for block in chosen)
        written.append("\n".join(block.html for block in chosen) if rich else "")
    return written


def _find_blocks(words: str, known: Sequence[_TextBlock], at: int) -> tuple[list[_TextBlock], int]:
    """Return the consecutive blocks with these words, and the index after them.

    What is between two parts, such as the head of a mail, is passed.
    """
    for start in range(at, len(known)):
        for first in (known[start], known[start].without_number()):
            chosen, rest, end = [first], words.removeprefix(first.words), start + 1
            if rest == words:
                continue
            while end < len(known) and rest and rest.startswith(known[end].words):
                chosen.append(known[end])
                rest = rest.removeprefix(known[end].words)
                end += 1
            if not rest:
                return chosen, end
    return [], at
