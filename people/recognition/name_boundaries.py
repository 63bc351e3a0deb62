"""Start and end of a personal name in a tokenized text."""

from functools import lru_cache

from newsroom.text.wordlists import read_toml, split_words
from people.recognition.given_names import DOUBTFUL_GIVEN, FAMILY_FIRST, KOREAN_SYLLABLES, VIETNAMESE_MIDDLE
from people.recognition.kinship import KIN_DE
from people.recognition.name_tokens import (
    CAPITAL_PARTICLES,
    FAMILY_ENDINGS,
    NOBLE_TITLES,
    NameSpan,
    check_name_span,
    find_family_end,
    find_given_end,
    is_initial,
    is_joined,
    is_named_thing,
    skip_nickname,
    skip_particles,
    skip_suffix,
)
from people.recognition.offices.inflection_de import NATIONALITIES
from people.recognition.offices.is_office import is_english_office, is_german_office
from people.recognition.surnames import FREQUENT_SURNAMES
from people.recognition.tokenizer import LOWER, OPENING_QUOTES, WORD, TokenizedText
from people.recognition.word_classes import (
    has_foreign_letters,
    is_adjectival,
    is_arabic_surname,
    is_chinese_given_name,
    is_given_name,
    is_place,
    is_town_adjective,
    may_be_name,
    may_be_surname,
    strip_possessive,
)
from people.recognition.word_lists import CLUBS, NAMED_AFTER, STOPWORDS, TITLES

_WORDS = read_toml("people/recognition/data/words.toml")["name_boundaries"]

_ROMAN_NUMERALS = frozenset(_WORDS["roman_numerals"])


_PLACE_OPENINGS = (
    ["Marina", "di"],
    ["Santa", "Maria"],
    ["Maria", "Laach"],
    ["Maria", "Enzersdorf"],
    ["Paola", "di"],
)


_ALSO_PLACES = frozenset(_WORDS["also_places"])


_FOREIGN_PARTICLES = frozenset(_WORDS["foreign_particles"])


def read_family_first_name(tokens: TokenizedText, i: int) -> NameSpan | None:
    """Return a name that begins with the surname: `Kim Jong-un`, `Yoon Suk Yeol`."""
    if tokens.word(i) not in FAMILY_FIRST or not tokens.is_word(i + 1) or not is_joined(tokens, i + 1):
        return None
    given = tokens.word(i + 1)
    head, sign, tail = given.partition("-")
    if (
        sign
        and head[1:].islower()
        and tail.replace("s", "", 1).isalpha()
        and (tail[0].islower() or is_given_name(given))
    ):
        return NameSpan(i, i + 2, i, "person.family-first")
    if _is_korean_given_name(tokens, i):
        return NameSpan(i, i + 3, i, "person.family-first")
    stem = given.removesuffix("s")
    if (is_chinese_given_name(given) or is_chinese_given_name(stem)) and not is_german_office(given):
        third = tokens.is_word(i + 2) and is_joined(tokens, i + 2)
        end = i + 3 if third else i + 2
        if third and given in VIETNAMESE_MIDDLE and tokens.is_word(end) and is_joined(tokens, end):
            end += may_be_name(strip_possessive(tokens.word(end)))
        return NameSpan(i, end, i, "person.family-first")
    return None


def _is_korean_given_name(tokens: TokenizedText, i: int) -> bool:
    """Return whether a given name of two syllables follows: `Kim Ju Ae`."""
    given = tokens.words[i + 1 : i + 3]
    return (
        len(given) == 2
        and is_joined(tokens, i + 2)
        and {given[0], strip_possessive(given[1])} <= KOREAN_SYLLABLES
    )


def read_name(tokens: TokenizedText, i: int, *, english: bool, allowed: int = -1) -> NameSpan | None:
    """Return the name that starts at `i` with a given name or an initial."""
    asian = read_family_first_name(tokens, i)
    if asian:
        return asian
    if _cannot_start_name(tokens, i):
        return None
    j = find_given_end(tokens, i, allowed)
    if j == i or (not is_given_name(tokens.word(i)) and not _initials_fit(tokens, i, j)):
        return None
    k = find_family_end(tokens, j, english=english)
    if k == j:
        return _read_given_names_only(tokens, i, j, english=english)
    if (
        english
        and is_english_office(tokens.word(j))
        and tokens.is_word(j + 1)
        and is_given_name(tokens.word(j + 1))
    ):
        return None
    return check_name_span(
        tokens,
        NameSpan(
            i,
            skip_suffix(tokens, k),
            j,
            "person.given",
            sure=not _is_doubtful(tokens, i, j, k, english=english),
        ),
    )


def _cannot_start_name(tokens: TokenizedText, i: int) -> bool:
    """Return whether no name can start at `i`.

    `Emir Tamim` starts with a title, `Marina di X` is a town, and the second initial of `J. R. X` was tried with
    the first.
    """
    return (
        _is_title_before_name(tokens, i)
        or (tokens.word(i) in _GIVEN_NAMES_LIKE_NOUNS and tokens.word(i - 1) in _CONTRACTED)
        or _is_office_before_name(tokens, i)
        or tokens.words[i : i + 2] in _PLACE_OPENINGS
        or (tokens.word(i - 1) == "." and is_initial(tokens, i) and is_initial(tokens, i - 2))
        or (tokens.word(i) in {"D", "R"} and tokens.word(i - 1) == "." and tokens.word(i - 2) in {"a", "i"})
    )


