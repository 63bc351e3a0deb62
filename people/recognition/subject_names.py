"""Names of three words no list knows, where the sentence shows that they are its subject."""

from dataclasses import replace

from newsroom.text.wordlists import split_words
from people.recognition.name_tokens import NameSpan, check_extent, is_joined
from people.recognition.offices.german_adjectives import is_adjective, is_capital_adjective
from people.recognition.offices.is_office import is_german_office
from people.recognition.speech_verbs import SAID_DE
from people.recognition.tokenizer import LOWER, WORD, TokenizedText
from people.recognition.word_classes import is_namelike, is_place

_ARTICLES = split_words("Der Die Das Ein Eine der die das des ein eine und")
_FARTHEST = 7


def extend_to_subject(page: TokenizedText, extent: NameSpan) -> NameSpan:
    """`Parlamentschef Ota Yara Vewardene sagte`: in a main clause all before its verb is the subject."""
    k = extent.end
    word = page.word(k)
    if not page.is_word(k) or not is_joined(page, k) or not is_namelike(word) or not _goes_on(page, k + 1):
        return extent
    genitive = page.word(k - 1).endswith("s") and not page.word(k - 1).endswith("ss")
    if genitive or not _opens_clause(page, extent.first):
        return extent
    return check_extent(page, replace(extent, end=k + 1)) or extent


def _goes_on(page: TokenizedText, k: int) -> bool:
    """The verb, or what else may follow a subject, stands in small letters."""
    return page.word(k) in SAID_DE or page.kind(k) == LOWER


def is_reproach(page: TokenizedText, extent: NameSpan) -> bool:
    """`warf Erdogan Versagen vor`: a surname that is a given name too, and what its bearer is reproached with."""
    end = extent.end
    if page.word(end) != "vor" or page.kind(end + 1) in {LOWER, WORD} or end - extent.first != 2:
        return False
    return not _REPROACHING.isdisjoint(page.words[max(0, extent.first - _FARTHEST_VERB) : extent.first])


_REPROACHING = split_words("warf wirft warfen werfen geworfen hielt hält hielten halten")
_FARTHEST_VERB = 12


def _opens_clause(page: TokenizedText, first: int) -> bool:
    """Only an office with its article and adjectives stands between the start of the sentence and the name."""
    k = first
    while first - k < _FARTHEST and not page.opens_sentence(k):
        word = page.word(k - 1)
        if not (
            word in _ARTICLES
            or (page.kind(k - 1) == LOWER and is_adjective(word))
            or _is_of_office(page, k - 1)
        ):
            return False
        k -= 1
    return page.opens_sentence(k)


def _is_of_office(page: TokenizedText, i: int) -> bool:
    word = page.word(i)
    if not page.is_word(i):
        return False
    return is_german_office(word) or is_capital_adjective(word) or is_place(word) or word.endswith("er")
