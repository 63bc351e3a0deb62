"""Offices in German: before a name, before a comma, or in apposition to it."""

from dataclasses import replace

from newsroom.text.spans import Confidence
from newsroom.text.wordlists import read_toml, split_words
from people.recognition.kinship import KIN_DE
from people.recognition.offices.abbreviations import SHORT_ADJECTIVES, SHORT_OFFICES
from people.recognition.offices.agent_nouns import is_agent_noun, is_trade
from people.recognition.offices.appositions import find_apposition
from people.recognition.offices.german_adjectives import (
    DETERMINERS,
    find_town_opening,
    is_adjective,
    is_capital_adjective,
)
from people.recognition.offices.german_portfolios import continues_portfolio
from people.recognition.offices.inflection_de import OMITTED_ADJECTIVES, OPENING_ADJECTIVES
from people.recognition.offices.is_office import is_german_office, is_plural_office
from people.recognition.offices.taught import find_taught_office_after, find_taught_office_before
from people.recognition.tokenizer import BREAK, LOWER, NUMBER, SIGN, WORD, TokenizedText
from people.recognition.types import OfficePhrase
from people.recognition.word_classes import is_place, may_be_name
from people.recognition.word_lists import CLUBS, STOPWORDS

_WORDS = read_toml("people/recognition/data/words.toml")["german"]

_DEFINITE = split_words("der die das dem den des")
_FIRST_OF_TWO = CLUBS | split_words("Sri Costa El San Saudi Burkina Sierra New")
_ORDINALS = split_words("Erster Erste Ersten Früherer Frühere Zweite Zweiter Dritte Dritter")


def find_phrase_start(tokens: TokenizedText, head: int, taken: bytearray) -> int:
    k = head
    while k > 0 and not taken[k - 1]:
        nearer = _step_left(tokens, k, taken)
        if nearer == k:
            break
        k = nearer
    return k


def _step_left(tokens: TokenizedText, k: int, taken: bytearray) -> int:
    """Step left over one adjective, genitive or coordinated office, or return `k`."""
    word, kind = tokens.word(k - 1), tokens.kinds[k - 1]
    if word in {"und", "sowie", "&", "/"} and k >= 2 and not taken[k - 2]:
        other = tokens.word(k - 2)
        coordinated = other.endswith("-") or (tokens.is_word(k - 2) and is_german_office(other))
        coordinated = coordinated or (word == "&" and len(other) == 1)  # `S&D-Chefin`
        return k - 2 if coordinated else k
    if word in {"alt", "Alt"}:
        return k - 1  # `alt Regierungsrat`: Swiss for a former one
    if kind == LOWER:
        return _step_over_adjectives(tokens, k)
    return _step_over_capital(tokens, k, taken) if kind == WORD else _step_over_sign(tokens, k)


def _step_over_sign(tokens: TokenizedText, k: int) -> int:
    """Step left over `Innen-, Rechts- und`, `Haus-&-Garten-` or `Jens'`."""
    word, earlier = tokens.word(k - 1), tokens.word(k - 2)
    if word == "," and earlier.endswith("-"):
        return k - 2
    if word == "-" and earlier == "&" and tokens.word(k - 3).endswith("-"):
        return k - 3
    if word == "." and (earlier in SHORT_ADJECTIVES or (earlier in _RANKED and _is_ranked(tokens.word(k)))):
        return k - 2
    if word in {"'", "’"} and k >= 2 and tokens.is_word(k - 2) and earlier[-1] in "sxzß":
        return k - 2
    return k


_RANKED = frozenset("1234")


def _is_ranked(office: str) -> bool:
    """Return whether a club or town counts the office: `2. Vorsitzende`."""
    return any(part in office.lower() for part in ("vorsitz", "bürgermeister", "vorstand", "präsident"))


def _step_over_adjectives(tokens: TokenizedText, k: int) -> int:
    m = k
    while k - m < 5 and is_adjective(tokens.word(m - 1)):
        m -= 1
    if m == k:
        return k
    if tokens.word(m - 1).lower() == "das" and tokens.word(m).endswith("te"):
        return m + 1  # `Das berichtete Dechant X`: hardly any office is neuter, so the word is a verb
    if tokens.word(m - 1) in {"und", "sowie"} and m > 1 and is_german_office(tokens.word(m - 2)):
        return m  # `der ehemalige Minister und spätere Botschafter`
    if (
        tokens.word(m - 1).lower() in DETERMINERS
        or tokens.kind(m - 1) == NUMBER
        or (tokens.is_word(m - 1) and tokens.word(m - 1)[-1] == "s" and tokens.word(m - 1) not in STOPWORDS)
    ):
        return m
    verb = tokens.is_word(m - 1) and tokens.word(m).endswith("te")
    verb = verb or (tokens.word(m - 1) == "," and tokens.word(m - 2) in _CLOSING_QUOTES)
    while m < k and (verb or not tokens.word(m).endswith(OPENING_ADJECTIVES)):
        m, verb = m + 1, False
    return m


