"""NITF of each agency is read by the rules of the format."""

from pathlib import Path

import pytest
from lxml import etree

from articles.parsing.errors import CopyError
from articles.wire.nitf.body import read_nitf_body
from articles.wire.registry import read_wire
from tests.articles.wire.xml_fixtures import (
    list_fixtures,
    pick_wanted,
    public_text,
    read_expectation,
    read_fixture,
    read_or_refuse,
)
from tests.tables import each_of

FIXTURES = list_fixtures("nitf")


@each_of(FIXTURES)
def test_every_field_is_read_from_its_place(path: Path) -> None:
    wanted = read_expectation(path)
    reading = read_fixture(path)

    assert pick_wanted(reading, wanted["items"]) == wanted["items"]
    assert reading["format"] == "NITF"
    assert [text for text in wanted["private"] if text in public_text(reading)] == []


@each_of([
        ('management-status="embargoed"', None, True),
        ('management-status="Embargoed"><date.release norm="morgen"/', None, True),
        ('><date.issue norm="20260302T100000Z"/><date.release norm="20260302T110000Z"/', "2026-03-02T11:00:00+00:00", False),
        ('management-status="withheld"', None, False),
        ('management-status="review"', None, True),
        ('><ed-msg info="Strictly embargoed until Friday"/', None, True),
        ('><ed-msg info="The embargo on this story is lifted"/', None, False),
        ('><ed-msg info="An embargo on oil"/', None, False),
        ('><ed-msg info="Sperrfrist 18.00"/', None, True),
    ])  # fmt: skip
def test_an_embargo_holds_also_without_a_time(docdata: str, embargo: str | None, held: bool) -> None:
    raw = f"<nitf><head><docdata {docdata}></docdata></head><body><body.content><p>Kran</p></body.content></body></nitf>"
    item = read_wire(raw.replace("/></docdata>", "/></docdata>").encode()).items[0]

    assert ((item.embargo and item.embargo.isoformat()), item.held) == (embargo, held)


@each_of([
        ("<body.content><p>Kran</p><media><media-caption>Foto</media-caption></media></body.content>", ["Kran"]),
        ("<DataContent><p>Kran</p><p/><p>Werft</p></DataContent>", ["Kran", "Werft"]),
        ("<body.content>&lt;p&gt;Kran&lt;/p&gt;&lt;p&gt;Werft&lt;/p&gt;</body.content>", ["Kran", "Werft"]),
        ("<nitf><body><p>Kran</p></body></nitf>", ["Kran"]),
        ("<nitf><body><body.head><hedline><hl1>H</hl1></hedline></body.head></body></nitf>", []),
        ("<body><body.content><p>Kran</p></body.content><body.content><p>Werft</p></body.content></body>", ["Kran", "Werft"]),
        ("<nitf><body><body.content><pre>Kran\n\nWerft</pre></body.content></body></nitf>", ["Kran", "Werft"]),
    ])  # fmt: skip
def test_a_body_is_read_from_any_element_that_embeds_it(raw: str, texts: list[str]) -> None:
    assert [block.text for block in read_nitf_body(etree.fromstring(raw)).blocks] == texts


def test_a_document_without_head_and_body_is_refused() -> None:
    with pytest.raises(CopyError, match="breaks the rules of NITF"):
        read_wire(b"<nitf><p>Kran</p></nitf>")


@each_of(FIXTURES)
def test_damage_anywhere_gives_a_reading_or_a_refusal(path: Path) -> None:
    raw = path.read_bytes()
    for place in range(0, len(raw), len(raw) // 40):
        read_or_refuse(raw[:place])
        read_or_refuse(raw[:place] + raw[place + 7 :])
        read_or_refuse(raw[:place] + b"<>&" + raw[place:])


def test_an_identifier_that_is_text_counts() -> None:
    raw = b"<nitf><head><docdata><doc-id>nh-4711</doc-id></docdata></head><body><body.content><p>x</p></body.content></body></nitf>"

    item = read_wire(raw).items[0]

    assert (item.guid, item.guid_made) == ("nh-4711", False)
