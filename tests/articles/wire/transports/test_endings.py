"""The end of a file: missing in every cut one, present in every whole one, found in little time."""

import json
import time

from hypothesis import given
from hypothesis import strategies as st

from articles.wire.transports.endings import Ending, find_ending
from tests.articles.wire.test_detect import ANPA, G2, MAIL, SEVEN_NINE
from tests.factories import picture_bytes
from tests.tables import each_of

NITF = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd" [ <!ELEMENT x ANY> ]>\n<!-- a > b -->\n'
    "<nitf><head><title>Kran</title></head><body><body.content><p>Der Kran steht &lt;/nitf&gt; wieder.</p>"
    "</body.content></body></nitf>"
)
NINJS = json.dumps(
    {"uri": "urn:x:1", "headline": 'Kran "Nord" {steht', "body_text": "a\\", "n": [1, {"b": "]"}]}
)
WHOLE = {
    "G2": G2.encode(),
    "G2 with blanks": f"\ufeff\n {G2}\r\n\n".encode(),
    "XML with a comment after it": f"{NITF}<!-- sent 12:00 -->\x1a".encode(),
    "NITF": NITF.encode(),
    "an empty root": b'<?xml version="1.0"?><newsItem guid="a>b"/>',
    "UTF-16": NITF.encode("utf-16"),
    "XML with a fault inside": NITF.replace("</title>", "</titel>").encode(),
    "ninjs": NINJS.encode(),
    "a list": f"[{NINJS},{NINJS}]\n".encode(),
    "JSON with a fault inside": b'{"a": 1,, "b": nan}',
    "text": "Nordhaven (dpa) - Der Kran steht".encode("latin-1"),
    "text in brackets": b"[Achtung Redaktionen: der Kran",
    "an address": b"<max@example.org> schreibt",
    "7901": SEVEN_NINE.encode(),
    "ANPA": ANPA.encode(),
    "mail": MAIL.encode(),
    "HTML without its last tag": b"<!doctype html><html><body><p>Kran",
    "picture": picture_bytes(),
    "picture with data after it": picture_bytes() + b"\0" * 500,
}


@each_of(WHOLE)
def test_a_whole_file_has_its_end(name: str) -> None:
    assert find_ending(WHOLE[name]) is Ending.PRESENT


@each_of([G2.encode(), NITF.encode(), NINJS.encode(), f"[{NINJS},{NINJS}]".encode()])
def test_a_file_cut_anywhere_has_no_end(raw: bytes) -> None:
    # The first few letters do not show yet that this is XML or JSON.
    found = [cut for cut in range(30, len(raw)) if find_ending(raw[:cut]) is not Ending.MISSING]

    assert found == []


def test_a_cut_picture_is_doubtful_and_an_empty_file_has_no_end() -> None:
    assert find_ending(picture_bytes()[:400]) is Ending.DOUBTFUL
    assert find_ending(b" \r\n\0") is Ending.MISSING


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"<", b"{", b"[{", b"\xff\xfe<", b"<?xml ?>", b"<a><!--"])
)
def test_any_bytes_are_judged(raw: bytes, opening: bytes) -> None:
    assert find_ending(opening + raw) in Ending


@each_of(
    [
        b'{"' + b'\\"' * 2_000_000,
        b"<a" + b' b="' * 500_000,
        b"<!--" * 1_000_000,
        b"<?xml version='1.0'?>" + b"<!" * 1_000_000,
        b"[" * 3_000_000,
    ]
)
def test_a_hostile_file_is_judged_in_little_time(raw: bytes) -> None:
    began = time.process_time()

    find_ending(raw)

    assert time.process_time() - began < 5
