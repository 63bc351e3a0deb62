"""Texts of a received file that none of its items says. Pure.

The file is walked once more, element by element, and each text is looked for in all that was read: nothing an agency
sends is gone without a word. Texts that only machines need are left out, by a list of their places with reasons.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from articles.parsing.errors import CopyError
from articles.wire.body import local_name
from articles.wire.detect import decode_text
from articles.wire.formats import JSON_FORMATS, XML_FORMATS
from articles.wire.registry import LINE_FORMATS, detect_wire_container
from articles.wire.safe_json import parse_json
from articles.wire.safe_xml import read_xml
from newsroom.text.wordlists import read_toml

MAX_FACTS = 500
_TAG = re.compile(r"<[^<>]*>")
_PART_END = re.compile(rf"{_TAG.pattern}|\n[ \t\r]*\n")
_ATTRIBUTE = re.compile(
    r"\s(?:alt|title|caption|creditline|src)\s*=\s*(?:\"([^\"<>]{1,2000})\"|'([^'<>]{1,2000})')",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(r"[\W\d_]*(?:[^\W\d_]?[\W\d_]*)")
"""A number, a time or a single letter."""
_WORD = re.compile(r"[^\W_]+")
_MAX_ESCAPES = 3
_TECHNICAL = re.compile(
    "|".join(
        pattern
        for places in read_toml("articles/wire/data/technical_places.toml").values()
        for pattern in places["places"]
    )
)


@dataclass(frozen=True, slots=True)
class OtherFact:
    """A text of a file at its place, such as `newsItem/itemMeta/generator`."""

    path: str
    text: str


def list_other_facts(raw: bytes, items: Iterable[Mapping[str, Any]]) -> tuple[OtherFact, ...]:
    """Return the texts of a file that no item says, each once.

    `items` are all of the file, as `articles.wire.to_dict.dump_item` gives them.
    """
    said = squeeze_words(" ".join(text for item in items for _place, text in iterate_values(item)))
    try:
        facts = dict.fromkeys(
            OtherFact(path, part)
            for path, text in iterate_texts(raw)
            if not is_technical(path)
            for part in split_markup(text)
            if squeeze_words(part) not in said
        )
    except CopyError:
        return ()
    return tuple(facts)[:MAX_FACTS]


def iterate_texts(raw: bytes) -> Iterator[tuple[str, str]]:
    """Yield place and text of XML, JSON and messages in lines; nothing of other files."""
    found = detect_wire_container(raw)
    if found in XML_FORMATS:
        yield from _iterate_elements(read_xml(raw.lstrip(b" \t\r\n\x00"))[0])
    elif found in JSON_FORMATS:
        yield from iterate_values(parse_json(raw)[0])
    elif found in LINE_FORMATS:
        yield from (("", line) for line in decode_text(raw).splitlines())


def is_technical(path: str) -> bool:
    return _TECHNICAL.search(path) is not None


def iterate_values(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield path and text of each value of JSON, without the paths of an item."""
    if isinstance(value, dict):
        for key, member in value.items():
            if key != "paths":
                yield from iterate_values(member, f"{path}/{key}")
    elif isinstance(value, list | tuple):
        for member in value:
            yield from iterate_values(member, path)
    elif isinstance(value, str):
        yield path, value


def _iterate_elements(element: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if not (name := local_name(element)):
        return
    path = f"{path}/{name}" if path else name
    for key, value in element.attrib.items():
        yield f"{path}/@{etree.QName(key).localname}", value
    yield path, element.text or ""
    for child in element:
        yield from _iterate_elements(child, path)
        yield path, child.tail or ""


def split_markup(text: str) -> Iterator[str]:
    """Yield the texts between the tags of escaped HTML and between blank lines.

    Those of attributes follow. Numbers and single letters say nothing.
    """
    for _ in range(_MAX_ESCAPES):
        text = html.unescape(text) if "&" in text else text
    said = (one[1] or one[2] for tag in _TAG.findall(text) if "=" in tag for one in _ATTRIBUTE.finditer(tag))
    for part in (*_PART_END.split(text), *said):
        line = " ".join(part.split())
        if line and not _SAYS_NOTHING.fullmatch(line):
            yield line


def squeeze_words(text: str) -> str:
    """Return the letters and digits alone, so that neither tags nor spaces count."""
    return "".join(_WORD.findall(_TAG.sub("", " ".join(split_markup(text))).casefold()))
