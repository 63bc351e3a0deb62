"""Elements that hold the story on a page, and the boxes between and below them.

Paragraphs of a story are in elements of one shape: `div.text > p`. What is in another one, with a heading or a control
of its own and without the names that the story names, is a box of the page.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from articles.parsing.story.byline import is_byline
from articles.parsing.story.page.element_names import (
    holds_other_texts,
    is_surely_of_page,
    is_surely_pull_quote,
    may_hold_story,
    names_caption,
    names_page_part,
    names_picture,
    names_pull_quote,
    names_text,
)
from articles.parsing.story.page.names_above import split_names
from articles.parsing.story.page.teasers import is_paragraph
from articles.parsing.story.photo_blocks import has_photo_sign
from articles.parsing.story.sentences import count_sentence_breaks, has_final_stop
from articles.parsing.story.types import BlockKind, CopyLine
from articles.text.block_parser import FURNITURE, HEADINGS
from articles.text.html_elements import HtmlElement
from newsroom.text.spans import Confidence
from newsroom.text.wordlists import split_words

_NO_TEXT = HEADINGS | FURNITURE | {"figcaption"}
_LEAVES = split_words("p li blockquote td dd")
_LISTS = frozenset({"ul", "ol", "dl", "table"})
ARTICLES = frozenset({"article", "main"})
_QUOTES = frozenset({"blockquote", "q"})
_MAX_LINK_SHARE = 0.5
_LINK_SHARE = 0.8
_MIN_PARAGRAPHS = 2
_TEXT_WEIGHT = 3.0
_WIDE = 0.5
_WHOLE = 0.9
_MAX_BOX_SHARE = 0.35
_FEW = 3
_LONG = 90
_FONT_MARGIN = 0.15
_SHORT = 40
_MAX_PULL_QUOTE = 220
_SHARED_IN_TITLED_BOX = 2
_EMPHASIS = frozenset({"b", "em", "i", "strong"})
_FIRST_NAMES = split_words("first initial is-initial dropcap drop-cap has-drop-cap has-dropcap")

Shape = tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class StoryRegion:
    """The story's paragraphs by index, and the elements around them."""

    paragraphs: tuple[int, ...]
    elements: frozenset[HtmlElement]
    names: frozenset[str]
    chars: int
    container: HtmlElement
    shape: Shape
    is_firm: bool
    """Whether the elements hold the story alone: they are called so, or the page goes on outside of them."""

    @property
    def first(self) -> int:
        return self.paragraphs[0]

    @property
    def last(self) -> int:
        return self.paragraphs[-1]


def find_region(lines: Sequence[CopyLine]) -> StoryRegion | None:
    """Return the paragraphs of the shape with most text, None for fewer than two.

    Where the page states its text, only those of it are counted.
    """
    paragraphs = [index for index, line in enumerate(lines) if _may_be_of_story(line)]
    paragraphs = [index for index in paragraphs if lines[index].is_story] or paragraphs
    wide, whole = _find_wide(lines, paragraphs, _WIDE), _find_wide(lines, paragraphs, _WHOLE)
    paragraphs = [index for index in paragraphs if not _is_named_box(lines[index], wide, whole)]
    paragraphs = _leave_out_offers(lines, paragraphs, wide)
    sizes: Counter[Shape] = Counter()
    shapes = {index: _get_shape(lines[index]) for index in paragraphs}
    for index, shape in shapes.items():
        weight = _TEXT_WEIGHT if any(map(names_text, list_elements(lines[index]))) else 1.0
        sizes[shape] += int(weight * len(lines[index].text))
    if not sizes:
        return None
    best = sizes.most_common(1)[0][0]
    text_shape = _cut_to_text(next(lines[index] for index in paragraphs if shapes[index] == best))
    found = [
        index
        for index in paragraphs
        if _is_alike(shapes[index], best) or (text_shape and _cut_to_text(lines[index]) == text_shape)
    ]
    found = _keep_first_article(lines, _keep_font_size(lines, found))
    if len(found) < _MIN_PARAGRAPHS:
        return None
    elements = frozenset(element for index in found for element in list_elements(lines[index]))
    text = " ".join(lines[index].text for index in found)
    container = _find_common(lines, found)
    is_firm = _is_firm(lines, found, container)
    for index in found:
        lines[index].is_story = is_firm
    return StoryRegion(tuple(found), elements, split_names(text), len(text), container, best, is_firm)


