"""Names in captions that rules of running text cut short or take for people."""

import re
from dataclasses import replace

from newsroom.text.spans import Span
from people.recognition.offices.agent_nouns import is_agent_noun
from people.recognition.types import FoundName
from people.recognition.word_classes import is_arabic_surname, is_given_name, may_be_name

_WORD_BEFORE = re.compile(
    r"(?:^|(?<=[.:!?|–]\s)|(?<=\bund\s)|(?<=\band\s)|(?<=\bmit\s))(?P<word>[A-ZÄÖÜ][\w'’-]+)\s$"
)
_JUNIOR = re.compile(r"\s(?:jun|sen|jr|sr)\.(?!\w)")
_THE = re.compile(r"\b[Tt]he\s$")
_REACH = 40


def extend_name(text: str, name: FoundName) -> FoundName:
    """Return the name with `jun.`, and with an unlisted word before an Arabic one.

    `Xihan Zein ad-Din`: the surname with its article shows that the word before is a name, too.
    """
    span = name.span
    junior = _JUNIOR.match(text, span.end)
    end = junior.end() if junior else span.end
    before = None
    if not name.offices and any(is_arabic_surname(word) for word in name.name.split()):
        before = _WORD_BEFORE.search(text, max(0, span.start - _REACH), span.start)
    start = before.start("word") if before and _may_be_given(before["word"]) else span.start
    extended = Span(start, end)
    return (
        name if extended == span else replace(name, name=" ".join(extended.of(text).split()), span=extended)
    )


def _may_be_given(word: str) -> bool:
    return is_given_name(word) or (may_be_name(word) and not is_agent_noun(word))


def is_thing(text: str, name: FoundName) -> bool:
    """Return whether an article precedes the name: `the Royal Gallery`."""
    return _THE.search(text, max(0, name.span.start - 5), name.span.start) is not None
