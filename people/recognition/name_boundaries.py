"""Where a personal name begins and ends, by its words."""

from functools import lru_cache

from newsroom.text.wordlists import split_words
from people.recognition.given_names import DOUBTFUL_GIVEN, FAMILY_FIRST, KOREAN_SYLLABLES, VIETNAMESE_MIDDLE
from people.recognition.kinship import KIN_DE
from people.recognition.name_tokens import (
    CAPITAL_PARTICLES,
    FAMILY_ENDINGS,
    NOBLE,
    NameSpan,
    after_particles,
    bears_a_name,
    check_extent,
    is_initial,
    is_joined,
    past_nickname,
    read_family,
    read_given,
    read_suffix,
)
from people.recognition.offices.inflection_de import PEOPLES
from people.recognition.offices.is_office import is_english_office, is_office
from people.recognition.surnames import FREQUENT
from people.recognition.tokenizer import LOWER, WORD, TokenizedText
from people.recognition.word_classes import (
    is_adjectival,
    is_arabic,
    is_chinese,
    is_family,
    is_foreign,
    is_given,
    is_namelike,
    is_place,
    is_town_adjective,
    strip_possessive,
)
from people.recognition.word_lists import CLUBS, NAMED_AFTER, STOP, TITLES

_ROMAN = split_words(
    """
    I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXIII
    """
)


_OPEN_A_PLACE = (
    ["Marina", "di"],
    ["Santa", "Maria"],
    ["Maria", "Laach"],
    ["Maria", "Enzersdorf"],
    ["Paola", "di"],
)


_ALSO_PLACES = split_words(
    """
    Santiago Jordan Georgia Victoria Florence Austin Dallas Lincoln Sydney Virginia Israel Salvador Milan
    Washington Paris Denver Savannah Cleveland Brooklyn Florenz India Phoenix Trinidad Sierra Lourdes
    Mercedes Rosario Earl Grant Lane Mercy Heath Princess Prince
    """
)


_FOREIGN_PARTICLES = frozenset(
    {"van", "de", "di", "del", "della", "bin", "ibn", "al", "el", "ter", "ten", "dos", "dal"}
)


def read_asian(page: TokenizedText, i: int) -> NameSpan | None:
    """Family name first: `Kim Jong-un`, `Xi Jinping`, `Yoon Suk Yeol`."""
    if page.word(i) not in FAMILY_FIRST or not page.is_word(i + 1) or not is_joined(page, i + 1):
        return None
    given = page.word(i + 1)
    head, sign, tail = given.partition("-")
    if (
        sign
        and head[1:].islower()
        and tail
        and tail.replace("s", "", 1).isalpha()
        and (tail[0].islower() or is_given(given))
    ):
        return NameSpan(i, i + 2, i, "person.family-first")
    if _is_korean(page, i):
        return NameSpan(i, i + 3, i, "person.family-first")
    stem = given.removesuffix("s")
    if (is_chinese(given) or is_chinese(stem)) and not is_office(given):
        third = page.is_word(i + 2) and is_joined(page, i + 2) and _is_third_syllable(page, i)
        end = i + 3 if third else i + 2
        if third and given in VIETNAMESE_MIDDLE and page.is_word(end) and is_joined(page, end):
            end += is_namelike(strip_possessive(page.word(end)))
        return NameSpan(i, end, i, "person.family-first")
    return None


def _is_third_syllable(page: TokenizedText, i: int) -> bool:
    """`Xi Zhong Xun`; the middle name of `Nguyen Van Hung` wants a given name behind it."""
    middle, last = page.word(i + 1), strip_possessive(page.word(i + 2))
    return (
        is_chinese(last) or last in {"In", "Un", "Il"} or (middle in VIETNAMESE_MIDDLE and is_namelike(last))
    )


def _is_korean(page: TokenizedText, i: int) -> bool:
    """`Kim Ju Ae`: two syllables written apart behind the family name."""
    given = page.words[i + 1 : i + 3]
    return (
        len(given) == 2
        and is_joined(page, i + 2)
        and {given[0], strip_possessive(given[1])} <= KOREAN_SYLLABLES
    )


def read_name(page: TokenizedText, i: int, *, english: bool, allowed: int = -1) -> NameSpan | None:
    """The name that starts with a known given name or an initial at `i`."""
    asian = read_asian(page, i)
    if asian:
        return asian
    if _cannot_open(page, i):
        return None
    j = read_given(page, i, allowed)
    if j == i or (not is_given(page.word(i)) and not _initials_fit(page, i, j)):
        return None
    k = read_family(page, j, english=english)
    if k == j:
        return _given_only(page, i, j, english=english)
    if english and is_english_office(page.word(j)) and page.is_word(j + 1) and is_given(page.word(j + 1)):
        return None
    family = j
    if not english and k == j + 1 and _middle_is_unknown(page, i, j):
        family, k = k, k + 1
    return check_extent(
        page,
        NameSpan(
            i,
            read_suffix(page, k),
            family,
            "person.given",
            sure=not _is_doubtful(page, i, j, k, english=english),
        ),
    )


