"""Samples of an agency's files, pasted or uploaded by an operator. Pure."""

import re
from typing import Any

from articles.parsing.errors import CopyError, CopyIsEmpty, gettext_noop
from articles.wire.safe_json import parse_json_text
from articles.wire.safe_xml import parse_xml_text

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,400}\?>")


class SampleIsNoMarkup(CopyError):
    what = gettext_noop("The sample is neither XML nor JSON.")
    why = gettext_noop("A field map reads only these. Paste a whole file, from its first sign to its last.")


def parse_sample(text: str) -> Any:
    """Return the root element of XML or the content of JSON; raise a CopyError."""
    beginning = text.lstrip("\ufeff \t\r\n\x00")[:1]
    if not beginning:
        raise CopyIsEmpty
    if beginning == "<":
        return parse_xml_text(text.lstrip("\ufeff \t\r\n\x00"))
    if beginning in "{[":
        return parse_json_text(text.strip("\ufeff \t\r\n\x00"))
    raise SampleIsNoMarkup


def encode_sample(text: str) -> bytes:
    """Return pasted text as bytes; its declared encoding no longer counts."""
    return _DECLARATION.sub("", text, count=1).strip("\ufeff \t\r\n\x00").encode("utf-8", "replace")
