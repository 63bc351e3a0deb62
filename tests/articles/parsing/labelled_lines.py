"""The labelled lines of `tests/data/reading`: invented names, real spellings of agencies and platforms."""

import json
from typing import Any

from tests.paths import DATA

_FOLDER = DATA / "reading"


def read_labelled(name: str) -> list[dict[str, Any]]:
    lines = (_FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]
