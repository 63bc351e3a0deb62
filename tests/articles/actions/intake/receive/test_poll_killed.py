"""A process that is really killed between two steps of a poll: nothing is lost, nothing is doubled."""

import os
import signal
from collections.abc import Iterator

import pytest

from articles.actions.intake.receive.poll_source import poll_due_sources
from articles.models import WireFile, WireSource, WireSourceState
from tests.articles.actions.intake.receive.agency_servers import WireqServer, make_dpa_entry
from tests.factories import NOON
from tests.newsroom.processes import PATIENCE, build_database_url, in_new_process

PROGRAM = """
import django
django.setup()
from articles.actions.intake.receive.poll_source import poll_due_sources
from tests.factories import NOON
poll_due_sources(NOON)
"""


@pytest.fixture
def server(settings) -> Iterator[WireqServer]:
    settings.WIRES_FROM_LOOPBACK = True
    started = WireqServer(*(make_dpa_entry(number) for number in range(1, 6)))
    yield started
    started.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("deleted", [0, 2])
def test_a_killed_poll_is_repeated_at_once_by_the_next_process(server: WireqServer, deleted: int) -> None:
    source = WireSource.objects.create(
        code="test-wireq", name="wireQ", transport="poll", protocol="wireq", url=f"{server.url}/abc", created_at=NOON
    )  # fmt: skip
    poller = in_new_process(
        PROGRAM, DATABASE_URL=build_database_url(), DJANGO_SETTINGS_MODULE="newsroom.settings", WIRES_FROM_LOOPBACK="true"
    )  # fmt: skip

    def kill(method: str, _path: str) -> None:
        if method == "DELETE" and len(server.waiting_entries) == 5 - deleted:
            os.kill(poller.pid, signal.SIGKILL)
            poller.wait(PATIENCE)
            raise ConnectionAbortedError

    server.before = kill
    assert poller.wait(PATIENCE) == -signal.SIGKILL
    server.before = lambda _method, _path: None
    assert (WireFile.objects.count(), len(server.waiting_entries)) == (5, 5 - deleted)

    server.now += 300
    WireSourceState.objects.update(next_poll_at=NOON)

    assert poll_due_sources(NOON) == 0
    assert (WireFile.objects.count(), server.waiting_entries) == (5, [])
    assert WireSourceState.objects.get(source=source).repeats == 5 - deleted
