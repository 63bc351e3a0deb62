"""What a correction says: drafts of both notes from the words that changed, and notes that say nothing. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from articles.text.euphemisms import EUPHEMISMS, FILLERS
from articles.text.word_diff import DiffPiece, diff_words

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[“”\"»«]?\s+(?=[A-ZÄÖÜ„“\"»«0-9])")
_NUMBER = re.compile(r"\d")
MAX_QUOTE_LENGTH = 120
MAX_QUOTES = 5


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """One sentence that differs; `old` and `new` are the words that went and came, with what makes them whole."""

    field: str
    paragraph: int
    """From 1; 0 outside the text."""
    sentence: int
    old: str
    new: str


def is_vague_note(note: str) -> bool:
    """Empty, or nothing but words such as `angepasst` and `wurde aktualisiert`."""
    words = [word.casefold() for word in _WORD.findall(note)]
    return all(word in EUPHEMISMS or word in FILLERS for word in words)


def find_changes(field: str, before: str, after: str) -> tuple[SentenceChange, ...]:
    """The sentences of one field that differ, in reading order; both texts have a paragraph a line."""
    found: list[SentenceChange] = []
    paragraph, sentence = 1, 1
    pieces = diff_words(before, after)
    for place, piece in enumerate(pieces):
        if piece.fate == "gone":
            follower = pieces[place + 1] if place + 1 < len(pieces) else None
            new = follower.text if follower is not None and follower.fate == "new" else ""
            found.append(_change(field, paragraph, sentence, piece.text, new))
        elif piece.fate == "new" and (place == 0 or pieces[place - 1].fate != "gone"):
            found.append(_change(field, paragraph, sentence, "", piece.text))
        if piece.fate != "new":
            paragraph, sentence = _advance(piece.text, paragraph, sentence)
    return tuple(change for change in found if change.old != change.new)


def _change(field: str, paragraph: int, sentence: int, old: str, new: str) -> SentenceChange:
    inside = field == "body"
    return SentenceChange(
        field, paragraph if inside else 0, sentence if inside else 0, _shorten(old), _shorten(new)
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
    """Whether a headline, a figure or a word of a name changed: more than a slip of the keyboard."""
    parts = {word for name in names for word in _WORD.findall(name)}
    return any(change.field == "headline" or _is_fact(change, parts) for change in changes)


def _is_fact(change: SentenceChange, names: Set[str]) -> bool:
    old, new = set(_WORD.findall(change.old)), set(_WORD.findall(change.new))
    return any(word in names or _NUMBER.search(word) for word in old ^ new)


def draft_notes(changes: Sequence[SentenceChange], language: str) -> tuple[str, str]:
    """First drafts for desks, exact, and for readers, in the story's language; both to be looked over."""
    words = NOTE_TEMPLATES.get(language, NOTE_TEMPLATES["de"])
    desk = " ".join(words.desk(change) for change in changes[:MAX_QUOTES])
    public = " ".join(words.public(change) for change in changes[:MAX_QUOTES] if change.old)
    return desk, public


@dataclass(frozen=True, slots=True)
class _NoteTemplates:
    fields: Mapping[str, str]
    place: str
    right: str
    added: str
    taken_out: str
    said: str
    not_so: str

    def desk(self, change: SentenceChange) -> str:
        where = (
            self.place.format(paragraph=change.paragraph, sentence=change.sentence)
            if change.paragraph
            else self.fields.get(change.field, change.field)
        )
        form = self.right if change.old and change.new else self.added if change.new else self.taken_out
        return f"{where}: " + form.format(old=change.old, new=change.new)

    def public(self, change: SentenceChange) -> str:
        return (self.said if change.new else self.not_so).format(old=change.old, new=change.new)


NOTE_TEMPLATES: Mapping[str, _NoteTemplates] = {
    "de": _NoteTemplates(
        {"headline": "Überschrift", "dek": "Vorspann", "kicker": "Dachzeile"},
        "Absatz {paragraph}, Satz {sentence}",
        "muss „{new}“ heißen (statt: „{old}“).",
        "„{new}“ ist hinzugekommen.",
        "„{old}“ ist gestrichen.",
        "In einer früheren Fassung hieß es „{old}“. Richtig ist „{new}“.",
        "In einer früheren Fassung hieß es „{old}“. Das trifft nicht zu.",
    ),
    "en": _NoteTemplates(
        {"headline": "Headline", "dek": "Standfirst", "kicker": "Kicker"},
        "Paragraph {paragraph}, sentence {sentence}",
        "should read “{new}” (instead of “{old}”).",
        "“{new}” was added.",
        "“{old}” was taken out.",
        "An earlier version said “{old}”. Correct is “{new}”.",
        "An earlier version said “{old}”. That is not so.",
    ),
}


def split_sentences(paragraphs: Sequence[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from (sentence.strip() for sentence in _SENTENCE_END.split(paragraph) if sentence.strip())


def find_removed_sentences(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Sentences that stood in the old text and do not stand so in the new one."""
    kept = {" ".join(sentence.split()) for sentence in split_sentences(after)}
    lost = (" ".join(sentence.split()) for sentence in split_sentences(before))
    return tuple(dict.fromkeys(sentence for sentence in lost if sentence not in kept))


def split_columns(before: str, after: str) -> tuple[tuple[DiffPiece, ...], tuple[DiffPiece, ...]]:
    """For two columns: what stood there, with what went; what stands there, with what came."""
    pieces = diff_words(before, after)
    return tuple(p for p in pieces if p.fate != "new"), tuple(p for p in pieces if p.fate != "gone")