def _leave_out_offers(
    lines: Sequence[CopyLine], paragraphs: Sequence[int], wide: frozenset[HtmlElement]
) -> list[int]:
    """Return the paragraphs without those with a control of their own.

    One that names what the others name stays, and several in one element.
    """
    around = {index: element.outer for index in paragraphs if (element := lines[index].element)}
    counts = Counter(around.values())
    offers = {
        index
        for index, outer in around.items()
        if outer is not None and outer.has_control and outer not in wide and counts[outer] < _FEW
    }
    named = split_names(" ".join(lines[index].text for index in paragraphs if index not in offers))
    return [
        index
        for index in paragraphs
        if index not in offers or len(split_names(lines[index].text) & named) >= _SHARED_IN_TITLED_BOX
    ]


def _keep_font_size(lines: Sequence[CopyLine], found: Sequence[int]) -> list[int]:
    """Return the paragraphs in about the font size of most of the text."""
    chars: Counter[float] = Counter()
    for index in found:
        chars[get_font_size(lines[index])] += len(lines[index].text)
    size = chars.most_common(1)[0][0]
    return [index for index in found if abs(get_font_size(lines[index]) - size) <= _FONT_MARGIN * size]


def _keep_first_article(lines: Sequence[CopyLine], found: Sequence[int]) -> list[int]:
    """Return the paragraphs of the first of several articles with a headline each."""
    titled = {line.article for line in lines if line.tag == "h1" and line.article}
    articles = list(dict.fromkeys(lines[index].article for index in found))
    if len(titled.intersection(articles)) < _MIN_PARAGRAPHS:
        return list(found)
    first = next(article for article in articles if article in titled)
    return [index for index in found if lines[index].article == first]


def get_font_size(line: CopyLine) -> float:
    return line.element.font_size if line.element is not None else 0.0


def _find_common(lines: Sequence[CopyLine], found: Sequence[int]) -> HtmlElement:
    """Return the innermost element around all paragraphs."""
    counts = Counter(element for index in found for element in set(list_elements(lines[index])))
    common = [element for element, count in counts.items() if count == len(found)]
    return max(common, key=lambda element: element.depth, default=HtmlElement(""))


def _is_firm(lines: Sequence[CopyLine], found: Sequence[int], container: HtmlElement) -> bool:
    if names_text(container) or container.tag in ARTICLES or container.names & {"articlebody"}:
        return True
    inner = [[e for e in list_elements(lines[index]) if e.depth > container.depth] for index in found]
    if all(any(map(names_text, chain)) for chain in inner):
        return True
    wrappers = {chain[-1] for chain in inner if len(chain) > 1 and chain[-1].names}
    if len(wrappers) >= _MIN_PARAGRAPHS:
        return True
    below = [line for line in lines[found[-1] + 1 :] if not line.is_hidden and line.element is not None]
    outside = sum(not _is_in(line.element, container) for line in below if line.element is not None)
    above = [line for line in lines[: found[0]] if line.element is not None]
    if not below:
        return any(not _is_in(line.element, container) for line in above if line.element is not None)
    return outside >= _FEW


def strip_outer_names(lines: Sequence[CopyLine], region: StoryRegion) -> None:
    """Take the names of the elements around the whole story from each line."""
    outer = frozenset(name for element in region.container.chain() for name in element.names)
    for line in lines:
        if line.class_names & outer:
            line.class_names -= outer
    for index in region.paragraphs:
        line = lines[index]
        line.class_names = line.element.names if line.element is not None else frozenset()


def claim_boxes_by_shape(lines: Sequence[CopyLine], region: StoryRegion) -> None:
    """Claim the lines of each box of the page; mark the other paragraphs."""
    visible = [line for line in lines if not line.is_hidden]
    start = lines[region.first].start
    for box, group in groupby(visible, key=lambda line: find_box(line, region)):
        members = list(group)
        if box is None or any(line.tag == "h1" for line in members):
            continue
        is_below = members[0].start > start
        is_other = is_below and _is_about_other(box, members, region)
        for line in members:
            rule = _find_rule(line, region, is_other=is_other, is_below=is_below)
            if rule and line.is_unclaimed and not is_byline(line.text):
                line.claim(BlockKind.FURNITURE, rule, Confidence.LIKELY)


