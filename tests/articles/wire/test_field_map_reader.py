"""Files of formats without a reader are read by a field map."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.parsing.errors import CopyError, CopyIsUnknownMarkup
from articles.wire.field_map import errors
from articles.wire.field_map.definition import parse_field_map
from articles.wire.field_map.reader import MAX_ITEMS, read_mapped
from articles.wire.item import Code, ItemKind, NewsItem, Notice, PubStatus
from articles.wire.registry import read_wire
from articles.wire.safe_xml import parse_xml
from articles.wire.to_dict import reading_to_dict
from tests.tables import each_of

DATA = Path(__file__).parent / "data" / "field_map"
BERLIN = ZoneInfo("Europe/Berlin")
FILES = ["kirche.xml", "regional.xml", "hafenfunk.json"]


def load_map(name: str) -> Any:
    return parse_field_map(json.loads((DATA / f"{Path(name).stem}.map.json").read_text(encoding="utf-8")))


def read_xml_item(source: str, fields: dict[str, Any], **options: Any) -> NewsItem:
    data = {"fields": {"guid": "@id", **fields}, **options}
    return read_mapped(parse_xml(source.encode()), parse_field_map(data), BERLIN).items[0]


def read_json_item(content: Any, fields: dict[str, Any], **options: Any) -> NewsItem:
    return read_mapped(content, parse_field_map({"fields": fields, **options}), BERLIN).items[0]


@pytest.mark.parametrize("name", FILES)
def test_a_whole_file_is_read_by_its_map(name: str) -> None:
    expected = json.loads((DATA / f"{Path(name).stem}.expected.json").read_text(encoding="utf-8"))

    reading = read_wire((DATA / name).read_bytes(), zone=BERLIN, field_map=load_map(name))

    assert reading_to_dict(reading) == expected


@pytest.mark.parametrize("name", FILES)
def test_without_a_map_the_format_is_unknown(name: str) -> None:
    with pytest.raises(CopyIsUnknownMarkup):
        read_wire((DATA / name).read_bytes(), zone=BERLIN)


def test_a_map_reads_a_known_format_only_if_it_overrides_the_reader() -> None:
    nitf = b"<nitf><head><title>Kran</title></head><body><p>Text</p></body></nitf>"
    data = {"fields": {"guid": "head/title", "headline": "head/title"}}

    overridden = read_wire(nitf, field_map=parse_field_map({**data, "override": True}))
    try:
        left_alone = read_wire(nitf, field_map=parse_field_map(data)).format
    except CopyIsUnknownMarkup as error:
        left_alone = str(error.facts["format"])

    assert (overridden.format, left_alone) == ("XML", "NITF")


def test_the_first_path_that_gives_something_counts_and_lists_collect_all() -> None:
    item = read_xml_item(
        "<m id='1'><a/><b>Kran</b><c>Werft</c><t>x</t><t>y</t><u>y</u></m>",
        {"headline": ["a", "b", "c"], "keywords": ["t", "u"]},
    )

    assert (item.headline, item.keywords, item.paths["headline"]) == ("Kran", ("x", "y"), "b")


@each_of(
    [
        ("a/@x", "ja"),
        ("concat(a, '!')", "Kran!"),
        ("count(//a)", "1"),
        ("1 div 4", "0.25"),
        ("a = 'Kran'", "true"),
        ("a/text()", "Kran"),
        ("self::m/a", "Kran"),
        ("//a", "Kran"),
    ]
)
def test_elements_attributes_texts_numbers_and_truth_are_values(path: str, headline: str) -> None:
    assert read_xml_item("<m id='1'><a x='ja'>Kran</a></m>", {"headline": path}).headline == headline


def test_constants_fill_what_the_file_leaves_empty() -> None:
    constants = {"language": "de", "kind": "picture", "keywords": ["kna"], "urgency": 4}

    item = read_xml_item("<m id='1' lang='fr'/>", {"language": "@lang", "keywords": "k"}, constants=constants)

    assert (item.language, item.kind, item.keywords, item.urgency) == ("fr", ItemKind.PICTURE, ("kna",), 4)


@pytest.mark.parametrize(
    ("value", "rule", "found"),
    [
        ("2026-03-03T14:05:00Z", {}, datetime(2026, 3, 3, 14, 5, tzinfo=UTC)),
        ("3.3.2026, 14:05 Uhr", {}, datetime(2026, 3, 3, 14, 5, tzinfo=BERLIN)),
        ("Dienstag, 3. März 2026 um 14.05 Uhr", {}, datetime(2026, 3, 3, 14, 5, tzinfo=BERLIN)),
        ("03.03.2026", {}, datetime(2026, 3, 3, tzinfo=BERLIN)),
        ("03.03.2026 24:00", {}, datetime(2026, 3, 4, tzinfo=BERLIN)),
        (
            "03/03/26 14h05",
            {"format": ["%d.%m.%Y", "%d/%m/%y %Hh%M"]},
            datetime(2026, 3, 3, 14, 5, tzinfo=BERLIN),
        ),
        ("1772546700", {"format": "epoch"}, datetime(2026, 3, 3, 14, 5, tzinfo=UTC)),
        ("1772546700000", {"format": "epoch"}, datetime(2026, 3, 3, 14, 5, tzinfo=UTC)),
        ("31.02.2026", {}, None),
        ("bald", {}, None),
    ],
)
def test_times_are_read_in_local_notation_or_by_a_format(
    value: str, rule: Any, found: datetime | None
) -> None:
    item = read_xml_item(f"<m id='1'><z>{value}</z></m>", {"versioncreated": {"path": "z", **rule}})

    assert item.versioncreated == found
    assert any("is no time" in warning.message for warning in item.warnings) is (found is None)


@each_of(
    [
        ("<m id='1'/>", {}, False, False),
        ("<m id='1'><s/></m>", {}, True, False),
        ("<m id='1'><s/></m>", {"": ""}, False, False),
        ("<m id='1'><s>nein</s></m>", {"Nein": ""}, False, False),
        ("<m id='1'><s>ja</s></m>", {"Nein": ""}, True, False),
        ("<m id='1'><s>2026-03-03T06:00</s></m>", {}, False, True),
        ("<m id='1'><s/><t>2026-03-03T06:00</t></m>", {}, False, True),
        ("<m id='1'><s>bis Wahl</s><t>2026-03-03T06:00</t></m>", {}, True, True),
    ]
)
def test_an_embargo_without_a_time_holds_the_item(
    source: str, values: Any, held: bool, has_time: bool
) -> None:
    item = read_xml_item(source, {"embargo": {"path": ["s", "t"], "values": values}})

    assert (item.held, item.embargo is not None) == (held, has_time)


@each_of(
    [
        ("frei", PubStatus.USABLE),
        ("GESPERRT", PubStatus.WITHHELD),
        ("annulliert", PubStatus.CANCELED),
        ("rot", PubStatus.CANCELED),
        ("wer weiß", PubStatus.WITHHELD),
    ]
)
def test_an_unknown_status_blocks_the_item(written: str, status: PubStatus) -> None:
    rule = {"path": "@st", "values": {"Rot": "canceled"}}

    item = read_xml_item(f"<m id='1' st='{written}'/>", {"pubstatus": rule})

    assert item.pubstatus is status
    assert (Notice.KILL in item.notices) is (status is PubStatus.CANCELED)


def test_a_missing_guid_and_a_missing_headline_are_made_with_a_warning() -> None:
    source = "<m><text>Die Fähre fährt wieder. {}</text><d>2026-03-03T14:05</d></m>".format(
        "Und noch ein Satz. " * 9
    )

    first = read_xml_item(source, {"guid": "@x", "body": "text", "versioncreated": "d"})
    again = read_xml_item(source, {"guid": "@x", "body": "text", "versioncreated": "d"})

    assert first.guid_made
    assert first.guid == again.guid
    assert first.headline.startswith("Die Fähre fährt wieder. Und noch")
    assert len(first.headline) <= 92
    assert len(first.warnings) == 2


def test_items_with_one_identifier_are_doubted() -> None:
    field_map = parse_field_map({"items": "m", "fields": {"guid": "/r/@id", "headline": "."}})

    reading = read_mapped(parse_xml(b"<r id='1'><m>Kran</m><m>Werft</m></r>"), field_map, UTC)

    assert [warning.message for warning in reading.warnings] == ["2 items of the file have the identifier 1."]


@each_of([
        ("<t>Ein Satz.\n\nNoch einer\nmit Umbruch.</t>", {}, [("p", "Ein Satz."), ("p", "Noch einer mit Umbruch.")]),
        ("<t>Eins\nzwei</t>", {"form": "lines"}, [("p", "Eins"), ("p", "zwei")]),
        (f"<t>{'Lang ' * 40}\nKurz</t>", {}, [("p", ("Lang " * 40).strip()), ("p", "Kurz")]),
        ("<t>&lt;p&gt;Eins&lt;/p&gt;&lt;p&gt;zwei&lt;/p&gt;</t>", {}, [("p", "Eins"), ("p", "zwei")]),
        ("<t>a &lt;p&gt; b</t>", {"form": "plain"}, [("p", "a <p> b")]),
        ("<t><p>Eins <b>fett</b></p><h2>Zwei</h2></t>", {}, [("p", "Eins fett"), ("h2", "Zwei")]),
        ("<t><x>Eins</x><x>zwei</x></t>", {}, [("p", "Eins"), ("p", "zwei")]),
        ("<t><x>Der <y>Kran</y> <y>steht</y></x></t>", {}, [("p", "Der Kran steht")]),
        ("<t><Absatz><name>A</name><name>B</name></Absatz></t>", {}, [("p", "AB")]),
        ("<t><k>Eins</k><x>zwei</x></t>", {"elements": {"k": "h2", "x": "li"}}, [("h2", "Eins"), ("li", "zwei")]),
        ("<t><x>Eins</x><n>geheim</n><x>zwei<n>geheim</n>drei</x></t>", {"skip": [".//n"]},
         [("p", "Eins"), ("p", "zweidrei")]),
        ("<t>Eins</t><t>zwei</t>", {}, [("p", "Eins"), ("p", "zwei")]),
        ("<t><script>x()</script><p>Eins</p></t>", {}, [("p", "Eins")]),
        ("<t> </t>", {}, []),
    ])  # fmt: skip
def test_a_body_becomes_blocks(body: str, rule: Any, blocks: list[tuple[str, str]]) -> None:
    item = read_xml_item(f"<m id='1'>{body}</m>", {"body": {"path": "t", **rule}})

    assert [(block.tag, block.text) for block in item.body] == blocks


def test_a_body_in_json_is_a_text_or_a_list_of_texts() -> None:
    content = {"a": ["Eins", "<p>zwei</p><p>drei</p>"], "b": {"c": 1}, "d": None}

    found = [[block.text for block in read_json_item(content, {"body": path}).body] for path in "abd"]

    assert found == [["Eins", "zwei", "drei"], [], []]


def test_codes_and_links_have_paths_for_their_parts() -> None:
    content = {
        "r": [{"nr": "0100", "n": "Kultur"}, {"n": "Sport"}],
        "u": ["https://e.example/a", "file:///etc/passwd"],
    }

    item = read_json_item(
        content, {"subjects": {"path": "r[*]", "scheme": "x", "code": "nr", "name": "n"}, "links": "u"}
    )

    assert item.subjects == (Code("x", "0100", "Kultur"), Code("x", "", "Sport"))
    assert [link.href for link in item.links] == ["https://e.example/a"]


@each_of([
        (b"<r/>", {"items": "m", "fields": {"guid": "@id"}}, errors.FieldMapFindsNoItem),
        (b"<r id='1'/>", {"items": "@id", "fields": {"guid": "@id"}}, errors.FieldMapFindsNoElements),
        (b"<r/>", {"fields": {"guid": "$.id"}}, errors.FieldMapIsForOtherFormat),
        (b"<r>" + b"<m/>" * (MAX_ITEMS + 1) + b"</r>", {"items": "m", "fields": {"guid": "a"}}, errors.FieldMapFindsManyItems),
        (b"<r/>", {"fields": {"guid": "count('x')"}}, errors.PathGivesNoValue),
        ({"a": []}, {"items": "a", "fields": {"guid": "b"}}, errors.FieldMapFindsNoItem),
        ({"a": [1]}, {"items": "a", "fields": {"guid": "b"}}, errors.FieldMapFindsNoElements),
        ({}, {"fields": {"guid": "a/b"}}, errors.FieldMapIsForOtherFormat),
    ])  # fmt: skip
def test_a_map_that_does_not_fit_is_refused_in_words(content: Any, data: Any, error: type[CopyError]) -> None:
    root = parse_xml(content) if isinstance(content, bytes) else content

    with pytest.raises(error) as caught:
        read_mapped(root, parse_field_map(data), UTC)

    assert "{" not in caught.value.message


FLAT = b"<r>" + b"<a i='1'><b>x</b></a>" * 60_000 + b"</r>"
DEEP = b"<r>" + (b"<a>" * 190 + b"x" + b"</a>" * 190) * 600 + b"</r>"
LONG = b"<r>" + b"<a>" * 100 + b"a" * 4_900_000 + b"</a>" * 100 + b"</r>"
NEEDLE = "a" * 60 + "b"


LARGE = {"flat": FLAT, "deep": DEEP, "long": LONG}
COSTLY = [
    ({"fields": {"headline": "//a//a"}}, "deep"),
    ({"fields": {"headline": "//a | //b | //*"}}, "flat"),
    ({"fields": {"headline": "//* = //*"}}, "flat"),
    ({"fields": {"headline": "//*[contains(.., 'q')]"}}, "deep"),
    ({"fields": {"headline": f"//*[contains(., '{NEEDLE}')]"}}, "long"),
    ({"fields": {"headline": "//*[count(preceding-sibling::*) = 9]"}}, "flat"),
    ({"fields": {"keywords": [f"//*[. = '{number}']" for number in range(190)]}}, "flat"),
    ({"items": "//a", "fields": {"headline": "//*", "body": "//*"}}, "deep"),
    ({"fields": {"body": "//*"}}, "flat"),
]
"""Map → the file that it is made for."""


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(data, name, marks=() if name == slowest else pytest.mark.exhaustive)
        for data, slowest in COSTLY
        for name in LARGE
    ],
)
def test_a_costly_map_and_a_large_file_end_soon(data: Any, name: str) -> None:
    root, field_map = parse_xml(LARGE[name]), parse_field_map(data)
    begin = time.process_time()

    try:
        read_mapped(root, field_map, UTC)
    except errors.FieldMapMisfit as error:
        assert error.message

    assert time.process_time() - begin < 5


@each_of(
    [{"headline": "$..*"}, {"keywords": "$..*..*"}, {"headline": "$.t"}, {"body": "$.t"}, {"body": "$..*"}]
)
def test_a_costly_map_and_a_large_file_of_json_end_soon(fields: dict[str, Any]) -> None:
    nested: Any = []
    for _ in range(95):
        nested = [nested, 1, "x"]
    content = {"t": "x<p>" * 500_000, "n": nested, "l": [{"i": number} for number in range(1_500)]}
    begin = time.process_time()

    try:
        read_mapped(content, parse_field_map({"format": "json", "items": "l", "fields": fields}), UTC)
    except errors.FieldMapMisfit as error:
        assert error.message

    assert time.process_time() - begin < 5


def test_a_feed_of_a_thousand_stories_is_within_the_limits() -> None:
    story = "<m id='{}'><kopf><titel>Kran {}</titel><d>2026-03-03T14:05</d></kopf><text>{}</text></m>"
    text = "<absatz>Der Kran steht auf der Werft in Nordhaven und dreht sich.</absatz>" * 20
    raw = "".join(["<r>", *(story.format(number, number, text) for number in range(1_000)), "</r>"])
    fields = {
        "guid": "@id",
        "headline": ".//titel",
        "versioncreated": "kopf/d",
        "body": "text",
        "byline": "kopf/autor",
    }

    reading = read_mapped(parse_xml(raw.encode()), parse_field_map({"items": "/r/m", "fields": fields}), UTC)

    assert (len(reading.items), len(reading.items[999].body)) == (1_000, 20)


@given(st.sampled_from(FILES), st.data())
def test_any_damage_gives_a_reading_or_a_copy_error(name: str, data: st.DataObject) -> None:
    raw = (DATA / name).read_bytes()
    cut = data.draw(st.integers(0, len(raw)))
    inserted = data.draw(
        st.binary(max_size=3) | st.sampled_from([b"<", b'"', b"null", b"{}", b"</kopf>", b"<x/>"])
    )
    kept = data.draw(st.integers(cut, len(raw)) | st.just(cut))

    try:
        reading = read_wire(raw[:cut] + inserted + raw[kept:], zone=BERLIN, field_map=load_map(name))
    except CopyError as error:
        assert error.message
        return

    assert all(item.guid for item in reading.items) or not reading.items
