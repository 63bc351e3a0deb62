"""Files in NewsML-G2 as the agencies send them, about invented events."""

import json
import random
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from articles.parsing.errors import CopyError, WireFileIsInvalid
from articles.wire.item import NewsItem, Notice, PubStatus
from articles.wire.registry import read_wire
from articles.wire.to_dict import reading_to_dict
from tests.tables import each_of

DATA = Path(__file__).parent / "data" / "newsml-g2"
FILES = sorted(DATA.glob("*.xml"))
HELSINKI = ZoneInfo("Europe/Helsinki")
ITEM = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1" '
    'standard="NewsML-G2" standardversion="2.30" xml:lang="{language}"><itemMeta>'
    '<itemClass qcode="ninat:text"/><provider literal="X"/><versionCreated>2026-03-02T12:00:00Z</versionCreated>{meta}'
    "</itemMeta><contentMeta>{content}</contentMeta><contentSet>{body}</contentSet></newsItem>"
)


def read_item(*, meta: str = "", content: str = "", body: str = "", language: str = "de") -> NewsItem:
    source = ITEM.format(meta=meta, content=content, body=body, language=language)
    return read_wire(source.encode()).items[0]


def read_texts(item: NewsItem) -> list[str]:
    return [block.text for block in item.body]


def wrap_html(inner: str) -> str:
    return f'<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{inner}</body></html></inlineXML>'


def find_differences(expected: Any, given: Any, path: str = "") -> list[str]:
    """Return the places that differ; a null is a field that must be absent."""
    if isinstance(expected, dict) and isinstance(given, dict) and path.count("/") < 2:
        return [
            line
            for key, value in expected.items()
            for line in find_differences(value, given.get(key), f"{path}/{key}")
        ]
    if path == "/items":
        assert len(expected) == len(given)
        return [
            line
            for number, (one, other) in enumerate(zip(expected, given, strict=True))
            for line in find_differences(one, other, f"items[{number}]")
        ]
    return [] if expected == given else [f"{path}: {given!r} instead of {expected!r}"]


@each_of(FILES)
def test_a_file_is_read_as_expected(file: Path) -> None:
    answer = reading_to_dict(read_wire(file.read_bytes(), zone=HELSINKI))
    expected = json.loads(file.with_suffix(".expected.json").read_text("utf-8"))
    assert find_differences(expected, answer) == []


@each_of(FILES)
def test_damage_gives_a_reading_or_a_copy_error(file: Path) -> None:
    raw = file.read_bytes()
    chance = random.Random(file.stem)
    for _ in range(60):
        place = chance.randrange(len(raw))
        cut = chance.choice([0, 1, 3, 40, len(raw)])
        inserted = chance.choice([b"", b"<", b"&amp;", b"\x00", b'"', b"9", b"</p>", "ü".encode("latin-1")])
        damaged = raw[:place] + inserted + raw[place + cut :]
        try:
            reading_to_dict(read_wire(damaged))
        except CopyError as refusal:
            assert refusal.message


@each_of(FILES)
def test_private_notes_are_in_no_public_field(file: Path) -> None:
    for item in read_wire(file.read_bytes()).items:
        shown = " ".join(
            [item.headline, item.teaser, item.byline, item.dateline, item.creditline, *read_texts(item)]
        )
        assert [note.text for note in item.ednotes if not note.public and note.text in shown] == []


