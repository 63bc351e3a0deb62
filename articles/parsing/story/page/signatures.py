"""The agencies and initials that sign a story on a page, below its last paragraph."""

import re
from collections.abc import Sequence
from itertools import islice

from articles.parsing.lexicon import Lexicon
from articles.parsing.story.page.element_names import holds_other_texts, names_caption, names_picture
from articles.parsing.story.page.regions import StoryRegion
from articles.parsing.story.types import BlockKind, CopyLine
from articles.parsing.tags.parse import read_cached_tag
from articles.text.block_parser import HEADINGS
from newsroom.text.spans import Confidence

_RULE = "page.signature"
_MAX_LENGTH = 110
_REACH = 14
_MAX_LINK_SHARE = 0.5
_MAX_UNKNOWN = 1
_PICTURE_WORD = re.compile(r"foto|bild|photo|image|grafik|picture|video", re.IGNORECASE)
_BY = re.compile(r"(?:von|by)\s", re.IGNORECASE)
_AUTHOR_NAMES = frozenset({"author", "byline"})


def claim_signature(lines: Sequence[CopyLine], region: StoryRegion, lexicon: Lexicon) -> None:
    """Claim the first line of an agency below the story, also in a foot or a box."""
    article = lines[region.last].article
    for line in islice(lines, region.last + 1, region.last + 1 + _REACH):
        if article and line.article != article:
            return
        if not line.is_unclaimed or line.is_hidden or line.link_share >= _MAX_LINK_SHARE:
            continue
        if _is_of_agency(line, lexicon):
            line.claim(BlockKind.FOOTER, _RULE, Confidence.LIKELY)
            return


def claim_authors(lines: Sequence[CopyLine], lexicon: Lexicon) -> None:
    """Claim the agency that the page calls the author, by its element or by `Von`."""
    for line in lines:
        is_author = line.element is not None and bool(line.element.names & _AUTHOR_NAMES)
        is_signed = _BY.match(line.text) is not None and _is_of_agency(line, lexicon)
        if line.is_unclaimed and ((is_author and lexicon.find_agency(line.text) is not None) or is_signed):
            line.claim(BlockKind.BYLINE, "page.author-element", Confidence.LIKELY)


def _is_of_agency(line: CopyLine, lexicon: Lexicon) -> bool:
    if not _may_sign(line):
        return False
    tag = read_cached_tag("\n" + line.text, lexicon)
    return tag.trailing and bool(tag.agencies) and len(tag.unknown) <= _MAX_UNKNOWN


def _may_sign(line: CopyLine) -> bool:
    if len(line.text) > _MAX_LENGTH or line.tag in HEADINGS:
        return False
    if line.figure or _PICTURE_WORD.search(line.text) or line.element is None:
        return False
    return not any(
        names_caption(element) or names_picture(element) or holds_other_texts(element)
        for element in islice(line.element.chain(), 4)
    )