def _middle_is_unknown(page: TokenizedText, i: int, j: int) -> bool:
    """`M. Tagor Sharavan`: behind an initial a word that is no given name, and then the family name."""
    middle, family = page.word(j), page.word(j + 1)
    rare = not is_given(page.word(i)) and middle not in FREQUENT and is_namelike(middle)
    return rare and page.is_word(j + 1) and page.starts[j + 1] - page.ends[j] == 1 and is_namelike(family)


def _cannot_open(page: TokenizedText, i: int) -> bool:
    """`Emir Tamim`: a title first; `Marina di X`: a town; the second of `J. R. X`: tried from the first already."""
    return (
        _is_title_of_another(page, i)
        or (page.word(i) in _NOUNS_TOO and page.word(i - 1) in _CONTRACTED)
        or (page.word(i) in CAPITAL_PARTICLES and _is_particle_again(page, i))
        or _is_office_of_another(page, i)
        or page.words[i : i + 2] in _OPEN_A_PLACE
        or (page.word(i - 1) == "." and is_initial(page, i) and is_initial(page, i - 2))
    )


def _is_title_of_another(page: TokenizedText, i: int) -> bool:
    """`Prince Harry`, `Däne Holger`, `Imam Qadir Asim`: the name begins behind it."""
    word = page.word(i)
    if not page.is_word(i + 1):
        return False
    if word in _CLERICS:
        return page.is_word(i + 2) and is_joined(page, i + 2)
    return (word.lower() in PEOPLES or word in _PRINCES) and is_given(page.word(i + 1))


def _is_office_of_another(page: TokenizedText, i: int) -> bool:
    """`Emir Tamim`, and `Der Emir von Katar`, whose name stands behind the comma.

    In `Konferenzpräsident Sultan Al Jaber` the office stands before it, and the title is his name.
    """
    if not is_office(page.word(i)) or (is_given(page.word(i)) and is_office(page.word(i - 1))):
        return False
    ruled = page.word(i + 1) in {"von", "of"} and is_place(page.word(i + 2))
    return ruled or is_given(page.word(i + 1))


_PRINCES = split_words("Prince Princess")
_CLERICS = split_words("Imam Mullah Sheikh")
_NOUNS_TOO = split_words("Kai Dom Rose Heide Mark")
_CONTRACTED = split_words("am vom zum im beim")


def _is_particle_again(page: TokenizedText, i: int) -> bool:
    """`Van Brink` at the head of a sentence, where the story knows a `van Brink`."""
    return bool(
        page.opens_sentence(i) and page.seen(page.word(i).lower()) and page.seen(page.word(i + 1)) > 1
    )


def _initials_fit(page: TokenizedText, i: int, j: int) -> bool:
    """`J. Berg` within a sentence, `J. K. Berg` anywhere; the family name may be a given name too: `J. D. Vance`."""
    family = j if page.is_word(j) and is_namelike(page.word(j)) else j - 1
    if not (page.is_word(family) and is_namelike(page.word(family))) or is_initial(page, family):
        return False
    return family > i and (not page.opens_sentence(i) or _are_two_initials(page, i))


def _are_two_initials(page: TokenizedText, i: int) -> bool:
    """`J. K.`, `J.K.` or `JD`; one initial alone at the head of a sentence may number a list."""
    return len(page.word(i)) > 1 or (is_initial(page, i) and is_initial(page, i + 2))


_TWO_NAMES_AND_A_NUMBER = 4
"""`Juan Carlos I.`: behind one name alone the letter is the initial of a family name."""


def _given_only(page: TokenizedText, i: int, j: int, *, english: bool) -> NameSpan | None:
    """`Thomas Ernst`: the last of several given names is the family name; `Franco A.`: an initial is."""
    if (
        not english
        and j - i in {3, 5}
        and is_initial(page, i + 1)
        and page.word(j - 1) == "."
        and is_given(page.word(i))
        and page.word(i) not in DOUBTFUL_GIVEN
        and not is_given(page.word(i - 1))
    ):
        return check_extent(page, NameSpan(i, j, i + 1, "person.initial"))
    if not english and page.words[j - 2 : j] == ["I", "."] and j - i == _TWO_NAMES_AND_A_NUMBER:
        return NameSpan(i, j, i, "person.regnal")
    if page.word(j) in _ROMAN and j - i == 1:
        return None
    if j - i < 2 or page.word(j - 1) == "." or page.word(i) in CLUBS:
        return None
    doubtful = page.word(i) in DOUBTFUL_GIVEN and page.word(j - 1) not in FREQUENT
    return check_extent(page, NameSpan(i, read_suffix(page, j), j - 1, "person.given", sure=not doubtful))


