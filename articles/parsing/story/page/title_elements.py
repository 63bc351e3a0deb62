"""HTML elements of titles, weighed for or against each as the headline."""

from collections.abc import Sequence

from articles.parsing.story.page.element_names import names_site
from articles.parsing.story.types import CopyLine
from newsroom.text.wordlists import split_words

_TITLE_WORDS = split_words("headline title titel hed heading")
_OTHER_WORDS = split_words(
    "kicker topline overline dachzeile eyebrow subtitle subheadline sub subhead dek lead"
    " teaser related recommended promo nav menu"
)
_NAMED = 1.5
_OTHER = 1.5
_LOGO = 6.0
_LARGEST = 3.0
_MIN_RATIO = 1.3


def weigh_title_element(line: CopyLine, sizes: Sequence[float]) -> float:
    """Return more for an element named a headline, and for the largest letters.

    `sizes` are the font sizes of the titles and of the text, in this order.
    """
    element = line.element
    if element is None:
        return 0.0
    weight = 0.0
    if names_site(element):
        weight -= _LOGO
    elif element.words & _OTHER_WORDS:
        weight -= _OTHER
    elif element.words & _TITLE_WORDS:
        weight += _NAMED
    *titles, text = sizes
    is_largest = bool(titles) and element.font_size == max(titles) and titles.count(element.font_size) == 1
    if is_largest and text and element.font_size >= _MIN_RATIO * text:
        weight += _LARGEST
    return weight
