"""How the package's tables of words are written: one text, parted by white space."""


def words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())
