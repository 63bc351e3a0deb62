"""Lines that the desk has taught are left out of pasted copy and of news items, and are listed."""

from zoneinfo import ZoneInfo

from articles.parsing.lexicon import BUILTIN
from articles.parsing.lexicon.omitted_lines import fold_line
from articles.parsing.story.parse import read_copy
from articles.parsing.story.remainder import find_remainder
from articles.wire.news_item_copy import read_news_item

LINE = "Küstenpuls: 3 Minuten Vorlesezeit"
TEXT = "Der Rat von Nordhaven hat am Montag den Hafenplan beschlossen. Das teilte die Verwaltung mit."
COPY = f"Rat beschließt Hafenplan\n\n{TEXT}\n\n{LINE}\n\nDie Werft begrüßt den Plan. Er gilt ab Mai."
TAUGHT = BUILTIN.extend(omitted_lines=[LINE])


def test_the_numbers_of_a_line_make_no_difference() -> None:
    assert fold_line("  Küstenpuls: 12  Minuten Vorlesezeit") == fold_line(LINE)


def test_a_taught_line_leaves_the_text_and_is_listed_as_left_out() -> None:
    copy = read_copy(COPY.replace("3 Min", "12 Min"), lexicon=TAUGHT)

    assert not any("Küstenpuls" in text for text in copy.paragraphs)
    assert [(piece.text, piece.rule) for piece in find_remainder(copy)] == [
        ("Küstenpuls: 12 Minuten Vorlesezeit", "desk.omitted-line")
    ]


def test_without_the_rule_the_line_stays_in_the_text() -> None:
    assert any(LINE in block.of(read_copy(COPY).text) for block in read_copy(COPY).body)


def test_a_taught_line_leaves_a_news_item_also_as_its_first_paragraph() -> None:
    content = {"headline": "Hafenplan", "blocks": [["p", LINE, ""], ["p", f"Nordhaven (dpa) - {TEXT}", ""]]}

    copy = read_news_item(content, lexicon=TAUGHT, zone=ZoneInfo("Europe/Berlin"))

    assert copy.paragraphs == (TEXT,)
    assert copy.dateline is not None
    assert copy.dateline.value == "Nordhaven (dpa)"
