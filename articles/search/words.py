"""Words of a text with what their spelling tells. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MAX_LENGTH = 40
WORD = re.compile(rf"[^\W\d_]{{2,{MAX_LENGTH}}}")
WITHIN_SENTENCE = re.compile(r"[\w,] $")


@dataclass(slots=True)
class WordUse:
    form: str
    """As written; in lower case if it is so anywhere and no name."""
    texts: int = 1
    noun: bool = False
    """Capitalised within a sentence."""
    name: bool = False


def collect_words(text: str, names: Iterable[str] = ()) -> dict[str, WordUse]:
    """Return the uses of the words by their spelling in lower case.

    `names` are texts of names, such as bylines.
    """
    uses: dict[str, WordUse] = {}
    for key, form, before in _find_words(text):
        use = uses.setdefault(key, WordUse(form))
        if form == key:
            use.form = key
        elif not use.noun and form[1:].islower():
            use.noun = WITHIN_SENTENCE.search(before) is not None
    for name in names:
        for key, form, _before in _find_words(name):
            if not form.islower():
                use = uses.setdefault(key, WordUse(form))
                use.form, use.name = form if use.form == key else use.form, True
    return uses


def _find_words(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each word in lower case and as written, and the two characters before it.

    Words that are too long in lower case are left out: `İ` has two characters there.
    """
    plain = unicodedata.normalize("NFC", text)
    for match in WORD.finditer(plain):
        start = match.start()
        if len(key := match[0].lower()) <= MAX_LENGTH:
            yield key, match[0], plain[max(0, start - 2) : start]


def add_uses(total: dict[str, WordUse], found: dict[str, WordUse]) -> None:
    """Add the uses of one text to those of earlier ones."""
    for key, use in found.items():
        known = total.setdefault(key, use)
        if known is not use:
            known.texts += 1
            known.noun |= use.noun
            known.name |= use.name
            known.form = _choose_form(key, known, use)


def _choose_form(key: str, known: WordUse, use: WordUse) -> str:
    names = [one for one in (known, use) if one.name]
    forms = [one.form for one in names or (known, use)]
    return key if key in forms else forms[0]
