"""The parts of a name one after the other: given names, particles, family name, suffix."""

from dataclasses import dataclass

from newsroom.text.places import PLACES
from newsroom.text.wordlists import split_words
from people.recognition.given_names import DOUBTFUL_GIVEN
from people.recognition.offices.inflection_en import MODIFIERS
from people.recognition.offices.is_office import is_english_office
from people.recognition.surnames import FREQUENT
from people.recognition.tokenizer import WORD, TokenizedText
from people.recognition.word_classes import (
    is_arabic,
    is_family,
    is_foreign,
    is_given,
    is_namelike,
    strip_possessive,
)
from people.recognition.word_lists import (
    BODIES,
    FIRMS,
    LEADING_PARTICLES,
    PARTICLES,
    STOP,
    SUFFIXES,
    WEAK_PARTICLES,
)

_MIDDLE = split_words(
    """
    Fillon Olsbu Egner Aamodt Kolo Suu San Rebelo Gahr Adhanom Coney Huckabee Rodham Marjorie Taylor Holm
    Thingnes Maxim Hlaing Egeland Núñez Calderón Vargas García Garzón Khan Shah Abdul Abdel Abd Abdol Abu
    Abou Abul Abdoul Ben Bin Ibn Al El Haj Hadsch Mac Da De Di Du La Le Van Von Der Den Dos Del Saint St Ould
    """
)


CAPITAL_PARTICLES = split_words(
    """
    De Da Di Du La Le Les Van Von Der Den Dos Del Della El Al Bin Ben Ter Ten Mac Abu Zu Ó Ní Nic Uí
    """
)


_AFTER_CAPITAL = split_words("der den de het la las los le dem ter")
_TWO_HOUSES = frozenset({
    "Thurn und Taxis", "Sachsen-Coburg und Gotha", "Egloff und Egloffstein", "Rhein und Hessen", "Bülow und Bothkamp"
})  # fmt: skip
"""Families that bear the names of two houses."""


NOBLE = split_words(
    """
    Graf Gräfin Freiherr Freifrau Freiin Baron Baronin Prinz Prinzessin Erbprinz Fürst Fürstin Herzog Herzogin
    Landgraf Markgraf Edler Edle Ritter
    """
)


# `Angela Merkels Partei`: what belongs to a person rather than being named after one.
_OWNED = split_words(
    """
    partei regierung bewegung lager haus film programm gesetz ausstellung wohnung administration affäre
    ära rede tag band villa
    """
)


# `Arthur Ashe Memorial Trophy`: one more word stands between the name and what bears it.
_TROPHIES = split_words(
    """
    Cup Trophy Award Awards Prize Foundation Center Centre Institute School Hall Stadium Arena Preis Stiftung
    Pokal Medal Memorial Fund Trust Library Bridge Airport Theatre Theater Museum Park Act Show
    """
)


