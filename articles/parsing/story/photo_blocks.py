"""Which lines of a story are captions and credits. Their content is read by `articles.parsing.captions.parse`. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.parsing.credits.locate import find_credit
from articles.parsing.credits.parse import remembered_credit
from articles.parsing.lexicon import Lexicon
from articles.parsing.story.byline import is_byline
from articles.parsing.story.dateline import read_dateline
from articles.parsing.story.sentences import ends_with_stop, is_running, sentence_breaks
from articles.parsing.story.types import BlockKind, Line
from articles.parsing.tags.parse import read_tag
from newsroom.text.spans import Confidence, Reading, Span

_CAPTION_OPENS = re.compile(
    r"(?:date \d{4}(?:-\d\d)?\b"
    r"|(?:im bild|bildunterschrift|bildtext|bildzeile|bildlegende|bu|caption|pictured|auf dem (?:foto|bild))\s?:"
    r"|\((?:l-r|l to r|l\. to r\.|from left|von links|v\.\s?l)[^()]{0,30}\)|from left(?: to right)?:"
    r"|von links(?: nach rechts)?:|v\. ?l\. ?(?:n\. ?r\. ?)?:"
    r"|(?:archiv|file|archive|archivbild|archivfoto|symbolbild|symbolfoto|file photo|handout)\s?[:–-]\s)",
    re.IGNORECASE,
)
_CAPTION_SIGNS = re.compile(
    r"\((?:archiv(?:bild|foto|aufnahme)?|symbol(?:bild|foto)|file(?: photo)?|undatierte? (?:aufnahme|foto)"
    r"|themenbild|illustration|[lrm]\.?|li\.?|re\.?|links|rechts|mitte|left|right|cent(?:er|re)"
    r"|[2-9]\. ?v\. ?[lr]\.?|v\. ?[lr]\. ?(?:n\. ?[lr]\.)?|l-r|vorne?|hinten)\)",
    re.IGNORECASE,
)
_ARCHIVE_END = re.compile(
    r"\((?:archiv(?:bild|foto|aufnahme)?|symbol(?:bild|foto)|file(?: photo)?|undatierte? (?:aufnahme|foto)|themenbild)"
    r"\)\.?$",
    re.IGNORECASE,
)
_SEATED = re.compile(
    r"\((?:[lr]\.?|li\.?|re\.?|links|rechts|left|right|[2-9]\. ?v\. ?[lr]\.?|v\. ?[lr]\. ?(?:n\. ?[lr]\.)?|l-r)\)",
    re.IGNORECASE,
)
_MONTHS = "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_DATED = re.compile(rf"\b(?:am )?\d{{1,2}}\. (?:{_MONTHS}) \d{{4}}\.?$")
_PICTURE_WORD = re.compile(
    r"foto|bild|photo|getty|image|grafik|\bvia\b|©|\(c\)|picture|credit|quelle|symbol|archiv", re.IGNORECASE
)
_TELLING = (
    "/",
    "|",
    "©",
    "(c)",
    "foto",
    "photo",
    "getty",
    "grafik",
    "picture",
    "credit",
    "symbolbild",
    "archivbild",
)
_TELLING_IN_PLACE = re.compile(r"\bvia\b|images?\b|bild(?:er)?\s?[:(]|quelle\s?:")
_STEMS_IN_PLACE = ("via", "image", "bild", "quelle")
_TELLING_AT_END = ("afp", "dpa", "epd", "kna", "apa", "ap", "reuters", "imago", "keystone")
_SIGN = re.compile(r"[(\[]?(?:©|\(c\)|copyright|quelle)", re.IGNORECASE)
_CAPTION_NAMES = ("caption", "bildunterschrift", "bildtext", "legende")
_LONGEST_CAPTION = 1_200
_LONGEST_CREDIT = 220
_MOST_SENTENCES = 6
_MOST_LOOKS = 400
MOST_PICTURES = 60
"""No story has more; what looks like a caption beyond them stays in the text."""
_LOOKED_AT = 220


@dataclass(frozen=True, slots=True)
class Picture:
    """A caption with its credit, which may stand on a line of its own; `caption` is False for a credit alone."""

    span: Span
    caption: bool = True


def claim_pictures(lines: Sequence[Line], lexicon: Lexicon) -> list[Picture]:
    """Claims caption and credit lines and says which belong together, in order."""
    pictures: list[Picture] = []
    last_running = max((p for p, line in enumerate(lines) if line.open and is_running(line.text)), default=-1)
    looks = 0
    for place, line in enumerate(lines):
        if not line.open or not _is_worth_a_look(line, lexicon):
            continue
        looks += 1
        if looks > _MOST_LOOKS or len(pictures) >= MOST_PICTURES:
            break
        in_text = place < last_running
        credit = _credit_of(line.text, lexicon)
        if credit is not None and _fills(credit, line.text):
            if in_text or not (_is_tag(line.text, lexicon) or _is_imprint(line, lexicon)):
                _claim_credit(lines, place, pictures, lexicon)
        elif credit is not None and _opens_story(line.text, lexicon):
            continue
        elif is_caption(line, credit, lexicon) or (
            in_text and _is_signed_by_photographer(line, credit, lexicon)
        ):
            line.claim(BlockKind.CAPTION, "picture.caption")
            pictures.append(Picture(line.span))
    return pictures


def _opens_story(text: str, lexicon: Lexicon) -> bool:
    """An agency's dateline opens running text, even if a credit ends it; captions open with a place at most."""
    dateline = read_dateline(text, lexicon)
    return dateline is not None and bool(dateline.agencies)


