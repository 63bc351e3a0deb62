"""Links, emphasis, lists and quotes of pasted copy in the body of the story."""

from articles.parsing.serialize import dump_copy, load_copy
from articles.parsing.story.body_html import body_html
from articles.parsing.story.parse import read_copy

HEAD = "<h1>Rat beschließt neuen Hafenplan</h1>"
FIRST = "<p><b>Nordhaven (dpa)</b> - Der Rat hat am Freitag einen neuen Plan für den Hafen beschlossen.</p>"
LAST = "<p>Die Arbeiten beginnen im Mai, sobald das Geld bewilligt ist. (dpa/dl)</p>"

WORD_ITEM = (
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>"
    "&nbsp;&nbsp; </span></span><![endif]>{}<o:p></o:p></p>"
)


def body_of(*parts: str) -> str:
    body = body_html(read_copy(HEAD + FIRST + "".join(parts) + LAST))
    first, *middle, last = body.split("\n")
    assert first == "<p>Der Rat hat am Freitag einen neuen Plan für den Hafen beschlossen.</p>"
    assert last == "<p>Die Arbeiten beginnen im Mai, sobald das Geld bewilligt ist.</p>"
    return "\n".join(middle)


def test_links_and_emphasis_stay_in_a_paragraph() -> None:
    paragraph = (
        '<p>Die Stadt nennt <em>drei</em> Gründe, wie <a href="https://nordhaven.example/plan">der '
        "<strong>neue</strong> Plan</a> zeigt &amp; sagt.</p>"
    )

    assert body_of(paragraph) == paragraph


def test_items_of_a_list_stay_a_list_of_their_kind() -> None:
    intro = "<p>Die Stadt will im nächsten Jahr dreierlei bauen, teilte sie mit:</p>"
    items = "<li>eine Mole aus Stein</li><li>eine <strong>Brücke</strong></li>"

    assert body_of(intro, f"<ul>{items}</ul>") == f"{intro}\n<ul>{items}</ul>"
    assert body_of(intro, f"<ol>{items}</ol>") == f"{intro}\n<ol>{items}</ol>"


def test_a_list_within_an_item_stays_there() -> None:
    intro = "<p>Die Stadt will im nächsten Jahr dreierlei bauen, teilte sie mit:</p>"
    further_in = "<ol><li>eine Mole aus Stein</li><li>eine aus <strong>Holz</strong></li></ol>"
    items = f"<ul><li>am Wasser{further_in}</li><li>in der Stadt<ul><li>eine Brücke</li></ul></li><li>sonst nichts</li></ul>"

    assert body_of(intro, items) == f"{intro}\n{items}"


def test_a_list_in_a_quotation_stays_in_it() -> None:
    quote = (
        "<blockquote><p>Wir haben lange auf diesen Tag gewartet, und jetzt ist er da.</p>"
        "<ul><li>eine Mole aus Stein</li><li>eine Brücke</li></ul></blockquote>"
    )

    assert body_of(quote) == quote


def test_items_of_word_lose_their_signs() -> None:
    intro = "<p>Die Stadt will im nächsten Jahr zweierlei bauen, teilte sie mit:</p>"

    body = body_of(intro, WORD_ITEM.format("eine Mole aus Stein"), WORD_ITEM.format("eine Brücke"))

    assert body == f"{intro}\n<ul><li>eine Mole aus Stein</li><li>eine Brücke</li></ul>"


def test_levels_of_word_stay_levels() -> None:
    intro = "<p>Die Stadt will im nächsten Jahr zweierlei bauen, teilte sie mit:</p>"
    second = WORD_ITEM.replace("level1", "level2")

    body = body_of(
        intro, WORD_ITEM.format("am Wasser"), second.format("eine Mole"), WORD_ITEM.format("eine Brücke")
    )

    assert body == f"{intro}\n<ul><li>am Wasser<ul><li>eine Mole</li></ul></li><li>eine Brücke</li></ul>"


def test_a_quotation_stays_one() -> None:
    quote = "<blockquote><p>Wir haben lange auf diesen Tag gewartet, und jetzt ist er da.</p></blockquote>"

    assert body_of(quote) == quote


def test_the_text_is_read_as_without_its_markup() -> None:
    plain = read_copy(HEAD + FIRST + "<p>Die Stadt nennt drei Gründe, wie der neue Plan zeigt.</p>" + LAST)
    rich = read_copy(
        HEAD + FIRST + "<p>Die Stadt nennt <i>drei</i> Gründe, wie der <b>neue</b> Plan zeigt.</p>" + LAST
    )

    assert (rich.text, rich.blocks, rich.people) == (plain.text, plain.blocks, plain.people)
    assert load_copy(dump_copy(rich)) == rich


def test_plain_text_has_no_markup() -> None:
    assert read_copy("Titel\n\nDer Rat hat am <Freitag> 2 < 3 beschlossen.").markup == ()
