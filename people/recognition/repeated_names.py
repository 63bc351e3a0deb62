"""Full names that occur again with no sign of a person next to them."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from people.recognition.name_tokens import NameSpan, is_joined, is_named_thing
from people.recognition.person_evidence import follows_named_thing, is_quoted_alone
from people.recognition.tokenizer import TokenizedText

_GENITIVES = ("", "s", "'s")


class RepeatedNames:
    """Names of at least two words, by their first two words as they may be written."""

    def __init__(self, people: Iterable[tuple[str, str]], language: str) -> None:
        self._language = language
        self._by_start: dict[tuple[str, str], list[tuple[str, list[str]]]] = {}
        for key, name in people:
            words = name.replace("’", "'").split()
            if len(words) > 1 and "." not in name:
                for ending in _GENITIVES if len(words) == 2 else ("",):
                    self._by_start.setdefault((words[0], words[1] + ending), []).append((key, words))

    def find(self, tokens: TokenizedText, taken: bytearray) -> Iterator[tuple[str, int, int, int]]:
        """Yield key, first token, end and length of the genitive of each new occurrence."""
        for i, start in enumerate(pairwise(tokens.words) if self._by_start else ()):
            for key, words in self._by_start.get(start, ()):
                end = i + len(words)
                cut = _match_at(tokens, i, words)
                if cut is not None and not any(taken[i:end]) and not self._is_thing(tokens, i, end):
                    yield key, i, end, cut
                    break

    def _is_thing(self, tokens: TokenizedText, first: int, end: int) -> bool:
        """Return whether a thing has the name: `Stiftung Maria Lenz`, `Maria Lenz Haus`."""
        name_span = NameSpan(first, end, first, "mention.known-name")
        return (
            follows_named_thing(tokens, first, self._language)
            or is_quoted_alone(tokens, name_span)
            or is_named_thing(tokens, end)
        )


def _match_at(tokens: TokenizedText, i: int, words: list[str]) -> int | None:
    """Return the length of the genitive after the name at `i`; None without a match."""
    end = i + len(words)
    if tokens.words[i : end - 1] != words[:-1] or not all(
        is_joined(tokens, k) for k in range(i + 1, min(end, len(tokens)))
    ):
        return None
    last = tokens.word(end - 1)
    for ending in _GENITIVES:
        if last == words[-1] + ending:
            return len(ending)
    return None
