"""Pictures of a gallery, below their number or the word that enlarges them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from articles.parsing.lexicon import Lexicon
from articles.parsing.story.page.photos import claim_pair, is_credit, may_be_caption
from articles.parsing.story.page.teasers import is_paragraph
from articles.parsing.story.photo_blocks import PhotoBlock
from articles.parsing.story.types import BlockKind, CopyLine
from newsroom.text.spans import Confidence
from newsroom.text.wordlists import split_words

_ENLARGE = frozenset(
    split_words("vergrößern vergrössern fullscreen enlarge großansicht grossansicht vollbild")
) | {
    "zur großansicht", "bild vergrößern", "bild vergrössern", "enlarge image", "enlarge this image", "view gallery",
    "open image in gallery", "view image in fullscreen", "foto vergrößern",
}  # fmt: skip
_NUMBER = re.compile(
    r"(?:(?:bild|foto|image|photo|slide)\s)?\d{1,3}\s?(?:/|von|of)\s?\d{1,3}(?:\s?[|:])?", re.IGNORECASE
)
_PAIR = 2
_REACH = 3


def claim_galleries(lines: Sequence[CopyLine], lexicon: Lexicon) -> list[PhotoBlock]:
    """Claim pictures known by the word or number that a page prints above them."""
    return [*_claim_enlarged(lines, lexicon), *_claim_numbered(lines, lexicon)]


def _claim_enlarged(lines: Sequence[CopyLine], lexicon: Lexicon) -> Iterator[PhotoBlock]:
    """Claim caption and agency next to the word of a page that enlarges the picture."""
    for index, line in enumerate(lines):
        if line.text.lower() not in _ENLARGE:
            continue
        line.claim(BlockKind.FURNITURE, "page.phrase", Confidence.LIKELY)
        near = range(index + 1, min(index + 1 + _PAIR, len(lines)))
        credit = next(
            (i for i in near if lexicon.find_agency(lines[i].text) or is_credit(lines[i].text, lexicon)),
            None,
        )
        caption = next((i for i in near if i != credit and may_be_caption(lines[i].text, lexicon)), None)
        if credit is None or caption is None or is_paragraph(lines[caption].text):
            continue
        if lines[credit].is_unclaimed and lines[caption].is_unclaimed:
            yield claim_pair(lines, caption, credit)


def _claim_numbered(lines: Sequence[CopyLine], lexicon: Lexicon) -> Iterator[PhotoBlock]:
    """Claim caption and credit below each number of a gallery: `1/3`.

    Below the last number the credit must look like one, or be that of another picture.
    """
    credits_above: set[str] = set()
    numbers = [index for index, line in enumerate(lines) if _NUMBER.fullmatch(line.text)]
    for index, following in pairwise([*numbers, len(lines)]):
        members = [
            place
            for place in range(index + 1, min(following, index + 1 + _REACH))
            if lines[place].is_unclaimed or lines[place].rule == "page.repeated"
        ]
        is_closed = following < len(lines) and following - index <= _PAIR + 1 and len(members) == _PAIR
        if len(numbers) < _PAIR or len(members) < _PAIR:
            continue
        caption, credit = members[:_PAIR]
        is_signed = lines[credit].text in credits_above or is_credit(lines[credit].text, lexicon)
        if (is_closed or is_signed) and may_be_caption(lines[caption].text, lexicon):
            credits_above.add(lines[credit].text)
            yield claim_pair(lines, caption, credit)
