"""Reasons why an uploaded logo, icon or font is refused."""

from enum import StrEnum


class FileFault(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too large"
    NO_PICTURE = "no picture"
    TOO_SMALL = "too small"
    NOT_SQUARE = "not square"
    NO_XML = "no XML"
    SCRIPT = "script"
    FOREIGN_CONTENT = "foreign content"
    EXTERNAL_REFERENCE = "external reference"
    TEXT = "text"
    NO_SIZE = "no size"
    NO_FONT = "no font"
    OTHER_FONT_FORMAT = "other font format"
    NO_LATIN = "no Latin letters"


class InvalidBrandFile(ValueError):
    """Refusal of a file.

    `found` names the element, attribute, size or format that is the reason.
    """

    def __init__(self, fault: FileFault, found: str = "") -> None:
        super().__init__(fault.value, found)
        self.fault = fault
        self.found = found
