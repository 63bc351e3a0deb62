from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.parsing.credits.parse import Credit, PartKind, read_credit
from articles.parsing.lexicon import BUILTIN
from articles.parsing.normalized_text import normalize
from newsroom.text.spans import Confidence
from tests.articles.parsing.labelled_lines import read_labelled
from tests.tables import each_of

FIELDS = ("photographers", "agencies", "pool", "distributor", "handout", "archive", "year", "copyright")
CREDITS = read_labelled("credits")
PRINTED = st.lists(st.sampled_from([row["raw"] for row in CREDITS]), max_size=3).map("; ".join)


def field_values(credit: Credit) -> dict[str, Any]:
    values = {field: getattr(credit, field) for field in FIELDS}
    return {field: list(value) if isinstance(value, tuple) else value for field, value in values.items()}


@each_of(CREDITS)
def test_every_labelled_credit_line_is_read_as_labelled(row: dict[str, Any]) -> None:
    credit = read_credit(row["raw"])

    assert field_values(credit) == {field: row[field] for field in FIELDS}


def test_the_separator_tells_a_slash_from_the_word_via() -> None:
    credit = read_credit("Foto: MARA TIELKE/POOL/AFP via Getty Images")

    assert [(part.kind, part.before) for part in credit.parts] == [
        (PartKind.PREFIX, ""),
        (PartKind.PERSON, ": "),
        (PartKind.POOL, "/"),
        (PartKind.AGENCY, "/"),
        (PartKind.DISTRIBUTOR, " via "),
    ]


def test_ueber_and_via_are_one_separator_kept_as_written() -> None:
    part = read_credit("Mara Tielke/AFP über Getty Images").parts[-1]

    assert (part.separator, part.before) == ("via", " über ")


def test_each_picture_of_a_line_keeps_its_own_agency() -> None:
    credit = read_credit("Fotos: Mara Tielke/Getty Images; Jan Koster/dpa")

    assert credit.agencies == ("getty", "dpa")
    assert credit.pictures == 2


@each_of(
    [
        ("Mara Tielke; Jan Koster/dpa", [0, 0, 0]),
        ("Mara Tielke/AFP; Jan Koster/dpa", [0, 0, 1, 1]),
        ("Mara Tielke/AFP\nJan Koster/dpa", [0, 0, 1, 1]),
        ("Mara Tielke/AFP, Jan Koster/dpa", [0, 0, 1, 1]),
        ("Mara Tielke/AFP | Jan Koster/dpa", [0, 0, 0, 0]),
        ("Mara Tielke/AFP, Jan Koster", [0, 0, 0]),
        ("Mara Tielke, Jan Koster/dpa", [0, 0, 0]),
        ("Mara Tielke/AFP/dpa", [0, 0, 0]),
        ("Mara Tielke/AFP Jan Koster/dpa", [0, 0, 0, 0]),
        ("Mara Tielke/AFP; Jan Koster; Ida Berg", [0, 0, 1, 2]),
        ("Fotos: AFP | dpa", [0, 0, 1]),
        ("Fotos: AFP/dpa", [0, 0, 0]),
    ]
)
def test_the_next_picture_begins_once_the_one_before_has_named_its_source(
    line: str, pictures: list[int]
) -> None:
    assert [part.picture for part in read_credit(line).parts] == pictures


@each_of([
        ("Jonna Ekvall für Nordwerk", [("person", "Jonna Ekvall", "sure"), ("client", "Nordwerk", "likely")], "likely"),
        ("Stadt Halle (Saale)", [("body", "Stadt Halle", "likely"), ("note", "Saale", "sure")], "likely"),
        ("Stadt Kiel (Ida Berg)", [("body", "Stadt Kiel", "likely"), ("person", "Ida Berg", "sure")], "likely"),
        ("Mara Tielke (mt)", [("person", "Mara Tielke", "sure"), ("note", "mt", "sure")], "sure"),

        ("Mara Tielke/xyz", [("person", "Mara Tielke", "sure"), ("media", "xyz", "doubtful")], "doubtful"),

        ("privat/Koster", [("handout", "privat", "sure"), ("person", "Koster", "likely")], "likely"),
        ("Nordhaven (Kiel)", [("person", "Nordhaven", "likely"), ("person", "Kiel", "likely")], "likely"),
        ("POOL/AFP", [("pool", "POOL", "sure"), ("agency", "afp", "sure")], "sure"),
        ("maratielke/Shutterstock", [("person", "maratielke", "likely"), ("distributor", "shutterstock", "sure")], "likely"),
    ])  # fmt: skip