def mark_story(lines: Sequence[CopyLine], region: StoryRegion) -> None:
    """Mark the sentences in elements like those of the paragraphs.

    In an element that is called the text every paragraph is marked.
    """
    if not region.is_firm:
        return
    articles = {lines[index].article for index in region.paragraphs}
    own = (lines[index].element for index in region.paragraphs)
    around = Counter(element.outer for element in own if element is not None)
    for line in lines:
        if line.element is None or line.is_outside or line.is_hidden or line.article not in articles:
            continue
        is_text = names_text(region.container) and _is_in(line.element, region.container)
        is_alike = line.element.tag == "p" and (
            around[line.element.outer] >= _MIN_PARAGRAPHS or _is_alike(_get_shape(line), region.shape)
        )
        if (is_text and _may_be_of_story(line)) or (is_alike and _is_open_sentence(line)):
            line.is_story = True


def _is_open_sentence(line: CopyLine) -> bool:
    return line.is_unclaimed and line.link_share < _MAX_LINK_SHARE and len(line.text.split()) > 2


def _find_rule(line: CopyLine, region: StoryRegion, *, is_other: bool, is_below: bool) -> str:
    """Return the rule by which a line of a box is of the page, "" for none."""
    if not is_below and has_photo_sign(line.text) and not line.link_share:
        return ""
    if _is_pull_quote(line, region):
        return "page.pull-quote"
    is_box = is_other or _is_called_page_part(line, region, is_below=is_below)
    return "page.box-element" if is_box else ""


