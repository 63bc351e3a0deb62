"""NewsML 1 of each agency is read by the rules of the format and of the agency."""

from pathlib import Path

import pytest

from articles.parsing.errors import CopyError
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

FIXTURES = list_fixtures("newsml-1")
ITEM = (
    "<NewsML><NewsItem><Identification><NewsIdentifier>{identifier}</NewsIdentifier></Identification>"
    "<NewsManagement>{management}</NewsManagement>{component}</NewsItem></NewsML>"
)
TEXT = "<NewsComponent><ContentItem><DataContent>Der Kran steht.</DataContent></ContentItem></NewsComponent>"


@each_of(FIXTURES)
def test_every_field_is_read_from_its_place(path: Path) -> None:
    wanted = read_expectation(path)
    reading = read_fixture(path)

    assert pick_wanted(reading, wanted["items"]) == wanted["items"]
    assert reading["format"] == "NewsML 1"
    assert [text for text in wanted["private"] if text in public_text(reading)] == []


@each_of([
        ("<ProviderId>p.de</ProviderId><NewsItemId>7</NewsItemId>", "urn:newsml:p.de:7"),
        ("<NewsItemId>7</NewsItemId><PublicIdentifier>urn:newsml:www.belga.be</PublicIdentifier>", "urn:newsml:www.belga.be:7"),
        ("<NewsItemId>7</NewsItemId><PublicIdentifier>tag:p.de,2026:7</PublicIdentifier>", "tag:p.de,2026:7"),
        ("<NewsItemId>0</NewsItemId><PublicIdentifier>urn:newsml:www.belga.be</PublicIdentifier>", ""),
        ("", ""),
    ])  # fmt: skip
def test_an_identifier_is_built_as_the_standard_does_or_made_and_flagged(identifier: str, guid: str) -> None:
    item = read_wire(ITEM.format(identifier=identifier, management="", component="").encode()).items[0]

    assert (item.guid if guid else item.guid[:7], item.guid_made) == (guid or "sha256:", not guid)


@each_of([
        ('<Status FormalName="USABLE"/>', "usable", False, False, False),
        ('<Status FormalName="iptc:Canceled"/>', "canceled", False, False, False),
        ('<Status FormalName="Embargoed"/>', "usable", True, False, False),
        ('<Status FormalName="OPEN"/>', "usable", True, False, False),
        ('<Status FormalName="Withheld"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
         "<DateAndTime>20260303T060000Z</DateAndTime></StatusWillChange>", "withheld", False, True, False),
        ('<Status FormalName="Usable"/><StatusWillChange><FutureStatus FormalName="Canceled"/>'
         "<DateAndTime>20260303T060000Z</DateAndTime></StatusWillChange>", "usable", False, False, True),
    ])  # fmt: skip
def test_status_and_its_change_decide_the_use(
    management: str, status: str, held: bool, embargo: bool, expires: bool
) -> None:
    item = read_wire(ITEM.format(identifier="", management=management, component=TEXT).encode()).items[0]

    assert (item.pubstatus, item.held, bool(item.embargo), bool(item.expires)) == (
        status,
        held,
        embargo,
        expires,
    )


@each_of([
        ("<NewsComponent/>", "composite", []),
        ('<NewsComponent><NewsItemRef NewsItem="urn:newsml:a:1:b:1"/></NewsComponent>', "composite", []),
        ('<NewsComponent><ContentItem Href="kran.mp4"/></NewsComponent>', "video", []),
        ('<NewsComponent><Role FormalName="Photo"/><ContentItem><DataContent>Der Kran.</DataContent></ContentItem></NewsComponent>', "picture", []),
        ("<NewsComponent><ContentItem><DataContent>Der Kran.\n\nDie Werft.</DataContent></ContentItem></NewsComponent>", "text", ["Der Kran.", "Die Werft."]),
        ('<NewsComponent><ContentItem><Encoding Notation="Base64"><DataContent>S3Jhbg==</DataContent></Encoding></ContentItem></NewsComponent>', "text", ["Kran"]),
        ('<NewsComponent><ContentItem><Encoding Notation="Base64"><DataContent>?</DataContent></Encoding></ContentItem></NewsComponent>', "text", []),
        ("<NewsComponent><ContentItem><DataContent><body><body.content>Kran&lt;BR&gt;&lt;BR&gt;Werft</body.content></body></DataContent></ContentItem></NewsComponent>", "text", ["Kran", "Werft"]),
        (f"<NewsComponent><ContentItem><DataContent>{'Kran ' * 30}\n{'Werft ' * 30}</DataContent></ContentItem></NewsComponent>", "text", [("Kran " * 30).strip(), ("Werft " * 30).strip()]),
        ("<TopicSet/>", "concept", []),
    ])  # fmt: skip
