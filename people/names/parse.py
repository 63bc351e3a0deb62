"""A name as printed -> its parts, for sorting and for finding people again by surname alone."""

from dataclasses import dataclass

from newsroom.text.wordlists import split_words
from people.names.particles import LOWERED, NOBILIARY, SUFFIXES, TITLE_TAILS, TITLES, TWO_SURNAMES

__all__ = ["NameParts", "parse_name"]

_REGNAL = split_words("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii")
_FAMILY_STARTS = frozenset(
    {"le", "la", "lo", "el", "ben", "abu", "san", "santa", "saint", "st", "st.", "mac", "mc", "o"}
)


@dataclass(frozen=True, slots=True)
class NameParts:
    """`particles` belong to the surname but do not lead its sort key in German use (`Leyen, Ursula von der`)."""

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
        """`Leyen, Ursula von der`, folded to small letters by the caller's collation, not here."""
        rest = " ".join(piece for piece in (self.given, self.particles) if piece)
        return f"{self.surname}, {rest}" if rest else self.surname


def parse_name(name: str) -> NameParts:
    """Never fails: what cannot be told apart is given name first, surname last. `Leyen, Ursula von der` is turned."""
    words = _turn_around_comma(name)
    titles, words = _titles(words)
    words, suffix = _suffix(words)
    if not words:
        return NameParts("", "", " ".join(titles[-1:]), suffix, tuple(titles[:-1]))
    start = _surname_start(words)
    given, family = words[:start], words[start:]
    small = _leading_particles(family)
    surname = family[small:]
    return NameParts(" ".join(given), " ".join(family[:small]), " ".join(surname), suffix, tuple(titles))


def _turn_around_comma(name: str) -> list[str]:
    before, comma, after = name.partition(",")
    if not comma or not after.strip():
        return name.replace(",", " ").split()
    tail = after.replace(",", " ").split()
    if all(_key(word) in SUFFIXES or _key(word) in TITLES for word in tail):
        return [*before.split(), *tail]
    return [*tail, *before.split()]


def _key(word: str) -> str:
    return word.strip(".,;()\"'„“").casefold()


def _titles(words: list[str]) -> tuple[list[str], list[str]]:
    """`Prof. Dr. med. Anna Berg` -> three titles; `h. c.` and `med.` count only behind one."""
    titles: list[str] = []
    for place, word in enumerate(words):
        tail = bool(titles) and (_key(word) in TITLE_TAILS or _is_dotted_tail(word)) and word.endswith(".")
        if not (_is_title(word) or tail) or place == len(words) - 1:
            return titles, words[place:]
        titles.append(word)
    return titles, []


def _is_title(word: str) -> bool:
    return _key(word) in TITLES or (
        all(_key(piece) in TITLES for piece in word.rstrip(".").split("-") if piece) and "-" in word
    )


def _is_dotted_tail(word: str) -> bool:
    return word.replace(".", "").casefold() in TITLE_TAILS


def _suffix(words: list[str]) -> tuple[list[str], str]:
    if len(words) > 1 and (_key(words[-1]) in SUFFIXES or _is_regnal(words)):
        return words[:-1], words[-1]
    return words, ""


def _is_regnal(words: list[str]) -> bool:
    return (words[-1].endswith(".") and _key(words[-1]) in _REGNAL and len(words[-1]) > 2) or (
        len(words) == 2 and _key(words[-1]) in _REGNAL and words[-1].isupper()
    )


def _surname_start(words: list[str]) -> int:
    """Index of the surname's first word, particles and noble titles included; 0 for a single name."""
    if len(words) == 1:
        return 0
    for place in range(1, len(words)):
        if _key(words[place]) in NOBILIARY or (_starts_family(words, place) and place < len(words) - 1):
            return place
    joined = _two_surnames(words)
    return joined if joined else len(words) - 1


def _starts_family(words: list[str], place: int) -> bool:
    key = _key(words[place])
    if key in TWO_SURNAMES:
        return False
    return (
        (key in LOWERED and words[place][:1].islower())
        or key in _FAMILY_STARTS
        or _key(words[place]) in {"von", "van", "de", "zu"}
    )


def _two_surnames(words: list[str]) -> int:
    """`José Ortega y Gasset`: the surname starts before the joining word."""
    for place in range(2, len(words) - 1):
        if words[place] in TWO_SURNAMES:
            return place - 1
    return 0


def _leading_particles(family: list[str]) -> int:
    count = 0
    while count < len(family) - 1 and _stays_behind(family[count]):
        if family[count] in TWO_SURNAMES:
            break
        count += 1
    return count


def _stays_behind(word: str) -> bool:
    """Small particles and noble titles; a capital `Le` or `Van` leads the sort key like any other word."""
    key = _key(word)
    return key in NOBILIARY or (key in LOWERED and word[:1].islower())
