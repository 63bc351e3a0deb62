"""Kicker, headline, dek and byline above the running text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from articles.parsing.lexicon import Lexicon
from articles.parsing.story import phrases
from articles.parsing.story.byline import (
    is_author_line,
    is_bare_name,
    is_byline,
    is_byline_label,
    is_post_line,
)
from articles.parsing.story.dateline import (
    StoryDateline,
    is_known_place,
    is_place_of,
    read_dateline,
    read_repeated_place,
)
from articles.parsing.story.marked_places import read_place_in_element
from articles.parsing.story.page.bylines import DATED_BYLINE_RULE, is_byline_with_date, is_press_officer
from articles.parsing.story.remainder import LEFTOVER_RULE
from articles.parsing.story.restated_headlines import restates_more
from articles.parsing.story.sentences import (
    QUOTES,
    count_sentence_breaks,
    count_words,
    has_final_stop,
    has_verb,
    is_running_text,
)
from articles.parsing.story.types import AUTHOR_OR_DATE, BlockKind, CopyLine
from articles.text.block_parser import HEADINGS
from articles.text.html_blocks import KICKER_NAMES
from newsroom.text.spans import Confidence

SUBLINE_MARK = re.compile(
    r"(?:utl\.?|unterzeile|unterüberschrift|untertitel|subline|subhead|subtitle)\s?:\s+", re.IGNORECASE
)
"""The opening of a line below the headline, as APA sends it."""

STANDFIRST_RULE = "dek.above-byline"
CORRECTED_RULE = "headline.corrected"
_DASHES = ("-", "–", "—")
_HEADLINE_TAGS = frozenset({"h1", "h2"})
_DEK_NAMES = ("teaser", "dek", "standfirst", "subtitle", "subline", "summary", "vorspann", "intro")
_HEADLINE_NAMES = ("headline", "title")
_BYLINE_NAMES = ("byline", "author", "autor")
_MAX_TITLE_LENGTH = 220
_MIN_TITLE_LENGTH = 40
_TOPIC = re.compile(r"[A-ZÄÖÜ][\w-]{1,20}(?: [\w-]{2,20})?: [A-ZÄÖÜ]")
"""`Nordhaven: Rat baut eine Brücke`"""
_MAX_DEK_LENGTH = 600
_MAX_LINES_TO_DATELINE = 14
_MAX_DEKS = 2
_PAIR = 2
_MAX_KICKER_WORDS = 6
_MAX_TITLES = 2 + _MAX_DEKS
_MIN_HEADLINE_WORDS = 4
_MAX_LINES_TO_PLACE = 40
_MAX_PLACE_WORDS = 2
_NO_STORY = frozenset({BlockKind.FURNITURE, BlockKind.NOTE, BlockKind.FOOTER})
_MAX_TEASER_LENGTH = 320


def claim_head(lines: Sequence[CopyLine], lexicon: Lexicon) -> tuple[int, StoryDateline | None]:
    """Claim the lines above the body; return its first line's index and the dateline."""
    claim_bylines(lines)
    _claim_authors(lines)
    _claim_sublines(lines)
    has_dateline, dateline = _find_dateline(lines, lexicon)
    start = _find_running_text(lines) if has_dateline is None else has_dateline
    start = _claim_deks(lines, start, has_dateline=has_dateline is not None)
    has_standfirst = any(line.rule == STANDFIRST_RULE for line in lines[:start])
    headline = next((line for line in lines[:start] if line.kind is BlockKind.HEADLINE), None)
    titles = [line for line in lines[:start] if line.is_unclaimed or line is headline]
    if not titles and lines and _is_corrected_headline(lines[0]):
        lines[0].claim(BlockKind.HEADLINE, CORRECTED_RULE)
    if start == len(lines):
        return _claim_short_story(lines, titles), None
    _claim_titles(titles, has_headline=headline is not None, has_standfirst=has_standfirst)
    return start, dateline


