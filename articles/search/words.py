"""Words of a text with what their spelling tells. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]{2,40}")
WITHIN_SENTENCE = re.compile(r"[\w,] $")


@dataclass(slots=True)
class WordUse:
    form: str
    """As written; in lower case if it is so anywhere."""
    texts: int = 1
    noun: bool = False
    """Capitalised within a sentence."""
    name: bool = False


def collect_words(text: str, names: Iterable[str] = ()) -> dict[str, WordUse]:
    """Return the uses of the words by their spelling in lower case.

    `names` are texts of names, such as bylines.
    """
    uses: dict[str, WordUse] = {}
    plain = unicodedata.normalize("NFC", text)
    for match in WORD.finditer(plain):
        form = match[0]
        key = form.lower()
        use = uses.setdefault(key, WordUse(form))
        if form == key:
            use.form = key
        elif not use.noun and form[1:].islower():
            use.noun = WITHIN_SENTENCE.search(plain, max(0, match.start() - 2), match.start()) is not None
    for name in names:
        for match in WORD.finditer(unicodedata.normalize("NFC", name)):
            if not match[0].islower():
                uses.setdefault(match[0].lower(), WordUse(match[0])).name = True
    return uses


def add_uses(total: dict[str, WordUse], found: dict[str, WordUse]) -> None:
    """Add the uses of one text to those of earlier ones."""
    for key, use in found.items():
        known = total.setdefault(key, use)
        if known is not use:
            known.texts += 1
            known.noun |= use.noun
            known.name |= use.name
            known.form = min(known.form, use.form, key=str.istitle)
