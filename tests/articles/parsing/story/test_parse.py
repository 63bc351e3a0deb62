from datetime import UTC, datetime

import pytest

from articles.parsing.errors import CopyIsBinary, CopyIsEmpty, CopyTooLarge
from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.parse import MAX_CHARS, MAX_PEOPLE, read_copy
from articles.parsing.story.types import BlockKind
from newsroom.text.spans import Confidence
from tests.tables import each_of

PROSE = "Der Rat von Wolmersdorf hat am Montag den Haushalt beschlossen. Das teilte die Verwaltung mit."


@each_of(["", " \n\t ", "<p> </p><img src='a.jpg'>", "\u200b\ufeff\u00ad"])
def test_copy_without_a_visible_character_is_refused(raw):
    with pytest.raises(CopyIsEmpty):
        read_copy(raw)


def test_copy_longer_than_the_limit_is_refused_with_both_figures():
    with pytest.raises(CopyTooLarge) as refusal:
        read_copy("a" * (MAX_CHARS + 1))

    assert f"{MAX_CHARS:,}" in refusal.value.message


def test_a_pasted_picture_file_is_refused_and_the_place_is_named():
    with pytest.raises(CopyIsBinary) as refusal:
        read_copy("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")

    assert refusal.value.where == 6


def test_text_in_which_nothing_is_recognised_becomes_paragraphs_with_all_of_it():
    copy = read_copy(PROSE)

    assert copy.paragraphs == (PROSE,)
    assert (copy.headline, copy.tag, copy.captions) == (None, None, ())


def test_notes_with_private_numbers_never_reach_the_body():
    copy = read_copy(
        f"Haushalt steht\n\n{PROSE}\n\n# Notizblock\n\n## dpa-Kontakte\n- Autor: Jo Doe, +49 30 555 0101\n- Foto: Desk"
    )

    assert "0101" not in "".join(block.of(copy.text) for block in copy.body)
    assert any("0101" in block.of(copy.text) for block in copy.notes)


def test_an_embargo_that_names_no_time_is_kept_as_a_hold_without_end():
    copy = read_copy(f"Sperrfrist: Redebeginn\n\nHaushalt steht\n\n{PROSE}")

    assert copy.embargo is None
    assert copy.embargo_line is not None
    assert copy.embargo_line.value == "Sperrfrist: Redebeginn"


def test_the_embargo_takes_its_day_from_the_moment_the_copy_came():
    at = datetime(2024, 3, 5, 8, 0, tzinfo=UTC)

    copy = read_copy(f"Sperrfrist: 18 Uhr\n\nHaushalt steht\n\n{PROSE}", at=at)

    assert copy.embargo is not None
    assert copy.embargo.value == datetime(2024, 3, 5, 17, 0, tzinfo=UTC)


def test_running_text_about_an_embargo_on_oil_is_no_embargo_line():
    text = "Embargo auf Öl hin oder her: Die Preise steigen weiter. Das sagten 20 Händler am Montag in Rotterdam."

    assert read_copy(text).embargo_line is None


def test_a_correction_line_is_kept_apart_from_the_text():
    copy = read_copy(f"(Berichtigung: Im ersten Satz muss es Montag heißen)\nHaushalt steht\n\n{PROSE}")

    assert copy.correction is not None
    assert copy.headline is not None
    assert copy.headline.value == "Haushalt steht"


@each_of([("(Eil)", 1), ("+++ EILMELDUNG +++", 1), ("EXTRA", 2)])
def test_a_line_that_cries_out_sets_the_urgency(mark, urgency):
    copy = read_copy(f"{mark}\nHaushalt steht\n\n{PROSE}")

    assert copy.urgency is not None
    assert copy.urgency.value == urgency


def test_an_alert_of_one_line_is_its_headline():
    copy = read_copy("EILMELDUNG: Bürgermeisterin von Wolmersdorf tritt zurück")

    assert copy.headline is not None
    assert copy.paragraphs == ()


def test_the_agency_id_is_read_without_its_version():
    copy = read_copy(f"Haushalt steht\n\n{PROSE}\n\n© dpa-infocom, dpa:230415-99-318205/2")

    assert copy.agency_id is not None
    assert copy.agency_id.value == "dpa:230415-99-318205"


