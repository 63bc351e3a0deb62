import pytest

from articles.text.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Rat hat am Montag den Haushalt beschlossen.", "de"),
        ("The council passed the budget on Monday, and that was it.", "en"),
        ("1234", "de"),
        ("", "de"),
    ],
)
def test_small_words_tell_german_from_english(text, language):
    assert detect_language(text) == language
