"""How the word lists of names are written down."""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())