def _is_corrected_headline(line: CopyLine) -> bool:
    """Return whether a correction's first line is its headline: `KORREKTUR: Bank …`."""
    mark, _, title = line.text.partition(":")
    is_marked = line.kind is BlockKind.CORRECTION and mark.isupper() and mark.isalpha()
    return is_marked and count_words(title) > 2 and not has_final_stop(title)


def _claim_sublines(lines: Sequence[CopyLine]) -> None:
    """Claim the lines below a headline that say so: `Utl.: Rat rechnet mit Kosten`."""
    for line in lines[:_MAX_LINES_TO_DATELINE]:
        if line.is_unclaimed and len(line.text) < _MAX_TITLE_LENGTH and SUBLINE_MARK.match(line.text):
            line.claim(BlockKind.DEK, "dek.subline")


def claim_bylines(lines: Sequence[CopyLine]) -> None:
    for index, line in enumerate(lines):
        if not line.is_unclaimed:
            continue
        if is_byline_label(line.text):
            _claim_byline_below(lines, index)
        if is_byline(line.text) and _has_post(lines, index):
            _claim_post(lines, index)
        if is_byline(line.text) or (
            line.has_class_name(*_BYLINE_NAMES) and len(line.text) < 120 and not has_final_stop(line.text)
        ):
            line.claim(BlockKind.BYLINE, "byline.names")
        elif is_byline_with_date(line.text):
            line.claim(BlockKind.BYLINE, DATED_BYLINE_RULE, Confidence.LIKELY)
        elif index:
            _claim_name_alone(lines, index)


def _claim_name_alone(lines: Sequence[CopyLine], index: int) -> None:
    """Claim a name without `Von`, with her office or post, or with the date below it."""
    line = lines[index]
    if is_press_officer(line.text) and _is_dated(lines, index, reach=_PAIR):
        line.claim(BlockKind.BYLINE, "byline.press-office", Confidence.LIKELY)
    elif is_bare_name(line.text) and _is_dated(lines, index):
        line.claim(BlockKind.BYLINE, "byline.dated", Confidence.LIKELY)
    elif is_bare_name(line.text) and _has_post(lines, index):
        line.claim(BlockKind.BYLINE, "byline.with-post", Confidence.LIKELY)
        _claim_post(lines, index)


def _claim_byline_below(lines: Sequence[CopyLine], label: int) -> None:
    """Claim a label and the name below it: `Von`, then `Jane Roe`."""
    name = lines[label + 1] if label + 1 < len(lines) else None
    if label and name is not None and name.is_unclaimed and is_bare_name(name.text):
        lines[label].claim(BlockKind.FURNITURE, "furniture.byline-label", Confidence.LIKELY)
        name.claim(BlockKind.BYLINE, "byline.below-label", Confidence.LIKELY)
        if _has_post(lines, label + 1):
            _claim_post(lines, label + 1)


def _claim_authors(lines: Sequence[CopyLine]) -> None:
    """Claim authors without `By` below the headline and above the running text.

    Below more titles than kicker, headline and deks a name is one of a list.
    """
    has_headline = False
    titles = 0
    for index, line in enumerate(lines[:_MAX_LINES_TO_DATELINE]):
        if (line.is_unclaimed and _is_text_above_author(lines, index)) or titles > _MAX_TITLES:
            return
        if line.is_unclaimed and has_headline and is_author_line(line.text):
            line.claim(BlockKind.BYLINE, "byline.author", Confidence.LIKELY)
            return
        titles += line.is_unclaimed
        has_headline = has_headline or (line.is_unclaimed and count_words(line.text) >= _MIN_HEADLINE_WORDS)
        has_headline = has_headline or line.kind is BlockKind.HEADLINE