def test_initials_above_a_copyright_line_belong_to_its_agency():
    copy = read_copy(f"Haushalt steht\n\n{PROSE}\n\nkbh/cp\n\n© AFP")

    assert copy.tag is not None
    assert (copy.tag.agencies, copy.tag.editors) == (("afp",), ("kbh", "cp"))


def test_the_desks_own_spelling_of_an_agency_is_used():
    lexicon = BUILTIN.extend(spellings=[("Nordwest-Dienst", "nwd")])

    copy = read_copy(f"Haushalt steht\n\n{PROSE} (Nordwest-Dienst/ab)", lexicon=lexicon)

    assert copy.tag is not None
    assert copy.tag.agencies == ("nwd",)


def test_a_credit_on_the_line_below_its_caption_is_read_with_it():
    copy = read_copy(f"Haushalt steht\n\nDas Rathaus von Wolmersdorf\nFoto: Jo Doe/dpa\n\n{PROSE}")

    assert copy.lead_caption is not None
    assert copy.lead_caption.text == "Das Rathaus von Wolmersdorf"
    assert copy.lead_caption.credit is not None


def test_links_to_other_stories_are_cut_until_running_text_begins_again():
    copy = read_copy(
        f"Haushalt steht\n\n{PROSE}\n\nMehr zum Thema\nSo viel kostet das Rathaus\nStreit um Gebühren\n\n{PROSE}"
    )

    assert len(copy.paragraphs) == 2
    assert copy.subheads == ()


def test_every_block_names_the_rule_that_made_it():
    copy = read_copy(f"Haushalt steht\n\nKiel (dpa) - {PROSE} (dpa/ab)")

    assert [(block.kind, block.rule) for block in copy.blocks] == [
        (BlockKind.HEADLINE, "headline.above-text"),
        (BlockKind.DATELINE, "dateline.agency"),
        (BlockKind.PARAGRAPH, "body.paragraph"),
        (BlockKind.TAG, "tag.inline"),
    ]


def test_a_guessed_kicker_is_marked_as_likely_and_not_as_sure():
    copy = read_copy(f"Kommunen\n\nWolmersdorf beschließt Haushalt ohne neue Schulden\n\n{PROSE}")

    assert copy.kicker is not None
    assert copy.kicker.confidence is Confidence.LIKELY


def test_hard_wrapped_lines_become_one_paragraph_and_every_character_stays_in_place():
    wrapped = (
        "Der Rat von Wolmersdorf hat am Montag den Haushalt für das\n"
        "kommende Jahr beschlossen. Das teilte die Verwaltung am Abend\n"
        "mit. Neue Schulden sind darin nicht vorgesehen, sagte der\n"
        "Kämmerer nach der langen Sitzung vor den vielen Zuhörern."
    )

    copy = read_copy(wrapped)

    assert copy.paragraphs == (wrapped.replace("\n", " "),)


def test_a_credit_behind_a_dated_paragraph_makes_no_caption_of_it():
    copy = read_copy(f"Haushalt steht\n\nKiel (dpa) - {PROSE} Foto: Jo Doe/dpa\n\n{PROSE}")

    assert copy.captions == ()
    assert len(copy.paragraphs) == 2


def test_a_caption_that_opens_with_a_place_is_a_caption_all_the_same():
    raw = f"KIEL, GERMANY - JUNE 3: People walk along the harbour. (Photo by Jo Doe/Getty Images)\n\n{PROSE}"

    assert len(read_copy(raw).captions) == 1


def test_a_first_line_that_ends_with_a_quotation_is_the_headline():
    copy = read_copy(f"Landrat: „Wir schaffen das.“\n\n{PROSE}\n\n{PROSE}")

    assert copy.headline is not None
    assert len(copy.paragraphs) == 2


def test_paragraphs_in_the_cells_of_a_mails_layout_table_are_running_text():
    copy = read_copy(f"<table><tr><td><h1>Haushalt steht</h1><p>{PROSE}</p><p>{PROSE}</p></td></tr></table>")

    assert len(copy.paragraphs) == 2