def _is_worth_a_look(line: Line, lexicon: Lexicon) -> bool:
    """Whether the line may hold a caption or credit at all: the cheap question before the dear one."""
    if len(line.text) > _LONGEST_CAPTION:
        return False
    if line.tag == "figcaption" or line.named(*_CAPTION_NAMES):
        return True
    if _tells_of_a_picture(line.text):
        return True
    return (
        bool(_CAPTION_OPENS.match(line.text))
        or _is_marked_caption(line.text)
        or lexicon.agency(line.text) is not None
    )


def _tells_of_a_picture(text: str) -> bool:
    """A sign or word of credits near the end of the line; plain look-ups, for every paragraph is asked."""
    end = text[-_LOOKED_AT:].casefold()
    return (
        any(sign in end for sign in _TELLING)
        or end.rstrip(") \n\t").endswith(_TELLING_AT_END)
        or (any(stem in end for stem in _STEMS_IN_PLACE) and bool(_TELLING_IN_PLACE.search(end)))
    )


def is_caption(line: Line, credit: Reading[str] | None, lexicon: Lexicon) -> bool:
    """An element, an opening or a credit at the end says that the line is a caption."""
    text = line.text
    if line.tag == "figcaption" or line.named(*_CAPTION_NAMES) or _CAPTION_OPENS.match(text):
        return True
    if _is_marked_caption(text):
        return True
    if credit is None or sentence_breaks(text) > _MOST_SENTENCES:
        return False
    return bool(_PICTURE_WORD.search(credit.span.of(text))) or not read_tag(text, lexicon).trailing


def _is_signed_by_photographer(line: Line, credit: Reading[str] | None, lexicon: Lexicon) -> bool:
    """`(Tom Wherry/PA)` signs a picture in the midst of the text, and a story at its end."""
    if credit is None or sentence_breaks(line.text) > 1:
        return False
    return bool(remembered_credit(credit.value, lexicon).photographers)


