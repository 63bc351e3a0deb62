"""Lines set apart by the HTML of a page: navigation, hidden text, other articles."""

import re
from collections import Counter
from collections.abc import Sequence

from articles.parsing.story.byline import is_byline
from articles.parsing.story.page.teasers import is_paragraph
from articles.parsing.story.types import BlockKind, CopyLine
from newsroom.text.spans import Confidence
from newsroom.text.wordlists import split_words

_PAGE_TAGS = split_words("nav button select title template form textarea noscript svg")
_DOUBTFUL_TAGS = split_words("aside footer")
_NAME = re.compile(
    r"(?:^|[-_])(?:share|sharing|social|related|recommend\w*|newsletter|comments?|kommentare?|cookie\w*|consent|promo\w*|advert\w*|sponsor\w*"
    r"|breadcrumbs?|paywall|toolbar|most-?read|meistgelesen|teaser-?list|navigation|nav|menu|subscribe|signup|outbrain|taboola|author-?(?:box|bio|info)"
    r"|about-?author|read-?more|more-?stories|mehr-?zum-?thema|tag-?list|tags|keywords|ad-?slot|werbung|anzeige|player-controls|skip-?link\w*)(?:$|[-_])"
)
_HEADINGS = frozenset({"h1"})
_LINK_SHARE = 0.8
_MIN_SHARE = 0.5
_MIN_PARAGRAPHS = 2


def claim_by_structure(lines: Sequence[CopyLine]) -> None:
    """Claim what a reader does not see, and what is outside of the main article.

    Above that article lines stay: its headline may be there.
    """
    main = find_main_article(lines)
    start = next((line.start for line in lines if main and line.article == main), 0)
    for line in lines:
        if not line.is_unclaimed:
            continue
        if line.is_hidden:
            line.claim(BlockKind.FURNITURE, "page.hidden", Confidence.SURE)
        elif line.tag in _PAGE_TAGS:
            line.claim(BlockKind.FURNITURE, "page.element", Confidence.SURE)
        elif line.tag in _HEADINGS or line.tag == "figcaption":
            continue
        elif line.article != main and line.start >= start > 0:
            line.claim(BlockKind.FURNITURE, "page.other-article", Confidence.LIKELY)
        elif _is_set_apart(line):
            line.claim(BlockKind.FURNITURE, "page.element", Confidence.LIKELY)


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


def _is_set_apart(line: CopyLine) -> bool:
    if line.tag in _DOUBTFUL_TAGS:
        return True
    if is_byline(line.text) or (is_paragraph(line.text) and line.link_share < _MIN_SHARE):
        return False
    has_name = any(_NAME.search(name) for name in line.class_names)
    return line.link_share >= _LINK_SHARE or (has_name and not line.has_class_name("caption", "headline"))
