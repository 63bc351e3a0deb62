"""Lines that are not copy: notes to desks, signals, corrections, page furniture.

A line is recognised by its opening and its form, a region by its first line. The lines claimed here never reach the
body.
"""

import re
from collections.abc import Sequence

from articles.parsing.dates.calendar_names import MONTHS, WEEKDAYS
from articles.parsing.story import phrases
from articles.parsing.story.embargo_marks import is_embargo_line
from articles.parsing.story.sentences import is_running_text
from articles.parsing.story.types import BlockKind, CopyLine
from newsroom.text.spans import Confidence

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")
_PHONE = re.compile(r"(?:\+|\b00|\(0|\b0)\d[\d /().-]{5,24}\d")
_NUMERIC_DATE = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\b|\b\d{4}-\d\d-\d\d\b")
_MAX_BETWEEN_LENGTH = 80
_MAX_MORE_FOLLOWS_LENGTH = 90
_AGENCY_NUMBER = re.compile(
    r"(?:dpa|afp|sda|apa|epd|kna|sid):?\s?\d{6}-\d\d-\d{4,8}(?:/\d+)?|[a-z]{3}\d{4}", re.IGNORECASE
)
_MAX_LINES_TO_NUMBER = 3
_DIGIT = re.compile(r"\d")
_RATE = re.compile(
    r"\(?(?:\$1|€1|£1|1 (?:us-)?(?:dollar|euro|franken|pfund|yen))\s?=\s?.{1,80}?\)?", re.IGNORECASE
)
"""`($1 = 0.9345 euros)`: a note of Reuters below the text."""
_LABELLED_LINK = re.compile(r"(?:[o•*–-] )?[^\s.!?:][^.!?:]{1,50}: ?(?:https?://|www\.)\S+", re.IGNORECASE)
"""`o Pressebilder: www.example.org/bilder`"""
_VERSION = re.compile(r"\((?P<kind>[a-zäöü]+)(?: \d{3,4})?(?: ?[-–:] .{1,150})?\)", re.IGNORECASE)
"""`(Zusammenfassung 1700 - neu: mehr Details)`"""
_CORRECTED = re.compile(
    r"\([^()]{0,200}\b(?:berichtigt|korrigiert|richtiggestellt|corrected|corrects)\b[^()]{0,200}\)"
)
"""`(Im ersten Absatz wurde der Name berichtigt.)`"""
_SEPARATOR = re.compile(r"[\s*_=+~#.·•–—-]{2,}|[*_#>–—-]")
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_CLOCK = (
    r"(?:um |at )?\d{1,2}(?:[:.]\d\d)?(?::\d\d)? ?"
    r"(?:uhr|h|am|pm|a\.m\.|p\.m\.|gmt|utc|mez|mesz|cet|cest|est|edt|et|bst)?(?: \(?[a-z]{2,4}\)?)?"
)
_DATE_LINE = re.compile(
    r"(?:(?:stand|veröffentlicht|aktualisiert|erstellt|published|updated|last updated|datum|date|vom|am|on"
    r"|zuletzt aktualisiert|erschienen)\b[: ]*(?:am |on )?)?"
    rf"(?:(?:{_WEEKDAY})[.,]* )?(?:den )?"
    rf"(?:\d{{1,2}}\. ?(?:\d{{1,2}}\.|(?:{_MONTH})\.?) ?(?:\d{{2,4}})?"
    r"|\d{1,2}\. ?[a-zäé]{3,9}\.? \d{4}|\d{4}-\d\d-\d\d|[a-z]{3,9}\.? \d{1,2},? \d{4}"
    r"|\d{1,2} [a-z]{3,9}\.? \d{4})"
    rf"(?:[,|·–—\- ]+{_CLOCK})?"
    r"(?:[,|·–—\- ]+(?:(?:zuletzt )?aktualisiert|updated|stand|lesezeit)\b.{0,60})?",
    re.IGNORECASE,
)
_TIME_LINE = re.compile(r"(?:stand:? )?\d{1,2}[:.]\d\d ?uhr(?: .{0,20})?", re.IGNORECASE)
_READING_TIME = re.compile(
    r"(?:ca\. )?\d{1,3} ?(?:min|minuten?|minutes?|mins?)\.?(?: (?:lesezeit|read|lesedauer|reading time))?"
    r"|(?:lesezeit|lesedauer|reading time)[: ].{1,30}",
    re.IGNORECASE,
)
_COUNT_LINE = re.compile(r"\d{1,5} (?:kommentare?|comments?|shares?|likes?|bilder|fotos)", re.IGNORECASE)
_SLUG = re.compile(
    r"(?!\()(?:[^\s/]{2,30}/){2,}[^\s/]{0,30}|[^\s/]{2,30}/"
)  # in brackets it is a closing tag
_WIRE_HEAD = re.compile(r"[a-z]{3}\d{3,4} \d [a-z]{1,3} \d{1,5}(?: [a-z]{3,5})? .{0,12}", re.IGNORECASE)
_WIRE_TIME = re.compile(r"\d{6}(?: ?[A-Z]{1,4})? [A-Za-zäÄ]{3}\.? \d{2,4}")
_WIRE_STAMP = re.compile(r"[A-Z]{2,4}\d{3,4} (?:\S+ ){0,3}\d{4}-\d\d-\d\d/\d\d:\d\d(?: \S+){0,2}")
"""`APA0312 2023-04-18/13:45`"""
_WIRE_FOOTER = re.compile(r"\+{3} ?[^+]{0,40}(?:bildfunk|bildservice|ende)[^+]{0,40}\+{3}", re.IGNORECASE)
_SERVICE = re.compile(
    r"(?:dpa|afp|apa|sda|epd|kna|sid|ap|reuters|dts)[- ](?:nachrichten\w*|themen\w*|basisdienst|landesdienst"
    r"|infoservice|newsletter|kalender|tages\w+|vorschau|überblick|morgen\w+|mittags\w+|abend\w+|meldung|topthemen)\b[^.!?]{0,40}",
    re.IGNORECASE,
)
_KEYWORDS = re.compile(r"\+{3} ?.{0,200};.{0,200} ?\+{3}")
_SIGNAL_DECORATION = re.compile(r"^\++ ?|[ :!]*\++$|^\(|[:!.]*\)?[:!]*$")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\) |copyright\b|alle rechte vorbehalten|all rights reserved|dpa-infocom,? dpa:"
    r"|the associated press\. all rights|this material may not be published|"
    r"die weiterverbreitung|jede verwertung|urheberrechtlich geschützt)",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r".{0,200}\b(?:contributed (?:to|reporting)|contributed from)\b.{0,80}|(?:online: |on the net: |___).{0,120}"
    r"|(?-i:[A-Z][\w'’-]+(?:(?:,? and|,)? [A-Z][\w'’-]+){0,6} reported from [A-Z]).{2,80}",
    re.IGNORECASE,
)

