"""Desk marks at the end of agency copy: initials, sign-offs, contacts. Pure.

They tell desks who wrote and edited the text, and are never published.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.wire.item import BodyBlock, EditorNote, NewsItem

DESK_MARK = "desk mark"
"""Role of a note that is a mark."""
_LONGEST, _LONGEST_LINE = 48, 80
_LAST_BLOCKS = 4
_INITIALS = re.compile(r"[^\W\d_][\w .'-]{0,9}(?:\s?/\s?[^\W\d_][\w .'-]{0,9}){1,6}")
"""`hh/ph/ts/hd`, `abc-def/gh`, also in other scripts"""
_SIGN_OFF = re.compile(
    r"(?:AAP|AFP|AP|ANP|APA|ATS|BELGA|Belga|dpa|EFE|Kyodo|NTB|PA|REUTERS|Reuters|RAW|sda|STT|TT)"
    r"(?:[ /][A-Z]{2,5})*(?:[ /.-][a-z]{2,4}){0,4}"
)
"""`AAP RTV ar`, `EFE jms/rod`"""
_RULED = re.compile(
    r"(?:==+|--+)\s?(?:Kyodo|AFP|dpa)|-?\s?[Ee]nds?\s?-?|ENDS?|-30-|\(ANP\)|EFE|[A-Z]{2,4}/"
    r"|\((?:SDA|ATS|AFP|dpa|APA|sda|ats|afp|apa|epd|KNA)(?:-[A-Za-z]{2,4})?(?:[/,] ?[a-z]{1,5}){1,3}\)"
    r"|\(Schluss\)\s?[\w/.-]{0,24}|\(Forts\.?\)\s?[\w/.-]{0,24}"
)
"""`==Kyodo`, `VIB/` of Belga, `(SDA/ab)`, `(Schluss) abc/def` of APA"""
_CLOSING_LINE = re.compile(
    r"dpa(?:[-/][a-z]+)?(?: [a-z0-9/]{1,20}){1,8}|\((?:Schluss|Forts\.?)\)\s?[a-z]{0,5}(?:/[a-z]{2,5}){0,4}"
)
"""`dpa mfi tt xx n1`: author, desk, region, length and editor; `(Schluss) abc/def` of APA."""
_LINE_OF_DPA = re.compile(
    r"(?:dpa(?:[-/]\w+)?|afp|ap|ats|sda|apa|epd|kna|sid|lno|lsw|lby|lhe|lni|lnw|lrs|lbn|lsn|lah|lth|lmv)"
    r"(?:/[a-z]{2,5}){0,2}(?: [a-z]{1,6}(?:/[a-z]{1,6}){0,3}\d{0,2}){1,9}(?: \d{6} \w{3} \d\d)?",
    re.IGNORECASE,
)
"""`dpa ab xxcd n1 ef`, `dpa/lno ab/cd yyno z2 ef`: reporter, desk and editor."""
_LINE_OF_OTHERS = re.compile(
    r"\((?:[A-Za-z]{2,12})(?:-[A-Za-z]{2,6})?(?: ?\\?[/,] ?[a-zéèäöü.]{1,12})+\)"
    r"|(?:sda|ats|afp|apa|belga|ap|epd|kna|sid)(?:[-/][a-z]{2,4}){1,3}",
    re.IGNORECASE,
)
"""`(SDA/ab)`, `(SDA-ATS\\/ab)`, `sda/ab`"""
_REPEATED_TIME = re.compile(r"\d{6} (?:[A-Z]{3,4} )?[^\W\d_]{3,9}\.? \d\d(?:\d\d)?")
"""`021715 Mrz 26`, the time that some gateways repeat below the text"""
_CONTACTS = re.compile(r"\s*\(\((?=[^()]*(?:@|\+\d))(?:[^()]|\([^()]{0,60}\)){1,600}\)\)\s*$")
"""`((ida.brandt@agency.example; +44 20 000; Messaging: …))` of Reuters"""
_CONTACTS_HTML = re.compile(_CONTACTS.pattern.removesuffix("$") + r"(?=</\w+>$)")


def is_desk_mark(text: str) -> bool:
    """Return True for a line of initials or a sign-off of an agency."""
    if len(text) > _LONGEST:
        return False
    return bool(_SIGN_OFF.fullmatch(text) or _RULED.fullmatch(text) or _is_initials(text))


def split_desk_mark(blocks: Sequence[BodyBlock]) -> tuple[tuple[BodyBlock, ...], str]:
    """Return the blocks without the desk mark at the end, and the mark.

    The only block of a text stays.
    """
    if len(blocks) > 1 and blocks[-1].tag == "p" and is_desk_mark(blocks[-1].text):
        return tuple(blocks[:-1]), blocks[-1].text
    return tuple(blocks), ""


def split_desk_lines(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the lines of a message without the marks at their end, and these marks."""
    story = list(lines)
    marks: list[str] = []
    while story and (not story[-1].strip() or _is_desk_line(story[-1].strip())):
        if line := story.pop().strip():
            marks.insert(0, line)
    return story, marks


def is_closing_line(text: str) -> bool:
    """Return True for the paragraph by which dpa and APA close a text."""
    return bool(_CLOSING_LINE.fullmatch(text))


def make_desk_notes(*marks: str) -> tuple[EditorNote, ...]:
    """Return the marks as private notes, without empty ones."""
    return tuple(EditorNote(mark, role=DESK_MARK) for mark in marks if mark)


def move_contacts(item: NewsItem) -> NewsItem:
    """Return the item with the contacts of the desk, in double brackets, as notes."""
    if not any("((" in block.text for block in item.body[-_LAST_BLOCKS:]):
        return item
    story = list(item.body[:-_LAST_BLOCKS])
    notes: list[EditorNote] = []
    for block in item.body[-_LAST_BLOCKS:]:
        match = _CONTACTS.search(block.text)
        if match is None:
            story.append(block)
            continue
        notes.append(EditorNote(match[0].strip(), role="contact"))
        if text := block.text[: match.start()].strip():
            story.append(replace(block, text=text, html=_CONTACTS_HTML.sub("", block.html)))
    return replace(item, body=tuple(story), ednotes=(*item.ednotes, *notes))


def _is_desk_line(line: str) -> bool:
    forms = (_LINE_OF_DPA, _LINE_OF_OTHERS, _REPEATED_TIME)
    return len(line) < _LONGEST_LINE and any(form.fullmatch(line) for form in forms)


def _is_initials(text: str) -> bool:
    """Return True for initials, which are short and, in Latin letters, of one case."""
    if not _INITIALS.fullmatch(text):
        return False
    parts = [part.strip() for part in re.split(r"[/-]", text)]
    return all(len(part) <= 5 for part in parts) and not any(
        part.istitle() and len(part) > 1 for part in parts
    )
