import json
import time

from articles.parsing.story.lines import read_lines
from tests.tables import each_of

WRAPPED = (
    "Die Stadt Nordhaven baut eine zweite Brücke über\n"
    "die Aue, teilte Bürgermeisterin Mira Talberg am\n"
    "Montag mit. Der Reeder Ole Finken nannte sie seit\n"
    "langem überfällig, weil die Lastwagen einen weiten\n"
    "Umweg fahren."
)
TITLES = (
    "Hafenmeister verlangt neue Kräne für Seestadt\n"
    "Seestadt feiert die Rückkehr der alten Barkasse\n"
    "Reederei Finken bestellt acht weitere Schlepper\n"
    "Nordhaven sucht noch immer einen Brückenwärter\n"
    "Fähre fällt aus"
)


def test_lines_of_one_width_that_go_on_in_lower_case_are_one_paragraph():
    _text, lines = read_lines(WRAPPED)

    assert len(lines) == 1


def test_titles_of_like_length_stay_apart():
    _text, lines = read_lines(TITLES)

    assert len(lines) == TITLES.count("\n") + 1


def test_short_words_of_the_navigation_do_not_hide_that_a_page_is_not_wrapped():
    navigation = "\n".join(f"Ressort {number}" for number in range(40))
    sentence = "Die Stadt Nordhaven baut eine zweite Brücke über die Aue, teilte Bürgermeisterin Mira Talberg am Montag im Rathaus mit."
    _text, lines = read_lines(f"{navigation}\n{TITLES}\n{sentence}\n{sentence}\n{sentence}")

    assert len(lines) == 40 + 5 + 3


@each_of(["<h2><div>Nordhaven</div>Schwimmkran kippt auf der Werft um</h2>",
     "<h2><div>Nordhaven</div><div>Schwimmkran kippt auf der Werft um</div></h2>"])  # fmt: skip
def test_a_block_within_a_heading_is_the_kicker(html):
    kicker, headline = read_lines(html)[1]

    assert "kicker" in kicker.class_names
    assert "kicker" not in headline.class_names


def test_two_headings_are_no_kicker_and_headline():
    first, _ = read_lines("<div><h2>Nordhaven</h2><h2>Schwimmkran kippt auf der Werft um</h2></div>")[1]

    assert "kicker" not in first.class_names


def test_hidden_paragraphs_above_each_line_are_not_walked_again_and_again():
    """20,000 of them took 9 seconds."""
    begun = time.process_time()

    read_lines("<h1>Schwimmkran kippt um</h1>" + "<p hidden>Kran</p>" * 20_000)

    assert time.process_time() - begun < 4


@each_of([True, False])
def test_the_stated_text_is_walked_once_for_all_paragraphs(is_stated):
    """28,000 paragraphs took 6 seconds, and 14 if the text has none of them."""
    paragraphs = [
        f"Der Kran {number:06d} steht seit Montag wieder am Kai im alten Hafen." for number in range(28_000)
    ]
    body = " ".join(paragraphs) if is_stated else " ".join(paragraphs).replace("Kran", "Turm")
    article = json.dumps({"@type": "NewsArticle", "articleBody": body})
    page = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    begun = time.process_time()

    _text, lines = read_lines(f'<html><script type="application/ld+json">{article}</script>{page}')

    assert time.process_time() - begun < 4
    assert {line.is_story for line in lines} == {is_stated}


CUT = """Die Fähre nach Nordhaven fällt aus. Sie liegt im Dock, wie der Hafenmeister
mitteilte
, und wartet auf ihre Schraube.
Der Kran steht."""
BESIDE_CUT = (
    "Fähre nach Nordhaven fällt am Montag aus\nvon Ole Finken",
    "Liebe Kolleginnen und Kollegen,\nanbei die Meldung vom Montag aus Nordhaven.",
    "- Mehl und Milch\nzwei Eier\neine Prise Salz",
    "Der Kran steht. Foto: Mira Talberg/dpa\nDer Hafen ist wieder offen.",
    "Der Kran steht am Kai. Nun fehlt das Seil\nDer Hafen wartet seit dem Frühjahr auf sein neues Seil.",
)


def test_a_sentence_cut_at_its_links_is_one_line():
    _text, lines = read_lines(CUT)

    assert [line.text for line in lines] == [
        "Die Fähre nach Nordhaven fällt aus. Sie liegt im Dock, wie der Hafenmeister mitteilte, und wartet "
        "auf ihre Schraube.",
        "Der Kran steht.",
    ]


@each_of(BESIDE_CUT)
def test_titles_lists_and_captions_are_no_cut_sentence(copy):
    _text, lines = read_lines(copy)

    assert len(lines) == len(copy.splitlines())
