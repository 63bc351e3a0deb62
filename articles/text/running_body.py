"""The body of a running story: its own text, then its entries. Pure.

Each entry begins with a heading that has its number, `<h2 id="entry-12">`. The sanitizer removes ids from what editors
write, so that a body is divided at these headings.
"""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from articles.text.figures import list_placed_photos, write_figure

HEADING = re.compile(r'<h2 id="entry-(\d+)">.*?</h2>', re.DOTALL)
_BEGINS = re.compile(r'(?=<h2 id="entry-\d+">)')
_SECOND_LEVEL = re.compile(r"<(/?)h2>")


@dataclass(frozen=True, slots=True)
class DividedBody:
    own: str
    """The text before the entries."""
    entries: dict[int, str]
    """The HTML of each entry with its heading, by number, in order."""


def divide_body(body: str) -> DividedBody:
    own, *rest = _BEGINS.split(body)
    return DividedBody(own, {int(HEADING.match(piece)[1]): piece for piece in rest})  # type: ignore[index]


def write_entry(
    number: int, time: str, headline: str, body: str, photos: Sequence[int] = (), notes: Iterable[str] = ()
) -> str:
    """Return an entry as HTML: heading, photos, text and correction notes.

    Photos that the text has stand only there. `time` is a label such as `3. Dezember 2026, 14.05 Uhr`, `body` sanitized
    HTML; the others are plain text.
    """
    title = f"{time}: {headline}" if headline else time
    in_text = list_placed_photos(body)
    figures = "".join(write_figure([photo]) for photo in photos if photo not in in_text)
    text = _SECOND_LEVEL.sub(r"<\1h3>", body)
    corrections = "".join(f"<p><em>{escape(note, quote=False)}</em></p>" for note in notes)
    return f'<h2 id="entry-{number}">{escape(title, quote=False)}</h2>{figures}{text}{corrections}'


def leave_entries_out(body: str, numbers: Container[int]) -> str:
    divided = divide_body(body)
    return divided.own + "".join(piece for number, piece in divided.entries.items() if number not in numbers)


def strip_heading(entry: str) -> str:
    return HEADING.sub("", entry, count=1)
