"""Lines that name who wrote the story: `Von Anna Beispiel und Jon Doe, dpa`, `By JANE ROE`. Pure."""

import re

from newsroom.text.wordlists import split_words

_LONGEST = 140
_OPENING = re.compile(
    r"(?:(?:ein|eine|a|an|der|die|das|the)?\s?(?:analyse|kommentar|gastbeitrag|reportage|interview|essay|bericht|text|porträt|glosse|leitartikel|"
    r"analysis|comment|commentary|opinion|column|report|feature|story)\s?)?(?::\s?|\b)(?:von|by)\s+",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:text|autor|autorin|autoren|interview|author|written by|story by|von unserem|von unserer|from our)\b[: ]\s?",
    re.IGNORECASE,
)
_SMALL = split_words(
    "und and & von van der de den del la le di da dos zu zur vom in aus for für the im an bin ibn el al dpa afp ap "
    "epd kna sid apa dts reuters rtr unserem unserer unseren korrespondent korrespondentin korrespondenten "
    "mitarbeiter mitarbeiterin mit with agenturen agencies staff"
)
_NAME = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w.'’\-]*,?")
_SIGNS = re.compile(r"[(),/|]")


def is_byline(text: str) -> bool:
    """`Von` or `By` and then names alone: every word with a capital, or a particle, an agency, `und`."""
    if len(text) > _LONGEST or text.endswith((".", "?", "!", ":")):
        return False
    match = _OPENING.match(text) or _LABELLED.match(text)
    if match is None:
        return False
    words = _SIGNS.sub(" ", text[match.end() :]).split()
    return (
        1 <= len(words) <= 16 and any(_NAME.fullmatch(word) for word in words) and all(map(_belongs, words))
    )


def is_name_alone(text: str) -> bool:
    """Two to four words with capitals and nothing else: a name, if a byline is expected here."""
    words = text.split()
    return (
        2 <= len(words) <= 4
        and len(text) <= 50
        and all(_NAME.fullmatch(w) and len(w) > 1 and "," not in w for w in words)
    )


def _belongs(word: str) -> bool:
    return word.casefold() in _SMALL or bool(_NAME.fullmatch(word))
