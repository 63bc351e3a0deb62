"""Script of a shift: what the demo's agencies send, in order. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.demo.loader import read_story

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class ScriptEntry:
    """An item to send, with placeholders: the lines of its header and its paragraphs."""

    key: str
    header: Mapping[str, str]
    paragraphs: tuple[str, ...]

    @property
    def source(self) -> str:
        return self.header["source"]

    @property
    def repeats(self) -> str:
        """Key of the entry whose file is sent again; empty for a file of its own."""
        return self.header.get("repeat", "")

    @property
    def pause(self) -> float | None:
        """Seconds before the item; None for those of the shift's pace."""
        return float(self.header["pause"]) if "pause" in self.header else None


def read_script() -> tuple[ScriptEntry, ...]:
    """Return the entries of a shift in the order of their file names."""
    entries: dict[str, ScriptEntry] = {}
    for path in sorted((DATA / "shift").glob("*.txt")):
        story = read_story(path.stem, path.read_text("utf-8"))
        text = story.raw.strip() or _get_text_of(entries.get(story.header.get("like", "")))
        paragraphs = tuple(part.strip() for part in text.split("\n\n") if part.strip())
        entries[path.stem] = ScriptEntry(path.stem, story.header, paragraphs)
    return tuple(entries.values())


def _get_text_of(entry: ScriptEntry | None) -> str:
    return "\n\n".join(entry.paragraphs) if entry is not None else ""


def read_names() -> list[dict[str, list[str]]]:
    """Return groups of placeholders; those of one group are chosen together."""
    groups: list[dict[str, list[str]]] = json.loads((DATA / "names.json").read_text("utf-8"))
    return groups


def read_setup() -> dict[str, Any]:
    """Return the agencies, sources and rules of the demo's wire."""
    setup: dict[str, Any] = json.loads((DATA / "setup.json").read_text("utf-8"))
    return setup
