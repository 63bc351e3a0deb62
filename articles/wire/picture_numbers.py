"""Numbers by which an agency names a picture, in full and short forms. Pure.

A kill may name `urn:newsml:dpa.com:20090101:260302-99-123456`, the picture's file `260302-99-123456`.
"""

import re
from collections.abc import Iterable, Iterator

from articles.text.fingerprints import canonical_item_id

_NUMBER = re.compile(
    r"(?:urn|tag|doi):\S{6,200}|https?://\S{6,200}|[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
    r"|[A-Za-z]{0,8}[-_]?\d{7,15}|[A-Z]{2,8}_(?=[A-Z0-9]*\d)[A-Z0-9]{6,40}|\d{6,8}-\d\d-\d{5,6}(?:-\w{1,10})?"
    r"|(?=[A-Z]{2,36}\d{1,9}[A-Z]{1,9}\d)[A-Z0-9]{12,40}|\w[\w-]{3,80}_\d{6,15}(?:\.[A-Za-z]{3,4})?|[A-Za-z]{2,8}:\S{8,80}"
)
"""Addresses, UUIDs, `AFP_3AB4CD7`, `260302-99-123456`, `DV1945213`, `KRAN_Werft_111162.JPG`.

A slug or the counter of an office, such as `NHV07`, names another picture next week.
"""
_DAY = re.compile(r"[A-Za-z]{0,8}[-_]?(?:19|20)\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01])")
_PREFIX = re.compile(r"(?:newsml_|[a-z]{2,8}_|[a-z]{2,4}(?=\d{8}))(?=\w*\d)")
"""`afp_3ab4cd7`, `newsml_rc2ab3cd4ef5`, `ap26061234567890`"""
_RUNNING_NUMBER = re.compile(r"\d{6,8}-\d{2,3}-\d{5,6}")
_EXTENSION = re.compile(r"\.(?:jpe?g|png|tiff?|webp|avif)$")
_MIN_LENGTH = 6
_WORD = re.compile(r"[\w:/.#,-]{6,200}")
_MAX_WORDS = 2_000


def is_picture_number(written: str) -> bool:
    """Return whether the form is that of a number for one picture."""
    return bool(_NUMBER.fullmatch(written)) and not _DAY.fullmatch(written)


def list_numbers(written: Iterable[str]) -> tuple[str, ...]:
    """Return all forms of the numbers among identifiers, names and slugs, sorted."""
    return tuple(sorted({form for text in written if is_picture_number(text) for form in _list_forms(text)}))


def find_numbers(texts: Iterable[str]) -> tuple[str, ...]:
    """Return all forms of the numbers in the words of a message."""
    words = [word.strip(".,:/#-") for word in _WORD.findall(" ".join(texts))[:_MAX_WORDS]]
    return list_numbers(words)


def _list_forms(written: str) -> Iterator[str]:
    whole = _EXTENSION.sub("", canonical_item_id(written))
    last = re.split(r"[:/#]", whole)[-1]
    short = _PREFIX.sub("", last, count=1)
    forms = (whole, last, short, *_RUNNING_NUMBER.findall(whole))
    yield from (form for form in forms if len(form) >= _MIN_LENGTH and _is_specific(form))


def _is_specific(form: str) -> bool:
    """Return whether it has three digits and is no day."""
    return sum(map(str.isdigit, form)) >= 3 and not _DAY.fullmatch(form)
