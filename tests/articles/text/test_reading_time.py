"""How many minutes a text takes, in words of its language; nothing for a note."""

from articles.text.reading_time import reading_minutes
from tests.tables import each_of


@each_of(
    [
        (600, "de", 3),
        (600, "de-AT", 3),
        (690, "en", 3),
        (600, "xx", 3),
        (299, "de", 0),
        (310, "de", 2),
        (0, "de", 0),
    ]
)
def test_the_pace_is_that_of_the_language(words, language, minutes):
    assert reading_minutes(f"<p>{'Wort ' * words}</p>", language) == minutes


def test_marks_and_tags_are_no_words():
    assert reading_minutes('<p><a href="/ein/wort/">Wort</a> – „Wort“</p>' * 200, "de") == 2
