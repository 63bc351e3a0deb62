"""Several stories in one paste.

Each has a headline, a dateline or a closing tag, and text; reports of a police office have numbers instead.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.parsing.credits.parse import read_cached_credit
from articles.parsing.credits.types import PartKind
from articles.parsing.lexicon import BUILTIN, Lexicon
from articles.parsing.story.dateline import read_dateline
from articles.parsing.story.digests import are_numbered, cut_number, find_reports, is_mail_head
from articles.parsing.story.office_reports import SERVICE, move_places
from articles.parsing.story.page.teasers import is_paragraph
from articles.parsing.story.photo_blocks import has_photo_sign
from articles.parsing.story.sentences import count_words, has_final_stop
from articles.parsing.tags.parse import read_cached_tag

_MIN_TITLE_WORDS = 2
_MAX_TITLE_LENGTH = 220
_MAX_HEAD_LINES = 6
_MAX_LINES = 2_000
_TAG_REACH = 160
_MAX_TAG_START = 2
_MARKS = ("-", "#", "*", "•", "+", "[")


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    text: str
    has_dateline: bool
    has_tag: bool
    blank_before: bool

    @property
    def is_title(self) -> bool:
        return (
            not self.has_dateline
            and not self.has_tag
            and not has_final_stop(self.text)
            and not has_photo_sign(self.text)
            and not self.text.startswith(_MARKS)
            and len(self.text) <= _MAX_TITLE_LENGTH
        )


def split_stories(text: str, lexicon: Lexicon = BUILTIN) -> tuple[str, ...]:
    """Return each story of the cleaned text; the text alone if it is one story.

    Joined, they are the text, but for white space, the numbers of reports, and what a mail or an office has above them;
    the place of a report's title becomes its dateline.
    """
    rows = list(_list_rows(text, lexicon))
    begins = [rows[index].start for index in _find_starts(rows)]
    if len(begins) > 1:
        parts = tuple(_divide(text, [0, *begins[1:]]))
        return tuple(map(cut_number, parts)) if are_numbered(parts) else parts
    return tuple(move_places(list(_divide_reports(text, rows)))) or (text,)


def _divide_reports(text: str, rows: Sequence[_Row]) -> Iterator[str]:
    """Yield each report without its number; nothing for text that is no digest."""
    texts = [row.text for row in rows]
    starts = find_reports(texts)
    if not starts:
        return
    begins = [rows[index].start for index in starts]
    has_head = starts[0] > 0 and not is_mail_head(texts[: starts[0]])
    is_numbered = are_numbered([texts[index] for index in starts])
    for number, part in enumerate(_divide(text, [0, *begins[1:]] if has_head else begins)):
        yield part if not is_numbered or (has_head and not number) else cut_number(part)


def _divide(text: str, begins: Sequence[int]) -> Iterator[str]:
    return (text[begin:end].strip() for begin, end in pairwise([*begins, len(text)]))


def _list_rows(text: str, lexicon: Lexicon) -> Iterator[_Row]:
    end, blank = 0, True
    for number, line in enumerate(text.split("\n")):
        at, words = end, line.strip()
        service = SERVICE.match(words)
        if service is not None and not has_final_stop(words):
            yield _Row(at, service.group().strip(), True, False, blank)
            at, words = at + line.index(words) + service.end(), words[service.end() :]
        if words and number < _MAX_LINES:
            dateline = read_dateline(words, lexicon)
            has_dateline = dateline is not None and bool(dateline.agencies)
            yield _Row(at, words, has_dateline, _ends_with_tag(words, lexicon), blank)
        blank = not words
        end += len(line) + 1


def _ends_with_tag(words: str, lexicon: Lexicon) -> bool:
    """Return whether an agency signs the line; the credit of a picture is no tag."""
    tag = read_cached_tag("\n" + words[-_TAG_REACH:], lexicon)
    if not tag.trailing or not tag.agencies:
        return False
    is_whole_line = len(words) <= _TAG_REACH and tag.span.start <= _MAX_TAG_START
    return not is_whole_line or not any(
        part.kind is PartKind.PERSON and " " in part.text for part in read_cached_credit(words, lexicon).parts
    )


def _find_starts(rows: Sequence[_Row]) -> Iterator[int]:
    """Yield the first line of each story.

    A story begins above its dateline, or below the tag of the story before if it ends with a tag of its own.
    """
    last = 0
    for index, row in enumerate(rows):
        if row.has_dateline:
            first = _find_headline(rows, index, last)
            if first is not None:
                yield first
                last = index + 1
        elif (index == 0 or (index >= last and rows[index - 1].has_tag)) and _is_signed_story(rows, index):
            yield index
            last = index + 1


def _find_headline(rows: Sequence[_Row], dateline: int, last: int) -> int | None:
    """Return the title above a dateline, with a kicker right above it.

    Captions and credits may be between.
    """
    for index in range(dateline - 1, max(last, dateline - _MAX_HEAD_LINES) - 1, -1):
        row = rows[index]
        if row.is_title and count_words(row.text) >= _MIN_TITLE_WORDS:
            has_kicker = index > last and not row.blank_before and rows[index - 1].is_title
            return index - 1 if has_kicker else index
        is_text = has_final_stop(row.text) or is_paragraph(row.text)
        if row.has_tag or (is_text and not has_photo_sign(row.text)):
            break
    return None


def _is_signed_story(rows: Sequence[_Row], start: int) -> bool:
    """Return whether a title is followed by paragraphs up to a closing tag."""
    if not rows[start].is_title or not any(
        row.is_title and count_words(row.text) >= _MIN_TITLE_WORDS for row in rows[start : start + 2]
    ):
        return False
    paragraphs = 0
    for row in rows[start + 1 :]:
        if row.has_dateline:
            return False
        paragraphs += is_paragraph(row.text)
        if row.has_tag:
            return paragraphs > 0
    return False
