"""Desk marks at the end of agency copy: initials, sign-offs, contacts. Pure.

They tell desks who wrote and edited the text, and are never published.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.wire.item import BodyBlock, EditorNote, NewsItem

_LONGEST = 48
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


def _is_initials(text: str) -> bool:
    """Return True for initials, which are short and, in Latin letters, of one case."""
    if not _INITIALS.fullmatch(text):
        return False
    parts = [part.strip() for part in re.split(r"[/-]", text)]
    return all(len(part) <= 5 for part in parts) and not any(
        part.istitle() and len(part) > 1 for part in parts
    )
