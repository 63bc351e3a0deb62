"""Four editors on one story, the servers killed under them: what they were told is saved is there afterwards."""

from pathlib import Path

import pytest

from tests.newsroom.processes import PATIENCE, manage


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str]:
    """A short drill by the command, as anybody types it."""
    folder: Path = tmp_path_factory.mktemp("nowhere")
    process = manage(folder, "fault_drill", "--seconds", 5, "--seed", 4)
    said = process.communicate(timeout=2 * PATIENCE)[0]
    return process.returncode, said


def test_no_text_that_an_editor_was_told_is_saved_is_lost(drill: tuple[int, str]) -> None:
    code, said = drill

    assert (code, "Texts lost: 0" in said) == (0, True), said


def test_every_kind_of_kill_has_happened_while_editors_wrote(drill: tuple[int, str]) -> None:
    _code, said = drill

    assert [
        kind in said for kind in ("web server killed", "web worker killed", "database killed", "saves")
    ] == [True] * 4


def test_a_drill_without_editors_is_refused_in_one_line(tmp_path: Path) -> None:
    process = manage(tmp_path, "fault_drill", "--editors", 0)

    said = process.communicate(timeout=PATIENCE)[0]

    assert (process.returncode, said.count("\n")) == (1, 1), said
