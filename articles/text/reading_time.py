"""Minutes that a text takes to read. Pure."""

import re

WORDS_A_MINUTE = {"de": 200, "en": 230, "fr": 220, "es": 220, "nl": 210, "pl": 190, "uk": 190, "fi": 160}
"""Words that adults read silently in a minute; languages with long words have fewer."""
USUAL_WORDS_A_MINUTE = 200
MIN_MINUTES = 2
"""A shorter text shows no time."""
TAG = re.compile(r"<[^>]*>")


def reading_minutes(body: str, language: str) -> int:
    """Return the minutes for a text in HTML, 0 for a short one."""
    pace = WORDS_A_MINUTE.get(language.partition("-")[0], USUAL_WORDS_A_MINUTE)
    words = TAG.sub(" ", body).replace(" – ", " ").split()
    minutes = round(len(words) / pace)
    return minutes if minutes >= MIN_MINUTES else 0
