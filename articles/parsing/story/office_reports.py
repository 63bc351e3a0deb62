"""Unnumbered reports in a release of an office, with a title or a place each.

`Osterfehn - Einbruch in Schule`, `Moorum: Hund auf Autobahn`, or a town on the line above the title.
"""

import re
from collections.abc import Iterator, Sequence

from articles.parsing.story.dateline import is_known_place
from articles.parsing.story.email_headers import is_signature
from articles.parsing.story.page.teasers import is_paragraph
from articles.parsing.story.release_lines import is_contact_start
from articles.parsing.story.release_subjects import OFFICE_PREFIX, read_subject
from articles.parsing.story.sentences import has_final_stop, is_running_text

SERVICE = re.compile(r"[^()\n]{0,60}\(ots(?:/[^()]{1,20})?\)[ ]?[-–—]?[ ]*")
"""Town and service above the text: `Nordhaven (ots) -`."""
_NAME = r"[^\W\d_a-zß-öø-ÿ][\w.'’]*(?:[-/][^\W\d_]\w*)*"
_NEAR = r"(?:am|an|auf|bei|im|in|ob|vor|v\.|a\.)[ ](?:der[ ])?"
_TOWN = rf"{_NAME}(?:[ ](?:{_NEAR})?{_NAME}){{0,3}}?(?:[ ]\([^()]{{2,30}}\))?"
_MARK = r"[*•+#–-]*[ ]?"
_PLACE_FIRST = re.compile(rf"{_MARK}(?P<place>{_TOWN}|\({_TOWN}\))(?::|[ ]?[-–—/|](?=[ ])|(?<=\)))[ ]+(?=\S)")
_TOWN_ALONE = re.compile(rf"{_MARK}(?P<place>{_TOWN})[.:]?")
_ORNAMENT = re.compile(r"^[*+#=_•][ *+#=_]*|[ *+#=_]+(?=\n)(?<=[*+#=_])")
_NO_TITLE = re.compile(r"(?:zeuge|hinweis|telefon|tel\.|achtung|weitere |einsatzort|bereits )", re.IGNORECASE)
_OFFICE = re.compile(r"polizei|feuerwehr|zollamt|police|kriminalamt", re.IGNORECASE)
_MAX_HEAD_LINES, _MAX_TITLE_LENGTH = 40, 160


def find_head_end(texts: Sequence[str]) -> int:
    """Return how many lines an office or its service puts above the text."""
    head = range(min(len(texts), _MAX_HEAD_LINES))
    services = [index for index in head if SERVICE.match(texts[index])]
    offices = [index for index in head if OFFICE_PREFIX.match(texts[index]) or _is_name(texts[index])]
    return max([*services[:1], *(offices[:1] if not services else ())], default=-1) + 1


def find_unnumbered_reports(texts: Sequence[str], head: int) -> list[int]:
    """Return the first line of each report below the `head` lines of a release."""
    below = range(head, len(texts))
    end = next((n for n in below if is_contact_start(texts[n]) or is_signature(texts[n])), len(texts))
    if not head or not any(
        OFFICE_PREFIX.match(text) or _OFFICE.search(text) for text in [*texts[:head], *texts[end:]]
    ):
        return []
    titles = [n for n in range(head, end - 1) if _is_title(texts[n]) and _is_text(texts[n + 1])]
    with_place = [n for n in titles if _PLACE_FIRST.match(texts[n])]
    if 2 <= len(with_place) >= len(titles) / 2:
        return with_place
    if titles and not any(map(_is_text, texts[head : titles[0]])):
        return [n - (n > head and _TOWN_ALONE.fullmatch(texts[n - 1]) is not None) for n in titles]
    return list(_find_places_in_text(texts, head, end))


def move_places(reports: Sequence[str]) -> list[str]:
    """Return the reports with the place of a title as the dateline of their text.

    Ornaments around a title go. Words before a sign are a place if each report has some, or if they are a known one.
    """
    reports = [_ORNAMENT.sub("", report) for report in reports]
    heads = [_cut_place(report) for report in reports]
    is_each = all(place for place, _title, _text in heads)
    return [
        f"{title}\n{place.title() if place.isupper() else place} - {text}".strip()
        if text and (is_each or is_known_place(place))
        else report
        for report, (place, title, text) in zip(reports, heads, strict=True)
    ]


def _cut_place(report: str) -> tuple[str, str, str]:
    """Return place, title, and the text below it; "" for what is not there."""
    first, _, rest = report.partition("\n")
    found = _PLACE_FIRST.match(first)
    if found is not None:
        place, words = found["place"].strip("()"), first[found.end() :]
        return (place, words, rest.lstrip()) if _is_title(first) else (place, "", f"{words}\n{rest}".rstrip())
    second, _, text = rest.lstrip().partition("\n")
    found = _TOWN_ALONE.fullmatch(first)
    if found is not None and _is_title(second) and not _is_text(second):
        return found["place"], second, text.lstrip()
    return "", "", ""


def _find_places_in_text(texts: Sequence[str], head: int, end: int) -> Iterator[int]:
    """Yield the paragraphs that begin with a place, if the first one does."""
    found = {
        n: place
        for n in range(head, end)
        if (place := _PLACE_FIRST.match(texts[n])) and is_paragraph(texts[n])
    }
    if head in found and any(is_known_place(place["place"].strip("()")) for place in found.values()):
        yield from found


def _is_name(text: str) -> bool:
    subject = read_subject(text)
    return subject.start == subject.end


def _is_title(text: str) -> bool:
    return len(text) <= _MAX_TITLE_LENGTH and not has_final_stop(text) and not _NO_TITLE.match(text)


def _is_text(text: str) -> bool:
    return is_paragraph(text) or is_running_text(text)
