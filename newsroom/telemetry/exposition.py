"""Text format of Prometheus, version 0.0.4."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Literal

from newsroom.telemetry.count_layout import BUCKETS, list_rows
from newsroom.telemetry.counters import MICROSECONDS, HostCounts
from newsroom.telemetry.disk_space import DiskSpace

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

type Labels = dict[str, str]
type MetricKind = Literal["counter", "gauge"]


@dataclass(frozen=True, slots=True)
class Metric:
    """A name with its meaning and its values by labels."""

    name: str
    """Without the prefix `newsroom_`."""
    kind: MetricKind
    meaning: str
    samples: list[tuple[Labels, float]] = field(default_factory=list)


def format_metric(metric: Metric) -> str:
    """Return the lines of a metric, with its head also if it has no values."""
    lines = [format_head(metric.name, metric.kind, metric.meaning)]
    lines += [
        f"newsroom_{metric.name}{format_labels(labels)} {value:.15g}\n" for labels, value in metric.samples
    ]
    return "".join(lines)


def format_head(name: str, kind: str, meaning: str) -> str:
    return f"# HELP newsroom_{name} {meaning}\n# TYPE newsroom_{name} {kind}\n"


def format_labels(labels: Labels) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{escape_label(value)}"' for name, value in labels.items()) + "}"


def escape_label(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def describe_disks(disks: list[DiskSpace]) -> list[Metric]:
    """Return the figures of disks."""
    named = [({"disk": disk.name}, disk) for disk in disks]
    return [
        Metric(
            "disk_free_bytes", "gauge", "Free space of a disk.", [(name, disk.free) for name, disk in named]
        ),
        Metric("disk_bytes", "gauge", "Size of a disk.", [(name, disk.total) for name, disk in named]),
    ]


def format_host_counts(counts: HostCounts) -> str:
    """Return counters and histograms of all families, and the running processes."""
    running = Metric("processes", "gauge", "Running processes of this host.")
    running.samples.extend(({"role": role}, number) for role, number in counts.running.items())
    return "".join([format_metric(running), *format_totals(counts), *format_histograms(counts)])


def format_totals(counts: HostCounts) -> Iterator[str]:
    """Yield the counters of each family by its two labels."""
    for family, rows in groupby(list_rows(), itemgetter(0)):
        yield format_head(f"{family.name}_total", "counter", f"Number of {family.meaning}.")
        for _, value, row in rows:
            for position, outcome in enumerate(family.outcomes):
                labels = format_labels({family.label: value, family.outcome_label: outcome})
                yield f"newsroom_{family.name}_total{labels} {counts.cells[row.start + position]}\n"


def format_histograms(counts: HostCounts) -> Iterator[str]:
    for family, rows in groupby(list_rows(), itemgetter(0)):
        name = f"{family.name}_seconds"
        yield format_head(name, "histogram", f"Seconds of {family.meaning}.")
        for _, value, row in rows:
            first = row.start + row.outcomes
            in_buckets = counts.cells[first : first + len(BUCKETS) + 1]
            for limit, number in zip([*map(str, BUCKETS), "+Inf"], accumulate(in_buckets), strict=True):
                yield f"newsroom_{name}_bucket{format_labels({family.label: value, 'le': limit})} {number}\n"
            own = format_labels({family.label: value})
            yield f"newsroom_{name}_sum{own} {counts.cells[row.total] / MICROSECONDS:.15g}\n"
            yield f"newsroom_{name}_count{own} {sum(in_buckets)}\n"