def _is_doubtful(page: TokenizedText, i: int, j: int, k: int, *, english: bool) -> bool:
    first, last = page.word(i), page.word(k - 1)
    if (last in FREQUENT or last.endswith(FAMILY_ENDINGS) or last.startswith("Mc")) and first not in CLUBS:
        return False
    if j - i > 1 or (not english and first in _ALSO_PLACES and is_namelike(last)):
        return False
    return first in DOUBTFUL_GIVEN or (is_place(last) and first in CLUBS) or last.isupper()


@lru_cache(maxsize=16384)
def _opens_no_name(word: str) -> bool:
    """What bears a name, an adjective, a title; kin, peoples, companions, behind whom the name begins."""
    lower = word.lower()
    return (
        word in CAPITAL_PARTICLES
        or word in KIN_DE
        or word in TITLES
        or lower in PEOPLES
        or lower in NAMED_AFTER
        or lower.endswith(_COMPANIONS)
        or is_adjectival(word)
        or is_town_adjective(word)
    )


_COMPANIONS = (
    "kollege",
    "kollegen",
    "kollegin",
    "genosse",
    "genossin",
    "freund",
    "freundin",
    "kamerad",
    "partner",
)
"""`Parteikollege Olaf X`"""


def _opens_something_else(page: TokenizedText, i: int) -> bool:
    """Such a word, or a noun with small words behind it."""
    if _opens_no_name(page.word(i)):
        return True
    following = page.word(i + 1)
    return page.kind(i + 1) == LOWER and following not in _FOREIGN_PARTICLES and not is_arabic(following)


def read_unknown(page: TokenizedText, i: int, *, vouched: bool = False) -> NameSpan | None:
    """Two or three capitalised words that no list knows, the first not a place, body or office."""
    word = page.word(i)
    if page.kind(i) != WORD or not is_namelike(word) or _opens_something_else(page, i):
        return None
    if vouched and (end := _initials_end(page, i + 1)):
        return NameSpan(i, end, i + 1, "person.initial")
    k = after_particles(page, past_nickname(page, i + 1) if vouched else i + 1)
    if k >= len(page) or not is_joined(page, i + 1) or not is_joined(page, k):
        return None
    word = page.word(k)
    if not (
        page.kinds[k] == WORD and is_family(word) and not word.isupper() and (vouched or not is_office(word))
    ) and not is_arabic(word):
        return None
    if is_place(word):
        return None
    end = k + 1 + _goes_on_abroad(page, k + 1)
    return check_extent(page, NameSpan(i, read_suffix(page, end), i + 1, "person.unknown", sure=False))


def _goes_on_abroad(page: TokenizedText, k: int) -> bool:
    """`Iratxe García Pérez`: the second family name has letters that no German noun has."""
    return page.is_word(k) and is_joined(page, k) and is_foreign(page.word(k)) and is_namelike(page.word(k))


def _initials_end(page: TokenizedText, i: int) -> int:
    """Where the initials of `der Angeklagte Tarhan S.` end, 0 where none stand at `i`."""
    j = i
    while j < i + 6 and is_initial(page, j) and page.word(j + 1) == "." and is_joined(page, j):
        j += 2
    return j if j > i else 0


def read_royal(page: TokenizedText, i: int, *, english: bool) -> NameSpan | None:
    """One name with or without a number: `Felipe VI.`, `Franziskus`; the caller has seen the title."""
    word = page.word(i)
    if not page.is_word(i) or word in STOP or is_office(word) or word.isupper():
        return None
    if is_place(word) and not is_given(word):
        return None
    end = i + 1
    while page.is_word(end) and is_given(page.word(end)) and end - i < 2 and is_joined(page, end):
        end += 1
    if page.word(end) in _ROMAN:
        end += 1
        if page.word(end) == "." and not english:
            end += 1
        if page.is_word(end) and is_joined(page, end) and is_given(page.word(end)) and end < i + 4:
            end += 1
        if page.word(end) in NOBLE and page.is_word(end + 1) and is_namelike(page.word(end + 1)):
            return NameSpan(i, end + 2, end + 1, "person.regnal")
        return NameSpan(i, end, i, "person.regnal")
    given = is_given(strip_possessive(word)) or is_given(word.removesuffix("s"))
    return NameSpan(i, end, i, "person.royal") if given and not bears_a_name(page, end) else None


def is_regnal(page: TokenizedText, i: int) -> bool:
    """A given name followed by a Roman number."""
    return (
        page.word(i + 1) in _ROMAN
        and page.word(i + 1) not in {"I", "X"}
        and is_given(page.word(i))
        and is_joined(page, i + 1)
    )
