"""Short forms of given names: `Alex Berg` and `Alexander Berg` are one person."""

from collections.abc import Iterator

from newsroom.text.wordlists import read_table
from people.recognition.tokenizer import strip_accents


def _load_forms() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, forms in read_table("people/recognition/data/given_names/short_forms.txt"):
        given = strip_accents(name).lower()
        for short in (strip_accents(form).lower() for form in forms.split()):
            found.setdefault(given, set()).add(short)
            found.setdefault(short, set()).add(given)
    return found


_FORMS = _load_forms()


def list_other_forms(key: str) -> Iterator[str]:
    """Yield the name with each other form of its given name.

    Names are keys: without accents, in lower case.
    """
    given, _, family = key.partition(" ")
    if family:
        yield from (f"{form} {family}" for form in sorted(_FORMS.get(given, ())))
