"""The languages in which the desk has stories, as `DESK_LANGUAGES` lists them."""

from django.conf import settings

from newsroom.language_tags import match_tag, name_language


def default_language() -> str:
    """Return the language of a new story: the first of the list."""
    return str(settings.DESK_LANGUAGES[0])


def language_choices(*stored: str) -> list[tuple[str, str]]:
    """Return codes and names of the list, and of languages of stored rows."""
    codes = dict.fromkeys([*settings.DESK_LANGUAGES, *(code for code in stored if code)])
    return [(code, name_language(code)) for code in codes]


def find_desk_language(tag: str) -> str:
    """Return the desk's language for copy in the language `tag`, else an empty string."""
    return match_tag(tag, settings.DESK_LANGUAGES)
