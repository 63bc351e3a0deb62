"""Position marks in captions: `(l.)`, `(FDP, M)`, `, left,`, `V. l. n. r.:`.

Marks are found first and blanked, so that people are searched for in plain sentences; `assign_positions` assigns the
marks afterwards. Linear in the length of the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from newsroom.text.spans import Span
from newsroom.text.wordlists import read_toml

type Position = int | Literal["l", "r", "m"]


@dataclass(frozen=True, slots=True)
class PositionMark:
    """A position mark.

    `list_direction` is 1 or -1 for a mark that numbers a list, 0 for the mark of one person. `person_side` is the side
    of the mark where the person is named; a free word has either.
    """

    span: Span
    rule: str
    position: Position | None = None
    list_direction: int = 0
    person_side: Literal["before", "after", "either"] = "before"


_WORDS = read_toml("articles/parsing/captions/data/position_words.toml")
_FILLERS = frozenset(_WORDS["fillers"])
_SIDES: dict[str, Literal["l", "r", "m"]] = _WORDS["sides"]
_ORDINALS: dict[str, int] = _WORDS["ordinals"]
_L = r"(?:links|left|lks|li|l)"
_R = r"(?:rechts|right|re|r)"
_FROM = r"(?:v\.?|von|from(?:\sthe)?)"
_ROW = "|".join(re.escape(row).replace(r"\ ", r"\s") for row in sorted(_WORDS["rows"], key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<!\w)(?:(?P<digit>\d{{1,2}})\s?(?P<nth>\.|st|nd|rd|th)?|(?P<word>{'|'.join(_ORDINALS)})(?!\w))[\s-]?"
    rf"(?:{_FROM}\s?(?:(?P<l>{_L})|(?P<r>{_R}))|(?:(?P<bl>left|L)|(?P<br>right|R)))(?!\w)\.?",
    re.IGNORECASE,
)
_LEFT_LIST = rf"{_FROM}\s?{_L}(?!\w)\.?(?:\s?(?:n\.?|nach|to)\s?(?:the\s)?{_R}(?!\w)\.?)?"
_RIGHT_LIST = rf"{_FROM}\s?{_R}(?!\w)\.?(?:\s?(?:n\.?|nach|to)\s?(?:the\s)?{_L}(?!\w)\.?)?"
_LEFT_SHORT = rf"vlnr|v\.?l\.?n\.?r(?!\w)\.?|{_L}\.?\s?(?:[-–]|to|nach|bis)\s?{_R}(?!\w)\.?"
_RIGHT_SHORT = rf"vrnl|v\.?r\.?n\.?l(?!\w)\.?|{_R}\.?\s?(?:[-–]|to|nach|bis)\s?{_L}(?!\w)\.?"
_LIST = re.compile(
    rf"(?<![\w.-])(?:(?:{_ROW})\s?[,:]?\s)?(?:(?P<left>{_LEFT_SHORT}|{_LEFT_LIST})|(?P<right>{_RIGHT_SHORT}|{_RIGHT_LIST}))",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"(?<!\w)v\.?\s?(?:l|r)", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\(([^()\n]{1,160})\)")
_PARTY_IN_BRACKETS = re.compile(r"\((?:SP|SVP|FDP|GLP|EVP|EDU|CVP|BDP|Grüne|GPS|GP)\b")
_SIDE_IN_BRACKETS = re.compile(r"(?:\(|,\s?)(?:links|rechts|[lr]\.?|li\.|re\.)\s?\)")
"""Without a side next to Swiss parties, `(Mitte)` is a party, too."""
_PARTY_OF_CANTON = re.compile(r"(?:Die )?Mitte\s?[/,]\s?[A-Z]{2}")
"""In `(Mitte/ZG)` the middle is a Swiss party."""
_ITEM = re.compile(r"[^,;/]+")
_BETWEEN_COMMAS = re.compile(
    r",\s(?P<mark>(?:(?:at|on|the|far|second|third|front|back|top|bottom|ganz|vorne?|hinten|in|der)\s){0,3}"
    r"(?:links|rechts|left|right|center|centre|Mitte|middle|(?:l|r|li|re|M)\.(?=,)))"
    r"(?=\s?(?:[,.;()]|$|\n|and\b|und\b|with\b|mit\b))"
)
_FREE_GERMAN = re.compile(
    r"(?<![\w-])(?<!von\s)(?<!nach\s)(?:(?:ganz|[Vv]orne?|[Hh]inten|[Oo]ben|[Uu]nten)\s)?"
    r"(?P<side>[Ll]inks|[Rr]echts|[Ii]n der Mitte)"
    r"(?:\s(?:im|auf dem)\s(?:Bild|Foto)|\s(?:daneben|außen))?(?![\w-])(?!\s(?:der|des|von|vom|und\srechts)\b)"
)
_FREE_ENGLISH = re.compile(
    r"(?<![\w-])(?:[Aa]t (?:the )?(?:far )?|[Oo]n the (?:far )?|[Tt]o the |[Ii]n the )"
    r"(?P<side>left|right|center|centre|middle)(?=,? (?:is )?[A-Z])"
)
"""`At left, Jane Doe speaks`."""
_COLON = re.compile(r"\s?:")
_BEFORE_NAME = re.compile(r"\)\s[A-ZÄÖÜ]")
_AFTER_LIST = re.compile(r",\s[^,.:]{3,60}\s(?:und|and)\s(?:[A-ZÄÖÜ][\w-]+\s){2,4}$")
_STANDING = re.compile(
    r"(?:by|with|mit|stehen|sitzen|stehend|sitzend|posieren|sehen|standing|stand|seated|sit|pose|are)\s$"
)
_AT_HEAD = re.compile(r"(?:^|[.!?:;\n(„\"]|\s[-–])\s*$")


def find_marks(text: str) -> tuple[PositionMark, ...]:
    """Return all marks in order, none within another."""
    found: list[PositionMark] = []
    taken = bytearray(len(text))
    for marks in (
        _find_lists(text),
        _find_numbers(text),
        _find_in_parentheses(text),
        _find_between_commas(text),
        _find_free_words(text),
    ):
        for mark in marks:
            if mark.span and not any(taken[mark.span.start : mark.span.end]):
                found.append(mark)
                taken[mark.span.start : mark.span.end] = b"\1" * (mark.span.end - mark.span.start)
    return tuple(sorted(found, key=lambda mark: mark.span))


def blank_spans(text: str, spans: Iterable[Span]) -> str:
    """Return the text with the spans blank; every other character keeps its place."""
    out = list(text)
    for span in spans:
        out[span.start : span.end] = " " * (span.end - span.start)
    return "".join(out)


def blank_marks(text: str, marks: Iterable[PositionMark]) -> str:
    """Return the text with the marks blank.

    The brackets of a mark after its person stay: they separate the name from the text that follows.
    """
    return blank_spans(
        text,
        [mark.span if mark.person_side == "after" else _strip_brackets(text, mark.span) for mark in marks],
    )


def _strip_brackets(text: str, span: Span) -> Span:
    bracketed = text[span.start] == "(" and text[span.end - 1] == ")"
    return Span(span.start + 1, span.end - 1) if bracketed else span


def _find_lists(text: str) -> Iterator[PositionMark]:
    for match in _LIST.finditer(text):
        lead, tail = text[max(0, match.start() - 80) : match.start()], text[match.end() : match.end() + 4]
        if _is_list_mark(match.group(), lead, tail):
            counts = 1 if match["left"] else -1
            yield PositionMark(
                _include_brackets(text, match),
                "position.list",
                list_direction=counts,
                person_side=_find_person_side(lead, tail),
            )


def _find_person_side(lead: str, tail: str) -> Literal["before", "after"]:
    """Return the side of the list: after `V. l.: …`, before `die Chefs (v. l.)`."""
    if tail.lstrip().startswith(":"):
        return "after"
    if lead.endswith("("):
        return "after" if _BEFORE_NAME.match(tail) or not lead.strip(" (") else "before"
    if lead.rfind("(") > lead.rfind(")") and tail.lstrip().startswith((")", ",", ";")):
        return "before"
    is_at_head = _AT_HEAD.search(lead) or lead.endswith((", ", " und ", " and ", " by ", " with ", " mit "))
    return "after" if is_at_head else "before"


def _is_list_mark(group: str, lead: str, tail: str) -> bool:
    """Return whether `von links` numbers a list: at the head of a list or in brackets.

    In running text it is a direction (`flankt von links`).
    """
    if _NUMBER.search(lead[-12:] + group):
        return False
    bracketed = lead.rfind("(") > lead.rfind(")")
    is_list_place = _STANDING.search(lead) or _AT_HEAD.search(lead) or _AFTER_LIST.search(lead)
    if bracketed or is_list_place or tail.lstrip().startswith(":") or lead.endswith(", "):
        return True
    return bool(_ABBREVIATED.search(group)) or ("n" in group[-5:].lower() and "." in group)


def _include_brackets(text: str, match: re.Match[str]) -> Span:
    """Return the span with brackets around the mark only, and with a colon after it."""
    start, end = match.span()
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        start, end = start - 1, end + 1
    colon = _COLON.match(text, end)
    return Span(start, colon.end() if colon else end)


def _find_numbers(text: str) -> Iterator[PositionMark]:
    for match in _NUMBER.finditer(text):
        number = int(match["digit"]) if match["digit"] else _ORDINALS[match["word"].lower()]
        right = bool(match["r"] or match["br"])
        is_alone = (
            text[match.start() - 1 : match.start()] == "(" and text[match.end() : match.end() + 1] == ")"
        )
        is_measure = match["digit"] and not match["nth"] and (match["bl"] or match["br"]) and not is_alone
        if 0 < number < 40 and not is_measure:
            side_of_person: Literal["before", "after"] = (
                "after" if _COLON.match(text, match.end()) else "before"
            )
            yield PositionMark(
                _include_brackets(text, match),
                "position.number",
                -number if right else number,
                person_side=side_of_person,
            )


def _find_in_parentheses(text: str) -> Iterator[PositionMark]:
    has_parties = _PARTY_IN_BRACKETS.search(text) is not None and _SIDE_IN_BRACKETS.search(text) is None
    for bracket in _PARENTHESIS.finditer(text):
        if has_parties and bracket.group(1) == "Mitte":
            continue
        if _PARTY_OF_CANTON.fullmatch(bracket.group(1)):
            continue
        items = list(_ITEM.finditer(text, *bracket.span(1)))
        for item in items:
            side = _get_side(item.group())
            if side and len(items) == 1:
                yield PositionMark(Span(*bracket.span()), "position.brackets", side)
            elif side:
                yield PositionMark(_include_comma(item, first=item is items[0]), "position.brackets", side)


def _include_comma(item: re.Match[str], *, first: bool) -> Span:
    """Return the span of one item in brackets with the sign next to it."""
    return Span(item.start(), item.end() + 1) if first else Span(item.start() - 1, item.end())


def _get_side(item: str) -> Position | None:
    """Return the side that an item names, None if it names anything else."""
    words = [word.strip(".: ").lower() for word in item.split()]
    sides = [_SIDES[word] for word in words if word in _SIDES]
    rest = [word for word in words if word not in _SIDES and word not in _FILLERS]
    if not sides or rest:
        return None
    return "l" if "l" in sides else "r" if "r" in sides else "m"


def _find_between_commas(text: str) -> Iterator[PositionMark]:
    for match in _BETWEEN_COMMAS.finditer(text):
        side = _get_side(match["mark"])
        if side:
            yield PositionMark(Span(*match.span()), "position.commas", side)


def _find_free_words(text: str) -> Iterator[PositionMark]:
    for pattern in (_FREE_GERMAN, _FREE_ENGLISH):
        for match in pattern.finditer(text):
            side = _get_side(match["side"])
            yield PositionMark(Span(*match.span()), "position.word", side, person_side="either")
