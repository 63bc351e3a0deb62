"""Messages of IPTC 7901 are read in every form that agencies give them."""

import random
from pathlib import Path
from typing import Any

import pytest

from articles.parsing.errors import WireFileIsInvalid
from articles.wire.text_messages.iptc_7901 import read_iptc_7901
from articles.wire.text_messages.iptc_7901_head import parse_head, split_head
from tests.articles.wire.wire_fixtures import BERLIN, is_survived, list_fixtures, load_expected, read_fixture
from tests.tables import each_of

FIXTURES = list_fixtures("iptc7901")
STORY = "\x01bdt0101 4 vm 30  dpa 0001\n\nHafen/\n\x02{head} =\n\n{text}\n\n\x03021015 Mrz 26\n\x04"


def read_story(head: str = "Kran steht", text: str = "Nordhaven (dpa) - Er steht.") -> Any:
    return read_iptc_7901(STORY.format(head=head, text=text).encode(), BERLIN).items[0]


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


@each_of([
        "# Notizblock", "# dpa NOTEBOOK", "# Notebook", "* * * *", "---", "## Kontakte", "Notizblock",
        "The following information is not for publication",
        "The following information is not intended for publication",
        "Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt",
    ])  # fmt: skip
def test_all_lines_from_the_marker_on_are_private(marker: str) -> None:
    item = read_story(text=f"Nordhaven (dpa) - Er steht.\n\n{marker}\n\nTel. 01234\n\ngeheim@werft.example")

    assert [block.text for block in item.body] == ["Nordhaven (dpa) - Er steht."]
    assert [(note.public, "geheim@" in note.text) for note in item.ednotes] == [(False, True)]


def test_the_rule_of_a_table_is_no_marker() -> None:
    item = read_story(text="Nordhaven (dpa) - Er steht.\n\nName | Tore\n---\nA | 1\n\nEnde.")

    assert item.body[-1].text == "Ende."


@each_of(["dpa ib xxno n1", "(SDA/ib)", "(SDA-ATS\\/ib)", "sda/ib", "lno ib xx", "dpa/lno ib/mm yyno z2 kb"])
def test_the_mark_of_the_desk_is_no_text(mark: str) -> None:
    item = read_story(text=f"Nordhaven (dpa) - Er steht.\n\n{mark}")

    assert (len(item.body), item.ednotes[0].text) == (1, mark)


def test_a_message_with_the_number_zero_has_an_identifier_of_its_text() -> None:
    one, two = (read_iptc_7901(STORY.replace("bdt0101", "bdt0000").format(head=head, text="Er steht.").encode(), BERLIN)
                for head in ("Eins", "Zwei"))  # fmt: skip

    assert one.items[0].guid.startswith("bdt0000-20260302-")
    assert one.items[0].guid != two.items[0].guid


@each_of([
        (["Kran steht"], "Kran steht", "", ()),
        (["коррекция", "", "Кран стоит"], "Кран стоит", "", ("коррекция",)),
        (["(Eil)", "Kran steht"], "Kran steht", "", ("(Eil)",)),
        (["(Berichtigung: Tag", "korrigiert)", "Kran steht"], "Kran steht", "", ("(Berichtigung: Tag korrigiert)",)),
        (["EXTRA", "2ND LEAD", "Crane is back"], "Crane is back", "", ("EXTRA", "2ND LEAD")),
        (["KRAN STEHT WIEDER"], "KRAN STEHT WIEDER", "", ()),
        (["KILL KILL KILL"], "KILL KILL KILL", "", ("KILL KILL KILL",)),
        (["Kran steht", "Von Ida Brandt, dpa"], "Kran steht", "Von Ida Brandt, dpa", ()),
        (["Crane is back", "By Ida Brandt and Max Muster"], "Crane is back", "By Ida Brandt and Max Muster", ()),
        (["Von Hamburg nach Nordhaven"], "Von Hamburg nach Nordhaven", "", ()),
        (["Europa sucht eine Antwort:", "Von der Werft in Nordhaven"],
         "Europa sucht eine Antwort: Von der Werft in Nordhaven", "", ()),
        (["Ein sehr langer Titel, der erst nach beinahe siebzig Zeichen bricht,", "Von Kritik unbeeindruckt"],
         "Ein sehr langer Titel, der erst nach beinahe siebzig Zeichen bricht, Von Kritik unbeeindruckt", "", ()),
        (["Crane is back after four weeks of repair, and nobody knows yet", "By Ida Brandt, dpa"],
         "Crane is back after four weeks of repair, and nobody knows yet", "By Ida Brandt, dpa", ()),
        (["(Foto (Archiv) dabei)", "Kran steht", "(Korrigiert)"], "Kran steht", "", ("(Foto (Archiv) dabei)", "(Korrigiert)")),
        (["(offene Klammer", "Kran steht"], "(offene Klammer Kran steht", "", ()),
        ([], "", "", ()),
    ])  # fmt: skip
