"""What unknown words look like: a body, a house, an acronym, prose, a number. Tests only, no decisions."""

from articles.sourcing.bodies import (
    AMBIGUOUS_BODY_WORDS,
    BODY_ENDINGS,
    BODY_STARTS,
    BODY_WORDS,
    LEADING_BODY_WORDS,
)
from articles.sourcing.fields import Word
from articles.sourcing.houses import DOMAIN_ENDINGS, HOUSE_ENDINGS, HOUSE_WORDS
from people.names.particles import LOWERED


def is_body(keys: list[str]) -> bool:
    if keys[0] in LEADING_BODY_WORDS and (len(keys) > 1 or keys[0] in BODY_WORDS):
        return True
    if any(key in BODY_WORDS and key not in AMBIGUOUS_BODY_WORDS for key in keys):
        return True
    if any(key.endswith(BODY_ENDINGS) and len(key) > 6 for key in keys):
        return True
    if any(key.startswith(BODY_STARTS) and len(key) > 10 for key in keys):
        return True
    marked = [place for place, key in enumerate(keys) if key in AMBIGUOUS_BODY_WORDS]
    if not marked or any(key in HOUSE_WORDS for key in keys):
        return False
    return len(keys) != 2 or marked[0] == 0


def is_house(words: list[Word], keys: list[str]) -> bool:
    if any(key in HOUSE_WORDS for key in keys):
        return True
    if len(words) == 1 and len(keys) > 1 and keys[-1] in DOMAIN_ENDINGS and "." in words[0].text:
        return True
    return any(key.endswith(HOUSE_ENDINGS) and len(key) > 7 for key in keys)


def leads_with_acronym(words: list[Word]) -> bool:
    """`RWTH Aachen`: capitals in front of mixed case. `Odd ANDERSEN` has them behind."""
    first, *others = (word.text for word in words)
    if len(first) < 3 or not first.isalpha() or not first.isupper() or not others:
        return False
    return all(len(text) > 2 and text[:1].isupper() and not text.isupper() for text in others)


def is_acronym(text: str) -> bool:
    """Three capitals, or four that cannot be spoken: an office or a firm, hardly a surname."""
    spoken = any(char in "AEIOUYÄÖÜ" for char in text)
    if "&" in text and len(text) <= 5:
        return True
    return text.isalpha() and text.isupper() and (len(text) <= 3 or (len(text) == 4 and not spoken))


def is_prose(words: list[Word]) -> bool:
    """Three words and more with small ones among them that are no particles."""
    small = [word for word in words if _is_small(word.text)]
    return 0 < len(small) < len(words) and (len(words) >= 3 or _is_small(words[-1].text))


def _is_small(text: str) -> bool:
    return (
        text[:1].islower()
        and text.casefold() not in LOWERED
        and text[1:2] not in {"'", "’"}
        and "-" not in text
    )


def is_number(words: list[Word]) -> bool:
    """File numbers: at least three digits and more digits than letters."""
    text = "".join(word.text for word in words)
    digits = sum(char.isdigit() for char in text)
    return digits >= 3 and digits >= sum(char.isalpha() for char in text)
