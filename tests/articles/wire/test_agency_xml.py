"""The agencies' own XML is read by its elements, not by its root alone."""

from pathlib import Path

import pytest

from articles.parsing.errors import CopyError, CopyIsUnknownMarkup
from articles.wire.detect import detect_format
from articles.wire.formats import Format
from articles.wire.registry import XML_READERS, read_wire
from articles.wire.safe_xml import parse_xml
from tests.articles.wire.xml_fixtures import (
    ZONE,
    list_fixtures,
    pick_wanted,
    public_text,
    read_expectation,
    read_fixture,
    read_or_refuse,
)
from tests.tables import each_of

FIXTURES = list_fixtures("agency-xml")


@each_of(FIXTURES)
def test_every_field_is_read_from_its_place(path: Path) -> None:
    wanted = read_expectation(path)
    reading = read_fixture(path)

    assert pick_wanted(reading, wanted["items"]) == wanted["items"]
    assert reading["format"] == wanted["format"]
    assert [text for text in wanted["private"] if text in public_text(reading)] == []


@each_of([
        "<release><name>1.0</name></release>", "<Publish><Song/></Publish>", "<result><row/></result>",
        "<document><para>Kran</para></document>", "<releases><release/></releases>",
    ])  # fmt: skip
def test_another_use_of_the_same_root_element_is_unknown(raw: str) -> None:
    assert detect_format(raw.encode()) is Format.XML
    with pytest.raises(CopyIsUnknownMarkup, match="Unknown format: XML, root element"):
        read_wire(raw.encode())


@each_of(["Ritzau XML", "Solita XML", "CP Jimi XML", "NTB event XML"])
def test_a_reader_refuses_a_file_without_its_elements(found: str) -> None:
    with pytest.raises(CopyError):
        XML_READERS[found](parse_xml(b"<list><other/></list>"), ZONE)


@each_of(FIXTURES)
def test_damage_anywhere_gives_a_reading_or_a_refusal(path: Path) -> None:
    raw = path.read_bytes()
    for place in range(0, len(raw), len(raw) // 40):
        read_or_refuse(raw[:place])
        read_or_refuse(raw[:place] + raw[place + 9 :])
        read_or_refuse(raw[:place] + b"<p>&amp;</p>" + raw[place:])


def test_the_stories_of_a_feed_of_ritzau_are_read() -> None:
    news = "<RBNews><NewsID>12</NewsID><headline>Kranen</headline><content>Kranen er oppe.</content></RBNews>"

    reading = read_wire(f"<ritzau_feed>{news}</ritzau_feed>".encode())

    assert (reading.format, [item.guid for item in reading.items]) == ("Ritzau XML", ["12"])