def is_unlike_below(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether a sentence is in elements that no paragraph below has.

    These are alike themselves; a first paragraph with a large initial is one of them, or one whose own elements are
    named the text.
    """
    below = [line for line in lines[index + 1 :] if _may_be_of_story(line)]
    shapes = Counter(map(_get_whole_shape, below))
    shape = _get_whole_shape(lines[index])
    shared = {element for line in below for element in list_elements(line)}
    own = (element for element in list_elements(lines[index]) if element not in shared)
    is_alone = bool(shape) and not shapes[shape] and not shape[0][1] & _FIRST_NAMES
    is_text = any(names_text(element) or "text" in element.names for element in own)
    return is_alone and not is_text and max(shapes.values(), default=0) >= _MIN_PARAGRAPHS


def find_box(line: CopyLine, region: StoryRegion) -> HtmlElement | None:
    """Return the outermost element around a line that holds no paragraph of the story."""
    box = None
    for element in list_elements(line):
        if element in region.elements:
            break
        box = element
    is_leaf = box is not None and box.tag in _LEAVES and box.tag not in _QUOTES and not box.names
    return None if box is line.element and is_leaf else box


def _is_pull_quote(line: CopyLine, region: StoryRegion) -> bool:
    """Return whether an element is named a quotation in large letters."""
    return len(line.text) <= _MAX_PULL_QUOTE and any(
        (element.tag == "blockquote" and element.figure > 0 and not element.has_image)
        or (names_pull_quote(element) and (element.tag != "blockquote" or is_surely_pull_quote(element)))
        for element in _list_inner(line, region)
    )


def _is_called_page_part(line: CopyLine, region: StoryRegion, *, is_below: bool) -> bool:
    """Return whether an element around a line alone is named a part of the page."""
    inner = list(_list_inner(line, region))
    if any(map(is_surely_of_page, inner)):
        return True
    if any(names_caption(element) or (names_picture(element) and element.has_image) for element in inner):
        return False
    if not is_below and any(element.tag == "article" for element in inner):
        return True
    is_text = _is_long(line.text) and line.link_share < _MAX_LINK_SHARE
    return any(map(names_page_part, inner)) and (
        not is_text or (is_below and not any(map(may_hold_story, inner)))
    )


def _is_about_other(box: HtmlElement, members: Sequence[CopyLine], region: StoryRegion) -> bool:
    """Return whether the text of an element names little of what the story names."""
    texts = [line for line in members if _is_long(line.text) and line.link_share < _MAX_LINK_SHARE]
    if not texts or any(line.tag in _QUOTES or line.tag == "figcaption" for line in texts):
        return False
    is_list = box.tag in _LISTS and not any(line.tag in HEADINGS for line in members)
    is_alike = not box.has_control and all(_is_alike(_get_shape(line), region.shape) for line in texts)
    if is_list or is_alike:
        return False
    inner = {element for line in texts for element in _list_inner(line, region)}
    inner -= set() if box.has_image else {line.element for line in texts if line.element is not None}
    if any(names_caption(element) or (element.tag != "p" and names_text(element)) for element in inner):
        return False
    share = sum(len(line.text) for line in members) / region.chars
    shared = len(split_names(" ".join(line.text for line in texts)) & region.names)
    is_outside = region.is_firm and not _is_in(box, region.container)
    if _has_parts_of_page(box, members):
        titles = sum(line.tag in HEADINGS or not has_final_stop(line.text) for line in members)
        if is_outside and (titles >= len(texts) > 1 or share <= _MAX_BOX_SHARE):
            return True
        limit = 1 if is_outside or not shared else _MAX_BOX_SHARE
        return shared < _SHARED_IN_TITLED_BOX and share <= limit
    is_box = box.tag not in _LEAVES and len(region.paragraphs) >= _FEW
    return is_box and not shared and share <= _MAX_BOX_SHARE


def _has_parts_of_page(box: HtmlElement, members: Sequence[CopyLine]) -> bool:
    """Return whether an element has a title above its text, a control or links."""
    first = next((index for index, line in enumerate(members) if _is_long(line.text)), len(members))
    titles = [line for line in members[:first] if line.tag in HEADINGS or not has_final_stop(line.text)]
    links = any(line.link_share >= _LINK_SHARE for line in members)
    return bool(titles) or box.has_control or links


def _is_long(text: str) -> bool:
    return is_paragraph(text) or len(text) > _LONG or (len(text) > _SHORT and has_final_stop(text))


def _may_be_of_story(line: CopyLine) -> bool:
    return (
        line.is_unclaimed
        and not line.is_hidden
        and line.tag not in _NO_TEXT
        and line.link_share < _MAX_LINK_SHARE
        and (is_paragraph(line.text) or (len(line.text) > _LONG and count_sentence_breaks(line.text) > 0))
        and not line.has_class_name("caption")
    )


def _find_wide(lines: Sequence[CopyLine], paragraphs: Sequence[int], share: float) -> frozenset[HtmlElement]:
    """Return the elements with the headline or that share of the text."""
    chars: Counter[HtmlElement] = Counter()
    for index in paragraphs:
        for element in list_elements(lines[index]):
            chars[element] += len(lines[index].text)
    total = sum(len(lines[index].text) for index in paragraphs)
    wide = {element for element, size in chars.items() if size > share * total}
    for line in lines:
        if line.tag == "h1":
            wide.update(list_elements(line))
    return frozenset(wide)


def _is_named_box(line: CopyLine, wide: frozenset[HtmlElement], whole: frozenset[HtmlElement]) -> bool:
    return any(
        (element not in wide and names_page_part(element) and not may_hold_story(element))
        or (element not in whole and holds_other_texts(element))
        for element in list_elements(line)
    )


def _list_inner(line: CopyLine, region: StoryRegion) -> Iterator[HtmlElement]:
    """Yield the elements around a line that hold nothing of the story."""
    for element in list_elements(line):
        if element in region.elements:
            return
        yield element


def _is_in(element: HtmlElement, outer: HtmlElement) -> bool:
    """Return whether an element is `outer` or in it."""
    inner: HtmlElement | None = element
    while inner is not None and inner.depth > outer.depth:
        inner = inner.outer
    return inner is outer


def list_elements(line: CopyLine) -> Iterator[HtmlElement]:
    """Return the elements that a line is in, the innermost first."""
    return line.element.chain() if line.element is not None else iter(())


def _get_shape(line: CopyLine) -> Shape:
    """Return tags and names of the elements around a paragraph, without numbered ones.

    An element that is a paragraph itself counts without its names.
    """
    chain = list(list_elements(line))
    return tuple(
        (element.tag, frozenset() if index == 0 and element.tag == "p" else _strip_numbered(element.names))
        for index, element in enumerate(chain)
    )


def _get_whole_shape(line: CopyLine) -> Shape:
    """Return tags and names of the elements around a line, with the line's own.

    Names with digits differ with each style, and a bold sentence opens many texts.
    """
    return tuple(
        (element.tag, _strip_numbered(element.names))
        for element in list_elements(line)
        if element.tag not in _EMPHASIS
    )


def _is_alike(shape: Shape, other: Shape) -> bool:
    """Return whether two shapes have the same elements, each with a name in common."""
    return len(shape) == len(other) and all(
        tag == other_tag and (names == other_names or bool(names & other_names))
        for (tag, names), (other_tag, other_names) in zip(shape, other, strict=True)
    )


def _cut_to_text(line: CopyLine) -> Shape:
    """Return the shape up to the outermost element named the text, () for none."""
    shape = _get_shape(line)
    called = [place for place, element in enumerate(list_elements(line)) if names_text(element)]
    return shape[: called[-1] + 1] if called else ()


@lru_cache(maxsize=2_000)
def _strip_numbered(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in names if not any(char.isdigit() for char in name))
