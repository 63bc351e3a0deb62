"""The headline among all titles above the text of a page, chosen by evidence.

No line is the headline because it is the first one: navigation, section names and teasers are above it on most pages.
"""

import re
from collections import Counter
from collections.abc import Sequence

from articles.parsing.lexicon import Lexicon
from articles.parsing.story.byline import is_byline
from articles.parsing.story.page.bylines import is_agency_byline
from articles.parsing.story.page.forms import is_breadcrumb
from articles.parsing.story.page.photos import NAME_AND_HOUSE
from articles.parsing.story.page.regions import get_font_size
from articles.parsing.story.page.teasers import is_open_paragraph
from articles.parsing.story.page.title_elements import weigh_title_element
from articles.parsing.story.page.title_pair import is_lower_headline, is_quoted
from articles.parsing.story.photo_blocks import find_line_credit, has_photo_sign
from articles.parsing.story.sentences import (
    count_sentence_breaks,
    count_words,
    has_final_stop,
    has_verb,
    may_have_verb,
)
from articles.parsing.story.types import AUTHOR_OR_DATE, BlockKind, CopyLine
from articles.parsing.story.word_stems import split_stems
from articles.text.block_parser import KICKER_NAMES
from newsroom.text.spans import Confidence

_GOES_ON = re.compile(r"(?!by |von )[a-zäöüß]+ |[,.;:)] ?[a-zäöüß]")
"""The middle of a sentence, where a link in it is a line of its own."""
_MAX_LENGTH, _MIN_WORDS = 220, 3
_LEAD_CHARS = 1_500
_NEAR, _PAIR = 4, 2
_MAX_SECTION_WORDS = 4
_MIN_DEK_LENGTH = 50
_MAX_NAME_WORDS, _MIN_NAMED = 5, 2
_MARGIN, _DEK_MARGIN = 2.5, 3.0
_MAX_CANDIDATES = 200
_BY_WORDS = ((1, -1.5), (2, -0.7), (16, 1.5), (_MAX_LENGTH, 0.3))
"""The weight of a title of so many words at most."""
_BELOW_HEADLINE = AUTHOR_OR_DATE | {BlockKind.DEK, BlockKind.CAPTION, BlockKind.CREDIT}


def choose_headline(lines: Sequence[CopyLine], start: int, lexicon: Lexicon) -> int | None:
    """Return the index of the headline above the text at `start`, None for none."""
    copies = Counter(line.text.casefold() for line in lines)
    candidates = [
        index
        for index, line in enumerate(lines[:start])
        if (line.is_unclaimed or _is_repeated_title(line, copies))
        and _may_be_title(line, lexicon)
        and not any(
            _GOES_ON.match(one.text) for one in lines[index : index + 2] if one.is_unclaimed and not one.tag
        )
    ]
    candidates = candidates[-_MAX_CANDIDATES:]
    candidates = [index for index in candidates if not _is_way_to_page(lines, index, candidates)]
    stems = _list_stems(lines, start)
    photos = {line.text for line in lines if line.kind in {BlockKind.CAPTION, BlockKind.CREDIT}}
    candidates = [
        index
        for index in candidates
        if lines[index].text not in photos and not _is_cut(lines, index, candidates)
    ]
    if not candidates:
        return None
    signs = [_find_first_sign(lines[:start], kind) for kind in (BlockKind.BYLINE, BlockKind.DATE)]
    sizes = [get_font_size(lines[index]) for index in [*candidates, start] if index < len(lines)]
    scores = {
        index: _score(lines, index, start, stems, copies)
        + weigh_title_element(lines[index], sizes)
        - sum(index > sign for sign in signs)
        for index in candidates
    }
    best = max(candidates, key=lambda index: (scores[index], -index))
    return _prefer_neighbour(lines, start, best, scores) if scores[best] > 0 else None


def _is_repeated_title(line: CopyLine, copies: Counter[str]) -> bool:
    """Return whether the page has a line twice that may be its headline."""
    is_title = line.rule == "page.repeated" and count_words(line.text) >= _MIN_WORDS
    return is_title and copies[line.text.casefold()] > 1


def _is_way_to_page(lines: Sequence[CopyLine], index: int, candidates: Sequence[int]) -> bool:
    """Return whether a line is section names with another title at the end."""
    text = lines[index].text
    return any(
        count_words(lines[other].text) > _MIN_WORDS
        and text.endswith((" " + lines[other].text, "|" + lines[other].text))
        for other in candidates
    )


