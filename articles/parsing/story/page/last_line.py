"""The last line of the story on a page; what is below it belongs to the page."""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from articles.parsing.lexicon import Lexicon
from articles.parsing.story.byline import is_bare_name, is_byline
from articles.parsing.story.page.author_notes import AUTHOR, is_address_of_author, is_author
from articles.parsing.story.page.boxes import names_service
from articles.parsing.story.page.names_above import StoryNames, list_story_names, split_names
from articles.parsing.story.page.teasers import is_open_paragraph, is_paragraph, is_teaser_heading
from articles.parsing.story.sentences import DOUBLE_QUOTES, count_words, has_final_stop
from articles.parsing.story.types import BlockKind, CopyLine
from articles.parsing.tags.parse import read_cached_tag
from newsroom.text.spans import Confidence

_HARD_END = re.compile(
    r"(?:\d{1,5} )?(?:leser)?kommentare?\b(?!: \D).{0,40}"
    r"|\d{1,5} (?:antworten|responses|replies|comments?|thoughts)\b.{0,120}"
    r"|(?:leave|post) a (?:reply|comment)|(?:join|view|start) the (?:conversation|discussion|comments?)"
    r"|hinterlasse.{0,30}|schreiben sie (?:einen|den ersten) kommentar.{0,20}|diskutieren sie.{0,30}"
    r"|(?:über|zu) (?:den|die|unser\w*) autor(?:in|en)?|about the authors?|zur person|impressum",
    re.IGNORECASE,
)
"""A line below which no story goes on: comments, the author, the imprint."""
_COPYRIGHT = re.compile(r"©|\(c\) |copyright\b", re.IGNORECASE)
_NEAR = 4
_MIN_SHARED = 3
_LONG = 100
_SPEECH = re.compile(
    r"[:,] ?[„“”\"»«‘'].{12,}|[“”\"»«’'],? (?:\w+ )?(?:sagt|erklärt|meint|so|says)\b"
    r"|\b(?:sagte|erklärte|betonte|berichtete|erzählte|kündigte|teilte|meinte|said|says|told|added)\b"
)
"""A quotation, or a verb of speech."""
_ADVERTISEMENT = re.compile(
    r"(?:anzeige|werbung|advertisement|advertising|ad feedback|sponsored|after newsletter promotion)"
    r"(?:\s?[·|–—-].{0,40})?$",
    re.IGNORECASE,
)
"""`Anzeige`, `Advertisement · Scroll to continue`"""
_BOX_RULES = frozenset({"page.box", "page.group"})
_BUTTON_RULES = frozenset({"furniture.page", "page.phrase", "page.counter", "furniture.separator"})
_SIGNED_END = 240
"""The characters at the end of a line in which a tag may be."""
_MAX_RUN = 6
_MAX_LINES_BELOW = 400
_MIN_PAGE_LINES = 4
_LINK_RULES = frozenset({"page.teaser", "furniture.link"})
_MIN_SENTENCE_WORDS, _MIN_NEXT_WORDS = 4, 3
_OPENING = 5
_SIGNED_SENTENCE = re.compile(
    r"[.!?][“”\"»«]? [(/\[]{0,2}[a-z]{2,5}(?:/[a-z]{2,5}){0,2}[)\]]?(?:\s?(?:\+{3}|[●•◆■]))?$"
)
"""`… beglichen. /ud`"""


def claim_below_text(lines: Sequence[CopyLine], start: int, lexicon: Lexicon) -> None:
    """Claim everything of the page below the last line of the story."""
    last = find_last_line(lines, start, lexicon)
    if last is None:
        return
    below = (index for index in range(last, start - 1, -1) if _is_end_of_text(lines[index]))
    text_end = next(below, last)
    for line in lines[text_end + 1 : last]:
        if line.is_unclaimed and _is_page_word(line, lexicon):
            line.claim(BlockKind.FURNITURE, "page.below-text", Confidence.LIKELY)
    for line in lines[last + 1 :]:
        if line.is_unclaimed:
            line.claim(BlockKind.FURNITURE, "page.below-text", Confidence.LIKELY)


def _is_end_of_text(line: CopyLine) -> bool:
    return line.is_unclaimed and (is_paragraph(line.text) or _is_short_sentence(line.text))


def _is_page_word(line: CopyLine, lexicon: Lexicon) -> bool:
    """Return whether a few words of the page are between text and signature."""
    return (
        count_words(line.text) <= _NEAR
        and not has_final_stop(line.text)
        and not is_byline(line.text)
        and not is_bare_name(line.text)
        and not _is_signed(line, lexicon)
    )


