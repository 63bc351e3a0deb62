"""`Wladimir Putins Sprecher`: whether the last s belongs to the name, by the other words of the story."""

from collections.abc import Sequence
from dataclasses import replace

from newsroom.text.spans import Span
from people.recognition.name_tokens import is_joined
from people.recognition.tokenizer import WORD, TokenizedText
from people.recognition.types import NameFound


class Genitives:
    def __init__(self, pages: Sequence[TokenizedText], language: str) -> None:
        self._words = {word for page in pages for word in page.words} if language == "de" else set()
        self._german = language == "de"

    def without(self, page: TokenizedText, end: int, name: NameFound) -> NameFound:
        """The name without a genitive s, marked as genitive where it stood in one."""
        if (
            page.word(end) in {"'", "’"}
            and page.starts[end] == page.ends[end - 1]
            and name.name[-1:] in "sxzß"
        ):
            return replace(name, genitive=True)
        last = name.family.split()[-1] if name.family else ""
        if not self._german or not last.endswith("s") or len(last) < 4 or name.genitive:
            return name
        if not self._is_genitive(page, end, last):
            return name
        return replace(
            name,
            name=name.name[:-1],
            family=name.family[:-1],
            span=Span(name.span.start, name.span.end - 1),
            genitive=True,
        )

    def _is_genitive(self, page: TokenizedText, end: int, last: str) -> bool:
        if last[:-1] in self._words:
            return True
        if last.endswith("ss") or self._stands_alone(page, end, last):
            return False
        if page.kind(end) == WORD and is_joined(page, end) and not page.word(end).isupper():
            return last[-2] not in "aeiou" or last.endswith(("ies", "eas")) is False
        return False

    def _stands_alone(self, page: TokenizedText, end: int, last: str) -> bool:
        words = page.words
        return any(word == last and i != end - 1 for i, word in enumerate(words))
