"""The passage of a text round the words a reader looked for, each of them between OPEN and CLOSE."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.search.query import CLOSE, OPEN, SearchTerms, split_excluded
from articles.search.stems import WORD, Stem, compile_prefixes, stem_prefix, stem_words

SENTENCE_ENDS = frozenset('.!?…“”"«»') | {""}


def mark_excerpt(excerpt: str) -> SafeString:
    """`OPEN`…`CLOSE` become <mark>; whatever else looks like markup is text. Unbalanced signs are dropped.

    An ellipsis stands where the passage was cut within a sentence.
    """
    first, *parts = add_ellipses(excerpt.strip()).split(OPEN)
    pieces: list[str] = [escape(first.replace(CLOSE, ""))]
    for part in parts:
        hit, found, rest = part.partition(CLOSE)
        pieces.append(
            f"<mark>{escape(hit)}</mark>{escape(rest.replace(CLOSE, ''))}" if found else escape(part)
        )
    return mark_safe("".join(pieces))  # noqa: S308  # every piece has been escaped above


def add_ellipses(excerpt: str) -> str:
    before = "… " if excerpt.removeprefix(OPEN)[:1].islower() else ""
    after = "" if excerpt.removesuffix(CLOSE)[-1:] in SENTENCE_ENDS else " …"
    return f"{before}{excerpt}{after}"


MAX_LENGTH = 230
"""Characters of a passage."""
LEAD_IN = 60
"""Characters before the first hit, at most."""
SENTENCE = re.compile(r"[.!?…][“”\"«»]?\s+")


@dataclass(frozen=True, slots=True)
class Hit:
    start: int
    end: int
    stems: Stem


def build_excerpts(texts: Sequence[tuple[str, str]], words: SearchTerms) -> list[str]:
    """For each (language, text) its passage, marked; the text's beginning where no word stands. At most one query."""
    wanted = _split_words(split_excluded(words.text)[0])
    likely = frozenset(stem_prefix(word) for word in wanted)
    pattern = compile_prefixes(likely)
    found = [
        [(match[0].casefold(), match.start(), match.end()) for match in pattern.finditer(text)
         if stem_prefix(match[0]) in likely]
        for _, text in texts
    ]  # fmt: skip
    languages = {language for language, _ in texts}
    asked = {(language, word) for language in languages for word in wanted}
    for (language, _), places in zip(texts, found, strict=True):
        asked.update((language, word) for word, _, _ in places)
    stems = stem_words(asked)
    looked_for = {
        language: frozenset[str]().union(*(stems[language, word] for word in wanted))
        for language in languages
    }
    shown = []
    for (language, text), places in zip(texts, found, strict=True):
        hits = [
            Hit(start, end, common)
            for word, start, end in places
            if (common := stems[language, word] & looked_for[language])
        ]
        shown.append(_cut_passage(text, hits))
    return shown


def _split_words(text: str) -> set[str]:
    return {match[0].casefold() for match in WORD.finditer(text)} - {"or"}


def _cut_passage(text: str, hits: Sequence[Hit]) -> str:
    start = _find_start(text, _choose_first_hit(hits)) if hits else 0
    end = _find_end(text, start)
    pieces, place = [], start
    for hit in hits:
        if start <= hit.start and hit.end <= end:
            pieces += [text[place : hit.start], OPEN, text[hit.start : hit.end], CLOSE]
            place = hit.end
    return "".join([*pieces, text[place:end]]).replace("\n", " ")


def _choose_first_hit(hits: Sequence[Hit]) -> Hit:
    """From where a passage shows most of the words that were looked for; the first of equals."""
    return max(hits, key=lambda first: (len(_stems_from(hits, first)), -first.start))


def _stems_from(hits: Iterable[Hit], first: Hit) -> frozenset[str]:
    reach = first.start + MAX_LENGTH - LEAD_IN
    return frozenset[str]().union(*(hit.stems for hit in hits if first.start <= hit.start < reach))


def _find_start(text: str, hit: Hit) -> int:
    """The beginning of the sentence if it is near, else a word's."""
    if hit.start <= LEAD_IN:
        return 0
    earliest = hit.start - LEAD_IN
    begun = [match.end() for match in SENTENCE.finditer(text, earliest, hit.start)]
    line = text.rfind("\n", earliest, hit.start) + 1
    if begun or line:
        return max([*begun, line])
    return text.find(" ", earliest, hit.start) + 1 or hit.start


def _find_end(text: str, start: int) -> int:
    if len(text) - start <= MAX_LENGTH:
        return len(text)
    return max(text.rfind(" ", start, start + MAX_LENGTH), start + MAX_LENGTH // 2)
