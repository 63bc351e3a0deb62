"""A small demo of five stories and two pictures, and the loading of it."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from articles.demo import loader
from articles.demo.load import LoadResult, load_demo

AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
FEW = ("sternwarte-1", "brand-1", "brand-2", "preis-embargo", "pruefung-1")
PICTURES = ("blaulicht", "sternwarte")


def write_small_demo(here: Path) -> Path:
    """Make the demo's folder with five stories and two pictures."""
    (here / "stories").mkdir(parents=True)
    (here / "pictures").mkdir()
    for key in FEW:
        shutil.copy(loader.DATA / "stories" / f"{key}.txt", here / "stories")
    for name in ("sections", "people", "agencies", "staff", "story_templates"):
        shutil.copy(loader.DATA / f"{name}.json", here)
    shutil.copytree(loader.DATA / "pages", here / "pages")
    for key in PICTURES:
        shutil.copy(loader.DATA / "pictures" / f"{key}.webp", here / "pictures")
    two = [entry for entry in loader.read_entries("pictures") if entry["key"] in PICTURES]
    (here / "pictures.json").write_text(json.dumps(two), "utf-8")
    event, planned, *_others = loader.read_entries("plan")
    (here / "plan.json").write_text(json.dumps([event, planned | {"story": "pruefung-1"}]), "utf-8")
    return here


def fill_desk(at: datetime = AT, **options: bool) -> LoadResult:
    return load_demo(at, report=lambda words: None, **options)
