"""Lines with the author's name: `Von Anna Beispiel, dpa`, `By JANE ROE`."""

import re

from newsroom.text.wordlists import split_words

_MAX_LENGTH = 140
_OPENING = re.compile(
    r"(?:(?:ein|eine|a|an|der|die|das|the)?\s?(?:analyse|kommentar|gastbeitrag|reportage|interview|essay|bericht|text|porträt|glosse|leitartikel|"
    r"analysis|comment|commentary|opinion|column|report|feature|story)\s?)?(?::\s?|\b)(?:von|by)\s+",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:text|autor|autorin|autoren|interview|author|written by|story by|von unserem|von unserer|from our)\b[: ]\s?",
    re.IGNORECASE,
)
_INTERVIEW = re.compile(
    r"\(?(?:(?:das|dieses) (?:interview|gespräch) führten?|die fragen stellten?"
    r"|interview(?:ed)? by|the interview was conducted by)\b:? ",
    re.IGNORECASE,
)
"""`Das Interview führte Anna Beispiel.`"""
_BYLINE_WORDS = split_words(
    "und and & von van der de den del la le di da dos zu zur vom in aus for für the im an bin ibn el al dpa afp ap "
    "epd kna sid apa dts reuters rtr unserem unserer unseren korrespondent korrespondentin korrespondenten "
    "mitarbeiter mitarbeiterin mit with agenturen agencies staff"
)
_NAME = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w.'’\-]*,?")
_SIGNS = re.compile(r"[(),/|]")


def is_byline(text: str) -> bool:
    """Return whether the line is `Von` or `Das Interview führte` and then only names.

    Every word has a capital or is a particle, an agency or `und`.
    """
    interview = _INTERVIEW.match(text)
    if interview is not None:
        text = text.rstrip(".")
    if len(text) > _MAX_LENGTH or text.endswith((".", "?", "!", ":")):
        return False
    match = interview or _OPENING.match(text) or _LABEL.match(text)
    if match is None:
        return False
    words = _SIGNS.sub(" ", text[match.end() :]).split()
    return (
        1 <= len(words) <= 16
        and any(_NAME.fullmatch(word) for word in words)
        and all(map(_is_byline_word, words))
    )


def is_bare_name(text: str) -> bool:
    """Return whether the line is two to four capitalised words, a name near a byline."""
    words = text.split()
    return (
        2 <= len(words) <= 4
        and len(text) <= 50
        and all(_NAME.fullmatch(w) and len(w) > 1 and "," not in w for w in words)
    )


def _is_byline_word(word: str) -> bool:
    return word.casefold() in _BYLINE_WORDS or bool(_NAME.fullmatch(word))
