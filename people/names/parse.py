"""Parser of printed names, for sorting and for the search by surname."""

from dataclasses import dataclass

from newsroom.text.wordlists import split_words
from people.names.particles import (
    LOWERCASE_PARTICLES,
    NOBILIARY,
    SUFFIXES,
    SURNAME_JOINERS,
    TITLE_TAILS,
    TITLES,
)

__all__ = ["NameParts", "parse_name"]

_REGNAL = split_words("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii")
_SURNAME_OPENERS = frozenset(
    {"le", "la", "lo", "el", "ben", "abu", "san", "santa", "saint", "st", "st.", "mac", "mc", "o"}
)


@dataclass(frozen=True, slots=True)
class NameParts:
    """Parts of a name.

    `particles` belong to the surname, but German sorting ignores them: `Leyen, Ursula von der`.
    """

    given: str
    particles: str
    surname: str
    suffix: str = ""
    titles: tuple[str, ...] = ()

    @property
    def full_surname(self) -> str:
        return f"{self.particles} {self.surname}".strip()

    @property
    def sort_key(self) -> str:
        """Name in the order of sorting: `Leyen, Ursula von der`; the case is unchanged."""
        rest = " ".join(piece for piece in (self.given, self.particles) if piece)
        return f"{self.surname}, {rest}" if rest else self.surname


def parse_name(name: str) -> NameParts:
    """Return the parts of a name; `Leyen, Ursula von der` is put in order first.

    The parser never fails: by default the last word is the surname.
    """
    words = _reorder_at_comma(name)
    titles, words = _split_titles(words)
    words, suffix = _split_suffix(words)
    if not words:
        return NameParts("", "", " ".join(titles[-1:]), suffix, tuple(titles[:-1]))
    start = _find_surname_start(words)
    given, family = words[:start], words[start:]
    count = _count_leading_particles(family)
    surname = family[count:]
    return NameParts(" ".join(given), " ".join(family[:count]), " ".join(surname), suffix, tuple(titles))


def _reorder_at_comma(name: str) -> list[str]:
    before, comma, after = name.partition(",")
    if not comma or not after.strip():
        return name.replace(",", " ").split()
    tail = after.replace(",", " ").split()
    if all(_normalize_word(word) in SUFFIXES or _normalize_word(word) in TITLES for word in tail):
        return [*before.split(), *tail]
    return [*tail, *before.split()]


def _normalize_word(word: str) -> str:
    return word.strip(".,;()\"'„“").casefold()


def _split_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the titles and the other words; `Prof. Dr. med. Anna Berg` has three.

    `h. c.` and `med.` count only after another title.
    """
    titles: list[str] = []
    for index, word in enumerate(words):
        is_tail = (
            bool(titles)
            and (_normalize_word(word) in TITLE_TAILS or _is_dotted_tail(word))
            and word.endswith(".")
        )
        if not (_is_title(word) or is_tail) or index == len(words) - 1:
            return titles, words[index:]
        titles.append(word)
    return titles, []


def _is_title(word: str) -> bool:
    return _normalize_word(word) in TITLES or (
        all(_normalize_word(piece) in TITLES for piece in word.rstrip(".").split("-") if piece)
        and "-" in word
    )


def _is_dotted_tail(word: str) -> bool:
    return word.replace(".", "").casefold() in TITLE_TAILS


def _split_suffix(words: list[str]) -> tuple[list[str], str]:
    if len(words) > 1 and (_normalize_word(words[-1]) in SUFFIXES or _is_regnal(words)):
        return words[:-1], words[-1]
    return words, ""


def _is_regnal(words: list[str]) -> bool:
    return (words[-1].endswith(".") and _normalize_word(words[-1]) in _REGNAL and len(words[-1]) > 2) or (
        len(words) == 2 and _normalize_word(words[-1]) in _REGNAL and words[-1].isupper()
    )


def _find_surname_start(words: list[str]) -> int:
    """Return the index of the surname's first word, or 0 for a single name.

    Particles and noble titles belong to the surname.
    """
    if len(words) == 1:
        return 0
    for index in range(1, len(words)):
        if _normalize_word(words[index]) in NOBILIARY or (
            _starts_surname(words, index) and index < len(words) - 1
        ):
            return index
    return _find_joined_surnames(words) or len(words) - 1


def _starts_surname(words: list[str], index: int) -> bool:
    key = _normalize_word(words[index])
    if key in SURNAME_JOINERS:
        return False
    return (
        (key in LOWERCASE_PARTICLES and words[index][:1].islower())
        or key in _SURNAME_OPENERS
        or _normalize_word(words[index]) in {"von", "van", "de", "zu"}
    )


def _find_joined_surnames(words: list[str]) -> int:
    """Return the start of a double surname: `José Ortega y Gasset`."""
    for index in range(2, len(words) - 1):
        if words[index] in SURNAME_JOINERS:
            return index - 1
    return 0


def _count_leading_particles(family: list[str]) -> int:
    count = 0
    while count < len(family) - 1 and _is_sorted_last(family[count]):
        if family[count] in SURNAME_JOINERS:
            break
        count += 1
    return count


def _is_sorted_last(word: str) -> bool:
    """Return whether the word is sorted after the surname.

    These are particles in lower case and noble titles; a capital `Le` or `Van` is sorted like any other word.
    """
    key = _normalize_word(word)
    return key in NOBILIARY or (key in LOWERCASE_PARTICLES and word[:1].islower())
