"""Each state, step and role has one word in each language, wherever the desk names it."""

import re
from collections.abc import Iterator

import pytest
from django.utils.translation import override, pgettext

from articles.models import Article
from articles.roles import ROLES
from articles.workflow import MOVES
from newsroom.handbook import FOLDER, GUIDE_FOLDER, list_chapters
from tests.newsroom.test_handbook import LANGUAGES
from tests.newsroom.test_translations import read_catalog
from tests.tables import each_of

SYNONYMS = {
    "en": {
        "submit for review": r"\b(hand(s|ed|ing)? in|file for review)\b",
        "return to draft": r"\b(sent back|send back|back to draft)\b",
        "withhold": r"\b(taken|take|takes|took|taking) down\b",
        "revive": r"\b(kill reversed|killed by mistake …)",
        "request the kill": r"\bask for kill\b",
        "chief editor": r"\bchiefs?\b(?! editor)|editor.in.chief",
        "picture desk": r"\b(photo|photos) desk\b|\bpicture editors?\b",
    },
    "de": {
        "zur Prüfung geben": r"einreich|eingereicht|\breich\w+ ein\b|Abnahme|\babnehm|abgenommen|zum Gegenlesen",
        "zum Entwurf zurückgeben": r"zurück (zum|in den) Entwurf|wieder Entwurf\.",
        "freigeben": r"genehmig|absegn",
        "zurückhalten": r"vorläufig zurückgezogen|heruntergenommen",
        "wieder veröffentlichen": r"wieder frei(ge|zu)|wieder zeigen",
        "Rückzug": r"(?-i:\bKills?\b)|Annullierung|Rücknahme|des Zurückziehens",
        "Redakteur": r"jemande?m? aus der Redaktion Bescheid",
        "Chefredaktion": r"Chefredakteur|\bder Leitung\b|Chef vom Dienst|\bCvD\b|\bChefs?\b",
        "Bildredaktion": r"Bildredakteur|Fotoredaktion|Fotoredakteur",
        "Administration": r"Administrator",
    },
}  # fmt: skip
"""The word → other words for the same, which no text says."""
CODE = re.compile(r"`[^`]*`|```.*?```", re.DOTALL)


def find_synonyms(language: str, texts: list[str]) -> list[str]:
    """Return the texts with another word, each after the word it should have."""
    rules = {word: re.compile(banned, re.IGNORECASE) for word, banned in SYNONYMS[language].items()}
    return [f"{word}: {text[:120]}" for text in texts for word, rule in rules.items() if rule.search(text)]


def list_messages(language: str) -> Iterator[str]:
    """Yield whatever the desk says in a language; English is the message, or its translation."""
    own = {(m.context, m.id): m.string for m in read_catalog("en")}
    for domain in ("django", "djangojs"):
        for message in read_catalog("de", domain):
            said = message.string if language == "de" else own.get((message.context, message.id), message.id)
            yield from said if isinstance(said, (tuple, list)) else [str(said)]


@each_of(LANGUAGES)
def test_no_message_has_another_word_for_a_step_a_state_or_a_role(language: str):
    messages = list(list_messages(language))

    assert len(messages) > 3000
    assert find_synonyms(language, messages) == []


@each_of(LANGUAGES)
def test_neither_guide_nor_handbook_has_another_word(language: str):
    chapters = [chapter for folder in (GUIDE_FOLDER, FOLDER) for chapter in list_chapters(language, folder)]
    lines = [line for chapter in chapters for line in CODE.sub("", chapter.source).splitlines()]

    assert len(chapters) > 20
    assert find_synonyms(language, lines) == []


@each_of(LANGUAGES)
def test_each_state_step_and_role_has_a_word_of_its_own(language: str):
    with override(language):
        states = [str(label) for _state, label in Article._meta.get_field("state").choices or ()]
        roles = [str(role.label) for role in ROLES]
        steps = [pgettext("move", name.replace("_", " ")) for name in MOVES]

    for words in (states, roles, steps):
        assert len(set(words)) == len(words) > 4
        assert find_synonyms(language, words) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Artikel ist zur Abnahme eingereicht."),
        ("de", "Fragen Sie die Chefredakteurin."),
        ("de", "Kill beantragen"),
        ("en", "It was taken down; a chief has to decide."),
        ("en", "The story was sent back."),
    ],
)
def test_another_word_is_found(language: str, text: str):
    assert find_synonyms(language, [text])
