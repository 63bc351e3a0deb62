"""The drill of the running story, in short."""

import pytest

from tests.drills.running.__main__ import main

pytestmark = pytest.mark.slow


def test_a_short_running_story_loses_repeats_and_leaks_nothing() -> None:
    assert main(["--seconds", "20", "--entries", "20"]) == 0
