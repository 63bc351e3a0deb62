"""Tests whether a line reads like running text or like a title."""

import re
from functools import lru_cache

from newsroom.text.wordlists import read_words

# Words in lower case without a statement: a line with no others in lower case is a title without a verb.
_FUNCTION_WORDS = read_words("articles/parsing/story/data/small_words.txt")
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em", "sche", "schen")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_END = re.compile(r"[.!?…][\"'“”‘’»«›‹)\]]*$")
_STOP_AT_END = re.compile(r"(?:\.|…|[.!?…][\"'“”‘’»«›‹)\]]+|[.,][\"“”«»]+|[.!?]\s?\([^()]{2,60}\))$")
_BREAK = re.compile(
    r"[.!?…](?<![A-ZÄÖÜ\d].)(?<!\b(?:Dr|St|Nr|Mr|Ms|ca).)[\"'“”‘’»«)]*\s+[\"'„“»«(]*[A-ZÄÖÜ\d]"
)
DOUBLE_QUOTES = frozenset('"„“”»«')
"""Signs of direct speech; British titles have single ones."""
QUOTES = DOUBLE_QUOTES | frozenset("‘'’")
_RUNNING_LENGTH = 100
_LONG = 220
_MIN_VERB = 3
_SHORT_VERBS = frozenset({"is", "be", "do", "go"})
_MIN_STATEMENT_WORDS = 7
_TITLE_CASE = 2 / 3


def is_sentence_end(text: str) -> bool:
    """Return whether the line ends with a full stop, `?` or `!`.

    The last two do not prove a sentence: titles have them, too.
    """
    return bool(_END.search(text[-8:]))


def has_final_stop(text: str) -> bool:
    """Return whether a full stop ends the line, also inside quotes or brackets."""
    return bool(_STOP_AT_END.search(text[-80:]))


def count_sentence_breaks(text: str) -> int:
    return sum(1 for _ in _BREAK.finditer(text))


@lru_cache(maxsize=4096)
def is_running_text(text: str) -> bool:
    """Return whether the line has sentences, or more words than any title."""
    if has_final_stop(text) or len(text) >= _LONG:
        return True
    if not count_sentence_breaks(text):
        return False
    return text.endswith(":") or (len(text) >= _RUNNING_LENGTH and is_sentence_end(text))


def has_verb(text: str) -> bool:
    """Guess whether a title has a verb.

    A word in lower case counts as one if it is neither a function word nor an adjective before its noun. Between two
    nouns it is a verb: `Anwohner loben Plan`.
    """
    words = _WORD.findall(text)
    for index, word in enumerate(words):
        if (
            not word[0].islower()
            or word in _FUNCTION_WORDS
            or (len(word) < _MIN_VERB and word not in _SHORT_VERBS)
        ):
            continue
        next_word = words[index + 1] if index + 1 < len(words) else ""
        is_after_noun = word.endswith("en") and index > 0 and words[index - 1][0].isupper()
        if is_after_noun or not (word.endswith(_ADJECTIVE_ENDINGS) and next_word[:1].isupper()):
            return True
    return False


def may_have_verb(text: str) -> bool:
    """Return whether a title has a verb, or too many capitals to tell."""
    words = text.split()
    capitals = sum(word[0].isupper() for word in words)
    return has_verb(text) or (len(words) >= _MIN_STATEMENT_WORDS and capitals >= _TITLE_CASE * len(words))


def count_words(text: str) -> int:
    return len(text.split())


def is_statement(text: str) -> bool:
    """Return whether a line without a full stop is a sentence, as some deks are."""
    return count_words(text) >= _MIN_STATEMENT_WORDS and has_verb(text)
