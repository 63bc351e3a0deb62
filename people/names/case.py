"""Display case of names as agencies print them: `SEM VAN DER WAL`, `Odd ANDERSEN`, `O'BRIEN`.

Only words written wholly in capitals change; mixed case is the writer's own and stays. An all-lower name
is left alone too: it may be a handle.
"""

import re

from people.names.particles import (
    APOSTROPHES,
    CHAINED,
    INITIAL_PAIRS,
    LOWERED,
    MAC_NAMES,
    ONLY_AFTER,
    SPOKEN_PAIRS,
    SUFFIXES,
)

_VOWELS = frozenset("aeiouyäöüàáâãåèéêëìíîïòóôõøùúûæœ")
_SPLIT = re.compile(r"(\s+)")
_INITIALS = re.compile(r"(?:\w\.)+\w?\.?")
_PIECE = re.compile(r"([-‐‑'’ʼ`´])")
_ARTICLES = frozenset({"Al", "El"})
"""`Sami Al-BASRI`: the article of the family name is written small by itself."""
_APOSTROPHE = frozenset("'’ʼ`´")


def name_case(name: str, *, raise_small: bool = False) -> str:
    """The name as it is displayed. Same text in, same text out; a displayed name is never changed again.

    `raise_small` also takes up names of two words and more typed wholly in small letters.
    """
    if raise_small and name.islower() and len(name.split()) > 1:
        name = "".join(_raise_letters(name))
    pieces = _SPLIT.split(name)
    words = pieces[::2]
    shouting = [_shouts(word) for word in words]
    if not any(_is_loud(word) for word, loud in zip(words, shouting, strict=True) if loud):
        return name
    folded = [_bare(word) for word in words]
    mixed = not all(loud or not _has_letters(word) for word, loud in zip(words, shouting, strict=True))
    for place, word in enumerate(words):
        if shouting[place]:
            pieces[2 * place] = _display_word(word, place, folded, mixed=mixed)
    return "".join(pieces)


def _raise_letters(name: str) -> list[str]:
    """Capitals, but for letters such as ß that have none of one character."""
    return [_upper(char) for char in name]


def _display_word(word: str, place: int, folded: list[str], *, mixed: bool) -> str:
    if _INITIALS.fullmatch(word) or len(_bare(word)) < 2:
        return _lone_letter(word, place, folded)
    if mixed and len(folded[place]) <= 2 and folded[place] not in LOWERED:
        return word
    if folded[place] in SUFFIXES and place:
        return _suffix(word, folded[place])
    if _stays_small(place, folded):
        return word.lower()
    if _are_initials(folded[place], place, len(folded)):
        return word
    return _capitalise(word)


def _lone_letter(word: str, place: int, folded: list[str]) -> str:
    joins = 0 < place < len(folded) - 1 and word in {"Y", "I"} and len(folded) > 3
    return word.lower() if joins else word


def _suffix(word: str, folded: str) -> str:
    shown = SUFFIXES[folded]
    stem = shown.rstrip(".")
    return (
        stem + word[len(folded) :]
        if word.endswith((".", ","))
        else shown
        if word.isupper() and "." not in shown
        else stem
    )


def _stays_small(place: int, folded: list[str]) -> bool:
    """Whether the word at `place` is a particle: never first, never last, and in fitting company."""
    word = folded[place]
    if not 0 < place < len(folded) - 1 or word not in LOWERED:
        return False
    if word not in ONLY_AFTER:
        return True
    if word in CHAINED:
        return folded[place + 1] in LOWERED and (word == "op" or folded[place - 1] in LOWERED)
    return folded[place - 1] in ONLY_AFTER[word]


def _are_initials(folded: str, place: int, count: int) -> bool:
    if len(folded) != 2 or place == count - 1 or not folded.isalpha():
        return False
    return folded in INITIAL_PAIRS or (folded not in SPOKEN_PAIRS and not _VOWELS & set(folded))


def _capitalise(word: str) -> str:
    parts = _PIECE.split(word)
    return "".join(
        part if index % 2 else _piece(part, parts[index - 1] if index else "")
        for index, part in enumerate(parts)
    )


def _piece(part: str, before: str) -> str:
    low = part.lower()
    if before in _APOSTROPHE and before and not _owns_apostrophe(low):
        return low
    return _title(low)


def _owns_apostrophe(part: str) -> bool:
    """`O'Brien` takes a capital, the genitive `ANDREAS'S` does not."""
    return len(part) > 1


def _title(low: str) -> str:
    if low.startswith("mc") and len(low) > 3:
        return "Mc" + _first_up(low[2:])
    if low in MAC_NAMES:
        return "Mac" + _first_up(low[3:])
    return _first_up(low)


def _first_up(low: str) -> str:
    for index, char in enumerate(low):
        if char.isalpha():
            return low[:index] + _upper(char) + low[index + 1 :]
    return low


def _upper(char: str) -> str:
    up = char.upper()
    return up if len(up) == 1 else char


def _bare(word: str) -> str:
    return word.strip('.,;:()[]"„“”').lower()


def _has_letters(word: str) -> bool:
    return any(char.isalpha() for char in word)


def _shouts(word: str) -> bool:
    """Wholly in capitals; the small ß, which had no capital until 2017, does not count against it."""
    article, sign, family = word.partition("-")
    plain = (family if sign and article in _ARTICLES else word).replace("ß", "")
    return plain.isupper() and _bare(word) not in APOSTROPHES


def _is_loud(word: str) -> bool:
    """Capitals that cannot be initials: three letters or more."""
    return sum(char.isalpha() for char in word) > 2 and not _INITIALS.fullmatch(word)
