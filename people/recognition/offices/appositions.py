"""Places of an apposition with an office after a name, in German and English."""

from people.recognition.tokenizer import NUMBER, TokenizedText

_MAX_BRACKET = 14


def find_apposition(tokens: TokenizedText, end: int) -> int | None:
    """Return the token after the comma that follows a name, and after an age.

    Brackets may be before the comma: `Anna Berg (SPD), 46, Ministerin`.
    """
    k = _skip_brackets(tokens, end)
    if tokens.word(k) != ",":
        return None
    is_aged = tokens.kind(k + 1) == NUMBER and tokens.word(k + 2) == ","
    return k + 3 if is_aged else k + 1


def _skip_brackets(tokens: TokenizedText, k: int) -> int:
    while tokens.word(k) == "(":
        m = k + 1
        while m - k < _MAX_BRACKET and tokens.word(m) not in {")", ""}:
            m += 1
        if tokens.word(m) != ")":
            return k
        k = m + 1
    return k
