"""Cleaned lines of plain text or HTML.

Each is a paragraph, headline, caption or mark. Hard-wrapped copy (wire messages, email, PDF) is unwrapped: a line end
within a paragraph becomes a blank, a word divided at a line end becomes one again.
"""

import re
from dataclasses import replace
from itertools import compress, islice, pairwise

from articles.parsing.story.photo_blocks import has_photo_sign
from articles.parsing.story.sentences import (
    count_sentence_breaks,
    count_words,
    has_final_stop,
    is_running_text,
)
from articles.parsing.story.types import TITLE_TAGS, BlockKind, CopyLine
from articles.text.block_parser import SUBTITLE_WORDS
from articles.text.clean import clean_text
from articles.text.html_blocks import HtmlBlock, decode_entities, html_blocks, looks_like_html
from articles.text.structured_data import find_stated_headline, find_stated_text

_MAX_WRAP_WIDTH = 100
_MIN_WRAP_WIDTH = 38
_MIN_BREAKS = 3
_MAX_PIECES = 30
_SLACK = 6
_MAX_LONG_SHARE = 0.5
_MIN_WRAPPED_SHARE = 0.6
_MIN_LOWER_SHARE = 0.25
_ITEM = re.compile(r"[ ]?(?:[-*+•–—#>]|\(?\d{1,2}[.)](?!\d)|[a-z]\)) ?|[ ]")
_HYPHENATED = re.compile(r"[^\W\d_]{2}-$")
_JOINING_WORD = re.compile(r"(?:und|oder|bis|sowie|and|or|to)\b")
"""After `Ein- und Ausfuhr` the hyphen stays."""
_WORD = re.compile(r"\S+")
_GOES_ON = re.compile(r"(?:[–—] )?[a-zäöüß]")
_IS_CUT = re.compile(r"[,;:.!?)\]%](?!\S*\w)|[’'][a-z]\b|[-–][^\W\d_]|[“”\"»«’][\s,.;:!?)]")
"""What follows a link without a blank: `, sagte sie`, `-Chef`."""
_ENDS = re.compile(r"[.!?:…|,][\"“”‘’»«)\]]*$")
_MAX_KICKER_LENGTH = 60
_MAX_KICKER_WORDS = 7
_MIN_SENTENCES = 100
_MIN_STATED = 60
_STATED_START = 50
_MIN_STATED_SHARE = 0.6
_OFFER = re.compile(r"\s?(?P<offer>(?:Acquire|Purchase) Licensing Rights\b.*)$")
_CONTRIBUTED = re.compile(
    r"(?<=\.) (?P<offer>[A-Z][^.]{2,60} contributed to this (?:report|story|article)\.)$"
)
_COPYRIGHT = ("©", "(c)", "Copyright")
KICKER_JOINT = " \n:–—-|•·/"
"""Signs between a kicker and its headline on one line."""


def read_lines(raw: str) -> tuple[str, list[CopyLine]]:
    """Return the cleaned text and its lines; those of HTML have their element."""
    if looks_like_html(raw):
        text, lines = _read_html(html_blocks(raw))
        _mark_headline(lines, find_stated_headline(raw))
        _mark_stated(lines, find_stated_text(raw))
        _cut_offers(lines)
        return text, lines
    text = _join_cut_sentences(_unwrap(clean_text(decode_entities(raw)).strip("\n ")))
    lines = _split_lines(text, 0)
    _cut_offers(lines)
    return text, lines


def _read_html(blocks: tuple[HtmlBlock, ...]) -> tuple[str, list[CopyLine]]:
    lines: list[CopyLine] = []
    texts: list[str] = []
    at = 0
    for block in blocks:
        if texts:
            texts.append("\n" if block.is_joined else "\n\n")
            at += len(texts[-1])
        words = _unwrap(block.text)
        found = _split_lines(words, at)
        at += len(words)
        for line in found:
            line.tag, line.class_names = block.tag, block.names
            line.article, line.figure = block.element.article, block.element.figure
            line.is_hidden, line.link_share = block.is_hidden, block.link_share
            line.element = block.element
        found[0].blank_before = not block.is_joined
        found[0].opening, found[0].opens_with_place = block.opening, block.opens_with_place
        _mark_kicker(lines, found)
        lines.extend(found)
        texts.append(words)
    return "".join(texts), lines


