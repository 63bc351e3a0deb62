import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wire.transports.json_arrays import slice_array
from tests.tables import each_of

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_elements_come_as_they_were_written() -> None:
    text = '{"a": 1, "data": {"items": [ {"x":1.0,  "x": 2} , "ü\\u00fc", [] ]}}'

    assert slice_array(text, ("data", "items")) == ['{"x":1.0,  "x": 2}', '"ü\\u00fc"', "[]"]
    assert slice_array(text, ("data", "none")) is None
    assert slice_array(text, ("a", "items")) is None
    assert slice_array(text) is None
    assert slice_array("[]") == []


@each_of(["", "[1, 2", '{"a": [1}', "[] []", '{"a"', "[" * 100_000])
def test_text_that_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        slice_array(text, ("a",))


@given(
    st.lists(VALUES, max_size=5), st.dictionaries(st.text(), VALUES, max_size=3), st.sampled_from([None, 1])
)
def test_the_elements_are_those_of_the_array(elements: list, others: dict, indent: int | None) -> None:
    text = json.dumps({**others, "entries": elements}, indent=indent)

    assert [json.loads(one) for one in slice_array(text, ("entries",)) or []] == elements
