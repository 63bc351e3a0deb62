from articles.text.paragraphs import plain_paragraphs
from tests.tables import each_of


@each_of(
    [
        ("<p>Der Rat  tagt</p>", ("Der Rat tagt",)),
        ("<p>Der\tRat \t tagt</p>", ("Der Rat tagt",)),
        ("<p>\t Der\r\fRat tagt \v</p>", ("Der Rat tagt",)),
        ("<p> </p><h2>Rat &amp; Stadt</h2><p>eins<br>zwei</p>", ("Rat & Stadt", "eins", "zwei")),
    ]
)
def test_each_block_is_a_line_with_single_spaces(body: str, lines: tuple[str, ...]) -> None:
    assert plain_paragraphs(body) == lines
