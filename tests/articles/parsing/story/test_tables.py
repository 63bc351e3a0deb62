"""Tables in pasted HTML, in plain text and in news items."""

from articles.parsing.serialize import dump_copy, load_copy
from articles.parsing.story.body_html import body_html
from articles.parsing.story.parse import read_copy
from articles.parsing.story.types import BlockKind, Copy
from articles.text.tables import Table, read_tables
from tests.tables import each_of

HEAD = (
    "<h1>SC Hardnau gewinnt das Derby</h1>"
    "<p>Hardnau (dpa) - Der SC Hardnau hat das Derby gegen den FC Hafen am Samstag mit 3:1 gewonnen.</p>"
)
END = "<p>Trainer Jan Petersen sprach von einem verdienten Sieg seiner Mannschaft.</p><p>(dpa/dl)</p>"
STANDINGS = (
    "<table><caption>Tabelle</caption><tr><th>Platz<th>Verein<th>Punkte"
    "<tr><td>1.<td>SC Hardnau<td>24<tr><td>2.<td>FC Hafen<td>21</table>"
)
PLAIN = """SC Hardnau gewinnt das Derby

Hardnau (dpa) - Der SC Hardnau hat das Derby gegen den FC Hafen am Samstag mit 3:1 gewonnen.

{}

Trainer Jan Petersen sprach von einem verdienten Sieg.  Die Mannschaft habe alles gegeben.
(dpa/dl)"""


def texts_of(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in (*table.head, *table.rows)]


def table_in(copy: Copy) -> Table:
    (found,) = copy.tables
    return found.table


def test_a_table_of_html_is_kept_at_its_place() -> None:
    copy = read_copy(HEAD + STANDINGS + END)

    body = body_html(copy)

    assert texts_of(table_in(copy)) == [
        ["Platz", "Verein", "Punkte"],
        ["1.", "SC Hardnau", "24"],
        ["2.", "FC Hafen", "21"],
    ]
    assert read_tables(body) == (table_in(copy),)
    assert body.index("Derby gegen") < body.index("<table>") < body.index("Trainer")
    assert "Platz\n" not in body


def test_parsed_tables_survive_storage() -> None:
    copy = read_copy(HEAD + STANDINGS + END)
    assert load_copy(dump_copy(copy)) == copy


def test_numbers_in_cells_are_no_counters_of_the_page() -> None:
    copy = read_copy(HEAD + STANDINGS + END)
    assert "24" in copy.texts(BlockKind.LIST_ITEM)


LONG = (
    "<p>Der Trainer sagte nach dem Abpfiff, die Mannschaft habe vor allem in der zweiten Halbzeit ruhig und "
    "sicher gespielt und deshalb verdient gewonnen.</p>"
)
WITH_HEAD = (
    "<table><caption>Nach dem 12. Spieltag</caption><thead><tr><th>Platz</th><th>Verein</th><th>Tore</th></tr></thead>"
    "<tbody><tr><th>1</th><td>SC Hardnau</td><td>31:9</td></tr><tr><th>2</th><td>FC Hafen</td><td>25:14</td></tr>"
    "</tbody></table>"
)


@each_of(
    [
        HEAD[HEAD.index("<p>") :] + WITH_HEAD + END,
        HEAD + WITH_HEAD + END,
        HEAD + WITH_HEAD + "<p>(dpa/dl)</p>",
        HEAD + LONG + WITH_HEAD + END,
        HEAD + LONG + f"<figure>{WITH_HEAD}</figure>" + END,
        f"<article>{HEAD}{LONG}<div class='tbl'>{WITH_HEAD}</div>{END}</article><footer><p>Impressum</p></footer>",
    ]
)
def test_short_cells_do_not_make_furniture_of_a_table(html: str) -> None:
    copy = read_copy(html)

    assert texts_of(table_in(copy))[1] == ["1", "SC Hardnau", "31:9"]
    assert "Platz" not in copy.paragraphs
    assert copy.tag is not None


def test_a_table_beside_the_story_stays_outside() -> None:
    prices = "<table><tr><th>Index<th>Stand<tr><td>Dax<td>24.100<tr><td>MDax<td>30.200</table>"
    page = f"<main><article>{HEAD}{LONG}{END}</article></main><aside class='sidebar'><h2>Börse</h2>{prices}</aside>"
    copy = read_copy(page)
    assert copy.tables == ()
    assert "Dax" not in body_html(copy)


def test_a_table_that_only_arranges_a_mail_is_none() -> None:
    copy = read_copy(f"<table><tr><td>{HEAD}{END}</td></tr></table>")
    assert copy.tables == ()
    assert len(copy.paragraphs) == 2


def test_a_table_in_an_arranging_table_is_found() -> None:
    copy = read_copy(f"<table><tr><td>{HEAD}{STANDINGS}{END}</td></tr></table>")
    assert texts_of(table_in(copy))[1] == ["1.", "SC Hardnau", "24"]


@each_of(
    [
        "Verein        Sp.  Pkt.\n1. SC Hardnau  10  24\n2. FC Hafen  10  21",
        "Verein\tSp.\tPkt.\n1. SC Hardnau\t10\t24\n2. FC Hafen\t10\t21",
        "| Verein | Sp. | Pkt. |\n|---|---|---|\n| 1. SC Hardnau | 10 | 24 |\n| 2. FC Hafen | 10 | 21 |",
    ]
)
def test_columns_of_plain_text_are_a_table(rows: str) -> None:
    copy = read_copy(PLAIN.format(rows))
    assert texts_of(table_in(copy)) == [
        ["Verein", "Sp.", "Pkt."],
        ["1. SC Hardnau", "10", "24"],
        ["2. FC Hafen", "10", "21"],
    ]
    assert len(table_in(copy).head) == 1


@each_of(
    [
        "Anna Bruns  Bürgermeisterin\nJan Petersen  Trainer\nIda Marten  Ärztin",
        "SC Hardnau  3\nFC Hafen  1",
        "Erster Satz.  Zweiter Satz.\n\nDritter Satz ohne Spalten.",
    ]
)
def test_lists_and_sentences_are_no_tables(rows: str) -> None:
    assert read_copy(PLAIN.format(rows)).tables == ()


@each_of([1, 2, 400])
def test_a_table_alone_is_read(rows: int):
    row = "<tr><td>Nordhaven</td><td>12</td><td>dpa</td></tr>"

    copy = read_copy(f"<table>{row * rows}</table>")

    assert copy.text.count("Nordhaven") == rows
