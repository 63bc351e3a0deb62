"""Which lines of a story are captions and credits. What stands in them is read by `articles.photos.captions`. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.sourcing.credits import read_credit
from articles.sourcing.lexicon import Lexicon
from articles.sourcing.parts import Credit, PartKind
from articles.sourcing.tags import read_tag
from articles.wire.blocks import BlockKind, Line
from articles.wire.sentences import ends_with_stop, is_running, sentence_breaks
from newsroom.reading import Confidence, Span

_WORDS = (
    r"(?:Archiv|Symbol|Handout-|Themen|Presse)?(?:foto|bild|photo|grafik|illustration|picture|image)(?:s|er|e|en)?(?:\s?/\s?grafik)?"
    r"|bildquelle|bildnachweis|bildrechte|fotocredit|credit|fotoquelle|fotonachweis|quelle|fotograf(?:in)?|repro|screenshot|montage|collage|video"
)
_MARK = re.compile(
    rf"(?:^|(?<=[\s(\[/|–-]))(?:(?:{_WORDS})(?: credit| courtesy)?(?: ?\([^()]{{1,30}}\))? ?[:©]|©|\(c\)\s|copyright\b|(?:photo|foto|bild|picture|image)s? (?:by|von|via|courtesy)\b"
    r"|(?-i:(?:AP|AFP|EPA|PA|EFE|REUTERS)[ -]?(?:Photo|Foto|Images?|POOL)?/(?=[A-ZÄÖÜ]))|file photo\b)",
    re.IGNORECASE,
)
_CAPTION_OPENS = re.compile(
    r"(?:\s*date \d{4}-\d\d\b|(?:im bild|bildunterschrift|bildtext|bildzeile|bildlegende|bu|caption|pictured|auf dem (?:foto|bild))\s?:|archiv\s?[-–:]\s|"
    r"\((?:l-r|l to r|l\. to r\.|from left|von links|v\.\s?l)[^()]{0,30}\)|from left(?: to right)?:|von links(?: nach rechts)?:|v\. ?l\. ?(?:n\. ?r\. ?)?:|"
    r"(?:file|archive|archivbild|archivfoto|symbolbild|symbolfoto|file photo|handout)\s?[:–-]\s)",
    re.IGNORECASE,
)
_CAPTION_SIGNS = re.compile(
    r"\((?:archiv(?:bild|foto|aufnahme)?|symbol(?:bild|foto)|file(?: photo)?|undatierte? (?:aufnahme|foto)|themenbild|illustration|"
    r"[lrm]\.?|li\.?|re\.?|links|rechts|mitte|left|right|cent(?:er|re)|[2-9]\. ?v\. ?[lr]\.?|v\. ?[lr]\. ?(?:n\. ?[lr]\.)?|l-r|vorne?|hinten)\)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:am )?\d{1,2}\. (?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember) \d{4}\.?$"
)
_WORTH_A_LOOK = re.compile(
    r"[/|©(:,–]|foto|bild|photo|getty|\bvia\b|\b(?:afp|dpa|apa|epd|kna|ap|reuters|imago)\b", re.IGNORECASE
)
_SMALL_PROSE = re.compile(
    r"\b(?:in|im|am|der|die|das|und|bei|mit|auf|the|at|on|of|with|speaks|ist|hat)\b(?! Images)"
)
_LONGEST_CAPTION = 1_200
_LONGEST_CREDIT = 200
_LOOKED_AT = 260


@dataclass(frozen=True, slots=True)
class Picture:
    """A caption line with its credit, which may stand on a line of its own, or a credit without caption."""

    lines: tuple[Line, ...]
    span: Span
    caption: bool = True


def claim_pictures(lines: Sequence[Line], lexicon: Lexicon) -> list[Picture]:
    """Claims caption and credit lines and says which belong together, in order."""
    pictures: list[Picture] = []
    for place, line in enumerate(lines):
        if not line.open:
            continue
        if is_credit_line(line, lexicon):
            if _is_tag_at_end(lines, place, lexicon):
                continue
            line.claim(BlockKind.CREDIT, "picture.credit-line")
            above = _caption_above(lines, place, lexicon)
            if above is not None:
                if not above.open:
                    pictures.pop()
                above.claim(BlockKind.CAPTION, "picture.above-credit", Confidence.LIKELY)
                pictures.append(Picture((above, line), Span(above.start, line.end)))
            else:
                pictures.append(Picture((line,), line.span, caption=False))
        elif is_caption_line(line, lexicon):
            line.claim(BlockKind.CAPTION, "picture.caption")
            pictures.append(Picture((line,), line.span))
    return pictures


def is_caption_line(line: Line, lexicon: Lexicon) -> bool:
    """An element, an opening or a credit at the end says that the line is a caption."""
    text = line.text
    if line.tag == "figcaption" or line.named("caption", "bildunterschrift", "bildtext", "wp-caption"):
        return len(text) <= _LONGEST_CAPTION
    if len(text) > _LONGEST_CAPTION:
        return False
    if _CAPTION_OPENS.match(text):
        return True
    if sentence_breaks(text) > 6:
        return False
    return credit_start(text, lexicon) is not None


def credit_start(text: str, lexicon: Lexicon) -> int | None:
    """Where the credit at the end of a caption begins, None if there is none."""
    tail_at = max(0, len(text) - _LOOKED_AT)
    tail = text[tail_at:]
    if not _WORTH_A_LOOK.search(tail):
        return None
    marks = [match for match in _MARK.finditer(tail) if not _is_prose(tail[match.start() :])]
    if marks:
        return tail_at + _first_of_run(marks, tail)
    return _unmarked_start(text, tail_at, lexicon)


def _first_of_run(marks: list[re.Match[str]], tail: str) -> int:
    """Of marks that stand in one credit (`Foto: AP Photo/X`) the first."""
    first = marks[-1]
    for mark in reversed(marks[:-1]):
        if ". " in tail[mark.end() : first.start()]:
            break
        first = mark
    return first.start()


def _is_prose(credit: str) -> bool:
    """What follows the mark reads on like a sentence, so it is no credit."""
    if len(credit) > _LONGEST_CREDIT or (ends_with_stop(credit) and len(credit) > 90):
        return True
    small = [w for w in credit.split() if w.isalpha() and w.islower() and len(w) > 3]
    return len(small) > 5 or sentence_breaks(credit) > 1


def _unmarked_start(text: str, tail_at: int, lexicon: Lexicon) -> int | None:
    """`… in Wien. (APA/GEORG HOCHMUTH)`, `… in Bern. KEYSTONE/ANTHONY ANEX`: no mark, but nothing that is not credit."""
    if text.endswith((")", "]")):
        start = max(text.rfind("("), text.rfind("["))
        words = text[start + 1 : -1]
    else:
        stop = max(text.rfind(sign, tail_at) for sign in (". ", "! ", "? ", "“ ", ") "))
        start = stop + 2 if stop >= 0 else -1
        words = text[start:]
    if (
        start <= 0
        or not 4 <= len(words) <= 120
        or ("/" not in words and "|" not in words and " via " not in words)
    ):
        return None
    return start if is_pure_credit(words, lexicon) and not read_tag(text, lexicon).trailing else None


def is_pure_credit(words: str, lexicon: Lexicon) -> bool:
    """Every part of the words has its place in a credit, and someone who took or sold the picture is among them."""
    credit = read_credit(words, lexicon)
    kinds = {part.kind for part in credit.parts}
    named = kinds & {PartKind.AGENCY, PartKind.DISTRIBUTOR}
    return bool(named) and PartKind.UNKNOWN not in kinds and (len(credit.parts) > 1 or _is_photo_word(words))


def _is_photo_word(words: str) -> bool:
    return bool(re.search(r"photo|foto|bild|images", words, re.IGNORECASE))


def is_credit_line(line: Line, lexicon: Lexicon) -> bool:
    """The line is a credit and nothing else."""
    text = line.text
    if len(text) > _LONGEST_CREDIT or not _WORTH_A_LOOK.search(text):
        return False
    opened = text.lstrip("([ ")
    mark = _MARK.match(opened)
    if mark is not None:
        return not _is_prose(opened) and not is_running(opened.rstrip(")]"))
    if (
        ends_with_stop(text.rstrip(")]"))
        or len(text) > 110
        or sentence_breaks(text)
        or _SMALL_PROSE.search(text)
    ):
        return False
    return _is_plain_credit(text.strip("()[] "), lexicon)


def _is_plain_credit(words: str, lexicon: Lexicon) -> bool:
    if lexicon.agency(words) is not None:
        return True
    if "/" not in words and "|" not in words and " via " not in words:
        return False
    credit: Credit = read_credit(words, lexicon)
    kinds = {part.kind for part in credit.parts}
    return bool(kinds & {PartKind.AGENCY, PartKind.DISTRIBUTOR}) and PartKind.UNKNOWN not in kinds


def _is_tag_at_end(lines: Sequence[Line], place: int, lexicon: Lexicon) -> bool:
    """A line such as `dpa/afp` is a credit below a caption and a sourcing tag at the end of the text."""
    line = lines[place]
    if _MARK.match(line.text.lstrip("([ ")) and not line.text.startswith(("©", "(c)", "Copyright")):
        return line.text.casefold().startswith(("quelle", "(quelle"))
    if any(later.open and is_running(later.text) for later in lines[place + 1 :]):
        return False
    return (
        read_tag("\n" + line.text, lexicon).trailing or lexicon.agency(line.text.strip("()[]© ")) is not None
    )


def _caption_above(lines: Sequence[Line], place: int, lexicon: Lexicon) -> Line | None:
    """The caption of a credit that stands on its own line: the line above, unless that is body or headline."""
    if not place:
        return None
    above = lines[place - 1]
    if above.kind is BlockKind.CAPTION and credit_start(above.text, lexicon) is None:
        return above
    if not above.open or len(above.text) > 500 or sentence_breaks(above.text) > 3:
        return None
    if not lines[place].blank_before:
        return above if not _is_only_title(lines, place - 1) or looks_like_caption(above.text) else None
    if looks_like_caption(above.text):
        return above
    earlier = [line for line in lines[: place - 1] if line.open]
    if len(earlier) == 1 and len(above.text) < 250 and not is_running(earlier[0].text):
        return above
    return None


def _is_only_title(lines: Sequence[Line], place: int) -> bool:
    """The first line, set apart from a credit by nothing: it may as well be the caption, if it reads like one."""
    return lines[place].tag in {"h1", "h2", "h3"}


def looks_like_caption(text: str) -> bool:
    return bool(_CAPTION_SIGNS.search(text) or _CAPTION_OPENS.match(text) or _DATED.search(text))
