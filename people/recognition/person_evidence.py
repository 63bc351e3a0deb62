"""Signs in the text around two capitalised words that they name a person.

They tell a person from a company, a ship or two adjacent nouns.
"""

from newsroom.text.places import COUNTRIES
from newsroom.text.wordlists import read_toml, split_words
from people.recognition.kinship import KIN_DE, KIN_EN
from people.recognition.name_tokens import NameSpan
from people.recognition.offices.is_office import is_english_office, is_german_office, is_office_at
from people.recognition.speech_verbs import SPEECH_VERBS_DE, SPEECH_VERBS_EN
from people.recognition.tokenizer import LOWER, NUMBER, OPENING_QUOTES, WORD, TokenizedText
from people.recognition.word_classes import has_foreign_letters
from people.recognition.word_lists import CLUBS, NAMED_AFTER, PARTIES, TITLES

_WORDS = read_toml("people/recognition/data/words.toml")["person_evidence"]

_SPEECH_BEFORE = frozenset(_WORDS["speech_before"])
_POSITION = frozenset(_WORDS["position"])


def has_person_evidence(tokens: TokenizedText, name_span: NameSpan, taken: bytearray, language: str) -> bool:
    """Return whether one strong sign of a person is next to the words.

    Signs are an office, a title, a party or position in brackets, an age, a verb of speech, and a list of people.
    """
    i, k = name_span.first, name_span.end
    previous = tokens.word(i - 1)
    if (
        is_office_at(tokens, i - 1, language)
        or previous in TITLES
        or _follows_kin(tokens, i, language)
        or _follows_death_or_rank(tokens, i)
        or (previous == "." and tokens.word(i - 2) in TITLES)
    ):
        return True
    if _has_telling_bracket(tokens, k) or _has_apposition(tokens, k, language):
        return True
    if tokens.word(k - 1) in tokens.speakers or _plays_for_club(tokens, k):
        return True
    known = name_span.rule != "person.unknown"
    if known and tokens.word(k) in (SPEECH_VERBS_EN if language == "en" else SPEECH_VERBS_DE):
        return True
    if known and previous in _SPEECH_BEFORE:
        return True
    return _is_in_list(tokens, i, taken) or _has_surname_shape(tokens, name_span)


def _follows_kin(tokens: TokenizedText, i: int, language: str) -> bool:
    """Return whether kin precedes the name: `Vater Srdko`, `his mother, X Y`."""
    kin = KIN_EN if language == "en" else KIN_DE
    return tokens.word(i - 1) in kin or (tokens.word(i - 1) == "," and tokens.word(i - 2) in kin)


def _follows_death_or_rank(tokens: TokenizedText, i: int) -> bool:
    """Return whether `the death of` or `Rev.` precedes the name."""
    before = tokens.word(i - 2)
    if tokens.word(i - 1) == ".":
        return before in _RANKS
    return tokens.word(i - 1) in {"of", "von"} and before in _DEATHS


_RANKS = split_words("Rev Sen Rep Gov Gen Lt Col Maj Capt Sgt Adm Cmdr Amb")
_DEATHS = frozenset(_WORDS["deaths"])


def _plays_for_club(tokens: TokenizedText, k: int) -> bool:
    """Return whether a club or party follows: `traf es Anna Berg von Real Madrid`."""
    if tokens.word(k) not in {"von", "vom", "of", "from"}:
        return False
    return tokens.word(k + 1) in CLUBS or tokens.word(k + 1) in PARTIES


def _has_surname_shape(tokens: TokenizedText, name_span: NameSpan) -> bool:
    """Return whether the words look like a name in running text.

    No article precedes them, and the last has the ending or the letters of a surname.
    """
    before = tokens.word(name_span.first - 1)
    last = tokens.word(name_span.end - 1)
    if tokens.starts_sentence(name_span.first):
        return last.endswith(_RARE_ENDINGS) or not _RARE_LETTERS.isdisjoint(last)
    if (
        tokens.kind(name_span.first - 1) != LOWER
        or before in _NO_PERSON_AFTER
        or not last.endswith(_SURNAME_ENDINGS)
    ):
        return bool(
            has_foreign_letters(last)
            and tokens.kind(name_span.first - 1) == LOWER
            and before not in _NO_PERSON_AFTER
        )
    return not before.endswith(("er", "en", "es", "em")) or before in _PREPOSITIONS


_PREPOSITIONS = split_words("gegen neben über unter hinter")
_RARE_LETTERS = frozenset("ığşəčćšžđłńňřťőűğþðăț")
_RARE_ENDINGS = ("dóttir", "oglu", "zade", "sdottir")
"""Endings that no noun and no company at the start of a sentence has.

Accents of French and Spanish do not count: they occur in names of companies.
"""
_NO_PERSON_AFTER = frozenset(_WORDS["no_person_after"])
_SURNAME_ENDINGS = tuple(_WORDS["surname_endings"])