def _is_title_before_name(tokens: TokenizedText, i: int) -> bool:
    """Return whether a title is at `i`: `Prince Ida`, `Imam Ida Kern`, `Storm Ida`."""
    word = tokens.word(i)
    if not tokens.is_word(i + 1):
        return False
    if word in _CLERICS:
        return tokens.is_word(i + 2) and is_joined(tokens, i + 2)
    return (word.lower() in NATIONALITIES or word in _PRINCES) and is_given_name(tokens.word(i + 1))


def _is_office_before_name(tokens: TokenizedText, i: int) -> bool:
    """Return whether an office is at `i`: `Emir Tamim`, `Der Emir von Katar`.

    In `Konferenzpräsident Sultan Al Jaber` an office precedes the title, so `Sultan` is part of the name.
    """
    if not is_german_office(tokens.word(i)) or (
        is_given_name(tokens.word(i)) and is_german_office(tokens.word(i - 1))
    ):
        return False
    ruled = tokens.word(i + 1) in {"von", "of"} and is_place(tokens.word(i + 2))
    return ruled or is_given_name(tokens.word(i + 1))


_PRINCES = split_words("Prince Princess")
_CLERICS = split_words("Imam Mullah Sheikh Storm Hurricane")
_GIVEN_NAMES_LIKE_NOUNS = split_words("Kai Dom Rose Heide Mark")


_CONTRACTED = split_words("am vom zum im beim")


def _initials_fit(tokens: TokenizedText, i: int, j: int) -> bool:
    """Return whether the initials at `i` start a name.

    `J. Berg` counts within a sentence, `J. K. Berg` everywhere. The surname may be a given name: `J. D. Vance`.
    """
    family = j if tokens.is_word(j) and may_be_name(tokens.word(j)) else j - 1
    if not (tokens.is_word(family) and may_be_name(tokens.word(family))) or is_initial(tokens, family):
        return False
    if family <= i:
        return False
    return not tokens.starts_sentence(i) or _are_two_initials(tokens, i) or _is_surname(tokens, family)


def _is_surname(tokens: TokenizedText, family: int) -> bool:
    """Return whether the word is a frequent surname or opens a list: `Tore: A. Berg`."""
    is_in_list = tokens.word(family - 3) == ":" and tokens.word(family + 1) == ","
    return tokens.word(family) in FREQUENT_SURNAMES or is_in_list


def _are_two_initials(tokens: TokenizedText, i: int) -> bool:
    """Return whether `J. K.`, `J.K.` or `JD` is at `i`.

    A single initial at the start of a sentence may number a list.
    """
    return len(tokens.word(i)) > 1 or (is_initial(tokens, i) and is_initial(tokens, i + 2))


_TWO_NAMES_AND_A_NUMBER = 4
"""`Juan Carlos I.`: after a single given name the letter is the initial of a surname."""


def _read_given_names_only(tokens: TokenizedText, i: int, j: int, *, english: bool) -> NameSpan | None:
    """Return a name that consists of given names: `Thomas Ernst`, `Franco A.`.

    The last given name, or the initial, is the surname.
    """
    if (
        not english
        and j - i in {3, 5}
        and is_initial(tokens, i + 1)
        and tokens.word(j - 1) == "."
        and is_given_name(tokens.word(i))
        and tokens.word(i) not in DOUBTFUL_GIVEN
        and not is_given_name(tokens.word(i - 1))
    ):
        return check_name_span(tokens, NameSpan(i, j, i + 1, "person.initial"))
    if not english and tokens.words[j - 2 : j] == ["I", "."] and j - i == _TWO_NAMES_AND_A_NUMBER:
        return NameSpan(i, j, i, "person.regnal")
    if tokens.word(j) in _ROMAN_NUMERALS and j - i == 1:
        return None
    if j - i < 2 or tokens.word(j - 1) == "." or tokens.word(i) in CLUBS:
        return None
    doubtful = tokens.word(i) in DOUBTFUL_GIVEN and tokens.word(j - 1) not in FREQUENT_SURNAMES
    return check_name_span(
        tokens, NameSpan(i, skip_suffix(tokens, j), j - 1, "person.given", sure=not doubtful)
    )


def _is_doubtful(tokens: TokenizedText, i: int, j: int, k: int, *, english: bool) -> bool:
    first, last = tokens.word(i), tokens.word(k - 1)
    if (
        last in FREQUENT_SURNAMES or last.endswith(FAMILY_ENDINGS) or last.startswith("Mc")
    ) and first not in CLUBS:
        return False
    if j - i > 1 or (not english and first in _ALSO_PLACES and may_be_name(last)):
        return False
    return first in DOUBTFUL_GIVEN or (is_place(last) and first in CLUBS) or last.isupper()


