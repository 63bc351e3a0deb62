"""PostgreSQL's text search configurations by language.

`newsroom_stems` of the database chooses the same ones for the documents.
"""

from django.conf import settings

from newsroom.language_tags import primary_tag

NAMES = "newsroom_names"
"""Words as spelt, without accents: for names, and for languages without a stemmer."""
CONFIGURATIONS = {
    "de": "newsroom_german", "en": "newsroom_english", "ar": "newsroom_arabic", "ca": "newsroom_catalan",
    "da": "newsroom_danish", "el": "newsroom_greek", "es": "newsroom_spanish", "eu": "newsroom_basque",
    "fi": "newsroom_finnish", "fr": "newsroom_french", "ga": "newsroom_irish", "hu": "newsroom_hungarian",
    "hy": "newsroom_armenian", "it": "newsroom_italian", "lt": "newsroom_lithuanian", "nb": "newsroom_norwegian",
    "nl": "newsroom_dutch", "nn": "newsroom_norwegian", "no": "newsroom_norwegian", "pt": "newsroom_portuguese",
    "ro": "newsroom_romanian", "ru": "newsroom_russian", "sr": "newsroom_serbian", "sv": "newsroom_swedish",
    "tr": "newsroom_turkish", "yi": "newsroom_yiddish",
}  # fmt: skip
ALWAYS = ("de", "en")
"""Searched also where the desk does not have them any more: most archives have both."""


def find_configuration(language: str) -> str:
    return CONFIGURATIONS.get(primary_tag(language), NAMES)


def searched_configurations() -> list[str]:
    """Return the configurations by which search terms are stemmed, that of names last."""
    found = dict.fromkeys(find_configuration(language) for language in (*ALWAYS, *settings.DESK_LANGUAGES))
    return [*(name for name in found if name != NAMES), NAMES]
