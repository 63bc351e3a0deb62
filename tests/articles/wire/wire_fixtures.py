"""Files of agencies with the reading that is expected of them, in a JSON file of the same name."""

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from articles.parsing.errors import CopyError
from articles.wire.registry import read_wire
from articles.wire.to_dict import reading_to_dict

DATA = Path(__file__).parent / "data"
BERLIN = ZoneInfo("Europe/Berlin")


def list_fixtures(folder: str) -> list[Path]:
    return sorted(path for path in (DATA / folder).iterdir() if not path.name.endswith(".expected.json"))


def read_fixture(path: Path) -> dict[str, Any]:
    """Return the reading without the places in the file and the HTML, which other tests check."""
    reading = reading_to_dict(read_wire(path.read_bytes(), zone=BERLIN))
    for item in reading["items"]:
        item.pop("paths", None)
        item.pop("body_html", None)
    return reading


def load_expected(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        path.with_name(f"{path.name}.expected.json").read_text(encoding="utf-8")
    )
    return loaded


def is_survived(raw: bytes) -> bool:
    """Return True if a damaged file gives a reading or an error in words."""
    try:
        return reading_to_dict(read_wire(raw, zone=BERLIN))["status"] != ""
    except CopyError as refusal:
        return bool(refusal.message)
