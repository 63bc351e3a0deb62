"""The place of an error in a file: line and column, byte or character, with some context."""

from articles.actions.intake.receive.read_file import dump_problem
from articles.parsing.errors import CopyIsBinary, CopyIsMisencoded, CopyIsUnknownMarkup, MarkupIsBroken
from articles.parsing.faults import format_fault, locate_fault
from tests.tables import each_of


def test_a_line_and_a_column_are_found_with_the_lines_around():
    raw = b"<a>\n<b>Kran & Werft</b>\n</a>"

    place = locate_fault(raw, dump_problem(MarkupIsBroken(where=2, column=9)))

    assert place is not None
    assert (place.before, place.marked, place.after) == ("<a>\n<b>Kran ", "&", " Werft</b>\n</a>")
    assert (place.line, place.column) == (2, 9)


def test_a_byte_is_shown_by_its_number():
    place = locate_fault("Größe: ".encode() + b"\xe4hnlich", dump_problem(CopyIsMisencoded(where=9)))

    assert place is not None
    assert (place.before, place.marked, place.after, place.byte) == ("Größe: ", "\\xe4", "hnlich", 9)


def test_a_control_character_is_shown_by_its_number():
    place = locate_fault(b"Kran\x07", dump_problem(CopyIsBinary(where=4, others=0)))

    assert place is not None
    assert (place.before, place.marked, place.line, place.column) == ("Kran", "\\x07", 1, 5)


def test_a_file_of_one_long_line_shows_a_part_of_it():
    raw = b"x" * 100_000

    place = locate_fault(raw, dump_problem(MarkupIsBroken(where=1, column=50_000)))

    assert place is not None
    assert len(place.before) == len(place.after) == 401


@each_of([CopyIsUnknownMarkup(format="XML", root="meldung"), MarkupIsBroken(where=9, column=1)])
def test_an_error_without_a_place_in_the_text_has_none(error: Exception):
    assert locate_fault(b"<a/>", dump_problem(error)) is None  # type: ignore[arg-type]


def test_the_message_is_built_of_translated_sentences():
    fault = dump_problem(MarkupIsBroken(where=2, column=9))

    words = format_fault(fault, lambda sentence: f"[{sentence}]")

    assert words.startswith("[The file is damaged: line 2, column 9 cannot be read.]")
