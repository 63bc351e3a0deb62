"""People in a published body: marked by number when published, led to their pages when shown. Pure."""

import html
import re
from collections.abc import Callable, Sequence

TAG = re.compile(r"(<[^>]*>)")
PERSON_MARK = re.compile(r'<a data-person="(\d+)">(.*?)</a>')


def mark_people(body: str, people: Sequence[tuple[str, int]]) -> str:
    """The body with each person's first full naming outside links and headings wrapped in a numbered mark."""
    pieces = TAG.split(body)
    waiting = {html.escape(name, quote=False): number for name, number in people}
    closed_in: str | None = None
    for place, piece in enumerate(pieces):
        if piece.startswith("<"):
            closed_in = _enclosing_tag(piece, closed_in)
        elif closed_in is None and waiting:
            pieces[place] = _mark_in(piece, waiting)
    return "".join(pieces)


def _enclosing_tag(tag: str, closed_in: str | None) -> str | None:
    name = tag.strip("</>").split(" ")[0]
    if closed_in is None:
        return name if name in {"a", "h2", "h3"} and not tag.startswith("</") else None
    return None if tag.startswith("</") and name == closed_in else closed_in


def _mark_in(text: str, waiting: dict[str, int]) -> str:
    found = sorted((text.find(name), name) for name in waiting if name in text)
    out, done = [], 0
    for start, name in found:
        if start < done or _is_inside_word(text, start, start + len(name)):
            continue
        out += [text[done:start], f'<a data-person="{waiting.pop(name)}">{name}</a>']
        done = start + len(name)
    return "".join([*out, text[done:]])


def _is_inside_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isalnum() or after.isalnum()


def resolve_person_marks(body: str, address: Callable[[int], str | None]) -> str:
    """The body with marks turned into links to `address(number)`, or into plain text where that is None."""

    def lead(found: re.Match[str]) -> str:
        href = address(int(found[1]))
        return f'<a class="person" href="{html.escape(href)}">{found[2]}</a>' if href else found[2]

    return PERSON_MARK.sub(lead, body)


def renumber_person_marks(body: str, person: Callable[[int, str], int | None]) -> str:
    """The body with each mark leading to `person(number, name)`; where that is None the name stands unmarked."""

    def lead(found: re.Match[str]) -> str:
        number = person(int(found[1]), html.unescape(found[2]))
        return found[2] if number is None else f'<a data-person="{number}">{found[2]}</a>'

    return PERSON_MARK.sub(lead, body)
