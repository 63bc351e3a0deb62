"""Authors on a page: a bare name, a name with its post, an agency with a date."""

import re
from collections.abc import Sequence

from articles.parsing.lexicon import Lexicon
from articles.parsing.story.byline import is_bare_name, is_byline
from articles.parsing.story.page.forms import cut_reading_time, has_date_words_only, is_date_line
from articles.parsing.story.sentences import count_words, has_final_stop
from articles.parsing.story.types import BlockKind, CopyLine
from newsroom.text.spans import Confidence

_POST = re.compile(
    r"(?:[A-ZÄÖÜ][\w.'’-]+,? ){2,5}"
    r"(?i:(?:[\w&'’-]+ ){0,5}(?:correspondent|reporter|editor|writer|columnist|staff)\b.{0,40}"
    r"|.{0,30}(?:redakteur|korrespondent|reporter|autor|volontär|mitarbeiter)(?:in)?\b.{0,40})"
)
_SIGNED = re.compile(
    r"(?:von|by)\s+(?:[\w.&'’-]+(?:\s?[,/+]\s?|\s(?:und|and|mit|with)\s|$|\s)){1,8}", re.IGNORECASE
)
_LABELLED = re.compile(
    r"(?:(?:autor(?:in|en)?|authors?)\s?:"
    r"|(?:written by|posted by|reported by|ein (?:artikel|beitrag|text) von|geschrieben von)\s?:?)"
    r"\s[\w.&'’-]+(?:[ ,/]{1,2}[\w.&'’-]+){0,6}[ ,/]{0,2}",
    re.IGNORECASE,
)
"""`Author: Staff`, `Ein Artikel von Ida Brandt`."""
_PRESS_OFFICE = re.compile(
    r"(?:(?i:(?:prof|dr|mag|dipl|ing|phil)\.-? ?){0,4}(?:[A-ZÄÖÜ][\w.'’-]+,? ){1,5})?"
    r"(?:(?:Presse|Öffentlichkeitsarbeit|Kommunikation|Marketing|und|für|Stabsstelle|Stabsreferat|Referat|Abteilung|Pressestelle"
    r"|Pressesprecher(?:in)?|Hochschulkommunikation|Communications?|Media Relations|Press Office|and)[-,]?\s?){1,6}"
)
"""`Dr. Ida Brandt Presse- und Öffentlichkeitsarbeit`"""
_JOINT = re.compile(r"\s[-–—|·•/]\s|,\s|\s?[|·•]\s?")
_GLUE = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_WORD_START = re.compile(r"(?<=\s)(?=\S)")
_AUTHOR_AFTER_DATE = re.compile(r"(?P<date>.{6,80}?),? (?:von|by) \S+(?: \S+){0,3}", re.IGNORECASE)
DATED_BYLINE_RULE = "page.dated-byline"
_ARTICLES = ("der ", "die ", "das ", "ein ", "eine ", "the ", "a ", "an ")
_MAX_LENGTH = 120
_PAIR = 2
_DAY = re.compile(r"\d\D+\d")
"""Two numbers at least: a day and its year or month."""


def claim_page_bylines(lines: Sequence[CopyLine], lexicon: Lexicon) -> None:
    for line in lines:
        is_open = line.is_unclaimed and len(line.text) <= _MAX_LENGTH
        if is_open and _is_page_byline(line.text) and lexicon.find_agency(line.text) is None:
            line.claim(BlockKind.BYLINE, "page.byline", Confidence.LIKELY)


def is_press_officer(text: str) -> bool:
    """Return whether a name has its press office: `Dr. Ida Brandt, Pressestelle`."""
    return (
        len(text) <= _MAX_LENGTH and count_words(text) > _PAIR and _PRESS_OFFICE.fullmatch(text) is not None
    )


def is_byline_with_date(text: str) -> bool:
    """Return whether a date is after the author: `Von Ida Brandt 05.03.2026, 16:22`."""
    author = cut_date(text) if len(text) <= _MAX_LENGTH else None
    return author is not None and _DAY.search(text[len(author) :]) is not None and is_byline(author)


def claim_dated_bylines(lines: Sequence[CopyLine], lexicon: Lexicon) -> None:
    """Claim authors with a date after them, wherever they are on the page."""
    for line in lines:
        if not line.is_unclaimed or len(line.text) > _MAX_LENGTH:
            continue
        if _LABELLED.fullmatch(line.text):
            line.claim(BlockKind.BYLINE, "page.author-label", Confidence.LIKELY)
            continue
        author = cut_date(line.text)
        if (author and _is_author(author, lexicon)) or _is_signed_date(line.text):
            line.claim(BlockKind.BYLINE, DATED_BYLINE_RULE, Confidence.LIKELY)


def _is_author(text: str, lexicon: Lexicon) -> bool:
    is_name = is_bare_name(text) and not text.casefold().startswith(_ARTICLES)
    return is_name or lexicon.find_agency(text) is not None or is_byline(text)


def _is_signed_date(text: str) -> bool:
    """Return whether an author is after a date: `Posted on March 3, 2026 by admin`."""
    match = _AUTHOR_AFTER_DATE.fullmatch(text)
    return match is not None and is_date_line(match["date"])


def is_agency_byline(text: str, lexicon: Lexicon) -> bool:
    """Return whether an agency is after `Von`: `Von dpa, t-online`."""
    label, _, names = text.partition(" ")
    first = _JOINT.split(names)[0] if label.casefold() in {"von", "by"} else ""
    return bool(first) and lexicon.find_agency(first) is not None


def _is_page_byline(text: str) -> bool:
    if has_final_stop(text):
        return False
    forms = (_POST, _SIGNED, _PRESS_OFFICE)
    return is_byline(text) or is_bare_name(text) or any(form.fullmatch(text) for form in forms)


def cut_date(text: str) -> str | None:
    """Return what is before a final date: `Associated PressApril 28, 2023`."""
    words = _GLUE.sub(" ", cut_reading_time(text))
    starts = [match.start() for match in _WORD_START.finditer(words)]
    first = len(starts)
    while first and has_date_words_only(words[starts[first - 1] : (starts[first:] or [len(words)])[0]]):
        first -= 1
    start = next((start for start in starts[first:] if is_date_line(words[start:])), None)
    return None if start is None else words[:start].strip(" ,|–—·-:")
