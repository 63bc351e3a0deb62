"""Kicker, headline, dates and deks above the text."""

from articles.parsing.story.parse import read_copy
from articles.parsing.story.types import BlockKind
from tests.tables import each_of

TEXT = "Der Rat von Nordhaven baut eine neue Brücke über die Aue. Das sagte Bürgermeisterin Mira Talberg am Montag."
DATE = "3. März 2026, 14:02 Uhr"


@each_of(
    [
        ("Hafenausschuss tagt", "Neue Brücke in Nordhaven wird zwei Millionen Euro teurer"),
        ("3 Verletzte!", "Rentnerin verwechselt Gas und Bremse und fährt in die Bäckerei"),
        ("Zu wenig Geld", "Rat von Nordhaven verschiebt den Bau der Brücke"),
        ("Rat stimmt den Plänen zu", "Nordhaven: Brücke über die Aue wird im Mai abgerissen"),
    ]
)
def test_a_short_notice_with_a_verb_is_the_kicker_of_a_long_headline(kicker: str, headline: str) -> None:
    copy = read_copy(f"{kicker}\n{headline}\n{DATE}\n\n{TEXT}")

    assert copy.kicker is not None and copy.headline is not None
    assert (copy.kicker.value, copy.headline.value) == (kicker, headline)


@each_of(["Zwölf Millionen Euro für den Neubau", "Die Arbeiten beginnen im Mai und dauern zwei Jahre"])
def test_a_headline_with_a_verb_above_its_dek_stays_one(dek: str) -> None:
    copy = read_copy(f"Rat baut neue Brücke\n{dek}\n{DATE}\n\n{TEXT}")

    assert copy.headline is not None
    assert copy.headline.value == "Rat baut neue Brücke"


def test_a_section_above_the_kicker_is_left_out_and_listed() -> None:
    copy = read_copy(
        f"Nachrichten\nNord & Süd\nFischer von Nordhaven gewinnen den Streit um die Brücke\n\n{TEXT}"
    )

    assert copy.kicker is not None and copy.headline is not None
    assert copy.kicker.value == "Nord & Süd"
    assert copy.headline.value == "Fischer von Nordhaven gewinnen den Streit um die Brücke"
    assert [block.of(copy.text) for block in copy.blocks if block.kind is BlockKind.FURNITURE] == [
        "Nachrichten"
    ]


def test_a_date_with_counts_between_bars_is_a_date_and_the_standfirst_a_dek() -> None:
    standfirst = "Der Streit um die Brücke ist zu Ende. Auch im Winter wird gebaut."
    meta = "| 03.03.2026 14:02 Uhr | 2 Kommentare | Lesedauer: ca. 1 Minute"

    copy = read_copy(
        f"Rat baut neue Brücke\nVon Ida Brandt\n{meta}\n\n{standfirst}\n\nNordhaven (dpa) - {TEXT}\n\n{TEXT}"
    )

    assert copy.dek is not None
    assert copy.dek.value == standfirst
    assert [block.of(copy.text) for block in copy.blocks if block.kind is BlockKind.DATE] == [meta]


def test_of_two_titles_above_a_standfirst_the_longer_one_is_the_headline() -> None:
    standfirst = "Eigentlich sollte sie im Juni fertig sein. Nun haben Prüfer Risse entdeckt."
    kicker, headline = (
        "Bau dauert länger als geplant",
        "Brücke von Nordhaven bleibt auch diesen Sommer gesperrt",
    )

    copy = read_copy(f"{kicker}\n{headline}\n\n{standfirst}\n\n{DATE}\n\n{TEXT}\n\n{TEXT}")

    assert copy.kicker is not None and copy.headline is not None and copy.dek is not None
    assert (copy.kicker.value, copy.headline.value, copy.dek.value) == (kicker, headline, standfirst)


def test_the_sign_that_leads_from_a_kicker_to_the_headline_is_not_part_of_its_words() -> None:
    copy = read_copy(
        f"Hafenausschuss:\nNeue Brücke in Nordhaven wird zwei Millionen Euro teurer\n{DATE}\n\n{TEXT}"
    )

    assert copy.kicker is not None
    assert copy.kicker.value == "Hafenausschuss"
    assert copy.kicker.span.of(copy.text) == "Hafenausschuss"
