"""Marks of people in a published body, replaced by links on display. Pure."""

import html
import re
from collections.abc import Callable, Sequence

TAG = re.compile(r"(<[^>]*>)")
PERSON_MARK = re.compile(r'<a data-person="(\d+)">(.*?)</a>')


def mark_people(body: str, people: Sequence[tuple[str, int]]) -> str:
    """Return the body with a mark around the first full name of each person.

    Links and headings are left alone. `people` are pairs of name and person id.
    """
    pieces = TAG.split(body)
    waiting = {html.escape(name, quote=False): person_id for name, person_id in people}
    enclosing: str | None = None
    for index, piece in enumerate(pieces):
        if piece.startswith("<"):
            enclosing = _enclosing_tag(piece, enclosing)
        elif enclosing is None and waiting:
            pieces[index] = _mark_in(piece, waiting)
    return "".join(pieces)


def _enclosing_tag(tag: str, enclosing: str | None) -> str | None:
    name = tag.strip("</>").split(" ")[0]
    if enclosing is None:
        return name if name in {"a", "h2", "h3"} and not tag.startswith("</") else None
    return None if tag.startswith("</") and name == enclosing else enclosing


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


def resolve_person_marks(body: str, url_of: Callable[[int], str | None]) -> str:
    """Replace each mark by a link to `url_of(person_id)`, if None by the name."""

    def link(found: re.Match[str]) -> str:
        href = url_of(int(found[1]))
        return f'<a class="person" href="{html.escape(href)}">{found[2]}</a>' if href else found[2]

    return PERSON_MARK.sub(link, body)


def renumber_person_marks(body: str, new_id: Callable[[int, str], int | None]) -> str:
    """Return the body with each mark's id replaced by `new_id(person_id, name)`.

    Where that is None the mark is removed and the name stays.
    """

    def renumber(found: re.Match[str]) -> str:
        person_id = new_id(int(found[1]), html.unescape(found[2]))
        return found[2] if person_id is None else f'<a data-person="{person_id}">{found[2]}</a>'

    return PERSON_MARK.sub(renumber, body)
