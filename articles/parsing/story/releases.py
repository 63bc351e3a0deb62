"""Press releases by mail: police, fire brigade, town, club.

The subject is the headline. Greeting, signature and contacts become notes. What is meant for readers stays in the text:
`Hinweise nimmt die Polizei unter … entgegen`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.parsing.story import release_lines as forms
from articles.parsing.story.email_headers import is_greeting, is_signature
from articles.parsing.story.press_releases import claim_press_release, names_release
from articles.parsing.story.release_subjects import OFFICE_PREFIX, ReleaseSubject, read_subject
from articles.parsing.story.sentences import has_final_stop, is_running_text
from articles.parsing.story.types import BlockKind, Copy, CopyLine, Release
from newsroom.text.spans import Confidence, Reading, Span

SUBJECT_RULE = "headline.subject"
_SUBJECT = re.compile(r"(?:betreff|subject|betr\.)\s?:\s?(?=\S)", re.IGNORECASE)
_FROM = re.compile(
    r"(?:von|from|absender)\s?:\s?\"?(?P<name>[^<>\"@\[\]]{2,80}?)\"?\s?(?:[<\[].*)?$", re.IGNORECASE
)
_ORIGINAL = re.compile(r"original-content von:\s?(?P<name>[^,]{2,80}),", re.IGNORECASE)
_MAX_HEAD_LINES, _MAX_COVER_LINES = 15, 10
_MAX_SUBJECT_LENGTH = 250
_OF_HEADER = ("note.mail", "wire.headline", SUBJECT_RULE)


def claim_release(lines: list[CopyLine]) -> Release | None:
    """Claim the subject and the lines around the text; return the facts.

    Run after the header of the mail is claimed. None for copy that is no release.
    """
    place = _find_subject(lines)
    subject = _read_line(lines[place]) if place is not None else None
    is_release = _is_release(lines, subject)
    if place is None and not is_release:
        return None
    if not is_release and not _is_text_alone(lines):
        return None
    title = ""
    if place is not None and subject is not None and subject.start < subject.end and _has_header(lines):
        title = _claim_title(lines, place, subject)
    _claim_cover(lines)
    claim_press_release([line for line in lines if line.is_unclaimed])
    _claim_head_lines(lines, title)
    _claim_tail(lines)
    texts = [line for line in lines if line.is_unclaimed and is_running_text(line.text)]
    for line in texts[1:]:
        if forms.is_for_readers(line.text):
            line.claim(BlockKind.PARAGRAPH, "release.for-readers")
    return Release(_find_sender(lines), subject.number if subject else "") if is_release else None


def read_title(copy: Copy) -> Reading[str] | None:
    """Return the headline of a release without `POL-NH:`.

    It has the prefix where it was copied from a page.
    """
    found = copy.headline
    if found is None or copy.release is None:
        return found
    subject = read_subject(found.value)
    value = found.value[subject.start : subject.end].strip()
    if not value:
        return found
    start = found.span.start + subject.start
    return replace(found, value=value, span=Span(start, start + len(value)))


def _find_subject(lines: Sequence[CopyLine]) -> int | None:
    """Return the line of the subject.

    It is in the header, the headline of an item, or the first line.
    """
    head = lines[:_MAX_HEAD_LINES]
    for index, line in enumerate(head):
        is_header = (
            line.rule in {"note.mail-header", "note.mail-cover"} and _SUBJECT.match(line.text) is not None
        )
        if is_header or line.rule == "wire.headline":
            return index
    first = next((index for index, line in enumerate(head) if line.is_unclaimed), None)
    if first is None or not (OFFICE_PREFIX.match(lines[first].text) or _is_named_title(lines[first].text)):
        return None
    return first


def _is_named_title(text: str) -> bool:
    subject = read_subject(text)
    return (
        subject.is_named
        and subject.start < subject.end
        and len(text) <= _MAX_SUBJECT_LENGTH
        and not has_final_stop(text)
    )


def _read_line(line: CopyLine) -> ReleaseSubject:
    """Return the title by its place in the line."""
    label = _SUBJECT.match(line.text)
    at = label.end() if label is not None and line.kind is BlockKind.NOTE else 0
    read = read_subject(line.text[at:])
    return replace(read, start=read.start + at, end=read.end + at)


def _is_release(lines: Sequence[CopyLine], subject: ReleaseSubject | None) -> bool:
    """Return whether the copy says that it is a release, or is sent as one.

    A mail is sent as one if it asks desks to publish it, or has contacts for them.
    """
    if subject is not None and subject.is_named:
        return True
    has_header = _has_header(lines)
    texts = [line.text for line in lines]
    if any(map(_names_release, texts[:_MAX_HEAD_LINES])) and (has_header or _has_contacts(texts)):
        return True
    is_asked = any(forms.is_cover(text) for text in texts[:_MAX_HEAD_LINES])
    is_likely = has_header and (is_asked or _has_contacts(texts))
    return any(map(_ORIGINAL.match, texts)) or (is_likely and _is_text_alone(lines))


def _names_release(text: str) -> bool:
    """Return whether a line is the name of a release, also with its sender."""
    if names_release(text) or len(text) > _MAX_SUBJECT_LENGTH:
        return len(text) <= _MAX_SUBJECT_LENGTH
    subject = read_subject(text)
    return subject.is_named and subject.start == subject.end


def _has_header(lines: Sequence[CopyLine]) -> bool:
    return any(line.rule.startswith(_OF_HEADER) for line in lines[:_MAX_HEAD_LINES])


def _has_contacts(texts: Sequence[str]) -> bool:
    return any(map(forms.is_contact_start, texts[2:]))


def _is_text_alone(lines: Sequence[CopyLine]) -> bool:
    """Return whether text follows the header and greeting without a title of its own."""
    first = next((line for line in lines if line.is_unclaimed and not forms.is_cover(line.text)), None)
    return _has_header(lines) and first is not None and is_running_text(first.text)


def _claim_title(lines: list[CopyLine], place: int, subject: ReleaseSubject) -> str:
    """Cut the title out of its line and claim it; what is around it becomes a note."""
    line = lines[place]
    parts = [
        (0, subject.start, BlockKind.NOTE, "release.prefix"),
        (subject.start, subject.end, BlockKind.HEADLINE, SUBJECT_RULE),
        (subject.end, len(line.text), BlockKind.NOTE, "release.prefix"),
    ]
    cut = []
    for start, end, kind, rule in parts:
        words = line.text[start:end].strip()
        if words:
            at = line.start + line.text.index(words, start)
            part = replace(line, start=at, end=at + len(words), text=words)
            part.claim(kind, rule)
            cut.append(part)
    cut[0].blank_before = line.blank_before
    lines[place : place + 1] = cut
    return line.text[subject.start : subject.end].strip()


def _claim_cover(lines: Sequence[CopyLine]) -> None:
    """Claim the greeting and requests to publish above the text."""
    has_header = _has_header(lines)
    waiting = [line for line in lines if line.is_unclaimed][:_MAX_COVER_LINES]
    for line in waiting:
        is_greeting_line = has_header and is_greeting(line.text, has_header=True)
        if is_greeting_line or forms.is_cover(line.text) or forms.is_contact_start(line.text):
            line.claim(BlockKind.NOTE, "release.cover", Confidence.LIKELY)
        elif is_running_text(line.text):
            return


def _claim_head_lines(lines: Sequence[CopyLine], title: str) -> None:
    """Claim place and date on a line of their own, and the title printed again."""
    for line in [line for line in lines if line.is_unclaimed][:_MAX_COVER_LINES]:
        if forms.is_place_and_date(line.text):
            line.claim(BlockKind.DATE, "release.place-and-date")
        elif title and _squeeze(line.text) == _squeeze(title):
            line.claim(BlockKind.FURNITURE, "release.title-again")


def _squeeze(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _claim_tail(lines: Sequence[CopyLine]) -> None:
    """Claim the lines below the first contact, end mark or signature.

    Captions and what is meant for readers stay.
    """
    texts = [line for line in lines if line.kind is not BlockKind.HEADLINE]
    first_text = next(
        (n for n, line in enumerate(texts) if line.is_unclaimed and is_running_text(line.text)), None
    )
    if first_text is None:
        return
    begin = next((n for n in range(first_text + 1, len(texts)) if _begins_tail(texts[n].text)), len(texts))
    for line in texts[begin:]:
        is_note = line.is_unclaimed and not forms.is_photo_line(line.text)
        if is_note and not forms.is_for_readers(line.text):
            line.claim(BlockKind.NOTE, "release.contact", Confidence.LIKELY)


def _begins_tail(text: str) -> bool:
    return forms.is_contact_start(text) or forms.is_end_mark(text) or is_signature(text)


def _find_sender(lines: Sequence[CopyLine]) -> str:
    names = (match["name"] for pattern in (_ORIGINAL, _FROM) for match in _match_all(pattern, lines))
    return next((name.strip() for name in names), "")


def _match_all(pattern: re.Pattern[str], lines: Sequence[CopyLine]) -> Iterator[re.Match[str]]:
    for line in lines:
        found = pattern.match(line.text) if line.kind is BlockKind.NOTE else None
        if found is not None:
            yield found
