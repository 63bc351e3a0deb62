"""Lines of a pasted web page, claimed before the story on it is read.

Copy without a page has no such lines and is read without this step.
"""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from articles.parsing.lexicon import Lexicon
from articles.parsing.story.byline import is_bare_name, is_byline
from articles.parsing.story.dateline import read_dateline
from articles.parsing.story.lines import cut_kicker
from articles.parsing.story.page.boxes import claim_boxes
from articles.parsing.story.page.bylines import (
    claim_dated_bylines,
    claim_page_bylines,
)
from articles.parsing.story.page.element_names import names_picture
from articles.parsing.story.page.figures import claim_figures
from articles.parsing.story.page.forms import claim_page_forms, claim_repeated_text
from articles.parsing.story.page.grouped_captions import claim_grouped_captions
from articles.parsing.story.page.groups import claim_groups, find_group_end, has_paragraphs_apart
from articles.parsing.story.page.head_lines import claim_head_words, claim_titled_dek
from articles.parsing.story.page.headline import choose_headline, is_doubtful_link
from articles.parsing.story.page.key_points import claim_headed_points, claim_key_points
from articles.parsing.story.page.last_line import claim_below_text
from articles.parsing.story.page.photos import claim_page_photos
from articles.parsing.story.page.pull_quotes import claim_pull_quotes
from articles.parsing.story.page.regions import is_unlike_below, list_elements
from articles.parsing.story.page.structure import claim_by_structure
from articles.parsing.story.page.teasers import (
    claim_teasers,
    is_open_paragraph,
    is_paragraph,
    release_subheads,
)
from articles.parsing.story.photo_blocks import (
    PhotoBlock,
    claim_blocks_of_two,
    find_line_credit,
    has_photo_sign,
)
from articles.parsing.story.sentences import count_words, has_final_stop, has_verb
from articles.parsing.story.types import AUTHOR_OR_DATE, BlockKind, CopyLine
from articles.parsing.story.word_stems import split_stems
from newsroom.text.spans import Confidence

MIN_PAGE_LINES = 3
_KICKER_IN_HEADLINE = re.compile(r"[^/\s]{2,30}(?: [^/\s]{1,20}){0,2} / (?P<headline>\S.{14,})")
_MAX_KICKER_WORDS = 6
_MAX_NAVIGATION_WORDS = 3
_REACH = 8
_PICTURE_REACH = 4
_MAX_DEK_LENGTH = 350
_MIN_SHARED = 0.25
_MIN_REPEATED = 0.7
_MAX_SENTENCES_IN_HEAD = 2
_REACH_OF_HEAD = 25
_PAGE_ELEMENTS = frozenset({"button", "nav", "footer", "aside"})
_HEAD_KINDS = AUTHOR_OR_DATE | {BlockKind.CAPTION, BlockKind.CREDIT}


def claim_page(lines: list[CopyLine], lexicon: Lexicon) -> list[PhotoBlock]:
    """Claim the lines of a page, headline and photos; return these photos."""
    photos: list[PhotoBlock] = []
    has_elements = any(line.tag for line in lines)
    if has_elements:
        region = claim_by_structure(lines, lexicon)
        photos = claim_figures(lines, region, lexicon)
    claim_page_forms(lines, lexicon)
    claim_boxes(lines)
    start = find_text_start(lines, lexicon)
    if start is None:
        _claim_bare_navigation(lines)
    if start is None or not is_whole_page(lines, start):
        return photos
    is_apart = not has_elements and has_paragraphs_apart(lines)
    _release_links(lines[:start])
    claim_page_forms(lines[:start], lexicon)
    claim_dated_bylines(lines, lexicon)
    photos += [*claim_page_photos(lines, lexicon, start)]
    if is_apart:
        photos += claim_grouped_captions(lines, start, len(lines), lexicon)
        dated = (index for index, line in enumerate(lines) if line.kind is BlockKind.DATE)
        photos += claim_blocks_of_two(lines, lexicon, next(dated, start) + 1)
        claim_groups(lines, start, lexicon)
    elif not has_elements:
        photos += claim_grouped_captions(lines, max(start - 2, 0), start + 2, lexicon)
    claim_repeated_text(lines)
    start = find_text_start(lines, lexicon) or start
    claim_pull_quotes(lines, start)
    headline = choose_headline(lines, start, lexicon)
    if headline is not None:
        headline, start = _split_kicker(lines, headline, start)
        start = _claim_head(lines, headline, start, lexicon)
        if not has_elements:
            photos += _claim_below_headline(lines, headline, start, lexicon, is_apart=is_apart)
    _claim_text(lines, -1 if headline is None else headline, start, lexicon)
    return photos


