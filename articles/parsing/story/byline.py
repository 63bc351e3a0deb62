"""Lines with the author's name: `Von Anna Beispiel, dpa`, `By JANE ROE`."""

import re

from newsroom.text.wordlists import split_words
from people.recognition.word_classes import is_given_name

_MAX_LENGTH = 140
_OPENING = re.compile(
    r"(?:(?:written|reported|posted|filed|words|published|geschrieben|notiert|protokolliert|aufgezeichnet)\s"
    r"|aus [A-ZÄÖÜ]\S+(?: [A-ZÄÖÜ]\S+)? (?=von)"
    r"|(?:ein|eine|a|an|der|die|das|the)?\s?(?:analyse|kommentar|gastbeitrag|reportage|interview|essay|bericht|text"
    r"|porträt|glosse|leitartikel|analysis|comment|commentary|opinion|column|report|feature|story)\s?)?"
    r"(?::\s?|\b)(?:von|by)(?:\s?:\s?|\s+)"
    r"|aus [A-ZÄÖÜ]\S+(?: [A-ZÄÖÜ]\S+)? bericht(?:et|en|ete|eten)\s+",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:text|autor|autorin|autoren|interview(?!\s(?:mit|with)\b)|author|written by|story by"
    r"|von unserem|von unserer|from our)\b[: ]\s?",
    re.IGNORECASE,
)
_INTERVIEW = re.compile(
    r"\(?(?:(?:das|dieses) (?:interview|gespräch) führten?|die fragen stellten?"
    r"|interview(?:ed)? by|the interview was conducted by)\b:? ",
    re.IGNORECASE,
)
"""`Das Interview führte Anna Beispiel.`"""
_BYLINE_WORDS = split_words(
    "und and & von van der de den del la le di da dos zu zur vom in at aus for für the im an bin ibn el al dpa afp ap "
    "epd kna sid apa dts reuters rtr unserem unserer unseren korrespondent korrespondentin korrespondenten "
    "mitarbeiter mitarbeiterin mit with avec agenturen agencies agences staff special to from"
)
_NAME = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w.'’\-]*,?")
_MAX_POST_LENGTH = 60
_POST = re.compile(
    r"(?:[\w&'’/-]+,? ){0,5}(?:correspondent|reporter|editor|writer|columnist|journalist|chief"
    r"|korrespondent|redakteur|reporter|volontär|redaktionsleiter|kolumnist|autor|redaktion)(?:in)?"
    r"(?:,? (?:in|at|for|für|bei|des|der) [\w .&'’-]{2,40}|, [\w .&'’-]{2,40})?",
    re.IGNORECASE,
)
_MAX_AUTHOR_LENGTH = 110
_AUTHOR_LABEL = re.compile(
    r"(?:(?:publié |écrit )?par|di|por|door"
    r"|(?:kommentar|analyse|protokoll|reportage|bericht|glosse|porträt|opinion|analysis)\s?:"
    r"|aktualisiert von|updated by)\s+",
    re.IGNORECASE,
)
_AFTER_NAMES = re.compile(r"\s?[,|/•·(]\s?|\s[–—-]\s|\s(?=(?:in|aus|mit|with|avec|for|für|from)\s)")
_JOINED = re.compile(r"\s(?:und|and|et|&|e|y)\s")
_NAME_PARTICLES = frozenset({"von", "van", "de", "der", "den", "di", "da", "del", "zu", "ten", "la", "le"})
_DATE_WORD = re.compile(r"\d{1,4}(?:[.:/]\d{1,4}){0,2}[.,]?|\d{4}-\d\d-\d\d|Uhr,?")
_STAMP = re.compile(
    r",? (?:last )?(?:updated|published|posted|aktualisiert|veröffentlicht|stand)\b(?= ?:?.{0,30}\d).{4,70}$",
    re.IGNORECASE,
)
"""`By Jane Roe, Updated October 20, 2022, 6:12 p.m.`"""
_SIGN_AFTER_NAME = re.compile(r" \([a-zäöüß]{2,5}\)$")
"""`Von Jane Roe (jro)`"""
_DEGREES = ("M.D.", "Ph.D.", "Jr.", "Sr.", "D.C.")
_SIGNS = re.compile(r"[(),/|]")


