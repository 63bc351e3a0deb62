"""Metrics of the wire sources, labelled with source and transport."""

from collections.abc import Callable, Iterator
from datetime import datetime

from articles.models import WireAlarm
from articles.selectors.wire_alarms import open_alarms
from articles.selectors.wire_health import SourceHealth, read_wire_health

type Figure = Callable[[SourceHealth, datetime], float | None]


def _get_age(health: SourceHealth, at: datetime) -> float | None:
    return (at - health.last_sign_at).total_seconds() if health.last_sign_at else None


def _get_delay(health: SourceHealth, _at: datetime) -> float | None:
    return health.items.delay.total_seconds() if health.items.delay is not None else None


FIGURES: tuple[tuple[str, str, str, Figure], ...] = (
    ("seconds_since_item", "gauge", "Time since the last item or heartbeat.", _get_age),
    ("items_total", "counter", "Items received.", lambda health, _at: health.state.items_total),
    ("repeats_total", "counter", "Files received again, or feeds that had not changed.",
     lambda health, _at: health.state.repeats),
    ("quarantined_total", "counter", "Files set aside.", lambda health, _at: health.state.quarantined_total),
    ("delay_seconds", "gauge", "Median time from creation to receipt in the last 60 minutes.", _get_delay),
    ("failures", "gauge", "Failed polls since the last one that succeeded.",
     lambda health, _at: health.state.failures),
)  # fmt: skip


def format_wire_metrics(at: datetime) -> str:
    """Return the figures of all active sources, in the text format of Prometheus.

    No address, key or reason is among them.
    """
    health = [one for one in read_wire_health(at) if one.source.active]
    if not health:
        return ""
    return "".join([*_format_figures(health, at), *_format_alarms(health)])


def _format_figures(health: list[SourceHealth], at: datetime) -> Iterator[str]:
    for name, kind, meaning, figure in FIGURES:
        yield _format_head(name, kind, meaning)
        for one in health:
            if (value := figure(one, at)) is not None:
                yield f"newsroom_wire_{name}{{{_format_labels(one)}}} {value:.10g}\n"


def _format_alarms(health: list[SourceHealth]) -> Iterator[str]:
    present = set(open_alarms().values_list("source", "kind"))
    yield _format_head("alarm", "gauge", "1 while the source has an alarm of this kind.")
    for one in health:
        for kind in WireAlarm.Trouble.values:
            is_open = (one.source.pk, kind) in present
            yield f'newsroom_wire_alarm{{{_format_labels(one)},kind="{kind}"}} {int(is_open)}\n'


def _format_head(name: str, kind: str, meaning: str) -> str:
    return f"# HELP newsroom_wire_{name} {meaning}\n# TYPE newsroom_wire_{name} {kind}\n"


def _format_labels(health: SourceHealth) -> str:
    """Return the labels; a code has only letters, digits and hyphens."""
    return f'source="{health.source.code}",transport="{health.source.transport}"'