def _claim_below_headline(
    lines: Sequence[CopyLine], headline: int, start: int, lexicon: Lexicon, *, is_apart: bool
) -> list[PhotoBlock]:
    """Claim captions, offers and key points of plain text by their place in groups."""
    photos = claim_grouped_captions(lines, headline + 1, start, lexicon)
    if is_apart:
        claim_groups(lines, find_group_end(lines, find_group_end(lines, headline)), lexicon)
        claim_key_points(lines, headline)
    claim_headed_points(lines, headline)
    return photos


def _claim_head(lines: Sequence[CopyLine], headline: int, start: int, lexicon: Lexicon) -> int:
    """Claim the headline and what is around it; return the index of the text."""
    lines[headline].claim(BlockKind.HEADLINE, "headline.evidence", Confidence.LIKELY)
    for line in lines:
        if line.is_unclaimed and _repeats_title(line.text, lines[headline].text):
            line.claim(BlockKind.FURNITURE, "page.repeated", Confidence.LIKELY)
    claim_teasers(lines[headline + 1 : start + 1])
    _claim_kicker(lines, headline)
    claim_titled_dek(lines, headline, start)
    return _claim_dek(lines, headline, start, lexicon)


def _repeats_title(text: str, title: str) -> bool:
    """Return whether a line has the headline again, or a title with most of its words."""
    stems, own = split_stems(title), split_stems(text)
    is_alike = len(own & stems) >= _MIN_REPEATED * max(len(stems), len(own))
    return f" {text}".endswith(f" {title}") or (is_alike and len(stems) > 3 and not has_final_stop(text))


def _claim_text(lines: Sequence[CopyLine], headline: int, start: int, lexicon: Lexicon) -> None:
    """Claim authors, words of the page and lists in the text, and all below it."""
    claim_page_bylines(lines[headline + 1 : start], lexicon)
    if headline >= 0 and not lines[headline].tag:
        claim_head_words(lines, headline, start, lexicon)
    _claim_navigation(lines, headline, start, lexicon)
    claim_teasers(lines[start:])
    release_subheads(lines[start:])
    claim_below_text(lines, start, lexicon)


def is_whole_page(lines: Sequence[CopyLine], start: int) -> bool:
    """Return whether several lines of a page are in the copy, or one with many titles.

    Many titles alone are a recipe, a programme or a list of results.
    """
    furniture = sum(line.kind is BlockKind.FURNITURE and line.rule != "furniture.separator" for line in lines)
    titles = sum(line.is_unclaimed and not has_photo_sign(line.text) for line in lines[:start])
    if any(line.kind is BlockKind.FURNITURE and line.tag in _PAGE_ELEMENTS for line in lines[start:]):
        return True
    return furniture >= MIN_PAGE_LINES or (furniture > 0 and titles > MIN_PAGE_LINES)


def find_text_start(lines: Sequence[CopyLine], lexicon: Lexicon) -> int | None:
    """Return the index of the first paragraph with another one near, None for none."""
    paragraphs: list[int] = []
    for index, line in enumerate(lines):
        if not line.is_unclaimed or line.tag in {"h1", "h2", "h3", "figcaption"}:
            continue
        dateline = read_dateline(line.text, lexicon)
        if dateline is not None and dateline.agencies:
            return index
        if is_paragraph(line.text) and not has_photo_sign(line.text):
            paragraphs.append(index)
    first = _find_first_of_story(lines, paragraphs)
    return None if first is None else _skip_head(lines, paragraphs[paragraphs.index(first) :])


def _find_first_of_story(lines: Sequence[CopyLine], paragraphs: Sequence[int]) -> int | None:
    """Return the first of two paragraphs that have words of the longest run."""
    runs = [list[int]()]
    for index in paragraphs:
        if runs[-1] and index - runs[-1][-1] > _REACH:
            runs.append([])
        runs[-1].append(index)
    stems = split_stems(max((" ".join(lines[index].text for index in run) for run in runs), key=len))
    own = {index: split_stems(lines[index].text) for index in paragraphs}
    of_story = [index for index in paragraphs if len(own[index] & stems) >= _MIN_SHARED * len(own[index])]
    near = (index for index, following in pairwise(of_story) if following - index <= _REACH)
    return next(near, paragraphs[-1] if paragraphs else None)


def _skip_head(lines: Sequence[CopyLine], paragraphs: Sequence[int]) -> int:
    """Return the first paragraph below a headline and dek that are sentences.

    They are short and have the date or author below them, the text after that.
    """
    above = lines[max(paragraphs[0] - _REACH, 0) : paragraphs[0]]
    if any(_is_author(line) for line in above):
        return paragraphs[0]
    is_dated = any(line.kind is BlockKind.DATE for line in above)
    for index, following in islice(pairwise(paragraphs), _MAX_SENTENCES_IN_HEAD):
        if len(lines[index].text) > _MAX_DEK_LENGTH or following - index > _REACH_OF_HEAD:
            break
        between = lines[index + 1 : following]
        if any(_is_author(line) or (line.kind is BlockKind.DATE and not is_dated) for line in between):
            return following
    return paragraphs[0]


