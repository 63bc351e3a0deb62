"""Field maps are checked when they are written, and a fault is named in words."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wire.field_map.definition import MAX_PATHS, parse_field_map
from articles.wire.field_map.errors import FieldMapError
from articles.wire.field_map.fields import FIELDS
from tests.tables import each_of

DATA = Path(__file__).parent / "data" / "field_map"
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=6)
    | st.sampled_from(["titel", "//a", "$.a", "%d"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["path", "join", "values", "format", "form", "elements", "skip", "code", "href", "public"]
            )
            | st.text(max_size=3),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


def parse_fields(**fields: Any) -> Any:
    return parse_field_map({"fields": fields})


@each_of([
        ([], "Field map: a map is an object with “items” and “fields”"),
        ({"fields": {}}, "Field map: “fields” is an object of fields with their paths"),
        ({"feilds": {}}, "Field map: “feilds” is unknown; did you mean “fields”?"),
        ({"fields": {"headlin": "a"}}, "Field map: “headlin” is unknown; did you mean “headline”?"),
        ({"fields": {"photo.captoin": "a"}}, "Field map: “photo.captoin” is unknown; did you mean “photo.caption”?"),
        ({"items": 3, "fields": {"guid": "a"}}, "Field map: “items” is a text"),
        ({"override": "ja", "fields": {"guid": "a"}}, "Field map: “override” is true or false"),
        ({"format": "csv", "fields": {"guid": "a"}}, "Field map: “csv” is none of the values xml, json"),
        ({"items": "a[", "fields": {"guid": "a"}}, "Field “items”, path “a[”, column 3: the path ends too early"),
        ({"fields": {"guid": "a b"}}, "Field “guid”, path “a b”, column 3: this does not continue a path: “b”"),
        ({"fields": {"guid": ["a", "$.b["]}}, "Field “guid”, path “$.b[”, column 5: the path ends too early"),
        ({"fields": {"guid": []}}, "Field “guid”: it has no path"),
        ({"fields": {"guid": 7}}, "Field “guid”: a path is a text, and a rule is an object with “path”"),
        ({"fields": {"guid": {"path": "a", "join": ["b"]}}}, "Field “guid”: a rule has either “path” or “join”"),
        ({"fields": {"guid": {"paht": "a"}}}, "Field “guid”: “paht” is unknown; did you mean “path”?"),
        ({"fields": {"pubstatus": {"path": "a", "values": {"x": "weg"}}}},
         "Field “pubstatus”: “weg” is none of the values usable, withheld, canceled"),
        ({"fields": {"embargo": {"path": "a", "format": "%d.%m.%Y %Q"}}},
         "Field “embargo”: “%d.%m.%Y %Q” is no format of a time, such as %d.%m.%Y %H:%M"),
        ({"fields": {"embargo": {"path": "a", "format": "%d %d %Y"}}},
         "Field “embargo”: “%d %d %Y” is no format of a time, such as %d.%m.%Y %H:%M"),
        ({"fields": {"embargo": {"path": "a", "format": "%H:%M"}}}, "Field “embargo”: the format “%H:%M” has no day or no year"),
        ({"fields": {"body": {"path": "a", "form": "word"}}},
         "Field “body”: “word” is none of the values auto, html, plain, lines"),
        ({"fields": {"guid": "$.a", "headline": "kopf/titel"}},
         "Field “headline”, path “kopf/titel”, column 1: other paths of the map are for JSON, this one is not"),
        ({"fields": {"guid": "kopf/id", "headline": "$.a"}},
         "Field “headline”, path “$.a”, column 1: other paths of the map are for XML, this one is not"),
        ({"fields": {"guid": "a"}, "constants": {"guid": "1"}}, "Field “guid”: it cannot be the same in all items"),
        ({"fields": {"guid": "a"}, "constants": {"language": ["de"]}}, "Field “language”: it has one value, not a list"),
        ({"fields": {"guid": "a"}, "constants": {"kind": "Bild"}},
         "Field “kind”: “Bild” is none of the values text, picture, graphic, audio, video, composite, event, planning, "
         "concept, advisory"),
        ({"fields": {"guid": "n:a"}, "namespaces": {"m": "urn:m"}},
         "Field “guid”, path “n:a”, column 1: the prefix “n” is missing in “namespaces”"),
        ({"fields": {"guid": "a"}, "namespaces": {"m": ""}}, "Field map: “namespaces” is an object of texts"),
        ({"fields": {"keywords": ["a"] * (MAX_PATHS + 1)}}, f"Field map: a map has at most {MAX_PATHS} paths"),
    ])  # fmt: skip
def test_a_fault_names_the_field_the_path_and_the_column(data: Any, message: str) -> None:
    with pytest.raises(FieldMapError) as caught:
        parse_field_map(data)

    assert caught.value.message == message


def test_a_fault_can_be_said_in_another_language() -> None:
    german = {
        "Field “{field}”, path “{path}”, column {column}: {problem}": "Feld „{field}“, Pfad „{path}“, Spalte {column}: {problem}",
        "the path ends too early": "der Pfad endet zu früh",
    }

    with pytest.raises(FieldMapError) as caught:
        parse_fields(guid="a/")

    assert (
        caught.value.translate(lambda text: german[text])
        == "Feld „guid“, Pfad „a/“, Spalte 3: der Pfad endet zu früh"
    )


@each_of(
    [
        ({"guid": "nummer"}, (True, True)),
        ({"guid": "kopf/nummer"}, (True, False)),
        ({"guid": "kopf.nummer", "headline": "$.titel"}, (False, True)),
    ]
)
def test_the_paths_decide_if_a_map_is_for_xml_or_json(fields: Any, kinds: tuple[bool, bool]) -> None:
    field_map = parse_fields(**fields)

    assert (field_map.reads_xml, field_map.reads_json) == kinds


def test_every_field_can_be_mapped() -> None:
    field_map = parse_fields(**dict.fromkeys(FIELDS, "feld"))

    assert set(field_map.fields) == FIELDS


@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), JSON, min_size=1, max_size=3), JSON, JSON)
def test_any_data_is_a_map_or_a_fault(fields: Any, other: Any, items: Any) -> None:
    for data in (
        other,
        {"fields": fields},
        {"fields": fields, "items": items, "namespaces": other, "constants": items},
    ):
        try:
            parse_field_map(data)
        except FieldMapError as fault:
            assert fault.message


def test_the_maps_of_the_fixtures_are_plain_json() -> None:
    for path in DATA.glob("*.map.json"):
        assert parse_field_map(json.loads(path.read_text(encoding="utf-8"))).fields