def test_each_part_of_a_line_says_what_it_is_and_how_sure(line: str, parts: list, confidence: str) -> None:
    credit = read_credit(line)

    assert [(str(part.kind), part.value, str(part.confidence)) for part in credit.parts] == parts
    assert credit.confidence == confidence


def test_a_line_of_nothing_is_no_credit_and_doubtful() -> None:
    assert (read_credit("").parts, str(read_credit("").confidence)) == ((), "doubtful")


def test_a_line_may_have_four_thousand_letters_and_no_more() -> None:
    long = "x" * 4001
    (part,) = read_credit(long).parts

    assert [p.rule for p in read_credit(long[:-1]).parts] == ["credit.person"]
    assert (part.kind, part.text, part.value, part.rule) == (PartKind.UNKNOWN, long, long, "credit.too_long")
    assert (part.separator, part.before, part.picture, part.confidence) == ("", "", 0, Confidence.DOUBTFUL)
    assert (part.span.start, part.span.end) == (0, 4001)


def test_the_first_of_several_years_and_the_last_way_it_came_count() -> None:
    assert read_credit("© 2024 Mara Tielke/2023 dpa").year == 2024
    assert read_credit("Mara Tielke/imago via Getty Images").distributor == "Getty Images"


@each_of(["JAEGER GROSS", "Jaeger Gross", "JÄGER GROSS"])
def test_umlauts_written_out_are_the_same_name(written: str) -> None:
    assert read_credit(f"Jäger Groß/dpa | {written}").photographers == ("Jäger Groß",)
    assert read_credit("Jürgen Möller/dpa | JUERGEN MOELLER").photographers == ("Jürgen Möller",)


def test_an_initial_and_a_surname_are_the_full_name_again_whichever_comes_first() -> None:
    assert read_credit("M. Popow/dpa; Metodi Popow").photographers == ("M. Popow",)
    assert read_credit("Metodi Popow/dpa | M. Popow").photographers == ("Metodi Popow",)
    assert read_credit("Metodi Popow/dpa | K. Popow").photographers == ("Metodi Popow", "K. Popow")


@each_of(["Fotos", "Bilder", "Photos", "Images", "Quellen", "Grafiken", "Pictures"])
def test_each_of_these_words_says_that_there_are_several_pictures(word: str) -> None:
    assert read_credit(f"{word}: AFP, dpa").pictures == 2


@each_of(
    [
        ("MARATIELKE/Shutterstock", "MARATIELKE"),
        ("MARATIELKE/dpa", "Maratielke"),
        ("mara tielke/Shutterstock", "mara tielke"),
        ("Mara Tielke./dpa", "Mara Tielke"),
        ("Mara T./dpa", "Mara T."),
    ]
)
def test_a_handle_stays_as_it_is_and_a_name_is_written_as_names_are(line: str, shown: str) -> None:
    assert read_credit(line).photographers == (shown,)


@each_of(
    [
        ("Stadt Halle (Saale)", ["credit.body.word", "credit.body.place"]),
        ("Mara Tielke (mt)", ["credit.person", "credit.person.sign"]),
        ("Jonna Ekvall für Nordwerk", ["credit.person", "credit.client"]),
    ]
)
def test_each_part_names_the_rule_it_was_read_by(line: str, rules: list[str]) -> None:
    assert [part.rule for part in read_credit(line).parts] == rules


def test_after_a_plural_each_source_is_a_picture_of_its_own() -> None:
    assert [part.picture for part in read_credit("Fotos: AFP, dpa").parts] == [0, 0, 1]
    assert [part.picture for part in read_credit("Foto: AFP, dpa").parts] == [0, 0, 0]
    assert [part.picture for part in read_credit("Fotos: dpa, Mara Tielke/AFP").parts] == [0, 0, 1, 1]


def test_a_photographer_named_twice_is_counted_once_in_the_first_form() -> None:
    credit = read_credit("Jörg Schröder/dpa | JOERG SCHROEDER")

    assert credit.photographers == ("Jörg Schröder",)


