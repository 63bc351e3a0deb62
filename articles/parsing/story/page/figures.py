"""Captions and credits of a page by the HTML element of their picture.

The elements say which lines belong together and which is the credit, in either order; the forms of the lines decide
where the elements have no names.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from articles.parsing.lexicon import Lexicon
from articles.parsing.story.byline import is_bare_name, is_byline
from articles.parsing.story.page.bylines import cut_date
from articles.parsing.story.page.element_names import names_caption, names_credit, names_picture, names_video
from articles.parsing.story.page.forms import cut_reading_time, is_date_line
from articles.parsing.story.page.photos import CAPTION_LABEL, is_credit
from articles.parsing.story.page.regions import StoryRegion, list_elements
from articles.parsing.story.photo_blocks import PhotoBlock, find_line_credit, has_photo_sign, is_whole_line
from articles.parsing.story.sentences import count_words, has_final_stop
from articles.parsing.story.types import BlockKind, CopyLine
from articles.text.block_parser import HEADINGS
from articles.text.html_elements import HtmlElement
from newsroom.text.spans import Confidence, Span

_AUTHOR_WORDS = frozenset({"byline", "author", "autor"})
_MAX_PICTURE_CHARS = 900
_MAX_CREDIT_LENGTH = 160
_MAX_LINES = 8
_PAIR = 2
_MIN_CAPTION_WORDS = 3
_MAX_LINK_SHARE = 0.8
_REACH = 7
_CAPTION_REACH = 2
"""Elements from a caption to the one that has its image too."""


def claim_figures(
    lines: Sequence[CopyLine], region: StoryRegion | None, lexicon: Lexicon
) -> list[PhotoBlock]:
    """Claim the caption and the credit of each picture element; return them as photos."""
    story = (region.elements if region is not None else frozenset()) | _list_around_title(lines)
    photos: list[PhotoBlock] = []
    visible = [line for line in lines if not line.is_hidden]
    roots = _find_pictures(visible, story)
    for root, group in groupby(visible, key=lambda line: roots[id(line)]):
        inside = list(group)
        members = [line for line in inside if line.is_unclaimed]
        if root is None or not 0 < len(members) <= _MAX_LINES or _is_head_with_image(root, members, lexicon):
            continue
        is_teaser = any(line.link_share >= _MAX_LINK_SHARE or line.tag in HEADINGS for line in inside)
        if _is_video(root, members, story):
            for line in members:
                line.claim(BlockKind.FURNITURE, "page.player", Confidence.LIKELY)
            continue
        photo = _claim_figure(root, members, lexicon)
        if photo is not None:
            photos.append(photo)
        elif region and not is_teaser and _is_caption_below_image(root, members, lines[region.last]):
            members[0].claim(BlockKind.CAPTION, "page.below-image", Confidence.LIKELY)
            photos.append(PhotoBlock(members[0].span))
    return photos


def _find_pictures(lines: Sequence[CopyLine], story: frozenset[HtmlElement]) -> dict[int, HtmlElement | None]:
    """Return the picture of each line by its identity; each item of a gallery is one."""
    roots = {id(line): find_picture(line, story) for line in lines}
    known = {root for root in roots.values() if root is not None}
    roots = {place: _find_outermost(root, known) for place, root in roots.items()}
    items: dict[HtmlElement, set[HtmlElement]] = {}
    inner: dict[int, HtmlElement] = {}
    for line in lines:
        root = roots[id(line)]
        below = _find_below(line, root) if root is not None else None
        if root is not None and below is not None and below.has_image:
            items.setdefault(root, set()).add(below)
            inner[id(line)] = below
    for place, item in inner.items():
        root = roots[place]
        if root is not None and len(items[root]) > 1:
            roots[place] = item
    return roots


def _find_outermost(root: HtmlElement | None, known: set[HtmlElement]) -> HtmlElement | None:
    """Return the outermost of the pictures that one is in: its image, or all of it."""
    if root is None or root.tag == "figure":
        return root
    return [element for element in root.chain() if element in known][-1]


def _find_below(line: CopyLine, root: HtmlElement) -> HtmlElement | None:
    """Return the element around a line that is right in `root`."""
    return next((element for element in list_elements(line) if element.outer is root), None)


def _list_around_title(lines: Sequence[CopyLine]) -> frozenset[HtmlElement]:
    """Return the elements around the headline, which is in no picture."""
    titles = (line.element for line in lines if line.tag == "h1" and line.element is not None)
    return frozenset(element for title in titles for element in title.chain())


def _is_head_with_image(root: HtmlElement, members: Sequence[CopyLine], lexicon: Lexicon) -> bool:
    """Return whether an image is that of an author: a name or a date is with it."""
    if names_picture(root) or names_caption(root) or root.figure > _outer_figure(root):
        return False
    texts = [cut_reading_time(line.text) for line in members]
    if any(
        not text or is_byline(text) or is_date_line(text) or is_bare_name(cut_date(text) or "")
        for text in texts
    ):
        return True
    if any(element.words & _AUTHOR_WORDS for line in members for element in _list_inner(line, root)):
        return True
    has_credit = any(_looks_like_credit(text, lexicon) for text in texts[1:])
    return not has_credit and is_bare_name(texts[0])


def find_picture(line: CopyLine, story: frozenset[HtmlElement]) -> HtmlElement | None:
    """Return the element of the picture that a line is in, None if it is in none."""
    found = None
    caption_at = -_REACH
    if line.element is None or line.tag == "h1":
        return None
    for distance, element in enumerate(line.element.chain()):
        if element in story or distance > _REACH:
            break
        if element.tag == "figure":
            return element
        if (
            names_picture(element)
            or names_caption(element)
            or element.figure > _outer_figure(element)
            or (element.has_image and (found is None or distance - caption_at <= _CAPTION_REACH))
        ):
            found = element
            caption_at = distance if names_caption(element) and not element.has_image else -_REACH
    return found


def _outer_figure(element: HtmlElement) -> int:
    return element.outer.figure if element.outer is not None else 0


def _is_video(root: HtmlElement, members: Sequence[CopyLine], story: frozenset[HtmlElement]) -> bool:
    """Return whether the words are the title of a player, without a credit."""
    if any(has_photo_sign(line.text) for line in members):
        return False
    near = (element for element in root.chain() if element not in story)
    return any(names_video(element) for element in near)


def _claim_figure(root: HtmlElement, members: Sequence[CopyLine], lexicon: Lexicon) -> PhotoBlock | None:
    for line in members:
        if CAPTION_LABEL.fullmatch(line.text):
            line.claim(BlockKind.FURNITURE, "page.caption-label")
    texts = [
        line
        for line in members
        if line.is_unclaimed and line.link_share < _MAX_LINK_SHARE and not is_byline(line.text)
    ]
    if not texts or sum(len(line.text) for line in texts) > _MAX_PICTURE_CHARS:
        return None
    if any(line.tag in HEADINGS for line in texts):
        return None
    credit = _find_credit(texts, root, lexicon)
    captions = _list_captions([line for line in texts if credit is None or line.text != credit.text], root)
    is_named = credit is not None and any(map(names_credit, _list_inner(credit, root)))
    if (root.tag == "figure" or is_named) and credit is not None and texts == [credit]:
        credit.claim(BlockKind.CREDIT, "page.figure-credit", Confidence.LIKELY)
        return PhotoBlock(credit.span, caption=False)
    if credit is None or not captions:
        return None
    return _claim_pair(captions, credit, texts)


def _claim_pair(captions: Sequence[CopyLine], credit: CopyLine, others: Sequence[CopyLine]) -> PhotoBlock:
    for line in captions:
        line.claim(BlockKind.CAPTION, "page.figure-caption")
    credit.claim(BlockKind.CREDIT, "page.figure-credit")
    for line in others:
        if line.text == credit.text and line.is_unclaimed:
            line.claim(BlockKind.FURNITURE, "page.repeated", Confidence.LIKELY)
    first, last = captions[0], captions[-1]
    span = Span(min(first.start, credit.start), max(last.end, credit.end))
    return PhotoBlock(span, text=Span(first.start, last.end), credit=credit.span)


def _is_caption_below_image(root: HtmlElement, members: Sequence[CopyLine], last: CopyLine) -> bool:
    """Return whether one line of text alone is with an image within the story."""
    line = members[0]
    return (
        len(members) == 1
        and root.has_image
        and line.start < last.start
        and line.tag not in HEADINGS
        and line.link_share < _MAX_LINK_SHARE
        and not is_byline(line.text)
        and count_words(line.text) > _MIN_CAPTION_WORDS
        and len(line.text) <= _MAX_PICTURE_CHARS
    )


def _find_credit(texts: Sequence[CopyLine], root: HtmlElement, lexicon: Lexicon) -> CopyLine | None:
    """Return the line in an element named a credit, else the one that looks like it."""
    short = [line for line in texts if len(line.text) <= _MAX_CREDIT_LENGTH]
    named = [line for line in short if any(names_credit(element) for element in _list_inner(line, root))]
    if named:
        return named[-1] if not has_final_stop(named[-1].text) or has_photo_sign(named[-1].text) else None
    signed = [line for line in short if _looks_like_credit(line.text, lexicon)]
    if len(signed) == 1:
        return signed[0]
    if len(texts) != _PAIR:
        return None
    above, below = texts
    other = above if below.tag == "figcaption" and above.tag != "figcaption" else below
    is_figure = root.tag == "figure" or root.figure > _outer_figure(root)
    is_figure = is_figure or (root.has_image and other is below and _is_caption_with_sign(above, below))
    return other if is_figure and other in short and not has_final_stop(other.text) else None


def _is_caption_with_sign(above: CopyLine, below: CopyLine) -> bool:
    """Return whether a line of some words has a few below it: `privat`, `Kapo TG`."""
    return count_words(above.text) > _MIN_CAPTION_WORDS and count_words(below.text) <= _MIN_CAPTION_WORDS


def _looks_like_credit(text: str, lexicon: Lexicon) -> bool:
    credit = find_line_credit(text, lexicon)
    return is_credit(text, lexicon) or (credit is not None and is_whole_line(credit, text))


def _list_captions(texts: Sequence[CopyLine], root: HtmlElement) -> list[CopyLine]:
    """Return the lines of some words; a shorter one only if there is no other."""
    long = [line for line in texts if count_words(line.text) >= _MIN_CAPTION_WORDS]
    named = [line for line in long or texts if _is_sure_caption(line, root)]
    return named or long


def _is_sure_caption(line: CopyLine, root: HtmlElement) -> bool:
    return any(names_caption(element) for element in _list_inner(line, root))


def _list_inner(line: CopyLine, root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements around a line up to that of the picture."""
    for element in list_elements(line):
        yield element
        if element is root:
            return
