"""The figures of a folder, kept as JSON: a later run of other rows adds to them, a larger archive is compared with them."""

import json
from dataclasses import asdict, fields
from pathlib import Path

from tests.benchmarks.peers.goals import Figures

FILE = "results.json"


def read_results(folder: Path) -> dict[str, Figures]:
    file = folder / FILE
    if not file.exists():
        return {}
    known = {one.name for one in fields(Figures)}  # the file may be of an earlier release
    return {
        name: Figures(**{key: value for key, value in figures.items() if key in known})
        for name, figures in json.loads(file.read_text()).items()
    }


def keep_results(folder: Path, found: dict[str, Figures]) -> None:
    together = {**read_results(folder), **found}
    text = json.dumps({name: asdict(one) for name, one in together.items()}, indent=1, ensure_ascii=False)
    (folder / FILE).write_text(text)


def smaller_results(folder: Path, stories: int) -> tuple[int, dict[str, Figures]]:
    """Of the next smaller archive beside this folder; its number of stories, or 0."""
    numbers = (int(one.name) for one in folder.parent.iterdir() if one.name.isdigit())
    for number in sorted((number for number in numbers if number < stories), reverse=True):
        if found := read_results(folder.parent / str(number)):
            return number, found
    return 0, {}
