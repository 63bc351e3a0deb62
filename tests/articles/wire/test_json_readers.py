"""Readers of JSON give the items that a file of each agency states, whatever happens to the file on its way."""

import json
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.parsing.errors import CopyError, MarkupIsTooLarge
from articles.wire.item import WireReading
from articles.wire.registry import read_wire
from articles.wire.to_dict import item_to_dict, reading_to_dict
from tests.tables import each_of

DATA = Path(__file__).parent / "data" / "json"
FILES = sorted(path for path in DATA.glob("*.json") if not path.name.endswith(".expected.json"))
CONTENTS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in FILES}


def select_fields(item: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    return {name: item.get(name, []) if name == "body_paragraphs" else item.get(name) for name in wanted}


def read_or_refuse(raw: bytes) -> WireReading | None:
    try:
        return read_wire(raw)
    except CopyError as refusal:
        assert refusal.message
        return None


def list_places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path to each value in parsed JSON."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place, *(found for key, member in pairs for found in list_places(member, (*place, key)))]


def replace_value(content: Any, place: tuple[Any, ...], value: Any) -> Any:
    if not place:
        return value
    copied = json.loads(json.dumps(content))
    holder = copied
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = value
    return copied


@each_of(FILES)
def test_each_file_gives_the_items_that_it_states(path: Path) -> None:
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))

    items = [item_to_dict(item) for item in read_wire(path.read_bytes(), zone=UTC).items]

    assert [select_fields(*pair) for pair in zip(items, expected, strict=True)] == expected


@each_of(FILES)
def test_each_value_has_its_place_in_the_file(path: Path) -> None:
    for item in read_wire(path.read_bytes()).items:
        assert {"guid", "headline"} <= set(item.paths)


@each_of(FILES)
def test_a_file_that_was_cut_off_is_refused(path: Path) -> None:
    raw = path.read_bytes().rstrip()

    for length in range(1, len(raw), max(1, len(raw) // 40)):
        assert read_or_refuse(raw[:length]) is None


@given(data=st.data())
def test_any_value_in_any_place_is_read_or_refused(data: st.DataObject) -> None:
    content = CONTENTS[data.draw(st.sampled_from(sorted(CONTENTS)))]
    place = data.draw(st.sampled_from(list_places(content)))
    strange = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.just(10**400),
        st.just(1.5),
        st.text(max_size=8),
        st.sampled_from(["<p>", "9999-12-31T23:59:59-12:00", "embargoed", "canceled", "\x00\ud800", "<a href='javascript:x'>"]),
        st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=3), st.dictionaries(st.text(max_size=3), st.none()))),
        st.dictionaries(st.sampled_from(["name", "code", "value", "href", "type", "x"]), st.integers(), max_size=3),
    )  # fmt: skip
    changed = replace_value(content, place, data.draw(strange))

    reading = read_or_refuse(json.dumps(changed).encode())

    if reading is not None:
        json.dumps(reading_to_dict(reading), ensure_ascii=False).encode()


def test_private_notes_are_in_no_field_for_readers() -> None:
    private = [
        "555-0100",
        "555 01 00",
        "@dpa.example",
        "UPDATES with quote",
        "Not for use before noon",
        "Nicht beschneiden",
    ]
    public = ("headline", "subheadline", "kicker", "teaser", "byline", "dateline", "creditline", "photo",
              "body_paragraphs", "body_html")  # fmt: skip

    for path in FILES:
        for item in map(item_to_dict, read_wire(path.read_bytes()).items):
            shown = json.dumps([item.get(name) for name in public], ensure_ascii=False)
            assert [text for text in private if text in shown] == []


def test_tokens_of_addresses_are_in_links_alone() -> None:
    items = map(item_to_dict, read_wire((DATA / "ap_feed.json").read_bytes()).items)

    for item in items:
        assert "SECRET" not in json.dumps(
            {name: item[name] for name in item if name not in {"links", "associations"}}
        )


@each_of(
    [
        [{"uri": "urn:x:1", "type": "text"}] * 1_001,
        {"uri": "urn:x:1", "body_html": "<figure>" * 60_001},
        {"uri": "urn:x:1", "body_text": "x\n" * 50_002},
        {"uri": "urn:x:1", "keywords": ["x"] * 300_001},
    ]
)
def test_a_file_of_senseless_size_is_refused(content: object) -> None:
    with pytest.raises(MarkupIsTooLarge):
        read_wire(json.dumps(content).encode())


def test_an_entry_of_dpa_before_digitalwires_is_read_by_its_former_keys() -> None:
    entry = {
        "_urn": "urn:newsml:dpa.com:20090101:220310-99-136351", "_version": 3, "title": "Kran steht wieder",
        "description": "Der Kran steht.", "content": '<section class="main"><p>Der Kran steht.</p></section>',
        "updated": "2022-03-10T22:42:52+0100", "tags": ["ninat:text", "sig:correction", "stat:withheld"],
        "categories": [{"scheme": "urn:dpa-newslab.com:category.urgency", "term": 4},
                       {"label": "Zusammenfassung", "scheme": "genre", "term": "dpatextgenre:26"}],
    }  # fmt: skip

    (item,) = read_wire(json.dumps(entry).encode(), zone=UTC).items

    assert (item.item_number, item.version, item.headline, item.urgency) == (
        "220310-99-136351", "3", "Kran steht wieder", 4,
    )  # fmt: skip
    assert (item.pubstatus, item.notices) == ("withheld", ("correction", "summary"))
    assert [block.text for block in item.body] == ["Der Kran steht."]
