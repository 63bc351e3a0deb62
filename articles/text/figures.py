"""Pictures placed in a story's body. Pure.

The form of pictures is `<figure data-photos="12"></figure>`, for a gallery with the ids of its photos in order.
Caption, credit and alternative text are those of the story's placements. In what partners receive, a figure names the
URIs of its pictures instead: `<figure data-pictures="https://…/id/picture/12"></figure>`.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from html import escape, unescape
from itertools import islice

from articles.text.media_figures import write_media_figure, write_media_reference

_FIGURE = re.compile(r'<figure data-photos="([0-9 ]+)"></figure>')
_REFERENCE = re.compile(r'<figure data-pictures="([^"]+)"></figure>')
_REFERENCE_TO_FILES = re.compile(r'<figure data-(pictures|media-items)="([^"]+)"></figure>')
_TAG = re.compile(r'(<(?:"[^"]*"|[^">])*>)')
_TAG_NAME = re.compile(r"</?(\w+)")
_PLACED = re.compile(r'^<figure\b[^>]*? data-(photos|media)="([^"]*)"')
_MAX_REFERENCES = 200
"""Of one text; a longer text is read as if the others were not there."""
_MAX_DIGITS = 18
"""Of an id; a longer one is larger than any of the database."""


def arrange_figures(clean: str) -> str:
    """Return clean, well-formed HTML with each figure in our form.

    A figure in another block moves after it. Each photo and each medium of `articles.text.media_figures` appears once,
    and figures of other content stay as they are.
    """
    written: list[str] = []
    waiting: list[str] = []
    seen: set[tuple[str, int]] = set()
    figures: list[bool] = []
    depth = 0
    for piece in _TAG.split(clean):
        if name := _TAG_NAME.match(piece):
            if name[1] == "figure" and _is_placed(piece, figures):
                waiting += _write_new(_PLACED.match(piece), seen)
                piece = ""  # noqa: PLW2901  # its place is between the blocks
            elif name[1] != "br":
                depth += -1 if piece.startswith("</") else 1
        written.append(piece)
        if depth == 0 and waiting:
            written += waiting
            waiting = []
    return "".join(written + waiting)


def _is_placed(tag: str, figures: list[bool]) -> bool:
    """Return whether the tag is of a figure of photos or of a medium.

    `figures` are those that are open.
    """
    if tag.startswith("</"):
        return bool(figures) and figures.pop()
    figures.append(_PLACED.match(tag) is not None)
    return figures[-1]


def _write_new(found: re.Match[str] | None, seen: set[tuple[str, int]]) -> Iterator[str]:
    """Yield the figures of the photos or media that are not yet seen."""
    if found is None:
        return
    kind, numbers = found[1], found[2].split()
    ids = dict.fromkeys(int(n) for n in numbers if n.isascii() and n.isdecimal() and len(n) <= _MAX_DIGITS)
    new = [number for number in ids if (kind, number) not in seen]
    seen |= {(kind, number) for number in new}
    if kind == "media":
        yield from map(write_media_figure, new)
    elif new:
        yield write_figure(new)


def write_figure(photo_ids: Sequence[int]) -> str:
    return f'<figure data-photos="{" ".join(map(str, photo_ids))}"></figure>'


def list_placed_photos(body: str) -> tuple[int, ...]:
    """Return the ids of the photos in the body, in order."""
    if "<figure" not in body:
        return ()
    return tuple(photo for found in _FIGURE.finditer(body) for photo in map(int, found[1].split()))


def replace_figures(body: str, write: Callable[[tuple[int, ...]], str]) -> str:
    """Return the body with each figure replaced by `write(its photos)`."""
    if "<figure" not in body:
        return body
    return _FIGURE.sub(lambda found: write(tuple(map(int, found[1].split()))), body)


def keep_photos(body: str, photo_ids: Collection[int]) -> str:
    """Return the body with these photos only; a figure without any of them goes."""

    def write(placed: tuple[int, ...]) -> str:
        left = [photo for photo in placed if photo in photo_ids]
        return write_figure(left) if left else ""

    return replace_figures(body, write)


def replace_photos(body: str, replaced: Collection[int], new: int) -> str:
    """Return the body with the new photo in place of the replaced ones, once."""
    seen: set[int] = {new} if new in list_placed_photos(body) else set()

    def write(placed: tuple[int, ...]) -> str:
        photos = []
        for photo in placed:
            if photo not in replaced:
                photos.append(photo)
            elif new not in seen:
                seen.add(new)
                photos.append(new)
        return write_figure(photos) if photos else ""

    return replace_figures(body, write)


def write_references(body: str, uris: Mapping[int, str]) -> str:
    """Return the body with URIs for photo ids, without photos that have none."""

    def write(placed: tuple[int, ...]) -> str:
        known = [uris[photo] for photo in placed if photo in uris]
        return write_reference(known) if known else ""

    return replace_figures(body, write)


def write_reference(uris: Sequence[str]) -> str:
    return f'<figure data-pictures="{escape(" ".join(uris))}"></figure>'


def split_at_references(source: str) -> Iterator[tuple[bool, str]]:
    """Yield (names files, part) for each figure and the HTML between them.

    The files are pictures, or a medium of `articles.text.media_figures`.
    """
    end = 0
    for found in islice(_REFERENCE_TO_FILES.finditer(source), _MAX_REFERENCES):
        yield False, source[end : found.start()]
        uris, end = unescape(found[2]), found.end()
        yield True, write_reference(uris.split()) if found[1] == "pictures" else write_media_reference(uris)
    yield False, source[end:]


def replace_references(body: str, write: Callable[[tuple[str, ...]], str]) -> str:
    """Return the body with each figure replaced by `write(its URIs)`."""
    if "<figure" not in body:
        return body
    return _REFERENCE.sub(lambda found: write(tuple(unescape(found[1]).split())), body)


def list_references(body: str) -> tuple[str, ...]:
    """Return the URIs of the pictures that the figures of the body name, in order."""
    return tuple(uri for found in _REFERENCE.finditer(body) for uri in unescape(found[1]).split())
