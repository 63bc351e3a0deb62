"""Parser of one caption: people and positions, place, date, credit, text to print.

The cleaned text is cut into parts (date prefix, companion, footer, credit); then header, position marks, people, place
and date are read. Any text is accepted. Linear in the length of the text.
"""

import re
from dataclasses import dataclass

from articles.parsing.captions.assign_positions import PersonExtent, assign_positions
from articles.parsing.captions.credit_note import read_credit_note
from articles.parsing.captions.date import complete_date, find_scene_date
from articles.parsing.captions.header import CaptionHeader, read_header
from articles.parsing.captions.names import extend_name, is_thing
from articles.parsing.captions.place import find_place
from articles.parsing.captions.position_marks import (
    Position,
    PositionMark,
    blank_marks,
    blank_spans,
    find_marks,
)
from articles.parsing.captions.split import CaptionParts, cut_caption, join_parts
from articles.parsing.captions.surnames import find_known_surnames
from articles.parsing.captions.toponyms import find_listed_place
from articles.parsing.credits.parse import Credit, read_cached_credit
from articles.parsing.lexicon import BUILTIN, Lexicon
from articles.text.clean import clean_text
from newsroom.text.spans import Confidence, Reading, Span
from people.recognition.find_names import find_names
from people.recognition.offices.is_office import is_english_office, is_german_office
from people.recognition.types import FoundName

_GERMAN = re.compile(r"[äöüß]|\b(?:der|die|das|und|mit|im|bei|von|den|dem|auf|ist|vor|am|zum|beim|nach)\b")
_REGNAL_NUMBER = re.compile(r"\b[IVX]+\.\s[a-z]")
"""`King Charles III. in Bonn`: only German writes the full stop."""
_ENGLISH = re.compile(
    r"\b(?:the|of|with|and|on|his|her|to|outside|during|from|by|after|at)\b"
    r"|\b(?:First|Prime|Chief|Deputy|Home|Foreign) [A-Z]"
)
_OFFICE_WORD = re.compile(r"(?<![\w-])[A-Za-z]{4,20}(?![\w-])")
MAX_LENGTH = 20_000
"""Characters that are searched for people, place and date; agencies write shorter captions."""

_ARCHIVE = re.compile(
    r"\b(?:Archiv|Archiv-?(?:[Bb]ild|[Ff]oto|[Aa]ufnahme|[Mm]aterial)\w*|ARCHIV\w*|[Ff]ile [Pp](?:hoto|icture)|FILE)\b"
    r"(?!\s(?:des|der|von|in|für))"
)


@dataclass(frozen=True, slots=True)
class CaptionPerson:
    """A person in a caption.

    `position` is l, r or m, a number from the left, a negative number from the right, or None.
    """

    name: str
    role: str | None
    position: Position | None
    span: Span
    role_span: Span | None
    rule: str
    confidence: Confidence
    position_rule: str | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """A parsed caption; spans count in `cleaned`, which `parts` cover in order.

    `confidence` is that of its text.
    """

    cleaned: str
    text: str
    text_span: Span
    parts: tuple[Reading[str], ...]
    credit_raw: Reading[str] | None
    credit: Credit | None
    people: tuple[CaptionPerson, ...]
    place: Reading[str] | None
    date: Reading[str] | None
    archive: bool
    companion: Reading[str] | None
    footer: Reading[str] | None
    confidence: Confidence = Confidence.SURE

    @property
    def text_reading(self) -> Reading[str]:
        return Reading(self.text, self.text_span, "caption.text", self.confidence)


def read_caption(raw: str, *, lexicon: Lexicon = BUILTIN, language: str | None = None) -> Caption:
    """Return the parsed caption.

    Text that is not a caption has no credit, people, place and date.
    """
    cleaned = clean_text(raw)
    return _read_parts(cleaned, cut_caption(cleaned, lexicon), lexicon, language)


def read_split_caption(
    raw: str, text: Span, credit: Span, *, lexicon: Lexicon = BUILTIN, language: str | None = None
) -> Caption:
    """Return the caption of clean text whose parts are known.

    `text` and `credit` are the spans of caption and credit; the credit may come first.
    """
    value = credit.of(raw)
    is_bracketed = value[:1] in "([" and not value.casefold().startswith("(c)")
    inner = value.strip("()[] ") if is_bracketed else value.lstrip("|–—−- ")
    start = credit.start + value.index(inner)
    sureness = read_cached_credit(inner, lexicon).confidence
    found = Reading(inner, Span(start, start + len(inner)), "caption.split", sureness)
    return _read_parts(raw, join_parts(raw, text, found), lexicon, language)