_PHOTO_LABEL = re.compile(r"(?:foto|bild|photo|image|picture)s?\s?:\s?\S", re.IGNORECASE)
_MAX_CONTACT_LENGTH = 240
_NETWORK = r"(?:twitter|facebook|instagram|threads|bluesky|mastodon|linkedin|tiktok|x)\b"
_AUTHOR_CONTACT = re.compile(
    rf"(?:you can )?(?:follow|folgen sie|folge|find|suivez) (?:\S+ ){{1,9}}?(?:on|auf|at|bei|sur) {_NETWORK}.{{0,120}}"
    r"|(?:\S+ ){1,9}?can be (?:reached|contacted|followed|found) (?:at|on|via|by) \S*(?:@|http|\d{3}).{0,120}"
    r"|(?:contact|reach|e-?mail|tweet) (?:the )?(?:\S+ ){1,6}?(?:at|on|via) \S*(?:@|http|\d{3}|twitter).{0,100}"
    r"|follow (?:\S+ ){0,5}?@\w+.{0,80}"
    rf"|(?:on )?{_NETWORK}\s?:\s?(?:@|http).{{2,100}}",
    re.IGNORECASE,
)

_CONTACT_HEADING = re.compile(
    r"(?:\S+ ){0,4}?(?:rückfragen?|rückfragehinweis|pressekontakte?|medienkontakte?|ansprechpartner(?:in)?|kontaktdaten"
    r"|medienstelle|(?:press|media) (?:contacts?|enquiries|inquiries|office))\b[^.:]{0,60}:",
    re.IGNORECASE,
)

