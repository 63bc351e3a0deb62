"""Heads of government named by their surname alone: `Trump und Putin`."""

import re
from collections.abc import Iterable, Iterator

from newsroom.text.spans import Confidence, Span
from newsroom.text.wordlists import read_words, split_words
from people.recognition.types import FoundName

HEADS_OF_GOVERNMENT = read_words("articles/parsing/captions/data/heads_of_government.txt")
_WORD = re.compile(r"(?<![\w.@/'’-])[A-ZÄÖÜ][\w-]*\w(?![\w/'’-])")
_CAPITAL_AFTER = re.compile(r" [A-ZÄÖÜ]")
_WORD_BEFORE = re.compile(r"(\S+)\s$")
_ARTICLES = split_words("das ein eine einem einen the a an am im vom zum zur")
_LONGEST_WORD = 40
_QUOTES = frozenset("„“\"»«‚'‘")


def find_known_surnames(text: str, names: Iterable[FoundName]) -> Iterator[FoundName]:
    """Yield each surname once; none within a longer name or after an article."""
    taken = [name.span for name in names]
    seen = {word for name in names for word in name.name.split()}
    for match in _WORD.finditer(text):
        word, span = match.group(), Span(*match.span())
        if word not in HEADS_OF_GOVERNMENT or word in seen:
            continue
        if any(span.overlaps(other) for other in taken) or not _is_alone(text, span):
            continue
        seen.add(word)
        yield FoundName(
            word, span, rule="person.head-of-government", confidence=Confidence.LIKELY, family=word
        )


def _is_alone(text: str, span: Span) -> bool:
    """Return whether no noun belongs to it, as in `Familie Trump`, `Trump Tower`."""
    if _CAPITAL_AFTER.match(text, span.end) or text[span.start - 1 : span.start] in _QUOTES:
        return False
    before = _WORD_BEFORE.search(text, max(0, span.start - _LONGEST_WORD), span.start)
    if before is None:
        return True
    word = before[1]
    starts_sentence = not text[: before.start()].strip() or text[: before.start()].rstrip()[-1] in ".:!?|–"
    return word.lower() not in _ARTICLES and (not word[:1].isupper() or word[-1] in ",;:)" or starts_sentence)