def _read_parts(cleaned: str, cut: CaptionParts, lexicon: Lexicon, language: str | None) -> Caption:
    end = min(cut.text.end, cut.text.start + MAX_LENGTH)
    only = blank_spans(cleaned[:end], [Span(0, cut.text.start)])
    head = read_header(only, cut.text.start)
    marks = find_marks(only)
    people = _read_people(only, marks, head, language, lexicon.offices)
    credit = read_cached_credit(cut.credit.value, lexicon) if cut.credit else None
    note = read_credit_note(cut.credit)
    return Caption(
        cleaned=cleaned,
        text=cut.text.of(cleaned),
        text_span=cut.text,
        parts=cut.parts,
        credit_raw=cut.credit,
        credit=credit,
        people=people,
        place=_read_place(only, people, head) or note.place,
        date=_read_date(only, cut, head) or note.date,
        archive=_is_archive(only, head, credit),
        companion=cut.companion,
        footer=cut.footer,
    )


def _read_people(
    text: str,
    marks: tuple[PositionMark, ...],
    head: CaptionHeader | None,
    language: str | None,
    offices: frozenset[str],
) -> tuple[CaptionPerson, ...]:
    blanked = blank_marks(blank_spans(text, [head.span] if head else []), marks)
    found = [
        extend_name(blanked, name)
        for name in find_names(blanked, language=language or _choose_language(blanked), offices=offices)
        if name.offices or not (_is_place(name) or is_thing(blanked, name))
    ]
    names = sorted([*found, *find_known_surnames(blanked, found)], key=lambda name: name.span)
    extents = [PersonExtent(name.span, _get_extent(name)) for name in names]
    positions = assign_positions(text, marks, extents)
    return tuple(_make_person(name, positions.get(index)) for index, name in enumerate(names))


def _choose_language(text: str) -> str | None:
    """Return English for an office that German lacks or writes with a capital.

    The first words of German settle it: a short caption has few.
    """
    if _GERMAN.search(text):
        return None
    if _REGNAL_NUMBER.search(text):
        return "de"
    if _ENGLISH.search(text):
        return "en"
    offices = (word for word in _OFFICE_WORD.findall(text) if is_english_office(word))
    return "en" if any(word.islower() or not is_german_office(word) for word in offices) else None


def _is_place(name: FoundName) -> bool:
    """Return whether a name is a place, such as `Monte Carlo`."""
    place = find_listed_place(name.name, 0)
    return place is not None and place.span.end == len(name.name)


def _get_extent(name: FoundName) -> Span:
    spans = [name.span, *(office.span for office in name.offices)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _make_person(name: FoundName, position: tuple[Position, str] | None) -> CaptionPerson:
    office = name.office
    return CaptionPerson(
        name=name.name,
        role=office.value if office else None,
        position=position[0] if position else None,
        span=name.span,
        role_span=office.span if office else None,
        rule=name.rule,
        confidence=name.confidence,
        position_rule=position[1] if position else None,
    )


def _read_place(
    text: str, people: tuple[CaptionPerson, ...], head: CaptionHeader | None
) -> Reading[str] | None:
    if head and head.place:
        return head.place
    excluded = [person.span for person in people] + [
        person.role_span for person in people if person.role_span
    ]
    return find_place(text, excluded)


def _read_date(text: str, cut: CaptionParts, head: CaptionHeader | None) -> Reading[str] | None:
    prefix = cut.date_prefix
    month = prefix.value if prefix else None
    found = find_scene_date(text, month, head.date if head else None)
    if found is None and prefix:
        return Reading(
            complete_date(prefix.value, None) or prefix.value, prefix.span, prefix.rule, Confidence.LIKELY
        )
    return found


def _is_archive(text: str, head: CaptionHeader | None, credit: Credit | None) -> bool:
    return bool((head and head.archive) or (credit and credit.archive) or _ARCHIVE.search(text))