def _mark_kicker(above: list[CopyLine], lines: list[CopyLine]) -> None:
    """Make an `h2` of the lesser one of two parts of a heading."""
    second = lines[0]
    if second.tag not in TITLE_TAGS or second.is_hidden:
        return
    first = next((line for line in reversed(above) if not line.is_hidden), None)
    if first is None or first.tag != second.tag:
        return
    is_joined = first.element is second.element and (above[-1].is_hidden or not second.blank_before)
    if not is_joined and not _is_in_same_heading(first, second):
        return
    is_dek = second.has_class_name(*SUBTITLE_WORDS) or has_final_stop(second.text)
    if not is_dek and count_words(first.text) <= _MAX_KICKER_WORDS and len(first.text) < len(second.text):
        first.tag, first.class_names = "h2", first.class_names | {"kicker"}
    else:
        second.tag = "h2"


def _is_in_same_heading(first: CopyLine, second: CopyLine) -> bool:
    """Return whether both are in one heading: `<h2><div>Aue</div>Kran …</h2>`."""
    headings = [
        next((element for element in islice(line.element.chain(), 3) if element.tag in TITLE_TAGS), None)
        for line in (first, second)
        if line.element is not None
    ]
    return len(headings) == 2 and headings[0] is not None and headings[0] is headings[1]


def _mark_stated(lines: list[CopyLine], body: str) -> None:
    """Mark the paragraphs that the page states as its text, and the others below.

    The body is cut once at each of its characters, which is linear; a search for each of 28,000 paragraphs took 14 s.
    """
    if not body:
        return
    body = body.casefold()
    long = [line for line in lines if len(line.text) >= _MIN_STATED and not line.is_hidden]
    starts = [line.text.casefold()[:_STATED_START] for line in long]
    found = set(starts).intersection(body[at : at + _STATED_START] for at in range(len(body)))
    in_body = [start in found for start in starts]
    stated = list(compress(long, in_body))
    if len(stated) < 2 or sum(len(line.text) for line in stated) < _MIN_STATED_SHARE * len(body):
        return
    for line, is_stated in zip(long, in_body, strict=True):
        line.is_story = is_stated
        line.is_outside = not is_stated and line.start > stated[0].start and line.tag == "p"


def _cut_offers(lines: list[CopyLine]) -> None:
    """Cut off what a page prints after a caption or its copyright.

    `Acquire Licensing Rights`; `… All Rights Reserved. The Associated Press contributed to this report.`
    """
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        match = None
        if "Licensing" in line.text:
            match = _OFFER.search(line.text)
        elif " contributed to " in line.text and line.text.startswith(_COPYRIGHT):
            match = _CONTRIBUTED.search(line.text)
        if match is not None and match.start():
            rest = replace(
                line, start=line.start + match.start("offer"), text=match["offer"], blank_before=False
            )
            lines.insert(index + 1, rest)
            line.text = line.text[: match.start()].rstrip()
            line.end = line.start + len(line.text)


def _mark_headline(lines: list[CopyLine], headline: str) -> None:
    """Make an `h1` of the line that the page states as headline, without the kicker."""
    if not headline:
        return
    found = [line for line in lines if line.text.endswith(headline) and not line.is_hidden]
    best = min(found, key=lambda line: (line.tag not in TITLE_TAGS, len(line.text)), default=None)
    if best is None or len(best.text) > len(headline) + _MAX_KICKER_LENGTH:
        return
    if best.text != headline:
        above = cut_kicker(lines, lines.index(best), headline)
        if not above.text.rstrip(KICKER_JOINT):
            above.claim(BlockKind.FURNITURE, "furniture.separator")
    best.tag = "h1"


def cut_kicker(lines: list[CopyLine], index: int, headline: str) -> CopyLine:
    """Cut a kicker off the line of a headline; return it, now the line above.

    The sign between them stays with the kicker, so that each character is in one line.
    """
    line = lines[index]
    start = line.end - len(headline)
    text = line.text[: -len(headline)].rstrip()
    kicker = replace(line, end=line.start + len(text), text=text, tag="h2")
    lines.insert(index, kicker)
    line.start, line.text, line.blank_before = start, headline, False
    return kicker


