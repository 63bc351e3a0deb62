"""Field maps become rows of a form and the same maps again."""

from typing import Any

import pytest

from articles.wire.field_map.definition import parse_field_map
from articles.wire.field_map.errors import FieldMapError
from articles.wire.field_map.rows import MapForm, MapRow, join_map, list_faults, split_map
from tests.tables import each_of

WHOLE = {
    "name": "Kirchenfunk XML", "items": "/export/meldung", "format": "xml", "override": True,
    "namespaces": {"": "urn:example:kirche", "n": "urn:example:n=1"},
    "constants": {"language": "de", "keywords": ["Kirche", "Nordhaven"], "urgency": "4"},
    "fields": {
        "guid": "@id",
        "headline": ["kopf/titel", "kopf/kurztitel"],
        "pubstatus": {"path": "@status", "values": {"gesperrt": "withheld", "*": "usable"}},
        "versioncreated": {"path": "zeit", "format": ["%d.%m.%Y %H:%M", "%d.%m.%Y"]},
        "body": {"path": "text", "form": "lines"},
        "dateline": {"join": ["ort", "kuerzel"], "separator": " - "},
        "subjects": [{"path": "thema", "code": "@code"}, "ressort"],
    },
}  # fmt: skip


def test_a_whole_map_loses_nothing_in_the_form() -> None:
    parse_field_map(WHOLE)

    assert join_map(split_map(WHOLE)) == WHOLE


@each_of([None, [], "x", 7, {}, {"fields": []}, {"constants": 3, "fields": {}}])
def test_what_is_no_map_gives_an_empty_form(data: Any) -> None:
    assert split_map(data).rows == {}


def test_empty_rows_and_blank_lines_are_left_out() -> None:
    form = MapForm(rows={
        "guid": MapRow(name="guid", paths="  @id \n\n"), "headline": MapRow(name="headline", paths=" \n"),
    })  # fmt: skip

    assert join_map(form) == {"fields": {"guid": "@id"}}


@each_of(
    [
        (MapRow(name="pubstatus", paths="@s", values="gesperrt withheld"), "no equals sign"),
        (MapRow(name="pubstatus", options="{oops"), "no JSON"),
        (MapRow(name="pubstatus", options="[" * 100_000), "no JSON"),
    ]
)
def test_a_row_that_cannot_be_read_is_named(row: MapRow, words: str) -> None:
    with pytest.raises(FieldMapError, match=words) as fault:
        join_map(MapForm(rows={"pubstatus": row}))

    assert fault.value.field == "pubstatus"


def test_the_faults_of_all_fields_are_found_at_once() -> None:
    data = {"format": "xml", "fields": {"guid": "@id[", "headline": "titel", "body": "text//["}}

    faults = list_faults(data)

    assert [(fault.field, fault.column > 0) for fault in faults] == [("guid", True), ("body", True)]
    assert list_faults({"fields": {"headline": "titel"}}) == []
