"""Excerpts of a text around the words that a reader searched for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import islice
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from articles.search.expansion import ExpandedSearch
from articles.search.parser import parse_search
from articles.search.query import CLOSE, OPEN, SearchTerms
from articles.search.stems import WORD, Stem, find_words, stem_prefix, stem_words

COMPOUND = re.compile(r"[^\W\d_]{6,}")
MARKED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
SENTENCE_ENDS = frozenset('.!?…“”"«»') | {""}


def mark_excerpt(excerpt: str) -> SafeString:
    """Return escaped HTML with `OPEN`…`CLOSE` as <mark>; unbalanced signs are dropped.

    An ellipsis marks a passage that was cut within a sentence.
    """
    html = MARKED.sub(r"<mark>\1</mark>", escape(add_ellipses(excerpt.strip())))
    return mark_safe(html.replace(OPEN, "").replace(CLOSE, ""))  # noqa: S308  # escaped above


def add_ellipses(excerpt: str) -> str:
    before = "… " if excerpt.removeprefix(OPEN)[:1].islower() else ""
    after = "" if excerpt.removesuffix(CLOSE)[-1:] in SENTENCE_ENDS else " …"
    return f"{before}{excerpt}{after}"


MAX_LENGTH = 230
"""Length of an excerpt in characters."""
LEAD_IN = 60
"""Maximum of characters before the first hit."""
SENTENCE = re.compile(r"[.!?…][“”\"«»]?\s+")


class Hit(NamedTuple):
    start: int
    end: int
    stems: Stem


def find_hits(
    texts: Sequence[tuple[str, str]], words: SearchTerms, expanded: ExpandedSearch
) -> list[list[Hit]]:
    """Return the hits in each (language, text).

    Other spellings and compounds of `expanded` are hits, too. At most one query is made.
    """
    wanted = _split_words(words, expanded.spellings)
    prefixes = frozenset(stem_prefix(word) for word in wanted)
    candidates = [find_words(text, prefixes) for _, text in texts]
    found: dict[str, set[str]] = {}
    for (language, _), places in zip(texts, candidates, strict=True):
        found.setdefault(language, set(wanted)).update(word for _, _, word in places)
    stems = stem_words((language, word) for language, all_words in found.items() for word in all_words)
    hits_by_word = {language: _match_stems(stems, language, wanted, found[language]) for language in found}
    hits = []
    for (language, text), places in zip(texts, candidates, strict=True):
        common = hits_by_word[language]
        own = [Hit(start, end, common[word]) for start, end, word in places if word in common]
        hits.append(own or list(_find_compounds(text, expanded.compounds)))
    return hits


def _match_stems(
    stems: Mapping[tuple[str, str], Stem], language: str, wanted: Iterable[str], words: Iterable[str]
) -> dict[str, Stem]:
    """Return the words that have a stem of a wanted one, with these stems."""
    wanted_stems = frozenset[str]().union(*(stems[language, word] for word in wanted))
    return {word: common for word in words if (common := stems[language, word] & wanted_stems)}


def _find_compounds(text: str, compounds: frozenset[str]) -> Iterator[Hit]:
    """Yield the first compound, and those in reach of it."""
    last = len(text)
    for match in COMPOUND.finditer(text) if compounds else ():
        if match.start() > last:
            break
        if (word := match[0].lower()) in compounds:
            last = min(last, match.start() + MAX_LENGTH)
            yield Hit(match.start(), match.end(), frozenset({word}))


def _split_words(words: SearchTerms, spellings: str) -> set[str]:
    typed = [term.text for term in parse_search(words.text).list_wanted()]
    return {match[0].casefold() for text in (*typed, spellings) for match in WORD.finditer(text)}


def cut_passage(text: str, hits: Sequence[Hit]) -> str:
    """Return the passage with most of the hits, each between OPEN and CLOSE.

    A text without a hit gives its beginning.
    """
    start = _find_start(text, _choose_first_hit(hits)) if hits else 0
    end = _find_end(text, start)
    shown = [hit for hit in hits if start <= hit.start and hit.end <= end]
    pieces = split_at_hits(text[:end], shown, start)
    return "".join(f"{OPEN}{piece}{CLOSE}" if is_hit else piece for piece, is_hit in pieces).replace(
        "\n", " "
    )


def split_at_hits(text: str, hits: Iterable[Hit], start: int = 0) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces from `start`, with whether each is a hit.

    Hits may overlap: a hyphenated word and its part.
    """
    for hit in hits:
        if start < hit.end:
            yield text[start : hit.start], False
            yield text[max(start, hit.start) : hit.end], True
            start = hit.end
    yield text[start:], False


def _choose_first_hit(hits: Sequence[Hit]) -> Hit:
    """Return the hit to begin with, so that most of the words are in the excerpt."""
    all_stems = frozenset[str]().union(*{hit.stems for hit in hits})
    best, most = hits[0], 0
    for index, first in enumerate(hits):
        found = len(_stems_from(hits, index))
        if found > most:
            best, most = first, found
        if most == len(all_stems):
            break
    return best


def _stems_from(hits: Sequence[Hit], index: int) -> Stem:
    """Return the stems of the hit and of those in reach."""
    reach = hits[index].start + MAX_LENGTH - LEAD_IN
    found = hits[index].stems
    for hit in islice(hits, index + 1, None):
        if hit.start >= reach:
            break
        found |= hit.stems
    return found


def _find_start(text: str, hit: Hit) -> int:
    """Return the beginning of the sentence if it is near, else of a word."""
    if hit.start <= LEAD_IN:
        return 0
    earliest = hit.start - LEAD_IN
    sentences = [match.end() for match in SENTENCE.finditer(text, earliest, hit.start)]
    line = text.rfind("\n", earliest, hit.start) + 1
    if sentences or line:
        return max([*sentences, line])
    return text.find(" ", earliest, hit.start) + 1 or hit.start


def _find_end(text: str, start: int) -> int:
    if len(text) - start <= MAX_LENGTH:
        return len(text)
    return max(text.rfind(" ", start, start + MAX_LENGTH), start + MAX_LENGTH // 2)
