"""How the word lists of this package are written down, lines wrapped at will."""


def listed(text: str) -> tuple[str, ...]:
    """Phrases, parted by commas."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


def words(text: str) -> frozenset[str]:
    """Single words, parted by blanks."""
    return frozenset(text.split())