def test_a_kicker_stands_in_a_smaller_heading_above_the_headline():
    copy = read_copy(f"<h3>Kommunen</h3><h2>Haushalt steht</h2><p>{PROSE}</p>")

    assert copy.kicker is not None and copy.headline is not None
    assert (copy.kicker.value, copy.headline.value) == ("Kommunen", "Haushalt steht")


def test_unknown_initials_on_a_line_of_their_own_are_asked_and_not_lost() -> None:
    copy = read_copy("Werft baut Fähren\n\nDie Werft in Nordhaven baut wieder Fähren.\n\n(afp/dl/xq)")

    assert copy.tag is not None
    assert (copy.tag.agencies, copy.tag.editors) == (("afp",), ("dl", "xq"))


@each_of(["(Im ersten Absatz wurde der Name berichtigt.)", "(This story has been corrected to fix a name.)"])
def test_a_correction_in_brackets_is_no_paragraph(line):
    copy = read_copy(
        f"Nordhaven baut eine Brücke\n\nNordhaven (dpa) - Die Stadt baut eine Brücke. Sie kostet viel.\n\n{line}"
    )

    assert copy.correction is not None
    assert copy.correction.value == line


def test_brackets_about_a_corrected_figure_in_a_sentence_are_text():
    line = "Der Rat hat die Kosten (sie wurden im März berichtigt) gebilligt."
    copy = read_copy(
        f"Nordhaven baut eine Brücke\n\nNordhaven (dpa) - Die Stadt baut eine Brücke. Sie kostet viel.\n\n{line}"
    )

    assert copy.correction is None


def test_a_name_below_the_word_by_is_the_author_with_her_newsroom():
    copy = read_copy(
        "Kran wird saniert\n\nVon\nIda Kern\nHafenfunk Redaktion\n\n"
        "Der Kran am Kai wird saniert. Das hat der Rat am Montag nach langer Debatte entschieden."
    )

    assert copy.byline is not None
    assert copy.byline.value == "Ida Kern"
    assert copy.dek is None
    assert len(copy.paragraphs) == 1


def test_a_tag_within_the_text_makes_no_caption_of_its_paragraph():
    copy = read_copy(
        "Kran wird saniert\n\n"
        "Der Kran am Kai wird saniert. Der Rat nannte als Grund das Alter der Anlage. (dpa/kr)\n\n"
        "Im Mai wird über die Kosten beraten, wie die Stadt am Montag nach der Sitzung mitteilte."
    )

    assert copy.captions == ()
    assert len(copy.paragraphs) == 2


def test_the_kicker_cut_off_the_headline_of_a_very_long_page_is_kept() -> None:
    navigation = ["Startseite", "Menü", "Suche", "Anmelden"]
    lead = "Der Rat hat am Montag den Bau einer neuen Brücke beschlossen, wie die Stadt mitteilte."
    text = [lead, *(f"Der Absatz {number} sagt noch mehr über die Brücke." for number in range(12_500))]

    copy = read_copy(
        "\n".join([*navigation, "", "Nordhaven / Rat baut eine neue Brücke über den Fluss", "", *text])
    )

    assert copy.kicker is not None and copy.headline is not None
    assert (copy.kicker.value, copy.headline.value) == (
        "Nordhaven",
        "Rat baut eine neue Brücke über den Fluss",
    )
    assert copy.paragraphs == tuple(text)


def test_no_more_people_are_proposed_than_an_editor_can_check():
    names = [f"{given} {first}{second}" for given in ("Mira", "Jonas", "Katja") for first in ("Tal", "Berg", "Sand", "Lind")
             for second in ("mann", "hoff", "wald", "stein", "feld", "kamp", "horst", "dorf", "brink", "hagen")]  # fmt: skip
    lines = [f"Bürgermeisterin {name}-{place} sprach im Rat." for name in names for place in ("Kolb", "Ehlers", "Finken", "Weber", "Tielke", "Wehrmann")]  # fmt: skip
    copy = read_copy("\n\n".join(lines))

    assert len(copy.people) == MAX_PEOPLE
    assert len(copy.blocks) == len(lines)