def find_last_line(lines: Sequence[CopyLine], start: int, lexicon: Lexicon) -> int | None:
    """Return the index of the last line of the story, None if no page is below."""
    names = list_story_names(lines)
    paragraphs = _list_paragraphs(lines, start, names)
    below = _measure_text_below(lines, paragraphs)
    last_of_story = max((index for index, line in enumerate(lines) if _is_of_story(line)), default=0)
    seen = 0
    for number, index in enumerate(paragraphs):
        seen += len(lines[index].text)
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else len(lines)
        is_end = index >= last_of_story and below[number] <= seen
        if is_end and _ends_story(lines, index, following, names, lexicon):
            return _include_sign_off(lines, index, names, lexicon)
    return None


def _list_paragraphs(lines: Sequence[CopyLine], start: int, names: StoryNames) -> list[int]:
    """Return the indices of the paragraphs, and of short sentences of the story.

    These have a name of the story, or a paragraph or an offer of the page right above.
    """
    long = [index for index in range(start, len(lines)) if _is_story_text(lines[index])]
    if not long:
        return []
    opening_end = long[:_OPENING][-1]
    found: list[int] = []
    for index in range(start, len(lines)):
        line = lines[index]
        if _is_story_text(line) or (
            line.is_unclaimed
            and _is_short_sentence(line.text)
            and (
                found[-1:] == [index - 1]
                or names.share(line.text, opening_end)
                or _is_below_box(lines, index)
                or (_SPEECH.search(line.text) is not None and has_final_stop(line.text))
                or _is_below_buttons(lines, found, index)
            )
        ):
            found.append(index)
    return found


def _is_of_story(line: CopyLine) -> bool:
    """Return whether a line is in the elements of the story and not about its author."""
    return line.is_story and AUTHOR.match(line.text) is None


def _is_story_text(line: CopyLine) -> bool:
    is_text = is_open_paragraph(line) or (line.is_unclaimed and line.is_story)
    return is_text and _COPYRIGHT.match(line.text) is None


def _is_short_sentence(text: str) -> bool:
    return (
        count_words(text) >= _MIN_SENTENCE_WORDS
        and (has_final_stop(text) or _SIGNED_SENTENCE.search(text) is not None)
        and not names_service(text)
        and not AUTHOR.match(text)
    )


def _measure_text_below(lines: Sequence[CopyLine], paragraphs: Sequence[int]) -> list[int]:
    """Return the characters of text below each paragraph, before comments and so on."""
    sizes: list[int] = []
    below, end = 0, len(lines)
    for index in reversed(paragraphs):
        if any(map(_is_hard_end, lines[index + 1 : end])):
            below = 0
        sizes.append(below)
        below, end = below + len(lines[index].text), index + 1
    return sizes[::-1]


def _is_hard_end(line: CopyLine) -> bool:
    return line.kind is not BlockKind.PARAGRAPH and _HARD_END.fullmatch(line.text.strip(" :!")) is not None


def _ends_story(
    lines: Sequence[CopyLine], index: int, following: int, names: StoryNames, lexicon: Lexicon
) -> bool:
    """Return whether headings of the page, or lines after a tag, follow a paragraph."""
    between = lines[index + 1 : following]
    has_author = any(
        line.is_unclaimed and (is_author(names, index, line) or is_address_of_author(lines, index, line))
        for line in lines[index + 1 : following + 1]
    )
    if not between and not has_author:
        return False
    page_lines = sum(line.kind in {BlockKind.FURNITURE, BlockKind.FOOTER} for line in between)
    titles = sum(line.is_unclaimed and not has_final_stop(line.text) for line in between)
    if following == len(lines):
        return has_author or page_lines + titles > 0
    if any(_is_signed(line, lexicon) for line in (lines[index], *between[:_NEAR])):
        return page_lines > 0 or titles > 1
    if has_author or any(map(_is_hard_end, between)):
        return True
    return _is_page_between(lines, index, following, page_lines + titles, names)


def _is_page_between(
    lines: Sequence[CopyLine], index: int, following: int, count: int, names: StoryNames
) -> bool:
    """Return whether `count` lines of the page end the story above the next paragraph."""
    if lines[index].article and lines[index].article == lines[following].article:
        has_links = sum(line.rule in _LINK_RULES for line in lines[index + 1 : following]) > 1
        return has_links and not names.share(lines[following].text, index)
    if count < _MIN_PAGE_LINES or _is_below_box(lines, following):
        return False
    return not _continues(lines, index, following, names)