def test_a_body_without_a_name_is_only_likely_to_be_right() -> None:
    credit = read_credit("Foto: Kreisfeuerwehr Nordheim")

    assert credit.handout
    assert credit.confidence is Confidence.LIKELY


@pytest.mark.parametrize("raw", ["Foto: Die Brücke wird am Montag wieder freigegeben", "kra Frankfurt"])
def test_words_of_prose_are_kept_as_a_question_and_never_as_a_name(raw: str) -> None:
    credit = read_credit(raw)

    assert credit.photographers == ()
    assert credit.confidence is Confidence.DOUBTFUL


def test_a_text_far_longer_than_a_line_is_no_credit_and_costs_nothing() -> None:
    credit = read_credit("Foto: Mara Tielke/dpa " * 60_000)

    assert (credit.photographers, credit.agencies, credit.confidence) == ((), (), Confidence.DOUBTFUL)


def test_an_editor_can_teach_an_agency_and_a_staffers_initials() -> None:
    lexicon = BUILTIN.extend([("Nordlicht Bild", "nordlicht")], ["mt"], houses=["Küstenblick"])

    credit = read_credit("Foto: mt/Nordlicht-Bild/Küstenblick", lexicon)

    assert (credit.agencies, credit.photographers) == (("nordlicht",), ())
    assert PartKind.OWN_STAFF in {part.kind for part in credit.parts}


def test_the_built_in_lexicon_is_unchanged_by_a_desks_additions() -> None:
    BUILTIN.extend([("Nordlicht Bild", "nordlicht")], ["mt"])

    assert read_credit("Nordlicht Bild").agencies == ()


def test_an_editor_can_take_a_spelling_out_of_the_tables() -> None:
    lexicon = BUILTIN.extend(not_sources=["Bosch"])

    assert read_credit("Foto: Bosch").handout
    assert read_credit("Foto: Bosch", lexicon).photographers == ("Bosch",)


@given(st.text() | PRINTED)
def test_any_text_is_read_and_every_span_points_at_its_words(raw: str) -> None:
    credit = read_credit(raw)

    for part in credit.parts:
        assert normalize(part.span.of(raw)).text == part.text
        assert credit.raw == raw


@given(st.text() | PRINTED)
def test_nothing_between_the_parts_is_lost(raw: str) -> None:
    at = 0
    for part in read_credit(raw).parts:
        assert raw[at : part.span.start] == part.before
        at = max(at, part.span.end)


@given(st.text())
def test_the_same_text_is_read_the_same_way_twice(raw: str) -> None:
    assert read_credit(raw) == read_credit(raw)


@pytest.mark.parametrize(
    "raw", ["© Rega Schweiz", "Foto: Neue Bühne Senftenberg", "Foto: Wasserwacht Lindau"]
)
def test_words_without_the_form_of_a_name_are_a_body(raw: str) -> None:
    credit = read_credit(raw, BUILTIN)
    assert (credit.photographers, credit.handout) == ((), True)


def test_an_unknown_body_next_to_an_agency_is_a_medium() -> None:
    credit = read_credit("Meteo Schweiz/dpa", BUILTIN)
    assert (credit.photographers, credit.handout, credit.agencies) == ((), False, ("dpa",))


@pytest.mark.parametrize(
    "name",
    [
        "Nhac Nguyen",
        "Odd Andersen",
        "Ng Han Guan",
        "Jäger R.",
        "robert kern",
        "LI WEI",
        "Park Do-hyun",
        "LM Otero",
    ],
)
def test_names_that_no_list_contains_are_people(name: str) -> None:
    assert len(read_credit(f"{name}/dpa", BUILTIN).photographers) == 1


@pytest.mark.parametrize(
    "raw",
    [
        "Mara Tielke/dpa THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. MANDATORY CREDIT. NO RESALES. NO ARCHIVES.",
        "Mara Tielke/dpa GmbH. Alle Rechte vorbehalten.",
        "Mara Tielke/dpa, CC BY-NC-SA 3.0 DE",
    ],
)
def test_reserved_rights_and_licences_name_nobody(raw: str) -> None:
    credit = read_credit(raw, BUILTIN)

    assert (credit.photographers, credit.agencies) == (("Mara Tielke",), ("dpa",))
    assert (credit.handout, credit.archive) == (False, False)
