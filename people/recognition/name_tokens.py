"""Parts of a name: titles, given names, particles, surname, suffix."""

from dataclasses import dataclass

from newsroom.text.places import PLACES
from newsroom.text.wordlists import read_toml, split_words
from people.names.particles import NOBILIARY
from people.recognition.given_names import DOUBTFUL_GIVEN
from people.recognition.offices.inflection_en import MODIFIERS
from people.recognition.offices.is_office import is_english_office, is_german_office
from people.recognition.surnames import FREQUENT_SURNAMES
from people.recognition.tokenizer import WORD, TokenizedText
from people.recognition.word_classes import (
    has_foreign_letters,
    is_arabic_surname,
    is_given_name,
    is_place,
    may_be_name,
    may_be_surname,
    strip_possessive,
)
from people.recognition.word_lists import (
    CLUBS,
    FIRMS,
    LEADING_PARTICLES,
    PARTICLES,
    STOPWORDS,
    SUFFIXES,
    THING_NOUNS,
    TITLES,
    WEAK_PARTICLES,
)

_WORDS = read_toml("people/recognition/data/words.toml")["name_tokens"]

_MIDDLE_NAMES = frozenset(_WORDS["middle_names"])


CAPITAL_PARTICLES = frozenset(_WORDS["capital_particles"])


_AFTER_CAPITAL = split_words("der den de het la las los le dem ter")
_DOUBLE_FAMILIES = frozenset(_WORDS["double_families"])
"""Families with a double name."""


NOBLE_TITLES = frozenset(map(str.capitalize, NOBILIARY))


# `Angela Merkels Partei`: the party belongs to her; it is not named after her.
_POSSESSIONS = frozenset(_WORDS["possessions"])


# `Arthur Ashe Memorial Trophy`: one word separates the name from the thing named after it.
_TROPHIES = frozenset(_WORDS["trophies"])


_SCHOOLS = split_words("Comprehensive Primary Grammar Infants Juniors Academy College School Coast Guard")
"""Last words of names of schools and of a coast guard, as no person's."""


