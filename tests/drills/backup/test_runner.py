"""The drill itself in small."""

import pytest

from tests.drills.backup.__main__ import format_report
from tests.drills.backup.runner import BackupPlan, run_drill

pytestmark = pytest.mark.slow


def test_a_small_desk_comes_back_equal_from_a_backup_made_while_it_published() -> None:
    report = run_drill(BackupPlan(stories=60, photos=12), report_line=lambda _: None)

    assert list(format_report(report))[-1] == "All equal."
    assert report.files >= 12
    assert report.resets == 1
