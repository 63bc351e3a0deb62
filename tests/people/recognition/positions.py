"""Positions of words in a text, and names written as text: `Anna|von Quell`."""

from people.recognition.name_tokens import NameSpan
from people.recognition.tokenizer import TokenizedText


def find(tokens: TokenizedText, words: str) -> int:
    """Return the position of the first of the words, which stand next to each other."""
    wanted = words.split()
    return next(i for i in range(len(tokens)) if tokens.words[i : i + len(wanted)] == wanted)


def name_of(tokens: TokenizedText, words: str) -> NameSpan:
    """Return the words as a name with one given name."""
    first = find(tokens, words)
    return NameSpan(first, first + len(words.split()), first + 1, "person.unknown")


def take(tokens: TokenizedText, words: str) -> bytearray:
    """Mark the words as tokens of a name that was read before; no words mark nothing."""
    taken = bytearray(len(tokens) + 1)
    if words:
        first = find(tokens, words)
        taken[first : first + len(words.split())] = b"\x01" * len(words.split())
    return taken


def write(tokens: TokenizedText, name: NameSpan | None) -> str | None:
    """Write a name with a stroke before its surname."""
    if name is None:
        return None
    given = " ".join(tokens.words[name.first : name.family])
    return f"{given}|{' '.join(tokens.words[name.family : name.end])}"
