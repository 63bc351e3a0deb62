"""Test messages by which agencies show that their line works. Pure.

Only certain forms count: a whole headline, and no line of text that could be news. `Lebenszeichen nach zwei Tagen` and
`Neuer Test für Elektroautos` are headlines, and a test that withdraws or replaces other copy is read like any other.
"""

import re
from collections.abc import Iterable

from articles.wire.desk_marks import is_desk_mark
from articles.wire.item import ItemKind, NewsItem, Notice
from articles.wire.vocabularies import read_forms

_KINDS = frozenset({ItemKind.TEXT, ItemKind.ADVISORY})
_ANNOUNCES = frozenset({
    Notice.KILL, Notice.MANDATORY_KILL, Notice.WITHHOLD, Notice.POSSIBLE_KILL, Notice.CORRECTION, Notice.UPDATE,
    Notice.LEAD, Notice.REWRITE,
})  # fmt: skip
"""Notices about other copy; with them only a text without any news is a test."""
_CODES = frozenset({"heartbeat", "keepalive", "keep-alive", "ping", "lebenszeichen", "linetest", "line-test"})
_MAX_LINES = 12
_MAX_LENGTH = 400
"""Characters of a line that may be a test; the time of the patterns grows with the square of the length."""
_DECORATION = " +*#=<>!()[]|_~.:,;–—-"
_AGENCY = (
    r"(?:(?:dpa|afp|ap|apa|sda|ats|keystone-sda|epd|kna|sid|dts|reuters|rtr|pa|tt|ntb|stt|belga|anp)(?:-[a-z]{2,12})?"
    r"[\s:-]+)?"
)
_TEST, _SIGN, _IGNORE = (f"(?:{read_forms('heartbeat', name)})" for name in ("test", "sign", "ignore"))
_NUMBER = r"(?:[\s#:.-]*(?:nr\.?|no\.?)?[\s#]*\d[\d\s:.,/+TZ-]{0,30})?"
"""A number or a time"""
_PLAIN = re.compile(rf"{_AGENCY}(?:(?:{_TEST}[\s,!.-]*){{1,5}}|{_SIGN}){_NUMBER}", re.IGNORECASE)
_IGNORED = re.compile(
    rf"{_AGENCY}(?:(?:{_TEST}[\s,!.-]*){{1,5}}|{_SIGN}){_NUMBER}[\s.,:;!/()–—-]+{_IGNORE}", re.IGNORECASE
)
_SENTENCE = re.compile(
    rf"(?:(?:dies|das|hier) ist (?:nur |lediglich )?(?:ein|eine)(?: automatische[rs]?| technische[rs]?)? {_TEST}"
    rf"|this is (?:only |just )?an?(?: automated| technical)? {_TEST}|ceci est un (?:test|essai))"
    rf"(?:[\s.,:;!–—-]+{_IGNORE})?",
    re.IGNORECASE,
)
_REQUEST = re.compile(_IGNORE, re.IGNORECASE)
_FILLER = re.compile(read_forms("heartbeat", "filler"), re.IGNORECASE)
_DATELINE = re.compile(r"^[^()\n]{2,40}\([\w/ -]{2,20}\)\s*[-–—]{1,2}\s*")


def is_heartbeat(item: NewsItem) -> bool:
    """Return True for a test message without any news."""
    if item.kind not in _KINDS or item.photo is not None or item.associations or item.replaces:
        return False
    lines = [block.text for block in item.body]
    has_only_filler = len(lines) <= _MAX_LINES and all(_is_filler(line) for line in lines)
    titles = [_strip(title) for title in (item.headline, item.subheadline) if title.strip()]
    titles = titles or [_strip(title) for title in (item.slugline, *lines[:1]) if title.strip()][:1]
    if _has_code(item):
        return has_only_filler and all(_is_filler(title) or _is_sign(title) for title in titles)
    if not titles or not _is_sign(titles[0]):
        return False
    if has_only_filler and all(_is_filler(title) for title in titles):
        return True
    return bool(_IGNORED.fullmatch(titles[0])) and not _ANNOUNCES.intersection(item.notices)


def is_heartbeat_text(text: str) -> bool:
    """Return True for plain text that is a test message and nothing else."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not 0 < len(lines) <= _MAX_LINES:
        return False
    return all(_is_filler(line) for line in lines) and any(_is_sign(_strip(line)) for line in lines)


def _has_code(item: NewsItem) -> bool:
    codes = (value.casefold() for code in (*item.signals, *item.genres) for value in (code.code, code.name))
    return any(code.rpartition(":")[2] in _CODES for code in codes)


def _is_sign(text: str) -> bool:
    return len(text) <= _MAX_LENGTH and any(form.fullmatch(text) for form in (_PLAIN, _IGNORED, _SENTENCE))


def _is_filler(line: str) -> bool:
    """Return True for a line that cannot be news: a test, a request, a time."""
    if len(line) > _MAX_LENGTH:
        return False
    text = _strip(_DATELINE.sub("", line.strip()))
    return not text or is_desk_mark(text) or all(_is_filler_sentence(part) for part in _split(text))


def _is_filler_sentence(text: str) -> bool:
    return not text or any(form.fullmatch(text) for form in (_PLAIN, _IGNORED, _SENTENCE, _REQUEST, _FILLER))


def _split(text: str) -> Iterable[str]:
    whole = [text] if _is_filler_sentence(text) else re.split(r"[.!?]\s+|\s[–—-]\s", text)
    return (_strip(part) for part in whole)


def _strip(text: str) -> str:
    return " ".join(text.split()).strip(_DECORATION)