def _is_text_above_author(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether running text begins; a dek is right above the author's name."""
    if not is_running_text(lines[index].text):
        return False
    below = lines[index + 1 : index + 2]
    is_dek = bool(below) and below[0].is_unclaimed and is_author_line(below[0].text)
    return not is_dek or len(lines[index].text) > _MAX_DEK_LENGTH


def _has_post(lines: Sequence[CopyLine], name: int) -> bool:
    """Return whether the line below a name is her post: `Crime correspondent`."""
    below = lines[name + 1 : name + 2]
    return bool(below) and below[0].is_unclaimed and is_post_line(below[0].text)


def _claim_post(lines: Sequence[CopyLine], name: int) -> None:
    lines[name + 1].claim(BlockKind.FURNITURE, "furniture.post", Confidence.LIKELY)


def _is_dated(lines: Sequence[CopyLine], index: int, *, reach: int = 1) -> bool:
    return any(line.kind is BlockKind.DATE for line in lines[index + 1 : index + 1 + reach])


def _find_dateline(lines: Sequence[CopyLine], lexicon: Lexicon) -> tuple[int | None, StoryDateline | None]:
    """Return the index and dateline of the first leading line that begins with one.

    A dateline without an agency counts on the first line of running text and below a teaser only.
    """
    above: list[CopyLine] = []
    open_lines = ((index, line) for index, line in enumerate(lines) if line.kind not in _NO_STORY)
    for index, line in islice(open_lines, _MAX_LINES_TO_DATELINE):
        if not line.is_unclaimed or line.tag in HEADINGS:
            continue
        found = (
            read_dateline(line.text, lexicon)
            or _read_dateline_alone(lines, index, lexicon)
            or read_place_in_element(line.text, line.opening, is_called_place=line.opens_with_place)
            or read_repeated_place(line.text, [other.text for other in lines[:_MAX_LINES_TO_PLACE]])
        )
        if found is not None and _opens_text(line, found, above, lines[:_MAX_LINES_TO_PLACE]):
            return index, found
        if is_running_text(line.text):
            above.append(line)
        if len(above) > 2:
            break
    return None, None


def _read_dateline_alone(lines: Sequence[CopyLine], index: int, lexicon: Lexicon) -> StoryDateline | None:
    """Return the dateline that fills a line: `RUPERT, Idaho —`, `Nordhaven.`."""
    line, below = lines[index], lines[index + 1 : index + 2]
    is_place = line.text.endswith(".") and count_words(line.text) <= _MAX_PLACE_WORDS
    if not (is_place or line.text.endswith(_DASHES)) or not below or not is_running_text(below[0].text):
        return None
    opening = f"{line.text} {below[0].text[:40]}"
    above = (other.text for other in lines[:_MAX_LINES_TO_PLACE])
    found = read_repeated_place(opening, above) if is_place else read_dateline(opening, lexicon)
    if found is None or found.end != len(line.text) + 1:
        return None
    return replace(found, end=len(line.text))


def _opens_text(
    line: CopyLine, found: StoryDateline, above: Sequence[CopyLine], lines: Sequence[CopyLine]
) -> bool:
    """Return whether the story begins at the line; `above` is running text before it.

    Below a teaser the place is a known one, or `lines` name it as one.
    """
    if found.agencies:
        return True
    if found.end < len(line.text) and not is_running_text(line.text[found.end :]):
        return False
    if not above:
        return True
    is_teaser = len(above) == 1 and len(above[0].text) <= _MAX_TEASER_LENGTH
    is_place = found.reading.rule in {"dateline.place", "dateline.piped", "dateline.agency", "dateline.sign"}
    if found.place is None or not is_teaser or not is_place:
        return False
    others = [other.text for other in lines if other is not line]
    return is_known_place(found.place) or is_place_of(found.place, others)


def _find_running_text(lines: Sequence[CopyLine]) -> int:
    for index, line in enumerate(lines):
        is_open = line.is_unclaimed and line.tag not in HEADINGS
        if is_open and is_running_text(line.text) and not _is_quoted_title(lines, index):
            return index
    return len(lines)


def _is_quoted_title(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether a quotation above text is a headline: `Rat: „Wir schaffen das.“`."""
    text = lines[index].text
    is_first = not any(other.is_unclaimed for other in lines[:index])
    return is_first and len(text) <= 90 and text[-1] in QUOTES and not count_sentence_breaks(text)


def _claim_deks(lines: Sequence[CopyLine], start: int, *, has_dateline: bool) -> int:
    """Claim short running text as dek and return the index of the body's first line.

    It is a dek if a byline or date follows, or an HTML element says so.
    """
    if has_dateline or start >= len(lines):
        return start
    place = start
    for _ in range(_MAX_DEKS):
        if place >= len(lines) - 1 or not _is_dek(lines, place):
            break
        lines[place].claim(BlockKind.DEK, STANDFIRST_RULE, Confidence.LIKELY)
        rest = _find_running_text(lines[place + 1 :])
        place = place + 1 + rest
    return place if place < len(lines) else start


def _is_dek(lines: Sequence[CopyLine], index: int) -> bool:
    line = lines[index]
    if len(line.text) > _MAX_DEK_LENGTH or not any(
        ln.is_unclaimed and is_running_text(ln.text) for ln in lines[index + 1 :]
    ):
        return False
    if line.has_class_name(*_DEK_NAMES):
        return True
    after = next((ln for ln in lines[index + 1 :] if ln.kind is not BlockKind.FURNITURE), None)
    if after is not None and after.kind in {BlockKind.CAPTION, BlockKind.CREDIT}:
        return _is_dek_above_picture(lines, index)
    return after is not None and after.kind in AUTHOR_OR_DATE and after.rule != "byline.contributor"


def _is_dek_above_picture(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether one sentence is between the headline and a picture.

    The paragraph below the picture says more of what the headline says.
    """
    titles = [line for line in lines[:index] if line.is_unclaimed or line.kind is BlockKind.HEADLINE]
    text = next(
        (line for line in lines[index + 1 :] if line.is_unclaimed and is_running_text(line.text)), None
    )
    if not titles or text is None or count_sentence_breaks(lines[index].text):
        return False
    return restates_more(titles[-1].text, lines[index].text, text.text)


def _claim_short_story(lines: Sequence[CopyLine], titles: list[CopyLine]) -> int:
    """Claim the headline of copy without running text, such as an alert.

    A single line stays a paragraph.
    """
    alert = any(line.kind is BlockKind.SIGNAL for line in lines)
    if (
        titles
        and titles[0].is_unclaimed
        and (len(titles) > 1 or alert or find_urgency(titles[0].text) or titles[0].tag in _HEADLINE_TAGS)
    ):
        titles[0].claim(BlockKind.HEADLINE, "headline.first-line", Confidence.LIKELY)
    return next((index for index, line in enumerate(lines) if line.is_unclaimed), len(lines))


def _claim_titles(titles: list[CopyLine], *, has_headline: bool, has_standfirst: bool) -> None:
    has_headline = has_headline or _claim_by_element(titles)
    rest = [line for line in titles if line.is_unclaimed]
    if not rest:
        return
    if not has_headline:
        place = _count_kickers(rest) or int(has_standfirst and _is_kicker_above_standfirst(rest))
        for section in rest[: max(place - 1, 0)]:
            section.claim(BlockKind.FURNITURE, "furniture.section", Confidence.LIKELY)
        if place:
            rest[place - 1].claim(BlockKind.KICKER, "kicker.short", Confidence.LIKELY)
        if len(rest[place].text) <= _MAX_TITLE_LENGTH:
            is_whole = (
                count_words(rest[place].text) >= _MIN_HEADLINE_WORDS and rest[place].text[0] not in ":,;"
            )
            sureness = Confidence.SURE if is_whole else Confidence.LIKELY
            rest[place].claim(BlockKind.HEADLINE, "headline.above-text", sureness)
        rest = rest[place + 1 :]
    _claim_other_titles([line for line in rest if line.is_unclaimed], titles)


def _claim_other_titles(rest: list[CopyLine], titles: list[CopyLine]) -> None:
    """Claim one or two lines as dek or kicker; three lines and more are a list."""
    headline = next((line for line in titles if line.kind is BlockKind.HEADLINE), None)
    top = -1 if headline is None else headline.start
    is_list = sum(line.start > top for line in rest) > _MAX_DEKS
    for line in rest:
        is_listed = is_list and line.start > top and not is_running_text(line.text)
        if line.tag == "li" or is_listed:
            line.claim(BlockKind.LIST_ITEM, LEFTOVER_RULE, Confidence.DOUBTFUL)
        else:
            _claim_kicker_or_dek(line, titles)


def _claim_by_element(titles: list[CopyLine]) -> bool:
    """Claim titles by their HTML heading or class; return whether a headline is found."""
    for line in titles:
        if line.has_class_name(*KICKER_NAMES):
            line.claim(BlockKind.KICKER, "kicker.element")
        elif line.has_class_name(*_DEK_NAMES):
            line.claim(BlockKind.DEK, "dek.element")
    headings = [line for line in titles if line.is_unclaimed and line.tag in HEADINGS]
    best = min(headings, key=lambda line: line.tag, default=None)
    if best is None or best.tag != "h1":
        best = next(
            (line for line in titles if line.is_unclaimed and line.has_class_name(*_HEADLINE_NAMES)), best
        )
    if best is not None:
        best.claim(BlockKind.HEADLINE, "headline.element")
    return best is not None


def _claim_kicker_or_dek(line: CopyLine, titles: list[CopyLine]) -> None:
    headline = next((other for other in titles if other.kind is BlockKind.HEADLINE), None)
    if headline is not None and line.start < headline.start and count_words(line.text) <= 8:
        line.claim(BlockKind.KICKER, "kicker.above-headline", Confidence.LIKELY)
    else:
        line.claim(BlockKind.DEK, "dek.below-headline", Confidence.LIKELY)


def _count_kickers(titles: Sequence[CopyLine]) -> int:
    """Return how many section names and kickers are above the headline.

    Two of them are a few words each and have the headline right below.
    """
    if len(titles) > 2 and _are_sections(titles[:2], titles[2]):
        return 2
    return int(len(titles) > 1 and _is_kicker(titles[0], titles[1]))


def _is_kicker_above_standfirst(titles: Sequence[CopyLine]) -> bool:
    """Return whether two titles are above a standfirst: the longer one is no dek."""
    if len(titles) != _PAIR or titles[1].blank_before:
        return False
    kicker, headline = (line.text for line in titles)
    return count_words(kicker) <= _MAX_KICKER_WORDS and len(headline) > len(kicker) and has_verb(headline)


def _are_sections(lines: Sequence[CopyLine], headline: CopyLine) -> bool:
    if headline.blank_before or has_final_stop(headline.text):
        return False
    return count_words(headline.text) > _MIN_HEADLINE_WORDS and all(
        count_words(line.text) < _MIN_HEADLINE_WORDS and _is_kicker(line, headline) for line in lines
    )


def _is_kicker(first: CopyLine, second: CopyLine) -> bool:
    """Return whether a line is a few words without a verb, or ends with a colon."""
    if first.text.endswith(":") and count_words(first.text) <= 6:
        return True
    if count_words(first.text) > 5 or len(first.text) > 45 or first.text.endswith("?"):
        return False
    if first.text.endswith("!"):
        return count_words(first.text) < _MIN_HEADLINE_WORDS and len(second.text) > _MIN_TITLE_LENGTH
    if has_verb(first.text):
        is_title = len(second.text) > _MIN_TITLE_LENGTH and has_verb(second.text)
        return is_title and (_is_notice(first.text) or _TOPIC.match(second.text) is not None)
    return len(second.text) > len(first.text)


def _is_notice(text: str) -> bool:
    """Return whether two words say an occasion: `Bauausschuss tagt`."""
    return count_words(text) == 2 and text.split()[1].islower() and not has_final_stop(text)


def find_urgency(headline: str) -> int | None:
    """Return the urgency that the first word of a headline carries."""
    words = headline.casefold()
    return next((urgency for opening, urgency in phrases.URGENT_OPENINGS if words.startswith(opening)), None)
