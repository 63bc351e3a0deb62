"""Several reports in one text: numbered, with prefixes, or parted by lines.

`1. Einbruch in Kiosk`, `POL-NH: Einbruch in Kiosk`, `* * *`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from articles.parsing.story.email_headers import is_greeting, is_signature
from articles.parsing.story.office_reports import find_head_end, find_unnumbered_reports
from articles.parsing.story.page.teasers import is_paragraph
from articles.parsing.story.phrases import MAIL_HEADERS
from articles.parsing.story.release_lines import is_contact_start, is_cover
from articles.parsing.story.release_subjects import OFFICE_PREFIX, read_subject
from articles.parsing.story.sentences import count_words, has_final_stop, is_running_text

_NUMBER = re.compile(r"(?:Meldung |\()?(?P<number>\d{1,2})(?:\.?\)|[.:]|\s?[-–])\s+(?=[A-ZÄÖÜ„\"]|\d+-)")
_SEPARATOR = re.compile(r"(?:[-–—*_=+#~]\s?){3,}")
_MAX_TITLE_LENGTH = 160
_MIN_TITLE_WORDS = 2
_MIN_REPORTS = 2
_MAX_REPORTS = 60


def find_reports(texts: Sequence[str]) -> list[int]:
    """Return the line that each report begins at, [] for one report."""
    for find in (_find_by_prefix, _find_by_number, _find_by_separator):
        starts = list(find(texts))
        parts = [texts[start:end] for start, end in pairwise([*starts, len(texts)])]
        if _MIN_REPORTS <= len(starts) <= _MAX_REPORTS and all(map(_is_report, parts)):
            return starts
    cover = next((index for index, text in enumerate(texts) if not _is_above_reports(text)), len(texts))
    starts = find_unnumbered_reports(texts, max(cover, find_head_end(texts)))
    return starts if _MIN_REPORTS <= len(starts) <= _MAX_REPORTS else []


def find_report_title(part: str) -> str:
    """Return the first line of a report, without the header and greeting of a mail."""
    lines = [line.strip() for line in part.split("\n") if line.strip()]
    return next((line for line in lines if not _is_above_reports(line)), lines[0] if lines else "")


def is_mail_head(texts: Sequence[str]) -> bool:
    """Return whether the lines above the first report only introduce it.

    Below the head of an office or a mail they may be a district or a short sentence.
    """
    end = find_head_end(texts)
    has_head = end > 0 or any(text.casefold().startswith(MAIL_HEADERS) for text in texts)
    return all(_is_above_reports(text) or (has_head and not is_paragraph(text)) for text in texts[end:])


def _is_above_reports(text: str) -> bool:
    """Return whether a line belongs to the mail: its header, name or greeting."""
    subject = read_subject(text[:_MAX_TITLE_LENGTH])
    return (
        _SEPARATOR.fullmatch(text) is not None
        or text.casefold().startswith(MAIL_HEADERS)
        or subject.start == subject.end
        or is_cover(text)
        or is_greeting(text, has_header=True)
    )


def are_numbered(titles: Sequence[str]) -> bool:
    """Return whether the titles have the numbers 1, 2, 3 …: not `3. Oktober`."""
    numbers = [int(found["number"]) if (found := _NUMBER.match(title)) else 0 for title in titles]
    return numbers == list(range(1, len(titles) + 1))


def cut_number(title: str) -> str:
    """Return the title of a report without the number in front of it."""
    found = _NUMBER.match(title)
    return title[found.end() :] if found is not None else title


def _find_by_prefix(texts: Sequence[str]) -> Iterator[int]:
    return (index for index, text in enumerate(texts) if OFFICE_PREFIX.match(text) and _is_title(text))


def _find_by_number(texts: Sequence[str]) -> Iterator[int]:
    """Yield the titles with the numbers 1, 2, 3 …; a list below a text is none."""
    wanted = 1
    for index, text in enumerate(texts):
        if wanted == 1 and is_paragraph(text) and not _is_above_reports(text):
            return
        found = _NUMBER.match(text)
        if found is not None and int(found["number"]) == wanted and _is_title(text[found.end() :]):
            yield index
            wanted += 1


def _find_by_separator(texts: Sequence[str]) -> Iterator[int]:
    """Yield the line that each report between separators begins at."""
    separators = [index for index, text in enumerate(texts) if _SEPARATOR.fullmatch(text)]
    begins = (
        [find_head_end(texts[: separators[0]]), *(index + 1 for index in separators)] if separators else []
    )
    for begin, end in pairwise([*begins, len(texts)]):
        if _is_report(texts[begin:end]):
            yield begin


def _is_title(text: str) -> bool:
    return (
        len(text) <= _MAX_TITLE_LENGTH
        and count_words(text) >= _MIN_TITLE_WORDS
        and not has_final_stop(text)
        and not is_contact_start(text)
        and not is_signature(text)
    )


def _is_report(texts: Sequence[str]) -> bool:
    """Return whether a title is followed by a paragraph."""
    filled = [text for text in texts if not _SEPARATOR.fullmatch(text)]
    for title, below in islice(pairwise(filled), 3):
        if _is_title(cut_number(title)) and (is_paragraph(below) or is_running_text(below)):
            return True
    return False
