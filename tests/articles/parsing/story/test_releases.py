"""Press releases by mail: subject, text for readers, and what goes into the notes."""

from collections.abc import Iterator
from datetime import UTC
from typing import NamedTuple

from articles.parsing.serialize import dump_copy, load_copy
from articles.parsing.story.parse import read_copy
from articles.parsing.story.release_subjects import read_subject
from articles.parsing.story.releases import read_title
from articles.parsing.story.types import IN_BODY, Copy
from articles.wire.news_item_copy import read_news_item
from articles.wire.registry import read_wire
from articles.wire.to_dict import dump_item
from tests.articles.parsing.story.release_cases import DEVELOPMENT, HELD_OUT
from tests.articles.wire.document_files import make_mail
from tests.tables import each_of

ALL = DEVELOPMENT | HELD_OUT


class Score(NamedTuple):
    right: int
    lines: int
    has_headline: bool


def read_case(case: str) -> tuple[str, str, list[tuple[str, str]]]:
    """Return the copy, its headline, and its lines with their labels."""
    rows = [(row[:1], row[2:].partition(" => ")) for row in case.strip("\n").split("\n")]
    headline = next((title or line for label, (line, _, title) in rows if title or label == "H"), "")
    labelled = [(label, line) for label, (line, _, _title) in rows if label in {"B", "N"}]
    return "\n".join(line for _label, (line, _, _title) in rows), headline, labelled


def list_body(copy: Copy) -> Iterator[str]:
    return (block.of(copy.text) for block in copy.blocks if block.kind in IN_BODY)


def score(case: str) -> Score:
    raw, headline, labelled = read_case(case)
    copy = read_copy(raw)
    body = list(list_body(copy))
    right = sum((line in body) is (label == "B") for label, line in labelled)
    title = read_title(copy)
    return Score(right, len(labelled), title is not None and title.value == headline)


@each_of(DEVELOPMENT.values())
def test_each_line_of_a_release_goes_where_it_belongs(case: str) -> None:
    found = score(case)

    assert found == (found.lines, found.lines, True)


def test_releases_that_the_reader_was_not_written_for_are_read_as_well() -> None:
    scores = [score(case) for case in HELD_OUT.values()]

    assert sum(found.right for found in scores) >= 0.98 * sum(found.lines for found in scores)
    assert sum(found.has_headline for found in scores) >= len(scores) - 1


@each_of(ALL.values())
def test_no_word_of_a_release_is_lost(case: str) -> None:
    copy = read_copy(read_case(case)[0])

    assert "".join("".join(block.of(copy.text) for block in copy.blocks).split()) == "".join(
        copy.text.split()
    )
    assert load_copy(dump_copy(copy)) == copy


def test_contacts_are_in_the_notes_and_the_sender_is_known() -> None:
    copy = read_copy(read_case(DEVELOPMENT["police by news aktuell"])[0])

    notes = [block.of(copy.text) for block in copy.notes]
    assert copy.release is not None
    assert copy.release.sender == "Polizeiinspektion Nordhaven"
    assert {"Pressestelle", "Telefon: 04790 123 451", "POL-NH:"} <= {
        note.removeprefix("Betreff: ") for note in notes
    }


def test_the_sender_is_named_as_in_the_header_without_the_address() -> None:
    copy = read_copy(read_case(HELD_OUT["theatre"])[0])

    assert copy.release is not None
    assert copy.release.sender == "Stadttheater Nordhaven, Dramaturgie"


def test_a_release_that_comes_by_wire_as_mail_is_read_alike() -> None:
    text = (
        "Sehr geehrte Damen und Herren,\n\nUnbekannte sind in der Nacht in einen Kiosk am Hafen eingebrochen. Sie stahlen "
        "Zigaretten.\n\nHinweise nimmt die Polizei unter 04790 123450 entgegen.\n\nRückfragen bitte an:\n\nPressestelle"
    )
    (item, *_more) = read_wire(make_mail("POL-NH: Einbruch in Kiosk", text)).items

    copy = read_news_item(dump_item(item), zone=UTC)

    assert copy.headline is not None
    assert copy.headline.value == "Einbruch in Kiosk"
    assert [line[:8] for line in list_body(copy)] == ["Unbekann", "Hinweise"]


@each_of(
    [
        ("AW: WG: Fwd: PM: Bad öffnet", "Bad öffnet", ""),
        ("FW: FW-NH: Brand in Schuppen", "Brand in Schuppen", ""),
        ("BPOL NRW: Mann ohne Fahrschein", "Mann ohne Fahrschein", ""),
        ("Pressemitteilung Nr. 12/2026 vom 3. März 2026: Bad öffnet", "Bad öffnet", "Nr. 12/2026"),
        ("Pressemitteilung der Stadt Nordhaven: Bad öffnet", "Bad öffnet", ""),
        ("Medieninformation 8/2026 - Bad öffnet", "Bad öffnet", "8/2026"),
        ("[EXTERN] Bad öffnet (Pressemitteilung)", "Bad öffnet", ""),
        ("Bad öffnet – Bitte um Veröffentlichung", "Bad öffnet", ""),
        ("260302-3. Radfahrer gestürzt", "Radfahrer gestürzt", ""),
        ("Pressemitteilung der Stadt sorgt für Ärger", "Pressemitteilung der Stadt sorgt für Ärger", ""),
        ("Presse in Gefahr", "Presse in Gefahr", ""),
        ("Pressemitteilung Nr. 14", "", "Nr. 14"),
        ("Pressemitteilung des Landkreises Hardnau vom 3.3.2026", "", ""),
        ("", "", ""),
    ]
)
def test_the_title_is_found_in_the_subject(subject: str, title: str, number: str) -> None:
    found = read_subject(subject)

    assert (subject[found.start : found.end], found.number) == (title, number)


def test_forwarded_agency_copy_keeps_its_own_headline() -> None:
    raw = (
        "Von: Desk <desk@hafenbote.example>\nDatum: 2. März 2026\nBetreff: WG: Hafen\n\nHallo zusammen,\nanbei der Text.\n\n"
        "Rat baut neue Mole am Hafen\n\nNordhaven (dpa) - Der Rat hat am Freitag den Bau einer Mole beschlossen. (dpa/dl)"
    )

    copy = read_copy(raw)

    assert copy.release is None
    assert copy.headline is not None
    assert copy.headline.value == "Rat baut neue Mole am Hafen"
