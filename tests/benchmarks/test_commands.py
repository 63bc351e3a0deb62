"""Every benchmark with a command line says how it is used."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT

COMMANDS = sorted(
    file.stem
    for file in Path(__file__).parent.glob("*.py")
    if not file.stem.startswith("test_") and "ArgumentParser(" in file.read_text()
)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_benchmark_describes_its_options(name: str) -> None:
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", "--help"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout[:6]) == (0, "usage:"), done.stderr
