"""The folders that tests read from."""

from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
DATA = TESTS / "data"
NPM = ROOT / "var" / "ci" / "npm"
"""Where `.ci/run` installs programs of npm."""
