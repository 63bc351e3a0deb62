from articles.parsing.story.parse import read_copy
from articles.parsing.story.types import BlockKind
from tests.tables import each_of

TEXT = "Der Rat von Zumdorf baut eine Brücke. Das sagte Bürgermeister Jan Ott am Montag."


def headline(*lines: str) -> str | None:
    copy = read_copy("\n\n".join([*lines, TEXT]))
    return copy.headline.value if copy.headline else None


@each_of(
    [
        "Pressemitteilung Nr. 12/2015",
        "Pressemitteilung vom 12.11.2012",
        "Medienmitteilung",
        "PRESS RELEASE",
        "FOR IMMEDIATE RELEASE",
        "Presseinformation | 3. Mai 2019",
    ]
)
def test_the_name_of_a_press_release_is_not_its_headline(first: str) -> None:
    assert headline(first, "Rat baut Brücke") == "Rat baut Brücke"


def test_a_release_with_its_sender_has_a_date_below() -> None:
    first = "Medienmitteilung der Polizei Zumdorf"

    assert headline(first, "3. Februar 2014", "Rat baut Brücke") == "Rat baut Brücke"
    assert headline(first, "Rat baut Brücke") == first


def test_a_headline_about_a_press_release_stays_one() -> None:
    first = "Pressemitteilung der Stadt sorgt für Ärger"

    assert headline(first) == first


def test_a_number_counts_only_below_the_name_of_the_release() -> None:
    assert headline("Pressemitteilung", "Nr. 233", "Rat baut Brücke") == "Rat baut Brücke"
    assert headline("Nr. 233 lebt") == "Nr. 233 lebt"
    assert headline("Nummer 10") == "Nummer 10"


def test_the_end_mark_of_a_release_is_no_paragraph() -> None:
    copy = read_copy(f"Rat baut Brücke\n\n{TEXT}\n\nENDS\n\nNotes to editors\nNothing.")

    assert [block.rule for block in copy.blocks if block.of(copy.text) == "ENDS"] == ["furniture.end"]


def test_the_last_line_with_an_address_is_a_note() -> None:
    copy = read_copy(f"Rat baut Brücke\n\n{TEXT}\n\nMehr dazu unter www.zumdorf.example/bruecke")

    assert copy.blocks[-1].kind is BlockKind.NOTE


def test_a_sentence_with_an_address_stays_text() -> None:
    copy = read_copy(f"Rat baut Brücke\n\n{TEXT}\n\nMehr dazu steht auf www.zumdorf.example/bruecke.")

    assert copy.blocks[-1].kind is BlockKind.PARAGRAPH