_TWO_INITIALS = split_words("JB JD AJ TJ PJ CJ RJ MJ KJ JJ BJ EJ OJ JT JR LJ KT CC LL LM RB")


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens `first <= i < end` form a name; the surname begins at token `family`."""

    first: int
    end: int
    family: int
    rule: str
    sure: bool = True


def mark_taken(taken: bytearray, first: int, end: int) -> None:
    """Mark tokens as a part of a name, so that no other name has them."""
    taken[first:end] = b"\x01" * (end - first)


def is_initial(tokens: TokenizedText, i: int) -> bool:
    word = tokens.word(i)
    if word in _TWO_INITIALS:
        return True
    if len(word) == 1 and word.isalpha() and word.isupper():
        return tokens.word(i + 1) == "." and tokens.starts[i + 1] == tokens.ends[i]
    return (
        word.endswith(".")
        and len(word) in {2, 4, 6}
        and word.isupper()
        and word not in {"U.S.", "U.N.", "U.K.", "E.U."}
    )


def is_joined(tokens: TokenizedText, i: int) -> bool:
    """Return whether only white space with at most one line end precedes token `i`."""
    return tokens.starts[i] - tokens.ends[i - 1] <= 4


def find_given_end(tokens: TokenizedText, i: int, allowed: int = -1) -> int:
    """Return the end of the given names and initials that start at `i`, or `i`.

    A stopword such as `Juli` counts as a given name only at `allowed`.
    """
    j = i
    while j < len(tokens) and j - i < 6:
        if is_initial(tokens, j):
            j += 2 if tokens.word(j + 1) == "." and len(tokens.word(j)) == 1 else 1
        elif (
            tokens.is_word(j)
            and is_given_name(tokens.word(j))
            and (j > i or tokens.word(j) not in STOPWORDS or i == allowed)
        ):
            j += 1
        else:
            break
    return min(j, len(tokens))


def find_family_end(tokens: TokenizedText, j: int, *, english: bool) -> int:
    """Return the end of the surname with particles that starts at `j`, or `j`."""
    k = skip_particles(tokens, skip_nickname(tokens, j))
    word = tokens.word(k)
    if k >= len(tokens) or not is_joined(tokens, k) or _is_preposition(tokens, j, k):
        return j
    is_family = tokens.kind(k) == WORD and may_be_surname(word)
    if not is_family and not is_arabic_surname(word):
        return j
    return _extend_family(tokens, j, k + 1, english=english)


def skip_nickname(tokens: TokenizedText, j: int) -> int:
    """Return the token after a quoted nickname: `Jan „Otti“ Berg`."""
    quoted = tokens.word(j) in {"„", "“", '"', "»"} and tokens.word(j + 2) in {"“", "”", '"', "«"}
    return j + 3 if quoted and tokens.is_word(j + 1) and tokens.is_word(j + 3) else j


def _is_preposition(tokens: TokenizedText, j: int, k: int) -> bool:
    """Return whether the particle belongs to the sentence: `Karl Ernst zu Beginn`.

    `ein Roman von Anna Berg` is another example.
    """
    weak = tokens.word(j) in WEAK_PARTICLES and j > 1 and is_given_name(tokens.word(j - 2))
    if weak and tokens.word(j + 1) not in FREQUENT_SURNAMES:
        return True
    if tokens.word(j) == "vom" and k == j + 1 and tokens.word(k) not in _VOM_FAMILIES:
        return True
    if (
        tokens.word(j) in _TO_PREPOSITIONS
        and k == j + 1
        and (tokens.word(k) in _NOUNS_AFTER_TO or tokens.word(k).endswith(_NOUN_ENDINGS))
    ):
        return True
    if k == j + 1 and is_german_office(tokens.word(k)) and is_given_name(tokens.word(k + 1)):
        return True  # `die Töne von Geiger Anna Berg`
    if k == j + 1 and tokens.word(j) == "von" and tokens.word(k) in CLUBS and not is_place(tokens.word(k)):
        return True  # `Trainer Milos Dragan von Fortuna Zumdorf`
    another = is_given_name(tokens.word(k)) and tokens.is_word(k + 1) and is_joined(tokens, k + 1)
    return k == j + 1 and tokens.word(j) in {"von", "de"} and another


_VOM_FAMILIES = frozenset(_WORDS["vom_families"])
"""Surnames after `vom`, as in `vom Hofe`; before other nouns `vom` belongs to the sentence."""
_TO_PREPOSITIONS = frozenset({"zu", "zur", "zum"})
_NOUN_ENDINGS = tuple(_WORDS["noun_endings"])
_NOUNS_AFTER_TO = frozenset(_WORDS["nouns_after_to"])


def _extend_family(tokens: TokenizedText, j: int, k: int, *, english: bool) -> int:
    """Return the end of the surname from `j`, whose first word ends at `k`."""
    word = tokens.word(k - 1)
    if word in NOBLE_TITLES and k > j:
        k = _skip_noble_name(tokens, k)
    while tokens.word(k - 1) in _MIDDLE_NAMES and _is_next_name_word(tokens, k) and k - j < 6:
        k += 1
    if (
        tokens.word(k) in {"de", "da", "dos", "del", "do"}
        and tokens.is_word(k + 1)
        and may_be_name(tokens.word(k + 1))
    ):
        k += 2
    if tokens.word(k) == "und" and f"{tokens.word(k - 1)} und {tokens.word(k + 1)}" in _DOUBLE_FAMILIES:
        k += 2
    while k - j < 5 and _belongs_to_family(tokens, k, word, english=english):
        word = tokens.word(k)
        k += 1
    if tokens.word(k) == "y" and tokens.is_word(k + 1) and may_be_name(tokens.word(k + 1)):
        k += 2
    return k


def _skip_noble_name(tokens: TokenizedText, k: int) -> int:
    """Return the end of a noble name: `Freiherr von und zu Guttenberg`."""
    m = skip_particles(tokens, k)
    fits = may_be_surname(tokens.word(m)) if tokens.word(m - 1) == "von" else may_be_name(tokens.word(m))
    return m + 1 if tokens.is_word(m) and is_joined(tokens, m) and fits else k


def skip_particles(tokens: TokenizedText, j: int) -> int:
    k = j
    if tokens.word(k) == "in" and tokens.word(k + 1) in {"'", "’"} and tokens.word(k + 2) == "t":
        return k + 3
    if tokens.word(k) in LEADING_PARTICLES:
        k += 1
        while tokens.word(k) in PARTICLES and k - j < 4:
            k += 1
    while (
        tokens.word(k) in CAPITAL_PARTICLES
        and k - j < 4
        and (tokens.is_word(k + 1) or tokens.word(k + 1) in PARTICLES)
    ):
        k += 1
    while tokens.word(k) in _AFTER_CAPITAL and tokens.word(k - 1) in CAPITAL_PARTICLES and k - j < 4:
        k += 1
    return k


_HONORARY = frozenset({"h.c.", "e.h.", "E.h."})
_FEMALE_ENDINGS = frozenset({"a", "in"})
"""`Mag.a`, `Dr.in`"""


def skip_titles_left(tokens: TokenizedText, first: int) -> int:
    """Return the token before the name and its titles: `Dr.`, `Prof.`, `Herr`."""
    j = first - 1
    while j >= 0:
        word = tokens.words[j]
        if word == "." and tokens.word(j - 1) in TITLES:
            j -= 2
        elif word in _FEMALE_ENDINGS and tokens.word(j - 1) == "." and tokens.word(j - 2) in TITLES:
            j -= 3
        elif (word in TITLES and tokens.kinds[j] == WORD) or word in _HONORARY:
            j -= 1
        else:
            break
    return j


def _is_next_name_word(tokens: TokenizedText, k: int) -> bool:
    return tokens.is_word(k) and is_joined(tokens, k) and may_be_name(tokens.word(k))


def _belongs_to_family(tokens: TokenizedText, k: int, before: str, *, english: bool) -> bool:
    """Return whether the word at `k` continues the name after the surname `before`."""
    word = tokens.word(k)
    if k >= len(tokens) or not is_joined(tokens, k) or before.endswith("'s") or _starts_line(tokens, k):
        return False
    opens_arabic_name = word in {"Al", "El"} and _is_next_name_word(tokens, k + 1)
    if opens_arabic_name or not tokens.is_word(k) or not may_be_surname(word):
        return opens_arabic_name or is_arabic_surname(word)
    if english and before not in {"Al", "El"}:
        opens_another = is_given_name(word) and _is_next_name_word(tokens, k + 1)
        return may_be_name(word) and not opens_another and not _is_english_noun(word)
    if before in {"Al", "El"} or before.endswith(_PATRONYMS):
        return True
    again = tokens.count(before) == 1 and tokens.count(word) + tokens.count(word + "s") > 1
    again = again or tokens.count(before) == tokens.count(word) > 1
    iberian = tokens.word(k - 2) in _IBERIAN and word.endswith(_IBERIAN_ENDINGS)
    iberian = (
        iberian
        or (before.endswith(_PATERNAL) and has_foreign_letters(before))
        or word.endswith(_CLEARLY_IBERIAN)
    )
    known = (
        again
        or iberian
        or word in FREQUENT_SURNAMES
        or word.endswith(FAMILY_ENDINGS)
        or (word.startswith("Mc") and word[2:3].isupper())
        or (is_given_name(word) and word not in DOUBTFUL_GIVEN)
        or has_foreign_letters(word)
    )
    return known and may_be_name(word)


_IBERIAN = frozenset({"de", "da", "do", "dos", "das", "del"})
_IBERIAN_ENDINGS = tuple(split_words("eiro eira ez es os as ão inho ado edo ero illa ente eda ares"))


FAMILY_ENDINGS = tuple(_WORDS["family_endings"])
"""Endings of surnames that hardly any noun has."""
_PATERNAL = ("ez", "az", "iz", "ía", "ón")
"""Endings of a father's surname, which a mother's surname follows: `Díaz`, `García`."""
_CLEARLY_IBERIAN = ("ieda", "ueda", "eiro", "eira", "illo", "ñez", "ález", "uez")


def _starts_line(tokens: TokenizedText, k: int) -> bool:
    return "\n" in tokens.text[tokens.ends[k - 1] : tokens.starts[k]]


_PATRONYMS = ("owitsch", "ewitsch", "ovich", "evich", "owna", "ewna", "ovna", "evna")


def _is_english_noun(word: str) -> bool:
    return is_english_office(word) or word.lower() in MODIFIERS


def skip_suffix(tokens: TokenizedText, k: int) -> int:
    """Return the end of the name including `Jr.`, `Sr.` or a Roman numeral."""
    j = k + 1 if tokens.word(k) == "," and tokens.word(k + 1) in {"Jr", "Sr"} else k
    word = tokens.word(j)
    if word in SUFFIXES and j < len(tokens) and tokens.kinds[j] == WORD:
        return j + 2 if tokens.word(j + 1) == "." and word in {"Jr", "Sr", "Jnr", "Snr"} else j + 1
    return k


def is_named_thing(tokens: TokenizedText, k: int) -> bool:
    """Return whether the noun at `k` is named after the person before it.

    Examples: `Haus`, `Ulrich-Museum`, `Memorial Trophy`.
    """
    if not tokens.is_word(k) or not is_joined(tokens, k):
        return False
    if tokens.word(k) in _SCHOOLS:
        return True
    lower = strip_possessive(tokens.word(k)).lower()
    owned = lower in _POSSESSIONS and tokens.words[k - 1].endswith("s")
    if (lower in THING_NOUNS and not owned) or (lower.rpartition("-")[2] in THING_NOUNS and "-" in lower):
        return True
    return tokens.word(k + 1) in _TROPHIES and is_joined(tokens, k + 1)


def check_name_span(tokens: TokenizedText, name_span: NameSpan) -> NameSpan | None:
    """Return the span, or None where it names a company, a place or a thing."""
    after = tokens.word(name_span.end)
    if after in {"&", "+"} or (
        after and tokens.starts[name_span.end] == tokens.ends[name_span.end - 1] and after[0] in "-_@"
    ):
        return None
    if is_named_thing(tokens, name_span.end):
        return None
    last = tokens.word(name_span.end - 1)
    if last in _SCHOOLS:
        return None
    words = " ".join(tokens.words[name_span.first : name_span.end])
    stem = words.removesuffix("s")
    if words in PLACES or words in FIRMS or stem in PLACES or stem in FIRMS:
        return None
    return name_span