def _split_lines(text: str, offset: int) -> list[CopyLine]:
    lines: list[CopyLine] = []
    at = 0
    blank = True
    for row in text.split("\n"):
        words = row.strip()
        if words:
            start = offset + at + row.index(words[0])
            lines.append(CopyLine(start, start + len(words), words, blank))
        blank = not words
        at += len(row) + 1
    return lines


def _join_cut_sentences(text: str) -> str:
    """Join the lines of a sentence that was cut at the ends of its links.

    The next line goes on in lower case or with a sign; below the middle of a sentence it may begin with a name.
    """
    chains: list[list[str]] = [[]]
    for row in text.split("\n"):
        if chains[-1] and row and _goes_on(chains[-1][-1], row) and len(chains[-1]) < _MAX_PIECES:
            chains[-1].append(row)
        else:
            chains.append([row])
    return "\n".join(map(_join_pieces, chains[1:]))


def _goes_on(above: str, row: str) -> bool:
    if not above or (_IS_CUT.match(row) is None and _ENDS.search(above[-8:])):
        return False
    if _GOES_ON.match(row) or _IS_CUT.match(row):
        return True
    is_in_text = len(above) >= _MIN_SENTENCES and count_sentence_breaks(above) > 0
    return is_in_text and is_running_text(row) and not has_photo_sign(above)


def _join_pieces(rows: list[str]) -> str:
    """Return one line for the pieces of a sentence; those of a list stay apart."""
    joined = rows[0] + "".join(row if _IS_CUT.match(row) else f" {row}" for row in rows[1:])
    is_long = len(joined) >= _MIN_STATED and max(map(len, rows)) >= _MIN_WRAP_WIDTH
    is_sentence = is_long and (has_final_stop(joined) or count_sentence_breaks(joined) > 0)
    return joined if is_sentence else "\n".join(rows)


def _unwrap(text: str) -> str:
    rows = text.split("\n")
    width = _find_wrap_width(rows)
    if not width:
        return text
    pieces = [rows[0]]
    for before, row in pairwise(rows):
        is_wrapped = _is_wrapped(before, row, width)
        if is_wrapped and _HYPHENATED.search(before) and row[0].islower() and not _JOINING_WORD.match(row):
            pieces[-1] = pieces[-1].removesuffix("-")
        else:
            pieces.append(" " if is_wrapped else "\n")
        pieces.append(row)
    return "".join(pieces)


def _find_wrap_width(rows: list[str]) -> int:
    """Return the column at which the text is wrapped, 0 if it is not.

    Short lines, as of an address, are not counted. Where most of the text is in longer lines, as on a web page, the
    others are titles. Titles begin with a capital, where wrapped lines go on in lower case.
    """
    full = [len(row) for row in rows if len(row) >= _MIN_WRAP_WIDTH]
    if sum(length for length in full if length > _MAX_WRAP_WIDTH) > _MAX_LONG_SHARE * sum(full):
        return 0
    breaks = [
        (before, row) for before, row in pairwise(rows)
        if len(before) >= _MIN_WRAP_WIDTH and row and not _ITEM.match(row)
    ]  # fmt: skip
    if len(breaks) < _MIN_BREAKS:
        return 0
    width = max(len(before) for before, _ in breaks)
    if not _MIN_WRAP_WIDTH <= width <= _MAX_WRAP_WIDTH:
        return 0
    wrapped = [row for before, row in breaks if _is_wrapped(before, row, width)]
    inside = sum(row[0].islower() for row in wrapped)
    is_text = inside >= _MIN_LOWER_SHARE * len(wrapped)
    return width if is_text and len(wrapped) >= _MIN_WRAPPED_SHARE * len(breaks) else 0


def _is_wrapped(before: str, row: str, width: int) -> bool:
    """Return whether the next word had no room left on the line before."""
    if not before or not row or _ITEM.match(row):
        return False
    word = _WORD.match(row)
    return word is not None and len(before) + 1 + len(word.group()) > width - _SLACK