_CLOSING_QUOTES = frozenset('“”"«»‘')
"""After them a comma opens the clause of the speaker: `“, notierte Leiterin X`."""


def _step_over_capital(tokens: TokenizedText, k: int, taken: bytearray) -> int:
    word = tokens.word(k - 1)
    if word == "First" and tokens.word(k) == "Lady":
        return k - 1
    if word in STOPWORDS and word not in _ORDINALS:
        return k
    if is_capital_adjective(word) or find_town_opening(tokens, k - 1) < k - 1:
        return find_town_opening(tokens, k - 1)
    if word.endswith("er") and tokens.word(k - 2).lower() in _DEFINITE and not is_german_office(word):
        return k - 1
    if is_genitive_owner(tokens, k - 1):
        pair = tokens.is_word(k - 2) and not taken[k - 2] and tokens.word(k - 2) in _FIRST_OF_TWO
        return k - 2 if pair else k - 1
    return k


def is_genitive_owner(tokens: TokenizedText, i: int) -> bool:
    """Return whether a genitive is at `i`: `Frankreichs`, `Putins`, `Volkswagens`."""
    word = tokens.word(i)
    if not word.endswith("s") or len(word) < 4 or tokens.word(i - 1).lower() in DETERMINERS:
        return False
    if is_place(word[:-1]) or ("-" in word and tokens.count(word[:-1])):
        return True
    return may_be_name(word) and not word.endswith(("ss", "ungs"))


_GENITIVE = split_words("der des eines einer ihrer seiner seines ihres")
_PREPOSITIONS = frozenset(_WORDS["prepositions"])
_ARTICLES = frozenset(_WORDS["articles"])


def read_office_before(tokens: TokenizedText, j: int, taken: bytearray) -> OfficePhrase | None:
    """Return the office that ends at token `j`, just before the name and its titles."""
    if j < 0 or taken[j]:
        return None
    return find_taught_office_before(tokens, j, taken) or _read_listed_office(tokens, j, taken)


def _read_listed_office(tokens: TokenizedText, j: int, taken: bytearray) -> OfficePhrase | None:
    word = tokens.word(j)
    if word == ",":
        return _read_office_before_comma(tokens, j - 1, taken)
    if word in {"a.D.", "i.R.", "."}:
        return _read_abbreviated_office(tokens, j, taken)
    if tokens.kinds[j] == WORD:
        return _read_office_noun(tokens, j, taken)
    return _read_office_with_complement(tokens, j, taken) if word in '“"«»”' else None


def _read_office_noun(tokens: TokenizedText, j: int, taken: bytearray) -> OfficePhrase | None:
    if is_german_office(tokens.word(j)):
        return _make_phrase(tokens, j, j + 1, taken, "office.before")
    if is_agent_noun(tokens.word(j)) or (taken[j + 1] and is_trade(tokens.word(j))):
        phrase = _make_phrase(tokens, j, j + 1, taken, "office.agent-noun")
        return replace(phrase, confidence=Confidence.LIKELY)
    return _read_office_with_complement(tokens, j, taken)


def _read_office_with_complement(tokens: TokenizedText, j: int, taken: bytearray) -> OfficePhrase | None:
    """Return an office with its complement: `Vorsitzende der Jungen Union X`."""
    head = _find_governing_noun(tokens, j, taken)
    if head is None or tokens.word(head + 1) not in _LINKS:
        return None
    return _make_phrase(tokens, head, j + 1, taken, "office.before-with-complement")


_LINKS = split_words("der des für von bei beim vom im am of zur")


def _read_abbreviated_office(tokens: TokenizedText, j: int, taken: bytearray) -> OfficePhrase | None:
    """Read `Abg. X`, `LH-Stv. X`, `Landesrat a. D. X`."""
    if tokens.word(j - 1).rpartition("-")[2] in SHORT_OFFICES and tokens.word(j) == ".":
        return _make_phrase(tokens, j - 1, j + 1, taken, "office.abbreviated")
    if tokens.word(j) == "." and tokens.word(j - 1) not in {"D", "R", "em"}:
        return None
    k = j
    while tokens.word(k) in {"a", "i", ".", "D", "R", "em", "a.D.", "i.R."}:
        k -= 1
    if tokens.is_word(k) and is_german_office(tokens.word(k)):
        return _make_phrase(tokens, k, j + 1, taken, "office.before")
    return None


