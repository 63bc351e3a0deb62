"""Mark-up is told by its content and never read as prose."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.parsing import errors
from articles.parsing.errors import CopyError
from articles.parsing.story.parse import read_copy
from articles.wire.charset import decode_wire, mark_utf_16
from articles.wire.detect import decode_text, detect_format, refuse_markup
from articles.wire.formats import Format
from articles.wire.registry import detect_wire_format
from articles.wire.safe_xml import parse_xml
from tests.articles.parsing.story.copy_cases import stories
from tests.articles.parsing.story.odd_copy import ODD_COPY
from tests.tables import each_of

G2 = '<?xml version="1.0"?>\n<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1"><itemMeta/></newsItem>'
SEVEN_NINE = "\x01bdt0123 4 pl 120  dpa 0456\r\n\r\nHafen/Nordhaven/\r\n\x02Kran steht wieder =\r\n\r\nNordhaven (dpa) - Er steht.\x03021512 Mrz 26\x04"
ANPA = "\x16\x16\x01W2870_asian\r\nf l\x13\x11 BC-Crane 11-13 1049\r\n\x02^BC-Crane,46<\r\n^Crane is back <\r\n   PORT (AP) _ It is.\x03\x04"
MAIL = (
    "Received: from mx.example by mail.example; Mon, 2 Mar 2026 12:00:00 +0100\nMIME-Version: 1.0\n"
    "Subject: =?utf-8?Q?Kran?=\nFrom: a@b.example\nContent-Type: text/plain; charset=utf-8\n\nDer Kran steht."
)
FORMATS = [
    (G2, Format.NEWSML_G2),
    (f"﻿\n\n  {G2}", Format.NEWSML_G2),
    ('<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet/></newsMessage>', Format.NEWSML_G2),
    ('<?xml version="1.0"?><ns0:newsItem xmlns:ns0="http://iptc.org/std/nar/2006-10-01/"/>', Format.NEWSML_G2),
    ('<?xml version="1.0"?><!DOCTYPE NewsML SYSTEM "NewsML_1.2.dtd"><NewsML><NewsItem/></NewsML>', Format.NEWSML_1),
    ("<?xml version='1.0'?><!-- von der Agentur --><nitf><head/></nitf>", Format.NITF),
    ("<nitf><body><body.content><p>Kran</p></body.content></body></nitf>", Format.NITF),
    ('<rss version="2.0"><channel><title>Kran</title></channel></rss>', Format.RSS),
    ('<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', Format.RSS),
    ('<feed xmlns="http://www.w3.org/2005/Atom"><title>Kran</title></feed>', Format.ATOM),
    ('<?xml version="1.0"?><meldung><titel>Kran</titel></meldung>', Format.XML),
    ("<meldung>\n<titel>Kran</titel>\n</meldung>", Format.XML),
    ('<?xml version="1.0"?>', Format.XML),
    ("Hier die Datei:\n\n<?xml version='1.0'?>\n<x/>", Format.XML),
    ('{"uri": "urn:x:1", "type": "text", "pubstatus": "usable", "headline": "Kran"}', Format.NINJS),
    ('{"uri": "urn:x:1", "standard": {"name": "ninjs", "version": "2.1"}}', Format.NINJS),
    ('{"guid": "urn:x:1", "body_html": "<p>Kran</p>"}', Format.NINJS),
    ('[{"guid": "urn:x:1", "body_html": "<p>Kran</p>"}]', Format.NINJS),
    ('{"title": "Kran", "text": "steht"}', Format.JSON),
    ('{"title": "Kran", "text": "ste', Format.JSON),
    ('{"title": "Kran"}\n{"title": "Werft"}', Format.JSON),
    ("[]", Format.JSON),
    (MAIL, Format.MAIL),
    ("--=_abc123\nContent-Type: text/plain\n\nDer Kran", Format.MAIL),
    (SEVEN_NINE, Format.IPTC_7901),
    (ANPA, Format.ANPA),
    ("<!DOCTYPE html>\n<html><body><p>Kran</p></body></html>", Format.HTML),
    ("<html><h1>Kran</h1></html>", Format.HTML),
    ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', Format.HTML),
    (r"{\rtf1\ansi Der Kran steht.}", Format.RTF),
    ("%PDF-1.7\n1 0 obj", Format.PDF),
    ("BEGIN:VCALENDAR\nSUMMARY:Rat tagt", Format.CALENDAR),
]  # fmt: skip
PROSE = [
    "Kran steht wieder\n\nDer Kran steht.",
    "<p>Der Kran steht wieder.</p><p>Er ist hoch.</p>",
    "<b>Kran</b> steht wieder",
    "<max@example.org> schrieb: Der Kran steht.",
    "< 3 Prozent Zuwachs im Hafen",
    "<Bild folgt> Der Kran steht.",
    "[Anmerkung der Redaktion] Der Kran steht.",
    "[1] Der Kran steht.",
    "{Kicker} Der Kran steht.",
    "Von: Ida Brandt\nAn: Redaktion\nBetreff: Kran\n\nDer Kran steht.",
    "From: Ida Brandt\nTo: Desk\nSubject: Crane\nDate: Monday\n\nThe crane is back.",
    "Achtung: Der Kran steht.\nRat: „Wir freuen uns“\n\nText.",
    "Das Format heißt XML und beginnt mit einer Deklaration.",
    "% PDF ist ein Format",
    "feed the birds",
    "bdt0123 4 pl 120  dpa 0456\n\nHafen/\nKran steht =\n\nNordhaven (dpa) - Er steht.",
]


@each_of(FORMATS)
def test_a_format_is_told_by_its_content(raw: str, found: Format):
    assert detect_format(raw.encode()) is found


@each_of(PROSE)
def test_prose_is_text_whatever_it_begins_with(raw: str):
    assert detect_format(raw.encode()) is Format.TEXT


@each_of([*ODD_COPY.values(), *(row["raw"] for row in stories())])
def test_no_labelled_copy_is_taken_for_another_format(raw: str):
    refuse_markup(raw.encode(), said_to_be_html=True)


@each_of(FORMATS)
def test_every_format_is_refused_with_its_name_or_with_what_is_wrong(raw: str, found: Format):
    with pytest.raises(CopyError) as refused:
        refuse_markup(raw.encode())

    named = refused.value.message.startswith(
        (f"This format is not supported yet: {found.value}.", "Unknown format: XML, root element")
    )
    assert named or isinstance(refused.value, errors.MarkupIsBroken)


def test_html_that_is_handed_in_as_html_is_let_through():
    refuse_markup(b"<!DOCTYPE html><html><p>Kran</p></html>", said_to_be_html=True)


@each_of(["utf-16", "utf-8-sig"])
def test_mark_up_is_told_in_every_encoding_that_says_what_it_is(encoding: str):
    assert detect_format(G2.encode(encoding)) is Format.NEWSML_G2


@given(
    st.sampled_from([raw for raw, _ in FORMATS]), st.text(alphabet=" \n\t﻿", max_size=5), st.integers(0, 40)
)
def test_mark_up_that_breaks_off_or_is_led_by_blanks_never_becomes_a_story(raw: str, before: str, cut: int):
    broken = f"{before}{raw[: max(20, len(raw) - cut)]}".encode()

    try:
        refuse_markup(broken)
        copy = read_copy(decode_text(broken))
    except CopyError:
        return

    headline = copy.headline.value if copy.headline else ""
    assert not headline.startswith(("<?xml", "<", "{", "["))


def bomb(levels: int = 9) -> str:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(levels))
    return f'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY e0 "ha">{entities}]><nitf>&e{levels};</nitf>'


HOSTILE = [
    (bomb(), errors.MarkupDeclaresEntities),
    (
        '<?xml version="1.0"?><!DOCTYPE n [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf>&x;</nitf>',
        errors.MarkupDeclaresEntities,
    ),
    ('<!DOCTYPE n [<!ENTITY % x SYSTEM "http://x.example/e.dtd">%x;]><nitf/>', errors.MarkupDeclaresEntities),
    (f"<nitf>{'<p>' * 201}{'</p>' * 201}</nitf>", errors.MarkupIsTooDeep),
    (f"<nitf>{'<p/>' * 200_001}</nitf>", errors.MarkupIsTooLarge),
    (f"<nitf>{'x' * 10_000_001}</nitf>", errors.CopyTooLarge),
    ("<?xml version='1.0'?>\n<nitf><p>Kran & Werft</p></nitf>", errors.MarkupIsBroken),
    ("<?xml version='1.0'?><nitf><p>Kran", errors.MarkupIsBroken),
    (f"{'[' * 100_000}", errors.MarkupIsTooDeep),
    ('{"a": ' * 300 + "1" + "}" * 300, errors.MarkupIsTooDeep),
    ('{"uri": "x", "pubstatus": ', errors.MarkupIsBroken),
    ('{"n": ' + "9" * 5_000 + "}", errors.MarkupIsBroken),
]


@each_of(HOSTILE)
def test_hostile_or_broken_mark_up_is_refused_for_what_it_is_and_fast(raw: str, refusal: type[CopyError]):
    begun = time.process_time()

    with pytest.raises(refusal):
        refuse_markup(raw.encode())

    assert time.process_time() - begun < 2


def test_a_broken_file_is_told_with_line_and_column():
    with pytest.raises(errors.MarkupIsBroken) as refused:
        parse_xml(b"<nitf>\n<p>Kran & Werft</p>\n</nitf>")

    assert "line 2, column 9" in refused.value.message


def test_a_doctype_alone_is_read_over_and_never_loaded():
    assert parse_xml(b'<!DOCTYPE nitf SYSTEM "http://x.example/nitf.dtd"><nitf/>').tag == "nitf"


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_told_or_refused_in_words(raw: bytes):
    try:
        refuse_markup(raw)
    except CopyError as refusal:
        assert refusal.message


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=9),
        lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=9), one, max_size=3),
        max_leaves=12,
    ).filter(lambda value: isinstance(value, dict))
)
def test_every_json_object_is_json(value: object):
    assert detect_format(json.dumps(value).encode()) in {Format.JSON, Format.NINJS}


def test_single_broken_bytes_in_utf8_are_refused_with_their_place():
    raw = "Fähre fährt über den Fluß".encode() + b"\xe4 und steht"

    with pytest.raises(errors.CopyIsMisencoded) as refused:
        decode_text(raw)

    assert refused.value.where == 29


@each_of(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_the_encodings_of_old_programs_keeps_its_umlauts(encoding: str):
    assert decode_text("Fähre über „Süd“".encode(encoding)) == "Fähre über „Süd“"


@each_of(["<", "<?xml ", "<!--", '{"a":', "<!DOCTYPE x [", "a:\n", "[[", '"', "<a:b "])
def test_the_time_to_tell_a_format_does_not_explode(unit: str):
    begun = time.process_time()

    detect_format((unit * (2_000_000 // len(unit))).encode())

    assert time.process_time() - begun < 4


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["<nitf><body/></nitf>", '{"uri": "urn:x:1", "headline": "Käse"}'])
def test_utf_16_is_recognized_without_a_byte_order_mark(encoding: str, text: str) -> None:
    assert detect_wire_format(mark_utf_16(text.encode(encoding))) in {Format.NITF, Format.NINJS}


def test_an_encoding_that_is_no_superset_of_ascii_is_warned_of() -> None:
    assert decode_wire(b'<?xml version="1.0" encoding="UTF-7"?><p>+ADw-</p>').warnings
    assert not decode_wire(b'<?xml version="1.0" encoding="ISO-8859-15"?><p>Kran</p>').warnings
