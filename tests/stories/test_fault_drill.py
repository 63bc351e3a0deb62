"""A whole desk with killed processes, a database outage and a full disk loses nothing."""

import shutil
import tempfile
from pathlib import Path
from random import Random

import pytest

from tests.drills.desk.availability import Availability
from tests.drills.desk.environment import Desk
from tests.drills.desk.faults import FaultInjector
from tests.newsroom.processes import PATIENCE, python

pytestmark = pytest.mark.slow

KILLED = [
    "web server killed",
    "web worker killed",
    "job worker killed",
    "watchdog of PostgreSQL killed",
    "PostgreSQL killed",
    "PostgreSQL's process of a connection killed",
    "up killed",
    "everything killed at once",
    "database down for 6 s",
]


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str]:
    """A short drill by the command, as anybody types it."""
    folder: Path = tmp_path_factory.mktemp("nowhere")
    process = python(folder, "-m", "tests.drills.desk", "--saves", 20, "--away", 6, "--full", 6, "--seed", 4)
    said = process.communicate(timeout=6 * PATIENCE)[0]
    return process.returncode, said


def test_nothing_is_lost_repeated_or_half_published(drill: tuple[int, str]) -> None:
    code, said = drill

    found = [line for line in said.splitlines() if line.startswith(("Texts", "Changes", "Half"))]
    assert found == ["Texts lost: 0", "Changes repeated: 0", "Half published: 0"], said
    assert code == 0, said


def test_every_process_was_killed_and_everything_came_back(drill: tuple[int, str]) -> None:
    _code, said = drill

    assert [fault for fault in KILLED if f"- {fault}: back after" not in said] == [], said


def test_the_disk_was_full_or_the_drill_says_why_it_could_not_be(drill: tuple[int, str]) -> None:
    _code, said = drill

    assert ("- disk full for 6 s: back after" in said) != ("not shown here: disk full" in said), said


@pytest.mark.parametrize("times", [1, pytest.param(3, marks=pytest.mark.exhaustive)])
def test_a_desk_started_on_a_full_disk_waits_and_serves_once_there_is_space(times: int) -> None:
    root = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    root.chmod(0o755)
    desk = Desk(root)
    desk.data.mkdir()
    desk.mount_disk()
    try:
        if desk.disk_problem:
            pytest.skip(f"no disk of its own: {desk.disk_problem}")
        desk.start()
        desk.wait_until_ready()
        faults = FaultInjector(desk, Random(1), Availability(desk, "", ""), print, 0, full_seconds=6)
        for _time in range(times):
            faults.start_on_full_disk()
            started = desk.up
            desk.wait_until_ready()
            assert desk.up is started, desk.last_lines()
    finally:
        desk.close()
        shutil.rmtree(root)


def test_a_drill_without_editors_is_refused_in_one_line(tmp_path: Path) -> None:
    process = python(tmp_path, "-m", "tests.drills.desk", "--editors", 0)

    said = process.communicate(timeout=PATIENCE)[0]

    assert (process.returncode, said.count("\n")) == (1, 1), said


def test_a_disk_of_its_own_can_be_filled_and_emptied(tmp_path: Path) -> None:
    desk = Desk(tmp_path, port=1)
    desk.data.mkdir()
    desk.mount_disk()
    if desk.disk_problem:
        pytest.skip(f"no disk of its own: {desk.disk_problem}")
    with desk.fill_disk(), pytest.raises(OSError, match="No space left"):
        (desk.data / "file").write_bytes(bytes(4096))

    (desk.data / "file").write_bytes(bytes(4096))
    desk.close()
    assert list(desk.data.iterdir()) == []
