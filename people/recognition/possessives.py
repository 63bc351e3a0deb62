"""Genitive s after a name: `Wladimir Putins Sprecher`.

The other words of the story decide whether the s belongs to the name.
"""

from collections.abc import Sequence
from dataclasses import replace

from newsroom.text.spans import Span
from people.recognition.name_tokens import is_joined
from people.recognition.tokenizer import WORD, TokenizedText
from people.recognition.types import FoundName


class GenitiveResolver:
    def __init__(self, blocks: Sequence[TokenizedText], language: str) -> None:
        self._words = {word for tokens in blocks for word in tokens.words} if language == "de" else set()
        self._german = language == "de"

    def strip_genitive(self, tokens: TokenizedText, end: int, name: FoundName) -> FoundName:
        """Return the name without a genitive s, marked as a genitive."""
        if (
            tokens.word(end) in {"'", "’"}
            and tokens.starts[end] == tokens.ends[end - 1]
            and name.name[-1:] in "sxzß"
        ):
            return replace(name, genitive=True)
        last = name.family.split()[-1] if name.family else ""
        if not self._german or not last.endswith("s") or len(last) < 4 or name.genitive:
            return name
        if not self._is_genitive(tokens, end, last):
            return name
        return replace(
            name,
            name=name.name[:-1],
            family=name.family[:-1],
            span=Span(name.span.start, name.span.end - 1),
            genitive=True,
        )

    def _is_genitive(self, tokens: TokenizedText, end: int, last: str) -> bool:
        if last[:-1] in self._words:
            return True
        if last.endswith("ss") or self._occurs_elsewhere(tokens, end, last):
            return False
        if tokens.kind(end) == WORD and is_joined(tokens, end) and not tokens.word(end).isupper():
            return not last.endswith(("ies", "eas"))
        return False

    def _occurs_elsewhere(self, tokens: TokenizedText, end: int, last: str) -> bool:
        words = tokens.words
        return any(word == last and i != end - 1 for i, word in enumerate(words))
