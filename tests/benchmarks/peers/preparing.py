"""Both systems with the same stories in one folder; what is there is used again."""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psycopg

from tests.benchmarks import bench_site, invented_archive
from tests.benchmarks.bench_feed import UNLIMITED
from tests.benchmarks.peers.goals import Figures
from tests.benchmarks.peers.results import keep_results, read_results
from tests.benchmarks.peers.systems import System, newsroom, other_database, wagtail
from tests.paths import ROOT

MOST_OF_WAGTAIL = 100_000
"""Stories; of more, Wagtail's import alone would take an hour."""
PACKAGES = ["wagtail>=8,<9", "django==6.1.3", "psycopg[binary,pool]==3.3.9", "granian==2.8.7", "diskcache"]
"""Django, driver and server are ours."""
PERSONS, STORIES_EACH = 2_000, 50
LOADED = "import, whole archive"


def prepare(folder: Path, stories: int) -> list[System]:
    """Ours, and Wagtail up to the number it can be asked for; how fast they were loaded is kept."""
    # The meter would answer 429 within the first second.
    os.environ["FEED_PER_MINUTE"] = os.environ["FEED_PER_DAY"] = UNLIMITED
    folder.mkdir(parents=True, exist_ok=True)
    seconds = bench_site.prepare(folder, stories, persons_of(stories))
    if seconds:
        keep_results(folder, {LOADED: Figures(rate=stories / seconds)})
    systems = [newsroom(folder)]
    if stories <= MOST_OF_WAGTAIL:
        systems.append(wagtail(folder))
        prepare_wagtail(folder, systems[1], stories)
    for system in systems:
        vacuum(system.database)
    return systems


def prepare_wagtail(folder: Path, theirs: System, stories: int) -> None:
    complete = folder / "wagtail" / "complete"
    if complete.exists():
        return
    install(theirs)
    create_database(theirs.database)
    migrate(theirs)
    begun = time.perf_counter()
    theirs.run("manage.py", "load_archive", str(folder / "archive"))
    rate = stories / (time.perf_counter() - begun)
    ours = read_results(folder).get(LOADED)
    if ours:
        keep_results(folder, {LOADED: replace(ours, ratio=ours.rate / rate)})
    print(f"wagtail: {stories} stories imported at {rate:.0f}/s")
    complete.touch()


def persons_of(stories: int) -> int:
    """So many people that each is named as often in a larger archive, from a hundred thousand stories on."""
    return max(PERSONS, stories // STORIES_EACH)


def install(theirs: System) -> None:
    own = Path(theirs.environment["WAGTAIL_FOLDER"])
    own.mkdir(exist_ok=True)
    if not Path(theirs.python).exists():
        uv("venv", "--quiet", "--python", sys.executable, str(own / "venv"))
        uv("pip", "install", "--quiet", "--python", theirs.python, *PACKAGES)
    migrations = own / "news_migrations"
    migrations.mkdir(exist_ok=True)
    (migrations / "__init__.py").touch()


def as_installed(ours: System, folder: Path) -> System:
    """Ours without the packages of developers, some of which a server would load; Wagtail's has none of them."""
    place = folder / "packages"
    uv("sync", "--quiet", "--no-dev", "--compile-bytecode", UV_PROJECT_ENVIRONMENT=str(place))
    return replace(ours, python=str(place / "bin" / "python"))


def uv(*arguments: str, **variables: str) -> None:
    program = shutil.which("uv")
    if program is None:
        sys.exit("The packages are installed by uv, which is not here.")
    subprocess.run([program, *arguments], cwd=ROOT, env={**os.environ, **variables}, check=True)


def migrate(theirs: System) -> None:
    theirs.run("manage.py", "makemigrations", "news", "--verbosity=0")
    theirs.run("manage.py", "migrate", "--verbosity=0")


def create_database(name: str, template: str = "template0") -> None:
    """An empty one, or a copy; one of this name is replaced."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as link:
        link.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        link.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" ENCODING \'UTF8\'')


def vacuum(database: str) -> None:
    """The planner knows the sizes, and no row waits for the vacuum of a turn."""
    with psycopg.connect(other_database(os.environ["DATABASE_URL"], database), autocommit=True) as link:
        link.execute("VACUUM ANALYZE")


def write_archive(folder: Path, stories: int) -> Path:
    """Stories for a row of the import."""
    file = folder / "stories.jsonl"
    return file if file.exists() else invented_archive.write(folder, stories, seed=2)
