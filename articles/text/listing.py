"""How tables of words are written: one text, parted by white space."""


def listed(words: str) -> frozenset[str]:
    return frozenset(words.split())
