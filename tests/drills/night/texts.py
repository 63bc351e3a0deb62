"""Invented texts, no two alike: what looks like another story is not published by a rule."""

import random

_SYLLABLES = (
    "bar", "del", "fin", "gor", "hal", "jun", "kel", "lom", "mar", "nid", "pol", "ros", "sil", "tam", "vor", "wen",
)  # fmt: skip
_VERBS = (
    "meldet",
    "prüft",
    "öffnet",
    "ersetzt",
    "erneuert",
    "sucht",
    "vermisst",
    "verkauft",
    "lobt",
    "misst",
)


def write_text(chance: random.Random, agency: str, token: str, *, sentences: int = 6) -> tuple[str, ...]:
    """Return the paragraphs of a story; the first has its place and token, the last its tag."""
    lines = [_write_sentence(chance) for _ in range(sentences)]
    half = len(lines) // 2
    first = f"Nordhaven ({agency}) - {token}: {' '.join(lines[:half])}"
    return first, " ".join(lines[half:]), f"({agency}/dl)"


def _write_sentence(chance: random.Random) -> str:
    words = [_make_word(chance) for _ in range(5)]
    return (
        f"Der {words[0]} {chance.choice(_VERBS)} den {words[1]} am {words[2]} mit {words[3]} und {words[4]}."
    )


def _make_word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(3)).capitalize()
