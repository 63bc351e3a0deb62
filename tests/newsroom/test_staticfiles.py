from pathlib import Path
from typing import Any

import pytest

from newsroom import staticfiles


@pytest.fixture
def collected(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The calls of collectstatic, for a site of one style sheet."""
    calls: list[str] = []
    (tmp_path / "static").mkdir()
    (tmp_path / "site.css").write_text("body{}")
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr(staticfiles, "source_files", lambda: [tmp_path / "site.css"])
    monkeypatch.setattr(staticfiles, "call_command", lambda name, **_: calls.append(name))
    return calls


def test_files_are_collected_once_and_then_left_alone(collected: list[str]) -> None:
    answers = [staticfiles.collect_if_changed(), staticfiles.collect_if_changed()]

    assert (answers, collected) == ([True, False], ["collectstatic"])


def test_a_changed_file_is_collected_again(collected: list[str], tmp_path: Path) -> None:
    staticfiles.collect_if_changed()
    (tmp_path / "site.css").write_text("body{margin:0}")

    assert staticfiles.collect_if_changed()
