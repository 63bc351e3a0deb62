"""The board for Grafana and the rules for Prometheus ask for figures that exist."""

import json
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
import yaml
from django.test import Client

from articles.health.readiness import BY_DATABASE, ESSENTIAL
from articles.models import FeedRequest
from newsroom.telemetry.count_layout import FAMILIES
from tests.articles.admin.test_wire_health import make_source
from tests.factories import NOON, make_partner
from tests.paths import ROOT

FOLDER = ROOT / "newsroom" / "telemetry"
BOARD = json.loads((FOLDER / "grafana.json").read_text())
RULES = yaml.safe_load((FOLDER / "alerts.yaml").read_text())["groups"][0]["rules"]
EXPRESSIONS = [target["expr"] for panel in BOARD["panels"] for target in panel["targets"]] + [
    rule["expr"] for rule in RULES
]
FUNCTIONS = {"sum", "max", "min", "by", "rate", "increase", "histogram_quantile", "absent", "or"}


@pytest.fixture
def figures(client: Client, db: None) -> str:
    make_source("xyz-text", silence_minutes=30)
    partner = make_partner()
    FeedRequest.objects.create(
        at=NOON, partner=partner, method="GET", endpoint="changes", path="/", status=200, reached=0
    )
    return client.get("/metrics").content.decode()


def names_of(text: str) -> Iterator[str]:
    """Yield the names that a monitor can ask for: histograms have three each."""
    for name, kind in re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE):
        yield from [f"{name}_{end}" for end in ("bucket", "sum", "count")] if kind == "histogram" else [name]


def test_each_expression_asks_for_figures_that_exist(figures: str) -> None:
    asked = {expression: set(re.findall(r"\bnewsroom_\w+", expression)) for expression in EXPRESSIONS}
    known = set(names_of(figures))

    assert {expression: names for expression, names in asked.items() if not names or names - known} == {}
    assert [
        text
        for text in EXPRESSIONS
        for one, other in ("()", "{}", "[]")
        if text.count(one) != text.count(other)
    ] == []


def test_each_expression_names_labels_and_values_that_exist(figures: str) -> None:
    labels = set(re.findall(r'(\w+)="', figures)) | {"instance", "job", "le"}
    known = {*(value for family in FAMILIES for value in (*family.values, *family.outcomes))}
    known |= {*ESSENTIAL, *BY_DATABASE, "newsroom", "$instance"}
    expressions = "\n".join(EXPRESSIONS)

    grouped = {name for listed in re.findall(r"by \(([^)]+)\)", expressions) for name in listed.split(", ")}
    chosen = re.findall(r'(\w+)=~?"([^"]+)"', expressions)

    assert (grouped | {label for label, _values in chosen}) - labels == set()
    assert {value for _label, values in chosen for value in values.split("|")} - known == set()


def test_every_figure_of_the_desk_is_on_the_board(figures: str) -> None:
    asked = set(re.findall(r"\bnewsroom_\w+", " ".join(EXPRESSIONS)))
    shown = {re.sub(r"_(bucket|sum|count)$", "", name) for name in asked} | asked

    missing = set(re.findall(r"^# TYPE (\S+)", figures, re.MULTILINE)) - shown

    assert missing <= {"newsroom_transports_seconds", "newsroom_wire_repeats_total"}


def test_the_name_of_each_counter_ends_as_prometheus_expects(figures: str) -> None:
    counters = re.findall(r"^# TYPE (\S+) counter$", figures, re.MULTILINE)

    assert [name for name in counters if not name.endswith("_total")] == []


def test_no_two_panels_overlap() -> None:
    def cells(panel: dict[str, Any]) -> set[tuple[int, int]]:
        place = panel["gridPos"]
        return {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }

    overlaps = [(a["title"], b["title"]) for a, b in combinations(BOARD["panels"], 2) if cells(a) & cells(b)]

    assert overlaps == []
    assert len({panel["title"] for panel in BOARD["panels"]}) == len(BOARD["panels"])


def test_each_rule_has_a_severity_and_a_summary() -> None:
    assert [rule["labels"]["severity"] in {"page", "ticket"} for rule in RULES] == [True] * len(RULES)
    assert all(rule["annotations"]["summary"] for rule in RULES)