_PROGRAMME = re.compile(
    r"sendung (?:am|vom|von)\b.{4,160}\buhr\b.{0,120}"
    r"|(?:sendung|sendehinweis|im programm|zu hören|zu sehen|gesendet)\s?:\s.{4,160}"
    r"|[^|]{2,60}(?:\|[^|]{2,80}){0,3}\|\s?\d{1,2}\.\s?(?:\d{1,2}\.|[a-zä]{3,9})\s?\d{4}\s?\|\s?\d{1,2}[:.]\d\d(?:\s?uhr)?"
    r"|über dieses thema berichte(?:n|te|t)\b.{4,200}",
    re.IGNORECASE,
)
"""`NDR 1 | Nachrichten | 03.02.2022 | 10:00 Uhr`: the programme that carried the story."""

_WIRE_FORMS = (
    (_SLUG, "footer.slug", Confidence.LIKELY),
    (_WIRE_HEAD, "footer.wire", Confidence.SURE),
    (_WIRE_TIME, "footer.wire", Confidence.SURE),
    (_WIRE_STAMP, "footer.wire", Confidence.SURE),
    (_SERVICE, "footer.service", Confidence.SURE),
    (_KEYWORDS, "footer.keywords", Confidence.SURE),
    (_WIRE_FOOTER, "footer.keywords", Confidence.SURE),
)


def claim_notes(lines: list[CopyLine]) -> None:
    """Claim every line known by its own form; a bare item number only at the head."""
    for line in lines[:_MAX_LINES_TO_NUMBER]:
        if line.is_unclaimed and _AGENCY_NUMBER.fullmatch(line.text):
            line.claim(BlockKind.FOOTER, "footer.number")
    for line in lines:
        if line.is_unclaimed:
            found = _find_claim(line)
            if found is not None:
                line.claim(*found)


def _find_claim(line: CopyLine) -> tuple[BlockKind, str, Confidence] | None:
    words = line.text.casefold()
    for rule in (
        _match_signal,
        _match_separator,
        _match_exchange_rate,
        _match_phrase,
        _match_furniture,
        _match_author_contact,
        _match_wire_form,
    ):
        found = rule(line, words)
        if found is not None:
            return found
    return None


_Claim = tuple[BlockKind, str, Confidence]


def _match_phrase(line: CopyLine, words: str) -> _Claim | None:
    if len(words) > 600:
        return None
    if is_embargo_line(line.text):
        return BlockKind.EMBARGO, "embargo.line", Confidence.SURE
    is_correction = words.startswith(phrases.CORRECTION_STARTS) and len(words) < 400
    if is_correction or _CORRECTED.fullmatch(words):
        return BlockKind.CORRECTION, "note.correction", Confidence.SURE
    is_announcement = len(words) < _MAX_MORE_FOLLOWS_LENGTH and words.startswith(phrases.MORE_FOLLOWS)
    if is_announcement or (
        words.lstrip("#*> ").startswith(phrases.NOTE_STARTS) and not _is_credit_like(words)
    ):
        return BlockKind.NOTE, "note.phrase", Confidence.SURE
    return None


def _is_credit_like(words: str) -> bool:
    """Return whether a line may be a credit: `(Foto: …)`, `(Foto Archiv)`."""
    return words.startswith(("(foto", "(bild", "(photo")) and len(words) < 120


def _match_signal(line: CopyLine, words: str) -> _Claim | None:
    version = _VERSION.fullmatch(line.text) if line.text[0] == "(" else None
    if (
        version
        and len(line.text) > len(version["kind"]) + 2
        and version["kind"].casefold() in phrases.SIGNALS
    ):
        return BlockKind.SIGNAL, "signal.version", Confidence.SURE
    if len(words) > 60:
        return None
    bare = strip_signal(words)
    if bare in phrases.SIGNALS and (
        line.text[0] in "(+" or bare not in {"hintergrund", "überblick", "neu", "stichwort", "chronologie"}
    ):
        return BlockKind.SIGNAL, "signal.line", Confidence.SURE
    return None


def strip_signal(words: str) -> str:
    """Return the word of a signal line: `+++ EILMELDUNG +++` becomes `eilmeldung`."""
    return _SIGNAL_DECORATION.sub("", _SIGNAL_DECORATION.sub("", words.casefold()).strip()).strip(" +:!-–")


