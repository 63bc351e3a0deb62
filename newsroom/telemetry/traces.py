"""Spans of answers and jobs, sent to an OpenTelemetry collector by OTLP over HTTP.

A span has kind, status, time and id of an answer or job, and nothing that somebody wrote. Its collector and all else
comes from the standard variables `OTEL_…`.
"""

import time
from collections.abc import Mapping

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, Status, StatusCode, Tracer

from newsroom.telemetry.counters import Role
from newsroom.telemetry.spans import spans

NANOSECONDS = 1_000_000_000
STATUS = "http.response.status_code"


def start_traces(role: Role) -> TracerProvider:
    """Send spans from now on, in batches and from a thread of this process."""
    named = Resource({"service.name": "newsroom", "newsroom.role": role})
    provider = TracerProvider(resource=named.merge(OTELResourceDetector().detect()))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    tracer, kind = provider.get_tracer("newsroom"), SpanKind.SERVER if role == "web" else SpanKind.CONSUMER
    spans.send = lambda name, attributes, seconds: send_span(tracer, kind, name, attributes, seconds)
    return provider


def send_span(
    tracer: Tracer, kind: SpanKind, name: str, attributes: Mapping[str, str | int], seconds: float
) -> None:
    """Send a span that ends now."""
    ended = time.time_ns()
    span = tracer.start_span(
        name, kind=kind, start_time=ended - int(seconds * NANOSECONDS), attributes=dict(attributes)
    )
    if int(attributes.get(STATUS, 0)) >= 500 or attributes.get("newsroom.failed"):
        span.set_status(Status(StatusCode.ERROR))
    span.end(end_time=ended)
