"""Assignment of position marks to the people of a caption."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from articles.parsing.captions.position_marks import Position, PositionMark
from newsroom.text.spans import Span


@dataclass(frozen=True, slots=True)
class PersonExtent:
    """The spans of a person in a caption.

    `extent` runs from the office before the name to the office after it.
    """

    name: Span
    extent: Span


_BRACKETS = re.compile(r"\([^()]*(?:\)|$)")
_POST_NOMINALS = re.compile(
    r"\s(?:TD|MP|MSP|MLA|MEP|MS|KC|QC|SC|OBE|CBE|MBE|DBE|KBE|QPM|PhD|MD|MBA|MSc|MA|BA|MdB|MdL|MdEP|M\.P\.)(?![\w-])"
)
"""Letters after a name: `Jane Doe TD (centre)`."""
_ORIGIN = re.compile(
    r"[\s,]*(?:[DRI]-[A-Z][\w.]*|(?:von(?:\sund\szu)?|vom|aus|of|from|der|des|bei|beim)\s(?:(?:der|dem|den|the)\s)?"
    r"[A-ZÄÖÜ0-9][^\s,;:()]*"
    r"(?:\s(?:[A-ZÄÖÜ0-9][^\s,;:()]*|de|del|of|the|am|an|der|und)){0,4})?[\s,]*"
)
_JOINED = re.compile(
    r"[\s,;:&/]*(?:(?:und|and|sowie|mit|with|neben|alongside|zusammen mit|gemeinsam mit|together with|as well as|"
    r"den|der|die|dem|the|his|her|seine|seiner|seinem|ihr|ihrem|ihrer|Frau|wife|dessen|deren)[\s,]*)*"
)
_LOOSELY_JOINED = re.compile(r"(?:,|;|\bund|\band|\bsowie|&|\bmit)\s*(?:den|der|die|dem|the)?\s*$")
_SENTENCE_END = re.compile(r"[^\W\d]{3}[.!?]\s+[A-ZÄÖÜ]|\n")
_BEFORE_NAME = re.compile(
    r"[\s:,]*(?:(?:ist|steht|sitzt|daneben|davon|außen|vorne|hinten|der|die|das|den|dem|is|the)\s+)*"
)
_MAX_GAP = 160
_MAX_LIST_LENGTH = 40  # no caption numbers a longer list; keeps the time linear for hostile copy


def assign_positions(
    text: str, marks: tuple[PositionMark, ...], people: list[PersonExtent]
) -> dict[int, tuple[Position, str]]:
    """Return position and rule by the index of the person.

    A mark of a person's own wins over the number in a list.
    """
    positions: dict[int, tuple[Position, str]] = {}
    for mark in marks:
        if mark.list_direction:
            _number_list(text, mark, people, positions)
    for mark in marks:
        if mark.position is not None:
            person = _find_person(text, mark, people)
            if person is not None:
                positions[person] = (mark.position, mark.rule)
    return positions


def _find_person(text: str, mark: PositionMark, people: list[PersonExtent]) -> int | None:
    before, after = _find_last_before(mark.span.start, people), _find_first_after(mark.span.end, people)
    if mark.person_side != "after" and before is not None and _is_adjacent(text, people[before], mark):
        return before
    if mark.person_side == "before" or after is None:
        return None
    is_next = _BEFORE_NAME.fullmatch(text, mark.span.end, people[after].extent.start)
    return after if is_next else None


def _is_adjacent(text: str, person: PersonExtent, mark: PositionMark) -> bool:
    """Return whether only an office, bracket, club or home town separates the two."""
    start = person.name.end
    if mark.span.start - start > _MAX_GAP:
        return False
    gap = text[start : mark.span.start]
    if mark.person_side == "either":
        return not gap.strip(" (")
    return _ORIGIN.fullmatch(_remove_additions(gap)) is not None


def _remove_additions(gap: str) -> str:
    """Return the text after a name without brackets and letters of honour."""
    return _POST_NOMINALS.sub("", _BRACKETS.sub("", gap))


def _find_last_before(at: int, people: list[PersonExtent]) -> int | None:
    place = bisect_right(people, at, key=lambda person: person.name.end) - 1
    return place if place >= 0 else None


def _find_first_after(at: int, people: list[PersonExtent]) -> int | None:
    place = bisect_left(people, at, key=lambda person: person.name.start)
    return place if place < len(people) else None


def _number_list(
    text: str, mark: PositionMark, people: list[PersonExtent], positions: dict[int, tuple[Position, str]]
) -> None:
    group = (
        _list_people_after(text, mark, people)
        if mark.person_side == "after"
        else _list_people_around(text, mark, people)
    )
    for index, person in enumerate(group, start=1):
        positions[person] = (index * mark.list_direction, mark.rule)


def _list_people_after(text: str, mark: PositionMark, people: list[PersonExtent]) -> list[int]:
    first = _find_first_after(mark.span.end, people)
    if first is None or _SENTENCE_END.search(text, mark.span.end, people[first].extent.start):
        return _list_people_around(text, mark, people)
    return _list_people_from(text, people, first, is_loose=True)


def _list_people_around(text: str, mark: PositionMark, people: list[PersonExtent]) -> list[int]:
    """Return the list with the person before the mark; a list of one, its sentence."""
    last = _find_last_before(mark.span.start, people)
    if last is None or _SENTENCE_END.search(text, people[last].name.end, mark.span.start):
        first = _find_first_after(mark.span.end, people)
        return [] if first is None else _list_people_from(text, people, first, is_loose=True)
    first = _find_first(people, last, lambda one, other: _are_in_one_list(text, one, other))
    chain = _list_people_from(text, people, first, is_loose=False)
    if len(chain) > 1:
        return chain
    first = _find_first(people, last, lambda one, other: not _are_in_two_sentences(text, one, other))
    return list(range(first, last + 1))


def _find_first(
    people: list[PersonExtent], last: int, belong: Callable[[PersonExtent, PersonExtent], bool]
) -> int:
    """Return the first of the people up to `last` who belong together."""
    first = last
    while first > max(0, last - _MAX_LIST_LENGTH) and belong(people[first - 1], people[first]):
        first -= 1
    return first


def _are_in_two_sentences(text: str, one: PersonExtent, other: PersonExtent) -> bool:
    return _SENTENCE_END.search(text, one.name.end, other.extent.start) is not None


def _list_people_from(text: str, people: list[PersonExtent], first: int, *, is_loose: bool) -> list[int]:
    chain = [first]
    for person in range(first + 1, min(len(people), first + _MAX_LIST_LENGTH)):
        if not _are_in_one_list(text, people[person - 1], people[person], is_loose=is_loose):
            break
        chain.append(person)
    return chain


def _are_in_one_list(text: str, one: PersonExtent, other: PersonExtent, *, is_loose: bool = False) -> bool:
    start = max(one.name.end, min(one.extent.end, other.extent.start))
    gap = _remove_additions(text[start : other.extent.start])
    if _JOINED.fullmatch(gap) or (gap.rstrip().endswith(",") and _ORIGIN.fullmatch(gap)):
        return True
    if len(gap) > _MAX_GAP or _SENTENCE_END.search(gap):
        return False
    return (is_loose or gap.lstrip().startswith(",")) and bool(_LOOSELY_JOINED.search(gap))