def _credit_of(text: str, lexicon: Lexicon) -> Reading[str] | None:
    """The credit that ends the line, if it may be trusted; of a long line only the end is looked at."""
    if not _tells_of_a_picture(text):
        return (
            None
            if lexicon.agency(text) is None
            else Reading(text, Span(0, len(text)), "picture.agency-alone")
        )
    found = find_credit(text, lexicon)
    if found is None or found.confidence is Confidence.DOUBTFUL:
        return found if found is not None and _fills(found, text) else None
    return found


def _fills(credit: Reading[str], text: str) -> bool:
    """The line is a credit and nothing else but the brackets round it."""
    return len(text) <= _LONGEST_CREDIT and len(credit.value) >= len(text.strip("()[]. "))


def _claim_credit(lines: Sequence[Line], place: int, pictures: list[Picture], lexicon: Lexicon) -> None:
    line = lines[place]
    if place and is_byline(lines[place - 1].text) and not _PICTURE_WORD.search(line.text):
        line.claim(BlockKind.BYLINE, "byline.agency")  # `By JANE ROE`, and below it whom she writes for
        return
    line.claim(BlockKind.CREDIT, "picture.credit-line")
    above = _caption_above(lines, place, pictures, lexicon)
    if above is None:
        pictures.append(Picture(line.span, caption=False))
        return
    if not above.open:
        pictures.pop()
    above.claim(BlockKind.CAPTION, "picture.above-credit", Confidence.LIKELY)
    pictures.append(Picture(Span(above.start, line.end)))


def _is_tag(text: str, lexicon: Lexicon) -> bool:
    """A line such as `dpa/afp` is a credit below a caption, and the sourcing tag behind the last running text."""
    if _PICTURE_WORD.search(text) and not _SIGN.match(text):
        return False
    return read_tag("\n" + text, lexicon).trailing or lexicon.agency(text.strip("()[]© ")) is not None


def _is_imprint(line: Line, lexicon: Lexicon) -> bool:
    """Below the text `© 2024 Auenbote` speaks of the page, unless it names who took a picture."""
    if line.tag == "footer":
        return True
    return bool(_SIGN.match(line.text)) and not remembered_credit(line.text, lexicon).photographers


def _caption_above(
    lines: Sequence[Line], place: int, pictures: Sequence[Picture], lexicon: Lexicon
) -> Line | None:
    """The caption of a credit on its own line: the line above, unless that is headline or body."""
    if not place:
        return None
    above = lines[place - 1]
    if above.kind is BlockKind.CAPTION:
        alone = bool(pictures) and pictures[-1].span == above.span
        return above if alone and _credit_of(above.text, lexicon) is None else None
    if not above.open or len(above.text) > 500 or sentence_breaks(above.text) > 3:
        return None
    if above.tag in {"h1", "h2", "h3"}:
        return None
    if _is_attached(lines, place) or looks_like_caption(above.text):
        return above
    return above if _is_below_headline(lines, place - 1) else None


def _is_attached(lines: Sequence[Line], place: int) -> bool:
    """No blank line parts the credit from the line above, in copy that parts its paragraphs by blank lines."""
    if lines[place].blank_before:
        return False
    return place == 1 or any(line.blank_before for line in lines[1:])


def _is_below_headline(lines: Sequence[Line], place: int) -> bool:
    """One title stands above already, so the short line is not the headline."""
    if sentence_breaks(lines[place].text):
        return False
    earlier = [line for line in lines[:place] if line.open]
    return len(earlier) == 1 and len(lines[place].text) < 250 and not is_running(earlier[0].text)


def _is_marked_caption(text: str) -> bool:
    """A line without credit: it ends on a mark for archive pictures, or seats people and is no sentence."""
    if len(text) > 300 or sentence_breaks(text):
        return False
    return bool(_ARCHIVE_END.search(text)) or (not ends_with_stop(text) and bool(_SEATED.search(text)))


def looks_like_caption(text: str) -> bool:
    return bool(_CAPTION_SIGNS.search(text) or _CAPTION_OPENS.match(text) or _DATED.search(text))