def _is_cut(lines: Sequence[CopyLine], index: int, candidates: Sequence[int]) -> bool:
    """Return whether the page has the title again with more words at its end."""
    text = lines[index].text.rstrip(" .…")
    if count_words(text) < _MIN_WORDS + 1:
        return False
    return any(
        other > index and len(lines[other].text) > len(text) + 1 and lines[other].text.startswith(text + " ")
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
        and not is_byline(line.text)
        and not is_agency_byline(line.text, lexicon)
        and not is_breadcrumb(line.text)
        and NAME_AND_HOUSE.fullmatch(line.text) is None
    )


def _list_stems(lines: Sequence[CopyLine], start: int) -> frozenset[str]:
    """Return the stems of the first paragraphs."""
    text = ""
    for line in lines[start:]:
        if is_open_paragraph(line):
            text += " " + line.text
        if len(text) > _LEAD_CHARS:
            break
    return split_stems(text)


def _score(
    lines: Sequence[CopyLine], index: int, start: int, stems: frozenset[str], copies: Counter[str]
) -> float:
    line = lines[index]
    own = split_stems(line.text)
    shared = len(own & stems)
    score = _score_form(line) + 3.0 * shared / max(len(own), 3) + 0.4 * min(shared, 4)
    if copies[line.text.casefold()] > 1 and count_words(line.text) >= _MIN_WORDS:
        score += 2.0
    if _is_name_of_page(lines, index):
        score -= 2.0
    return score + _score_place(lines, index, start)


def _score_form(line: CopyLine) -> float:
    words = count_words(line.text)
    score = next(score for limit, score in _BY_WORDS if words <= limit)
    if line.tag == "h1":
        score += 6.0
    elif line.tag in {"h2", "h3"}:
        score += 1.0
    if not is_quoted(line.text):
        score -= 2.0 * has_final_stop(line.text) + 1.0 * (count_sentence_breaks(line.text) > 0)
    if line.text.endswith((":", ",")):
        score -= 2.0
    return score + has_verb(line.text) + may_have_verb(line.text) - 1.0


def _score_place(lines: Sequence[CopyLine], index: int, start: int) -> float:
    """Return more for a line with dek, date, byline or the text below it."""
    score = 0.0
    below = [line for line in lines[index + 1 : start] if line.kind is not BlockKind.FURNITURE][:_NEAR]
    if not below or any(line.kind in _BELOW_HEADLINE or has_final_stop(line.text) for line in below):
        score += 1.0
    if any(_names_author(line) for line in lines[index + 1 : index + 1 + _PAIR]):
        score += 1.0
    between = sum(line.is_unclaimed for line in lines[index + 1 : start])
    if _is_among_sections(lines, index):
        score -= 1.5
    if has_final_stop(lines[index].text) and _is_alone_above_author(lines, index):
        score += 2.0
    return score - min(0.06 * between, 2.0)


def _find_first_sign(lines: Sequence[CopyLine], kind: BlockKind) -> int:
    """Return the index of the first author or date that has a title right above it."""
    signs = (
        index
        for index, line in enumerate(lines)
        if line.kind is kind or (kind is BlockKind.BYLINE and _names_author(line))
    )
    return next(
        (index for index in signs if any(map(_is_open_title, lines[max(index - _NEAR, 0) : index]))),
        len(lines),
    )


def _is_open_title(line: CopyLine) -> bool:
    return line.is_unclaimed and count_words(line.text) > _MIN_WORDS


def _names_author(line: CopyLine) -> bool:
    return line.kind is BlockKind.BYLINE or is_byline(line.text) or line.rule == "furniture.post"