def _is_below_box(lines: Sequence[CopyLine], following: int) -> bool:
    """Return whether an offer of the page is right above a paragraph."""
    for line in reversed(lines[max(following - _NEAR, 0) : following]):
        if line.rule in _BOX_RULES or _ADVERTISEMENT.match(line.text):
            return True
        if line.rule not in _BUTTON_RULES:
            return False
    return False


def _is_below_buttons(lines: Sequence[CopyLine], paragraphs: Sequence[int], index: int) -> bool:
    """Return whether only a few buttons of the page are between text and a sentence."""
    between = lines[paragraphs[-1] + 1 : index] if paragraphs else ()
    return 0 < len(between) < _NEAR and all(
        line.rule in _BUTTON_RULES and not _is_hard_end(line) for line in between
    )


def _continues(lines: Sequence[CopyLine], index: int, following: int, names: StoryNames) -> bool:
    """Return whether the next paragraphs go on with the story, as teasers do not.

    They have more paragraphs than titles, or name what the story names. One name is enough where somebody speaks or
    several paragraphs have no title between them: a teaser has one paragraph and a title of its own.
    """
    run = _list_run(lines, following)
    text = lines[following].text
    if text[0] in DOUBLE_QUOTES and _SPEECH.search(text) and not _has_own_title(lines, following):
        return True
    shared = len(names.share(text, index))
    if shared >= _MIN_SHARED or (shared > 1 and len(text) > _LONG):
        return True
    if not _has_own_title(lines, following) and _names_story(lines, index, run, names):
        return True
    paragraphs = titles = 0
    for line in islice(lines, following, following + _MAX_LINES_BELOW):
        if _is_hard_end(line):
            break
        paragraphs += is_open_paragraph(line)
        titles += line.is_unclaimed and not has_final_stop(line.text)
    return paragraphs > max(1, titles)


def _names_story(lines: Sequence[CopyLine], index: int, run: Sequence[int], names: StoryNames) -> bool:
    """Return whether paragraphs have a person of the story, or speech and its names."""
    texts = [lines[place].text for place in run]
    is_text = len(texts) > 1 or _SPEECH.search(texts[0]) is not None
    if is_text and any(names.share(text, index) for text in texts):
        return True
    return any(names.list_people(text, index) for text in texts)


def _has_own_title(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether the title right above has a name of the paragraph."""
    above = lines[index - 1]
    is_title = above.is_unclaimed or above.rule in _LINK_RULES
    return is_title and bool(split_names(above.text) & split_names(lines[index].text))


def _list_run(lines: Sequence[CopyLine], start: int) -> list[int]:
    """Return the indices of the paragraphs from `start` up to the next other line."""
    below = range(start + 1, min(start + _MAX_RUN, len(lines)))
    return [start, *takewhile(lambda place: is_open_paragraph(lines[place]), below)]


def _is_signed(line: CopyLine, lexicon: Lexicon) -> bool:
    """Return whether an agency signs the line."""
    if not line.is_unclaimed or is_byline(line.text):
        return False
    end = line.text[-_SIGNED_END:]
    tag = read_cached_tag("\n" + end if end == line.text else end, lexicon)
    return tag.trailing and bool(tag.agencies or tag.editors)


def _include_short_paragraphs(lines: Sequence[CopyLine], index: int, names: StoryNames) -> int:
    """Return the last short sentence right below.

    It is of the story if it names what the story names, or has no line of the page above it.
    """
    last = index
    for place in range(index + 1, len(lines)):
        line = lines[place]
        is_next = (
            place == last + 1 and count_words(line.text) >= _MIN_NEXT_WORDS and not names_service(line.text)
        )
        if not (
            line.is_unclaimed
            and has_final_stop(line.text)
            and (is_next or names.share_with_text(line.text, index))
            and not AUTHOR.match(line.text)
            and not is_address_of_author(lines, index, line)
        ):
            break
        last = place
    return last


def _include_sign_off(lines: Sequence[CopyLine], index: int, names: StoryNames, lexicon: Lexicon) -> int:
    """Return the last of the lines below the text that sign it."""
    last = _include_short_paragraphs(lines, index, names)
    for place in range(last + 1, min(last + 1 + 2 * _NEAR, len(lines))):
        line = lines[place]
        if line.is_unclaimed and (is_teaser_heading(line.text) or _HARD_END.fullmatch(line.text)):
            break
        if _is_signed(line, lexicon):
            last = place
    return last