def _read_office_before_comma(tokens: TokenizedText, j: int, taken: bytearray) -> OfficePhrase | None:
    j = _skip_bracket_left(tokens, j)
    head = _find_governing_noun(tokens, j, taken)
    if head is None:
        return None
    phrase = _make_phrase(tokens, head, j + 1, taken, "office.before-comma")
    if head == j and is_plural_office(tokens.word(j)) and tokens.word(phrase.start - 2) in _PREPOSITIONS:
        return None
    before_it = tokens.word(phrase.start - 1)
    if before_it in _GENITIVE and tokens.word(phrase.start - 2).rpartition("-")[2] in KIN_DE:
        return None  # `die Freundin des Angeklagten, X`: the office belongs to another person
    if taken[phrase.start - 1] or (before_it == "," and taken[phrase.start - 2]):
        return None
    return phrase


def _skip_bracket_left(tokens: TokenizedText, j: int) -> int:
    """Return the token before a bracket that closes at `j`: `des Instituts (RKI)`."""
    if tokens.word(j) != ")":
        return j
    k = j
    while k > 0 and j - k < 10 and tokens.word(k) != "(":
        k -= 1
    return k - 1 if tokens.word(k) == "(" else j


def _find_governing_noun(tokens: TokenizedText, j: int, taken: bytearray) -> int | None:
    """Return the leftmost office in the noun phrase that ends at `j`.

    `Sprecher des Ministers` returns the position of `Sprecher`.
    """
    best: int | None = None
    k = j
    while k >= 0 and j - k < 18 and not taken[k]:
        word = tokens.words[k]
        before = _skip_bracket_left(tokens, k)
        if before < k:
            k = before
            continue
        if not _belongs_to_phrase(tokens, k, word):
            break
        if tokens.kinds[k] == WORD and is_german_office(word):
            best = k
        k -= 1
    return best


def _belongs_to_phrase(tokens: TokenizedText, k: int, word: str) -> bool:
    kind = tokens.kinds[k]
    if kind == WORD:
        return word not in STOPWORDS or not tokens.starts_sentence(k)
    if kind == LOWER:
        return _fits_in_phrase(tokens, k, word)
    if word == "." and tokens.word(k - 1) == "St":
        return True
    if word == "," and continues_portfolio(tokens, k):
        return True
    return kind == NUMBER or word in _SIGNS_OF_A_PHRASE


_SIGNS_OF_A_PHRASE = frozenset('„“"«»”&+/')


def _fits_in_phrase(tokens: TokenizedText, k: int, word: str) -> bool:
    """Return whether the lower-case word belongs to the noun phrase.

    The word before it decides.
    """
    left = tokens.word(k - 1)
    if word in _ARTICLES:
        if left in _PREPOSITIONS:
            return tokens.kind(k - 2) in {WORD, NUMBER}
        return word in _GENITIVE and tokens.kind(k - 1) in {WORD, NUMBER} and left not in STOPWORDS
    if word in _PREPOSITIONS or word == "sowie":
        return tokens.kind(k - 1) in {WORD, NUMBER} or left in '“"«»”)'
    return is_adjective(word) and (
        left in _ARTICLES or left in _PREPOSITIONS or is_adjective(left) or left.endswith("-")
    )


def _make_phrase(tokens: TokenizedText, head: int, end: int, taken: bytearray, rule: str) -> OfficePhrase:
    start = find_phrase_start(tokens, head, taken)
    while tokens.word(start).lower() in OMITTED_ADJECTIVES:
        start += 1
    return OfficePhrase(start, end, head, rule, plural=_is_plural(tokens, head, start))


def _is_plural(tokens: TokenizedText, head: int, start: int) -> bool:
    word = tokens.word(head)
    article = tokens.word(start - 1).lower()
    lower = word.lower()
    if article == "den" and tokens.word(start - 2).lower() in _DATIVE:
        return True  # `mit den Kandidaten X und Y`: a single candidate would take `dem`
    if (
        article in {"den", "dem", "des", "vom", "beim", "zum"}
        and lower.endswith(("en", "e"))
        and not lower.endswith("innen")
    ):
        return False
    if is_plural_office(word) or article in {"beiden", "beide", "zwei", "drei", "vier"}:
        return True
    if article in {"seine", "ihre", "unsere", "deren", "dessen"} and lower.endswith("er"):
        return True
    if lower.endswith(_ADJECTIVAL_OFFICES):
        return article == "die"
    return article == "die" and not lower.endswith(("in", "e", "frau"))


_ADJECTIVAL_OFFICES = tuple(_WORDS["adjectival_offices"])
_DATIVE = split_words("mit von bei zu nach aus seit")


