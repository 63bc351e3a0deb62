"""The headline among all titles above the text of a page, chosen by evidence.

No line is the headline because it is the first one: navigation, section names and teasers are above it on most pages.
"""

import re
from collections import Counter
from collections.abc import Sequence

from articles.parsing.lexicon import Lexicon
from articles.parsing.story.page.photos import NAME_AND_HOUSE
from articles.parsing.story.page.teasers import is_paragraph
from articles.parsing.story.photo_blocks import find_line_credit
from articles.parsing.story.sentences import count_sentence_breaks, count_words, has_final_stop, has_verb
from articles.parsing.story.types import BlockKind, CopyLine
from articles.text.html_blocks import KICKER_NAMES
from newsroom.text.spans import Confidence

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM_LENGTH = 6
_MAX_LENGTH = 220
_MIN_WORDS = 3
_LEAD_CHARS = 1_500
_NEAR = 4
_KICKER_RATIO = 0.7
_MARGIN = 2.5
_MAX_CANDIDATES = 200
_MAX_KICKER_WORDS = 4
_DEK_RATIO = 1.25
_DEK_MARGIN = 3.0
_BY_WORDS = ((1, -1.5), (2, -0.7), (16, 1.5), (_MAX_LENGTH, 0.3))
"""The weight of a title of so many words at most."""
_BELOW_HEADLINE = frozenset(
    {BlockKind.DATE, BlockKind.BYLINE, BlockKind.DEK, BlockKind.CAPTION, BlockKind.CREDIT}
)


def choose_headline(lines: Sequence[CopyLine], start: int, lexicon: Lexicon) -> int | None:
    """Return the index of the headline above the text at `start`, None for none."""
    candidates = [
        index
        for index, line in enumerate(lines[:start])
        if (line.is_unclaimed or is_doubtful_link(line)) and _may_be_title(line, lexicon)
    ]
    candidates = candidates[-_MAX_CANDIDATES:]
    candidates = [index for index in candidates if not _is_way_to_page(lines, index, candidates)]
    if not candidates:
        return None
    stems = _list_stems(lines, start)
    copies = Counter(_fold(line.text) for line in lines)
    scores = {index: _score(lines, index, start, stems, copies) for index in candidates}
    best = max(candidates, key=lambda index: (scores[index], -index))
    return _prefer_neighbour(lines, best, scores) if scores[best] > 0 else None


def _is_way_to_page(lines: Sequence[CopyLine], index: int, candidates: Sequence[int]) -> bool:
    """Return whether a line is section names with another title at the end."""
    text = lines[index].text
    return any(
        count_words(lines[other].text) > _MIN_WORDS and text.endswith(" " + lines[other].text)
        for other in candidates
    )


def is_doubtful_link(line: CopyLine) -> bool:
    """Return whether a list of links took the line because nothing ended the list."""
    return line.rule == "furniture.link" and line.confidence is Confidence.LIKELY


def _may_be_title(line: CopyLine, lexicon: Lexicon) -> bool:
    return (
        len(line.text) <= _MAX_LENGTH
        and not line.has_class_name(*KICKER_NAMES)
        and find_line_credit(line.text, lexicon) is None
        and NAME_AND_HOUSE.fullmatch(line.text) is None
    )


def _list_stems(lines: Sequence[CopyLine], start: int) -> frozenset[str]:
    """Return the stems of the first paragraphs."""
    text = ""
    for line in lines[start:]:
        if line.is_unclaimed and is_paragraph(line.text):
            text += " " + line.text
        if len(text) > _LEAD_CHARS:
            break
    return split_stems(text)


def split_stems(text: str) -> frozenset[str]:
    """Return the beginnings of the longer words, alike for most forms of a word."""
    return frozenset(word.casefold()[:_STEM_LENGTH] for word in _WORD.findall(text))


def _score(
    lines: Sequence[CopyLine], index: int, start: int, stems: frozenset[str], copies: Counter[str]
) -> float:
    line = lines[index]
    own = split_stems(line.text)
    shared = len(own & stems)
    score = _score_form(line) + 3.0 * shared / max(len(own), 3) + 0.4 * min(shared, 4)
    if copies[_fold(line.text)] > 1 and count_words(line.text) >= _MIN_WORDS:
        score += 1.0
    return score + _score_place(lines, index, start)


def _score_form(line: CopyLine) -> float:
    words = count_words(line.text)
    score = next(score for limit, score in _BY_WORDS if words <= limit)
    if line.tag == "h1":
        score += 6.0
    elif line.tag in {"h2", "h3"}:
        score += 1.0
    if has_final_stop(line.text):
        score -= 2.0
    if count_sentence_breaks(line.text):
        score -= 1.0
    if line.text.endswith((":", ",")):
        score -= 2.0
    return score + (0.3 if has_verb(line.text) else 0.0)


def _score_place(lines: Sequence[CopyLine], index: int, start: int) -> float:
    """Return more for a line with dek, date, byline or the text below it."""
    score = 0.0
    below = [line for line in lines[index + 1 : start] if line.kind is not BlockKind.FURNITURE][:_NEAR]
    if not below or any(line.kind in _BELOW_HEADLINE or has_final_stop(line.text) for line in below):
        score += 1.0
    between = sum(line.is_unclaimed for line in lines[index + 1 : start])
    return score - min(0.15 * between, 2.0)


def _prefer_neighbour(lines: Sequence[CopyLine], best: int, scores: dict[int, float]) -> int:
    """Return the headline of two titles next to each other.

    The lower one is the dek if it is longer or a sentence, and the headline below a kicker if it is shorter.
    """
    if lines[best].tag == "h1":
        return best
    above = next((index for index in range(best - 1, -1, -1) if index in scores), None)
    if above is not None and best - above <= _NEAR and _is_equal(lines, above, best, scores):
        return above
    below = best + 1
    is_near = below in scores and scores[below] >= scores[best] - _MARGIN and not lines[below].blank_before
    return below if is_near and _is_kicker(lines[best].text, lines[below].text) else best


def _is_kicker(text: str, below: str) -> bool:
    """Return whether the upper of two titles is a kicker: few words, or a longer line."""
    if count_words(text) <= _MAX_KICKER_WORDS and not has_verb(text):
        return count_words(below) > _MIN_WORDS and len(below) > len(text) and not has_final_stop(below)
    return count_words(below) >= _MIN_WORDS and len(below) <= _KICKER_RATIO * len(text)


def _is_equal(lines: Sequence[CopyLine], above: int, best: int, scores: dict[int, float]) -> bool:
    text = lines[above].text
    if has_final_stop(lines[best].text) and not has_final_stop(text):
        return count_words(text) >= _MIN_WORDS and scores[above] >= scores[best] - _DEK_MARGIN
    return (
        count_words(text) > _MIN_WORDS
        and not text.endswith(":")
        and has_verb(text)
        and _DEK_RATIO * len(text) < len(lines[best].text)
        and scores[above] >= scores[best] - 1.0
    )


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())