def _has_telling_bracket(tokens: TokenizedText, k: int) -> bool:
    if tokens.word(k) != "(":
        return False
    inside = tokens.word(k + 1)
    return inside in PARTIES or inside in _POSITION or (inside.isdecimal() and tokens.word(k + 2) == ")")


def _has_apposition(tokens: TokenizedText, k: int, language: str) -> bool:
    if tokens.word(k) != ",":
        return False
    word = tokens.word(k + 1)
    if word.isdecimal() and tokens.word(k + 2) == ",":
        return True
    if language == "en":
        if word in {"a", "an", "the"}:
            return any(is_english_office(tokens.word(m)) for m in range(k + 2, k + 6))
        return word in {"who", "whose", "left", "right", "center"} or _is_lowercase_office_at(tokens, k + 1)
    if word in {"der", "dessen", "links", "rechts"}:
        return True
    k += word in _TIME_ADVERBS
    return tokens.is_word(k + 1) and is_german_office(tokens.word(k + 1))


_TIME_ADVERBS = split_words("bisher bislang zuletzt früher ehemals derzeit einst zugleich")


def _is_lowercase_office_at(tokens: TokenizedText, k: int) -> bool:
    """Return whether a lower-case office is at `k`: `, chief economist at`."""
    for m in range(k, k + 4):
        if tokens.kind(m) != LOWER:
            return False
        if is_english_office(tokens.word(m)) and tokens.word(m + 1) in {"of", "for", "at", "to", "in"}:
            return True
    return False


def _is_in_list(tokens: TokenizedText, i: int, taken: bytearray) -> bool:
    if tokens.word(i - 1) not in {",", "und", "and", "sowie"}:
        return False
    k = i - 2
    if tokens.word(k) == ")":
        while i - k < 8 and tokens.word(k) != "(":
            k -= 1
        k -= 1
    elif tokens.word(k) in COUNTRIES and tokens.word(k - 1) in {"von", "of"}:
        k -= 2  # `Prinzessin Ida von Norwegen und X Y`
    return k >= 0 and bool(taken[k])


def follows_named_thing(tokens: TokenizedText, i: int, language: str) -> bool:
    """Return whether a thing is named after the person at `i`: `Fähre Loki Schmidt`.

    `alias` before the name repeats a name that was already read.
    """
    j = i - 1
    if tokens.word(j) in OPENING_QUOTES:
        j -= 1
    if tokens.word(j) in _SHIP_PREFIXES:
        return True
    word = tokens.word(j).lower()
    if tokens.word(j) == "." and tokens.word(j - 1) in {"St", "Sankt"}:
        return True
    if word == "alias":
        return True
    if language == "en":
        if word == "of" and tokens.word(j - 1).lower() in _TOWNS_AND_BODIES:
            return True
        return word in NAMED_AFTER if tokens.is_word(j) else word in _VESSELS
    return tokens.kind(j) == WORD and (
        word in NAMED_AFTER or word.rpartition("-")[2] in NAMED_AFTER or word.endswith(_NAMED_AFTER_ENDINGS)
    )


_TOWNS_AND_BODIES = frozenset(_WORDS["towns_and_bodies"])
"""Nouns before `of` and a name of their own: `town of Saint John`, `Department of Marine Resources`."""
_SHIP_PREFIXES = split_words("USS USNS HMS HMCS HMAS RMS MS MV MSC SMS RRS")
_VESSELS = frozenset(_WORDS["vessels"])
_NAMED_AFTER_ENDINGS = tuple(_WORDS["named_after_endings"])


_CLOSING_QUOTES = frozenset("“”\"«»‘'")


def is_eponymous_noun(tokens: TokenizedText, name_span: NameSpan) -> bool:
    """Return whether an article is directly before the name: a ship, a prize.

    Examples: `The James Webb Space Telescope`, `the crew of the Ellie Dunn`.
    """
    return tokens.word(name_span.first - 1).lower() == "the" and name_span.rule != "person.royal"


def is_quoted_alone(tokens: TokenizedText, name_span: NameSpan) -> bool:
    """Return whether quotation marks enclose the name alone: a title or a ship.

    `„Queen Mary 2“` counts too.
    """
    end = name_span.end + (tokens.kind(name_span.end) == NUMBER)
    first = name_span.first - (tokens.is_word(name_span.first - 1) and end > name_span.end)
    return tokens.word(first - 1) in OPENING_QUOTES and tokens.word(end) in _CLOSING_QUOTES