def test_an_item_without_any_metadata_is_refused() -> None:
    with pytest.raises(WireFileIsInvalid, match="newsItem without itemMeta"):
        read_wire(b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="x"></newsItem>')


def test_a_message_without_items_is_refused() -> None:
    with pytest.raises(WireFileIsInvalid, match="without items"):
        read_wire(b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet/></newsMessage>')


def test_a_made_guid_is_the_same_each_time() -> None:
    raw = (DATA / "damaged-rules.xml").read_bytes()
    guids = {read_wire(raw).items[0].guid for _ in range(2)}
    assert len(guids) == 1
    assert guids.pop().startswith("sha256:")


def test_each_field_names_its_place_in_the_file() -> None:
    item = read_wire((DATA / "dpa-story.xml").read_bytes()).items[0]
    assert item.paths["headline"] == "contentMeta/headline"
    assert item.paths["pubstatus"] == "itemMeta/pubStatus"
    assert item.paths["body"] == "contentSet/inlineXML"


@each_of([("usable", PubStatus.USABLE), ("Withheld", PubStatus.WITHHELD), ("cancelled", PubStatus.CANCELED)])
def test_a_status_is_read_in_all_spellings(written: str, status: PubStatus) -> None:
    assert read_item(meta=f'<pubStatus qcode="stat:{written}"/>').pubstatus is status
    assert (
        read_item(meta=f'<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/{written}"/>').pubstatus
        is status
    )


def test_an_absent_status_is_usable() -> None:
    assert read_item().pubstatus is PubStatus.USABLE


def test_an_embargo_without_offset_is_in_the_zone_of_the_source() -> None:
    source = ITEM.format(
        meta="<embargoed>2026-07-01T06:00:00</embargoed>", content="", body="", language="de"
    )
    item = read_wire(source.encode(), zone=HELSINKI).items[0]
    assert item.embargo is not None
    assert item.embargo.isoformat() == "2026-07-01T06:00:00+03:00"


@each_of(["de", "de-AT", "en"])
def test_texts_in_the_language_of_the_item_are_preferred(tag: str) -> None:
    content = (
        f'<language tag="{tag}"/><headline xml:lang="de">Kran kippt</headline>'
        '<headline xml:lang="en">Crane topples</headline>'
        '<subject qcode="x:1"><name xml:lang="en">Port</name><name xml:lang="de">Hafen</name></subject>'
    )
    item = read_item(content=content)
    german = tag != "en"
    assert item.headline == ("Kran kippt" if german else "Crane topples")
    assert item.subjects[0].name == ("Hafen" if german else "Port")
    assert item.subheadline == ""


def test_the_body_in_the_language_of_the_item_is_preferred() -> None:
    english = '<inlineXML xml:lang="en"><html><body><p>Crane.</p></body></html></inlineXML>'
    german = '<inlineXML xml:lang="de"><html><body><p>Kran.</p></body></html></inlineXML>'
    assert read_texts(read_item(body=english + german)) == ["Kran."]


def test_the_headline_comes_from_the_content_if_the_metadata_lack_it() -> None:
    item = read_item(body=wrap_html("<h1>Kran kippt</h1><p>Text.</p>"))
    assert (item.headline, read_texts(item)) == ("Kran kippt", ["Text."])


def test_the_title_of_the_item_is_its_last_headline() -> None:
    assert read_item(meta="<title>Kran kippt</title>").headline == "Kran kippt"


def test_active_content_is_left_out() -> None:
    item = read_item(body=wrap_html('<p onclick="x()">Kran.<script>x()</script></p><iframe src="http://x"/>'))
    assert [block.html for block in item.body] == ["<p>Kran.</p>"]


@each_of(
    [
        "<inlineXML>&lt;p&gt;Kran.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</inlineXML>",
        "<inlineXML><html><body>&lt;p&gt;Kran.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</body></html></inlineXML>",
        '<inlineData contenttype="text/html">&lt;p&gt;Kran.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</inlineData>',
    ]
)
def test_markup_that_is_written_as_text_is_read_as_markup(body: str) -> None:
    assert read_texts(read_item(body=body)) == ["Kran."]


@each_of(["x:nonpublic", "dpa7901rendition:public", "dpa7901rendition:headline"])
def test_plain_text_of_another_rendition_is_not_the_story(rendition: str) -> None:
    data = (
        f'<inlineData rendition="{rendition}">Telefon 123</inlineData><inlineData>Kran.\n\nZwei.</inlineData>'
    )
    assert read_texts(read_item(body=data)) == ["Kran.", "Zwei."]


def test_the_part_after_a_private_notice_becomes_notes() -> None:
    inner = "<p>Kran.</p><p>Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt</p><p>Telefon 123</p>"
    item = read_item(body=wrap_html(inner))
    assert read_texts(item) == ["Kran."]
    assert [(note.text, note.public) for note in item.ednotes] == [("Telefon 123", False)]


def test_a_private_headline_becomes_a_note() -> None:
    content = '<headline pubconstraint="x:nonpublic">Intern</headline><headline>Kran</headline>'
    item = read_item(content=content)
    assert item.headline == "Kran"
    assert [note.text for note in item.ednotes] == ["Intern"]


def test_a_document_type_with_an_undeclared_entity_is_read() -> None:
    source = ITEM.format(meta="", content="", body=wrap_html("<p>Kran&nbsp;kippt</p>"), language="de")
    reading = read_wire(f'<!DOCTYPE newsItem SYSTEM "x.dtd">{source}'.encode())
    assert read_texts(reading.items[0])[0].startswith("Kran")


@each_of(
    [
        (
            "NORDHAVEN, Dec. 03, 2026  (GLOBE NEWSWIRE) -- Kai said",
            "NORDHAVEN, Dec. 03, 2026 (GLOBE NEWSWIRE) -- ",
        ),
        ("Nordhaven (dpa) - Der Kran", "Nordhaven (dpa) - "),
        ("(Sports Network) - The crane", ""),
        ("Der Kran (40 Meter) ist umgestürzt.", ""),
    ]
)
def test_a_dateline_is_found_in_the_text(line: str, dateline: str) -> None:
    assert read_item(body=wrap_html(f"<h2>Title</h2><p>{line}</p>")).dateline == dateline


def test_a_dateline_that_is_a_time_is_none() -> None:
    assert read_item(content="<dateline>Mon Mar 02 12:00:00 UTC 2026</dateline>").dateline == ""


def test_entities_that_are_escaped_twice_are_repaired() -> None:
    item = read_item(
        content="<headline>Werft &amp;quot;Nord&amp;quot;</headline>",
        body=wrap_html("<p>5 o&amp;#39;clock</p>"),
    )
    assert (item.headline, read_texts(item)) == ('Werft "Nord"', ["5 o'clock"])


def test_a_caption_in_the_text_belongs_to_its_picture() -> None:
    figure = '<figure><img src="https://example.org/k.jpg"/><figcaption>Der Kran</figcaption></figure>'
    item = read_item(body=wrap_html(f"<p>Kran.</p>{figure}"))
    assert read_texts(item) == ["Kran."]
    assert [picture.caption for picture in item.associations] == ["Der Kran"]


def test_a_mandatory_kill_is_distinguished() -> None:
    item = read_item(meta="<edNote>MANDATORY KILL. Member discretion is not allowed.</edNote>")
    assert item.notices == (Notice.MANDATORY_KILL,)


def test_the_numbers_in_iptc_7901_are_read() -> None:
    content = (
        '<altId type="dpa7901rendition:iptc7901Id">bdt:0651:4:wi:496:dpa:4072::20260302171643MEZ</altId>'
        '<altId type="dpa7901rendition:iptc7901Id">lno:0077:4:wi:496:lno:4072::20260302171643MEZ</altId>'
    )
    assert read_item(content=content).sequence == "bdt0651, lno0077"


def test_an_embargo_that_cannot_be_read_does_not_hide_the_one_below_it() -> None:
    item = read_item(meta="<embargoed>demnächst</embargoed><embargoed>2026-07-01T06:00:00Z</embargoed>")

    assert item.embargo is not None
    assert item.held


def test_an_embargo_in_the_wrong_place_holds() -> None:
    item = read_item(content="<embargoed>2026-07-01T06:00:00Z</embargoed>")
    assert item.embargo is not None


@each_of(
    [
        ("<contentCreated>gestern</contentCreated>", "A date cannot be read: “gestern”."),
        ('<subject qcode="20000139"/>', "A code is malformed: “20000139”."),
        ("<contentCreated>2026-03</contentCreated><contentModified/>", None),
    ]
)
def test_broken_rules_are_warnings(content: str, warning: str | None) -> None:
    item = read_item(content=content, body=wrap_html("<p>Der Kran steht.</p>"))

    assert [one.message for one in item.warnings] == ([warning] if warning else [])


@each_of(
    [
        ("sig:correction", (Notice.CORRECTION,)),
        ("sig:repeat", (Notice.REPEAT,)),
        ("edStat:U", (Notice.UPDATE,)),
        ("edStat:D", (Notice.KILL,)),
        ("edStat:N", ()),
        ("sttinstruct:remove", (Notice.KILL,)),
        ("tt_sig:replace", (Notice.REWRITE,)),
        ("apaind:bild", ()),
    ]
)
def test_a_signal_becomes_a_notice(qcode: str, notices: tuple[Notice, ...]) -> None:
    assert read_item(meta=f'<signal qcode="{qcode}"/>').notices == notices


@each_of(
    [
        ({"content": "<headline>Kran</headline><urgency>4</urgency>"}, "contentMeta/urgency."),
        ({"content": "<urgency>4</urgency><urgency>4</urgency>"}, "contentMeta/urgency."),
        ({"content": '<headline rang="1">Kran</headline>'}, "headline/@rang."),
        ({"content": '<headline rank="first">Kran</headline>'}, "headline/@rank=“first”."),
        ({"content": '<headline role="main">Kran</headline>'}, "headline/@role=“main”."),
        ({"content": '<headline xml:lang="de_DE!">Kran</headline>'}, "headline/@lang=“de_DE!”."),
        ({"content": "<pubStatus qcode='stat:usable'/>"}, "contentMeta/pubStatus."),
        ({"content": '<language tag="de">deutsch</language>'}, "language (text)."),
        ({"content": "<language/>"}, "language/@tag."),
        ({"content": '<genre qcode="a:b"><name validto="morgen"/></genre>'}, "name/@validto=“morgen”."),
        ({"meta": '<edNote id="a">Eins</edNote><edNote id="a">Zwei</edNote>'}, "edNote/@id=“a”."),
        ({"body": '<inlineData wordcount="">Kran</inlineData>'}, "inlineData/@wordcount=“”."),
    ]
)
def test_a_break_of_the_schema_is_named_by_its_place(changed: dict[str, str], place: str) -> None:
    messages = [warning.message for warning in read_item(**changed).warnings]

    assert any(message.endswith(f"schema of NewsML-G2: {place}") for message in messages)


@each_of([("http://iptc.org/std/nar/2006-10-01/", ["headline/@rang."]), ("urn:of:an:agency", [])])
def test_a_break_of_the_schema_is_named_in_elements_with_a_prefix(namespace: str, places: list[str]) -> None:
    raw = (
        f'<n:newsItem xmlns:n="{namespace}" guid="urn:x:1" standard="NewsML-G2" standardversion="2.30"><n:itemMeta>'
        '<n:itemClass qcode="ninat:text"/><n:provider literal="X"/><n:versionCreated>2026-03-02T12:00:00Z'
        '</n:versionCreated></n:itemMeta><n:contentMeta><n:headline rang="1">Kran</n:headline></n:contentMeta>'
        "</n:newsItem>"
    )

    messages = [warning.message for warning in read_wire(raw.encode()).items[0].warnings]

    assert [one.rpartition(" ")[2] for one in messages if "schema" in one] == places


def test_elements_and_attributes_of_other_namespaces_break_no_rule() -> None:
    item = read_item(
        meta='<edNote xmlns:a="urn:a" a:flag="1">Kran</edNote><b:own xmlns:b="urn:b" rank="x"/>',
        content='<urgency>4</urgency><located literal="Nordhaven"/><headline rank="1">Kran</headline>',
        body=wrap_html("<p>Der Kran steht.</p>"),
    )

    assert item.warnings == ()


def test_text_in_base64_is_decoded() -> None:
    encoded = "RWluIEtyYW4u"

    assert read_texts(read_item(body=f'<inlineData encoding="enc:base64">{encoded}</inlineData>')) == [
        "Ein Kran."
    ]
    assert read_item(body=f'<inlineData encoding="enc:base64">{encoded}!</inlineData>').body == ()


def test_the_sign_off_of_apa_is_a_note() -> None:
    item = read_item(body=wrap_html("<p>Wien (APA) - Ein Kran.</p><p>(Schluss) ibr/mmu</p>"))

    assert (read_texts(item), item.ednotes[0].text) == (["Wien (APA) - Ein Kran."], "(Schluss) ibr/mmu")


def test_a_concept_of_the_class_event_has_the_name_and_place_of_the_event() -> None:
    raw = (
        '<conceptItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" standard="NewsML-G2" '
        'standardversion="2.30" xml:lang="de"><itemMeta><itemClass qcode="cinat:event"/><provider literal="X"/>'
        '<versionCreated>2026-03-02T12:00:00Z</versionCreated></itemMeta><concept><conceptId qcode="ev:1"/>'
        '<type qcode="cpnat:event"/><name>Kran-Fest</name><eventDetails><dates><start>2026-03-05</start></dates>'
        "<location><name>Nordhaven</name></location></eventDetails></concept></conceptItem>"
    )

    item = read_wire(raw.encode()).items[0]

    assert (item.headline, item.located, item.ednotes[0].text) == ("Kran-Fest", "Nordhaven", "2026-03-05")
