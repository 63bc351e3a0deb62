from articles.parsing.story.notes import (
    claim_between_notes,
    claim_contact_blocks,
    claim_contacts,
    claim_link_lists,
    claim_notes,
)
from articles.parsing.story.parse import read_copy
from articles.parsing.story.types import BlockKind
from tests.articles.parsing.story.page.lines_of_page import (
    SECOND,
    SENTENCE,
    list_claimed,
    list_unclaimed,
    make_lines,
)
from tests.tables import each_of


@each_of(["o Pressebilder: www.aue.example/bilder", "Programm: https://hafen.example/fest", "- Karten: www.aue.example"])  # fmt: skip
def test_a_label_with_an_address_is_a_note(text):
    lines = make_lines(text)

    claim_notes(lines)

    assert list_claimed(lines, BlockKind.NOTE) == [text]


@each_of(["Talberg sagte: www.aue.example ist die Adresse der Stadt.", "Die Stadt hat alles auf www.aue.example veröffentlicht."])  # fmt: skip
def test_a_sentence_with_an_address_is_none(text):
    lines = make_lines(text)

    claim_notes(lines)

    assert list_unclaimed(lines) == [text]


def test_a_tag_between_an_address_and_a_contact_stays():
    lines = make_lines(SENTENCE, "", "Bilder: www.aue.example/bilder", "(Schluss) mt", "Tel.: 01 4000-000")

    claim_notes(lines)
    claim_between_notes(lines)

    assert list_unclaimed(lines) == [SENTENCE, "(Schluss) mt"]


def test_a_list_of_links_ends_at_a_labelled_credit():
    lines = make_lines("Mehr zum Thema", "Kran fällt um", "Foto: Klara Weber", "Die Brücke über die Aue")

    claim_link_lists(lines)

    assert list_unclaimed(lines) == ["Foto: Klara Weber", "Die Brücke über die Aue"]


@each_of(["3. Mai", "3. Dez. 2024", "12. Jänner 2018, 11:02"])
def test_a_day_and_its_month_are_a_date(text):
    lines = make_lines(text)

    claim_notes(lines)

    assert list_claimed(lines, BlockKind.DATE) == [text]


@each_of(["3. Liga", "2. Bundesliga", "1. Preis"])
def test_a_number_and_another_word_are_none(text):
    lines = make_lines(text)

    claim_notes(lines)

    assert list_unclaimed(lines) == [text]


def test_a_contact_heading_of_one_word_heads_what_is_above_a_number():
    block = ["Kontakt", "Polizei Nordhaven, Mediendienst", "Telefon 0551 / 491 22 15"]
    lines = make_lines("Kontakt", SENTENCE, SECOND, *block)

    claim_notes(lines)
    claim_contacts(lines)
    claim_contact_blocks(lines)

    assert list_claimed(lines, BlockKind.NOTE) == block
    assert list_unclaimed(lines) == ["Kontakt", SENTENCE, SECOND]


def test_a_contact_heading_of_one_word_heads_the_last_short_lines():
    block = ["Contact", "Jane Penrose, Public Affairs Officer"]
    lines = make_lines(SENTENCE, SECOND, *block)

    claim_contact_blocks(lines)

    assert list_claimed(lines, BlockKind.NOTE) == block


def test_the_copyright_of_a_site_is_no_credit_of_a_picture() -> None:
    copy = read_copy(
        "Brücke über die Elme wird gesperrt\n\nDie Brücke bei Sollingen (Archivbild)\nFoto: Ina Dorn/dpa\n\n"
        "Die Brücke wird am Montag gesperrt. Das teilte der Landkreis mit.\n\n"
        "© 2026 Auenbote Verlag GmbH. Alle Rechte vorbehalten."
    )

    assert [one.caption.credit_raw and one.caption.credit_raw.value for one in copy.captions] == [
        "Foto: Ina Dorn/dpa"
    ]
