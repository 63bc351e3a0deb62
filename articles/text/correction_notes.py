"""What a correction says: drafts of both notes from the words that changed, and notes that say nothing. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from articles.text.euphemisms import EUPHEMISMS, FILLERS
from articles.text.word_diff import Piece, words_changed

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[“”\"»«]?\s+(?=[A-ZÄÖÜ„“\"»«0-9])")
_NUMBER = re.compile(r"\d")
LONGEST_QUOTED = 120
MOST_QUOTED = 5


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence that differs; `old` and `new` are the words that went and came, with what makes them whole."""

    field: str
    paragraph: int
    """From 1; 0 outside the text."""
    sentence: int
    old: str
    new: str


def says_nothing(note: str) -> bool:
    """Empty, or nothing but words such as `angepasst` and `wurde aktualisiert`."""
    words = [word.casefold() for word in _WORD.findall(note)]
    return all(word in EUPHEMISMS or word in FILLERS for word in words)


def changes_in(field: str, before: str, after: str) -> tuple[Change, ...]:
    """The sentences of one field that differ, in reading order; both texts have a paragraph a line."""
    found: list[Change] = []
    paragraph, sentence = 1, 1
    pieces = words_changed(before, after)
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


def _change(field: str, paragraph: int, sentence: int, old: str, new: str) -> Change:
    inside = field == "body"
    return Change(field, paragraph if inside else 0, sentence if inside else 0, _short(old), _short(new))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTED else line[:LONGEST_QUOTED].rsplit(" ", 1)[0] + " …"


def _advance(text: str, paragraph: int, sentence: int) -> tuple[int, int]:
    lines = text.split("\n")
    if len(lines) > 1:
        paragraph, sentence = paragraph + len(lines) - 1, 1
    return paragraph, sentence + len(_SENTENCE_END.findall(lines[-1]))


def touches_fact(changes: Sequence[Change], names: Iterable[str]) -> bool:
    """Whether a headline, a figure or a word of a name changed: more than a slip of the keyboard."""
    parts = {word for name in names for word in _WORD.findall(name)}
    return any(change.field == "headline" or _is_fact(change, parts) for change in changes)


def _is_fact(change: Change, names: Set[str]) -> bool:
    old, new = set(_WORD.findall(change.old)), set(_WORD.findall(change.new))
    return any(word in names or _NUMBER.search(word) for word in old ^ new)


def draft_notes(changes: Sequence[Change], language: str) -> tuple[str, str]:
    """First drafts for desks, exact, and for readers, in the story's language; both to be looked over."""
    words = WORDS.get(language, WORDS["de"])
    desk = " ".join(words.desk(change) for change in changes[:MOST_QUOTED])
    public = " ".join(words.public(change) for change in changes[:MOST_QUOTED] if change.old)
    return desk, public


@dataclass(frozen=True, slots=True)
class _Words:
    fields: Mapping[str, str]
    place: str
    right: str
    added: str
    taken_out: str
    said: str
    not_so: str

    def desk(self, change: Change) -> str:
        where = (
            self.place.format(paragraph=change.paragraph, sentence=change.sentence)
            if change.paragraph
            else self.fields.get(change.field, change.field)
        )
        form = self.right if change.old and change.new else self.added if change.new else self.taken_out
        return f"{where}: " + form.format(old=change.old, new=change.new)

    def public(self, change: Change) -> str:
        return (self.said if change.new else self.not_so).format(old=change.old, new=change.new)


WORDS: Mapping[str, _Words] = {
    "de": _Words(
        {"headline": "Überschrift", "dek": "Vorspann", "kicker": "Dachzeile"},
        "Absatz {paragraph}, Satz {sentence}",
        "muss „{new}“ heißen (statt: „{old}“).",
        "„{new}“ ist hinzugekommen.",
        "„{old}“ ist gestrichen.",
        "In einer früheren Fassung hieß es „{old}“. Richtig ist „{new}“.",
        "In einer früheren Fassung hieß es „{old}“. Das trifft nicht zu.",
    ),
    "en": _Words(
        {"headline": "Headline", "dek": "Standfirst", "kicker": "Kicker"},
        "Paragraph {paragraph}, sentence {sentence}",
        "should read “{new}” (instead of “{old}”).",
        "“{new}” was added.",
        "“{old}” was taken out.",
        "An earlier version said “{old}”. Correct is “{new}”.",
        "An earlier version said “{old}”. That is not so.",
    ),
}


def sentences_of(paragraphs: Sequence[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from (sentence.strip() for sentence in _SENTENCE_END.split(paragraph) if sentence.strip())


def lost_sentences(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Sentences that stood in the old text and do not stand so in the new one."""
    kept = {" ".join(sentence.split()) for sentence in sentences_of(after)}
    lost = (" ".join(sentence.split()) for sentence in sentences_of(before))
    return tuple(dict.fromkeys(sentence for sentence in lost if sentence not in kept))


def pieces_of(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """For two columns: what stood there, with what went; what stands there, with what came."""
    pieces = words_changed(before, after)
    return tuple(p for p in pieces if p.fate != "new"), tuple(p for p in pieces if p.fate != "gone")
