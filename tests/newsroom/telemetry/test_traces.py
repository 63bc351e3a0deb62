"""Spans that a collector receives."""

from pathlib import Path
from typing import Any

import pytest

from newsroom.telemetry import answer_counts
from newsroom.telemetry.answer_counts import CountedAnswers
from newsroom.telemetry.counters import ProcessCounters
from newsroom.telemetry.spans import spans
from tests.newsroom.telemetry.receiver import receive_posts

pytest.importorskip("opentelemetry.exporter.otlp.proto.http", reason="the extra otel is not installed")


@pytest.fixture(autouse=True)
def _own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = ProcessCounters()
    own.begin("web", tmp_path)
    monkeypatch.setattr(answer_counts, "counters", own)
    monkeypatch.setattr(spans, "send", None)


def answer(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    environ["newsroom.request_id"] = "abcd-1234"
    start_response("503 Service Unavailable", [])
    return []


def test_a_collector_receives_kind_status_and_id_of_an_answer_and_no_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    from newsroom.telemetry.traces import start_traces

    with receive_posts() as server:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{server.port}")
        monkeypatch.setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=test")
        provider = start_traces("web")
        request = {"PATH_INFO": "/preview/geheim/", "QUERY_STRING": "q=Kran", "REQUEST_METHOD": "GET"}
        CountedAnswers(answer, begin=lambda: None, host="")(request, lambda *_head: None)
        provider.shutdown()

    sent = ExportTraceServiceRequest.FromString(server.bodies[0])
    resource = {one.key: one.value.string_value for one in sent.resource_spans[0].resource.attributes}
    span = sent.resource_spans[0].scope_spans[0].spans[0]
    attributes = {one.key: one.value.string_value or one.value.int_value for one in span.attributes}
    assert server.paths == ["/v1/traces"]
    assert (resource["service.name"], resource["newsroom.role"]) == ("newsroom", "web")
    assert resource["deployment.environment"] == "test"
    assert (span.name, span.status.code) == ("page_warm", 2)
    assert attributes == {
        "http.request.method": "GET", "http.response.status_code": 503, "newsroom.request_id": "abcd-1234",
    }  # fmt: skip
    assert b"geheim" not in server.bodies[0]
