"""Figures of a host on which only a worker runs."""

import http.client
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.telemetry import counters as counters_module
from newsroom.telemetry.counters import ProcessCounters
from newsroom.telemetry.figures_server import serve_figures
from tests.newsroom.processes import PATIENCE

TOKEN = "vollkommen-ausgedacht-7"


@pytest.fixture
def port(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    settings.DATA_DIR = tmp_path
    own = ProcessCounters()
    own.begin("worker", tmp_path / "counters")
    own.count("jobs", "urgent", 0, 0.01)
    monkeypatch.setattr(counters_module, "counters", own)
    server = serve_figures(("127.0.0.1", 0))
    assert server is not None
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def get(port: int, path: str, **headers: str) -> tuple[int, str]:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    link.request("GET", path, headers=headers)
    answer = link.getresponse()
    return answer.status, answer.read().decode()


def test_a_worker_answers_the_counts_of_its_host(port: int) -> None:
    status, text = get(port, "/metrics")

    assert status == 200
    assert 'newsroom_jobs_total{queue="urgent",outcome="succeeded"} 1\n' in text
    assert 'newsroom_processes{role="worker"} 1\n' in text
    assert 'newsroom_disk_free_bytes{disk="data"} ' in text


def test_it_answers_that_it_is_alive_and_nothing_else(port: int) -> None:
    assert get(port, "/healthz") == (200, "ok\n")
    assert get(port, "/admin/")[0] == 404


@pytest.mark.parametrize(("authorization", "status"), [("", 404), (f"Bearer {TOKEN}", 200)])
def test_other_networks_need_the_token(port: int, settings, authorization: str, status: int) -> None:
    settings.MONITORING = replace(settings.MONITORING, metrics_networks=["10.9.0.0/16"], metrics_token=TOKEN)

    assert get(port, "/metrics", Authorization=authorization)[0] == status


def test_of_two_processes_with_one_address_the_second_goes_on_without(port: int) -> None:
    assert serve_figures(("127.0.0.1", port)) is None
