"""Draft notes of a correction, from the words that changed. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from articles.text.euphemisms import EUPHEMISMS, FILLERS
from articles.text.language import primary_language
from articles.text.word_diff import DiffPiece, diff_words
from newsroom.text.places import PLACES
from newsroom.text.wordlists import read_numbers

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[“”\"»«]?\s+(?=[A-ZÄÖÜ„“\"»«0-9])")
_NUMBER = re.compile(r"\d")
NUMBER_WORDS = frozenset(read_numbers("articles/parsing/dates/data/numbers.txt")) - {
    "ein",
    "eine",
    "einem",
    "einer",
    "einen",
}
"""Without the German words that are articles too."""
DATE_WORDS = frozenset(
    word
    for path in ("months", "weekdays")
    for word in read_numbers(f"articles/parsing/dates/data/{path}.txt")
    if len(word) > 2
)
"""Months and weekdays; those of two letters are other words too."""
MAX_QUOTE_LENGTH = 120
MAX_QUOTES = 5


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """Words of one sentence that were removed (`old`) or added (`new`)."""

    field: str
    paragraph: int
    """From 1; 0 outside the text."""
    sentence: int
    old: str
    new: str


def is_vague_note(note: str) -> bool:
    """Return True for notes without facts, such as `angepasst`, `wurde aktualisiert`."""
    words = [word.casefold() for word in _WORD.findall(note)]
    return all(word in EUPHEMISMS or word in FILLERS for word in words)


def find_changes(field: str, before: str, after: str) -> tuple[SentenceChange, ...]:
    """Return the changed sentences of a field in order; each line is a paragraph."""
    changes: list[SentenceChange] = []
    paragraph, sentence = 1, 1
    pieces = diff_words(before, after)
    for index, piece in enumerate(pieces):
        if piece.kind == "gone":
            follower = pieces[index + 1] if index + 1 < len(pieces) else None
            new = follower.text if follower is not None and follower.kind == "new" else ""
            changes.append(_change(field, paragraph, sentence, piece.text, new))
        elif piece.kind == "new" and (index == 0 or pieces[index - 1].kind != "gone"):
            changes.append(_change(field, paragraph, sentence, "", piece.text))
        if piece.kind != "new":
            paragraph, sentence = _advance(piece.text, paragraph, sentence)
    return tuple(change for change in changes if change.old != change.new)


def _change(field: str, paragraph: int, sentence: int, old: str, new: str) -> SentenceChange:
    in_body = field == "body"
    return SentenceChange(
        field, paragraph if in_body else 0, sentence if in_body else 0, _shorten(old), _shorten(new)
    )


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MAX_QUOTE_LENGTH else line[:MAX_QUOTE_LENGTH].rsplit(" ", 1)[0] + " …"


def _advance(text: str, paragraph: int, sentence: int) -> tuple[int, int]:
    lines = text.split("\n")
    if len(lines) > 1:
        paragraph, sentence = paragraph + len(lines) - 1, 1
    return paragraph, sentence + len(_SENTENCE_END.findall(lines[-1]))


def has_factual_change(changes: Sequence[SentenceChange], names: Iterable[str]) -> bool:
    """Return True if a headline, a figure or part of a name changed."""
    parts = {word for name in names for word in _WORD.findall(name)}
    return any(change.field == "headline" or _is_fact(change, parts) for change in changes)


def _is_fact(change: SentenceChange, names: Set[str]) -> bool:
    old, new = set(_WORD.findall(change.old)), set(_WORD.findall(change.new))
    return any(word in names or _NUMBER.search(word) for word in old ^ new)


def is_changed_fact(change: SentenceChange, names: Iterable[str]) -> bool:
    """Return True if only figures, names, dates or places were replaced by others.

    What was cut or reworded was not therefore wrong.
    """
    old, new = _WORD.findall(change.old), _WORD.findall(change.new)
    parts = {word for name in names for word in _WORD.findall(name)}
    pairs = [pair for pair in zip(old, new, strict=False) if pair[0] != pair[1]]
    return len(old) == len(new) and bool(pairs) and all(_are_same_fact(*pair, parts) for pair in pairs)


def _are_same_fact(one: str, other: str, names: Set[str]) -> bool:
    """Return whether both words are figures, both dates, or names and places."""
    if any(all(is_kind(word) for word in (one, other)) for is_kind in (_is_figure, _is_date)):
        return True
    is_known = any(word in names or word in PLACES for word in (one, other))
    return is_known and one[0].isupper() and other[0].isupper()


def _is_figure(word: str) -> bool:
    return bool(_NUMBER.search(word)) or word.casefold() in NUMBER_WORDS


def _is_date(word: str) -> bool:
    return word.casefold() in DATE_WORDS


def draft_notes(changes: Sequence[SentenceChange], language: str, names: Iterable[str]) -> tuple[str, str]:
    """Return drafts of the desk note and the public note in the story's language.

    The public note tells changed facts alone, `names` are those of the story's people. In a language without words
    for it the public note is left to the editor, and the desk note is German.
    """
    own = NOTE_TEMPLATES.get(primary_language(language))
    words = own or NOTE_TEMPLATES["de"]
    desk = " ".join(words.desk(change) for change in changes[:MAX_QUOTES])
    people = tuple(names)
    facts = [change for change in changes if is_changed_fact(change, people)][:MAX_QUOTES]
    return desk, " ".join(own.public(change) for change in facts) if own else ""


@dataclass(frozen=True, slots=True)
class _NoteTemplates:
    fields: Mapping[str, str]
    place: str
    replaced: str
    added: str
    removed: str
    corrected: str

    def desk(self, change: SentenceChange) -> str:
        where = (
            self.place.format(paragraph=change.paragraph, sentence=change.sentence)
            if change.paragraph
            else self.fields.get(change.field, change.field)
        )
        form = self.replaced if change.old and change.new else self.added if change.new else self.removed
        return f"{where}: " + form.format(old=change.old, new=change.new)

    def public(self, change: SentenceChange) -> str:
        return self.corrected.format(old=change.old, new=change.new)


NOTE_TEMPLATES: Mapping[str, _NoteTemplates] = {
    "de": _NoteTemplates(
        {"headline": "Überschrift", "dek": "Vorspann", "kicker": "Dachzeile"},
        "Absatz {paragraph}, Satz {sentence}",
        "muss „{new}“ heißen (statt: „{old}“).",
        "„{new}“ ist hinzugekommen.",
        "„{old}“ ist gestrichen.",
        "In einer früheren Fassung hieß es „{old}“ statt richtig „{new}“.",
    ),
    "en": _NoteTemplates(
        {"headline": "Headline", "dek": "Standfirst", "kicker": "Kicker"},
        "Paragraph {paragraph}, sentence {sentence}",
        "should read “{new}” (instead of “{old}”).",
        "“{new}” was added.",
        "“{old}” was removed.",
        "An earlier version said “{old}” instead of the correct “{new}”.",
    ),
}


def split_sentences(paragraphs: Sequence[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from (sentence.strip() for sentence in _SENTENCE_END.split(paragraph) if sentence.strip())


def find_removed_sentences(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences of the old text that the new text lacks."""
    remaining = {" ".join(sentence.split()) for sentence in split_sentences(after)}
    before_sentences = (" ".join(sentence.split()) for sentence in split_sentences(before))
    return tuple(dict.fromkeys(sentence for sentence in before_sentences if sentence not in remaining))


def split_columns(before: str, after: str) -> tuple[tuple[DiffPiece, ...], tuple[DiffPiece, ...]]:
    """Return the diff as two columns: old text with removals, new text with additions."""
    pieces = diff_words(before, after)
    return tuple(p for p in pieces if p.kind != "new"), tuple(p for p in pieces if p.kind != "gone")