def read_office_after(tokens: TokenizedText, end: int, taken: bytearray) -> OfficePhrase | None:
    """Return the apposition after a name: `, Direktor des Instituts,`."""
    k = find_apposition(tokens, end)
    if k is None:
        return None
    if tokens.word(k) in {"seit", "ab"} and tokens.kind(k + 1) == NUMBER:
        k += 2
    bound = tokens.word(k) in _ARTICLES_OF_APPOSITION
    both = tokens.word(k) == "beide"
    start = k + 1 if bound or both else k
    if taught := find_taught_office_after(tokens, start, taken):
        return taught
    head = _find_first_office(tokens, start, taken)
    if head is None:
        return None
    reached, closed = _find_complement_end(tokens, head + 1, taken)
    stop = _end_before_name(tokens, reached, head, taken)
    if stop is None or (bound and not closed) or tokens.word(stop) in _COPULAS:
        return None
    while tokens.word(start) in _OMITTED_IN_APPOSITION:
        start += 1
    return OfficePhrase(start, stop, head, "office.after", plural=_is_plural(tokens, head, start))


_TIME_ADVERBS = frozenset(_WORDS["time_adverbs"])
_OMITTED_IN_APPOSITION = OMITTED_ADJECTIVES | _TIME_ADVERBS
_COPULAS = split_words("war waren ist sind wird werden wurde wurden blieb blieben")
"""`X, Assistenten waren Y und Z`: a new clause begins after the comma."""
_ARTICLES_OF_APPOSITION = split_words("der die das dem den ein eine einem einen einer")


def _end_before_name(tokens: TokenizedText, stop: int, head: int, taken: bytearray) -> int | None:
    """Return the end of an apposition that runs into another name.

    None means that the office belongs to that other name.
    """
    if stop == len(tokens) or not taken[stop] or tokens.word(stop - 1) == ",":
        return stop
    while stop > head + 1 and tokens.kinds[stop - 1] == LOWER:
        stop -= 1
    return stop if stop > head + 1 else None


def _find_first_office(tokens: TokenizedText, k: int, taken: bytearray) -> int | None:
    for m in range(k, min(k + 6, len(tokens))):
        if taken[m] or (m > k and tokens.kinds[m] == NUMBER):
            return None  # `X, fehlen 3000 Lehrlinge`: a verb before the number
        word = tokens.words[m]
        if tokens.kinds[m] == WORD:
            if is_german_office(word) or (word == "Mitglied" and tokens.word(m + 1) in _GENITIVE):
                return m
            first_lady = word == "First" and tokens.word(m + 1) == "Lady"
            if not (
                is_capital_adjective(word) or is_genitive_owner(tokens, m) or word.endswith("-") or first_lady
            ):
                return None
        elif not (is_adjective(word) or word == "und" or word in _TIME_ADVERBS) and tokens.kinds[m] != NUMBER:
            return None
    return None


def _find_complement_end(tokens: TokenizedText, k: int, taken: bytearray) -> tuple[int, bool]:
    """Return the end of the noun phrase that continues at `k`, and if it is closed.

    A sign or the end of the text closes it.
    """
    limit = min(len(tokens), k + 24)
    while k < limit and not taken[k]:
        word, kind = tokens.words[k], tokens.kinds[k]
        if kind == SIGN:
            if word == "," and continues_portfolio(tokens, k):
                k += 1
                continue
            if word not in _SIGNS_OF_A_PHRASE:
                return k, word in ",.;:()–—"
        elif kind == BREAK:
            return k, True
        elif kind == LOWER and not _continues_phrase(tokens, k, word):
            return k, False
        k += 1
    if k < len(tokens) and taken[k]:
        return _exclude_conjunction(tokens, k)
    return k, k == len(tokens)


def _exclude_conjunction(tokens: TokenizedText, k: int) -> tuple[int, bool]:
    """Exclude the conjunction before a name: `, Direktor der Klinik und Anna Berg`."""
    return (k - 1, True) if tokens.word(k - 1) in {"und", "sowie"} else (k, False)


def _continues_phrase(tokens: TokenizedText, k: int, word: str) -> bool:
    following = tokens.kind(k + 1)
    if word in {"und", "sowie"} and tokens.word(k + 1) == "für":
        return tokens.is_word(k + 2)
    if word in _ARTICLES or word in _PREPOSITIONS or word == "sowie":
        if word == "am" and following == NUMBER:
            return False
        return (
            following in {WORD, NUMBER}
            or tokens.word(k + 1) in _ARTICLES
            or is_adjective(tokens.word(k + 1))
            or tokens.word(k + 1) in '„"»«'
        )
    return is_adjective(word) and (following == WORD or is_adjective(tokens.word(k + 1)))
