"""The last line of the story on a page; what is below it belongs to the page."""

import re
from collections.abc import Sequence

from articles.parsing.lexicon import Lexicon
from articles.parsing.story.byline import is_byline
from articles.parsing.story.page.boxes import names_service
from articles.parsing.story.page.teasers import is_paragraph, is_teaser_heading
from articles.parsing.story.sentences import count_words, has_final_stop
from articles.parsing.story.types import BlockKind, CopyLine
from articles.parsing.tags.parse import read_tag
from newsroom.text.spans import Confidence

_AUTHOR = re.compile(
    r"(?:[A-ZÄÖÜ][\w.'’-]+ ){1,4}(?:,? \w+ ){0,2}"
    r"(?:ist (?:seit .{2,30})?(?:\w+ )?"
    r"(?:\w*(?:[Rr]edakteur|[Kk]orrespondent|[Rr]eporter|[Aa]utor|[Jj]ournalist|[Vv]olontär)|freie)"
    r"|(?:arbeitet|schreibt|berichtet|volontiert) (?:seit|als|für|über|bei|im|in)\b"
    r"|is (?:an?|the|our|\w+['’]s) (?:\w+ ){0,4}(?:reporter|correspondent|editor|writer|journalist|columnist)"
    r"|(?:covers|writes (?:about|for)|reports on)\b)"
)
"""`Jana Beispiel ist Redakteurin im Ressort Politik.`"""
_HARD_END = re.compile(
    r"(?:\d{1,5} )?(?:leser)?kommentare?\b.{0,40}"
    r"|\d{1,5} (?:antworten|responses|replies|comments?|thoughts)\b.{0,120}"
    r"|(?:leave|post) a (?:reply|comment)|(?:join|view|start) the (?:conversation|discussion|comments?)"
    r"|hinterlasse.{0,30}|schreiben sie (?:einen|den ersten) kommentar.{0,20}|diskutieren sie.{0,30}"
    r"|(?:über|zu) (?:den|die|unser\w*) autor(?:in|en)?|about the authors?|zur person|impressum",
    re.IGNORECASE,
)
"""A line below which no story goes on: comments, the author, the imprint."""
_NEAR = 4
_MIN_SHARED = 3
_LONG = 100
_STEM_LENGTH = 6
_NAME = re.compile(r"\b[A-ZÄÖÜ][\w’'-]{3,}")
_MIN_PAGE_LINES = 4
_LINK_RULES = frozenset({"page.teaser", "furniture.link"})
_MIN_SENTENCE_WORDS = 6


def claim_below_text(lines: Sequence[CopyLine], start: int, lexicon: Lexicon) -> None:
    """Claim everything of the page below the last line of the story."""
    last = find_last_line(lines, start, lexicon)
    if last is None:
        return
    for line in lines[last + 1 :]:
        if line.is_unclaimed:
            line.claim(BlockKind.FURNITURE, "page.below-text", Confidence.LIKELY)


def find_last_line(lines: Sequence[CopyLine], start: int, lexicon: Lexicon) -> int | None:
    """Return the index of the last line of the story, None if no page is below."""
    paragraphs = [
        index
        for index in range(start, len(lines))
        if lines[index].is_unclaimed and is_paragraph(lines[index].text)
    ]
    below = _measure_text_below(lines, paragraphs)
    seen = 0
    for number, index in enumerate(paragraphs):
        seen += len(lines[index].text)
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else len(lines)
        if below[number] <= seen and _ends_story(lines, index, following, lexicon):
            return _include_sign_off(lines, index, lexicon)
    return None


def _measure_text_below(lines: Sequence[CopyLine], paragraphs: Sequence[int]) -> list[int]:
    """Return the characters of text below each paragraph, before comments and so on."""
    sizes: list[int] = []
    below, end = 0, len(lines)
    for index in reversed(paragraphs):
        if any(_is_hard_end(line) for line in lines[index + 1 : end]):
            below = 0
        sizes.append(below)
        below, end = below + len(lines[index].text), index + 1
    return sizes[::-1]


