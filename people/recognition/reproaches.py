"""German nouns that somebody is reproached with, next to a name or an office."""

from newsroom.text.wordlists import split_words
from people.recognition.name_tokens import NameSpan
from people.recognition.speech_verbs import is_speech_verb
from people.recognition.tokenizer import LOWER, WORD, TokenizedText

_VERBS = split_words("warf wirft warfen werfen geworfen hielt hält hielten halten")
_MAX_VERB_DISTANCE = 13
_MAX_COMPLEMENT = 3
_COMPLEMENT_OPENERS = split_words("und oder sowie bei beim im in an gegen mit nach über")
_CLAUSE_OPENERS = split_words("als nachdem obwohl so während weil wie")
"""Words of a clause that says more about the reproach; another clause is the reproach itself."""


def ends_with_reproach(tokens: TokenizedText, name_span: NameSpan) -> bool:
    """Return whether a given name and a reproach look like a name.

    `warf Erdogan Versagen vor`: the surname is a given name too.
    """
    return name_span.end - name_span.first == 2 and is_reproach(tokens, name_span.end - 1)


def is_reproach(tokens: TokenizedText, i: int) -> bool:
    """Return whether the noun at `i` is a reproach: `warf dem Kanzler Zögern vor`.

    In `Kanzler Merz tritt vor` nobody is reproached, in `warf Kanzler Merz vor, er zögere` the clause is the reproach.
    """
    end = _find_end_of_reproach(tokens, i + 1)
    if end is None or tokens.kind(end + 1) in {LOWER, WORD} or tokens.word(end + 1) == ":":
        return False
    after = tokens.word(end + 2)
    if tokens.word(end + 1) == "," and not (is_speech_verb(after) or after in _CLAUSE_OPENERS):
        return False
    return _has_verb_before(tokens, i)


def _find_end_of_reproach(tokens: TokenizedText, start: int) -> int | None:
    """Return the `vor` after the noun and a complement of one noun: `in der Krise`.

    Before another noun the first one is a person: `dem Kanzler Merz in der Krise Zögern vor`.
    """
    if tokens.word(start) == "vor":
        return start
    if tokens.word(start) not in _COMPLEMENT_OPENERS:
        return None
    for k in range(start + 1, start + _MAX_COMPLEMENT):
        if tokens.is_word(k):
            return k + 1 if tokens.word(k + 1) == "vor" else None
    return None


def _has_verb_before(tokens: TokenizedText, i: int) -> bool:
    """Return whether a verb of reproach is before the noun in its sentence."""
    k = i
    while i - k < _MAX_VERB_DISTANCE and not tokens.starts_sentence(k):
        k -= 1
        if tokens.word(k).lower() in _VERBS:
            return True
    return False
