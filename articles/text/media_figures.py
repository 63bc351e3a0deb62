"""Audio and video files of the desk, placed in a story's body. Pure.

The form is `<figure data-media="7"></figure>` between blocks, with the id of the file. Its title, caption, credit and
transcript are those of the file. In what partners receive, a figure names the URI of the file instead:
`<figure data-media-items="https://…/id/media/7"></figure>`.
"""

import re
from collections.abc import Callable, Collection, Mapping
from html import escape, unescape

_FIGURE = re.compile(r'<figure data-media="([0-9]+)"></figure>')
_REFERENCE = re.compile(r'<figure data-media-items="([^"]+)"></figure>')


def write_media_figure(media_id: int) -> str:
    return f'<figure data-media="{media_id}"></figure>'


def list_placed_media(body: str) -> tuple[int, ...]:
    """Return the ids of the files in the body, in order."""
    if "<figure data-media=" not in body:
        return ()
    return tuple(int(found[1]) for found in _FIGURE.finditer(body))


def replace_media(body: str, write: Callable[[int], str]) -> str:
    """Return the body with each figure replaced by `write(the id of its file)`."""
    if "<figure data-media=" not in body:
        return body
    return _FIGURE.sub(lambda found: write(int(found[1])), body)


def keep_media(body: str, media_ids: Collection[int]) -> str:
    """Return the body with these files only."""
    return replace_media(body, lambda number: write_media_figure(number) if number in media_ids else "")


def write_media_references(body: str, uris: Mapping[int, str]) -> str:
    """Return the body with URIs for the ids of files, without files that have none."""
    return replace_media(body, lambda number: write_media_reference(uris[number]) if number in uris else "")


def write_media_reference(uri: str) -> str:
    return f'<figure data-media-items="{escape(uri)}"></figure>'


def replace_media_references(body: str, write: Callable[[str], str]) -> str:
    """Return the body with each figure replaced by `write(its URI)`."""
    if "<figure data-media-items" not in body:
        return body
    return _REFERENCE.sub(lambda found: write(unescape(found[1])), body)
