"""Subjects of press releases: what is the title, and what is put in front of it.

`WG: POL-NH: Einbruch`, `Pressemitteilung Nr. 12/2026 vom 3. März: Bad öffnet`.
"""

import re
from dataclasses import dataclass

_DATE = r"(?:\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{2,4})?|\d{1,2}\.\s?[A-Za-zä]{3,9}\s\d{4})"
_NUMBER = r"(?:(?:Nr|No|Nummer)\.?\s?\d[\d/.\s-]{0,10}\d|(?:Nr|No|Nummer)\.?\s?\d|\d{1,4}\s?/\s?\d{2,4})"
_NAME = (
    r"(?:(?:(?:gemeinsame|aktuelle|neue)\s)?(?:presse|medien|polizei)-?\s?"
    r"(?:mitteilung|information|meldung|aussendung|info|notiz|einladung|erklärung|bericht|text)(?:en)?"
    r"|(?:press|media|news)\s(?:release|statement))"
)
_SHORT_NAME = r"(?:PM|PI|MI|Presse|Spielbericht|Vereinsbericht|Vereinsnachricht)"
_FACTS = rf"(?:[\s,]+(?P<number>{_NUMBER})|[\s,]+(?:vom\s|am\s)?{_DATE})*"
_SENDER = r"(?:\s(?:(?:der|des|von|vom|aus)\s)?[A-ZÄÖÜ][^:|]{2,60}?)?"
_JOINT = r"\s?(?::|\s[|–—-]\s)"
_OFFICES = r"(?:POL|FW|BPOL[IDP]?|HZA|ZOLL|LPI|LPD|PD|LKA|THW|DRK|DLRG|JUH|KFV|GdP|MHD|ASB)"
OFFICE_PREFIX = re.compile(rf"{_OFFICES}[- ][A-ZÄÖÜ][\w/ÄÖÜ-]{{0,12}}(?:\s[A-Z]{{1,4}})?:\s*")
"""Prefix of news aktuell: service and place."""
_REPLY = re.compile(
    r"(?:AW|WG|RE|FWD?|TR|SV|ANTW(?:ORT)?)\s?(?:\[\d{1,2}\])?:\s*|\[[^\]\n]{2,30}\]\s*", re.IGNORECASE
)
_NAMED = re.compile(
    rf"(?:{_NAME}{_FACTS}{_SENDER}{_JOINT}|{_NAME}\s(?P<alone>{_NUMBER})\s"
    rf"|{_SHORT_NAME}{_FACTS.replace('number', 'short')}{_JOINT}|{_SHORT_NAME}\s(?P<second>{_NUMBER})\s)\s*",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"(?:(?:mit der )?bitte um (?:veröffentlichung|abdruck)|zur veröffentlichung|eilt|wichtig)\s?[:!–-]+\s*",
    re.IGNORECASE,
)
_LEADING_NUMBER = re.compile(r"(?:\d{6}[-.]\d{1,3}[.:]?|\d{3,4}[:.])\s+(?=[A-ZÄÖÜ„\"])")
_GENERIC = re.compile(
    rf"(?:{_NAME}|{_SHORT_NAME}|tagesbericht|wochenendbericht|meldungen?)"
    rf"{_FACTS.replace('?P<number>', '?:')}(?:\s(?:der|des|von|vom|aus)"
    r"(?:\s(?:(?-i:[A-ZÄÖÜ\d])[\w./-]*|für|und|im|in|am|an|der|des|die|vom)){1,8})?|(?:neue )?nachricht|\W*",
    re.IGNORECASE,
)
_AT_END = re.compile(
    rf"\s?(?:[–—|-]\s?(?:{_NAME}|bitte um veröffentlichung)|\((?:{_NAME}|bitte um veröffentlichung)[^()]{{0,30}}\))$",
    re.IGNORECASE,
)
_DATE_ALONE = re.compile(rf"\s*{_DATE}\s*", re.IGNORECASE)
_MAX_PREFIXES = 6


@dataclass(frozen=True, slots=True)
class ReleaseSubject:
    """The title of a subject by its place.

    `is_named` if the subject says that it is a release.
    """

    start: int
    end: int
    is_named: bool = False
    number: str = ""


def read_subject(subject: str) -> ReleaseSubject:
    """Return the place of the title in the subject, an empty one if it has none."""
    start, is_named, number = 0, False, ""
    for _ in range(_MAX_PREFIXES):
        found = next((m for m in (p.match(subject, start) for p in _PREFIXES) if m is not None), None)
        if found is None or found.end() == start:
            break
        is_named = is_named or found.re in {OFFICE_PREFIX, _NAMED, _REQUEST}
        number = number or _find_number(found)
        start = found.end()
    if _GENERIC.fullmatch(subject, start) or _DATE_ALONE.fullmatch(subject, start):
        return ReleaseSubject(len(subject), len(subject), True, number or _find_any_number(subject))
    suffix = _AT_END.search(subject, start)
    end = suffix.start() if suffix is not None else len(subject)
    return ReleaseSubject(start, end, is_named or suffix is not None, number)


_PREFIXES = (OFFICE_PREFIX, _REPLY, _REQUEST, _NAMED, _LEADING_NUMBER)


def _find_number(found: re.Match[str]) -> str:
    return next((value.strip() for value in found.groupdict().values() if value), "")


def _find_any_number(text: str) -> str:
    found = re.search(_NUMBER, text)
    return found.group().strip() if found is not None else ""
