"""A note about copy in a language that the desk or its rules do not have."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.desk_languages import default_language, find_desk_language
from articles.parsing.story.types import Copy
from articles.text.language import UNKNOWN
from newsroom.language_tags import name_language


@dataclass(frozen=True, slots=True)
class LanguageNote:
    text: str
    warns: bool
    """The desk has no stories in the language."""


def describe_language(copy: Copy) -> LanguageNote | None:
    """Return a note for copy in a language that the desk or the rules lack, else None."""
    facts = {"language": name_language(copy.language), "default": name_language(default_language())}
    if copy.language not in {"", UNKNOWN} and not find_desk_language(copy.language):
        text = _(
            "The copy is in this language: %(language)s. The desk has no stories in it; without another choice the "
            "story will be marked as %(default)s."
        )
        return LanguageNote(f"{text % facts} {_less_sure(copy)}".strip(), warns=True)
    if copy.is_foreign:
        text = _("The copy is in this language: %(language)s.")
        return LanguageNote(f"{text % facts} {_less_sure(copy)}", warns=False)
    return None


def _less_sure(copy: Copy) -> str:
    if not copy.is_foreign:
        return ""
    return _("Only what needs no language was read, and every value is less sure than in German or English.")
