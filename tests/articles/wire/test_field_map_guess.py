"""A pasted sample gives a first field map and a list of its paths."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from articles.parsing.errors import CopyError
from articles.wire.field_map.definition import parse_field_map
from articles.wire.field_map.guess import suggest_field_map
from articles.wire.field_map.reader import read_mapped
from articles.wire.field_map.sample_paths import find_namespaces, list_paths
from articles.wire.field_map.sources import make_source
from articles.wire.safe_xml import parse_xml
from tests.articles.wire.test_field_map_reader import BERLIN, DATA
from tests.tables import each_of

NAMES = st.sampled_from(
    ["item", "titel", "text", "id", "datum", "m:x", "a b", "Überschrift", "status", "größe", "it's"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=15,
)
XML_NAMES = st.sampled_from(
    ["item", "titel", "text", "id", "datum", "{urn:a}titel", "{urn:b}x", "Überschrift", "größe"]
)


def load_sample(name: str) -> Any:
    raw = (DATA / name).read_bytes()
    return parse_xml(raw) if Path(name).suffix == ".xml" else json.loads(raw)


@st.composite
def build_xml(draw: st.DrawFn, depth: int = 3) -> Any:
    element = etree.Element(draw(XML_NAMES))
    element.text = draw(st.sampled_from(["", "Kran", " ", "<p>x</p>"]))
    for name in draw(st.lists(XML_NAMES, max_size=2)):
        element.set(name, "wert")
    if depth:
        element.extend(draw(st.lists(build_xml(depth - 1), max_size=3)))
    return element


@each_of([
        (
            "kirche.xml",
            "meldung",
            {"guid": "@id", "version": "@lauf", "headline": "kopf/titel", "byline": "kopf/autor", "body": "text",
             "embargo": "kopf/sperrfrist", "firstcreated": "kopf/erstellt/datum", "photo.caption": "m:bild/m:bu",
             "versioncreated": "kopf/geaendert/datum", "teaser": "vorspann", "subjects": "rubriken/rubrik"},
        ),
        (
            "regional.xml",
            "NACHRICHT",
            {"item_number": "LAUFNUMMER", "headline": "UEBERSCHRIFT", "body": "INHALT", "urgency": "DRINGLICHKEIT",
             "versioncreated": "SENDEZEIT", "ednotes": "INTERN", "slugline": "STICHWORT", "service": "DIENST"},
        ),
        (
            "hafenfunk.json",
            "beitraege[*]",
            {"guid": "kennung.id", "version": "kennung.fassung", "headline": "titel", "language": "sprache",
             "versioncreated": "zeiten.geändert", "body": "absaetze[*].inhalt", "links": "medien[*].url"},
        ),
    ])  # fmt: skip
def test_names_of_elements_and_keys_suggest_a_map(name: str, items: str, fields: dict[str, str]) -> None:
    data = suggest_field_map(load_sample(name))

    assert data["items"] == items
    assert fields.items() <= data["fields"].items()


@each_of(["kirche.xml", "regional.xml", "hafenfunk.json"])
def test_a_suggested_map_reads_its_sample(name: str) -> None:
    content = load_sample(name)

    reading = read_mapped(content, parse_field_map(suggest_field_map(content)), BERLIN)

    assert len(reading.items) == content_length(content)
    assert all(item.headline for item in reading.items)


def content_length(content: Any) -> int:
    return (
        len(content["beitraege"])
        if isinstance(content, dict)
        else len(content.findall("{*}meldung") or content)
    )


def test_one_story_in_a_file_needs_no_items() -> None:
    data = suggest_field_map(
        parse_xml(b"<nachricht><kopf><titel>Kran</titel></kopf><inhalt>Text</inhalt></nachricht>")
    )

    assert data == {"format": "xml", "items": "", "fields": {"headline": "kopf/titel", "body": "inhalt"}}


def test_paths_are_listed_once_with_an_example_and_a_count() -> None:
    root = parse_xml(b"<r xml:lang='de'><m id='1'><t/></m><m id='2'><t>Kran</t></m></r>")

    listed = [(path.path, path.example, path.count) for path in list_paths(root)]

    assert listed == [("@xml:lang", "de", 1), ("m", "Kran", 2), ("m/@id", "1", 2), ("m/t", "Kran", 2)]
    assert len(list_paths(root, limit=2)) == 2


def test_keys_that_are_no_names_are_quoted() -> None:
    content = {"a": [{"b c": "x"}, {"b c": "y"}], "it's": None, "d": {"e": 1.5}}

    assert [path.path for path in list_paths(content)] == [
        "a",
        "a[*]",
        "a[*]['b c']",
        "['it\\'s']",
        "d",
        "d.e",
    ]


def test_each_namespace_gets_a_prefix_and_the_one_of_the_root_none() -> None:
    root = parse_xml(b"<r xmlns='urn:a' xmlns:m='urn:b'><m:x/><y xmlns='urn:c' m:z='1'/></r>")

    assert find_namespaces(root) == {"": "urn:a", "m": "urn:b", "n1": "urn:c"}


@each_of(["kirche.xml", "regional.xml", "hafenfunk.json"])
def test_each_listed_path_finds_its_example(name: str) -> None:
    content = load_sample(name)
    data: dict[str, Any] = (
        {"namespaces": find_namespaces(content)} if name.endswith("xml") else {"format": "json"}
    )

    for listed in list_paths(content):
        rule = parse_field_map({**data, "fields": {"keywords": listed.path}}).fields["keywords"][0]
        assert make_source(content).find(rule.parts[0], content) or not listed.example


@given(JSON)
def test_any_json_gives_a_map_that_is_valid_or_empty(content: Any) -> None:
    check_suggestion(content)


@given(build_xml())
def test_any_xml_gives_a_map_that_is_valid_or_empty(root: Any) -> None:
    check_suggestion(root)


def check_suggestion(content: Any) -> None:
    data = suggest_field_map(content)
    if not data["fields"]:
        return
    field_map = parse_field_map(data)
    try:
        read_mapped(content, field_map, BERLIN)
    except CopyError as error:
        assert error.message