def is_byline(text: str) -> bool:
    """Return whether the line is `Von` or `Das Interview führte` and then only names.

    Every word has a capital or is a particle, an agency or `und`.
    """
    if len(text) > _MAX_LENGTH:
        return False
    interview = _INTERVIEW.match(text)
    match = interview or _OPENING.match(text) or _LABEL.match(text)
    if match is None:
        return False
    text = text.rstrip(".") if interview is not None else _SIGN_AFTER_NAME.sub("", _STAMP.sub("", text))
    if text.endswith((".", "?", "!", ":")) and not text.endswith(_DEGREES):
        return False
    name, _, post = text[match.end() :].partition(",")
    words = _SIGNS.sub(" ", name if is_post_line(post.strip()) else text[match.end() :]).split()
    return (
        1 <= len(words) <= 16
        and any(_NAME.fullmatch(word) for word in words)
        and all(map(_is_byline_word, words))
    )


def is_author_line(text: str) -> bool:
    """Return whether the line is names and then a house, a post, a place or a date.

    `Jane Roe, The Canadian Press`, `Par Jane Roe`; the first word of each name must be a known given name.
    """
    if len(text) > _MAX_AUTHOR_LENGTH or text.endswith((".", "?", "!", ":", "”", '"')):
        return False
    label = _AUTHOR_LABEL.match(text)
    parts = _AFTER_NAMES.split(text[label.end() if label else 0 :], maxsplit=1)
    names, rest = parts[0], "".join(parts[1:])
    if _is_author_with_post(text) or _is_author_from_town(text):
        return True
    return all(map(_is_author, _JOINED.split(names))) and (not rest or _is_house_or_post(rest))


def _is_author_with_post(text: str) -> bool:
    """Return whether a post follows the name without a sign: `Jane Roe Health editor`."""
    words = text.split()
    return any(
        _is_author(" ".join(words[:end])) and _is_post_after_name(" ".join(words[end:])) for end in (2, 3)
    )


def _is_post_after_name(text: str) -> bool:
    return text.startswith(("Special to ", "For The ")) or (bool(text) and is_post_line(text))


def _is_author_from_town(text: str) -> bool:
    """Return whether the line is `Aus Berlin Jane Roe` and nothing else."""
    words = text.split()
    return words[0].casefold() == "aus" and 4 <= len(words) <= 5 and _is_author(" ".join(words[-2:]))


_LABELLED_AUTHOR = re.compile(r"(?:(?:von|by)\b\s?:?|(?:autor|autorin|author)\s?:)\s?\S", re.IGNORECASE)


def strip_author_label(text: str) -> str:
    """Return the names of a byline: `dpa` of `Von dpa`."""
    label, _, names = text.partition(" ")
    return names.strip() if is_byline_label(label) else text


def is_byline_label(text: str) -> bool:
    """Return whether the line says that the author is named on the next one: `Von`."""
    return text.rstrip(" :").casefold() in {"von", "by", "par", "autor", "autorin", "author"}


def names_author(text: str) -> bool:
    """Return whether an author is after a label: `Von: dpa`, `Von dpa`."""
    return _LABELLED_AUTHOR.match(text) is not None


def is_author_joint(text: str) -> bool:
    """Return whether one more author is on the next line: `Von`, `mit`."""
    return is_byline_label(text) or text.casefold() in {"mit", "with"}


def is_bare_name(text: str) -> bool:
    """Return whether the line is two to four capitalised words, a name near a byline."""
    words = text.split()
    return (
        2 <= len(words) <= 4
        and len(text) <= 50
        and all(_NAME.fullmatch(w) and len(w) > 1 and "," not in w for w in words)
    )


def _is_author(name: str) -> bool:
    words = name.split()
    return (
        2 <= len(words) <= 4
        and is_given_name(words[0].title() if words[0].isupper() else words[0])
        and all(word in _NAME_PARTICLES or (_NAME.fullmatch(word) and "," not in word) for word in words)
    )


def _is_house_or_post(text: str) -> bool:
    """Return whether only capitals, dates and words of a newsroom follow the name."""
    if is_post_line(text):
        return True
    words = _SIGNS.sub(" ", text).split()
    return len(words) <= 8 and all(_is_byline_word(word) or _DATE_WORD.fullmatch(word) for word in words)


def is_post_line(text: str) -> bool:
    """Return whether the line is a journalist's post, such as `Crime correspondent`."""
    return len(text) <= _MAX_POST_LENGTH and _POST.fullmatch(text) is not None


def _is_byline_word(word: str) -> bool:
    return word.casefold() in _BYLINE_WORDS or bool(_NAME.fullmatch(word))
