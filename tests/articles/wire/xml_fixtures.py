"""Files in the form of each agency, with the fields of their readings."""

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from articles.parsing.errors import CopyError
from articles.wire.registry import read_wire
from articles.wire.to_dict import reading_to_dict

DATA = Path(__file__).parent / "data"
PUBLIC = (
    "headline", "subheadline", "kicker", "teaser", "byline", "dateline", "creditline", "located", "body_html", "photo",
)  # fmt: skip
ZONE = ZoneInfo("Europe/Berlin")


def list_fixtures(folder: str) -> list[Path]:
    return sorted(path for path in (DATA / folder).iterdir() if not path.name.endswith(".expected.json"))


def read_fixture(path: Path) -> dict[str, Any]:
    return reading_to_dict(read_wire(path.read_bytes(), zone=ZONE))


def read_expectation(path: Path) -> dict[str, Any]:
    """Return the wanted fields of each item, and the texts no reader may see."""
    expectation: dict[str, Any] = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    return expectation


def pick_wanted(reading: dict[str, Any], wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the wanted fields of each item; an absent one is None."""
    items: list[dict[str, Any]] = reading["items"]
    return [{name: item.get(name) for name in fields} for item, fields in zip(items, wanted, strict=True)]


def public_text(reading: dict[str, Any]) -> str:
    return json.dumps([[item.get(name) for name in PUBLIC] for item in reading["items"]], ensure_ascii=False)


def read_or_refuse(raw: bytes) -> None:
    """Read a damaged file; a refusal is a CopyError, and every reading can be printed."""
    try:
        json.dumps(reading_to_dict(read_wire(raw, zone=ZONE)))
    except CopyError as refusal:
        assert refusal.message
