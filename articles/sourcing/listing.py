"""How the word lists of this package are written down: phrases separated by commas, lines wrapped at will."""


def listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())
