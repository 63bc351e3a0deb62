"""News items as dictionaries of plain values, the output of `read_wire`. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from articles.wire.body import body_html
from articles.wire.item import NewsItem, WireReading, WireWarning

type Translate = Callable[[str], str]


def reading_to_dict(reading: WireReading) -> dict[str, Any]:
    """Return the whole reading; its status tells whether there are warnings."""
    return {
        "status": "accepted_with_warnings" if reading.has_warnings else "accepted",
        "format": reading.format,
        "reason": "",
        "warnings": [warning.message for warning in reading.warnings],
        "items": [item_to_dict(item) for item in reading.items],
    }


def item_to_dict(item: NewsItem) -> dict[str, Any]:
    """Return the filled fields of an item; times in ISO 8601."""
    content = {
        **{name: _plain(value) for name, value in asdict(item).items() if name not in {"body", "warnings"}},
        "body_paragraphs": [block.text for block in item.body if block.tag != "table"],
        "body_html": body_html(item.body),
        "warnings": [warning.message for warning in item.warnings],
    }
    return {name: value for name, value in content.items() if value not in (None, "", [], {}, False)}


def translate_warnings(stored: Iterable[Sequence[Any]], translate: Translate) -> list[str]:
    """Return stored warnings, pairs of msgid and facts, as translated sentences."""
    return [translate(what).format(**facts) for what, facts in stored]


def _plain(value: Any) -> Any:
    """Return a value as JSON has it, without empty parts of objects."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {
            key: plain for key, part in value.items() if (plain := _plain(part)) not in (None, "", [], {})
        }
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


def dump_item(item: NewsItem) -> dict[str, Any]:
    """Return an item as it is stored: with the blocks of its body."""
    content = item_to_dict(item)
    for name in ("body_paragraphs", "body_html", "warnings"):
        content.pop(name, None)
    if item.body:
        content["blocks"] = [[block.tag, block.text, block.html] for block in item.body]
    return content


def dump_warnings(warnings: Iterable[WireWarning]) -> list[list[Any]]:
    """Return warnings as pairs of msgid and facts, which JSON can store."""
    return [[warning.what, {name: str(fact) for name, fact in warning.facts.items()}] for warning in warnings]