def _match_separator(line: CopyLine, words: str) -> _Claim | None:
    if len(words) <= 80 and _SEPARATOR.fullmatch(line.text):
        return BlockKind.FURNITURE, "furniture.separator", Confidence.SURE
    return None


def _match_exchange_rate(line: CopyLine, words: str) -> _Claim | None:
    if "=" in words and _RATE.fullmatch(line.text):
        return BlockKind.NOTE, "note.rate", Confidence.SURE
    return None


def _match_furniture(line: CopyLine, words: str) -> _Claim | None:
    if len(words) > 300:
        return None
    bare = words.strip(" :›»>→…-")
    if bare in phrases.FURNITURE_LINES or line.tag in {"nav", "button", "select", "title", "template"}:
        return BlockKind.FURNITURE, "furniture.page", Confidence.SURE
    if words.startswith(phrases.FURNITURE_STARTS) and len(words) < 250:
        return BlockKind.FURNITURE, "furniture.link", Confidence.LIKELY
    if len(words) < 120 and _is_count(words):
        return BlockKind.FURNITURE, "furniture.count", Confidence.SURE
    if len(words) < 140 and (is_date(words) or _is_date_with_counts(words)):
        return BlockKind.DATE, "date.line", Confidence.SURE
    return None


def is_date(words: str) -> bool:
    """Return whether the words in lower case are a date alone."""
    return (_DATE_LINE.fullmatch(words) or _TIME_LINE.fullmatch(words)) is not None


def _is_count(words: str) -> bool:
    return (_READING_TIME.fullmatch(words) or _COUNT_LINE.fullmatch(words)) is not None


def _is_date_with_counts(words: str) -> bool:
    """Return whether bars part a date from counts: `| 3.5.2019 | 2 Kommentare`."""
    if "|" not in words:
        return False
    pieces = [piece.strip() for piece in words.split("|") if piece.strip()]
    dates = [piece for piece in pieces if is_date(piece)]
    counts = [piece for piece in pieces if _is_count(piece)]
    return bool(dates) and len(dates) + len(counts) == len(pieces)


def _match_author_contact(line: CopyLine, words: str) -> _Claim | None:
    """Match a line on the author's address or the programme that carried the story."""
    if len(words) > _MAX_CONTACT_LENGTH:
        return None
    if _PROGRAMME.fullmatch(words):
        return BlockKind.FURNITURE, "furniture.programme", Confidence.LIKELY
    has_address = "www." in words or "://" in words
    if has_address and _LABELLED_LINK.fullmatch(line.text):
        return BlockKind.NOTE, "note.link", Confidence.LIKELY
    if _AUTHOR_CONTACT.fullmatch(line.text):
        return BlockKind.NOTE, "note.author-contact", Confidence.LIKELY
    return None


def _match_wire_form(line: CopyLine, words: str) -> _Claim | None:
    if len(words) > 420:
        return None
    for pattern, rule, confidence in _WIRE_FORMS:
        if pattern.fullmatch(line.text):
            return BlockKind.FOOTER, rule, confidence
    return _match_contributor(line, words)


def _match_contributor(line: CopyLine, words: str) -> _Claim | None:
    """Match `… contributed to this report.`, `Marsden reported from Leeds.`"""
    is_named = "contributed" in words or " reported from " in words
    if (is_named or words.startswith(("online: ", "on the net: ", "___"))) and _CONTRIBUTED.fullmatch(
        line.text
    ):
        return BlockKind.BYLINE, "byline.contributor", Confidence.SURE
    return None


def claim_copyrights(lines: list[CopyLine]) -> None:
    """Claim copyright lines that belong to no picture."""
    for line in lines:
        if line.is_unclaimed and len(line.text) < 400 and _COPYRIGHT.match(line.text):
            line.claim(BlockKind.FOOTER, "footer.copyright")


def claim_notes_region(lines: list[CopyLine]) -> None:
    """Claim everything after a notepad heading, except a sign-off and footers."""
    begin = next((i for i, line in enumerate(lines) if _is_notes_heading(line)), None)
    if begin is None:
        return
    for line in lines[begin:]:
        if line.is_unclaimed or line.kind in {
            BlockKind.FURNITURE,
            BlockKind.DATE,
            BlockKind.CREDIT,
            BlockKind.CAPTION,
        }:
            line.claim(BlockKind.NOTE, "note.region")


