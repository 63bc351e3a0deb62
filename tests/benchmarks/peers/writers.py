"""A process beside the servers that publishes in one of the systems, as its desk does."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.peers.systems import System

COMMANDS = {
    "newsroom": ["-m", "tests.benchmarks.peers.desk_writer"],
    "wagtail": ["manage.py", "write_stories"],
    "wagtail with page cache": ["manage.py", "write_stories"],
}
TEXT = {
    "headline": "Der Hafenplan {} beschäftigt den Rat",
    "dek": "In Nordhaven geht es um mehr als Geld.",
    "paragraphs": [
        f"In der {number}. Sitzung der Woche sprach {{}} von neuen Zahlen. Die Verwaltung will bis zum Herbst einen "
        "Bericht vorlegen, der auch die Folgen für Nordhaven beschreibt. Der Verband verwies auf eine Studie, nach der "
        "der Hafen langfristig Kosten spart. Gegner halten die Rechnung für zu optimistisch."
        for number in range(2, 7)
    ],
    "caption": "Ein Kran im Hafen von Nordhaven.",
    "credit": "Foto: Jonna Ekvall",
    "added": "Am Abend kamen weitere Einzelheiten hinzu.",
}
NOTE = "In einer früheren Fassung hieß es, der Rat habe zugestimmt. Tatsächlich hat er vertagt."


@dataclass(frozen=True, slots=True)
class Published:
    seconds: float
    busy: float
    """Seconds of processor time, with the backend's."""
    statements: int
    inside: int
    """Statements inside a transaction."""
    backend: int
    """Process of PostgreSQL."""
    story: str
    section: str
    person: str
    """Addresses of pages that the story is on."""


class Writer:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.backends: set[int] = set()

    def write(self, act: str) -> Published:
        """`act` is new, update or correction."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(story_for(act)) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise ConnectionError("the writer has ended")
        found = Published(**json.loads(line))
        self.backends.add(found.backend)
        return found


def story_for(act: str) -> dict[str, Any]:
    return {**TEXT, "act": act, "note": NOTE if act == "correction" else ""}


@contextmanager
def start_writer(system: System) -> Iterator[Writer]:
    with subprocess.Popen(
        [system.python, *COMMANDS[system.name]],
        cwd=system.folder,
        env=system.variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Writer(process)
        assert process.stdin is not None
        process.stdin.close()
