"""Items that break the rules of their version of ninjs are refused, or accepted with a warning."""

import json
from typing import Any

import pytest

from articles.parsing.errors import CopyError, WireFileIsInvalid
from articles.wire.item import NewsItem, Notice, PubStatus
from articles.wire.registry import read_wire
from tests.tables import each_of

URI = {"uri": "http://agentur.example/1"}
OWN = {**URI, "sector": "INR"}
NO_TIME = "The embargo has no time. The item is held until an editor decides."


def read_item(content: dict[str, Any]) -> NewsItem:
    (item,) = read_wire(json.dumps(content).encode()).items
    return item


def list_warnings(content: dict[str, Any]) -> list[str]:
    return [warning.message for warning in read_item(content).warnings]


@each_of(
    [
        ({**URI, "type": "story-of-ours"}, "type = “story-of-ours”"),
        ({**URI, "type": ["text"]}, "type = ['text']"),
        ({**URI, "pubstatus": "paused"}, "pubstatus = “paused”"),
        ({**URI, "representationtype": "half"}, "representationtype = “half”"),
        ({**URI, "headline": {"main": "Kran"}}, "headline = {'main': 'Kran'}"),
        ({**URI, "usageterms": {"start": "2026"}}, "usageterms = {'start': '2026'}"),
        ({**URI, "versioncreated": "gestern"}, "versioncreated = “gestern”"),
        ({**URI, "headlines": "Kran"}, "headlines = “Kran”"),
        ({**URI, "versionCreated": "2026-03-02T15:12:00Z", "urgency": 11}, "urgency = 11"),
        ({**URI, "pubStatus": "usable", "urgency": True}, "urgency = True"),
        ({"standard": {"name": "ninjs", "version": "2.1"}, "type": "text"}, "uri"),
    ]
)
def test_an_unreadable_field_of_the_standard_is_refused_by_name(
    content: dict[str, Any], problem: str
) -> None:
    with pytest.raises(WireFileIsInvalid) as refusal:
        read_item(content)

    assert f": {problem}." in refusal.value.message


@each_of([
        ({**URI, "headline": "Kran", "color": "red"}, "keys that ninjs 1.x does not define: color."),
        ({**URI, "$standard": {"name": "ninjs", "version": "1.3"}, "expires": "2026-03-02T15:12:00Z"}, "ninjs 1.3 does not define: expires."),
        ({**URI, "subject": [{"code": 7}]}, "subject[0]/code = 7."),
        ({**URI, "subject": [{"code": "7", "color": "red"}]}, "subject[0]/color."),
        ({**URI, "subjects": [{"name": "Kran", "relevance": 101}]}, "subjects[0]/relevance = 101."),
        ({**URI, "headlines": [{"role": "main"}]}, "headlines[0]/value."),
        ({**URI, "renditions": [{"href": "https://agentur.example/1.jpg"}]}, "renditions[0]/name."),
        ({**URI, "by": "X", "associations": [{"name": "bild"}]}, "associations[0]/uri."),
        ({**URI, "by": "X", "rightsinfo": {"langid": "http://w3.example/"}}, "rightsinfo/linkedrights | encodedrights."),
        ({**URI, "by": "X", "places": [{"geojson": {"type": "Point", "coordinates": "x"}}]}, "places[0]/geojson"),
        ({**URI, "by": "X", "digitalsourcetype": {"uri": "no address"}}, "digitalsourcetype/uri = “no address”."),
        ({**URI, "edNote": "X", "plannedCoverage": [{"urgency": 11}]}, "plannedCoverage[0]/urgency = 11."),
        ({**URI, "versioncreated": "2026-03-02"}, "versioncreated = “2026-03-02”."),
        ({**URI, "version": 2}, "version = 2."),
        ({"uri": "number 7", "type": "text"}, "uri = “number 7”."),
    ])  # fmt: skip
def test_a_small_break_of_the_rules_is_a_warning(content: dict[str, Any], warning: str) -> None:
    assert any(warning in message for message in list_warnings(content))


def test_a_lone_key_of_a_dialect_is_no_part_of_the_standard() -> None:
    assert any("priority" in message for message in list_warnings({**URI, "headline": "X", "priority": 1}))