_TWO_INITIALS = split_words("JB JD AJ TJ PJ CJ RJ MJ KJ JJ BJ EJ OJ JT JR LJ KT CC LL LM RB")


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens `first <= i < end` form a name; the family name begins at token `family`."""

    first: int
    end: int
    family: int
    rule: str
    sure: bool = True


def is_initial(page: TokenizedText, i: int) -> bool:
    word = page.word(i)
    if word in _TWO_INITIALS:
        return True
    if len(word) == 1 and word.isalpha() and word.isupper():
        return page.word(i + 1) == "." and page.starts[i + 1] == page.ends[i]
    return (
        word.endswith(".")
        and len(word) in {2, 4, 6}
        and word.isupper()
        and word not in {"U.S.", "U.N.", "U.K.", "E.U."}
    )


def is_joined(page: TokenizedText, i: int) -> bool:
    """Only white space, at most one line end, parts token `i` from the one before."""
    return page.starts[i] - page.ends[i - 1] <= 4


def read_given(page: TokenizedText, i: int, allowed: int = -1) -> int:
    """The end of a run of given names and initials from `i`, or `i`; `Juli` may open one at `allowed` alone."""
    j = i
    while j < len(page) and j - i < 6:
        if is_initial(page, j):
            j += 2 if page.word(j + 1) == "." and len(page.word(j)) == 1 else 1
        elif (
            page.is_word(j) and is_given(page.word(j)) and (j > i or page.word(j) not in STOP or i == allowed)
        ):
            j += 1
        else:
            break
    return min(j, len(page))


def read_family(page: TokenizedText, j: int, *, english: bool) -> int:
    """The end of the family name that starts at `j` (particles included), or `j` when none stands there."""
    k = after_particles(page, past_nickname(page, j))
    word = page.word(k)
    if k >= len(page) or not is_joined(page, k) or _is_preposition(page, j, k):
        return j
    if not (page.kind(k) == WORD and is_family(word)) and not is_arabic(word):
        return j
    return _whole_family(page, j, k + 1, english=english)


def past_nickname(page: TokenizedText, j: int) -> int:
    """`Jan „Otti“ Berg`: a nickname in quotation marks between given and family name."""
    quoted = page.word(j) in {"„", "“", '"', "»"} and page.word(j + 2) in {"“", "”", '"', "«"}
    return j + 3 if quoted and page.is_word(j + 1) and page.is_word(j + 3) else j


def _is_preposition(page: TokenizedText, j: int, k: int) -> bool:
    """`Karl Ernst zu Beginn`, `ein Roman von Anna Berg`: the particle belongs to the sentence."""
    weak = page.word(j) in WEAK_PARTICLES and j > 1 and is_given(page.word(j - 2))
    if weak and page.word(j + 1) not in FREQUENT:
        return True
    if page.word(j) == "vom" and k == j + 1 and page.word(k) not in _FROM_THE:
        return True
    if (
        page.word(j) in _TO
        and k == j + 1
        and (page.word(k) in _NOUNS_AFTER_TO or page.word(k).endswith(_OF_NOUNS))
    ):
        return True
    another = is_given(page.word(k)) and page.is_word(k + 1) and is_joined(page, k + 1)
    return k == j + 1 and page.word(j) in {"von", "de"} and another


_FROM_THE = split_words(
    """
    Hofe Brocke Stein Lehn Scheidt Bruch Berg Berge Felde Ende Dorp Baur Rath Orde Hagen Endt Walde Wege Böge Kolke
    Heede Holtz Lohe Bovert Hau Hövel Cleff Bey Eyser Sondern Busch Lauten Steg Bauer
    """
)
"""Families called `vom Hofe`; before other nouns the word belongs to the sentence."""
_TO = frozenset({"zu", "zur", "zum"})
_OF_NOUNS = (
    "ung",
    "heit",
    "keit",
    "ion",
    "schaft",
    "tät",
    "feier",
    "zeit",
    "wahl",
    "rede",
    "reise",
    "messe",
    "premiere",
    "arbeit",
)
_NOUNS_AFTER_TO = split_words(
    """
    Beginn Besuch Boden Buche Ende Ehren Fall Fuß Gast Gunsten Hause Hilfe Last Lasten Mittag Ostern Pferd Protokoll
    Recht Schaden Silvester Tage Tisch Tode Verfügung Weihnachten Wort Zeiten Kasse Polizei Presse Probe Sache Schau
    Schule Seite Stelle Strafe Verantwortung Welt Ruhe Hälfte Halbzeit Pause Uni Front Ukraine Türkei Trauer Musik
    """
)


def _whole_family(page: TokenizedText, j: int, k: int, *, english: bool) -> int:
    """The end of the family name whose particles start at `j` and whose first word ends before `k`."""
    word = page.word(k - 1)
    if word in NOBLE and k > j:
        k = _after_noble(page, k)
    while page.word(k - 1) in _MIDDLE and _continues(page, k) and k - j < 6:
        k += 1
    if (
        page.word(k) in {"de", "da", "dos", "del", "do"}
        and page.is_word(k + 1)
        and is_namelike(page.word(k + 1))
    ):
        k += 2
    if page.word(k) == "und" and f"{page.word(k - 1)} und {page.word(k + 1)}" in _TWO_HOUSES:
        k += 2
    while k - j < 5 and _goes_on(page, k, word, english=english):
        word = page.word(k)
        k += 1
    if page.word(k) == "y" and page.is_word(k + 1) and is_namelike(page.word(k + 1)):
        k += 2
    return k


def _after_noble(page: TokenizedText, k: int) -> int:
    """`Graf Lambsdorff`, `Freiherr von und zu Guttenberg`, `Prinz von Hannover`."""
    m = after_particles(page, k)
    fits = is_family(page.word(m)) if page.word(m - 1) == "von" else is_namelike(page.word(m))
    return m + 1 if page.is_word(m) and is_joined(page, m) and fits else k


def after_particles(page: TokenizedText, j: int) -> int:
    k = j
    if page.word(k) == "in" and page.word(k + 1) in {"'", "’"} and page.word(k + 2) == "t":
        return k + 3
    if page.word(k) in LEADING_PARTICLES:
        k += 1
        while page.word(k) in PARTICLES and k - j < 4:
            k += 1
    while (
        page.word(k) in CAPITAL_PARTICLES
        and k - j < 4
        and (page.is_word(k + 1) or page.word(k + 1) in PARTICLES)
    ):
        k += 1
    while page.word(k) in _AFTER_CAPITAL and page.word(k - 1) in CAPITAL_PARTICLES and k - j < 4:
        k += 1
    return k


def _continues(page: TokenizedText, k: int) -> bool:
    return page.is_word(k) and is_joined(page, k) and is_namelike(page.word(k))


def _goes_on(page: TokenizedText, k: int, before: str, *, english: bool) -> bool:
    """Whether the word at `k` still belongs to the name after family name `before`."""
    word = page.word(k)
    if k >= len(page) or not is_joined(page, k) or before.endswith("'s") or _opens_line(page, k):
        return False
    if not page.is_word(k) or not is_family(word) or (word in {"Al", "El"} and _continues(page, k + 1)):
        return is_arabic(word) or (word in {"Al", "El"} and _continues(page, k + 1))
    if english and before not in {"Al", "El"}:
        opens_another = is_given(word) and _continues(page, k + 1)
        return is_namelike(word) and not opens_another and not _is_english_noun(word)
    if before in {"Al", "El"} or before.endswith(_PATRONYMS):
        return True
    again = page.seen(before) == 1 and page.seen(word) + page.seen(word + "s") > 1
    again = again or page.seen(before) == page.seen(word) > 1
    iberian = page.word(k - 2) in _IBERIAN and word.endswith(_IBERIAN_ENDINGS)
    iberian = (
        iberian or (before.endswith(_PATERNAL) and is_foreign(before)) or word.endswith(_CLEARLY_IBERIAN)
    )
    known = (
        again
        or iberian
        or word in FREQUENT
        or word.endswith(FAMILY_ENDINGS)
        or (word.startswith("Mc") and word[2:3].isupper())
        or (is_given(word) and word not in DOUBTFUL_GIVEN)
        or is_foreign(word)
    )
    return known and is_namelike(word)


_IBERIAN = frozenset({"de", "da", "do", "dos", "das", "del"})
_IBERIAN_ENDINGS = (
    "eiro",
    "eira",
    "ez",
    "es",
    "os",
    "as",
    "ão",
    "inho",
    "ado",
    "edo",
    "ero",
    "illa",
    "ente",
    "eda",
    "ares",
)


FAMILY_ENDINGS = tuple(
    split_words(
        "sen sson enko ovic ović wicz czyk escu oğlu oglu schwili poulos meyer meier maier mayer mayr"
    )
)
"""How family names end and hardly a noun does."""
_PATERNAL = ("ez", "az", "iz", "ía", "ón")
"""`Díaz`, `García`: the first of two family names, the mother's follows."""
_CLEARLY_IBERIAN = ("ieda", "ueda", "eiro", "eira", "illo", "ñez", "ález", "uez")


