"""Lines of a page like credits that sign the story or the page and no picture."""

import re
from collections.abc import Sequence

from articles.parsing.lexicon import Lexicon
from articles.parsing.story.page.teasers import is_open_paragraph
from articles.parsing.story.photo_blocks import is_tag_line
from articles.parsing.story.types import BlockKind, CopyLine
from articles.parsing.tags.parse import read_cached_tag
from newsroom.text.spans import Confidence

_SOURCES = ("Quelle", "Source")
_PAGE_COPYRIGHT = re.compile(r"©|\(c\)|copyright\b", re.IGNORECASE)
COPYRIGHT = ("©", "(c)", "(C)")
_IN_BRACKETS = re.compile(r"\([^()]{2,40}\)")
_NEAR = 2


def signs_page(text: str, *, is_below_text: bool) -> bool:
    """Return whether a line below the text is the copyright of the whole page."""
    return is_below_text and _PAGE_COPYRIGHT.match(text) is not None and "foto" not in text.casefold()


def claim_source(
    lines: Sequence[CopyLine], index: int, start: int, lexicon: Lexicon, *, is_labelled: bool
) -> bool:
    """Return whether a line signs the story that begins at `start`.

    Above the text media with a writer's sign are claimed; agencies alone are the tag of the story.
    """
    if _is_tag(lines, index, start, lexicon):
        return True
    if not _is_source_with_date(lines, index, start, is_labelled=is_labelled):
        return False
    tag = read_cached_tag("\n" + lines[index].text, lexicon)
    if tag.editors or tag.unknown:
        lines[index].claim(BlockKind.BYLINE, "page.source", Confidence.LIKELY)
    return True


def _is_tag(lines: Sequence[CopyLine], index: int, start: int, lexicon: Lexicon) -> bool:
    """Return whether a line below the first text signs the story: `Quelle: APA`."""
    text = lines[index].text
    is_below = index > start + 1 and not _opens_text_below(lines, index, start)
    is_source = text.startswith(COPYRIGHT) or (is_below and text.startswith(_SOURCES))
    is_source = is_source or (_IN_BRACKETS.fullmatch(text) is not None and not _has_text_below(lines, index))
    return index > start and is_source and is_tag_line(text, lexicon)


def _has_text_below(lines: Sequence[CopyLine], index: int) -> bool:
    return any(is_open_paragraph(line) for line in lines[index + 1 :])


def _opens_text_below(lines: Sequence[CopyLine], index: int, start: int) -> bool:
    """Return whether dek and caption are above a source and the text is right below."""
    below = lines[index + 1 : index + 2]
    return index <= start + _NEAR and any(is_open_paragraph(line) for line in below)


def _is_source_with_date(lines: Sequence[CopyLine], index: int, start: int, *, is_labelled: bool) -> bool:
    """Return whether media are next to the date and have no word for photos."""
    text = lines[index].text
    is_source = text.startswith(_SOURCES) or (not is_labelled and not text.startswith(COPYRIGHT))
    near = lines[max(index - 1, 0) : index + 1 + _NEAR]
    return index < start and is_source and any(line.kind is BlockKind.DATE for line in near)