def test_the_head_has_marks_headline_and_byline(
    lines: list[str], headline: str, byline: str, marks: tuple[str, ...]
) -> None:
    head = parse_head(lines)

    assert (head.headline, head.byline, head.marks) == (headline, byline, marks)


@each_of(
    [
        (["Kran =", "", "Er steht."], ["Kran"], ["", "Er steht."]),
        (["Kran", "steht=", "", "Er."], ["Kran", "steht"], ["", "Er."]),
        (["Kran steht", "", "Er."], ["Kran steht"], ["", "Er."]),
        (["Nordhaven (dpa) - Er steht.", "", "Er."], [], ["Nordhaven (dpa) - Er steht.", "", "Er."]),
        (["Er steht."], [], ["Er steht."]),
        ([], [], []),
    ]
)
def test_the_head_ends_with_the_equals_sign_or_the_first_paragraph(
    lines: list[str], head: list[str], text: list[str]
) -> None:
    assert split_head(lines) == (head, text)


def test_an_embargo_without_a_clear_end_holds_the_item() -> None:
    item = read_story(head="(Sperrfrist bis Redebeginn)\nKran steht")

    assert (item.held, item.embargo, item.headline) == (True, None, "Kran steht")


def test_a_file_without_a_header_is_refused() -> None:
    with pytest.raises(WireFileIsInvalid):
        read_iptc_7901(b"\x01no header\n\x02Kran =\n\nEr steht.\x03", BERLIN)


def test_a_flood_of_messages_is_refused() -> None:
    with pytest.raises(WireFileIsInvalid):
        read_iptc_7901(b"\x01a\x02b\x03" * 1_001, BERLIN)


def test_a_byte_of_another_encoding_in_utf_8_is_read_with_a_warning() -> None:
    raw = STORY.format(head="Fähre über Süd", text="Flöße für G_ste").encode().replace(b"_", b"\xe4")

    reading = read_iptc_7901(raw, BERLIN)

    assert reading.items[0].body[0].text == "Flöße für Gäste"
    assert "1 bytes" in reading.warnings[0].message


def test_a_heading_between_paragraphs_belongs_to_the_story() -> None:
    item = read_story(
        text="Nordhaven (dpa) - Er steht.\n\n## Der Kran im Bild\n\nEnde.\n\n# Notizblock\n\n## Foto\n\nja"
    )

    assert [(block.tag, block.text) for block in item.body[1:]] == [
        ("h3", "Der Kran im Bild"),
        ("p", "Ende."),
    ]
    assert item.ednotes[0].text == "# Notizblock ## Foto ja"


def test_an_unknown_heading_above_addresses_begins_the_notes() -> None:
    item = read_story(text="Nordhaven (dpa) - Er steht.\n\n## Zentrale\n\nJan, <jan@werft.example>")

    assert len(item.body) == 1


def test_the_day_in_a_dateline_is_no_part_of_the_place() -> None:
    assert read_story(text="NORDHAVEN 02/03 (BELGA) = Er steht.").located == "NORDHAVEN"


def test_a_correction_replaces_the_message_that_its_header_refers_to() -> None:
    raw = STORY.replace("dpa 0001", "dpa 0001  bdt0099").format(
        head="(Berichtigung: Tag)\nKran", text="Er steht."
    )
    plain = STORY.replace("dpa 0001", "dpa 0001  bdt0099").format(head="Kran", text="Er steht.")

    assert read_iptc_7901(raw.encode(), BERLIN).items[0].replaces == ("bdt0099",)
    assert read_iptc_7901(plain.encode(), BERLIN).items[0].replaces == ()