def _is_among_sections(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether a few words have a few words below, as in the navigation."""
    if count_words(lines[index].text) > _MAX_SECTION_WORDS or index + 1 >= len(lines):
        return False
    below = lines[index + 1]
    return (
        count_words(below.text) < _MIN_WORDS
        and below.kind not in _BELOW_HEADLINE
        and not is_byline(below.text)
    )


def _is_alone_above_author(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether no title is above a sentence, and an author below it."""
    if index and lines[index - 1].is_unclaimed and count_words(lines[index - 1].text) >= _MIN_WORDS:
        return False
    below = lines[index + 1 : index + 1 + _NEAR]
    if below and below[0].kind not in _BELOW_HEADLINE and not is_byline(below[0].text):
        return False
    return any(line.kind is BlockKind.BYLINE or is_byline(line.text) for line in below)


def _is_name_of_page(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether other lines of the page have a short title without verb in them.

    So they have the name of a site or of the institution that sends a press release.
    """
    text = lines[index].text
    if count_words(text) > _MAX_NAME_WORDS or has_verb(text):
        return False
    return (
        sum(len(text) < len(line.text) <= _MAX_LENGTH and text in line.text for line in lines) >= _MIN_NAMED
    )


def _prefer_neighbour(lines: Sequence[CopyLine], start: int, best: int, scores: dict[int, float]) -> int:
    """Return the headline of the best title and those next to it."""
    if lines[best].tag == "h1":
        return best
    top = best
    while (above := _find_title_above(lines, top, scores)) is not None:
        if not _is_headline_above(lines, start, above, top, scores):
            break
        top = above
    if top != best:
        return top
    again = next((index for index in sorted(scores) if _is_said_again(lines, best, index)), None)
    if again is not None:
        return again
    below = min((index for index in scores if best < index <= best + _PAIR), default=None)
    if below is None or scores[below] < scores[best] - _MARGIN or lines[below].blank_before:
        return best
    return below if _is_pair_with_lower(lines, start, best, below, scores) else best


def _find_title_above(lines: Sequence[CopyLine], index: int, scores: dict[int, float]) -> int | None:
    near = (place for place in scores if index - _NEAR <= place < index)
    return max((place for place in near if count_words(lines[place].text) >= _MIN_WORDS), default=None)


def _is_said_again(lines: Sequence[CopyLine], best: int, below: int) -> bool:
    """Return whether a title below says the same: the upper one is on the way to it."""
    if not best < below <= best + _NEAR or has_final_stop(lines[below].text):
        return False
    upper, lower = split_stems(lines[best].text), split_stems(lines[below].text)
    is_like = 2 * len(upper & lower) >= min(len(upper), len(lower)) and len(lower) < 2 * len(upper)
    return is_like and len(upper & lower) >= _MIN_WORDS


def _is_headline_above(
    lines: Sequence[CopyLine], start: int, above: int, best: int, scores: dict[int, float]
) -> bool:
    """Return whether the best title is only the dek of the title above it."""
    is_sentence = has_final_stop(lines[best].text) or count_sentence_breaks(lines[best].text)
    margin = _DEK_MARGIN if is_sentence else _MARGIN
    if scores[above] < scores[best] - margin or _is_said_again(lines, above, best):
        return False
    between = lines[above + 1 : best]
    if any(line.is_unclaimed and count_words(line.text) > _MIN_WORDS for line in between):
        return False
    if any(line.kind in AUTHOR_OR_DATE for line in between):
        return count_words(lines[above].text) > _MIN_WORDS and has_verb(lines[above].text)
    return not _is_pair_with_lower(lines, start, above, best, scores)


def _is_pair_with_lower(
    lines: Sequence[CopyLine], start: int, upper: int, lower: int, scores: dict[int, float]
) -> bool:
    kicker = lines[upper - 1] if upper else None
    if _is_joined(lines, lines[upper].text, lines[lower].text):
        return True
    if any(line.kind in AUTHOR_OR_DATE for line in lines[upper + 1 : lower]):
        return False
    return is_lower_headline(
        lines[upper].text,
        lines[lower].text,
        has_sentence_below=any(_is_sentence(line) for line in lines[lower + 1 : start]),
        has_kicker_above=kicker is not None and kicker.is_unclaimed and kicker.text.isupper(),
        advantage=scores[lower] - scores[upper],
    )


def _is_joined(lines: Sequence[CopyLine], upper: str, lower: str) -> bool:
    """Return whether a line has both titles: `Kran in Nordhaven: Turm fällt um`."""
    return any(
        line.text.startswith(upper)
        and line.text.endswith(lower)
        and len(line.text) - len(upper) - len(lower) in {2, 3}
        for line in lines
    )


def _is_sentence(line: CopyLine) -> bool:
    is_long = len(line.text) >= _MIN_DEK_LENGTH and not line.text.endswith(")")
    return is_long and line.is_unclaimed and has_final_stop(line.text) and not has_photo_sign(line.text)