def _is_notes_heading(line: CopyLine) -> bool:
    words = line.text.casefold()
    return len(words) < 200 and words.startswith(phrases.NOTES_BEGIN)


def claim_link_lists(lines: list[CopyLine]) -> None:
    """Claim titles of other stories below `Mehr zum Thema`, up to text or a credit."""
    inside = False
    for line in lines:
        words = line.text.casefold().strip(" :›»>→…-")
        if line.is_unclaimed and (words in phrases.LINK_LISTS):
            inside = True
            line.claim(BlockKind.FURNITURE, "furniture.link")
        elif inside and line.is_unclaimed:
            if (
                len(line.text) > 140
                or line.text.rstrip('“”"»’)').endswith((".", "!"))
                or line.text.endswith(")")
                or _PHOTO_LABEL.match(line.text)
            ):
                inside = False
            else:
                line.claim(BlockKind.FURNITURE, "furniture.link", Confidence.LIKELY)


def claim_contacts(lines: list[CopyLine]) -> None:
    """Claim lines with an email address or telephone number and no running text."""
    for line in lines:
        if line.is_unclaimed and len(line.text) < 300 and is_contact(line.text):
            line.claim(BlockKind.NOTE, "note.contact", Confidence.LIKELY)


def claim_contact_blocks(lines: list[CopyLine]) -> None:
    """Claim a heading such as `Rückfragen an:` and the short lines below it."""
    inside = False
    for index, line in enumerate(lines):
        if line.is_unclaimed and _heads_contacts(lines, index):
            inside = True
        elif inside and (not line.is_unclaimed or len(line.text) > _MAX_BETWEEN_LENGTH):
            inside = line.kind is BlockKind.NOTE
        if inside and line.is_unclaimed:
            line.claim(BlockKind.NOTE, "note.contact-block", Confidence.LIKELY)


def _heads_contacts(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether a line heads contacts; `Kontakt` alone needs one near below it."""
    text = lines[index].text
    if len(text) > _MAX_BETWEEN_LENGTH:
        return False
    if text.rstrip(" :").casefold() in _CONTACT_WORDS:
        below = lines[index + 1 : index + 1 + _CONTACT_REACH]
        is_end = index + 1 + len(below) == len(lines) and 0 < len(below) < _CONTACT_REACH
        is_short = all(
            len(line.text) <= _MAX_BETWEEN_LENGTH and not is_running_text(line.text) for line in below
        )
        return any(line.rule == "note.contact" for line in below) or (is_end and is_short)
    return _CONTACT_HEADING.fullmatch(text) is not None


_CONTACT_WORDS = frozenset({"kontakt", "contact", "contacts"})
_CONTACT_REACH = 4


def claim_between_notes(lines: list[CopyLine]) -> None:
    """Claim short lines between two notes below the text: `Pressestelle`."""
    is_below_text, last_note = False, -1
    for index, line in enumerate(lines):
        if line.rule == "note.link":
            continue
        if line.kind is BlockKind.NOTE:
            if is_below_text and 0 <= last_note < index - 1:
                for between in lines[last_note + 1 : index]:
                    between.claim(BlockKind.NOTE, "note.between", Confidence.LIKELY)
            last_note = index
        elif not line.is_unclaimed or len(line.text) > _MAX_BETWEEN_LENGTH or is_running_text(line.text):
            last_note = -1
            is_below_text = is_below_text or (line.is_unclaimed and is_running_text(line.text))


def is_contact(text: str) -> bool:
    if "@" not in text and not _DIGIT.search(text):
        return False
    text = _NUMERIC_DATE.sub(" ", text)
    mails = _MAIL.findall(text) if "@" in text else []
    contacts = len(mails) + len(_PHONE.findall(text))
    if not contacts:
        return False
    stripped = _PHONE.sub(" ", _MAIL.sub(" ", text))
    small = len(re.findall(r"\b[a-zäöü]{2,}\b", stripped))
    return small <= 4 + 2 * contacts and not re.search(r"[a-zäöüß]{3}\. [A-ZÄÖÜ„\"]", stripped)
