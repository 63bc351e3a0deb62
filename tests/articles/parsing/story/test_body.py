from articles.parsing.story.body import claim_body
from articles.parsing.story.parse import read_copy
from articles.parsing.story.types import BlockKind
from tests.articles.parsing.story.page.lines_of_page import SENTENCE, list_claimed, make_lines
from tests.tables import each_of


def test_the_line_that_introduces_a_quotation_is_a_paragraph():
    lines = make_lines(SENTENCE, "Mayor Jane Penrose said:", "“We have waited long enough.”")

    claim_body(lines, 0)

    assert "Mayor Jane Penrose said:" in list_claimed(lines, BlockKind.PARAGRAPH)


@each_of([SENTENCE, "“We have waited long enough.”"])
def test_a_title_with_a_colon_is_a_subhead(below):
    lines = make_lines(SENTENCE, "Two quick questions:", below)

    claim_body(lines, 0)

    assert list_claimed(lines, BlockKind.SUBHEAD) == ["Two quick questions:"]


def test_key_points_below_their_heading_are_a_list_and_no_paragraphs() -> None:
    points = ["Ein Kran ist umgestürzt.", "Die Polizei sucht Zeugen."]
    text = "Der Kran fiel am Montag kurz nach 14 Uhr um. Das teilte die Hafenverwaltung von Nordhaven mit."

    copy = read_copy(
        "\n\n".join(["Kran stürzt in Nordhaven um", text, "\n".join(["Darum geht's", *points]), text])
    )

    assert copy.paragraphs == (text, text)
    assert [b.of(copy.text) for b in copy.blocks if b.kind is BlockKind.LIST_ITEM] == points
