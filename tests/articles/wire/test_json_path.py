"""Paths into JSON select what RFC 9535 says, and a fault is shown at its column."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wire.field_map.errors import PathSyntaxError
from articles.wire.field_map.json_path import (
    MAX_LENGTH,
    VisitBudget,
    VisitsAreSpent,
    parse_json_path,
    quote_name,
)
from tests.tables import each_of

FILE: dict[str, Any] = {
    "agentur": {"name": "hfn", "ort": "Nordhaven"},
    "meldungen": [
        {
            "id": 1,
            "titel": "Kran",
            "wichtig": True,
            "text": [{"art": "p", "wert": "eins"}, {"art": "h", "wert": "zwei"}],
        },
        {"id": 2, "titel": "Werft", "wichtig": 1, "mit blank": "drei", "it's": "vier", 'sag "ja"': "fünf"},
    ],
    "größe": None,
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)


def find(path: str, item: Any = FILE) -> list[Any]:
    return parse_json_path(path).find(item, FILE, VisitBudget())


@each_of(
    [
        ("$", [FILE]),
        ("@", [FILE]),
        ("agentur.name", ["hfn"]),
        ("$.agentur.*", ["hfn", "Nordhaven"]),
        ("$['agentur']['name','ort']", ["hfn", "Nordhaven"]),
        ("meldungen[*].id", [1, 2]),
        ("meldungen[0].titel", ["Kran"]),
        ("meldungen[-1].titel", ["Werft"]),
        ("meldungen[1, 0].id", [2, 1]),
        ("meldungen[7].id", []),
        ("meldungen[1]['mit blank']", ["drei"]),
        ("meldungen[1]['it\\'s']", ["vier"]),
        ('meldungen[1]["it\'s"]', ["vier"]),
        ("meldungen[1]['sag \"ja\"']", ["fünf"]),
        ("$['gr\\u00f6\\u00dfe']", [None]),
        ("größe", [None]),
        ("..wert", ["eins", "zwei"]),
        ("$..titel", ["Kran", "Werft"]),
        ("..[1].wert", ["zwei"]),
        ("..text[?@.art == 'p'].wert", ["eins"]),
        ("..text[?(@.art != 'p')].wert", ["zwei"]),
        ("meldungen[?@.text].id", [1]),
        ("meldungen[?@.text[0].wert=='eins'].id", [1]),
        ("meldungen[?@.wichtig==true].id", [1]),
        ("meldungen[?@.wichtig==1].id", [2]),
        ("meldungen[?@['mit blank']!=null].id", [1, 2]),
        ("titel", []),
        ("agentur.name.x", []),
        ("agentur[0]", []),
    ]
)
def test_a_path_selects_values_in_the_order_of_the_file(path: str, found: list[Any]) -> None:
    assert find(path) == found


def test_a_path_begins_at_the_item_unless_it_begins_with_a_dollar() -> None:
    item = FILE["meldungen"][1]

    assert find("titel", item) == find("@.titel", item) == ["Werft"]
    assert find("$.agentur.name", item) == ["hfn"]
    assert [parse_json_path(path).is_absolute for path in ("$.titel", "titel", "@.titel")] == [
        True,
        False,
        False,
    ]


@each_of(
    [
        ("", 1, "ends too early"),
        ("a.", 3, "ends too early"),
        ("a[", 3, "ends too early"),
        ("a..", 4, "ends too early"),
        ("a b", 2, "“.” or “[” is expected"),
        ("$x", 2, "“.” or “[” is expected"),
        ("kopf/titel", 5, "“.” or “[” is expected"),
        ("a.[0]", 3, "a name is expected"),
        ("a['x", 3, "does not end"),
        ("a['\\q']", 3, "wrong escape sequence"),
        ("a[0:2]", 4, "slices"),
        ("a[x]", 3, "a number, a name in quotes"),
        ("a['x' 'y']", 7, "“]” is missing"),
        ("a[?b]", 4, "a condition begins with “@”"),
        ("a[?@.*]", 7, "cannot have *"),
        ("a[?@.b==c]", 9, "a text in quotes"),
        ("a[?(@.b==1]", 11, "“)” is missing"),
        ("a" * (MAX_LENGTH + 1), MAX_LENGTH, "at most"),
    ]
)
def test_a_fault_is_shown_at_its_column(path: str, column: int, problem: str) -> None:
    with pytest.raises(PathSyntaxError, match="column") as caught:
        parse_json_path(path)

    assert caught.value.column == column
    assert problem in str(caught.value)


def test_many_values_at_any_depth_end_in_an_error() -> None:
    nested: Any = [1] * 50
    for _ in range(30):
        nested = [nested, 1]

    with pytest.raises(VisitsAreSpent):
        parse_json_path("$" + "..*" * 20).find(nested, nested, VisitBudget(10_000))


@given(st.text(max_size=8))
def test_any_name_can_be_quoted(name: str) -> None:
    path = parse_json_path(f"${quote_name(name)}")

    assert path.find(None, {name: "x"}, VisitBudget()) == ["x"]


@given(st.text(alphabet="$@.[]*'\"?=!(), ab01-\\", max_size=20), JSON)
def test_any_text_is_a_path_or_a_fault(text: str, content: Any) -> None:
    try:
        path = parse_json_path(text)
    except PathSyntaxError as fault:
        assert 1 <= fault.column <= len(text) + 1
        return

    assert isinstance(path.find(content, content, VisitBudget()), list)
