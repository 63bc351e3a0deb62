from hypothesis import given
from hypothesis import strategies as st

from articles.text.paragraphs import plain_paragraphs
from articles.text.sanitize import sanitize
from articles.text.tables import Cell, Table, read_tables, replace_tables, write_table
from tests.tables import each_of

RESULTS = """<table>
  <caption><p>Ergebnisse <b>vorläufig</b></p></caption>
  <tr><th>Liste</th><th>Stimmen</th><th>Anteil</th></tr>
  <tr><th>Freie Wähler</th><td>1.204</td><td>40,1 %</td></tr>
  <tr><th>Grüne Liste</th><td>998</td><td>33,2&nbsp;%</td></tr>
  <tr><th>Ungültig</th><td>–</td><td></td></tr>
</table>"""


def table_of(source: str) -> Table:
    (found,) = read_tables(sanitize(source))
    return found


def test_rows_without_words_are_left_out() -> None:
    empty = "<tr><td></td><td>&nbsp;</td></tr>"
    found = table_of(
        f"<table><tr><th>Liste</th><th>Stimmen</th></tr>{empty}<tr><td>Grüne</td><td>998</td></tr>{empty}</table>"
    )

    assert [[cell.text for cell in row] for row in found.head + found.rows] == [
        ["Liste", "Stimmen"],
        ["Grüne", "998"],
    ]


def test_an_empty_row_stays_where_a_cell_spans_rows() -> None:
    spanning = (
        '<tr><th>Tag</th><th>Uhr</th></tr><tr><td rowspan="2">Montag</td><td>9</td></tr><tr><td></td></tr>'
    )

    assert len(table_of(f"<table>{spanning}<tr><td>Dienstag</td><td>8</td></tr></table>").rows) == 3


def test_a_pasted_table_has_caption_head_and_row_heads() -> None:
    found = table_of(RESULTS)
    assert found.caption == "Ergebnisse <strong>vorläufig</strong>"
    assert [[cell.text for cell in row] for row in found.head] == [["Liste", "Stimmen", "Anteil"]]
    assert [[cell.text for cell in row] for row in found.rows] == [
        ["Freie Wähler", "1.204", "40,1 %"],
        ["Grüne Liste", "998", "33,2 %"],
        ["Ungültig", "–", ""],
    ]
    assert all(row[0].is_head for row in found.rows)


def test_columns_of_numbers_are_known() -> None:
    assert table_of(RESULTS).numeric_columns() == {1, 2}


@each_of([
        (("12", "7"), True),
        (("3:1", "–"), True),
        (("1.204,50 €", "−3"), True),
        (("12 km", "9 km"), True),
        (("n. a.", "4"), True),
        (("12", "zwölf"), False),
        (("–", "-"), False),
        (("12.03. in Kiel", "13.03. in Husum"), False),
    ])  # fmt: skip
def test_a_column_is_numeric_if_each_filled_cell_is(texts: tuple[str, ...], is_number: bool) -> None:
    table = Table(rows=tuple((Cell("a"), Cell(text)) for text in texts))
    assert (1 in table.numeric_columns()) is is_number


def test_cells_of_numbers_are_marked_below_a_cell_that_reaches_down() -> None:
    table = Table(rows=((Cell("Nord", rowspan=2), Cell("3")), (Cell("4"),)))
    assert write_table(table, "number") == (
        '<table><tbody><tr><td rowspan="2">Nord</td><td class="number">3</td></tr>'
        '<tr><td class="number">4</td></tr></tbody></table>'
    )


def test_blocks_in_a_cell_become_lines() -> None:
    source = "<table><tr><th>Tag</th><th>Programm</th></tr><tr><td>Mo</td><td><p>Chor</p><ul><li>Orgel</li></ul></td></tr></table>"
    assert table_of(source).rows[0][1].html == "Chor<br>Orgel"


def test_a_table_in_a_table_that_only_arranges_stays() -> None:
    inner = "<table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>"
    kept = sanitize(f"<table><tr><td><h2>Stand</h2>{inner}</td><td>Randspalte</td></tr></table>")
    assert kept == (
        "<h2>Stand</h2><table><tbody><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></tbody></table>"
        "<p>Randspalte</p>"
    )


def test_scripts_and_styles_in_cells_go() -> None:
    found = sanitize(
        '<table onclick="x()"><tr><th style="width:3px">A<script>alert(1)</script></th><th>B</th></tr>'
        '<tr><td colspan="9999" bgcolor="red">1</td></tr></table>'
    )
    assert found == (
        '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
        '<tbody><tr><td colspan="50">1</td></tr></tbody></table>'
    )


def test_plain_text_has_one_line_a_row() -> None:
    assert plain_paragraphs(sanitize(f"<p>Vor</p>{RESULTS}<p>Nach</p>")) == (
        "Vor", "Ergebnisse vorläufig", "Liste | Stimmen | Anteil", "Freie Wähler | 1.204 | 40,1 %",
        "Grüne Liste | 998 | 33,2\xa0%", "Ungültig | – |", "Nach",
    )  # fmt: skip


def test_only_the_table_is_replaced() -> None:
    body = sanitize(f"<p>Vor</p>{RESULTS}<p>Nach</p>")
    assert replace_tables(body, lambda table: f"[{len(table.rows)}]") == "<p>Vor</p>[3]<p>Nach</p>"
    assert replace_tables(body, write_table) == body


CELLS = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="<>&"), min_size=1, max_size=6
)


@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=5)
    )
)
def test_every_cell_of_a_table_is_kept(rows: list[list[str]]) -> None:
    source = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    assert [[cell.text for cell in row] for row in table_of(f"<table>{source}</table>").rows] == rows


def test_a_box_in_a_cell_becomes_its_words() -> None:
    cell = "<p>Chor</p><aside><p>Orgel</p></aside>"
    clean = sanitize(
        f"<table><tr><th>Tag</th><th>Programm</th></tr><tr><td>Mo</td><td>{cell}</td></tr></table>"
    )

    assert "<td>Chor<br>Orgel</td>" in clean