def test_the_kind_and_the_text_follow_the_content(component: str, kind: str, texts: list[str]) -> None:
    item = read_wire(ITEM.format(identifier="", management="", component=component).encode()).items[0]

    assert (item.kind, [block.text for block in item.body]) == (kind, texts)


def test_equivalents_in_one_language_are_one_story_and_markup_wins() -> None:
    content = "<ContentItem><DataContent>{}</DataContent></ContentItem>"
    component = f'<NewsComponent EquivalentsList="yes">{content.format("Kran")}{content.format("<p>Der Kran</p>")}</NewsComponent>'
    item, *others = read_wire(ITEM.format(identifier="", management="", component=component).encode()).items

    assert ([block.text for block in item.body], others) == (["Der Kran"], [])
    assert "The item has several texts; the first one is read." not in [one.message for one in item.warnings]


def test_a_file_without_items_is_refused() -> None:
    with pytest.raises(CopyError, match="breaks the rules of NewsML 1: NewsItem"):
        read_wire(b"<NewsML><NewsEnvelope/></NewsML>")


@each_of(FIXTURES)
def test_damage_anywhere_gives_a_reading_or_a_refusal(path: Path) -> None:
    raw = path.read_bytes()
    for place in range(0, len(raw), len(raw) // 40):
        read_or_refuse(raw[:place])
        read_or_refuse(raw[:place] + raw[place + 9 :])
        read_or_refuse(raw[:place] + b"<NewsComponent/>" + raw[place:])


def test_nitf_that_is_sent_as_escaped_text_is_read_as_nitf() -> None:
    nitf = (
        "<nitf><body><body.head><hedline><hl1>Kran</hl1></hedline><byline>Von Ida Brandt</byline></body.head>"
        "<body.content><p>Der Kran steht.</p></body.content></body></nitf>"
    )
    component = (
        "<NewsComponent><ContentItem><DataContent><![CDATA[{}]]></DataContent></ContentItem></NewsComponent>"
    )
    whole = ITEM.format(identifier="", management="", component=component.format(nitf))
    broken = ITEM.format(
        identifier="", management="", component=component.format(nitf.replace("</nitf>", ""))
    )
    item = read_wire(whole.encode()).items[0]

    assert (item.headline, item.byline, [block.text for block in item.body]) == (
        "Kran", "Von Ida Brandt", ["Der Kran steht."],
    )  # fmt: skip
    assert "Der Kran steht." in [block.text for block in read_wire(broken.encode()).items[0].body]


def test_a_news_item_without_its_envelope_is_read() -> None:
    item = read_wire(
        b"<NewsItem><NewsComponent><NewsLines><HeadLine>Der<br/>Kran</HeadLine></NewsLines></NewsComponent></NewsItem>"
    ).items[0]

    assert item.headline == "Der Kran"


@each_of([
        ("<NewsML>" + "<NewsItem/>" * 2_001 + "</NewsML>", "NewsItem × 2,001"),
        ("<NewsML><NewsItem>" + "<NewsComponent/>" * 3_001 + "</NewsItem></NewsML>", "NewsComponent × 3,001"),
        ("<NewsML><NewsItem>" + "<NewsComponent>" * 30 + "</NewsComponent>" * 30 + "</NewsItem></NewsML>",
         "NewsComponent/NewsComponent × 21"),
    ])  # fmt: skip
def test_more_parts_than_any_agency_sends_are_refused(raw: str, problem: str) -> None:
    with pytest.raises(CopyError, match=problem):
        read_wire(raw.encode())


@each_of(
    [
        '<DataContent><![CDATA[<html xmlns="http://www.w3.org/1999/xhtml"><head><title /></head><body>'
        "<p>El faro luce.</p><p>La obra acaba.</p></body></html>]]></DataContent>",
        "<Comment>Nota interna</Comment><p>El faro luce.</p><p>La obra acaba.</p>",
        "<DataContent><nitf><body><body.content><p><![CDATA[<p>El faro luce.</p><p>La obra acaba.</p>]]></p>"
        "</body.content></body></nitf></DataContent>",
    ]
)
def test_a_text_is_found_however_its_agency_wraps_it(content: str) -> None:
    component = f"<NewsComponent><ContentItem>{content}</ContentItem></NewsComponent>"

    item = read_wire(ITEM.format(identifier="", management="", component=component).encode()).items[0]

    assert [(block.tag, block.text) for block in item.body] == [
        ("p", "El faro luce."),
        ("p", "La obra acaba."),
    ]
