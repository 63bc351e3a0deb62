"""How the suite is divided: whole runs on two processes, browser tests last."""

from pathlib import Path

import pytest

WORKERS = 2
"""More would only wait for each other: PostgreSQL, Chromium and the started servers need the cores too."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Use one process for a few named files: a second one costs a database of its own."""
    whole_suite = config.args in (config.getini("testpaths"), [str(config.rootpath)])
    return WORKERS if whole_suite and not config.option.keyword else 0


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put browser tests last: the event loop that Playwright leaves in its thread breaks synchronous jobs."""
    items.sort(key=lambda item: (Path(__file__).parent / "browser") in item.path.parents)
