"""Lines of a web page that are recognised by their own form."""

import re
from collections import Counter
from collections.abc import Sequence

from articles.parsing.dates.calendar_names import FULL_MONTHS, WEEKDAYS
from articles.parsing.lexicon import Lexicon
from articles.parsing.story.dateline import is_known_place
from articles.parsing.story.photo_blocks import has_photo_sign
from articles.parsing.story.sentences import is_running_text
from articles.parsing.story.types import BlockKind, CopyLine
from articles.parsing.tags.parse import read_cached_tag
from newsroom.text.spans import Confidence
from newsroom.text.wordlists import read_toml, split_words

_PHRASES = read_toml("articles/parsing/story/data/page_words.toml")
_LINES = frozenset(map(str.casefold, _PHRASES["lines"]))
_STARTS = tuple(map(str.casefold, _PHRASES["starts"]))
_MAX_LENGTH = 200
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?:[a-z0-9-]{2,40}\.){1,3}[a-z]{2,8}(?:/\S*)?", re.IGNORECASE)
_READING_TIME = re.compile(
    r"[ ,|·•–-]*(?:(?:ca\. )?\d{1,3}(?: ?[–-] ?\d{1,3})? ?min(?:uten?|utes?|s)?\b\.?"
    r"(?: (?:lesezeit|read|lesedauer|lesen))?"
    r"|(?:lesezeit|lesedauer|reading time)[: ]\s?(?:ca\. )?\d{1,3}(?: ?[–-] ?\d{1,3})? ?min(?:uten?|utes?|s)?\b\.?)$",
    re.IGNORECASE,
)
"""At the end of a line, also without a blank before it: `17:45Lesezeit: 3 Min.`"""
_COUNTER = re.compile(
    r"[(+]?\d{1,3}(?:[.,]\d{3})*(?:[.,]\d)?\s?(?:k|m|tsd\.?)?[)+]?|(?:(?:bild|foto|image|photo|slide)\s)?\d{1,3}\s?(?:/|von|of)\s?\d{1,3}(?:\s?\|)?|\d{1,2}:\d{2}(?::\d{2})?(?:\s?/\s?\d{1,2}:\d{2}(?::\d{2})?|\s?min\b.{0,80})?",
    re.IGNORECASE,
)
"""`0`, `(12)`, `1/5`, `3 von 12`, the length of a video."""
_PAGE_NUMBER = re.compile(
    r"[-–—]\s?\d{1,4}\s?[-–—]|(?:[^.!?]{1,60}[ ·|–-])?(?:seite|page)\s\d{1,4}"
    r"(?:\s?(?:von|of|/)\s?\d{1,4})?(?:\s?[·|–-][^.!?]{1,60})?",
    re.IGNORECASE,
)
"""`– 2 –`, `Seite 2 von 4`, `Nordhavener Bote · Seite 3`"""
_RELATIVE_TIME = re.compile(
    r"(?:(?:veröffentlicht|aktualisiert|updated|published|stand)[: ]\s?)?"
    r"(?:vor (?:\d{1,3}|einer|einem|wenigen) "
    r"(?:sekunden?|minuten?|stunden?|std\.?|min\.?|tag(?:en)?|wochen?|monat(?:en)?)"
    r"|(?:\d{1,3}|an?) (?:sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?) ago"
    r"|(?:heute|gestern|today|yesterday)(?:,? (?:um |at )?\d{1,2}[:.]\d{2}(?: uhr| h)?)?)",
    re.IGNORECASE,
)
_BREADCRUMB = re.compile(r"[^\s>›»/|][^>›»/|]{0,40}(?:\s[>›»/|]\s?[^\s>›»/|][^>›»/|]{0,60}){1,6}")
BREADCRUMB_START = re.compile(
    r"(?:home|start(?:seite)?|news|nachrichten|you are here|sie sind hier|aktuell)\b", re.IGNORECASE
)
_GLUED = re.compile(r"[a-zäöüß]{3}(?!In(?:nen)?\b)[A-ZÄÖÜ]")
_COUNTED = re.compile(
    r"(?:(?:alle|view|show|see|zeige|schreiben sie den ersten|noch keine?|no|be the first to)\s)?(?:\d{1,6}\s)?"
    r"(?:leser|kommentare?|comments?|replies|reaktionen|shares?|likes?|views?|aufrufe|mal geteilt|bewertungen"
    r"|abonnenten|followers?|beiträge|posts?|postings?|forum: \d{1,6} postings|comments?\s?\d{1,6} comments?)"
    r"(?:\s(?:anzeigen|lesen|ansehen|vorhanden|yet))?",
    re.IGNORECASE,
)
_MIN_GLUED = 2
_LETTERS = re.compile(r"[^\W\d_]+")
_GLUED_TIME = re.compile(r"(?<=\b(?:19|20)\d\d)(?=\d{1,2}:\d\d)|(?<=[a-z0-9])(?=Updated\b|Aktualisiert\b)")
"""`March 3, 20223:12 PM`, `11:20Aktualisiert`"""
_DAY_OR_YEAR = re.compile(
    r"(?<![\d.,])(?:\d{4}|\d{1,2}[.:/h]\s?\d{2}(?:[./]\d{2,4})?|\d{1,2}(?:st|nd|rd|th|\.)?)(?![\d%€$])"
)
_FULL_DATE = re.compile(r"\b\d{4}\b|\d{1,2}[./]\s?\d{1,2}[./]|\b\d{1,2}[:.h]\s?\d{2}\b")
_DAY_NAMES = (*FULL_MONTHS, *WEEKDAYS)
_DAYS = frozenset(_DAY_NAMES) | frozenset(name[:length] for name in _DAY_NAMES for length in (3, 4))
_DATE_WORDS = _DAYS | split_words(
    """
        am um on at the of den vom uhr h st nd rd th a p m pm gmt utc bst mez mesz cet cest est edt pst pdt cdt cst
        mdt mst et pt ct mt ist published updated update last modified first posted created date dated stand
        veröffentlicht aktualisiert zuletzt geändert erstellt publiziert datum erschienen online seit zeit print und
        uk ago years hours minutes days mins vor jahren stunden tagen minuten
        artikel beitrag article story posted letztmals am vom
        heute gestern today yesterday akt upd letzte letztes update änderung
        local time lun mar mer jeu ven sam dim le à heures publié mis jour actualizado publicado
        """
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b\d{4}\b")
_MAX_DATE_LENGTH = 110
_READING_TIME_REACH = 24
_MAX_REPEATED_WORDS = 4
_MAX_REPEATED_SHARE = 0.4
_MAX_SECTION_WORDS = 3
_JOINT = re.compile(r"\s[-–—|·•]\s|\s?[|·•]\s?")


def claim_page_forms(lines: list[CopyLine], lexicon: Lexicon) -> None:
    for line in lines:
        if line.is_unclaimed and len(line.text) <= _MAX_LENGTH:
            claim = _find_claim(line.text)
            if claim is not None:
                line.claim(*claim)
    _claim_repeated(lines, lexicon)


def _claim_repeated(lines: list[CopyLine], lexicon: Lexicon) -> None:
    """Claim a few words that are on the page more than once: `Click to copy`.

    An agency is named above the text and signs it below.
    """
    short = [
        line
        for line in lines
        if line.is_unclaimed and len(line.text) <= _MAX_LENGTH and line.text.count(" ") < _MAX_REPEATED_WORDS
    ]
    counts = Counter(line.text for line in short)
    repeated = {text for text, count in counts.items() if count > 1 and not _names_source(text, lexicon)}
    for line in short:
        if line.text in repeated:
            line.claim(BlockKind.FURNITURE, "page.repeated", Confidence.LIKELY)


def claim_repeated_text(lines: Sequence[CopyLine]) -> None:
    """Claim sentences that a page prints more than once, as its offers."""
    open_lines = [line for line in lines if line.is_unclaimed and is_running_text(line.text)]
    counts = Counter(line.text for line in open_lines)
    repeated = [line for line in open_lines if counts[line.text] > 1]
    if sum(len(line.text) for line in repeated) <= _MAX_REPEATED_SHARE * sum(
        len(line.text) for line in open_lines
    ):
        for line in repeated:
            line.claim(BlockKind.FURNITURE, "page.repeated", Confidence.LIKELY)


def _names_source(text: str, lexicon: Lexicon) -> bool:
    return (
        has_photo_sign(text)
        or "courtesy" in text.casefold()
        or bool(read_cached_tag("\n" + text, lexicon).agencies)
    )


def is_date_line(text: str) -> bool:
    """Return whether a line has a day or a year and only words of dates.

    `Last modified on Mon 21 May 2018 10.02 BST` is one; `30°` and `1:1` are none.
    """
    if len(text) > _MAX_DATE_LENGTH or _DAY_OR_YEAR.search(text) is None:
        return False
    return has_date_words_only(text) and (
        bool(_FULL_DATE.search(text)) or any(word.casefold() in _DAYS for word in _LETTERS.findall(text))
    )


def has_date_words_only(text: str) -> bool:
    return all(word.casefold() in _DATE_WORDS for word in _LETTERS.findall(text))


def _find_claim(text: str) -> tuple[BlockKind, str, Confidence] | None:
    words = text.casefold()
    if words.strip(" :›»>→…-.*!") in _LINES or words.startswith(_STARTS):
        return BlockKind.FURNITURE, "page.phrase", Confidence.LIKELY
    if _is_sentence(text):
        return None
    if _COUNTER.fullmatch(text) or _COUNTED.fullmatch(text) or _PAGE_NUMBER.fullmatch(text):
        return BlockKind.FURNITURE, "page.counter", Confidence.SURE
    if _ADDRESS.fullmatch(text):
        return BlockKind.FURNITURE, "page.address", Confidence.SURE
    return _find_time(text) or _find_navigation(text)


def _find_time(text: str) -> tuple[BlockKind, str, Confidence] | None:
    if _DIGIT.search(text) is None:
        is_time = _RELATIVE_TIME.fullmatch(text) is not None
        return (BlockKind.DATE, "page.date", Confidence.LIKELY) if is_time else None
    without_time = _GLUED_TIME.sub(" ", cut_reading_time(text))
    if not without_time:
        return BlockKind.FURNITURE, "page.counter", Confidence.SURE
    if (
        is_date_line(without_time)
        or _is_dated_place(without_time)
        or _RELATIVE_TIME.fullmatch(without_time)
        or _is_dated_section(without_time)
    ):
        return BlockKind.DATE, "page.date", Confidence.LIKELY
    return None


def cut_reading_time(text: str) -> str:
    """Return the text without the reading time at its end, also without a blank."""
    return _READING_TIME.sub("", text) if "min" in text[-_READING_TIME_REACH:].casefold() else text


def _is_dated_place(text: str) -> bool:
    """Return whether a town is before a date with its year: `Ostende Mi 21 Nov 2018`."""
    town, _, date = text.partition(" ")
    return is_known_place(town.strip(",")) and bool(_YEAR.search(date)) and is_date_line(date)


def _is_dated_section(text: str) -> bool:
    """Return whether a line has a date, and else a section of at most three words.

    `Regionalliga West - 14.02.2026 17:21 Uhr` is one.
    """
    pieces = [piece.strip() for piece in _JOINT.split(text) if piece.strip()]
    others = [piece for piece in pieces if not is_date_line(piece) and cut_reading_time(piece)]
    return (
        len(pieces) > 1
        and len(others) < len(pieces)
        and all(len(piece.split()) <= _MAX_SECTION_WORDS and not piece[0].isdigit() for piece in others)
    )


def _find_navigation(text: str) -> tuple[BlockKind, str, Confidence] | None:
    if is_breadcrumb(text) or has_glued_words(text):
        return BlockKind.FURNITURE, "page.navigation", Confidence.LIKELY
    return None


def _is_sentence(text: str) -> bool:
    return len(text) > _MAX_DATE_LENGTH and text.endswith((".", "“", '"', "»", "«", "”"))


def is_breadcrumb(text: str) -> bool:
    """Return whether a line is the way to a page: `Startseite > Politik > Ausland`."""
    if _BREADCRUMB.fullmatch(text) is None or text.endswith((".", "!", "?")):
        return False
    return ">" in text or "›" in text or (" » " in text) or bool(BREADCRUMB_START.match(text))


def has_glued_words(text: str) -> bool:
    """Return whether section names have no blank between them: `PolitikSportKultur`."""
    if text.endswith((".", "!", "?", ")")):
        return False
    glued = len(_GLUED.findall(text))
    return glued >= _MIN_GLUED and 3 * glued >= len(text.split())
