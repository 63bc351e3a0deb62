"""Names of three unlisted words that are the subject of a sentence."""

from dataclasses import replace

from newsroom.text.wordlists import split_words
from people.recognition.name_tokens import NameSpan, check_name_span, is_joined
from people.recognition.offices.german_adjectives import is_adjective, is_capital_adjective
from people.recognition.offices.is_office import is_german_office
from people.recognition.tokenizer import LOWER, TokenizedText
from people.recognition.word_classes import is_place, may_be_name

_ARTICLES = split_words("Der Die Das Ein Eine der die das des ein eine und")
_MAX_OFFICE_WORDS = 7


def extend_to_subject(tokens: TokenizedText, name_span: NameSpan) -> NameSpan:
    """Return the span extended to the whole subject of the sentence.

    `Parlamentschef Ota Yara Vewardene sagte`: in a main clause everything before the verb is the subject.
    """
    k = name_span.end
    word = tokens.word(k)
    if (
        not may_be_name(word)
        or not is_joined(tokens, k)
        or tokens.kind(k + 1) != LOWER  # no verb, nor another word of a predicate
    ):
        return name_span
    genitive = tokens.word(k - 1).endswith("s") and not tokens.word(k - 1).endswith("ss")
    if genitive or not _starts_main_clause(tokens, name_span.first):
        return name_span
    return check_name_span(tokens, replace(name_span, end=k + 1)) or name_span


def _starts_main_clause(tokens: TokenizedText, first: int) -> bool:
    """Return whether only an office with article and adjectives precedes the name."""
    k = first
    while first - k < _MAX_OFFICE_WORDS and not tokens.starts_sentence(k):
        word = tokens.word(k - 1)
        if not (word in _ARTICLES or is_adjective(word) or _belongs_to_office(tokens, k - 1)):
            return False
        k -= 1
    return tokens.starts_sentence(k)


def _belongs_to_office(tokens: TokenizedText, i: int) -> bool:
    word = tokens.word(i)
    if not tokens.is_word(i):
        return False
    return is_german_office(word) or is_capital_adjective(word) or is_place(word) or word.endswith("er")
