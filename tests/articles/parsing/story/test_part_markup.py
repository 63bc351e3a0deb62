"""Stories of one paste keep the markup of their blocks."""

from articles.parsing.story.part_markup import write_parts

FIRST = [
    "<p>1. Einbruch in Kiosk</p>",
    '<p>Die Polizei <a href="https://nordhaven.example/">sucht</a> Zeugen.</p>',
]
SECOND = ["<h2>2. Kran fällt um</h2>", "<ul><li>ein Kran</li><li>kein Verletzter</li></ul>"]
PARTS = ["Einbruch in Kiosk\n\nDie Polizei sucht Zeugen.", "Kran fällt um\nein Kran\nkein Verletzter"]


def test_each_story_gets_its_own_blocks_without_its_number():
    assert write_parts(PARTS, ["<p>Guten Tag,</p>", *FIRST, *SECOND]) == [
        f"<p>Einbruch in Kiosk</p>\n{FIRST[1]}",
        f"<h2>Kran fällt um</h2>\n{SECOND[1]}",
    ]


def test_stories_of_paragraphs_only_stay_text():
    assert write_parts(PARTS[1:], ["<p>Kran fällt um</p>", "<p>ein Kran<br>kein Verletzter</p>"]) == [""]


def test_a_story_whose_words_are_not_those_of_whole_blocks_stays_text():
    blocks = [*FIRST, "<h2>2. Kran fällt um</h2>", "<ul><li>ein Kran</li><li>noch ein Kran</li></ul>"]

    first, second = write_parts(PARTS, blocks)

    assert first and second == ""


def test_a_story_left_out_does_not_take_those_after_it():
    assert write_parts(PARTS[1:], [*FIRST, *SECOND]) == [f"<h2>Kran fällt um</h2>\n{SECOND[1]}"]
