"""Messages of ANPA 1312 are read in the forms of AP and Kyodo."""

import random
from pathlib import Path
from typing import Any

import pytest

from articles.parsing.errors import WireFileIsInvalid
from articles.wire.detect import detect_format
from articles.wire.formats import Format
from articles.wire.registry import detect_wire_format, read_wire
from articles.wire.text_messages.anpa import read_anpa
from tests.articles.wire.wire_fixtures import BERLIN, is_survived, list_fixtures, load_expected, read_fixture
from tests.tables import each_of

FIXTURES = list_fixtures("anpa")
STORY = (
    "\x16\x16\x01W2870\x1f_asian\r\n{priority} d\x13\x11 BC-US--PortCrane   03-02 0090\r\n\x02^BC-US--Port Crane,90<\r\n"
    "^Crane is back<\r\n{header}\t   PORT ELDA (AP) _ It is back.\r\n\x03AP-WF-03-02-26 0900GMT<\r\n\x04"
)


def read_story(priority: str = "r", header: str = "") -> Any:
    return read_anpa(STORY.format(priority=priority, header=header).encode(), BERLIN).items[0]


@each_of(FIXTURES)
def test_a_file_is_read_as_expected(path: Path) -> None:
    assert read_fixture(path) == load_expected(path)


@each_of(FIXTURES)
def test_any_damage_gives_a_reading_or_an_error_in_words(path: Path) -> None:
    raw, chance = path.read_bytes(), random.Random(7)
    cut = [raw[:length] for length in range(0, len(raw), 7)]
    changed = [
        bytes(chance.choice([byte, byte, byte, chance.randrange(256)]) for byte in raw) for _ in range(40)
    ]

    assert all(is_survived(damaged) for damaged in cut + changed)


@each_of([("f", 1), ("b", 2), ("u", 3), ("r", 4), ("d", 5), ("s", None), ("F", 1)])
def test_the_priority_is_the_urgency(priority: str, urgency: int | None) -> None:
    assert read_story(priority).urgency == urgency


@each_of(
    [
        ("^Eds: With AP Photos.<", "Eds: With AP Photos."),
        ("^(Eds: Adds quote.)<", "(Eds: Adds quote.)"),
        ("^EDITOR'S NOTE _ It stands.<", "EDITOR'S NOTE _ It stands."),
        ("^AP Photo XX101, XX102<", "AP Photo XX101, XX102"),
        ("^URGENT<", "URGENT"),
    ]
)
def test_notes_of_the_header_are_private_and_no_text(line: str, note: str) -> None:
    item = read_story(header=f"{line}\r\n")

    assert [(one.text, one.public) for one in item.ednotes] == [(note, False)]
    assert (item.headline, item.teaser, len(item.body)) == ("Crane is back", "", 1)


def test_a_message_without_syn_is_known_by_the_unit_separator() -> None:
    assert detect_format(b"\x01a0123KYODO\x1f-\r\nr i\x13\x11 BC-x 02-03 01\r\n\x02x\x03") is Format.ANPA
    assert detect_format(b"\x01bdt0101 4 vm 30  dpa 0000\n\nx/\n\x02x\x03") is Format.IPTC_7901


def test_a_file_without_a_header_is_refused() -> None:
    with pytest.raises(WireFileIsInvalid):
        read_anpa(b"\x16\x01\x1f\r\n\x02^Crane<\r\n\x03", BERLIN)


def test_bytes_of_padding_before_a_message_are_no_binary_file() -> None:
    padded = b"\x00\x00\x7f\r\n\x01bdt0101 4 vm 30  dpa 0000\n\nx/\n\x02x\x03"

    assert detect_format(padded) is Format.IPTC_7901
    assert detect_format(b"\x00\x01\x00\x00\x00\x0f\x02font") is Format.BINARY


def test_messages_without_a_number_have_identifiers_of_their_own() -> None:
    one, two = (
        read_anpa(STORY.replace("W2870", "W0000").format(priority="r", header=header).encode(), BERLIN).items[
            0
        ]
        for header in ("^By IDA BRANDT<\r\n", "")
    )

    assert one.guid.startswith("W0000-20260302-")
    assert one.guid != two.guid


BARE = """^BC-US--Port Crane, 1st Ld-Writethru,90<
^Crane is back at the port<
^Eds: UPDATES with quote.<
^By IDA BRANDT=
   PORT ELDA (AP) _ The crane is back, workers said.^
   It lifts 10^3 tons.<
^HOW IT CAME<
   The ship came on Monday.
^Associated Press writer Jon Ott contributed to this report.<
"""


def test_a_message_without_its_first_line_is_known_by_its_carets() -> None:
    item = read_wire(BARE.encode(), zone=BERLIN).items[0]

    assert (item.headline, item.slugline) == (
        "Crane is back at the port",
        "BC-US--Port Crane, 1st Ld-Writethru",
    )
    assert (item.byline, [note.text for note in item.ednotes]) == (
        "By IDA BRANDT",
        ["Eds: UPDATES with quote."],
    )
    assert [(block.tag, block.text) for block in item.body] == [
        ("p", "PORT ELDA (AP) _ The crane is back, workers said."),
        ("p", "It lifts 10^3 tons."),
        ("h3", "HOW IT CAME"),
        ("p", "The ship came on Monday."),
        ("p", "Associated Press writer Jon Ott contributed to this report."),
    ]


def test_a_text_with_few_carets_is_no_message() -> None:
    assert detect_wire_format(b"^Note<\n^Second<\n\nPORT ELDA (AP) _ It is back.\n") is Format.TEXT
