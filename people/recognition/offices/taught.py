"""Offices that the desk has taught, as whole phrases next to a name."""

from people.recognition.tokenizer import BREAK, TokenizedText, tokenize
from people.recognition.types import OfficePhrase

MAX_OFFICE_WORDS = 6
RULE = "office.desk"


def fold_office(text: str) -> str:
    """Return the key of an office: its words in lower case, `hafen-lotsin`."""
    return " ".join(tokenize(text).words).casefold()


def find_taught_office_before(tokens: TokenizedText, j: int, taken: bytearray) -> OfficePhrase | None:
    """Return the longest taught office that ends at token `j`."""
    for length in range(min(MAX_OFFICE_WORDS, j + 1), 0, -1) if tokens.offices else ():
        if _is_taught(tokens, j + 1 - length, j + 1, taken):
            return OfficePhrase(j + 1 - length, j + 1, j, RULE)
    return None


def find_taught_office_after(tokens: TokenizedText, start: int, taken: bytearray) -> OfficePhrase | None:
    """Return the longest taught office that begins at token `start`."""
    for length in range(MAX_OFFICE_WORDS, 0, -1) if tokens.offices else ():
        if start + length <= len(tokens) and _is_taught(tokens, start, start + length, taken):
            return OfficePhrase(start, start + length, start + length - 1, RULE)
    return None


def is_in_taught_office(tokens: TokenizedText, i: int, taken: bytearray) -> bool:
    """Return whether a taught office begins or ends at the token.

    It is then part of no name.
    """
    return bool(
        tokens.offices
        and (find_taught_office_after(tokens, i, taken) or find_taught_office_before(tokens, i, taken))
    )


def _is_taught(tokens: TokenizedText, start: int, end: int, taken: bytearray) -> bool:
    if any(taken[start:end]) or any(tokens.kinds[i] == BREAK for i in range(start, end)):
        return False
    return " ".join(tokens.words[start:end]).casefold() in tokens.offices
