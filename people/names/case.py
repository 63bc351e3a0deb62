"""Case of names as agencies print them: `SEM VAN DER WAL`, `Odd ANDERSEN`.

Only words in capitals change; the author's mixed case stays. A name in lower case also stays, because it may be
a handle, unless the caller asks for capitals.
"""

import re

from people.names.particles import (
    APOSTROPHES,
    INITIAL_PAIRS,
    LINKING_PARTICLES,
    LOWERCASE_PARTICLES,
    MAC_NAMES,
    PARTICLES_ONLY_AFTER,
    SUFFIXES,
    TWO_LETTER_WORDS,
)

_VOWELS = frozenset("aeiouyäöüàáâãåèéêëìíîïòóôõøùúûæœ")
_SPLIT = re.compile(r"(\s+)")
_INITIALS = re.compile(r"(?:\w\.)+\w?\.?")
_PIECE = re.compile(r"([-‐‑'’ʼ`´])")
_ARTICLES = frozenset({"Al", "El"})
"""Articles of a surname in capitals: `Sami Al-BASRI`."""
_APOSTROPHE = frozenset("'’ʼ`´")


def apply_name_case(name: str, *, capitalise_lowercase: bool = False) -> str:
    """Return the name in the case of display; a second call changes nothing.

    `capitalise_lowercase` also capitalises a name of two or more words in lower case.
    """
    if capitalise_lowercase and name.islower() and len(name.split()) > 1:
        name = "".join(map(_to_upper, name))
    pieces = _SPLIT.split(name)
    words = pieces[::2]
    uppercase = [_is_uppercase(word) for word in words]
    if not any(_is_uppercase_name(word) for word, is_upper in zip(words, uppercase, strict=True) if is_upper):
        return name
    folded = [_strip_punctuation(word) for word in words]
    mixed = not all(
        is_upper or not _has_letters(word) for word, is_upper in zip(words, uppercase, strict=True)
    )
    for index, word in enumerate(words):
        if uppercase[index]:
            pieces[2 * index] = _format_word(word, index, folded, mixed=mixed)
    return "".join(pieces)


def _format_word(word: str, index: int, folded: list[str], *, mixed: bool) -> str:
    if _INITIALS.fullmatch(word) or len(_strip_punctuation(word)) < 2:
        return _format_single_letter(word, index, folded)
    if mixed and len(folded[index]) <= 2 and folded[index] not in LOWERCASE_PARTICLES:
        return word
    if folded[index] in SUFFIXES and index:
        return _format_suffix(word, folded[index])
    if _is_lowercase_particle(index, folded):
        return word.lower()
    if _are_initials(folded[index], index, len(folded)):
        return word
    return _capitalise(word)


def _format_single_letter(word: str, index: int, folded: list[str]) -> str:
    is_joiner = 0 < index < len(folded) - 1 and word in {"Y", "I"} and len(folded) > 3
    return word.lower() if is_joiner else word


def _format_suffix(word: str, folded: str) -> str:
    suffix = SUFFIXES[folded]
    stem = suffix.rstrip(".")
    if word.endswith((".", ",")):
        return stem + word[len(folded) :]
    return suffix if word.isupper() and "." not in suffix else stem


def _is_lowercase_particle(index: int, folded: list[str]) -> bool:
    """Return whether the word at `index` is a particle in lower case.

    The first and the last word never are, and some particles need another before them.
    """
    word = folded[index]
    if not 0 < index < len(folded) - 1 or word not in LOWERCASE_PARTICLES:
        return False
    if word not in PARTICLES_ONLY_AFTER:
        return True
    if word in LINKING_PARTICLES:
        return folded[index + 1] in LOWERCASE_PARTICLES and (
            word == "op" or folded[index - 1] in LOWERCASE_PARTICLES
        )
    return folded[index - 1] in PARTICLES_ONLY_AFTER[word]


def _are_initials(folded: str, index: int, count: int) -> bool:
    if len(folded) != 2 or index == count - 1 or not folded.isalpha():
        return False
    return folded in INITIAL_PAIRS or (folded not in TWO_LETTER_WORDS and not _VOWELS & set(folded))


def _capitalise(word: str) -> str:
    parts = _PIECE.split(word)
    return "".join(
        part if index % 2 else _capitalise_piece(part, parts[index - 1] if index else "")
        for index, part in enumerate(parts)
    )


def _capitalise_piece(part: str, before: str) -> str:
    lower = part.lower()
    # the genitive `ANDREAS'S` has no capital after the apostrophe, `O'BRIEN` has
    if before in _APOSTROPHE and before and len(lower) < 2:
        return lower
    return _capitalise_name(lower)


def _capitalise_name(lower: str) -> str:
    if lower.startswith("mc") and len(lower) > 3:
        return "Mc" + _capitalise_first_letter(lower[2:])
    if lower in MAC_NAMES:
        return "Mac" + _capitalise_first_letter(lower[3:])
    return _capitalise_first_letter(lower)


def _capitalise_first_letter(lower: str) -> str:
    for index, char in enumerate(lower):
        if char.isalpha():
            return lower[:index] + _to_upper(char) + lower[index + 1 :]
    return lower


def _to_upper(char: str) -> str:
    """Return the capital; letters like ß without one stay."""
    upper = char.upper()
    return upper if len(upper) == 1 else char


def _strip_punctuation(word: str) -> str:
    return word.strip('.,;:()[]"„“”').lower()


def _has_letters(word: str) -> bool:
    return any(char.isalpha() for char in word)


def _is_uppercase(word: str) -> bool:
    """Return whether the word is in capitals.

    The letter ß is ignored, because it had no capital until 2017.
    """
    article, hyphen, family = word.partition("-")
    letters = (family if hyphen and article in _ARTICLES else word).replace("ß", "")
    return letters.isupper() and _strip_punctuation(word) not in APOSTROPHES


def _is_uppercase_name(word: str) -> bool:
    """Return whether at least three capitals make the word more than initials."""
    return sum(char.isalpha() for char in word) > 2 and not _INITIALS.fullmatch(word)
