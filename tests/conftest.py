"""How the suite is divided: whole runs on two processes, browser tests last."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

BROWSER = Path(__file__).parent / "browser"
WORKERS = 2
"""More would only wait for each other: PostgreSQL, Chromium and the started servers need the cores too."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Use one process for a few named files: a second one costs a database of its own."""
    whole_suite = config.args in (config.getini("testpaths"), [str(config.rootpath)])
    return WORKERS if whole_suite and not config.option.keyword else 0


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark browser tests slow and put them last.

    The event loop that Playwright leaves in its thread would break synchronous jobs in later tests.
    """
    for item in items:
        if BROWSER in item.path.parents:
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: BROWSER in item.path.parents)


@pytest.fixture(autouse=True)
def deactivate_language() -> Iterator[None]:
    """Forget the language of a test's last request, which stays active in the thread."""
    yield
    translation.deactivate()