def _is_hard_end(line: CopyLine) -> bool:
    return line.kind is not BlockKind.PARAGRAPH and _HARD_END.fullmatch(line.text.strip(" :!")) is not None


def _ends_story(lines: Sequence[CopyLine], index: int, following: int, lexicon: Lexicon) -> bool:
    """Return whether headings of the page, or lines after a tag, follow a paragraph."""
    between = lines[index + 1 : following]
    page_lines = sum(line.kind in {BlockKind.FURNITURE, BlockKind.FOOTER} for line in between)
    titles = sum(line.is_unclaimed and not has_final_stop(line.text) for line in between)
    is_signed = _is_signed(lines[index], lexicon) or any(
        _is_signed(line, lexicon) for line in between[:_NEAR]
    )
    if following == len(lines):
        return page_lines + titles > 0
    if is_signed:
        return page_lines > 0 or titles > 1
    if any(line.is_unclaimed and _AUTHOR.match(line.text) for line in lines[index + 1 : following + 1]):
        return True
    if any(_is_hard_end(line) for line in between):
        return True
    if lines[index].article and lines[index].article == lines[following].article:
        has_links = sum(line.rule in _LINK_RULES for line in between) > 1
        return has_links and not _count_shared_names(lines, index, following)
    return page_lines + titles >= _MIN_PAGE_LINES and not _continues(lines, index, following)


def _continues(lines: Sequence[CopyLine], index: int, following: int) -> bool:
    """Return whether the next paragraphs go on with the story, as teasers do not.

    They have more paragraphs than titles, or the first one names what the story names.
    """
    shared = _count_shared_names(lines, index, following)
    if shared >= _MIN_SHARED or (shared > 1 and len(lines[following].text) > _LONG):
        return True
    paragraphs = titles = 0
    for line in lines[following:]:
        if _is_hard_end(line):
            break
        paragraphs += _is_text(line)
        titles += line.is_unclaimed and not has_final_stop(line.text)
    return paragraphs > max(1, titles)


def _count_shared_names(lines: Sequence[CopyLine], index: int, following: int) -> int:
    named = _split_names(" ".join(line.text for line in lines[: index + 1] if _is_text(line)))
    return len(_split_names(lines[following].text) & named)


def _is_text(line: CopyLine) -> bool:
    return line.is_unclaimed and is_paragraph(line.text)


def _split_names(text: str) -> frozenset[str]:
    """Return the beginnings of words with a capital."""
    return frozenset(word[:_STEM_LENGTH] for word in _NAME.findall(text))


def _is_signed(line: CopyLine, lexicon: Lexicon) -> bool:
    """Return whether an agency signs the line."""
    if line.rule == "footer.copyright":
        return True
    if not line.is_unclaimed or is_byline(line.text):
        return False
    tag = read_tag("\n" + line.text, lexicon)
    return tag.trailing and bool(tag.agencies or tag.editors)


def _include_short_paragraphs(lines: Sequence[CopyLine], index: int) -> int:
    """Return the last short sentence right below.

    It is of the story if it names what the story names, or has no line of the page above it.
    """
    named = _split_names(" ".join(line.text for line in lines[: index + 1] if _is_text(line)))
    last = index
    for place in range(index + 1, len(lines)):
        line = lines[place]
        is_next = (
            place == last + 1
            and count_words(line.text) >= _MIN_SENTENCE_WORDS
            and not names_service(line.text)
        )
        if not (
            line.is_unclaimed
            and has_final_stop(line.text)
            and (is_next or _split_names(line.text) & named)
            and not _AUTHOR.match(line.text)
        ):
            break
        last = place
    return last


def _include_sign_off(lines: Sequence[CopyLine], index: int, lexicon: Lexicon) -> int:
    """Return the last of the lines below the text that sign it."""
    last = _include_short_paragraphs(lines, index)
    for place in range(last + 1, min(last + 1 + 2 * _NEAR, len(lines))):
        line = lines[place]
        if line.is_unclaimed and (is_teaser_heading(line.text) or _HARD_END.fullmatch(line.text)):
            break
        if _is_signed(line, lexicon):
            last = place
    return last
