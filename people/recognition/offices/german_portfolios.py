"""Portfolios of a ministry: `für Familie, Senioren, Frauen und Jugend`."""

from people.recognition.offices.german_adjectives import is_adjective
from people.recognition.tokenizer import TokenizedText


def continues_portfolio(tokens: TokenizedText, k: int) -> bool:
    """Return whether the comma at `k` is inside `für Familie, Frauen und Jugend`."""
    first = k - 1
    while first > 1 and tokens.word(first - 1) == ",":
        first -= 2
    if tokens.word(first - 1) != "für":
        return False
    end = k + 1
    while tokens.is_word(end) and tokens.word(end + 1) == ",":
        end += 2
    if not tokens.is_word(end) or tokens.word(end + 1) != "und":
        return False
    end += 2
    while is_adjective(tokens.word(end)):
        end += 1
    return tokens.is_word(end)