@each_of(
    [
        {**OWN, "type": "preformatted", "version": 7, "urgency": "3", "headline": None},
        {**OWN, "versioncreated": "2026-03-02T15:12:00+0000", "place": [{"qcode": "NH", "world": "x"}]},
        {
            **OWN,
            "renditions": {"main": {"href": "https://a.example/1.jpg", "poi": {"x": 1}}},
            "body_event": {"city": "X"},
        },
    ]
)
def test_keys_and_habits_of_an_agency_cause_no_doubt(content: dict[str, Any]) -> None:
    assert list_warnings({**content, "body_text": "Der Kran steht."}) == []


def test_a_kill_in_another_spelling_is_a_kill() -> None:
    item = read_item({**URI, "pubstatus": "cancelled"})

    assert (item.pubstatus, item.notices) == (PubStatus.CANCELED, (Notice.KILL,))
    assert any("pubstatus = “cancelled”" in warning.message for warning in item.warnings)


def test_an_unknown_status_of_an_agency_is_withheld() -> None:
    assert read_item({**OWN, "pubstatus": "paused"}).pubstatus is PubStatus.WITHHELD


@pytest.mark.parametrize("name", ["embargoed", "embargoedUntil", "embargotime"])
@pytest.mark.parametrize("value", [None, "", "  "])
def test_an_embargo_without_a_time_holds_the_item(name: str, value: str | None) -> None:
    item = read_item({**URI, "headline": "Kran", name: value})

    assert (item.held, item.embargo) == (True, None)
    assert NO_TIME in [warning.message for warning in item.warnings]


def test_an_unreadable_embargo_of_an_agency_holds_the_item() -> None:
    assert read_item({**OWN, "embargoed": "bis Mittag"}).held


def test_a_far_embargo_stays() -> None:
    item = read_item({**URI, "body_text": "Der Kran steht.", "embargoed": "9999-12-31T23:59:59Z"})

    assert item.embargo is not None
    assert not item.held


def test_a_deep_chain_of_associations_is_read_or_refused() -> None:
    item: dict[str, Any] = dict(URI)
    for _ in range(45):
        item = {**URI, "associations": {"next": item}}

    assert read_item(item).guid == URI["uri"]

    for _ in range(30):
        item = {**URI, "associations": {"next": item}}
    with pytest.raises(CopyError):
        read_item(item)


def test_addresses_of_programs_and_local_files_are_no_links() -> None:
    renditions = {
        name: {"href": href}
        for name, href in {
            "a": "javascript:alert(1)",
            "b": "file:///etc/passwd",
            "c": "data:text/html,x",
            "d": "1.jpg",
        }.items()
    }

    assert [link.href for link in read_item({**URI, "renditions": renditions}).links] == ["1.jpg"]


def test_the_only_required_key_makes_an_item() -> None:
    assert read_wire(b'{"uri": "urn:x:1"}').items[0].guid == "urn:x:1"


def test_plain_text_counts_more_than_nitf() -> None:
    bodies = [
        {
            "contenttype": "application/nitf+xml",
            "value": "<nitf><body><body.content><p>A</p></body.content></body></nitf>",
        },
        {"contenttype": "text/plain", "value": "B"},
    ]

    assert [
        block.text for block in read_wire(json.dumps({**URI, "bodies": bodies}).encode()).items[0].body
    ] == ["B"]


def test_a_timeline_with_single_concepts_is_read_with_a_warning() -> None:
    entries = [
        {
            "uri": f"urn:desk.example:timeline:{number}", "title": title,
            "descriptions": [{"role": "text", "contentType": "text/plain", "value": "Der Kran am Nordkai."}],
            "eventDetails": {"dates": {"estimatedStartDate": "2026-03-02"}, "organiser": {"name": "Werft"}},
            "events": {"id": str(number), "name": title, "literal": "KRAN"},
        }
        for number, title in enumerate(["Kran fällt", "Kran steht"])
    ]  # fmt: skip

    items = read_wire(json.dumps(entries).encode()).items

    assert [item.headline for item in items] == ["Kran fällt", "Kran steht"]
    assert [code.name for code in items[0].subjects] == ["Kran fällt"]
    assert any("events" in warning.message for warning in items[0].warnings)
    with pytest.raises(CopyError):
        read_wire(json.dumps([{**entries[0], "events": "Kran"}]).encode())
