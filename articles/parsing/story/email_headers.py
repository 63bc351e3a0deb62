"""Lines that an email adds to copy: header, forwarding note, greeting and closing."""

import re

from articles.parsing.story import phrases
from articles.parsing.story.sentences import is_running_text
from articles.parsing.story.types import BlockKind, CopyLine

_MAX_COVER_LINES = 20
_MIN_HEADERS = 2
_MAX_GREETING_LENGTH = 120
_MAX_ENCLOSED_LENGTH = 200
_MAX_CLOSE_LINES = 15
_FORWARDED = re.compile(
    r"-{2,}\s?(?:forwarded message|weitergeleitete nachricht|ursprüngliche nachricht"
    r"|original message|original-nachricht)"
    r"|(?:anfang der weitergeleiteten nachricht|begin forwarded message):?",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:hallo|hi|hey|moin(?: moin)?|servus|grüezi|grüß gott|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?"
    r"|werte[rs]?|dear|hello|good (?:morning|afternoon|evening))\b.*[\w,!:.]",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"\b(?:kolleg\w+|redaktion\w*|zusammen|alle|team|desk|damen|herren|frau|herr|colleagues|all|editors?|sir|madam)\b",
    re.IGNORECASE,
)
_ENCLOSED = (
    "anbei", "im anhang", "angehängt", "beigefügt", "bitte", "wie besprochen", "wie vereinbart", "zur info",
    "zur kenntnis", "unten", "nachfolgend", "nachstehend", "hier der", "hier die", "hier das", "hier kommt",
    "wir bitten um", "mit der bitte um", "ich leite", "siehe unten", "please find", "attached", "enclosed", "below ",
    "see below", "as discussed", "fyi", "for your information", "for publication",
)  # fmt: skip
_CLOSE = re.compile(
    r"(?:(?:mit )?(?:freundliche|beste|viele|liebe|herzliche|schöne|kollegiale)[nmr]? (?:\w+ )?gr(?:ü|ue)(?:ß|ss)e?n?"
    r"|(?:viele |liebe |schöne )?grüße(?: aus .{2,30})?|(?:schönen |lieben |freundlichen )?gruß|lg|mfg|vg|bg"
    r"|(?:best|kind|warm)(?: regards| wishes)?|regards|sincerely|yours (?:sincerely|faithfully|truly)|cheers"
    r"|(?:many )?thanks|(?:vielen |besten |herzlichen )?dank|danke(?: und .{2,30})?|i\.\s?a\.|im auftrag|gez\.?"
    r"|gesendet von)[,.!]?(?: .{2,60})?",
    re.IGNORECASE,
)
_FORMAL = ("mit freundlichen", "mit besten", "kind regards", "best regards", "yours ")
_NOTICE = re.compile(
    r"(?:this|diese) (?:e-?mail|message|nachricht)\b|bitte (?:prüfen|denken) sie\b|please consider the environment"
    r"|datenschutz(?:hinweis|information)|der inhalt dieser e-?mail"
    r"|the (?:information|contents?) (?:in|of) this|if you (?:are not the|have received this)",
    re.IGNORECASE,
)
"""Beginnings of what lawyers put below a mail, which are sentences."""


def claim_email(lines: list[CopyLine]) -> None:
    """Claim `Von: … Betreff: …` and the words to the desk above and below the copy."""
    has_header = _claim_header(lines)
    _claim_cover(lines)
    has_greeting = _claim_greeting(lines, has_header=has_header)
    _claim_close(lines, is_mail=has_header or has_greeting)


def _claim_header(lines: list[CopyLine]) -> bool:
    """Claim at least two header lines with nothing above them."""
    head = lines[:10]
    hits = [line for line in head if line.text.casefold().startswith(phrases.MAIL_HEADERS)]
    above = lines[: head.index(hits[0])] if hits else []
    has_header = len(hits) >= _MIN_HEADERS and all(line.text.startswith("--") for line in above)
    if has_header:
        for line in hits:
            line.claim(BlockKind.NOTE, "note.mail-header")
    return has_header


def _claim_cover(lines: list[CopyLine]) -> None:
    """Claim the note above a forwarded email, down to the last line of its header."""
    head = lines[:_MAX_COVER_LINES]
    forwarded = next((i for i, line in enumerate(head) if _FORWARDED.match(line.text)), None)
    if forwarded is None:
        return
    end = forwarded + 1
    while end < len(lines) and lines[end].text.casefold().startswith(phrases.MAIL_HEADERS):
        end += 1
    if end - forwarded > _MIN_HEADERS:
        for line in lines[:end]:
            line.claim(BlockKind.NOTE, "note.mail-cover")


def _claim_greeting(lines: list[CopyLine], *, has_header: bool) -> bool:
    """Claim `Hallo zusammen,` as the first words, and `anbei der Text` below it."""
    first = next((i for i, line in enumerate(lines[:_MAX_COVER_LINES]) if line.is_unclaimed), None)
    if first is None or not is_greeting(lines[first].text, has_header=has_header):
        return False
    lines[first].claim(BlockKind.NOTE, "note.greeting")
    for index, line in enumerate(lines[first + 1 :], first + 1):
        is_enclosed = line.text.casefold().startswith(_ENCLOSED) or _is_above_title(lines, index)
        if not line.is_unclaimed or not is_enclosed or len(line.text) > _MAX_ENCLOSED_LENGTH:
            break
        line.claim(BlockKind.NOTE, "note.greeting")
    return True


def _is_above_title(lines: list[CopyLine], index: int) -> bool:
    """Return whether a title is below words to the desk, and text below the title."""
    cover, *below = (is_running_text(line.text) for line in lines[index : index + 3])
    return cover and below == [False, True]


def is_greeting(text: str, *, has_header: bool) -> bool:
    if len(text) > _MAX_GREETING_LENGTH or not _GREETING.fullmatch(text):
        return False
    return has_header or (text.endswith((",", "!")) and bool(_ADDRESSED.search(text)))


def is_signature(text: str) -> bool:
    """Return whether a line ends a mail: its closing words, or a lawyer's."""
    return _CLOSE.fullmatch(text) is not None or _NOTICE.match(text) is not None


def _claim_close(lines: list[CopyLine], *, is_mail: bool) -> None:
    """Claim `Viele Grüße` and the short lines of a signature to the end.

    In other copy than a mail only formal words count.
    """
    closes = (i for i in range(len(lines)) if _is_close(lines, i))
    begin = next((i for i in closes if is_mail or lines[i].text.casefold().startswith(_FORMAL)), None)
    if begin is not None:
        for line in lines[begin:]:
            line.claim(BlockKind.NOTE, "note.close")


def _is_close(lines: list[CopyLine], i: int) -> bool:
    near_the_end = i >= len(lines) - _MAX_CLOSE_LINES
    return (
        near_the_end
        and is_signature(lines[i].text)
        and not any(is_running_text(line.text) and not _NOTICE.match(line.text) for line in lines[i:])
    )