def _opens_line(page: TokenizedText, k: int) -> bool:
    return "\n" in page.text[page.ends[k - 1] : page.starts[k]]


_PATRONYMS = ("owitsch", "ewitsch", "ovich", "evich", "owna", "ewna", "ovna", "evna")


def _is_english_noun(word: str) -> bool:
    return is_english_office(word) or word.lower() in MODIFIERS


def read_suffix(page: TokenizedText, k: int) -> int:
    """The end with `Jr.`, `Sr.` or a Roman number taken along."""
    j = k + 1 if page.word(k) == "," and page.word(k + 1) in {"Jr", "Sr"} else k
    word = page.word(j)
    if word in SUFFIXES and j < len(page) and page.kinds[j] == WORD:
        return j + 2 if page.word(j + 1) == "." and word in {"Jr", "Sr", "Jnr", "Snr"} else j + 1
    return k


def bears_a_name(page: TokenizedText, k: int) -> bool:
    """`Haus`, `Ulrich-Museum`, `Memorial Trophy` at `k`: what stands before it is named after somebody."""
    if not page.is_word(k) or not is_joined(page, k):
        return False
    lower = strip_possessive(page.word(k)).lower()
    owned = lower in _OWNED and page.words[k - 1].endswith("s")
    if (lower in BODIES and not owned) or (lower.rpartition("-")[2] in BODIES and "-" in lower):
        return True
    return page.word(k + 1) in _TROPHIES and is_joined(page, k + 1)


def check_extent(page: TokenizedText, extent: NameSpan) -> NameSpan | None:
    """No name when a body, firm or place goes on from it, or the pair is a firm's name."""
    after = page.word(extent.end)
    if after in {"&", "+"} or (
        after and page.starts[extent.end] == page.ends[extent.end - 1] and after[0] in "-_@"
    ):
        return None
    if bears_a_name(page, extent.end):
        return None
    words = " ".join(page.words[extent.first : extent.end])
    stem = words.removesuffix("s")
    if words in PLACES or words in FIRMS or stem in PLACES or stem in FIRMS:
        return None
    return extent
