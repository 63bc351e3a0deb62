"""How the suite is divided, and what every test shares: whole runs on two processes, browser tests last."""

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings as properties

from tests.template_database import ensure_template

# A busy machine is slow, not wrong: no test of a property has a deadline.
properties.register_profile("few examples", deadline=None, max_examples=50)
properties.register_profile("many examples", deadline=None, max_examples=1000)
properties.load_profile("few examples")

SKIPS_FAIL = "FAIL_ON_SKIPS" in os.environ
BROWSER = str(Path(__file__).parent / "browser") + os.sep
WORKERS = 2
"""More would only wait for each other: PostgreSQL, Chromium and the started servers need the cores too."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Use one process for a few named files: a second one costs a database of its own."""
    whole_suite = config.args in (config.getini("testpaths"), [str(config.rootpath)])
    return WORKERS if whole_suite and not config.option.keyword else 0


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark browser tests slow and put them last; give benchmarks and exhaustive tests all time.

    The event loop that Playwright leaves in its thread would break synchronous jobs in later tests.
    """
    for item in items:
        if is_browser_test(item):
            item.add_marker(pytest.mark.slow)
        if item.get_closest_marker("benchmark") or item.get_closest_marker("exhaustive"):
            item.add_marker(pytest.mark.timeout(0))
    items.sort(key=is_browser_test)
    gc.collect()
    gc.freeze()  # the collector need not look through the tests and all modules again and again


def is_browser_test(item: pytest.Item) -> bool:
    return str(item.path).startswith(BROWSER)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return refuse_skip((yield))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return refuse_skip((yield))


def refuse_skip[Report: (pytest.TestReport, pytest.CollectReport)](report: Report) -> Report:
    """Let a test or a module fail that would be skipped where everything is installed, as in `.ci/run`."""
    if SKIPS_FAIL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, where nothing may be missing: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def hash_passwords_by_md5() -> Iterator[None]:
    """Hash as Django's documentation advises for tests: Argon2 is slow on purpose."""
    # Imported here, because mutants of pure modules are tested without Django.
    from django.conf import settings
    from django.test import override_settings

    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    with override_settings(PASSWORD_HASHERS=hashers):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, hash_passwords_by_md5: None
) -> None:
    """Copy a migrated database instead of migrating one for every process."""
    from django.db import connection

    if lock := os.environ.get("TEMPLATE_DATABASE_LOCK"):
        connection.settings_dict["TEST"]["TEMPLATE"] = ensure_template(os.environ["DATABASE_URL"], Path(lock))


@pytest.fixture(scope="session", autouse=True)
def empty_only_written_tables() -> Iterator[None]:
    """Empty the tables that a test with `transaction=True` has written to, not every one."""
    if "DJANGO_SETTINGS_MODULE" not in os.environ:
        yield
        return
    from django.test import TransactionTestCase

    from tests.emptied_tables import empty_written_tables

    empty_all = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda case: empty_written_tables(case, empty_all)
    yield
    TransactionTestCase._fixture_teardown = empty_all


@pytest.fixture(scope="session", autouse=True)
def note_only_whole_pages(request: pytest.FixtureRequest) -> Iterator[None]:
    """Give `answer.context` of the page alone: Django copies one for every include and every widget, of which none is read."""
    if "DJANGO_SETTINGS_MODULE" not in os.environ:
        yield
        return
    from django.template import Context, RequestContext, Template

    request.getfixturevalue("django_test_environment")
    render_noted = Template._render

    def render(template: Template, context: Context) -> str:
        is_page = context.template is template and isinstance(context, RequestContext)
        return render_noted(template, context) if is_page else template.nodelist.render(context)

    Template._render = render
    yield
    Template._render = render_noted


@pytest.fixture(autouse=True)
def deactivate_language() -> Iterator[None]:
    """Forget the language of a test's last request, which stays active in the thread."""
    yield
    if "DJANGO_SETTINGS_MODULE" in os.environ:
        from django.utils import translation

        translation.deactivate()


@pytest.fixture(autouse=True)
def forget_desk_searches() -> Iterator[None]:
    """Let no test get what another one searched for at the desk seconds ago."""
    yield
    if "DJANGO_SETTINGS_MODULE" in os.environ:
        from articles.search.desk import RECENT

        RECENT.clear()


@pytest.fixture(autouse=True)
def forget_recent_figures() -> Iterator[None]:
    """Let no test get the figures of another one that are less than a second old."""
    yield
    if "DJANGO_SETTINGS_MODULE" in os.environ:
        from articles.health.metrics import recent_metrics
        from articles.health.readiness import recent_readiness

        recent_metrics.forget()
        recent_readiness.forget()


@pytest.fixture(autouse=True)
def remember_duty_groups(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no test, however slow, ask a second time which groups need a second factor.

    The desk remembers them for seconds, and many tests count statements.
    """
    if "DJANGO_SETTINGS_MODULE" not in os.environ:
        yield
        return
    from django.core.cache import cache

    from articles.accounts import otp

    monkeypatch.setattr(otp, "DUTY_GROUPS_TIMEOUT", 3_600)
    yield
    if cache.get(otp.DUTY_GROUPS_KEY):  # groups of this test, which the next one must not find
        cache.delete(otp.DUTY_GROUPS_KEY)
