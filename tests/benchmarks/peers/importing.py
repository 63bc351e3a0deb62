"""The bulk import of an archive into an empty database, with the search index: stories a second."""

import os
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg

from tests.benchmarks.bench_site import import_command, postmaster_of
from tests.benchmarks.load import Measured, Turn, spent, sum_turns
from tests.benchmarks.peers.preparing import create_database, migrate, write_archive
from tests.benchmarks.peers.systems import System, newsroom, wagtail
from tests.benchmarks.peers.turns import Compared

STORIES, TURNS = 10_000, 2
SUFFIX = "_empty"


def measure_import(folder: Path, systems: Sequence[System]) -> Compared:
    file = write_archive(folder / "import", STORIES)
    commands = [import_ours, import_theirs]
    turns: list[list[Turn]] = [[] for _ in systems]
    for _ in range(TURNS):
        for place, system in enumerate(systems):
            turns[place].append(import_once(folder, system, file, commands[place]))
    return Compared("import", *(measure_turns(found) for found in turns))


def import_once(folder: Path, system: System, file: Path, command: Callable[[System, Path], None]) -> Turn:
    empty = system.database + SUFFIX
    if not exists(empty):
        create_database(empty)
    migrate_empty(folder, system, empty)  # it may be of an older version
    target = f"{system.database}_import"
    create_database(target, template=empty)
    postmaster = postmaster_of(folder)
    before, begun = spent([postmaster]) + children_spent(), time.perf_counter()
    command(on_database(folder, system, target), file)
    passed = time.perf_counter() - begun
    return Turn([passed], passed, spent([postmaster]) + children_spent() - before, frozenset())


def on_database(folder: Path, system: System, database: str) -> System:
    return (newsroom if system.name == "newsroom" else wagtail)(folder, database)


def migrate_empty(folder: Path, system: System, database: str) -> None:
    one = on_database(folder, system, database)
    if system.name == "newsroom":
        one.run("manage.py", "migrate", "--verbosity=0")
    else:
        migrate(one)


def import_ours(system: System, file: Path) -> None:
    system.run("manage.py", *import_command(file))


def import_theirs(system: System, file: Path) -> None:
    system.run("manage.py", "load_archive", str(file.parent))


def exists(database: str) -> bool:
    with psycopg.connect(os.environ["DATABASE_URL"]) as link:
        return link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone() is not None


def children_spent() -> float:
    """Seconds of processor time of the ended children of this process."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure_turns(turns: Sequence[Turn]) -> Measured:
    """By story, though a turn is one import."""
    found = sum_turns(turns)
    return Measured(found.rate * STORIES, 0, 0, found.busy / STORIES, frozenset())
