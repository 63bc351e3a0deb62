"""Lines set apart by the HTML of a page: navigation, hidden text, other articles."""

import re
from collections import Counter
from collections.abc import Sequence

from articles.parsing.lexicon import Lexicon
from articles.parsing.story.byline import is_byline
from articles.parsing.story.page.element_names import is_navigation
from articles.parsing.story.page.regions import (
    ARTICLES,
    StoryRegion,
    claim_boxes_by_shape,
    find_region,
    list_elements,
    mark_story,
    strip_outer_names,
)
from articles.parsing.story.page.signatures import claim_authors, claim_signature
from articles.parsing.story.page.teasers import is_paragraph
from articles.parsing.story.types import BlockKind, CopyLine
from articles.text.block_parser import HEADINGS, KICKER_NAMES
from newsroom.text.spans import Confidence
from newsroom.text.wordlists import split_words

_PAGE_TAGS = split_words("nav button label select title template form textarea noscript svg")
_DOUBTFUL_TAGS = split_words("aside footer")
_NAME = re.compile(
    r"(?:^|[-_])(?:share|sharing|social|related|recommend\w*|newsletter|comments?|kommentare?|cookie\w*|consent|promo\w*|advert\w*|sponsor\w*"
    r"|breadcrumbs?|paywall|toolbar|most-?read|meistgelesen|teaser-?list|navigation|nav|menu|subscribe|signup|outbrain|taboola|author-?(?:box|bio|info)"
    r"|about-?author|read-?more|more-?stories|mehr-?zum-?thema|tag-?list|tags|keywords|ad-?slot|werbung|anzeige|player-controls|skip-?link\w*)(?:$|[-_])"
)
_TITLES = frozenset({"h1"})
_LINK_SHARE = 0.8
_MIN_SHARE = 0.5
_MIN_PARAGRAPHS = 2


def claim_by_structure(lines: Sequence[CopyLine], lexicon: Lexicon) -> StoryRegion | None:
    """Claim what a reader does not see, and what is outside of the main article.

    Above that article lines stay: its headline may be there. Return the elements of the story.
    """
    _open_page_elements(lines)
    _demote_titles(lines)
    region = find_region(lines)
    if region is not None:
        _promote_title(lines, region)
        strip_outer_names(lines, region)
        mark_story(lines, region)
        claim_signature(lines, region, lexicon)
        claim_authors(lines[: region.first], lexicon)
    main = find_main_article(lines)
    start = next((line.start for line in lines if main and line.article == main), 0)
    has_title = any(line.tag in _TITLES and line.article == main for line in lines)
    for line in lines:
        if not line.is_unclaimed or (line.is_story and not line.is_hidden and line.tag not in _PAGE_TAGS):
            continue
        is_other = main > 0 and line.article != main and line.start >= start
        claim = _find_claim(line, is_other=is_other, has_title=has_title)
        if claim is not None:
            line.claim(BlockKind.FURNITURE, *claim)
    if region is not None:
        claim_boxes_by_shape(lines, region)
    return region


def _open_page_elements(lines: Sequence[CopyLine]) -> None:
    """Take the text of an element around most of the page for text: some are one form."""
    chars: Counter[str] = Counter()
    for line in lines:
        if not line.is_hidden and is_paragraph(line.text):
            chars[line.tag] += len(line.text)
    for tag in ("form", "aside"):
        if chars[tag] > _MIN_SHARE * chars.total():
            for line in lines:
                line.tag = "p" if line.tag == tag else line.tag


def _demote_titles(lines: Sequence[CopyLine]) -> None:
    """Take a title at the end of the way to the page for a part of that."""
    for line in lines:
        if line.tag in _TITLES and any(map(is_navigation, list_elements(line))):
            line.tag = "nav"


def _promote_title(lines: Sequence[CopyLine], region: StoryRegion) -> None:
    """Take the first title of the article for its headline, where no other one is.

    A shorter part in the same element is its kicker.
    """
    above = [line for line in lines[: region.first] if line.tag in HEADINGS and not line.is_hidden]
    around = {element for element in region.container.chain() if element.tag in ARTICLES}
    own = (line for line in above if not around or around.intersection(list_elements(line)))
    found = [line for line in own if line.link_share < _MIN_SHARE and not line.has_class_name(*KICKER_NAMES)]
    parts = (line for line in found if line.element is found[0].element)
    title = max(parts, key=lambda line: len(line.text), default=None)
    if title is not None and not any(line.tag in _TITLES for line in above):
        title.tag = "h1"


def _find_claim(line: CopyLine, *, is_other: bool, has_title: bool) -> tuple[str, Confidence] | None:
    if line.is_hidden:
        return "page.hidden", Confidence.SURE
    if line.tag in _PAGE_TAGS:
        return "page.element", Confidence.SURE
    if line.is_outside and not _is_in_picture(line):
        return "page.not-stated", Confidence.LIKELY
    if line.tag == "figcaption" or (line.tag in _TITLES and not (is_other and has_title)):
        return None
    if is_other:
        return "page.other-article", Confidence.LIKELY
    return ("page.element", Confidence.LIKELY) if _is_set_apart(line) else None


def find_main_article(lines: Sequence[CopyLine]) -> int:
    """Return the number of the article with at least half of the text; 0 for none."""
    chars: Counter[int] = Counter()
    paragraphs: Counter[int] = Counter()
    for line in lines:
        if not line.is_hidden and is_paragraph(line.text):
            chars[line.article] += len(line.text)
            paragraphs[line.article] += 1
    if not chars:
        return 0
    best, size = chars.most_common(1)[0]
    return best if size >= _MIN_SHARE * chars.total() and paragraphs[best] >= _MIN_PARAGRAPHS else 0


def _is_in_picture(line: CopyLine) -> bool:
    return line.figure > 0 or line.has_class_name("caption", "credit", "image")


def _is_set_apart(line: CopyLine) -> bool:
    if line.tag in _DOUBTFUL_TAGS and not line.figure and not line.has_class_name("caption", "credit"):
        return True
    if is_byline(line.text) or (is_paragraph(line.text) and line.link_share < _MIN_SHARE):
        return False
    has_name = any(_NAME.search(name) for name in line.class_names)
    return line.link_share >= _LINK_SHARE or (has_name and not line.has_class_name("caption", "headline"))