def _is_author(line: CopyLine) -> bool:
    return line.kind is BlockKind.BYLINE or (line.is_unclaimed and is_byline(line.text))


def _release_links(lines: Sequence[CopyLine]) -> None:
    """Give back what a list of links took above the text."""
    for line in lines:
        if is_doubtful_link(line):
            line.release()


def _split_kicker(lines: list[CopyLine], headline: int, start: int) -> tuple[int, int]:
    """Cut a kicker off the headline: `Nordhaven / Rat baut Brücke`."""
    match = _KICKER_IN_HEADLINE.fullmatch(lines[headline].text)
    if match is None:
        return headline, start
    cut_kicker(lines, headline, match["headline"])
    return headline + 1, start + 1


def _claim_kicker(lines: Sequence[CopyLine], headline: int) -> None:
    above = next((line for line in reversed(lines[:headline]) if line.kind is not BlockKind.DATE), None)
    if (
        above is not None
        and above.is_unclaimed
        and count_words(above.text) <= _MAX_KICKER_WORDS
        and not has_final_stop(above.text)
        and not has_verb(above.text)
    ):
        above.claim(BlockKind.KICKER, "kicker.above-headline", Confidence.LIKELY)


def _claim_dek(lines: Sequence[CopyLine], headline: int, start: int, lexicon: Lexicon) -> int:
    """Claim a first sentence set apart by its element, or by date, author or picture.

    Return the index of the text below it. The text repeats the words of the latter, or begins with a dateline.
    """
    dek = next((index for index in range(headline + 1, len(lines)) if _may_be_dek(lines[index])), start)
    first = next((index for index in range(headline + 1, start) if is_open_paragraph(lines[index])), start)
    if is_unlike_below(lines, first):
        dek = first
    below = next((index for index in range(dek + 1, len(lines)) if is_open_paragraph(lines[index])), None)
    if dek > start or below is None or len(lines[dek].text) > _MAX_DEK_LENGTH:
        return start
    is_apart = is_unlike_below(lines, dek) and find_line_credit(lines[dek].text, lexicon) is None
    if not is_apart and (has_photo_sign(lines[dek].text) or not has_final_stop(lines[dek].text)):
        return start
    dateline = read_dateline(lines[dek].text, lexicon)
    if dateline is not None and (not is_apart or dateline.agencies):
        return start
    between = lines[dek + 1 : below]
    if not is_apart and not any(line.kind in _HEAD_KINDS or _is_photo(line) for line in between):
        return start
    shared = split_stems(lines[dek].text) & split_stems(lines[below].text)
    if is_apart or shared or read_dateline(lines[below].text, lexicon) is not None:
        lines[dek].claim(BlockKind.DEK, "dek.set-apart", Confidence.LIKELY)
        return below
    return start


def _may_be_dek(line: CopyLine) -> bool:
    """Return whether a line is text, not the word of a page or a section."""
    return line.is_unclaimed and (count_words(line.text) > 1 or has_final_stop(line.text))


def _is_photo(line: CopyLine) -> bool:
    return line.is_unclaimed and has_photo_sign(line.text)


def _claim_navigation(lines: Sequence[CopyLine], headline: int, start: int, lexicon: Lexicon) -> None:
    """Claim what is above the headline, and words of the page between it and the text."""
    for index, line in enumerate(lines[:start]):
        is_site = index < headline and lexicon.find_agency(line.text) is not None
        is_credit = (
            not (is_site or _is_outside_pictures(line)) and find_line_credit(line.text, lexicon) is not None
        )
        if not line.is_unclaimed or is_credit:
            continue
        if index < headline or _is_page_word(line, lexicon):
            line.claim(BlockKind.FURNITURE, "page.navigation", Confidence.LIKELY)


def _is_outside_pictures(line: CopyLine) -> bool:
    """Return whether an element that has no image near it holds the line."""
    near = islice(list_elements(line), _PICTURE_REACH)
    return line.element is not None and not any(one.has_image or names_picture(one) for one in near)


def _claim_bare_navigation(lines: Sequence[CopyLine]) -> None:
    """Claim the words of a page without text, if half of its lines are known."""
    rest = [line for line in lines if line.is_unclaimed]
    known = sum(line.kind is BlockKind.FURNITURE for line in lines)
    if known < max(MIN_PAGE_LINES, len(rest)):
        return
    if all(
        count_words(line.text) <= _MAX_NAVIGATION_WORDS and not has_final_stop(line.text) for line in rest
    ):
        for line in rest:
            line.claim(BlockKind.FURNITURE, "page.navigation", Confidence.LIKELY)


def _is_page_word(line: CopyLine, lexicon: Lexicon) -> bool:
    return (
        count_words(line.text) <= _MAX_NAVIGATION_WORDS
        and not is_byline(line.text)
        and not is_bare_name(line.text)
        and lexicon.find_agency(line.text) is None
        and not has_final_stop(line.text)
        and not line.text.endswith(("-", "–", "—"))
    )