@lru_cache(maxsize=16384)
def _cannot_start_unknown_name(word: str) -> bool:
    """Return whether no unlisted name can start with the word.

    Such words are nouns of things named after people, adjectives, titles, kin, nationalities and companions.
    """
    lower = word.lower()
    return (
        word in CAPITAL_PARTICLES
        or word in KIN_DE
        or word in TITLES
        or word == "Pro"
        or lower in NATIONALITIES
        or lower in NAMED_AFTER
        or lower.endswith(_COMPANIONS)
        or is_adjectival(word)
        or is_town_adjective(word)
    )


_COMPANIONS = tuple(split_words("kollege kollegen kollegin genosse genossin freund freundin kamerad partner"))
"""`Parteikollege Olaf X`."""


def may_start_unknown_name(tokens: TokenizedText, i: int) -> bool:
    """Return whether a name that no list contains may start with the word.

    After it comes a word with a capital, a particle such as `van`, or the quotation mark of a nickname.
    """
    if not may_be_name(tokens.word(i)):
        return False
    kind, following = tokens.kind(i + 1), tokens.word(i + 1)
    if kind == LOWER:
        return following in _FOREIGN_PARTICLES or is_arabic_surname(following)
    return kind == WORD or following in OPENING_QUOTES


def _starts_other_phrase(tokens: TokenizedText, i: int) -> bool:
    """Return whether another phrase starts at `i`, such as a noun before lower case."""
    return _cannot_start_unknown_name(tokens.word(i))


def read_unknown_name(tokens: TokenizedText, i: int, *, introduced: bool = False) -> NameSpan | None:
    """Return a name of two or three capitalised words that no list contains.

    The first is not a place, a thing or an office. `introduced` means that an office, a title or a nationality
    precedes the words.
    """
    may_start = tokens.kind(i) == WORD and may_start_unknown_name(tokens, i)
    if not may_start or _starts_other_phrase(tokens, i):
        return None
    if introduced and (end := _find_initials_end(tokens, i + 1)):
        return NameSpan(i, end, i + 1, "person.initial")
    k = skip_particles(tokens, skip_nickname(tokens, i + 1) if introduced else i + 1)
    if k >= len(tokens) or not is_joined(tokens, i + 1) or not is_joined(tokens, k):
        return None
    word = tokens.word(k)
    if not (
        tokens.kinds[k] == WORD
        and may_be_surname(word)
        and not word.isupper()
        and (introduced or not is_german_office(word))
    ) and not is_arabic_surname(word):
        return None
    if is_place(word) or (introduced and is_english_office(word) and tokens.is_word(k + 1)):
        return None
    end = k + 1 + _has_foreign_second_surname(tokens, k + 1)
    return check_name_span(tokens, NameSpan(i, skip_suffix(tokens, end), i + 1, "person.unknown", sure=False))


def _has_foreign_second_surname(tokens: TokenizedText, k: int) -> bool:
    """Return whether a second surname has foreign letters: `Iratxe García Pérez`."""
    return (
        tokens.is_word(k)
        and is_joined(tokens, k)
        and has_foreign_letters(tokens.word(k))
        and may_be_name(tokens.word(k))
    )


def _find_initials_end(tokens: TokenizedText, i: int) -> int:
    """Return the end of the initials at `i`, or 0: `der Angeklagte Tarhan S.`."""
    j = i
    while j < i + 6 and is_initial(tokens, j) and tokens.word(j + 1) == "." and is_joined(tokens, j):
        j += 2
    return j if j > i else 0


def read_royal_name(tokens: TokenizedText, i: int, *, english: bool) -> NameSpan | None:
    """Return a single name with or without a number: `Felipe VI.`, `Franziskus`.

    The caller has checked the title.
    """
    word = tokens.word(i)
    if not tokens.is_word(i) or word in STOPWORDS or is_german_office(word) or word.isupper():
        return None
    if is_place(word) and not is_given_name(word):
        return None
    end = i + 1
    while tokens.is_word(end) and is_given_name(tokens.word(end)) and end - i < 2 and is_joined(tokens, end):
        end += 1
    if tokens.word(end) in _ROMAN_NUMERALS:
        end += 1
        if tokens.word(end) == "." and not english:
            end += 1
        if tokens.is_word(end) and is_joined(tokens, end) and is_given_name(tokens.word(end)) and end < i + 4:
            end += 1
        if tokens.word(end) in NOBLE_TITLES and tokens.is_word(end + 1) and may_be_name(tokens.word(end + 1)):
            return NameSpan(i, end + 2, end + 1, "person.regnal")
        return NameSpan(i, end, i, "person.regnal")
    given = is_given_name(strip_possessive(word)) or is_given_name(word.removesuffix("s"))
    return NameSpan(i, end, i, "person.royal") if given and not is_named_thing(tokens, end) else None


def is_regnal_name(tokens: TokenizedText, i: int) -> bool:
    """Return whether a given name and a Roman numeral are at `i`."""
    return (
        tokens.word(i + 1) in _ROMAN_NUMERALS
        and tokens.word(i + 1) not in {"I", "X"}
        and is_given_name(tokens.word(i))
        and is_joined(tokens, i + 1)
    )
