"""A short drill on several hosts by the command, as anybody types it."""

from pathlib import Path

import pytest

from tests.drills.hosts.installation import PROGRAMS
from tests.newsroom.processes import PATIENCE, python

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
EVENTS = ("pooler killed", "web host 1 killed", "worker host killed", "primary lost")


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str]:
    if missing := [name for name, program in PROGRAMS.items() if program is None]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    folder: Path = tmp_path_factory.mktemp("nowhere")
    process = python(folder, "-m", "tests.drills.hosts", "--seed", 3, "--no-upgrade", "--only", *EVENTS)
    output = process.communicate(timeout=3 * PATIENCE)[0]
    return process.returncode, output


def test_no_page_is_stale_and_nothing_is_lost_leaked_or_repeated(drill: tuple[int, str]) -> None:
    code, output = drill

    assert [line for line in output.splitlines() if line.startswith(("Stale", "Lost", "Leaked", "Repeated"))] == [
        "Stale: 0", "Lost: 0", "Leaked: 0", "Repeated: 0",
    ], output  # fmt: skip
    assert code == 0, output


def test_every_event_happened_and_all_were_served_again(drill: tuple[int, str]) -> None:
    _code, output = drill

    assert [event for event in EVENTS if f"- {event}" not in output] == [], output
